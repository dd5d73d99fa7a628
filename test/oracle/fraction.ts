/** Exact fractions with short names, for oracles. Nothing here uses brook's arithmetic: a fraction is brook's `Rational` only in shape. */

import { binary } from './double.js';

export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** num/den in lowest terms, den > 0. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const [p, q] = [BigInt(num), BigInt(den)];
  if (q === 0n) throw new RangeError(`fraction: expected a nonzero denominator, got ${p}/0`);
  const g = q < 0n ? -gcd(p, q) : gcd(p, q);
  return { num: p / g, den: q / g };
}

export const zero: Fraction = fraction(0);
export const one: Fraction = fraction(1);

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den + b.num * a.den, a.den * b.den);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den - b.num * a.den, a.den * b.den);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num);
export const minusOf = (a: Fraction): Fraction => ({ num: -a.num, den: a.den });
export const equals = (a: Fraction, b: Fraction): boolean => a.num === b.num && a.den === b.den;

/** a^n for an integer n. */
export function toThe(a: Fraction, n: number): Fraction {
  const e = BigInt(Math.abs(n));
  return n < 0 ? fraction(a.den ** e, a.num ** e) : fraction(a.num ** e, a.den ** e);
}

/** The fraction that a finite double is. */
export function fractionOf(x: number): Fraction {
  const { m, e } = binary(x);
  return e >= 0 ? fraction(m << BigInt(e)) : fraction(m, 1n << BigInt(-e));
}

/** The sign of a − b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The value of a decimal such as `-1.25e-7`. */
export function fractionOfDecimal(text: string): Fraction {
  const [, sign, whole = '', part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text)!;
  const digits = BigInt(`${sign}${whole}${part}`);
  const e = Number(exponent) - part.length;
  return e < 0 ? fraction(digits, 10n ** BigInt(-e)) : fraction(digits * 10n ** BigInt(e));
}

/** a^(1/q) of a perfect power, positive for a > 0; an error where it is irrational. */
export function exactRoot(a: Fraction, q: number): Fraction {
  return fraction(integerRoot(a.num, q), integerRoot(a.den, q));
}

function integerRoot(n: bigint, q: number): bigint {
  if (n < 0n && q % 2 === 1) return -integerRoot(-n, q);
  let low = 0n;
  let high = n + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(q) <= n) low = middle;
    else high = middle;
  }
  if (low ** BigInt(q) !== n) throw new RangeError(`exactRoot: expected a perfect power of ${q}, got ${n}`);
  return low;
}

/** n! */
export function factorial(n: number): bigint {
  let product = 1n;
  for (let j = 2n; j <= BigInt(n); j++) product *= j;
  return product;
}

/** The binomial coefficient r(r−1)…(r−k+1)/k! of a rational r. */
export function binomial(r: Fraction, k: number): Fraction {
  let product = one;
  for (let j = 0; j < k; j++) product = times(product, over(minus(r, fraction(j)), fraction(j + 1)));
  return product;
}

/** The double nearest to a fraction well within the range of doubles. */
export function nearest(a: Fraction): number {
  if (a.num === 0n) return 0;
  // Enough quotient bits that the division of two doubles no longer matters beyond the last place but one.
  const size = (a.num < 0n ? -a.num : a.num).toString(2).length - a.den.toString(2).length;
  const shift = 80 - size;
  const scaled = shift >= 0 ? (a.num << BigInt(shift)) / a.den : a.num / (a.den << BigInt(-shift));
  const half = Math.trunc(-shift / 2);
  return Number(scaled) * 2 ** half * 2 ** (-shift - half);
}
