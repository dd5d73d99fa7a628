import { divInto, mulInto } from '../interval/kernel/arithmetic.js';
import { addUp, mulUp, sqrtUp } from '../rounding/directed.js';
import { encloseLu } from './interval-lu.js';
import { intersectIntervals, liftPoints, midpoints } from './interval-matrix.js';
import { intervalPointProduct, pointIntervalProduct } from './interval-product.js';
import { factorLu } from './lu.js';

/**
 * Encloses the determinants of every matrix in an n×n interval matrix A; bounds are always written, wide ones at worst.
 *
 * The intersection of three enclosures:
 *   the product of the pivots of A's own interval elimination;
 *   ±det(H)/Π_i y_ii with H = X·(P·A)·Y near I, X ≈ L⁻¹ unit lower and Y ≈ U⁻¹ upper triangular from the float factors of
 *   mid(A): this one is sharp, and has a sign whenever A is well enough conditioned;
 *   Hadamard's |det A| ≤ Π_i ‖row_i‖₂.
 *
 * @param out a pair
 * @guarantee encloses
 * @example
 * const det = new Float64Array(2);
 * encloseDeterminant(det, Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4), 2);
 * det[0] <= -2 && -2 <= det[1] && det[1] - det[0] < 1e-14; // true
 */
export function encloseDeterminant(out: Float64Array, a: Float64Array, n: number): void {
  out[0] = -Infinity;
  out[1] = Infinity;
  for (const bounds of [eliminate(a, n), eliminatePreconditioned(a, n), hadamard(a, n)]) {
    if (bounds !== undefined) intersectIntervals(out, out, bounds, 1);
  }
}

// −1 for an odd permutation.
function parity(rows: Int32Array): number {
  const seen = rows.slice();
  let sign = 1;
  for (let i = 0; i < seen.length; i++) {
    // Each swap puts one entry into its place.
    while (seen[i] !== i) {
      const j = seen[i]!;
      seen[i] = seen[j]!;
      seen[j] = j;
      sign = -sign;
    }
  }
  return sign;
}

function eliminate(a: Float64Array, n: number): Float64Array | undefined {
  const w = a.slice(0, 2 * n * n);
  const rows = new Int32Array(n);
  if (!encloseLu(w, rows, n)) return undefined;
  const sign = parity(rows);
  const det = Float64Array.of(sign, sign);
  for (let i = 0; i < n; i++) mulInto(det, 0, det, 0, w, 2 * (i * n + i));
  return det;
}

function eliminatePreconditioned(a: Float64Array, n: number): Float64Array | undefined {
  const lu = new Float64Array(n * n);
  midpoints(lu, a, n * n);
  const rows = new Int32Array(n);
  if (!factorLu(lu, rows, n)) return undefined;
  const permuted = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) permuted.set(a.subarray(2 * rows[i]! * n, 2 * (rows[i]! + 1) * n), 2 * i * n);
  const [x, y] = invertFactors(lu, n);
  // Pivots far from 1 may have no inverse among the doubles; an infinity would stand for a number that no double is.
  if (!(x.every(Number.isFinite) && y.every(Number.isFinite))) return undefined;
  const left = new Float64Array(2 * n * n);
  pointIntervalProduct(left, x, permuted, n, n, n);
  const h = new Float64Array(2 * n * n);
  intervalPointProduct(h, left, y, n, n, n);
  const order = new Int32Array(n);
  if (!encloseLu(h, order, n)) return undefined;
  const sign = parity(rows) * parity(order);
  const det = Float64Array.of(sign, sign);
  const divisor = new Float64Array(2 * n * n);
  liftPoints(divisor, y, n * n);
  for (let i = 0; i < n; i++) {
    // Pivot by pivot, so that the product neither overflows nor vanishes before the determinant does.
    mulInto(det, 0, det, 0, h, 2 * (i * n + i));
    divInto(det, 0, det, 0, divisor, 2 * (i * n + i));
    if (!(Math.abs(y[i * n + i]!) > 0)) return undefined;
  }
  return det;
}

// X ≈ L⁻¹ with unit diagonal and Y ≈ U⁻¹. Exactly triangular, so that their determinants are products of diagonals.
function invertFactors(lu: Float64Array, n: number): [Float64Array, Float64Array] {
  const x = new Float64Array(n * n);
  const y = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    x[c * n + c] = 1;
    for (let i = c + 1; i < n; i++) {
      let sum = 0;
      for (let l = c; l < i; l++) sum -= lu[i * n + l]! * x[l * n + c]!;
      x[i * n + c] = sum;
    }
    y[c * n + c] = 1 / lu[c * n + c]!;
    for (let i = c - 1; i >= 0; i--) {
      let sum = 0;
      for (let l = i + 1; l <= c; l++) sum -= lu[i * n + l]! * y[l * n + c]!;
      y[i * n + c] = sum / lu[i * n + i]!;
    }
  }
  return [x, y];
}

function hadamard(a: Float64Array, n: number): Float64Array {
  let bound = 1;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const o = 2 * (i * n + j);
      const mag = Math.max(Math.abs(a[o]!), Math.abs(a[o + 1]!));
      sum = addUp(sum, mulUp(mag, mag));
    }
    // A zero row decides, however large the others are.
    if (sum === 0) return new Float64Array(2);
    bound = mulUp(bound, sqrtUp(sum));
  }
  return Float64Array.of(-bound, bound);
}
