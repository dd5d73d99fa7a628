import { LAST_DIVIDED } from './algebra.js';

/*
 * v/k without a division in the chain of dependent operations, where it takes as long as four products. A rounded reciprocal will do but for small k, where its error
 * is seen (`LAST_DIVIDED`). There the quotient is v·α·(β/k) with αβ = 1 − 2⁻⁷²: 2⁷² − 1 is the product of two integers that doubles hold, of which β's is a multiple of 105,
 * so that β/k is exact. What is left are the roundings of two products, of either sign. α has 20 bits: quotients of integers below 2³³ are those of a division.
 */

/** α and β. */
export const ALPHA: number = 535743 / 2 ** 20;
export const BETA: number = 8814611638172865 / 2 ** 52;

/** Whether v/k takes two products: 1/k is rounded, and k is small. */
export function isSplit(k: number): boolean {
  return k <= LAST_DIVIDED && (k & (k - 1)) !== 0;
}

/** Factors of v/k for orders that are common: reading them takes less time than a division. */
const COMMON = 64;
const first = Float64Array.from({ length: COMMON }, (_, k) => (isSplit(k) ? ALPHA : 1));
const second = Float64Array.from({ length: COMMON }, (_, k) => (isSplit(k) ? BETA : 1) / k);

/** v/k for an order k ≥ 1. */
export function overOrder(v: number, k: number): number {
  return k < COMMON ? v * first[k]! * second[k]! : v * (1 / k);
}
