/** From balls to the tightest pair of doubles. */
import { scale } from '../binary.js';
import { pred, succ } from '../neighbor.js';
import { type Ball, ballOf, bitLength, div, mul } from './ball.js';

/** The greatest double ≤ m·2^exp (−Infinity below −MAX). */
export function doubleBelow(m: bigint, exp: number): number {
  if (m === 0n) return 0;
  const n = bitLength(m);
  if (n + exp > 1024) return m > 0n ? Number.MAX_VALUE : -Infinity;
  // Keep 53 bits, or fewer where the last of them would lie below 2^-1074. The shift rounds down, to −2^53 at the least.
  const s = Math.max(n - 53, -1074 - exp);
  if (s <= 0) return scale(Number(m), exp);
  return scale(Number(m >> BigInt(s)), exp + s);
}

/** The least double ≥ m·2^exp (Infinity above MAX). */
export function doubleAbove(m: bigint, exp: number): number {
  return 0 - doubleBelow(-m, exp); // not −x: that would make −0 of 0
}

/** The precision of the first attempt: with the guard bits of the functions, two 64-bit digits. */
export const startPrecision = 96;

/** The precision of the last attempt. */
const lastPrecision = startPrecision << 6;

/**
 * Writes the tightest bounds of the real y that `enclose(precision)` encloses ever closer (A. Ziv, TOMS 17, 1991).
 *
 * The loop stops when both ends of the ball round to the same double, or to two neighbors. The bounds are then tightest
 * if y is no double, or if its ball has radius 0; the caller owes one of the two, or says that its bounds may be wider.
 *
 * A y that is no double has a positive distance to all of them, so enough bits decide; how many, nobody can say in advance. After seven attempts, the last at
 * 6144 bits, the loop ends with what it has: bounds that enclose, with one double between them.
 * @guarantee encloses
 */
export function settle(enclose: (precision: number) => Ball, out: Float64Array, last: number = lastPrecision): void {
  for (let precision = startPrecision; ; precision *= 2) {
    const { mid, rad, exp } = enclose(precision);
    const lo = doubleBelow(mid - rad, exp);
    const hi = doubleAbove(mid + rad, exp);
    if (lo === hi || succ(lo) === hi || precision >= last) {
      out[0] = lo;
      out[1] = hi;
      return;
    }
  }
}

/** Writes [lo, hi]. */
export function write(lo: number, hi: number, out: Float64Array): void {
  out[0] = lo;
  out[1] = hi;
}

/** Writes NaN, NaN: outside the domain. */
export function writeUndefined(out: Float64Array): void {
  write(NaN, NaN, out);
}

/** Writes [MAX, ∞]: above every double. */
export function writeHuge(out: Float64Array): void {
  write(Number.MAX_VALUE, Infinity, out);
}

/** Writes the bounds of a real that lies strictly between x and the next double away from 0; x is not 0. */
export function writeBeyond(x: number, out: Float64Array): void {
  if (x > 0) write(x, succ(x), out);
  else write(pred(x), x, out);
}

/** Writes the bounds of a real that lies strictly between x and the next double towards 0; x is not 0. */
export function writeWithin(x: number, out: Float64Array): void {
  if (x > 0) write(pred(x), x, out);
  else write(x, succ(x), out);
}

/** Turns the bounds of y into those of −y. */
export function negateBounds(out: Float64Array): void {
  write(0 - out[1]!, 0 - out[0]!, out);
}

/**
 * For |x| < 2^-54 writes the bounds of (1/x)·(1 + d), where 0 < |d| < 2^-108 and d has the sign `side`; says whether it did.
 *
 * @see {@link settleNearQuotient}
 */
export function settleNearReciprocal(x: number, side: 1 | -1, out: Float64Array): boolean {
  if (Math.abs(x) >= 5e-17) return false;
  settleNearQuotient(1, x, side, out);
  return true;
}

/**
 * Writes the bounds of q·(1 + d) for q = y/x, finite y, x ≠ 0 and 0 < |d| < 2^-108, d with the sign `side`.
 *
 * If q is a double, the value lies just beside it. Otherwise the factor 1 + d cannot carry it across a neighbor s ≠ 0 of q:
 * with |y| = Y·2^a, |x| = X·2^b, |s| = S·2^c for integers below 2^53, |y| − |xs| is a nonzero multiple of 2^a or of
 * 2^(b + c), whichever is less, so above 2^-53·|y| or 2^-106·|xs|; and |xs| ≥ |y|/2, as neighbors of q are beyond |q|/2.
 */
export function settleNearQuotient(y: number, x: number, side: 1 | -1, out: Float64Array): void {
  settleBeside((precision) => div(ballOf(y), ballOf(x), precision + 20), side, out);
}

/**
 * Writes the bounds of q·(1 + d) for q = yx ≠ 0, finite y and x, and 0 < |d| < 2^-108, d with the sign `side`.
 *
 * As for {@link settleNearQuotient}: |yx| − |s| is a nonzero multiple of 2^(a + b) or of 2^c, so above 2^-106·|yx| or 2^-53·|s|.
 */
export function settleNearProduct(y: number, x: number, side: 1 | -1, out: Float64Array): void {
  settleBeside((precision) => mul(ballOf(y), ballOf(x), precision + 20), side, out);
}

/**
 * Writes the bounds of q·(1 + d) for the q that `enclose` encloses, with radius 0 if q is a double, and d ≠ 0 with the sign `side`, so
 * small that it carries q across no double: where q is one, the value lies in the gap beside it.
 */
export function settleBeside(enclose: (precision: number) => Ball, side: 1 | -1, out: Float64Array): void {
  settle(enclose, out);
  if (out[0] !== out[1]) return;
  if (side > 0) writeBeyond(out[0]!, out);
  else writeWithin(out[0]!, out);
}
