import type { Bounds } from './relations.js';

/** What `interval` reads: one bound, a whole interval as text, or an object with two bounds, such as comes back from JSON. */
export type IntervalInput = number | string | bigint | { readonly lo: number | string; readonly hi: number | string };

/**
 * The bounds of an operand: a finite number stands for itself alone.
 * @throws RangeError for NaN, an infinite number, or bounds that make no interval.
 * @throws TypeError for what has no bounds.
 */
export function boundsOf(y: number | Bounds): Bounds {
  if (typeof y === 'number') {
    if (!Number.isFinite(y))
      throw new RangeError(`interval operand: expected a finite number, got ${y}; use interval(lo, hi) for unbounded sets`);
    return { lo: y, hi: y };
  }
  if (typeof y?.lo !== 'number' || typeof y.hi !== 'number') {
    throw new TypeError(
      `interval operand: expected a number or an object { lo, hi } of numbers, got ${typeof y}; convert it with interval(…)`,
    );
  }
  const valid = (y.lo <= y.hi && y.lo < Infinity && y.hi > -Infinity) || (y.lo === Infinity && y.hi === -Infinity);
  if (!valid)
    throw new RangeError(`interval operand: expected lo ≤ hi, got [${y.lo}, ${y.hi}]; use Interval.empty for the empty set`);
  return y;
}
