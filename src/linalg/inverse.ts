import { boundSolution, type Comparison, compareDiagonal } from './comparison.js';
import { addPoints, intersectIntervals, liftPoints, midpoints, negIntervals } from './interval-matrix.js';
import { addPointIntervalProduct, intervalPointProduct } from './interval-product.js';
import { invertLu } from './lu.js';

/**
 * An interval matrix A made nearly diagonal: R ≈ mid(A)⁻¹, E ∋ R·A − I for every point of A, and the proof that
 * R·A = I + E is regular, hence R and every matrix in A.
 */
export interface Preconditioned {
  /** R, n×n points. */
  readonly inverse: Float64Array;
  /** E, n×n intervals. */
  readonly defect: Float64Array;
  /** I + E, n×n intervals. */
  readonly product: Float64Array;
  readonly comparison: Comparison;
}

/**
 * Preconditions an n×n interval matrix by the float inverse of its midpoint.
 * @returns undefined if A could not be proved regular
 * @guarantee encloses
 */
export function precondition(a: Float64Array, n: number): Preconditioned | undefined {
  const mid = new Float64Array(n * n);
  midpoints(mid, a, n * n);
  const inverse = new Float64Array(n * n);
  if (!invertLu(inverse, mid, new Float64Array(n * n), new Int32Array(n), n)) return undefined;
  const defect = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    defect[2 * (i * n + i)] = -1;
    defect[2 * (i * n + i) + 1] = -1;
  }
  addPointIntervalProduct(defect, defect, inverse, a, n, n, n);
  const eye = new Float64Array(n * n);
  for (let i = 0; i < n; i++) eye[i * n + i] = 1;
  const product = new Float64Array(2 * n * n);
  addPoints(product, defect, eye, n * n);
  const comparison = compareDiagonal(product, n);
  return comparison && { inverse, defect, product, comparison };
}

/**
 * Encloses the inverse of every matrix in an n×n interval matrix A.
 *
 * A⁻¹ = (I + E)⁻¹·R column by column, once from R itself and once as R − (I + E)⁻¹·(E·R), which is the sharper one for
 * thin A: there the proof's error is of second order and entries come out some ulps wide.
 *
 * @param out n×n interval matrix, may be A
 * @returns whether every matrix in A was proved regular; otherwise `out` holds nothing. A point matrix with a condition
 * number beyond about 10^15 is refused
 * @guarantee encloses
 * @example
 * const inverse = new Float64Array(8);
 * encloseInverse(inverse, Float64Array.of(2, 2, 0, 0, 0, 0, 4, 4), 2); // true
 * Array.from(inverse.subarray(6)); // [0.25, 0.25]
 * encloseInverse(inverse, Float64Array.of(1, 1, 2, 2, 2, 2, 4, 4), 2); // false
 */
export function encloseInverse(out: Float64Array, a: Float64Array, n: number): boolean {
  const p = precondition(a, n);
  if (p === undefined) return false;
  const direct = new Float64Array(2 * n * n);
  liftPoints(direct, p.inverse, n * n);
  if (!boundSolution(direct, p.product, p.comparison, direct, n, n)) return false;
  const correction = new Float64Array(2 * n * n);
  intervalPointProduct(correction, p.defect, p.inverse, n, n, n);
  negIntervals(correction, correction, n * n);
  if (!boundSolution(correction, p.product, p.comparison, correction, n, n)) return false;
  addPoints(correction, correction, p.inverse, n * n);
  return intersectIntervals(out, direct, correction, n * n);
}
