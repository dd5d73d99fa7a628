import type { Algebra, Memory } from '../algebra/algebra.js';

/** What an elimination divides by next: the number of a candidate, or that all are zero, or that none is certainly not zero. */
export type Pivot = number | 'singular' | 'uncertain';

/** The largest absolute value among coefficients, beside which a pivot may be small. */
export function largestOf<M extends Memory>(algebra: Algebra<unknown, M>, m: M, places: readonly number[]): number {
  return places.reduce((largest, at) => Math.max(largest, algebra.magnitude(m, at)), 0);
}

/**
 * The best pivot among candidates: the largest, unless rounding may have made it, beside the `largest` of the matrix (2^-46). An exact algebra takes any
 * that is not zero. An enclosure is divided by only where it is certainly not zero: some matrix in it could need an exchange of rows.
 */
export function pivotOf<M extends Memory>(
  algebra: Algebra<unknown, M>,
  m: M,
  candidates: readonly number[],
  largest: number,
): Pivot {
  const { mignitude } = algebra;
  const size = mignitude ?? algebra.magnitude;
  const sizes = candidates.map((at) => size(m, at));
  let best = 0;
  for (let i = 1; i < sizes.length; i++) if (sizes[i]! > sizes[best]!) best = i;
  if (sizes[best]! > (mignitude || algebra.isExact ? 0 : largest * 1.4210854715202004e-14)) return best; // 2^-46
  return mignitude && candidates.some((at) => algebra.magnitude(m, at) !== 0) ? 'uncertain' : 'singular';
}
