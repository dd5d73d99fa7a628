/** Balls with a power of ten apart, for values far beyond what a binary exponent can be turned into digits of, and the way from them to decimals. */
import type { Decimal } from 'decimal.js';
import { type Ball, ballOfInteger, bitLength, div, mul, neg, scaleBall } from '../rounding/exact/ball.js';
import type { Bounds } from './bounds.js';
import type { Exact } from './exact.js';
import { type Rounding, roundingTo } from './rounding.js';

/** The set of reals ball·10^shift. */
export interface Scaled {
  readonly ball: Ball;
  readonly shift: number;
}

export const unscaled = (ball: Ball): Scaled => ({ ball, shift: 0 });

/** The number digits·10^exponent. */
export const exactly = ({ digits, exponent }: Exact): Scaled => ({ ball: ballOfInteger(digits), shift: exponent });

/** In place of a positive value beyond all decimals: greater than any (side 1), or nearer to 0 (side −1). Its bounds are those of such values. */
export const beyond = (side: number): Scaled => ({ ball: ballOfInteger(1n), shift: side * Number.MAX_SAFE_INTEGER });

/** x·[1, 1 + 2^−bits] for side 1, x·[1 − 2^−bits, 1] for side −1. */
export function beside({ digits, exponent }: Exact, side: number, bits: number): Scaled {
  const size = digits < 0n ? -digits : digits;
  const mid = digits * ((2n << BigInt(bits)) + BigInt(side));
  return { ball: { mid, rad: size, exp: -bits - 1 }, shift: exponent };
}

/** [0, 2^−bits]. */
export const sliver = (bits: number): Ball => ({ mid: 1n, rad: 1n, exp: -bits - 1 });

/** As a ball of about `bits` bits, for shifts that are not too large for 5^shift. */
export function asBall({ ball, shift }: Scaled, bits: number): Ball {
  const power = ballOfInteger(5n ** BigInt(Math.abs(shift)));
  return scaleBall(shift < 0 ? div(ball, power, bits) : mul(ball, power, bits), shift);
}

/** −a. */
export function opposite({ ball, shift }: Scaled): Scaled {
  return { ball: neg(ball), shift };
}

/** a·b. */
export function times({ ball, shift }: Scaled, b: Ball, bits: number): Scaled {
  return { ball: mul(ball, b, bits), shift };
}

/** ⌊a/b⌋ for b > 0. */
function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a < 0n && q * b !== a ? q - 1n : q;
}

/** N = ⌊n·2^exp·10^t⌋ and −t, where N has at least `digits` digits. */
function decimalBelow(n: bigint, exp: number, digits: number): readonly [bigint, number] {
  if (n === 0n) return [0n, 0];
  // 0.30103 is log₁₀2 rounded up: one digit for that, one for the fraction of a bit and one for the floors.
  const t = digits + 3 - Math.floor((bitLength(n) + exp) * 0.30103);
  const above = (t > 0 ? 10n ** BigInt(t) : 1n) * n;
  const below = t < 0 ? 10n ** BigInt(-t) : 1n;
  return [exp < 0 ? floorDiv(above, below << BigInt(-exp)) : floorDiv(above << BigInt(exp), below), -t];
}

/**
 * The tightest decimals around all of ball·10^shift.
 *
 * The floor on a finer grid and then on the coarser one of the precision is the floor on the latter.
 */
function boundsOf({ ball, shift }: Scaled, rounding: Rounding): Bounds {
  const { mid, rad, exp } = ball;
  const [lo, i] = decimalBelow(mid - rad, exp, rounding.precision);
  const [hi, k] = decimalBelow(-mid - rad, exp, rounding.precision);
  return { lo: rounding.integerDown(lo, shift + i), hi: rounding.integerUp(-hi, shift + k) };
}

/**
 * Numbers of bits for which constants are computed and remembered: 4 in each octave, so that there are few.
 */
export function rung(bits: number): number {
  let step = 16;
  while (8 * step < bits) step *= 2;
  return Math.ceil(bits / step) * step;
}

/** Bits beyond those of the digits with which a bound is computed first: one value in a hundred thousand or so is computed again. */
const GUARD = 20;

/**
 * The tightest decimals around the real y that `enclose(bits)` encloses ever closer (A. Ziv, TOMS 17, 1991), or undefined where so many bits do not tell.
 *
 * The loop ends once no decimal of the precision lies between the bounds. The caller owes a y that is no decimal, or a ball of radius 0: then it ends,
 * as y has a positive distance to all of them, and the bounds are tightest. Where nobody knows whether y may be a decimal, `most` bits end it with bounds that
 * enclose and may lie further apart.
 */
export function settle(precision: number, enclose: (bits: number) => Scaled | undefined, most: number = Infinity): Bounds {
  const rounding = roundingTo(precision);
  const wanted = Math.ceil(precision * 3.33);
  for (let bits = rung(wanted + GUARD); ; bits = rung(2 * bits)) {
    const value = enclose(bits);
    if (value === undefined || (bits < most && !isKnown(value.ball, wanted + 4))) continue;
    const bounds = boundsOf(value, rounding);
    if (bits >= most || areNeighbors(bounds, rounding)) return bounds;
  }
}

/** Whether a ball is known to `bits` bits relative to its size, so that it does not hold 0 unless it is 0. */
export function isKnown({ mid, rad }: Ball, bits: number): boolean {
  return rad === 0n || bitLength(mid) - bitLength(rad) >= bits;
}

/** Whether no decimal of the precision lies between two bounds of one sign. Beside an infinity or 0 none does. */
function areNeighbors({ lo, hi }: Bounds, rounding: Rounding): boolean {
  if (lo.eq(hi) || !lo.isFinite() || !hi.isFinite() || lo.isZero() || hi.isZero()) return true;
  const unitBeside = (x: Decimal): Decimal => rounding.integerUp(1n, x.e - rounding.precision + 1);
  if (lo.isNegative()) return rounding.addDown(hi, unitBeside(hi).neg()).lte(lo);
  return rounding.addUp(lo, unitBeside(lo)).gte(hi);
}
