import { divInto } from '../interval/kernel/arithmetic.js';
import { negIntervals } from './interval-matrix.js';
import { addIntervalProduct } from './interval-product.js';

/**
 * Interval Gaussian elimination, in place: L (below the diagonal, its ones not stored) and U (on and above) such that every
 * matrix A in the one given has its factors P·A = L·U inside. Row i of the factors is row rows[i] of A.
 *
 * The pivot is the entry of greatest mignitude. Widths grow by a factor per row: good for triangular, diagonally dominant
 * and preconditioned matrices, not for general ones.
 *
 * Column by column (Crout), so that each entry is one dot product rounded once:
 *   u_ij = a_ij − Σ_{l<i} l_il·u_lj   and   l_ij = (a_ij − Σ_{l<j} l_il·u_lj)/u_jj.
 *
 * @param rows at least n integers
 * @returns whether every divisor kept off zero. The last pivot divides nothing and may hold zero
 * @guarantee encloses
 * @example
 * const a = Float64Array.of(4, 4, 2, 2, 2, 2, 3, 3);
 * encloseLu(a, new Int32Array(2), 2); // true
 * Array.from(a); // [4, 4, 2, 2, 0.5, 0.5, 2, 2]
 */
export function encloseLu(a: Float64Array, rows: Int32Array, n: number): boolean {
  for (let i = 0; i < n; i++) rows[i] = i;
  const left = new Float64Array(2 * n);
  const column = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const o = 2 * (i * n + j);
      const length = Math.min(i, j);
      // a_ij − Σ: the finished part of row i, negated, times u_0j … of column j, complete from row j on.
      left.set(a.subarray(2 * i * n, 2 * (i * n + length)));
      negIntervals(left, left, length);
      const entry = a.subarray(o, o + 2);
      addIntervalProduct(entry, entry, left, column, 1, length, 1);
      if (i < j) {
        column[2 * i] = entry[0]!;
        column[2 * i + 1] = entry[1]!;
      }
    }
    if (j === n - 1) return true;
    let best = -1;
    let largest = 0;
    let zero = true;
    for (let i = j; i < n; i++) {
      const o = 2 * (i * n + j);
      const mig = Math.max(a[o]!, -a[o + 1]!);
      zero &&= a[o] === 0 && a[o + 1] === 0;
      if (mig > largest) {
        largest = mig;
        best = i;
      }
    }
    // A column of zeros needs no elimination: u_jj = 0 and any l_ij will do, 0 too.
    if (zero) continue;
    if (best < 0) return false;
    if (best !== j) swapRows(a, rows, j, best, n);
    const pivot = 2 * (j * n + j);
    for (let i = j + 1; i < n; i++) {
      const o = 2 * (i * n + j);
      divInto(a, o, a, o, a, pivot);
    }
  }
  return true;
}

function swapRows(a: Float64Array, rows: Int32Array, i: number, k: number, n: number): void {
  for (let j = 0; j < 2 * n; j++) {
    const x = a[2 * i * n + j]!;
    a[2 * i * n + j] = a[2 * k * n + j]!;
    a[2 * k * n + j] = x;
  }
  const row = rows[i]!;
  rows[i] = rows[k]!;
  rows[k] = row;
}
