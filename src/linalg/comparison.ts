import { divInto } from '../interval/kernel/arithmetic.js';
import { addUp, divDown, divUp, mulUp, subDown, subUp } from '../rounding/directed.js';
import { addPointProduct, pointProduct } from './interval-product.js';
import { invertLu } from './lu.js';
import { multiply } from './matrix.js';

/**
 * What is known of an H-matrix G, a matrix that is regular because its diagonal outweighs the rest:
 * its comparison matrix C = ⟨G⟩ (C_ii = least |G_ii|, C_ij = −largest |G_ij|) and bounds of M = C⁻¹ ≥ 0.
 */
export interface Comparison {
  /** C, n×n points: bounds of G themselves, hence exact. */
  readonly matrix: Float64Array;
  /** Upper bounds of M, n×n. */
  readonly inverse: Float64Array;
  /** Lower bounds of the diagonal of M, n of them, positive. */
  readonly diagonal: Float64Array;
}

/**
 * Proves that every matrix in G is an H-matrix, hence regular, and bounds the inverse of its comparison matrix.
 *
 * C is an M-matrix if some v > 0 has w = C·v > 0; then M = C⁻¹ ≥ 0. With B ≈ C⁻¹ and C·B = I + F:
 *   M = B − M·F, and |F_ik| ≤ φ_k·w_i makes |M·F|_ik ≤ φ_k·(M·w)_i = φ_k·v_i.
 * (Neumaier, BIT 39, 1999.) The proof succeeds for every H-matrix that is not so by a hair: no norm is asked to be below 1.
 *
 * @returns undefined if G could not be proved an H-matrix
 * @guarantee encloses
 */
export function compareDiagonal(g: Float64Array, n: number): Comparison | undefined {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const lo = g[2 * (i * n + j)]!;
      const hi = g[2 * (i * n + j) + 1]!;
      if (!(lo <= hi)) return undefined;
      c[i * n + j] = i === j ? Math.max(0, lo, -hi) : -Math.max(-lo, hi, 0);
    }
  }
  const b = new Float64Array(n * n);
  if (!invertLu(b, c, new Float64Array(n * n), new Int32Array(n), n)) return undefined;
  // v = B·(B·1), so that w ≈ B·1 is of the size of v in every row: with v = B·1 a badly scaled G would lose w ≈ 1 to cancellation.
  const ones = new Float64Array(n).fill(1);
  const sums = new Float64Array(n);
  const v = new Float64Array(n);
  multiply(sums, b, ones, n, n, 1);
  multiply(v, b, sums, n, n, 1);
  for (let i = 0; i < n; i++) if (!(v[i]! > 0)) return undefined;
  const w = new Float64Array(2 * n);
  pointProduct(w, c, v, n, n, 1);
  for (let i = 0; i < n; i++) if (!(w[2 * i]! > 0)) return undefined;
  const f = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    f[2 * (i * n + i)] = -1;
    f[2 * (i * n + i) + 1] = -1;
  }
  addPointProduct(f, f, c, b, n, n, n);
  const diagonal = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let phi = 0;
    for (let i = 0; i < n; i++) {
      const o = 2 * (i * n + k);
      phi = Math.max(phi, divUp(Math.max(-f[o]!, f[o + 1]!), w[2 * i]!));
    }
    // M·C = I and M ≥ 0 give M_kk·C_kk ≥ 1, a bound of the diagonal from below that always holds.
    diagonal[k] = Math.max(divDown(1, c[k * n + k]!), subDown(b[k * n + k]!, mulUp(phi, v[k]!)));
    for (let i = 0; i < n; i++) b[i * n + k] = addUp(b[i * n + k]!, mulUp(phi, v[i]!));
    if (!(diagonal[k]! > 0)) return undefined;
  }
  return { matrix: c, inverse: b, diagonal };
}

/**
 * Encloses {x : G·x = z for a G in the interval matrix and a z in the interval vector}, for n×m right-hand sides at once:
 * the bounds of Hansen, Bliek, Rohn, Ning and Kearfott, the hull of the solution set when the midpoint of G is diagonal.
 *
 * For one pair, y = |x| and ζ ≥ |z|: off row i, (C·y)_j ≤ ζ_j; let (C·y)_i = ζ_i + t, t ≤ 0. M ≥ 0 gives
 * y_i ≤ u_i + t·M_ii with u = M·ζ, so −t ≤ (u_i − y_i)/d_i for any 0 < d_i ≤ M_ii, and
 *   Σ_{j≠i} |G_ij|·y_j ≤ C_ii·y_i − ζ_i − t ≤ α_i·y_i + β_i,   α_i = C_ii − 1/d_i,   β_i = u_i/d_i − ζ_i.
 * Hence x_i ∈ (z_i + [−β_i, β_i])/(G_ii + [−α_i, α_i]).
 *
 * @param x n×m interval matrix, may be z
 * @returns whether z is nonempty and bounded, and every divisor kept off zero; otherwise `x` holds nothing
 * @guarantee encloses
 */
export function boundSolution(
  x: Float64Array,
  g: Float64Array,
  comparison: Comparison,
  z: Float64Array,
  n: number,
  m: number,
): boolean {
  const { matrix, inverse, diagonal } = comparison;
  const zeta = new Float64Array(n);
  const quotient = new Float64Array(4);
  for (let c = 0; c < m; c++) {
    for (let j = 0; j < n; j++) {
      const o = 2 * (j * m + c);
      zeta[j] = Math.max(-z[o]!, z[o + 1]!);
      if (!(z[o]! <= z[o + 1]! && zeta[j]! <= Number.MAX_VALUE)) return false;
    }
    for (let i = 0; i < n; i++) {
      let u = 0;
      for (let j = 0; j < n; j++) if (zeta[j] !== 0) u = addUp(u, mulUp(inverse[i * n + j]!, zeta[j]!));
      const d = diagonal[i]!;
      const alpha = Math.max(0, subUp(matrix[i * n + i]!, divDown(1, d)));
      const beta = Math.max(0, subUp(divUp(u, d), zeta[i]!));
      const o = 2 * (i * m + c);
      const p = 2 * (i * n + i);
      quotient[0] = subDown(z[o]!, beta);
      quotient[1] = addUp(z[o + 1]!, beta);
      quotient[2] = subDown(g[p]!, alpha);
      quotient[3] = addUp(g[p + 1]!, alpha);
      if (!(quotient[2]! > 0 || quotient[3]! < 0)) return false;
      divInto(x, o, quotient, 0, quotient, 2);
    }
  }
  return true;
}
