import { divInto } from '../interval/kernel/arithmetic.js';
import { addDown, addUp, mulDown, mulUp, sqrtDown, sqrtUp } from '../rounding/directed.js';
import { midpoints, negIntervals, transposeIntervals } from './interval-matrix.js';
import { addIntervalProduct, intervalPointProduct, intervalProduct } from './interval-product.js';
import { multiply, transpose } from './matrix.js';
import { orthonormalize } from './qr.js';

/**
 * Encloses the factors of A = Q·R, Q orthogonal and R upper triangular with positive diagonal, of every matrix in an
 * n×n interval matrix A.
 *
 * An upper triangular X with positive diagonal does not change Q: A·X = Q·(R·X). With X ≈ R⁻¹ from the midpoint the columns
 * of A·X are nearly orthonormal, so that Gram and Schmidt's recursion
 *   w_j = y_j − Σ_{i<j} q_i·(q_iᵀ·y_j),   q_j = w_j/‖w_j‖,   Y = A·X
 * subtracts only small terms and does not inflate; then R = Qᵀ·A.
 *
 * @param q n×n interval matrix, may not overlap A
 * @param r n×n interval matrix, may not overlap A
 * @returns whether every matrix in A was proved regular; otherwise q and r hold nothing
 * @guarantee encloses
 * @example
 * const q = new Float64Array(8);
 * const r = new Float64Array(8);
 * encloseQr(q, r, Float64Array.of(3, 3, 0, 0, 4, 4, 1, 1), 2); // true
 * r[0] <= 5 && 5 <= r[1]; // true
 */
export function encloseQr(q: Float64Array, r: Float64Array, a: Float64Array, n: number): boolean {
  const x = inverseTriangle(a, n);
  if (x === undefined) return false;
  const y = new Float64Array(2 * n * n);
  intervalPointProduct(y, a, x, n, n, n);
  // Rows of these are the columns y_j and q_j.
  const columns = new Float64Array(2 * n * n);
  transposeIntervals(columns, y, n, n);
  const basis = new Float64Array(2 * n * n);
  const dots = new Float64Array(2 * n);
  const norm = new Float64Array(2);
  for (let j = 0; j < n; j++) {
    const column = columns.subarray(2 * j * n, 2 * (j + 1) * n);
    intervalProduct(dots, basis, column, j, n, 1);
    negIntervals(dots, dots, j);
    // Row vector w_j = y_j + (−dots)·(rows 0…j−1 of the basis).
    addIntervalProduct(column, column, dots, basis, 1, j, n);
    writeNorm(norm, column, n);
    if (!(norm[0]! > 0 && norm[1]! < Infinity)) return false;
    for (let i = 0; i < n; i++) {
      const o = 2 * (j * n + i);
      divInto(basis, o, column, 2 * i, norm, 0);
      // no element of a unit vector is larger
      basis[o] = Math.max(-1, basis[o]!);
      basis[o + 1] = Math.min(1, basis[o + 1]!);
    }
  }
  intervalProduct(r, basis, a, n, n, n);
  transposeIntervals(q, basis, n, n);
  for (let i = 0; i < n; i++) {
    r.fill(0, 2 * i * n, 2 * (i * n + i));
    r[2 * (i * n + i)] = Math.max(0, r[2 * (i * n + i)]!);
  }
  return true;
}

/** Bounds of the length of an interval vector. */
export function writeNorm(out: Float64Array, v: Float64Array, n: number): void {
  let lo = 0;
  let hi = 0;
  for (let i = 0; i < n; i++) {
    const mig = Math.max(0, v[2 * i]!, -v[2 * i + 1]!);
    const mag = Math.max(-v[2 * i]!, v[2 * i + 1]!);
    lo = addDown(lo, mulDown(mig, mig));
    hi = addUp(hi, mulUp(mag, mag));
  }
  out[0] = sqrtDown(lo);
  out[1] = sqrtUp(hi);
}

// X ≈ R⁻¹ for the float factor R of the midpoint: upper triangular with positive diagonal, or undefined.
function inverseTriangle(a: Float64Array, n: number): Float64Array | undefined {
  const mid = new Float64Array(n * n);
  midpoints(mid, a, n * n);
  const q = new Float64Array(n * n);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  if (!orthonormalize(q, mid, order, new Float64Array(n * n + n), n)) return undefined;
  const t = new Float64Array(n * n);
  transpose(t, q, n, n);
  const r = new Float64Array(n * n);
  multiply(r, t, mid, n, n, n);
  const x = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    for (let i = c; i >= 0; i--) {
      let sum = i === c ? 1 : 0;
      for (let l = i + 1; l <= c; l++) sum -= r[i * n + l]! * x[l * n + c]!;
      x[i * n + c] = sum / r[i * n + i]!;
      if (!Number.isFinite(x[i * n + c]!)) return undefined;
    }
    if (!(x[c * n + c]! > 0)) return undefined;
  }
  return x;
}
