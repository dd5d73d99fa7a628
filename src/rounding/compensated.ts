/**
 * What sums of products in twice the working precision are made of: each product and each addition as its rounded value and its error, which is a
 * double itself, the errors summed apart (Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26, 2005, algorithm 5.3). The loops write these out for their
 * operands; here is what they share.
 */

import { addDown, addUp } from './directed.js';

const MAX = 1.7976931348623157e308;
// A product is safe for an exact error term when |x|, |y| ≤ 2^995 and 2^−969 ≤ |x·y| ≤ 2^1021 (Boldo, IJCAR 2006).
const FACTOR_MAX = 3.3484643974570854e299; // 2^995
const PRODUCT_MIN = 2.0041683600089728e-292; // 2^−969
const PRODUCT_MAX = 2.247116418577895e307; // 2^1021
const ULP = 2.220446049250313e-16; // 2^−52
const ETA = 5e-324; // 2^−1074

/** Whether the error of p, the rounded x·y, is what `twoProductError` gives. */
export function isSafeProduct(x: number, y: number, p: number): boolean {
  const q = Math.abs(p);
  return (
    Math.abs(x) <= FACTOR_MAX &&
    Math.abs(y) <= FACTOR_MAX &&
    ((q >= PRODUCT_MIN && q <= PRODUCT_MAX) || (q === 0 && (x === 0 || y === 0)))
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
  return g <= PRODUCT_MAX && Math.abs(s) <= MAX;
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
  return g === 0 ? s : addDown(s, t - (g * (c * ULP) + ETA));
}

/** An upper bound of s + Σ e: see {@link settleDown}. */
export function settleUp(s: number, t: number, g: number, c: number): number {
  return g === 0 ? s : addUp(s, t + (g * (c * ULP) + ETA));
}
