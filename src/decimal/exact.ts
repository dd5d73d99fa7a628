/** Decimals as integers and exponents, for exact sums and products and as balls. */
import type { Decimal } from 'decimal.js';
import { type Ball, ballOfInteger, div, scaleBall, trim } from '../rounding/exact/ball.js';
import { rationalOf } from '../rounding/rational.js';

/** The number digits·10^exponent. */
export interface Exact {
  readonly digits: bigint;
  readonly exponent: number;
}

export const one: Exact = { digits: 1n, exponent: 0 };

/** The value of a finite decimal; its digits do not end with a zero, except those of 0. */
export function exactOf(x: Decimal): Exact {
  if (x.isZero()) return { digits: 0n, exponent: 0 };
  // x.d holds groups of seven digits, of which the last may end with zeros; x.e is the exponent of the first digit.
  const all = x.d.map((group, i) => (i === 0 ? `${group}` : `${group}`.padStart(7, '0'))).join('');
  let end = all.length;
  while (all[end - 1] === '0') end--;
  const digits = BigInt(all.slice(0, end));
  return { digits: x.s < 0 ? -digits : digits, exponent: x.e - end + 1 };
}

/** The value of a finite double, m·2^−k = m·5^k·10^−k. */
export function exactOfDouble(x: number): Exact {
  const { num, den } = rationalOf(x);
  let exponent = 0;
  for (let rest = den; rest > 1n; rest >>= 1n) exponent++;
  return { digits: num * 5n ** BigInt(exponent), exponent: -exponent };
}

/** The nearest double. */
export function nearest({ digits, exponent }: Exact): number {
  return Number(`${digits}e${exponent}`);
}

/** Whether x is an integer; one with digits that do not end with a zero is if its exponent says so. */
export function isInteger({ digits, exponent }: Exact): boolean {
  return exponent >= 0 || digits === 0n;
}

/** The t with 10^t ≤ |x| < 10^(t+1), for x ≠ 0. */
export function topOf({ digits, exponent }: Exact): number {
  return exponent + `${digits < 0n ? -digits : digits}`.length - 1;
}

export function negated({ digits, exponent }: Exact): Exact {
  return { digits: -digits, exponent };
}

export function magnitudeOf(x: Exact): Exact {
  return x.digits < 0n ? negated(x) : x;
}

/** a + b, written out: for exponents not far apart. */
export function sum(a: Exact, b: Exact): Exact {
  const exponent = Math.min(a.exponent, b.exponent);
  const on = (x: Exact): bigint => x.digits * 10n ** BigInt(x.exponent - exponent);
  return { digits: on(a) + on(b), exponent };
}

export function product(a: Exact, b: Exact): Exact {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** x as a ball known to about `bits` bits relative to its size: for exponents that are not too large for 5^exponent. */
export function ballAt({ digits, exponent }: Exact, bits: number): Ball {
  if (exponent >= 0) return trim({ mid: digits * 5n ** BigInt(exponent), rad: 0n, exp: exponent }, bits);
  return trim(scaleBall(div(ballOfInteger(digits), ballOfInteger(5n ** BigInt(-exponent)), bits), exponent), bits);
}

/** Whether |x| < 1/32, where the series of logarithms are summed without a reduction; x is not tiny. */
export function isNearZero({ digits, exponent }: Exact): boolean {
  return exponent < 0 && 32n * (digits < 0n ? -digits : digits) < 10n ** BigInt(-exponent);
}
