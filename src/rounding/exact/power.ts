/** pow and pown. */
import { type Ball, ballOf, ballOfInteger, div, integerSqrt, mul, one, topExponent } from './ball.js';
import { expBall } from './exponential.js';
import { logBall } from './logarithm.js';
import { negateBounds, settle, startPrecision, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

/** From the exponent 34 on, m^n > 2^53 for every odd m ≥ 3. */
export const mostForProducts = 64;

/** aⁿ for n ≥ 1 by squaring, from the leading bit of n down; exact while the bits fit. */
export function product(a: Ball, n: number, precision: number): Ball {
  let bit = 1;
  while (bit * 2 <= n) bit *= 2;
  let value = a;
  let left = n - bit;
  while (bit > 1) {
    bit /= 2;
    value = mul(value, value, precision);
    if (left >= bit) {
      left -= bit;
      value = mul(value, a, precision);
    }
  }
  return value;
}

/** r and n with rⁿ = a^y for an exact ball a with odd midpoint: exact square roots of a are taken until n is an integer, as far as they go. */
export function rooted(a: Ball, y: number): { base: Ball; n: number } {
  let base = a;
  let n = y;
  while (Math.floor(n) !== n) {
    const root = base.exp % 2 === 0 ? integerSqrt(base.mid) : 0n;
    if (root * root !== base.mid) break;
    base = { mid: root, rad: 0n, exp: base.exp / 2 };
    n *= 2;
  }
  return { base, n };
}

/**
 * aⁿ for an exact positive ball with odd midpoint and an integer 1 ≤ |n| ≤ 64.
 *
 * As m is odd, mⁿ is a double's significand exactly if it has at most 53 bits, and then the product below is exact. For n < 0
 * the value is dyadic only for m = 1, where the division is exact. Everything else is no double.
 */
function smallPower(a: Ball, n: number, out: Float64Array): void {
  settle((precision) => {
    const value = product(a, Math.abs(n), precision + 16);
    return n > 0 ? value : div(one, value, precision + 16);
  }, out);
}

/**
 * x^y = e^(y·ln x) for x > 0, x ≠ 1 and a finite y ≠ 0; the value must be no double.
 *
 * The first enclosure of y·ln x tells apart overflow, underflow, and values between 1 and a neighbor of 1.
 */
function transcendentalPower(x: Ball, y: Ball, out: Float64Array): void {
  const exponent = (precision: number): Ball => mul(y, logBall(x, precision), precision + 28);
  const first = exponent(startPrecision);
  const size = topExponent(first);
  const positive = first.mid > 0n;
  if (size > 11) {
    if (positive) writeHuge(out);
    else write(0, 5e-324, out);
  } else if (size < -54) {
    if (positive) writeBeyond(1, out);
    else writeWithin(1, out);
  } else settle((precision) => expBall(precision === startPrecision ? first : exponent(precision), precision), out);
}

/** 2^(k·y), k an integer and y a finite double: exact if k·y is an integer, otherwise irrational (k·y is dyadic). */
function powerOfPowerOfTwo(k: number, y: number, out: Float64Array): void {
  const e = mul(ballOf(y), ballOfInteger(BigInt(k)), 4096);
  if (topExponent(e) > 12) {
    if (e.mid > 0n) writeHuge(out);
    else write(0, 5e-324, out);
    return;
  }
  const integer = e.exp >= 0 ? e.mid << BigInt(e.exp) : e.mid >> BigInt(-e.exp);
  if (e.exp >= 0 || integer << BigInt(-e.exp) === e.mid) settle(() => ({ mid: 1n, rad: 0n, exp: Number(integer) }), out);
  else transcendentalPower({ mid: 1n, rad: 0n, exp: k }, ballOf(y), out);
}

/**
 * x^y for finite x > 0, x ≠ 1, and finite y ≠ 0.
 *
 * Let y = n/2^k with n odd or k = 0. If the value is rational then xⁿ, and with n odd also x, is a 2^k-th power of a
 * rational: every prime occurs in x to a multiple of 2^k. So k exact square roots are taken, as far as they go: if one fails,
 * the value is irrational, as the proof by valuation says. Otherwise it is rⁿ for the dyadic root r = m·2^e. With m = 1 it
 * is 2^(e·n); with m ≥ 3 it is no double for n > 33 (too many bits) and for n < 0 (not dyadic).
 */
function positivePower(x: number, y: number, out: Float64Array): void {
  const exact = ballOf(x);
  if (exact.mid === 1n) {
    powerOfPowerOfTwo(exact.exp, y, out);
    return;
  }
  const { base, n } = rooted(exact, y);
  if (Math.floor(n) === n && Math.abs(n) <= mostForProducts) smallPower(base, n, out);
  else transcendentalPower(exact, ballOf(y), out);
}

/**
 * x^y for real y: x > 0, or x = 0 with y > 0. At x = 0 and y < 0 the bounds of the pole; (0, 0) is undefined, and so is x < 0
 * (use pown). Infinite operands mean limits: x^∞ is huge, 0, or 1 at x = 1; ∞^0 = 1.
 */
export function exactPow(x: number, y: number, out: Float64Array): void {
  if (Number.isNaN(x) || Number.isNaN(y) || x < 0 || (x === 0 && y === 0)) writeUndefined(out);
  else if (x === 1 || y === 0) write(1, 1, out);
  else if (x === 0 || x === Infinity || y === Infinity || y === -Infinity) {
    // ln x and y agree in sign where x^y grows.
    if (x > 1 === y > 0) writeHuge(out);
    else write(0, 0, out);
  } else positivePower(x, y, out);
}

/**
 * xⁿ for an integer n and any real x; x^0 = 1. At x = 0 and n < 0 the bounds of the pole for even n, undefined for odd n.
 * @throws RangeError unless n is an integer.
 */
export function exactPown(x: number, n: number, out: Float64Array): void {
  if (!Number.isInteger(n)) throw new RangeError(`pown: expected an integer exponent, got ${n}; use pow for a real one`);
  const odd = n % 2 !== 0;
  if (Number.isNaN(x) || (x === 0 && n < 0 && odd)) writeUndefined(out);
  else if (n === 0) write(1, 1, out);
  else {
    exactPow(Math.abs(x), n, out);
    if (x < 0 && odd) negateBounds(out);
  }
}
