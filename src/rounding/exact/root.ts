/** rootn, cbrt and hypot: algebraic numbers, settled by integers as far as that is fast. */
import { add, type Ball, ballOf, bitLength, div, integerSqrt, mul, one, sqrtBall } from './ball.js';
import { expBall } from './exponential.js';
import { logBall } from './logarithm.js';
import { negateBounds, settle, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

/**
 * ⌊m^(1/n)⌋ for m ≥ 1, n ≥ 2.
 *
 * As for {@link integerSqrt}: a step ⌊((n − 1)s + m/s^(n − 1))/n⌋ of Newton's iteration is at least ⌊m^(1/n)⌋ from any s > 0,
 * by the inequality of the means, and above that it falls.
 */
export function integerRoot(m: bigint, n: number): bigint {
  if (n === 2) return integerSqrt(m);
  const degree = BigInt(n);
  const step = (s: bigint): bigint => ((degree - 1n) * s + m / s ** (degree - 1n)) / degree;
  let s = step(guessRoot(m, n));
  for (;;) {
    const next = step(s);
    if (next >= s) return s;
    s = next;
  }
}

/** An integer ≥ 1 near m^(1/n), by Newton's iteration in doubles from within a factor of 2, where m is in their range. */
function guessRoot(m: bigint, n: number): bigint {
  const start = 1n << BigInt(Math.ceil(bitLength(m) / n));
  const size = Number(m);
  if (size === Infinity) return start;
  let s = Number(start);
  for (let i = 0; i < 7; i++) {
    let quotient = size;
    for (let j = 1; j < n; j++) quotient /= s;
    s += (quotient - s) / n;
  }
  return BigInt(Math.ceil(s));
}

/** The n-th root of an exact ball m·2^e > 0, with about `precision` bits: ⌊⌋ on a fine grid; a perfect power gives radius 0. */
export function integerRootBall(a: Ball, n: number, precision: number): Ball {
  let t = Math.max(0, n * precision - bitLength(a.mid));
  const off = (a.exp - t) % n;
  t += off < 0 ? off + n : off;
  const radicand = a.mid << BigInt(t);
  const mid = integerRoot(radicand, n);
  const exact = mid ** BigInt(n) === radicand;
  return exact ? { mid, rad: 0n, exp: (a.exp - t) / n } : { mid: 2n * mid + 1n, rad: 1n, exp: (a.exp - t) / n - 1 };
}

/**
 * x^(1/n) if it is rational, for an odd midpoint: m·2^e is then an n-th power, so n divides e and m is the n-th power of an
 * integer; as m < 2^53 that integer is 1 for n > 33.
 */
function rationalRoot(a: Ball, n: number): Ball | undefined {
  if (a.exp % n !== 0) return undefined;
  if (a.mid === 1n) return { mid: 1n, rad: 0n, exp: a.exp / n };
  if (n > 33) return undefined;
  const root = integerRoot(a.mid, n);
  return root ** BigInt(n) === a.mid ? { mid: root, rad: 0n, exp: a.exp / n } : undefined;
}

const mostForIntegers = 6;

/** The root x^(1/n) of x > 0 for an integer n ≥ 1. */
function positiveRoot(x: number, n: number, out: Float64Array): void {
  const a = ballOf(x);
  if (n === 1) write(x, x, out);
  else if (n <= mostForIntegers) settle((precision) => integerRootBall(a, n, precision), out);
  else {
    const exact = rationalRoot(a, n);
    if (exact === undefined) transcendentalRoot(a, n, x > 1, out);
    else settle(() => exact, out);
  }
}

/** 1/x^(1/n) for x > 0; the reciprocal of a rational root is a double only if it is a power of two. */
function reciprocalRoot(x: number, n: number, out: Float64Array): void {
  const a = ballOf(x);
  const exact = rationalRoot(a, n);
  if (exact !== undefined) settle((precision) => div(one, exact, precision), out);
  else if (n <= mostForIntegers) settle((precision) => div(one, integerRootBall(a, n, precision), precision), out);
  else transcendentalRoot(a, -n, x < 1, out);
}

/** a^(1/n) = e^(ln a/n), no double, by the knowledge of whether it is above 1. Far out |ln a|/n < 745.2/2^64 < 2^-54. */
function transcendentalRoot(a: Ball, n: number, aboveOne: boolean, out: Float64Array): void {
  if (Math.abs(n) < 18446744073709551616) {
    const exponent = (precision: number): Ball => div(logBall(a, precision), ballOf(n), precision + guard);
    settle((precision) => expBall(exponent(precision), precision), out);
  } else if (aboveOne) writeBeyond(1, out);
  else writeWithin(1, out);
}

/**
 * x^(1/n) for an integer n, the real root: x ≥ 0 for even n, any x for odd n. For negative n it is 1/x^(1/−n), with the
 * bounds of the pole at 0 for even n and undefined there for odd n; for n = 0 undefined.
 * @throws RangeError unless n is an integer.
 */
export function exactRootn(x: number, n: number, out: Float64Array): void {
  if (!Number.isInteger(n)) throw new RangeError(`rootn: expected an integer degree, got ${n}; use pow for a real exponent`);
  const odd = n % 2 !== 0;
  if (n === 0 || Number.isNaN(x) || (x < 0 && !odd)) writeUndefined(out);
  else if (x === 0) {
    if (n > 0) write(0, 0, out);
    else if (odd) writeUndefined(out);
    else writeHuge(out);
  } else {
    const size = Math.abs(x);
    if (size === Infinity) {
      if (n > 0) writeHuge(out);
      else write(0, 0, out);
    } else if (n > 0) positiveRoot(size, n, out);
    else reciprocalRoot(size, -n, out);
    if (x < 0) negateBounds(out);
  }
}

/** The real cube root of x. */
export function exactCbrt(x: number, out: Float64Array): void {
  exactRootn(x, 3, out);
}

const exactly = 4096; // more bits than the sum of two squares has below

/**
 * √(x² + y²). The sum of squares is an exact integer times a power of two, and its root exact if it is a perfect square,
 * otherwise irrational. Where the smaller operand is below 2^-27 of the larger, x, the excess y²/(2x) < 2^-55·x stays inside
 * the gap above x.
 */
export function exactHypot(x: number, y: number, out: Float64Array): void {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) writeHuge(out);
  else if (Number.isNaN(a)) writeUndefined(out);
  else if (b === 0) write(a, a, out);
  else if (b < a * 7.450580596923828e-9) writeBeyond(a, out);
  else {
    const u = ballOf(a);
    const v = ballOf(b);
    const sum = add(mul(u, u, exactly), mul(v, v, exactly), exactly);
    settle((precision) => sqrtBall(sum, precision), out);
  }
}
