/** atan, acot, asin, acos and atan2. */
import { add, type Ball, ballOf, ballOfInteger, bitLength, div, mul, neg, one, scaleBall, sqrtBall, sub } from './ball.js';
import { arctanTable, halfPi, pi } from './constants.js';
import { reciprocalSeries } from './series.js';
import { negateBounds, settle, settleNearQuotient, write, writeBeyond, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

// Below 2^-27 in size: x^3/3 < x·2^-55, inside the gap beside x.
const tiny = 7e-9;

/**
 * arctan a for a ball a of positive reals, known to 10 bits or more; relative error near 2^-precision, however small a is.
 *
 * Above 1, arctan a = π/2 − arctan(1/a), where nothing cancels. Below, with j the integer next to 16a,
 * arctan a = arctan(j/16) + arctan z, z = (16a − j)/(16 + j·a), |z| < 1/30 (M. Abramowitz, I. Stegun, 4.4.34, as
 * a·j/16 > −1). The identities hold for any choice; it only makes z small.
 */
export function arctanBall(a: Ball, precision: number): Ball {
  const p = precision + guard;
  const n = bitLength(a.mid);
  if (n + a.exp > 0) return sub(halfPi(p), arctanUpToOne(div(one, a, p), p), p);
  return arctanUpToOne(a, p);
}

function arctanUpToOne(a: Ball, p: number): Ball {
  // ⌊32a⌋ from the leading bits, then j = ⌊(⌊32a⌋ + 1)/2⌋.
  const shift = -5 - a.exp;
  const j = (Number(shift >= 0 ? a.mid >> BigInt(shift) : a.mid << BigInt(-shift)) + 1) >> 1;
  if (j === 0) return arctanSeries(a, p);
  const integer = ballOfInteger(BigInt(j));
  const z = div(sub(scaleBall(a, 4), integer, p), add(ballOfInteger(16n), mul(integer, a, p), p), p);
  return add(arctanTable(p)[j]!, arctanSeries(z, p), p);
}

/** arctan z = z·Σ (−z²)ⁿ/(2n + 1), for |z| ≤ 1/2. */
function arctanSeries(z: Ball, p: number): Ball {
  return mul(z, reciprocalSeries(neg(mul(z, z, p)), p), p);
}

/** Settles an odd function by its values at x > 0. */
function settleOdd(x: number, enclose: (size: Ball, precision: number) => Ball, out: Float64Array): void {
  const size = ballOf(Math.abs(x));
  settle((precision) => enclose(size, precision), out);
  if (x < 0) negateBounds(out);
}

/** arctan x. For x ≠ 0 the value is transcendental: were it algebraic, its tangent would not be (Lindemann). */
export function exactAtan(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Math.abs(x) < tiny) writeWithin(x, out);
  else if (x === Infinity || x === -Infinity) writeHalfPi(x, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else settleOdd(x, arctanBall, out);
}

/** π/2 with the sign of x. */
function writeHalfPi(x: number, out: Float64Array): void {
  settle(halfPi, out);
  if (x < 0) negateBounds(out);
}

/** π: transcendental. */
export function exactPi(out: Float64Array): void {
  settle(pi, out);
}

/** arcsin x = arctan(x/√((1 − x)(1 + x))). Transcendental for x ≠ 0, as its sine is algebraic. */
export function exactAsin(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Math.abs(x) < tiny) writeBeyond(x, out);
  else if (x === 1 || x === -1) writeHalfPi(x, out);
  else if (!(Math.abs(x) < 1)) writeUndefined(out);
  else settleOdd(x, arcsinBall, out);
}

/** arcsin x for a ball 0 < x < 1 of radius 0; relative error near 2^-precision. */
export function arcsinBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const cosine = sqrtBall(mul(sub(one, x, p), add(one, x, p), p), p);
  return arctanBall(div(x, cosine, p), precision);
}

/** arccos x = 2 arctan √((1 − x)/(1 + x)), 0 only at 1. Transcendental for x ≠ 1, as its cosine is algebraic. */
export function exactAcos(x: number, out: Float64Array): void {
  if (x === 1) write(0, 0, out);
  else if (x === -1) exactPi(out);
  else if (!(Math.abs(x) < 1)) writeUndefined(out);
  else settle((precision) => arccosBall(ballOf(x), precision), out);
}

/** arccos x for a ball |x| < 1 of radius 0; relative error near 2^-precision. */
export function arccosBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const ratio = div(sub(one, x, p), add(one, x, p), p);
  return scaleBall(arctanBall(sqrtBall(ratio, p), precision), 1);
}

/**
 * The angle of the point (x, y), in (−π, π]; undefined at the origin, π on the negative x-axis whatever the sign of y's
 * zero. Off the axes its tangent y/x is a rational ≠ 0 and the angle transcendental. Infinite coordinates mean the limit
 * along the axis or the diagonal: (±∞, y) lies on the x-axis for finite y, and (∞, ∞) at π/4.
 */
export function exactAtan2(y: number, x: number, out: Float64Array): void {
  const infiniteY = y === Infinity || y === -Infinity;
  const infiniteX = x === Infinity || x === -Infinity;
  if (infiniteX || infiniteY) {
    const nearX = infiniteX ? (x > 0 ? 1 : -1) : x - x;
    const nearY = infiniteY ? (y > 0 ? 1 : -1) : y - y;
    exactAtan2(nearY, nearX, out);
  } else if (Number.isNaN(x) || Number.isNaN(y) || (x === 0 && y === 0)) writeUndefined(out);
  else if (x === 0) writeHalfPi(y, out);
  else if (y === 0) {
    if (x > 0) write(0, 0, out);
    else exactPi(out);
  } else {
    angle(Math.abs(y), x, out);
    if (y < 0) negateBounds(out);
  }
}

/** The angle for y > 0, x ≠ 0. */
function angle(y: number, x: number, out: Float64Array): void {
  const rise = ballOf(y);
  const run = ballOf(Math.abs(x));
  // arctan q = q·(1 − d) with 0 < d < q²/3.
  const slope = bitLength(rise.mid) + rise.exp - bitLength(run.mid) - run.exp;
  if (x > 0 && slope < -55) settleNearQuotient(y, x, -1, out);
  else {
    settle((precision) => {
      const p = precision + guard;
      const acute = arctanBall(div(rise, run, p), precision);
      return x > 0 ? acute : sub(pi(p), acute, p);
    }, out);
  }
}

/** arccot x = π/2 − arctan x, in (0, π), continuous at 0. Transcendental: its cotangent is x, and at x = 0 it is π/2. */
export function exactAcot(x: number, out: Float64Array): void {
  if (x === Infinity) write(0, 0, out);
  else exactAtan2(1, x, out);
}
