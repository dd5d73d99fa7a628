import { exactKeplerE } from '../rounding/exact/kepler.js';
import { Interval } from './interval.js';

const at = new Float64Array(2);

/**
 * {E : E − e sin E = M} for eccentricities e in [0, 1], of which what lies outside is left out. E increases with M, and for each M with e or against it: bounds
 * are at corners, and tightest. Proof: docs/proofs/special.md.
 *
 * @guarantee encloses
 */
export function keplerE(eccentricity: Interval, M: Interval): Interval {
  const e = eccentricity.intersection(new Interval(0, 1));
  if (e.isEmpty() || M.isEmpty()) return Interval.empty;
  const ends = e.isSingleton() ? [e.lo] : [e.lo, e.hi];
  const lo = M.lo === -Infinity ? [M.lo] : ends.map((end) => solution(end, M.lo).lo);
  const hi = M.hi === Infinity ? [M.hi] : ends.map((end) => solution(end, M.hi).hi);
  return new Interval(Math.min(...lo), Math.max(...hi));
}

function solution(e: number, M: number): { lo: number; hi: number } {
  exactKeplerE(e, M, at);
  return { lo: at[0]!, hi: at[1]! };
}
