import { powBounds } from '../rounding/elementary/pow.js';
import { type Ball, ballOf, div, topExponent } from '../rounding/exact/ball.js';
import { expBall } from '../rounding/exact/exponential.js';
import { logBall } from '../rounding/exact/logarithm.js';
import { doubleAbove, doubleBelow } from '../rounding/exact/settle.js';
import { succ } from '../rounding/neighbor.js';
import { Interval } from './interval.js';
import { divisionPieces, type End } from './quotient.js';
import { type ReverseBinary, reverseBinary } from './reverse.js';

const power = new Float64Array(2);

function isPower(base: number, exponent: number, value: number): boolean {
  powBounds(base, exponent, power);
  return power[0] === value && power[1] === value;
}

/**
 * The tightest bounds of a real number from ever better balls. The number may be a double: `isExactly` decides on the one candidate that a small ball leaves,
 * and without it no ball would ever do.
 */
function settleAlgebraic(enclose: (precision: number) => Ball, isExactly: (candidate: number) => boolean): Interval {
  for (let precision = 100; ; precision *= 2) {
    const { mid, rad, exp } = enclose(precision);
    const lo = doubleBelow(mid - rad, exp);
    const hi = doubleAbove(mid + rad, exp);
    const between = succ(lo);
    if (lo === hi || between === hi) return new Interval(lo, hi);
    if (succ(between) === hi && isExactly(between)) return new Interval(between, between);
  }
}

/** log z / d, z > 0. */
function logOver(z: number, divisor: (precision: number) => Ball): (precision: number) => Ball {
  return (precision) => div(logBall(ballOf(z), precision + 8), divisor(precision + 8), precision + 8);
}

// z^(1/y) for z > 0, z ≠ 1, y ≠ 0, all finite.
function root(z: number, y: number): Interval {
  const quotient = logOver(z, () => ballOf(y));
  const rough = quotient(64);
  // Beyond e^±1024 there are no doubles.
  if (topExponent(rough) > 10) return rough.mid > 0n ? new Interval(Number.MAX_VALUE, Infinity) : new Interval(0, 5e-324);
  return settleAlgebraic(
    (precision) => expBall(quotient(precision + 16), precision),
    (candidate) => isPower(candidate, y, z),
  );
}

// log z / log s for positive z, s, neither 1.
function logarithm(z: number, s: number): Interval {
  return settleAlgebraic(
    logOver(z, (precision) => logBall(ballOf(s), precision)),
    (candidate) => isPower(s, candidate, z),
  );
}

/** The logarithms of the positive part of an interval: only their signs and infinities are known as numbers. */
interface Logarithms {
  readonly lo: number;
  readonly hi: number;
}

// The sign of log z as a number, an infinite one for z ≤ 0 and z = ∞.
function signOfLog(z: number): number {
  if (z <= 0) return -Infinity;
  return z === Infinity ? Infinity : Math.sign(z - 1);
}

function logarithms(x: Interval): Logarithms {
  return { lo: signOfLog(x.lo), hi: signOfLog(x.hi) };
}

type Corner = (i: End, j: End) => Interval;

/** The quotient of an end of n and an end of d: by limits where one is infinite or n is zero, else by `finite`. */
function limited(n: Logarithms, d: Logarithms, finite: Corner): Corner {
  return (i, j) => {
    const numerator = n[i];
    const divisor = d[j];
    if (numerator === 0 || Math.abs(divisor) === Infinity) return new Interval(0, 0);
    if (Math.abs(numerator) < Infinity) return finite(i, j);
    return numerator > 0 === divisor > 0 ? new Interval(Number.MAX_VALUE, Infinity) : new Interval(-Infinity, -Number.MAX_VALUE);
  };
}

/**
 * hull {t ∈ x : tˢ ∈ c for some s ∈ b}, t ≥ 0: with u = log t, those with s·u ∈ log c.
 * @guarantee encloses
 * @example
 * powRev1(interval(2), interval(4, 9)).toString(); // '[2, 3]'
 */
export const powRev1: ReverseBinary = reverseBinary((b, c, x) => {
  const takesZero = c.contains(0) && b.hi > 0;
  let found = takesZero ? x.intersection(0) : Interval.empty;
  if (c.hi <= 0) return found;
  const n = logarithms(c);
  for (const { lo, hi } of divisionPieces(Math.sign(n.lo), Math.sign(n.hi), Math.sign(b.lo), Math.sign(b.hi))) {
    const piece = new Interval(lo ? exponentialAt(...lo).lo : 0, hi ? exponentialAt(...hi).hi : Infinity);
    const part = x.intersection(piece);
    // 0 is a mere limit of these solutions, and so is 1, where log t = 0, unless 1 ∈ c.
    const isLimit = part.hi === 0 || (part.lo === 1 && part.hi === 1 && !c.contains(1));
    if (!isLimit) found = found.hull(part);
  }
  return found;

  function exponentialAt(i: End, j: End): Interval {
    if (n[i] === 0 || Math.abs(b[j]) === Infinity) return new Interval(1, 1);
    if (Math.abs(n[i]) < Infinity) return root(c[i], b[j]);
    return n[i] > 0 === b[j] > 0 ? new Interval(Number.MAX_VALUE, Infinity) : new Interval(0, 0);
  }
});

/**
 * hull {t ∈ x : sᵗ ∈ c for some s ∈ a}, s ≥ 0: those with t·log s ∈ log c, and t > 0 where 0 ∈ a and 0 ∈ c.
 * @guarantee encloses
 * @example
 * powRev2(interval(2), interval(4, 8)).toString(); // '[2, 3]'
 */
export const powRev2: ReverseBinary = reverseBinary((a, c, x) => {
  const hasPositive = a.hi > 0 && c.hi > 0;
  let found = Interval.empty;
  const take = (piece: Interval): void => {
    const part = x.intersection(piece);
    // 0 is a solution itself only if s⁰ = 1 ∈ c; elsewhere it is a limit of solutions.
    if (!part.isEmpty() && (part.lo < 0 || part.hi > 0 || (a.hi > 0 && c.contains(1)))) found = found.hull(part);
  };
  if (a.contains(0) && c.contains(0)) take(new Interval(0, Infinity));
  if (!hasPositive) return found;
  const n = logarithms(c);
  const d = logarithms(a);
  const corner = limited(n, d, (i, j) => logarithm(c[i], a[j]));
  for (const { lo, hi } of divisionPieces(Math.sign(n.lo), Math.sign(n.hi), Math.sign(d.lo), Math.sign(d.hi))) {
    take(new Interval(lo ? corner(...lo).lo : -Infinity, hi ? corner(...hi).hi : Infinity));
  }
  return found;
});
