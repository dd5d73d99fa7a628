import type { Algebra, Memory } from '../algebra/algebra.js';

/**
 * Solves A·X = B by Gaussian elimination with partial pivoting. `given` holds n rows, each n elements of A and then `right` of B. With interval
 * coefficients the result encloses.
 *
 * @returns X in rows of `right` elements; undefined where a pivot is zero or so small beside A (2^-46) that rounding may have made it
 */
export function solve<M extends Memory>(algebra: Algebra<unknown, M>, given: M, n: number, right: number): M | undefined {
  const w = algebra.width;
  const columns = n + right;
  const m = algebra.allocate((n + 1) * columns + 2);
  algebra.transfer(m, 0, given, 0, n * columns);
  const spareRow = n * columns * w;
  const factor = spareRow + columns * w;
  const product = factor + w;
  const at = (i: number, j: number): number => (i * columns + j) * w;
  const size = (i: number, j: number): number => algebra.magnitude(m, at(i, j));
  let largest = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) largest = Math.max(largest, size(i, j));
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (size(i, k) > size(best, k)) best = i;
    if (!(size(best, k) > largest * 1.4210854715202004e-14)) return undefined; // 2^-46
    if (best !== k) {
      algebra.transfer(m, spareRow, m, at(k, 0), columns);
      algebra.transfer(m, at(k, 0), m, at(best, 0), columns);
      algebra.transfer(m, at(best, 0), m, spareRow, columns);
    }
    // row i ← row i − (a_ik/a_kk)·row k
    for (let i = k + 1; i < n; i++) {
      if (size(i, k) === 0) continue;
      algebra.div(m, factor, at(i, k), at(k, k));
      algebra.zero(m, at(i, k));
      for (let j = k + 1; j < columns; j++) {
        algebra.mul(m, product, factor, at(k, j));
        algebra.sub(m, at(i, j), at(i, j), product);
      }
    }
  }
  // x_i = (b_i − Σ_{j>i} a_ij x_j)/a_ii, where x_j stands in the place of b_j
  for (let i = n - 1; i >= 0; i--) {
    for (let c = n; c < columns; c++) {
      for (let j = i + 1; j < n; j++) {
        algebra.mul(m, product, at(i, j), at(j, c));
        algebra.sub(m, at(i, c), at(i, c), product);
      }
      algebra.div(m, product, at(i, c), at(i, i));
      algebra.copy(m, at(i, c), product);
    }
  }
  const x = algebra.allocate(n * right);
  for (let i = 0; i < n; i++) algebra.transfer(x, i * right * w, m, at(i, n), right);
  return x;
}
