import { type BoundInput, boundOf } from './bound.js';
import type { Bounds } from './relations.js';
import { readObject } from './text.js';

/** What has two bounds: intervals of any library, an object of decimals or texts, what comes back from JSON. */
export interface BoundsInput {
  readonly lo: BoundInput;
  readonly hi: BoundInput;
}

/** What `interval` reads: one bound, a whole interval as text, or an object with two bounds. */
export type IntervalInput = BoundInput | BoundsInput;

/** What a method takes where an interval is expected: a number, taken as exact, or anything with bounds, which are rounded outward. */
export type IntervalLike = number | BoundsInput;

const scratch = new Float64Array(2);

/**
 * The bounds of an operand, rounded outward: a finite number stands for itself alone.
 * @throws RangeError for NaN, an infinite number, or bounds that make no interval.
 * @throws TypeError for what has no bounds.
 */
export function boundsOf(y: IntervalLike): Bounds {
  if (typeof y === 'number') {
    if (!Number.isFinite(y))
      throw new RangeError(`interval operand: expected a finite number, got ${y}; use interval(lo, hi) for unbounded sets`);
    return { lo: y, hi: y };
  }
  if (isNumeric(y)) {
    const valid = (y.lo <= y.hi && y.lo < Infinity && y.hi > -Infinity) || (y.lo === Infinity && y.hi === -Infinity);
    if (!valid)
      throw new RangeError(`interval operand: expected lo ≤ hi, got [${y.lo}, ${y.hi}]; use Interval.empty for the empty set`);
    return y;
  }
  if (y?.lo === undefined || y.hi === undefined) {
    throw new TypeError(
      `interval operand: expected a number or an object { lo, hi }, got ${y === null ? 'null' : typeof y}; convert it with interval(…)`,
    );
  }
  readObject(y, scratch);
  return { lo: scratch[0]!, hi: scratch[1]! };
}

/**
 * The bounds of an operand of a relation, where none that is rounded will do: what holds of a larger set need not hold of the set.
 * @throws RangeError for a bound that is no double.
 */
export function exactBoundsOf(y: IntervalLike): Bounds {
  const bounds = boundsOf(y);
  if (typeof y === 'number' || isNumeric(y)) return bounds;
  for (const bound of [y.lo, y.hi]) {
    const { down, up } = boundOf(bound);
    if (down !== up)
      throw new RangeError(
        `interval operand: expected bounds that are doubles in a relation, got ${bound}; round it first, outward with interval(…)`,
      );
  }
  return bounds;
}

function isNumeric(y: BoundsInput): y is Bounds {
  return typeof y?.lo === 'number' && typeof y.hi === 'number';
}
