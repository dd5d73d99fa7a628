/**
 * What sums of products in twice the working precision are made of: each product and each addition as its rounded value and its error, which is a
 * double itself, the errors summed apart (Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26, 2005, algorithm 5.3). The loops write these out for their
 * operands; here is what they share.
 */

import { addDown, addUp } from './directed.js';
import { eta, greatestExact, greatestFactor, leastExact, ulp } from './limits.js';

/** Whether the error of p, the rounded x·y, is what `twoProductError` gives. */
export function isSafeProduct(x: number, y: number, p: number): boolean {
  const q = Math.abs(p);
  return (
    Math.abs(x) <= greatestFactor &&
    Math.abs(y) <= greatestFactor &&
    ((q >= leastExact && q <= greatestExact) || (q === 0 && (x === 0 || y === 0)))
  );
}

/**
 * The error of s = a + b without a branch (Knuth): the operands of a running sum come in no order of size, and a mispredicted branch costs more than
 * three additions. A spurious overflow gives an infinity or a NaN, which `isSettled` finds.
 */
export function sumError(a: number, b: number, s: number): number {
  const v = s - a;
  return a - (s - v) + (b - v);
}

/** Whether nothing overflowed on the way to the rounded sum s with g, the sum of the sizes of its errors: neither is infinite or NaN. */
export function isSettled(s: number, g: number): boolean {
  return g <= greatestExact && Math.abs(s) <= Number.MAX_VALUE;
}

/**
 * A lower bound of s + Σ e, for errors e of which t = fl Σ e and g = fl Σ |e|; g = 0 says that every error is zero: then s is the sum.
 *
 * With u = 2^−53 and each error passed through at most r roundings, additions do not underflow, and so for r < 2^26
 *   |t − Σ e| ≤ r·u·g·(1 + 2^−24).
 * The slack, fl(c·2^−52·g) + η with c ≥ r + 2, is more than twice that, and the surplus pays for the rounding of t ∓ slack (|t| ≤ g·(1 + 2^−25))
 * and of slack itself.
 *
 * @param c at least two more than the roundings that an error passes through
 */
export function settleDown(s: number, t: number, g: number, c: number): number {
  return g === 0 ? s : addDown(s, t - (g * (c * ulp) + eta));
}

/** An upper bound of s + Σ e: see {@link settleDown}. */
export function settleUp(s: number, t: number, g: number, c: number): number {
  return g === 0 ? s : addUp(s, t + (g * (c * ulp) + eta));
}
