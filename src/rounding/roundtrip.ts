/** Bounds as text that reads back to the same doubles, and intervals as text. */

import { exponent, scale, significand } from './binary.js';
import { formatDown, formatUp, parseRational, textBounds } from './decimal.js';
import { succ } from './neighbor.js';

const read = new Float64Array(2);

/**
 * The shortest decimal whose lower bound as read by `textBounds` is `x`: the one with the fewest digits in [x, succ(x)), and of
 * those the least.
 *
 * A text for machines: taken as a real number it may lie above `x`, by less than one unit in the last place. To claim a lower bound to a
 * reader, use `formatDown`.
 * @guarantee encloses: once read back by `textBounds`
 * @see {@link shortestUpper}
 * @example
 * shortestLower(0.1); // '0.10000000000000001'
 */
export function shortestLower(x: number): string {
  return fewestDigits(x, formatUp, 0);
}

/**
 * The shortest decimal whose upper bound as read by `textBounds` is `x`: the one with the fewest digits in (pred(x), x], and of
 * those the greatest.
 *
 * A text for machines: taken as a real number it may lie below `x`, by less than one unit in the last place. To claim an upper bound to a
 * reader, use `formatUp`.
 * @guarantee encloses: once read back by `textBounds`
 * @see {@link shortestLower}
 * @example
 * shortestUpper(0.1); // '0.1'
 */
export function shortestUpper(x: number): string {
  return fewestDigits(x, formatDown, 1);
}

/** The text of `x` with the fewest digits that reads back to `x` as the given bound. */
function fewestDigits(x: number, format: (x: number, digits: number) => string, bound: 0 | 1): string {
  if (!Number.isFinite(x)) return format(x, 1);
  // 17 digits always do: their spacing is less than the distance between doubles. If k digits do, so do k + 1.
  let enough = 17;
  for (let tooFew = 0; enough - tooFew > 1; ) {
    const k = (enough + tooFew) >> 1;
    textBounds(format(x, k), read);
    if (read[bound] === x) enough = k;
    else tooFew = k;
  }
  return format(x, enough);
}

/**
 * The double `x` itself as a hexadecimal numeral, or `Infinity`, `-Infinity`, `NaN`.
 * @guarantee exact
 * @example
 * formatExact(0.1); // '0x1.999999999999ap-4'
 * formatExact(-2); // '-0x1p+1'
 */
export function formatExact(x: number): string {
  if (x === 0) return '0';
  if (!Number.isFinite(x)) return String(x);
  const m = Math.abs(x);
  const k = exponent(m);
  const bits = significand(scale(m, -k)) - (1n << 52n);
  const digits = bits.toString(16).padStart(13, '0').replace(/0+$/, '');
  return `${x < 0 ? '-' : ''}0x1${digits === '' ? '' : `.${digits}`}p${k < 0 ? '-' : '+'}${Math.abs(k)}`;
}

/**
 * The interval [lo, hi] as text: with `digits`, rounded outward to that many; without, in the shortest form that reads back to lo and hi.
 *
 * In the second form the decimals of a very narrow interval may cross, as those of [0.1, 0.1] would: '0.10000000000000001' and '0.1'. Then
 * both bounds are written in hexadecimal.
 * @param digits significant digits of each bound, from 1 to 800.
 * @guarantee encloses: once read back by `textBounds`; with `digits` also as real numbers
 * @throws RangeError if not lo ≤ hi, or `digits` is out of range.
 * @example
 * formatBounds(1 / 3, 2 / 3, 3); // '[0.333, 0.667]'
 * formatBounds(0.09999999999999999, 0.1); // '[0.1, 0.1]'
 * formatBounds(0.1, 0.1); // '[0x1.999999999999ap-4, 0x1.999999999999ap-4]'
 */
export function formatBounds(lo: number, hi: number, digits?: number): string {
  if (!(lo <= hi))
    throw new RangeError(`formatBounds: expected lo ≤ hi, got lo = ${lo}, hi = ${hi}; write the empty interval as [empty]`);
  if (digits !== undefined) return `[${formatDown(lo, digits)}, ${formatUp(hi, digits)}]`;
  const lower = shortestLower(lo);
  const upper = shortestUpper(hi);
  if (hi <= succ(lo) && hi - lo < Infinity && isAbove(lower, upper)) return `[${formatExact(lo)}, ${formatExact(hi)}]`;
  return `[${lower}, ${upper}]`;
}

function isAbove(text: string, other: string): boolean {
  const a = parseRational(text);
  const b = parseRational(other);
  return a.num * b.den > b.num * a.den;
}
