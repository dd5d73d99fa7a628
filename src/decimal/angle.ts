/** The angle of a point, at exact decimals and over boxes. */
import type { Decimal } from 'decimal.js';
import { arctanBall } from '../rounding/exact/arctangent.js';
import { type Ball, ballOfInteger, bitLength, div, neg, sub } from '../rounding/exact/ball.js';
import { halfPi, pi } from '../rounding/exact/constants.js';
import { type Bounds, empty, isEmpty, zero } from './bounds.js';
import { ballAt, type Exact, exactOf, magnitudeOf, topOf } from './exact.js';
import { piBounds } from './functions.js';
import { beside, exactly, opposite, type Scaled, settle, unscaled } from './scaled.js';

const guard = 32;

/** arctan(short/long) for 0 < short ≤ long: q·(1 − q²/3 + …) for a small quotient q, which a bound on the one side alone tells from a q that is a decimal. */
function angleBelow(short: Exact, long: Exact, bits: number): Scaled {
  const p = bits + guard;
  const gap = topOf(long) - topOf(short);
  if (gap > bits / 3) {
    // 2^i·5^j divides 10^k for all i, j ≤ k
    const places = bitLength(long.digits);
    const above = short.digits * 10n ** BigInt(places);
    const exponent = short.exponent - long.exponent - places;
    if (above % long.digits === 0n) return beside({ digits: above / long.digits, exponent }, -1, bits);
    const ball = div(ballOfInteger(short.digits), ballOfInteger(long.digits), p);
    return {
      ball: { mid: ball.mid, rad: ball.rad + (ball.mid >> BigInt(bits)) + 1n, exp: ball.exp },
      shift: short.exponent - long.exponent,
    };
  }
  const shift = short.exponent - long.exponent;
  const ratio: Exact =
    shift >= 0 ? { digits: short.digits * 10n ** BigInt(shift), exponent: 0 } : { digits: short.digits, exponent: shift };
  return unscaled(arctanBall(div(ballAt(ratio, p), ballOfInteger(long.digits), p), p));
}

/** The angle of (x, y) for y ≠ 0 or x > 0; at other points with y = 0 it is π. */
function angleAt(y: Exact, x: Exact, bits: number): Scaled {
  const p = bits + guard;
  if (y.digits === 0n) return x.digits > 0n ? exactly({ digits: 0n, exponent: 0 }) : unscaled(pi(p));
  if (y.digits < 0n) return opposite(angleAt(magnitudeOf(y), x, bits));
  if (x.digits === 0n) return unscaled(halfPi(p));
  const width = magnitudeOf(x);
  const isSteep = isLess(width, y);
  const below = isSteep ? angleBelow(width, y, bits) : angleBelow(y, width, bits);
  if (!isSteep && x.digits > 0n) return below;
  const small = ballOf(below, p);
  if (!isSteep) return unscaled(sub(pi(p), small, p));
  return unscaled(sub(halfPi(p), x.digits > 0n ? small : neg(small), p));
}

/** As a ball; where that would be far below 2^−bits, the ball of all that is. */
function ballOf({ ball, shift }: Scaled, bits: number): Ball {
  if (shift === 0) return ball;
  const exponent = shift * (shift < 0 ? 3.3 : 3.33) + ball.exp + 4 * ball.mid.toString(16).length;
  if (exponent < -bits) return { mid: 0n, rad: 1n, exp: -bits };
  const power = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? div(ball, ballOfInteger(power), bits) : { mid: ball.mid * power, rad: ball.rad * power, exp: ball.exp };
}

function isLess(a: Exact, b: Exact): boolean {
  if (topOf(a) !== topOf(b)) return topOf(a) < topOf(b);
  const exponent = Math.min(a.exponent, b.exponent);
  return a.digits * 10n ** BigInt(a.exponent - exponent) < b.digits * 10n ** BigInt(b.exponent - exponent);
}

/** The angle of the point (x, y), finite and not the origin. */
export function angle(y: Decimal, x: Decimal, precision: number): Bounds {
  const [a, b] = [exactOf(y), exactOf(x)];
  return settle(precision, (bits) => angleAt(a, b, bits));
}

/**
 * {the angle of (x, y)}: [−π, π] for a box that the cut along the negative real axis passes through. Elsewhere the angle is monotone along the sides of a box, or constant on either side of
 * the origin, so that its extremes are at corners. For an unbounded box it is [−π, π].
 */
export function angleRange(y: Bounds, x: Bounds, precision: number): Bounds {
  if (isEmpty(y) || isEmpty(x)) return empty;
  const turn = piBounds(precision);
  const whole: Bounds = { lo: turn.hi.neg(), hi: turn.hi };
  if (y.lo.isZero() && y.hi.isZero() && x.lo.isZero() && x.hi.isZero()) return empty;
  if (![y.lo, y.hi, x.lo, x.hi].every((end) => end.isFinite())) return whole;
  const isCut = x.lo.lte(zero) && y.lo.lt(zero) && y.hi.gte(zero);
  if (isCut) return whole;
  const corners = [y.lo, y.hi]
    .flatMap((b) => [x.lo, x.hi].map((a) => [b, a] as const))
    .filter(([b, a]) => !b.isZero() || !a.isZero());
  const angles = corners.map(([b, a]) => angle(b, a, precision));
  return angles.reduce((a, b) => ({ lo: a.lo.lt(b.lo) ? a.lo : b.lo, hi: a.hi.gt(b.hi) ? a.hi : b.hi }));
}
