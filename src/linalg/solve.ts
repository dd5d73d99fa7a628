import { boundSolution } from './comparison.js';
import { addPoints, intersectIntervals, midpoints, negIntervals } from './interval-matrix.js';
import { addIntervalPointProduct, addPointProduct, pointIntervalProduct } from './interval-product.js';
import { type Preconditioned, precondition } from './inverse.js';
import { multiply } from './matrix.js';

// Each pass gains about −log₂(cond·u) bits; the residuals are exact to working precision.
const REFINEMENTS = 2;

/**
 * Encloses {x : A·x = b for an A in the interval matrix and a b in the interval vector}, for n×m right-hand sides at once.
 *
 * With R ≈ mid(A)⁻¹ and x̂ ≈ mid(A)⁻¹·mid(b), refined with residuals in doubled precision,
 *   x ∈ x̂ + (R·A)⁻¹·R·(b − A·x̂)   and   x ∈ (R·A)⁻¹·R·b;
 * both are bounded by `boundSolution` and intersected. With point data the first is some ulps of the
 * largest component wide, up to the condition number that the proof of regularity stands; with wide data the second is the sharper one.
 *
 * @param x n×m interval matrix, may be b
 * @param a n×n interval matrix
 * @param b n×m interval matrix
 * @returns whether every matrix in A was proved regular and b is nonempty and bounded; otherwise `x` holds nothing
 * @guarantee encloses
 * @see `encloseInverse` for what is refused
 * @example
 * const x = new Float64Array(4);
 * encloseSolution(x, Float64Array.of(2, 2, 0, 0, 0, 0, 4, 4), Float64Array.of(1, 3, 2, 2), 2, 1); // true
 * Array.from(x); // [0.5, 1.5, 0.5, 0.5]
 */
export function encloseSolution(x: Float64Array, a: Float64Array, b: Float64Array, n: number, m: number): boolean {
  const p = precondition(a, n);
  if (p === undefined) return false;
  const negated = new Float64Array(2 * n * m);
  negIntervals(negated, b, n * m);
  const guess = approximate(p, a, b, negated, n, m);
  // A·x̂ − b, then R·(b − A·x̂).
  const residual = new Float64Array(2 * n * m);
  addIntervalPointProduct(residual, negated, a, guess, n, n, m);
  negIntervals(residual, residual, n * m);
  const correction = new Float64Array(2 * n * m);
  pointIntervalProduct(correction, p.inverse, residual, n, n, m);
  if (!boundSolution(correction, p.product, p.comparison, correction, n, m)) return false;
  addPoints(correction, correction, guess, n * m);
  const direct = new Float64Array(2 * n * m);
  pointIntervalProduct(direct, p.inverse, b, n, n, m);
  if (!boundSolution(direct, p.product, p.comparison, direct, n, m)) return false;
  return intersectIntervals(x, direct, correction, n * m);
}

// x̂ ← x̂ + R·(mid b − mid A·x̂); any finite x̂ is as good for the proof.
function approximate(
  p: Preconditioned,
  a: Float64Array,
  b: Float64Array,
  negated: Float64Array,
  n: number,
  m: number,
): Float64Array {
  const matrix = new Float64Array(n * n);
  midpoints(matrix, a, n * n);
  const right = new Float64Array(n * m);
  midpoints(right, b, n * m);
  const guess = new Float64Array(n * m);
  multiply(guess, p.inverse, right, n, n, m);
  const residual = new Float64Array(2 * n * m);
  const step = new Float64Array(n * m);
  for (let pass = 0; pass < REFINEMENTS; pass++) {
    addPointProduct(residual, negated, matrix, guess, n, n, m);
    midpoints(right, residual, n * m);
    multiply(step, p.inverse, right, n, n, m);
    for (let i = 0; i < n * m; i++) guess[i] = guess[i]! - step[i]!;
  }
  return guess;
}
