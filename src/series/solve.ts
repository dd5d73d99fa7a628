import type { Algebra, Memory } from '../algebra/algebra.js';
import { largestOf, pivotOf } from './pivot.js';

/**
 * Solves A·X = B by Gaussian elimination with partial pivoting. `given` holds n rows, each n elements of A and then `right` of B. With interval
 * coefficients the result encloses.
 *
 * @returns X in rows of `right` elements; or why there is none: see {@link pivotOf}
 */
export function solve<M extends Memory>(
  algebra: Algebra<unknown, M>,
  given: M,
  n: number,
  right: number,
): M | 'singular' | 'uncertain' {
  const w = algebra.width;
  const columns = n + right;
  const m = algebra.allocate((n + 1) * columns + 2);
  algebra.transfer(m, 0, given, 0, n * columns);
  const spareRow = n * columns * w;
  const factor = spareRow + columns * w;
  const product = factor + w;
  const at = (i: number, j: number): number => (i * columns + j) * w;
  const size = (i: number, j: number): number => algebra.magnitude(m, at(i, j));
  const rows = Array.from({ length: n }, (_, i) => i);
  const largest = largestOf(
    algebra,
    m,
    rows.flatMap((i) => rows.map((j) => at(i, j))),
  );
  for (let k = 0; k < n; k++) {
    const pivot = pivotOf(
      algebra,
      m,
      rows.slice(k).map((i) => at(i, k)),
      largest,
    );
    if (typeof pivot === 'string') return pivot;
    const best = k + pivot;
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
