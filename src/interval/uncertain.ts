/** The uncertain form of IEEE 1788-2015, 9.7.2: m?r is m ± r units of the last place of m. */
import { formatDown, formatUp } from '../rounding/decimal.js';
import { rationalOf } from '../rounding/rational.js';
import { type Bounds, isEmpty } from './relations.js';

/** Significant digits of bounds in decimal, the most that say something of a double. */
const most = 17;

/** Between these positions of the last digit no exponent is written. */
const leastPlain = -20;

function greater(a: bigint, b: bigint): bigint {
  if (a < b) return b;
  return a;
}

/** ⌊num/den⌋ for den > 0. */
function floorOf(num: bigint, den: bigint): bigint {
  const q = num / den;
  return num < 0n && q * den !== num ? q - 1n : q;
}

/** ⌊log₁₀(num/den)⌋ for num, den > 0: with a and b digits it is a − b or a − b − 1. */
function decadeOf(num: bigint, den: bigint): number {
  const k = String(num).length - String(den).length;
  return (k < 0 ? num * 10n ** BigInt(-k) < den : num < den * 10n ** BigInt(k)) ? k - 1 : k;
}

/** m·10^q with the radius r in units of 10^q. */
function spell(m: bigint, q: number, r: bigint): string {
  const sign = m < 0n ? '-' : '';
  const digits = String(m < 0n ? -m : m);
  if (q <= 0 && q >= leastPlain) {
    const padded = digits.padStart(1 - q, '0');
    const point = padded.length + q;
    return `${sign}${padded.slice(0, point)}${q < 0 ? `.${padded.slice(point)}` : ''}?${r}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const exponent = q + digits.length - 1;
  return `${sign}${digits[0]}${fraction}?${r}e${exponent > 0 ? '+' : ''}${exponent}`;
}

/** A half-line that begins or ends at the decimal `end`. */
function spellHalfLine(end: string, direction: 'u' | 'd'): string {
  const [digits, exponent] = end.split('e');
  return `${digits}??${direction}${exponent === undefined ? '' : `e${exponent}`}`;
}

/**
 * The interval as m?r, r with at most `digits` digits, rounded outward; m??u and m??d for half-lines, 0?? for the real line.
 *
 * With lo = l/d and hi = h/d, at the position q of the last digit, m is the integer next to the midpoint over 10^q, and
 * r = max(⌈h/(d·10^q)⌉ − m, m − ⌊l/(d·10^q)⌋) the least that reaches both.
 * @guarantee encloses
 */
export function formatUncertain(x: Bounds, digits: number): string {
  if (!Number.isInteger(digits) || digits < 1 || digits > most)
    throw new RangeError(`toUncertain: expected 1 to ${most} digits for the radius, got ${digits}; 2 are usual`);
  if (isEmpty(x)) return '[empty]';
  if (x.lo === -Infinity) return x.hi === Infinity ? '0??' : spellHalfLine(formatUp(x.hi, most), 'd');
  if (x.hi === Infinity) return spellHalfLine(formatDown(x.lo, most), 'u');
  const [lo, hi] = [rationalOf(x.lo), rationalOf(x.hi)];
  const d = greater(lo.den, hi.den); // both are powers of two
  const l = lo.num * (d / lo.den);
  const h = hi.num * (d / hi.den);
  const size = greater(h, -l);
  if (size === 0n) return '0?0';
  let q = decadeOf(size, d) - most + 1;
  if (h > l) q = Math.max(q, decadeOf(h - l, 2n * d) - digits + 1);
  for (; ; q++) {
    const unit = q > 0 ? d * 10n ** BigInt(q) : d;
    const scale = q < 0 ? 10n ** BigInt(-q) : 1n;
    let m = floorOf((l + h) * scale + unit, 2n * unit);
    const above = -floorOf(-h * scale, unit) - m;
    const below = m - floorOf(l * scale, unit);
    const r = greater(above, below);
    if (r >= 10n ** BigInt(digits)) continue;
    if (r > 0n) return spell(m, q, r);
    for (; q < 0 && m % 10n === 0n; q++) m /= 10n;
    return spell(m, q, r);
  }
}
