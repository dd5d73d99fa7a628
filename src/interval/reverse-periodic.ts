import { exponent } from '../rounding/binary.js';
import { tanBounds } from '../rounding/elementary/tan.js';
import { cosBounds, sinBounds } from '../rounding/elementary/trig.js';
import { arctanBall } from '../rounding/exact/arctangent.js';
import { add, type Ball, ballOf, ballOfInteger, div, mul, neg, sqrtBall, sub } from '../rounding/exact/ball.js';
import { halfPi, pi } from '../rounding/exact/constants.js';
import { settle } from '../rounding/exact/settle.js';
import { Interval } from './interval.js';
import type { PointBounds } from './kernel/bounds.js';
import { type ReverseUnary, reverseUnary } from './reverse.js';

/** A real number to any precision. */
type Real = (precision: number) => Ball;

const zero: Ball = ballOfInteger(0n);
const one: Ball = ballOfInteger(1n);

// arctan, arcsin and arccos of a double as balls, on all of their domains.
function arctan(x: number): Real {
  if (x === 0) return () => zero;
  const size: Real = Math.abs(x) === Infinity ? halfPi : (precision) => arctanBall(ballOf(Math.abs(x)), precision);
  return x < 0 ? opposite(size) : size;
}

function arcsin(x: number): Real {
  if (x === 0) return () => zero;
  const size = Math.abs(x);
  const value: Real =
    size === 1
      ? halfPi
      : (precision) => {
          const b = ballOf(size);
          const p = precision + 64;
          return arctanBall(div(b, sqrtBall(mul(sub(one, b, p), add(one, b, p), p), p), p), precision);
        };
  return x < 0 ? opposite(value) : value;
}

/** arccos x = π/2 − arcsin x; exactly 0 at 1, where the two cancel and no precision would find it out. */
function arccos(x: number): Real {
  if (x === 1) return () => zero;
  const y = arcsin(-x);
  return (precision) => add(halfPi(precision + 8), y(precision + 8), precision + 8);
}

function opposite(value: Real): Real {
  return (precision) => neg(value(precision));
}

function shifted(value: Real, halfTurns: bigint): Real {
  if (halfTurns === 0n) return value;
  return (precision) => add(value(precision), mul(ballOfInteger(halfTurns), pi(precision + 8), precision + 8), precision + 8);
}

const bounds = new Float64Array(2);

/**
 * Writes the tightest bounds of the solution t = α + k·p·π, k an integer, next to x on the given side. No solution is x itself.
 *
 *     k = ⌊(x − α)/(pπ)⌋, plus 1 on the right
 */
function nextSolution(alpha: Real, p: bigint, x: number, side: 1 | -1): void {
  let k = 0n;
  for (let precision = 64 + Math.max(0, x === 0 ? 0 : exponent(x)); ; precision *= 2) {
    const period = mul(ballOfInteger(p), pi(precision), precision);
    const { mid, rad, exp } = div(sub(ballOf(x), alpha(precision), precision), period, precision);
    const low = floorOf(mid - rad, exp);
    if (low !== floorOf(mid + rad, exp)) continue;
    k = side > 0 ? low + 1n : low;
    break;
  }
  settle(shifted(alpha, k * p), bounds);
}

function floorOf(m: bigint, exp: number): bigint {
  return exp >= 0 ? m << BigInt(exp) : m >> BigInt(-exp);
}

/** Where a periodic function enters [lo, hi]: from below or from above, walking right or left. All modulo `period`·π. */
interface Entries {
  readonly point: PointBounds;
  readonly period: bigint;
  readonly fromBelow: (c: Interval, side: 1 | -1) => Real;
  readonly fromAbove: (c: Interval, side: 1 | -1) => Real;
}

/**
 * The outermost t ∈ x with f(t) ∈ c, found from one end of x: the end itself if its value lies in c, otherwise the first entry into c.
 * Written to `bounds`; false if there is none.
 */
function outermost(f: Entries, c: Interval, x: Interval, side: 1 | -1): boolean {
  const end = side > 0 ? x.lo : x.hi;
  bounds.fill(end);
  if (Math.abs(end) === Infinity) return true;
  f.point(end, bounds);
  const isExact = bounds[0] === bounds[1];
  // The value lies strictly between its bounds unless they are equal, so a bound at an end of c decides.
  const isBelow = isExact ? bounds[1]! < c.lo : bounds[1]! <= c.lo;
  const isAbove = isExact ? bounds[0]! > c.hi : bounds[0]! >= c.hi;
  if (!isBelow && !isAbove) {
    bounds.fill(end);
    return true;
  }
  nextSolution(isBelow ? f.fromBelow(c, side) : f.fromAbove(c, side), f.period, end, side);
  return side > 0 ? bounds[1]! <= x.hi : bounds[0]! >= x.lo;
}

function periodicReverse(f: Entries, range: Interval): ReverseUnary {
  return reverseUnary((wanted, x) => {
    const c = wanted.intersection(range);
    if (c.isEmpty() || !outermost(f, c, x, 1)) return Interval.empty;
    const lo = bounds[0]!;
    if (!outermost(f, c, x, -1)) return Interval.empty;
    return new Interval(lo, bounds[1]!);
  });
}

const unit = new Interval(-1, 1);

/**
 * hull {t ∈ x : sin t ∈ c}.
 * @guarantee encloses
 * @example
 * sinRev(interval(0), interval(3, 3.5)).equals(Interval.pi); // true
 */
export const sinRev: ReverseUnary = periodicReverse(
  {
    point: sinBounds,
    period: 2n,
    // sin rises through v at arcsin v and falls through it at π − arcsin v.
    fromBelow: (c, side) => (side > 0 ? arcsin(c.lo) : shifted(arcsin(-c.lo), 1n)),
    fromAbove: (c, side) => (side > 0 ? shifted(arcsin(-c.hi), 1n) : arcsin(c.hi)),
  },
  unit,
);

/**
 * hull {t ∈ x : cos t ∈ c}.
 * @guarantee encloses
 * @example
 * cosRev(interval(0), interval(4, 5)).contains(4.71238898038469); // true
 */
export const cosRev: ReverseUnary = periodicReverse(
  {
    point: cosBounds,
    period: 2n,
    // cos falls through v at arccos v and rises through it at −arccos v.
    fromBelow: (c, side) => (side > 0 ? opposite(arccos(c.lo)) : arccos(c.lo)),
    fromAbove: (c, side) => (side > 0 ? arccos(c.hi) : opposite(arccos(c.hi))),
  },
  unit,
);

/**
 * hull {t ∈ x : tan t ∈ c}.
 * @guarantee encloses
 * @example
 * tanRev(interval(0), interval(3, 3.5)).equals(Interval.pi); // true
 */
export const tanRev: ReverseUnary = periodicReverse(
  {
    point: tanBounds,
    period: 1n,
    // tan only rises: walking right it enters at c.lo, walking left at c.hi, from wherever it comes.
    fromBelow: (c, side) => arctan(side > 0 ? c.lo : c.hi),
    fromAbove: (c, side) => arctan(side > 0 ? c.lo : c.hi),
  },
  Interval.entire,
);
