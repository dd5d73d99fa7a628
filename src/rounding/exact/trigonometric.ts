/** sin, cos, tan, cot, sec, csc of radians. */
import { type Ball, ballOf, bitLength, div, mul, neg, one, trim } from './ball.js';
import { halfPi, twoOverPi } from './constants.js';
import { factorialSeries } from './series.js';
import { settle, settleNearReciprocal, write, writeBeyond, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

// Below 2^-27 in size: x^3/3 < x·2^-55 and x²/2 < 2^-55, so f(x) lies strictly between x (or 1) and its neighbor, which is
// at least x·2^-53 (or 2^-53) away.
const tiny = 7e-9;

/** x = quarter·π/2 + rest. */
export interface Reduced {
  /** The integer modulo 4. */
  readonly quarter: number;
  readonly rest: Ball;
}

/**
 * x = q·π/2 + r with |r| below 0.8 and r known to about `precision` bits relative to its size, for finite x ≠ 0.
 *
 * M. Payne, R. Hanek (1983): with |x| = m·2^e and 2/π = T·2^-B, bits of T from B − e + 2 upwards contribute multiples of
 * 4 to m·2^e·T·2^-B and are dropped, and so are low bits, which widens the radius of T as {@link trim} says. Then
 * P = m·T in units of 2^-g, q its nearest integer, f = P − q, and r = f·π/2. As x is no multiple of π/2 (π is
 * irrational), f ≠ 0 and enough bits always tell it from 0; for doubles |f| > 2^-63 or so, and 64 `extra` bits make the
 * first round the last. That is speed: the loop tests what it needs, and smaller `extra` lets tests see it turn.
 */
export function reduce(x: number, precision: number, extra = 64): Reduced {
  const a = ballOf(Math.abs(x));
  const m = a.mid;
  const e = a.exp;
  const negative = x < 0;
  if (Math.abs(x) < 0.78) return { quarter: 0, rest: ballOf(x) };
  for (let more = extra; ; more *= 2) {
    const fraction = precision + more;
    // m·(error of T) must stay below 2^-fraction: 54 bits for m, and e for the scale.
    const bits = fraction + (e < 0 ? 56 : 1080);
    const cut = Math.max(0, bits - e - fraction - 56);
    const g = bits - cut - e;
    const source = twoOverPi(bits);
    const t = BigInt.asUintN(g + 2, source.mid >> BigInt(cut));
    const radius = m * ((source.rad >> BigInt(cut)) + 2n);
    const product = m * t;
    const q = (product + (1n << BigInt(g - 1))) >> BigInt(g);
    const f = product - (q << BigInt(g));
    if (bitLength(f) - bitLength(radius) < precision) continue;
    const rest = mul(trim({ mid: f, rad: radius, exp: -g }, precision + 2), halfPi(precision + 2), precision + 2);
    const quarter = Number(BigInt.asUintN(2, q));
    return negative ? { quarter: (4 - quarter) % 4, rest: neg(rest) } : { quarter, rest };
  }
}

/** sin r = r·Σ (−r²)ⁿ/(2n + 1)!, for |r| < 1; relative error near 2^-precision. */
export function sineSeries(r: Ball, precision: number): Ball {
  return mul(r, factorialSeries(neg(mul(r, r, precision)), 1, precision), precision);
}

/** cos r = Σ (−r²)ⁿ/(2n)!, for |r| < 1. */
export function cosineSeries(r: Ball, precision: number): Ball {
  return factorialSeries(neg(mul(r, r, precision)), 0, precision);
}

/** sin(quarter·π/2 + rest). */
export function sineAt(quarter: number, rest: Ball, precision: number): Ball {
  const size = quarter % 2 === 0 ? sineSeries(rest, precision) : cosineSeries(rest, precision);
  return quarter < 2 ? size : neg(size);
}

/** sin x for finite x ≠ 0; relative error near 2^-precision, as that of the cosine. */
export function sine(x: number, precision: number): Ball {
  const { quarter, rest } = reduce(x, precision + guard);
  return sineAt(quarter, rest, precision + guard);
}

/** cos x for finite x ≠ 0. */
export function cosine(x: number, precision: number): Ball {
  const { quarter, rest } = reduce(x, precision + guard);
  return sineAt((quarter + 1) % 4, rest, precision + guard);
}

function tangent(x: number, precision: number): Ball {
  const p = precision + guard;
  const { quarter, rest } = reduce(x, p);
  return div(sineAt(quarter, rest, p), sineAt((quarter + 1) % 4, rest, p), p);
}

function cotangent(x: number, precision: number): Ball {
  const p = precision + guard;
  const { quarter, rest } = reduce(x, p);
  return div(sineAt((quarter + 1) % 4, rest, p), sineAt(quarter, rest, p), p);
}

/** sin x. For x ≠ 0 the value is transcendental (Lindemann), as are those of the five functions below, so no double. */
export function exactSin(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Math.abs(x) < tiny) writeWithin(x, out);
  else if (!Number.isFinite(x)) writeUndefined(out);
  else settle((precision) => sine(x, precision), out);
}

/** cos x. */
export function exactCos(x: number, out: Float64Array): void {
  if (x === 0) write(1, 1, out);
  else if (Math.abs(x) < tiny) writeWithin(1, out);
  else if (!Number.isFinite(x)) writeUndefined(out);
  else settle((precision) => cosine(x, precision), out);
}

/** tan x. */
export function exactTan(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Math.abs(x) < tiny) writeBeyond(x, out);
  else if (!Number.isFinite(x)) writeUndefined(out);
  else settle((precision) => tangent(x, precision), out);
}

/** sec x = 1/cos x. */
export function exactSec(x: number, out: Float64Array): void {
  if (x === 0) write(1, 1, out);
  else if (Math.abs(x) < tiny) writeBeyond(1, out);
  else if (!Number.isFinite(x)) writeUndefined(out);
  else settle((precision) => div(one, cosine(x, precision), precision + guard), out);
}

/** cot x = cos x/sin x; undefined at the pole 0. For tiny x it is (1/x)(1 − x²/3 − …). */
export function exactCot(x: number, out: Float64Array): void {
  if (x === 0 || !Number.isFinite(x)) writeUndefined(out);
  else if (!settleNearReciprocal(x, -1, out)) settle((precision) => cotangent(x, precision), out);
}

/** csc x = 1/sin x; undefined at the pole 0. For tiny x it is (1/x)(1 + x²/6 + …). */
export function exactCsc(x: number, out: Float64Array): void {
  if (x === 0 || !Number.isFinite(x)) writeUndefined(out);
  else if (!settleNearReciprocal(x, 1, out)) settle((precision) => div(one, sine(x, precision), precision + guard), out);
}
