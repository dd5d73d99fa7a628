/** sinpi, cospi and tanpi at exact decimals: the reduction needs no π and is exact. */
import { type Ball, ballOfInteger, div } from '../rounding/exact/ball.js';
import { pi } from '../rounding/exact/constants.js';
import { sineOfQuarters } from '../rounding/exact/halfturn.js';
import { ballAt, type Exact, one, topOf } from './exact.js';
import { isSquareTiny, type PointFunction } from './point.js';
import { beside, exactly, times, unscaled } from './scaled.js';

const guard = 32;

/** ⌊2x⌋, and whether 2x is an integer; a small x, of which the exponent may be beyond any power, says it by its sign. */
export function halfTurns(x: Exact): { readonly floor: bigint; readonly isExact: boolean } {
  const { digits, exponent } = x;
  if (digits !== 0n && topOf(x) < -1) return { floor: digits < 0n ? -1n : 0n, isExact: false };
  if (exponent >= 0) return { floor: 2n * digits * 10n ** BigInt(exponent), isExact: true };
  const below = 10n ** BigInt(-exponent);
  const quotient = (2n * digits) / below;
  const rest = 2n * digits - quotient * below;
  return { floor: rest < 0n ? quotient - 1n : quotient, isExact: rest === 0n };
}

/** 2x = quarter (mod 4) + rest with |rest| ≤ ½; a large x that is 10^k times an integer is a whole number of turns. */
function reduce({ digits, exponent }: Exact): { readonly quarter: number; readonly rest: Exact } {
  if (exponent > 0) return { quarter: 0, rest: { digits: 0n, exponent: 0 } };
  const below = 10n ** BigInt(-exponent);
  const twice = 2n * digits;
  let q = (2n * twice + below) / (2n * below);
  if (2n * twice + below < 0n && q * 2n * below !== 2n * twice + below) q -= 1n;
  return { quarter: Number(BigInt.asUintN(2, q)), rest: { digits: twice - q * below, exponent } };
}

const integer = (n: number) => exactly({ digits: BigInt(n), exponent: 0 });
const sines: readonly number[] = [0, 1, 0, -1];

const sine =
  (shift: number): PointFunction =>
  (x, bits) => {
    if (x.digits !== 0n && isSquareTiny(x, bits))
      return shift === 0 ? times(beside(x, -1, bits - 1), pi(bits + guard), bits) : beside(one, -1, bits - 3);
    const { quarter, rest } = reduce(x);
    if (rest.digits === 0n) return integer(sines[(quarter + shift) % 4]!);
    return unscaled(sineOfQuarters(quarter + shift, ballAt(rest, bits + guard), bits));
  };

/** sin πx; rational at multiples of ½ alone, among finite decimals (I. Niven, "Irrational Numbers", 3.9). Near 0 it is πx·(1 − π²x²/6 + …). */
export const sinpi: PointFunction = sine(0);
/** cos πx; near 0 it is 1 − π²x²/2 + …. */
export const cospi: PointFunction = sine(1);

/** tan πx where it has no pole; rational at multiples of ¼ alone. */
export const tanpi: PointFunction = (x, bits) => {
  if (x.digits !== 0n && isSquareTiny(x, bits)) return times(beside(x, 1, bits - 2), pi(bits + guard), bits);
  const { quarter, rest } = reduce(x);
  if (rest.digits === 0n) return integer(0);
  const isEighth = 2n * (rest.digits < 0n ? -rest.digits : rest.digits) === 10n ** BigInt(-rest.exponent);
  if (isEighth) return integer(rest.digits > 0n === (quarter % 2 === 0) ? 1 : -1);
  const p = bits + guard;
  const ball = ballAt(rest, p);
  return unscaled(div(sineOfQuarters(quarter, ball, p), sineOfQuarters(quarter + 1, ball, p), p));
};

/** π·cot πx and sin πx as balls, for an x that is no integer. */
export function sineAndCotangent(x: Exact, p: number): { readonly sine: Ball; readonly cotangent: Ball } {
  const { quarter, rest } = reduce(x);
  const ball = rest.digits === 0n ? ballOfInteger(0n) : ballAt(rest, p + guard);
  const sine = sineOfQuarters(quarter, ball, p);
  return { sine, cotangent: div(sineOfQuarters(quarter + 1, ball, p), sine, p) };
}
