import { addUp, divUp, mulUp, subDown } from '../rounding/directed.js';
import { addPointProduct } from './interval-product.js';

/**
 * Encloses Q⁻¹ for a point matrix Q that is orthogonal up to rounding, as the result of `orthonormalize` is.
 *
 * With S = Qᵀ and S·Q = I + E, ρ_i ≥ Σ_j |E_ij| and ρ = max ρ_i < 1:
 *   Q⁻¹ = S − E·(I + E)⁻¹·S, and |E·(I + E)⁻¹·S|_ij ≤ ρ_i/(1 − ρ)·max_k |S_kj|.
 *
 * @param out n×n interval matrix, may not overlap Q
 * @param work at least n·n + n doubles
 * @returns whether ρ < 1, which proves Q regular; otherwise `out` holds nothing
 * @guarantee encloses
 */
export function orthogonalInverse(out: Float64Array, q: Float64Array, work: Float64Array, n: number): boolean {
  const s = work;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) s[i * n + j] = q[j * n + i]!;
  }
  // E = −I + S·Q, in the place of the result.
  const e = out;
  e.fill(0, 0, 2 * n * n);
  for (let i = 0; i < n; i++) {
    e[2 * (i * n + i)] = -1;
    e[2 * (i * n + i) + 1] = -1;
  }
  addPointProduct(e, e, s, q, n, n, n);
  let rho = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const o = 2 * (i * n + j);
      sum = addUp(sum, Math.max(Math.abs(e[o]!), Math.abs(e[o + 1]!)));
    }
    work[n * n + i] = sum;
    rho = Math.max(rho, sum);
  }
  if (!(rho < 1)) return false;
  const rest = subDown(1, rho);
  for (let j = 0; j < n; j++) {
    let largest = 0;
    for (let k = 0; k < n; k++) largest = Math.max(largest, Math.abs(s[k * n + j]!));
    for (let i = 0; i < n; i++) {
      const r = mulUp(divUp(work[n * n + i]!, rest), largest);
      out[2 * (i * n + j)] = subDown(s[i * n + j]!, r);
      out[2 * (i * n + j) + 1] = addUp(s[i * n + j]!, r);
    }
  }
  return true;
}
