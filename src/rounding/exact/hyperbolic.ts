/** sinh, cosh, tanh, coth, sech, csch: for x ≠ 0 their values are transcendental (Lindemann), so no doubles. */
import { add, type Ball, ballOf, div, mul, one, scaleBall, sub } from './ball.js';
import { expBall } from './exponential.js';
import { factorialSeries } from './series.js';
import {
  negateBounds,
  settle,
  settleNearReciprocal,
  write,
  writeBeyond,
  writeHuge,
  writeUndefined,
  writeWithin,
} from './settle.js';

const guard = 28;

// Below 2^-27 in size: x^3/3 < x·2^-55 and x²/2 < 2^-55, inside the gaps beside x and 1.
const tiny = 7e-9;
// From here on 2/(e^2x − 1) < 2^-54, inside the gaps beside 1.
const flat = 20;
// e^712/2 > 2^1024, and 2e^-747 < 2^-1075.
const over = 712;
const under = 747;

/** sinh x: x·Σ x²ⁿ/(2n + 1)! for |x| ≤ 1, where the difference of exponentials would cancel. */
export function sinhBall(x: Ball, near: boolean, precision: number): Ball {
  const p = precision + guard;
  if (near) return mul(x, factorialSeries(mul(x, x, p), 1, p), p);
  const e = expBall(x, precision);
  return scaleBall(sub(e, div(one, e, p), p), -1);
}

/** cosh x: Σ x²ⁿ/(2n)! for |x| ≤ 1. */
export function coshBall(x: Ball, near: boolean, precision: number): Ball {
  const p = precision + guard;
  if (near) return factorialSeries(mul(x, x, p), 0, p);
  const e = expBall(x, precision);
  return scaleBall(add(e, div(one, e, p), p), -1);
}

/** tanh x = sinh x/cosh x, or (E − 1)/(E + 1) for E = e^2x. */
function tanhBall(x: Ball, near: boolean, precision: number): Ball {
  const p = precision + guard;
  if (near) return div(sinhBall(x, true, precision), coshBall(x, true, precision), p);
  const e = expBall(scaleBall(x, 1), precision);
  return div(sub(e, one, p), add(e, one, p), p);
}

/** Settles f at |x|, given as ball and as |x| ≤ 1. */
function settleAt(x: number, f: (size: Ball, near: boolean, precision: number) => Ball, out: Float64Array): void {
  const size = ballOf(Math.abs(x));
  const near = Math.abs(x) <= 1;
  settle((precision) => f(size, near, precision), out);
}

/** sinh x. */
export function exactSinh(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else if (Math.abs(x) < tiny) writeBeyond(x, out);
  else {
    if (Math.abs(x) > over) writeHuge(out);
    else settleAt(x, sinhBall, out);
    if (x < 0) negateBounds(out);
  }
}

/** cosh x. */
export function exactCosh(x: number, out: Float64Array): void {
  if (x === 0) write(1, 1, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else if (Math.abs(x) < tiny) writeBeyond(1, out);
  else if (Math.abs(x) > over) writeHuge(out);
  else settleAt(x, coshBall, out);
}

/** tanh x. */
export function exactTanh(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else if (x === Infinity || x === -Infinity) write(x > 0 ? 1 : -1, x > 0 ? 1 : -1, out);
  else if (Math.abs(x) < tiny) writeWithin(x, out);
  else if (Math.abs(x) > flat) writeWithin(x > 0 ? 1 : -1, out);
  else {
    settleAt(x, tanhBall, out);
    if (x < 0) negateBounds(out);
  }
}

/** coth x = 1/tanh x; undefined at the pole 0. For tiny x it is (1/x)(1 + x²/3 − …). */
export function exactCoth(x: number, out: Float64Array): void {
  if (x === 0 || Number.isNaN(x)) writeUndefined(out);
  else if (x === Infinity || x === -Infinity) write(x > 0 ? 1 : -1, x > 0 ? 1 : -1, out);
  else if (Math.abs(x) > flat) writeBeyond(x > 0 ? 1 : -1, out);
  else if (!settleNearReciprocal(x, 1, out)) {
    settleAt(x, (size, near, precision) => div(one, tanhBall(size, near, precision), precision + guard), out);
    if (x < 0) negateBounds(out);
  }
}

/** sech x = 1/cosh x. */
export function exactSech(x: number, out: Float64Array): void {
  if (x === 0) write(1, 1, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else if (x === Infinity || x === -Infinity) write(0, 0, out);
  else if (Math.abs(x) < tiny) writeWithin(1, out);
  else if (Math.abs(x) > under) write(0, 5e-324, out);
  else settleAt(x, (size, near, precision) => div(one, coshBall(size, near, precision), precision + guard), out);
}

/** csch x = 1/sinh x; undefined at the pole 0. For tiny x it is (1/x)(1 − x²/6 + …). */
export function exactCsch(x: number, out: Float64Array): void {
  if (x === 0 || Number.isNaN(x)) writeUndefined(out);
  else if (x === Infinity || x === -Infinity) write(0, 0, out);
  else if (!settleNearReciprocal(x, -1, out)) {
    if (Math.abs(x) > under) write(0, 5e-324, out);
    else settleAt(x, (size, near, precision) => div(one, sinhBall(size, near, precision), precision + guard), out);
    if (x < 0) negateBounds(out);
  }
}
