/** log and its kin: log2, log10, log1p, log2p1, log10p1. */
import { add, type Ball, ballOf, ballOfInteger, bitLength, div, mul, one, scaleBall, sub, topExponent } from './ball.js';
import { ln2, ln10, logTable } from './constants.js';
import { reciprocalSeries } from './series.js';
import { settle, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

/** artanh z = z·Σ z²ⁿ/(2n + 1), for |z| ≤ 1/2; the relative error is near that of z, however small z is. */
export function artanhBall(z: Ball, precision: number): Ball {
  return mul(z, reciprocalSeries(mul(z, z, precision), precision), precision);
}

/**
 * ln v for a ball v of positive reals, known to 10 bits or more.
 *
 * v = w·2^k with w near [3/4, 3/2), j the integer next to 16(w − 1), and
 * ln v = k·ln 2 + ln(1 + j/16) + 2 artanh z with z = (16w − 16 − j)/(16w + 16 + j), |z| < 1/37.
 * The identity holds for every v, k and j > −16; the choice only makes z small. Near v = 1 both k and j are 0 and
 * nothing cancels; elsewhere the sum is at least 1/50 in size, which costs some six bits.
 */
export function logBall(v: Ball, precision: number): Ball {
  const p = precision + guard;
  const n = bitLength(v.mid);
  const lead = Number(n >= 8 ? v.mid >> BigInt(n - 8) : v.mid << BigInt(8 - n)); // 128 … 255
  const low = lead < 192;
  const k = n + v.exp - (low ? 1 : 0);
  const j = Math.floor(lead / (low ? 8 : 16) + 0.5) - 16;
  const w = scaleBall(v, 4 - k);
  const c = ballOfInteger(BigInt(16 + j));
  const z = div(sub(w, c, p), add(w, c, p), p);
  let value = scaleBall(artanhBall(z, p), 1);
  if (j !== 0) value = add(value, logTable(p)[j + 4]!, p);
  if (k !== 0) value = add(value, mul(ballOfInteger(BigInt(k)), ln2(p), p), p);
  return value;
}

/** ln(1 + w) for a ball w > −1, without cancellation: ln(1 + w) = 2 artanh(w/(2 + w)) for |w| < 1/32. */
export function log1pBall(w: Ball, precision: number): Ball {
  const p = precision + guard;
  if (bitLength(w.mid) + w.exp > -5) return logBall(add(one, w, p), precision);
  return scaleBall(artanhBall(div(w, add(ballOfInteger(2n), w, p), p), p), 1);
}

/** Settles the arguments of a logarithm that need no series: x ≤ 0, 1 and the infinite. */
function outsideLogarithms(x: number, out: Float64Array): boolean {
  if (x === 1) write(0, 0, out);
  else if (x === 0) write(-Infinity, -Number.MAX_VALUE, out);
  else if (x === Infinity) writeHuge(out);
  else if (!(x > 0)) writeUndefined(out);
  else return false;
  return true;
}

/** ln x. For x ≠ 1 the value is transcendental (Lindemann), so no double. */
export function exactLog(x: number, out: Float64Array): void {
  if (outsideLogarithms(x, out)) return;
  settle((precision) => logBall(ballOf(x), precision), out);
}

/**
 * log₂ x. If it is a rational a/b then x^b = 2^a, so the odd part of x is 1 and x a power of two, which is settled exactly.
 * Otherwise it is irrational.
 */
export function exactLog2(x: number, out: Float64Array): void {
  if (outsideLogarithms(x, out)) return;
  const v = ballOf(x);
  if (v.mid === 1n) write(v.exp, v.exp, out);
  else settle((precision) => div(logBall(v, precision), ln2(precision + guard), precision + guard), out);
}

/**
 * log₁₀ x. If it is a rational a/b then x^b = 10^a, so x = 10^j; j ≥ 0 as x is dyadic, and 5^j < 2^53 makes j ≤ 22. Those are
 * settled exactly. Otherwise it is irrational.
 */
export function exactLog10(x: number, out: Float64Array): void {
  if (outsideLogarithms(x, out)) return;
  const j = powersOfTen.indexOf(x);
  if (j >= 0) write(j, j, out);
  else settle((precision) => div(logBall(ballOf(x), precision), ln10(precision + guard), precision + guard), out);
}

const powersOfTen: readonly number[] = Array.from({ length: 23 }, (_, j) => Number(10n ** BigInt(j)));

/** ln(1 + x). For x ≠ 0 the value is transcendental. For tiny |x| it lies in (x − x², x), inside the gap below x. */
export function exactLog1p(x: number, out: Float64Array): void {
  if (outsideLogarithmsOfOneMore(x, out)) return;
  if (Math.abs(x) < 5e-17) {
    if (x > 0) writeWithin(x, out);
    else writeBeyond(x, out);
  } else settle((precision) => log1pBall(ballOf(x), precision), out);
}

/** Settles the arguments of a logarithm of 1 + x that need no series: x ≤ −1, 0 and the infinite. */
function outsideLogarithmsOfOneMore(x: number, out: Float64Array): boolean {
  if (x === 0) write(0, 0, out);
  else if (x === -1) write(-Infinity, -Number.MAX_VALUE, out);
  else if (x === Infinity) writeHuge(out);
  else if (!(x > -1)) writeUndefined(out);
  else return false;
  return true;
}

const exactly = 2200; // more bits than 1 + x has

/**
 * log₂(1 + x), an integer where 1 + x is a power of two, and irrational elsewhere, as for {@link exactLog2}. For x = 2^k with k > 53 the
 * value lies in (k, k + 2^-53), inside the gap above k.
 */
export function exactLog2p1(x: number, out: Float64Array): void {
  if (outsideLogarithmsOfOneMore(x, out)) return;
  const v = ballOf(x);
  const sum = add(one, v, exactly);
  const k = topExponent(sum) - 1;
  if ((sum.mid & (sum.mid - 1n)) === 0n) write(k, k, out);
  else if (v.mid === 1n && v.exp > 53) writeBeyond(k, out);
  else settleLog1p(v, ln2, out);
}

/** log₁₀(1 + x), an integer j where 1 + x = 10^j, and irrational elsewhere, as for {@link exactLog10}; 10^j − 1 is a double for 0 ≤ j ≤ 15. */
export function exactLog10p1(x: number, out: Float64Array): void {
  if (outsideLogarithmsOfOneMore(x, out)) return;
  const j = x < 1e15 ? powersOfTen.indexOf(x + 1) : -1;
  if (j >= 0 && powersOfTen[j]! - 1 === x) write(j, j, out);
  else settleLog1p(ballOf(x), ln10, out);
}

/** ln(1 + v) over the logarithm of the base; the value must be no double. */
function settleLog1p(v: Ball, base: (fraction: number) => Ball, out: Float64Array): void {
  settle((precision) => div(log1pBall(v, precision), base(precision + guard), precision + guard), out);
}
