/** asinpi, acospi, atanpi, atan2pi: arcs in half turns. */
import { arccosBall, arcsinBall, arctanBall } from './arctangent.js';
import { type Ball, ballOf, div, one, sub, topExponent } from './ball.js';
import { pi } from './constants.js';
import { negateBounds, settle, write, writeBeyond, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

/** a/π. */
function halfTurns(a: Ball, precision: number): Ball {
  const p = precision + guard;
  return div(a, pi(p), p);
}

// All values below are of the form r = arc/π. A rational r has a rational sine or cosine only where that is 0, ±1/2 or ±1, and a rational
// tangent only where that is 0 or ±1 (I. Niven, "Irrational Numbers", 3.9 and 3.11): everywhere else r is irrational.

/** arcsin(x)/π, irrational but at 0, ±1/2 and ±1; at ±1/2 it is ±1/6, no double either. */
export function exactAsinpi(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (x === 0) write(0, 0, out);
  else if (size === 1) write(x / 2, x / 2, out);
  else if (!(size < 1)) writeUndefined(out);
  else {
    settle((precision) => halfTurns(arcsinBall(ballOf(size), precision), precision), out);
    if (x < 0) negateBounds(out);
  }
}

/**
 * arccos(x)/π, irrational but at 0, ±1/2 and ±1; at ±1/2 it is 1/3 and 2/3, no doubles either. For |x| < 2^-53 it is within 2^-54 of
 * 1/2.
 */
export function exactAcospi(x: number, out: Float64Array): void {
  if (x === 1) write(0, 0, out);
  else if (x === -1) write(1, 1, out);
  else if (x === 0) write(0.5, 0.5, out);
  else if (!(Math.abs(x) < 1)) writeUndefined(out);
  else if (Math.abs(x) < 1e-16) besideHalf(x > 0, out);
  else settle((precision) => halfTurns(arccosBall(ballOf(x), precision), precision), out);
}

/** What is within 2^-54 of 1/2 and not 1/2. */
function besideHalf(below: boolean, out: Float64Array): void {
  if (below) writeWithin(0.5, out);
  else writeBeyond(0.5, out);
}

/** arctan(x)/π, irrational but at 0 and ±1. */
export function exactAtanpi(x: number, out: Float64Array): void {
  exactAtan2pi(x, 1, out);
}

/**
 * The angle of the point (x, y) in half turns, in (−1, 1]; undefined at the origin, 1 on the negative x-axis whatever the sign of y's
 * zero. Off the axes and the diagonals its tangent is a rational other than 0 and ±1, and the angle irrational. Infinite coordinates mean
 * the limit along the axis or the diagonal, as for `atan2`.
 */
export function exactAtan2pi(y: number, x: number, out: Float64Array): void {
  const infiniteY = y === Infinity || y === -Infinity;
  const infiniteX = x === Infinity || x === -Infinity;
  if (infiniteX || infiniteY) {
    const nearX = infiniteX ? (x > 0 ? 1 : -1) : x - x;
    const nearY = infiniteY ? (y > 0 ? 1 : -1) : y - y;
    exactAtan2pi(nearY, nearX, out);
  } else if (Number.isNaN(x) || Number.isNaN(y) || (x === 0 && y === 0)) writeUndefined(out);
  else {
    upperAngle(Math.abs(y), x, out);
    if (y < 0) negateBounds(out);
  }
}

/**
 * The angle for y ≥ 0. With q = y/|x| it is arctan(q)/π for x > 0 and 1 − arctan(q)/π for x < 0; where q > 2^55 it is within
 * 1/(πq) < 2^-56 of 1/2, and where q < 2^-55 and x < 0 it is that near to 1.
 */
function upperAngle(y: number, x: number, out: Float64Array): void {
  if (y === 0 || x === 0 || y === Math.abs(x)) {
    const value = x === 0 ? 0.5 : y === 0 ? (x > 0 ? 0 : 1) : x > 0 ? 0.25 : 0.75;
    write(value, value, out);
    return;
  }
  const rise = ballOf(y);
  const run = ballOf(Math.abs(x));
  const slope = topExponent(rise) - topExponent(run); // q is in (2^(slope − 1), 2^(slope + 1))
  if (slope > 56) besideHalf(x > 0, out);
  else if (x < 0 && slope < -56) writeWithin(1, out);
  else {
    settle((precision) => {
      const p = precision + guard;
      const acute = halfTurns(arctanBall(div(rise, run, p), precision), precision);
      return x > 0 ? acute : sub(one, acute, p);
    }, out);
  }
}
