/** Ranges over intervals of the functions that are not monotone, and of real powers. */
import type { Decimal } from 'decimal.js';
import { type Bounds, empty, entire, greatest, hullOf, infinity, isEmpty, least, minusOne, one, zero } from './bounds.js';
import type { ElementaryName } from './elementary.js';
import { exactOf } from './exact.js';
import { monotone, periodic, powerFunction, rangeOf, valueAt } from './functions.js';
import { type Exponent, powerAt } from './power.js';
import { isBeyondReduction, quarterTurns } from './trigonometric.js';

/** Whether an angle is finite and not too large to be reduced. */
export function isReducible(x: Decimal): boolean {
  return x.isFinite() && !isBeyondReduction(exactOf(x));
}

/** The first and the last quarter turn of an interval, or undefined where it cannot be reduced or is longer than a turn. */
function quartersOf({ lo, hi }: Bounds): readonly [bigint, bigint] | undefined {
  if (!isReducible(lo) || !isReducible(hi)) return undefined;
  const first = quarterTurns(exactOf(lo));
  const last = lo.eq(hi) ? first : quarterTurns(exactOf(hi));
  return last - first > 4n ? undefined : [first, last];
}

/**
 * Whether an m ≡ `rest` (mod 4) lies in first < m ≤ last: then m·π/2 lies in the interval, and only then, as no endpoint but 0 is a multiple of π/2.
 */
export function passes(first: bigint, last: bigint, rest: bigint): boolean {
  return last - ((((last - rest) % 4n) + 4n) % 4n) > first;
}

/**
 * {sin x}, or {cos x}: the greatest value 1 is at the multiples m ≡ `top` (mod 4) of π/2, the least two further on. An interval that starts at 0 has
 * the value of cos there at its end.
 */
function wave(f: 'sin' | 'cos', top: bigint, x: Bounds, precision: number): Bounds {
  if (isEmpty(x)) return empty;
  const quarters = quartersOf(x);
  if (quarters === undefined) return { lo: minusOne, hi: one };
  const [first, last] = quarters;
  const left = periodic[f](x.lo, precision);
  const right = x.lo.eq(x.hi) ? left : periodic[f](x.hi, precision);
  return {
    lo: passes(first, last, top + 2n) ? minusOne : least(left.lo, right.lo),
    hi: passes(first, last, top) ? one : greatest(left.hi, right.hi),
  };
}

/** {tan x}: the real line for an interval with a pole, at the odd multiples of π/2. */
function tangent(x: Bounds, precision: number): Bounds {
  if (isEmpty(x)) return empty;
  const quarters = quartersOf(x);
  if (quarters === undefined || passes(...quarters, 1n) || passes(...quarters, 3n)) return entire;
  const left = periodic.tan(x.lo, precision);
  return { lo: left.lo, hi: (x.lo.eq(x.hi) ? left : periodic.tan(x.hi, precision)).hi };
}

/** {|x|} */
export function absoluteOf({ lo, hi }: Bounds): Bounds {
  if (lo.gt(hi) || lo.gte(zero)) return { lo, hi };
  return hi.lte(zero) ? { lo: hi.neg(), hi: lo.neg() } : { lo: zero, hi: greatest(lo.neg(), hi) };
}

/** {f(x)} for the x in an interval at which f is defined. */
export function elementaryRange(name: ElementaryName, x: Bounds, precision: number): Bounds {
  switch (name) {
    case 'sin':
      return wave('sin', 1n, x, precision);
    case 'cos':
      return wave('cos', 0n, x, precision);
    case 'tan':
      return tangent(x, precision);
    case 'cosh':
      return rangeOf(monotone.cosh, absoluteOf(x), precision);
    default:
      return rangeOf(monotone[name], x, precision);
  }
}

/** {x^r : x > 0, or x = 0 and r > 0} for a rational r. */
export function powerRange(x: Bounds, r: Exponent, precision: number): Bounds {
  if (r.num.digits === 0n) return x.hi.gt(zero) && !isEmpty(x) ? { lo: one, hi: one } : empty;
  return rangeOf(powerFunction(powerAt(r), r.num.digits > 0n), x, precision);
}

/**
 * {x^y : x > 0, or x = 0 and y > 0}.
 *
 * As x^y = e^(y·log x), its bounds over a box are those at the corners, where an infinite factor or log 0 is a limit, and times 0 is 0.
 */
export function raisedRange(x: Bounds, y: Bounds, precision: number): Bounds {
  if (isEmpty(x) || isEmpty(y) || x.hi.lt(zero)) return empty;
  if (x.hi.isZero()) return y.hi.gt(zero) ? { lo: zero, hi: zero } : empty;
  const corners = [greatest(x.lo, zero), x.hi].flatMap((a) => [y.lo, y.hi].map((b) => cornerOf(a, b, precision)));
  return corners.reduce(hullOf);
}

/** a^b for a ≥ 0, as a limit where a or b is 0 or infinite. */
export function cornerOf(a: Decimal, b: Decimal, precision: number): Bounds {
  if (b.isZero() || a.eq(one)) return { lo: one, hi: one };
  if (a.isZero() || !a.isFinite() || !b.isFinite()) {
    const value = a.gt(one) === b.gt(zero) ? infinity : zero;
    return { lo: value, hi: value };
  }
  return valueAt(powerFunction(powerAt({ num: exactOf(b), den: 1n }), b.gt(zero)), a, precision)!;
}
