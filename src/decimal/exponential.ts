/** exp, exp2, exp10 and expm1 at exact decimals. */
import { type Ball, ballOfInteger, bitLength, mul, onGrid, scaleBall, sub } from '../rounding/exact/ball.js';
import { ln2, ln10 } from '../rounding/exact/constants.js';
import { expBall } from '../rounding/exact/exponential.js';
import { factorialSeries } from '../rounding/exact/series.js';
import { ballAt, type Exact, magnitudeOf, one, topOf } from './exact.js';
import { isTiny, type PointFunction } from './point.js';
import { asBall, beside, beyond, exactly, opposite, type Scaled, times, unscaled } from './scaled.js';

/** Above 10^17 in size, the exponents of e^x, 2^x and 10^x are beyond ±9e15, those of decimals. */
const greatestTop = 16;

/** Bits for the rounding errors of a series. */
const guard = 16;

/** Bits for the integer part of an exponent and for its product with ln 10. */
const extra = 96;

/** e^z = e^r·10^k for a ball z below 2^57 in size, with z = k·ln 10 + r. Any integer k is right; ⌊z/ln 10⌋ of the midpoints makes 0 ≤ r < 2.31. */
export function exponential(z: Ball, bits: number): Scaled | undefined {
  const fraction = bits + extra;
  const x = onGrid(z, -fraction);
  const unit = ln10(fraction);
  let k = x.mid / unit.mid;
  if (k * unit.mid > x.mid) k -= 1n;
  const rad = x.rad + (k < 0n ? -k : k) * unit.rad;
  if (bitLength(rad) > fraction - 20) return undefined; // expBall asks for a radius below 2^−20
  return { ball: expBall({ mid: x.mid - k * unit.mid, rad, exp: -fraction }, bits), shift: Number(k) };
}

/** base^x for a base b with 0 < ln b < 2.31; `log` is that logarithm with so many bits. Near 0 it lies within 3|x| of 1. */
function power(x: Exact, bits: number, log: (bits: number) => Ball): Scaled | undefined {
  const side = x.digits < 0n ? -1 : 1;
  if (x.digits === 0n) return exactly(one);
  if (isTiny(x, bits)) return beside(one, side, bits);
  if (topOf(x) > greatestTop) return beyond(side);
  const working = bits + extra;
  return exponential(mul(ballAt(x, working), log(working), working), bits);
}

/** e^x. */
export const exp: PointFunction = (x, bits) => power(x, bits, () => ballOfInteger(1n));

/** 2^x; exact for integers of moderate size. For greater ones it has more digits than bits/3.33, of which the last is not 0. */
export const exp2: PointFunction = (x, bits) => {
  if (x.exponent >= 0 && topOf(x) < 10) {
    const n = Number(x.digits) * Number(10n ** BigInt(x.exponent));
    if (Math.abs(n) <= 4 * bits) return unscaled({ mid: 1n, rad: 0n, exp: n });
  }
  return power(x, bits, ln2);
};

/** 10^x; exact for integers. */
export const exp10: PointFunction = (x, bits) => {
  if (x.exponent < 0 || topOf(x) > greatestTop) return power(x, bits, ln10);
  return exactly({ digits: 1n, exponent: Number(x.digits * 10n ** BigInt(x.exponent)) });
};

/** e^−(factor·x) for x ≥ 1, or 'nothing' where it is less than 2^−bits: what is to be added to 1. */
export function decay(x: Exact, factor: bigint, bits: number): Ball | 'nothing' | undefined {
  const value = exp({ digits: -factor * x.digits, exponent: x.exponent }, bits);
  // The ball is below 10.
  if (value !== undefined && value.shift + 1 <= -bits / 3) return 'nothing';
  return value && asBall(value, bits);
}

/** e^x − 1 = 2 sinh(x/2)·e^(x/2) for |x| < 1, e^x·(1 − e^−x) for x ≥ 1, −(1 − e^x) for x ≤ −1. Near 0 it is x·(1 + x/2 + …). */
export const expm1: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(x);
  if (isTiny(x, bits)) return beside(x, x.digits < 0n ? -1 : 1, bits);
  if (topOf(x) < 0) {
    const p = bits + guard;
    const half = scaleBall(ballAt(x, p), -1);
    const sinh = mul(half, factorialSeries(mul(half, half, p), 1, p), p);
    return unscaled(scaleBall(mul(sinh, expBall(half, p), p), 1));
  }
  const rest = decay(magnitudeOf(x), 1n, bits);
  if (rest === undefined) return undefined;
  if (x.digits < 0n) return opposite(lessThanOne(rest, bits));
  const value = exp(x, bits);
  return value && times(value, lessThanOne(rest, bits).ball, bits);
};

/** 1 − d for a decay d: strictly below 1, where it is next to it. */
function lessThanOne(rest: Ball | 'nothing', bits: number): Scaled {
  return rest === 'nothing' ? beside(one, -1, bits) : unscaled(sub(ballOfInteger(1n), rest, bits));
}
