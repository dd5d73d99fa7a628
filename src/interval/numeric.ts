import { subUp } from '../rounding/directed.js';
import { type Bounds, isEmpty } from './relations.js';

// Numbers that describe an interval, IEEE 1788-2015 clause 10.5.9. Of the empty set all are NaN.

/** The midpoint, rounded to nearest: 0 for the real line, ±Number.MAX_VALUE for a half-line. */
export function mid(x: Bounds): number {
  if (isEmpty(x)) return NaN;
  if (x.lo === -Infinity) return x.hi === Infinity ? 0 : -Number.MAX_VALUE;
  if (x.hi === Infinity) return Number.MAX_VALUE;
  const sum = x.lo + x.hi;
  // Halving a sum is exact but for subnormals, where (lo + hi) is exact and the halving rounds to even.
  // A sum that overflows has bounds so large that halving them first is exact.
  return Math.abs(sum) <= Number.MAX_VALUE ? sum * 0.5 + 0 : x.lo * 0.5 + x.hi * 0.5;
}

/** The least double r with x ⊆ [m − r, m + r], for m the midpoint that `mid` returns. */
export function rad(x: Bounds): number {
  if (isEmpty(x)) return NaN;
  const m = mid(x);
  return Math.max(subUp(m, x.lo), subUp(x.hi, m));
}

/** hi − lo, rounded up. */
export function wid(x: Bounds): number {
  return isEmpty(x) ? NaN : subUp(x.hi, x.lo);
}

/** The largest |m| over the members m; +∞ if unbounded. */
export function mag(x: Bounds): number {
  return isEmpty(x) ? NaN : Math.max(Math.abs(x.lo), Math.abs(x.hi));
}

/** The smallest |m| over the members m. */
export function mig(x: Bounds): number {
  if (isEmpty(x)) return NaN;
  return x.lo > 0 ? x.lo : x.hi < 0 ? -x.hi : 0;
}
