/**
 * Error-free transforms: the rounding error of a sum or a product is itself a double, and is found with a few operations.
 *
 * ECMAScript fixes binary64, round to nearest even, for each + − × ÷, without contraction or extended precision; every
 * proof cited here rests on that (and `canary.ts` checks it on load).
 */

import { splitter } from './limits.js';

/**
 * The error of a rounded sum: `a + b = s + twoSumError(a, b, s)` exactly, where `s` is `a + b` as computed.
 *
 * Exact whenever `s` is finite, underflow included (every sum of doubles is a multiple of 2^-1074). Ordered by size, the
 * three-operation form cannot overflow on the way either: S. Boldo, S. Graillat, J.-M. Muller, TOMS 44 (2017).
 * @guarantee exact
 * @example
 * twoSumError(1, 2 ** -60, 1 + 2 ** -60); // 8.673617379884035e-19
 */
export function twoSumError(a: number, b: number, s: number): number {
  return Math.abs(a) >= Math.abs(b) ? b - (s - a) : a - (s - b);
}

/**
 * The error of a rounded product: `a·b = p + twoProductError(a, b, p)` exactly, where `p` is `a * b` as computed.
 *
 * Dekker's product with Veltkamp's splitting a = a₁ + a₂ into halves of 26 bits. Exact if
 * |a|, |b| ≤ 2^995 and 2^-969 ≤ |p| ≤ 2^1021 (S. Boldo, IJCAR 2006). An operand too large to be split gives NaN,
 * never a wrong number; a product below 2^-969 can give a wrong number: the caller excludes it.
 * @guarantee exact within the ranges above
 * @example
 * twoProductError(1 + 2 ** -30, 1 + 2 ** -30, (1 + 2 ** -30) ** 2); // 8.673617379884035e-19
 */
export function twoProductError(a: number, b: number, p: number): number {
  const ta = splitter * a;
  const a1 = ta - (ta - a);
  const a2 = a - a1;
  const tb = splitter * b;
  const b1 = tb - (tb - b);
  const b2 = b - b1;
  return a1 * b1 - p + a1 * b2 + a2 * b1 + a2 * b2;
}

/**
 * The same for a factor c of at most 27 bits: the halves of x need no partner halves.
 * @guarantee exact within the ranges above
 */
export function shortProductError(c: number, x: number, p: number): number {
  const s = splitter * x;
  const x1 = s - (s - x);
  return c * x1 - p + c * (x - x1);
}
