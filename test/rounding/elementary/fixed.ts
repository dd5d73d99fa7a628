/**
 * Elementary functions in fixed point: integers in units of 2^-BITS, a few hundred units off at the most, obviously right
 * and slow. Nothing here uses brook.
 */

import { integerOf } from '../oracle.js';

export const BITS = 240n;
export const UNIT: bigint = 1n << BITS;

/** What the results below may be off by, with room to spare: 2^-220. */
export const SLACK: bigint = 1n << (BITS - 220n);

/** A double in units of 2^-BITS, rounded down. */
export function fixed(x: number): bigint {
  return integerOf(x) >> (1074n - BITS);
}

function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

/** Σ over odd n of ±x^n/n: atan x for alternating signs, artanh x without; |x| ≤ 1/2, in units of 2^-bits. */
function oddSeries(x: bigint, sign: 1n | -1n, bits = BITS): bigint {
  const square = sign * ((x * x) >> bits);
  let power = x;
  let sum = 0n;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> bits;
  }
  return sum;
}

/** π in units of 2^-bits, by J. Machin: π = 16·atan(1/5) − 4·atan(1/239). */
export function piTo(bits: bigint): bigint {
  const unit = 1n << bits;
  return 16n * oddSeries(unit / 5n, -1n, bits) - 4n * oddSeries(unit / 239n, -1n, bits);
}

export const PI: bigint = piTo(BITS);

/** log(p/q) = 2·artanh((p − q)/(p + q)) for 1/3 ≤ p/q ≤ 3. */
export function logOf(p: bigint, q: bigint): bigint {
  return 2n * oddSeries(((p - q) * UNIT) / (p + q), 1n);
}

/** atan(p/q) for |p/q| ≤ 1/2, else by atan(t) = atan(1/2) + atan((2p − q)/(2q + p)) up to 3. */
export function atanOf(p: bigint, q: bigint): bigint {
  if (2n * p <= q) return oddSeries((p * UNIT) / q, -1n);
  return oddSeries(UNIT / 2n, -1n) + atanOf(2n * p - q, 2n * q + p);
}

/** sin(a) for 0 ≤ a ≤ 2 (all in units). */
export function sinOf(a: bigint): bigint {
  const square = multiply(a, a);
  let term = a;
  let sum = 0n;
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
    sum += term;
    term = -multiply(term, square) / ((n + 1n) * (n + 2n));
  }
  return sum;
}

/** e^a for |a| ≤ 1 (all in units). */
export function expOf(a: bigint): bigint {
  let term = UNIT;
  let sum = 0n;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = multiply(term, a) / n;
  }
  return sum;
}

/** ⌊√n⌋ by Newton's method from above: the root of a number in units² is in units. */
export function rootOf(n: bigint): bigint {
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
