import { formatDown, formatUp } from '../rounding/decimal.js';
import { formatExact } from '../rounding/roundtrip.js';
import { type Bounds, isEmpty } from './relations.js';

/**
 * `[lo, hi]` in decimal with at most `digits` significant digits, rounded outward.
 * @guarantee encloses
 */
export function formatInterval(x: Bounds, digits: number): string {
  return isEmpty(x) ? '[empty]' : `[${formatDown(x.lo, digits)}, ${formatUp(x.hi, digits)}]`;
}

/**
 * The interval as a literal that reads back to the same bounds: IEEE 1788's intervalToExact.
 * @guarantee exact
 */
export function formatExactly(x: Bounds): string {
  return isEmpty(x) ? '[empty]' : `[${formatExact(x.lo)}, ${formatExact(x.hi)}]`;
}
