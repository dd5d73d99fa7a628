import type { SeriesN } from '../../src/series/series-n.js';

/** The largest coefficient of a difference, relative to the largest of b where that exceeds 1. */
export function distance(a: SeriesN<number>, b: SeriesN<number>): number {
  const size = Math.max(1, ...b.coefficients.map(Math.abs));
  return Math.max(...a.coefficients.map((c, i) => Math.abs(c - b.coefficients[i]!))) / size;
}
