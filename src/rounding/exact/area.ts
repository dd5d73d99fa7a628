/** The inverse hyperbolic functions asinh, acosh, atanh, acoth: transcendental where not listed, as exp would map an algebraic value ≠ 0 to a transcendental one. */
import { add, type Ball, ballOf, div, mul, one, scaleBall, sqrtBall, sub } from './ball.js';
import { artanhBall, log1pBall, logBall } from './logarithm.js';
import {
  negateBounds,
  settle,
  settleNearQuotient,
  write,
  writeBeyond,
  writeHuge,
  writeUndefined,
  writeWithin,
} from './settle.js';

const guard = 28;

// Below 2^-27 in size: x^3/3 < x·2^-55, inside the gap beside x.
const tiny = 7e-9;

/** arsinh x = ln(1 + w), w = x + x²/(1 + √(1 + x²)), for x > 0: all terms are positive. */
function arsinhBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const square = mul(x, x, p);
  const root = sqrtBall(add(one, square, p), p);
  return log1pBall(add(x, div(square, add(one, root, p), p), p), precision);
}

/** arcosh x = ln(1 + w), w = (x − 1) + √((x − 1)(x + 1)), for x > 1; x − 1 is exact, or its loss relative to x small. */
function arcoshBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const above = sub(x, one, p);
  return log1pBall(add(above, sqrtBall(mul(above, add(x, one, p), p), p), p), precision);
}

/** artanh x = x·Σ x²ⁿ/(2n + 1) for small x, otherwise ½ ln((1 + x)/(1 − x)). */
function artanh(x: Ball, near: boolean, precision: number): Ball {
  const p = precision + guard;
  if (near) return artanhBall(x, p);
  return scaleBall(logBall(div(add(one, x, p), sub(one, x, p), p), precision), -1);
}

/** asinh x. */
export function exactAsinh(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (x === 0) write(0, 0, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else if (size < tiny) writeWithin(x, out);
  else {
    if (size === Infinity) writeHuge(out);
    else settle((precision) => arsinhBall(ballOf(size), precision), out);
    if (x < 0) negateBounds(out);
  }
}

/** acosh x, x ≥ 1. */
export function exactAcosh(x: number, out: Float64Array): void {
  if (x === 1) write(0, 0, out);
  else if (x === Infinity) writeHuge(out);
  else if (!(x > 1)) writeUndefined(out);
  else settle((precision) => arcoshBall(ballOf(x), precision), out);
}

/** atanh x, |x| < 1; at ±1 the bounds of the pole. */
export function exactAtanh(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (x === 0) write(0, 0, out);
  else if (!(size <= 1)) writeUndefined(out);
  else if (size < tiny) writeBeyond(x, out);
  else {
    if (size === 1) writeHuge(out);
    else settle((precision) => artanh(ballOf(size), size < 0.03125, precision), out);
    if (x < 0) negateBounds(out);
  }
}

/** acoth x = atanh(1/x), |x| > 1; at ±1 the bounds of the pole. For huge x it is (1/x)(1 + 1/(3x²) + …). */
export function exactAcoth(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (!(size >= 1)) writeUndefined(out);
  else if (size === Infinity) write(0, 0, out);
  else if (size > 2e16) settleNearQuotient(1, x, 1, out);
  else {
    if (size === 1) writeHuge(out);
    else settle((precision) => arcothBall(ballOf(size), size > 32, precision), out);
    if (x < 0) negateBounds(out);
  }
}

function arcothBall(x: Ball, far: boolean, precision: number): Ball {
  const p = precision + guard;
  if (far) return artanhBall(div(one, x, p), p);
  return scaleBall(logBall(div(add(x, one, p), sub(x, one, p), p), precision), -1);
}
