/** exp and its kin: exp2, exp10, expm1, exp2m1, exp10m1. */
import { type Ball, ballOf, ballOfInteger, mul, one, onGrid, scaleBall, sub, topExponent } from './ball.js';
import { ln2, ln10 } from './constants.js';
import { factorialSeries } from './series.js';
import { settle, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

const guard = 28;
const halvings = 6;

/**
 * e^a for a ball a with |a| < 2^12 and a radius below 2^-20; relative error near 2^-precision.
 *
 * a = k·ln 2 + r with 0 ≤ r < ln 2 (the midpoint; any integer k is right), and e^r = (e^y)^64 for y = r/64 < 2^-6.
 *
 * Series Σ yⁿ/n! in units of 2^-F: a term errs by e ≤ (e′·2^-6 + 1)/n + 1 < 2.1 units, N of them by 2.1N, and the rest after
 * a term that is 0 in fixed point makes less than 0.1. The radius of y counts with the slope e^y < 1.1. So
 * E = 3N + 4 + 2·rad y is enough. Squaring s = y + e into ⌊s²⌋ sends an error e to at most 2ye + e²·2^-F + 1. Over all
 * squarings the product of the factors 2y is at most 64·e^r ≤ 128, so the error stays below 2·64·(E + 1) up to the
 * quadratic terms, which the factor 4 in place of 2 pays for as long as E < 2^(F − 16): the radius of y is below
 * 2^(F − 26) units, and N below F.
 */
export function expBall(a: Ball, precision: number): Ball {
  const fraction = precision + guard;
  const f = BigInt(fraction);
  const x = onGrid(a, -fraction);
  const unit = ln2(fraction);
  let k = x.mid / unit.mid;
  let r = x.mid - k * unit.mid;
  if (r < 0n) {
    k -= 1n;
    r += unit.mid;
  }
  const radius = x.rad + (k < 0n ? -k : k) * unit.rad;

  const y = r >> BigInt(halvings);
  let term = 1n << f;
  let power = term;
  let n = 0;
  while (term !== 0n) {
    n += 1;
    term = ((term * y) >> f) / BigInt(n);
    power += term;
  }
  for (let i = 0; i < halvings; i++) power = (power * power) >> f;
  const error = BigInt(3 * n + 5) + 2n * ((radius >> BigInt(halvings)) + 2n);
  return { mid: power, rad: error << BigInt(halvings + 2), exp: Number(k) - fraction };
}

// |x| below this: x·ln 10 is below 2^-54 in size, so e^x, 2^x and 10^x lie strictly between 1 and a neighbor of 1.
const tiny = 2e-17;

/** e^x. For x ≠ 0 the value is transcendental (Lindemann), so no double. */
export function exactExp(x: number, out: Float64Array): void {
  if (outsideExponents(x, 710, -746, out)) return; // e^710 > 2^1024, e^-746 < 2^-1075
  settle((precision) => expBall(ballOf(x), precision), out);
}

/**
 * 2^x. For an integer x the ball has radius 0; for another dyadic x = n/2^k the value is irrational, since 2^n is no
 * perfect square.
 */
export function exactExp2(x: number, out: Float64Array): void {
  if (outsideExponents(x, 1024, -1075, out)) return;
  const k = Math.floor(x);
  if (k === x) settle(() => ({ mid: 1n, rad: 0n, exp: k }), out);
  else settle((precision) => expBall(mul(ballOf(x), ln2(precision + guard), precision + guard), precision), out);
}

/**
 * 10^x. For an integer 0 ≤ x ≤ 22 it is a double, with radius 0 here. For other integers it is none: 5^23 > 2^53, and
 * 10^-1 is not dyadic. For x = n/2^k it is irrational, since 10^n is no perfect square.
 */
export function exactExp10(x: number, out: Float64Array): void {
  if (outsideExponents(x, 309, -324, out)) return; // 10^-324 is above 0 and below 2^-1074
  if (x >= 0 && x <= 22 && Math.floor(x) === x) settle(() => ballOfInteger(10n ** BigInt(x)), out);
  else settle((precision) => expBall(mul(ballOf(x), ln10(precision + guard), precision + guard), precision), out);
}

/** Settles the arguments of an exponential that need no series: 0, tiny, infinite, x ≥ `over` and x ≤ `under`. */
function outsideExponents(x: number, over: number, under: number, out: Float64Array): boolean {
  if (x === 0) write(1, 1, out);
  else if (x >= over) writeHuge(out);
  else if (x === -Infinity) write(0, 0, out);
  else if (x <= under) write(0, 5e-324, out);
  else if (Math.abs(x) < tiny) {
    if (x > 0) writeBeyond(1, out);
    else writeWithin(1, out);
  } else if (Number.isNaN(x)) writeUndefined(out);
  else return false;
  return true;
}

/**
 * e^x − 1. For x ≠ 0 the value is transcendental, so no double.
 *
 * For |x| ≤ 1 nothing cancels in 2·sinh(x/2)·e^(x/2); beyond, the subtraction costs a bit or two. For tiny |x| the value
 * lies in (x, x + x²), inside the gap above x; below −40 it lies in (−1, −1 + 2^-54).
 */
export function exactExpm1(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (x > 710) writeHuge(out);
  else if (x === -Infinity) write(-1, -1, out);
  else if (x < -40) writeWithin(-1, out);
  else if (Math.abs(x) < tiny) {
    if (x > 0) writeBeyond(x, out);
    else writeWithin(x, out);
  } else if (Number.isNaN(x)) writeUndefined(out);
  else settle((precision) => expm1Ball(ballOf(x), precision), out);
}

/**
 * 2^x − 1. For an integer x it is dyadic, and given with radius 0; otherwise irrational, as 2^x is. Below −60 it lies in
 * (−1, −1 + 2^-60). Near 0 it is x·ln 2·(1 + x·ln 2/2 + …), and ln 2 brings it no nearer to doubles than chance.
 */
export function exactExp2m1(x: number, out: Float64Array): void {
  if (outsideExponentsLessOne(x, 1024, -60, out)) return;
  if (Math.floor(x) === x) settle(() => sub({ mid: 1n, rad: 0n, exp: x }, one, exactly), out);
  else settle((precision) => expm1Ball(mul(ballOf(x), ln2(precision + guard), precision + guard), precision), out);
}

/**
 * 10^x − 1. For an integer 0 ≤ x ≤ 22 it is an integer, with radius 0 here. For other integers it is no double: above it is odd and
 * beyond 2^53, below it is not dyadic. Otherwise it is irrational, as 10^x is. Below −19 it lies in (−1, −1 + 2^-60).
 */
export function exactExp10m1(x: number, out: Float64Array): void {
  if (outsideExponentsLessOne(x, 309, -19, out)) return;
  if (x > 0 && x <= 22 && Math.floor(x) === x) settle(() => ballOfInteger(10n ** BigInt(x) - 1n), out);
  else settle((precision) => expm1Ball(mul(ballOf(x), ln10(precision + guard), precision + guard), precision), out);
}

const exactly = 2048; // more bits than 2^x − 1 has for −60 < x < 1024

/** Settles the arguments of an exponential less 1 that need no series: 0, infinite, x ≥ `over` and x < `under`. */
function outsideExponentsLessOne(x: number, over: number, under: number, out: Float64Array): boolean {
  if (x === 0) write(0, 0, out);
  else if (x >= over) writeHuge(out);
  else if (x === -Infinity) write(-1, -1, out);
  else if (x < under) writeWithin(-1, out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else return false;
  return true;
}

/** e^a − 1 for a ball a as in {@link expBall}; the relative error is near that of a, however small a is. */
export function expm1Ball(a: Ball, precision: number): Ball {
  const p = precision + guard;
  if (topExponent(a) > 0) return sub(expBall(a, precision), one, p);
  const half = scaleBall(a, -1);
  const sinh = mul(half, factorialSeries(mul(half, half, p), 1, p), p);
  return scaleBall(mul(sinh, expBall(half, precision), p), 1);
}
