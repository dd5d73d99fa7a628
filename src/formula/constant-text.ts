/**
 * Exact constants as text that reads back as the same constant.
 */
import type { Rational } from '../rounding/rational.js';
import { maxDigits, maxExponent } from './literal.js';

/** A decimal up to this length is written as one even where the fraction is shorter. */
const readable = 10;

/**
 * A decimal or a fraction, whichever reads better: `0.1`, `8/3`, `-1e300`.
 *
 * Only fractions whose denominator divides a power of ten have a decimal. What is longer than a literal may be is put together of literals: (12…e1000*1e1000 + 34…).
 */
export function constantText({ num, den }: Rational): string {
  const sign = num < 0n ? '-' : '';
  const magnitude = num < 0n ? -num : num;
  const whole = den === 1n;
  const fraction = whole ? integerText(magnitude) : `${integerText(magnitude)}/${integerText(den)}`;
  const decimal = whole ? undefined : decimalText(magnitude, den);
  return sign + (decimal !== undefined && decimal.length <= Math.max(readable, fraction.length) ? decimal : fraction);
}

/** Digits that literals of a longer number have. */
const chunk = 1000;

/** An integer ≥ 0 in digits, by Horner's rule in parentheses where it has too many for one literal. */
function integerText(n: bigint): string {
  const digits = shortInteger(String(n));
  const [significant = '', exponent = '0'] = digits.split('e');
  if (significant.length <= maxDigits && Number(exponent) <= maxExponent) return digits;
  const base = 10n ** BigInt(chunk);
  const rest = n % base;
  return `(${integerText(n / base)}*1e${chunk}${rest === 0n ? '' : ` + ${shortInteger(String(rest))}`})`;
}

function decimalText(magnitude: bigint, den: bigint): string | undefined {
  const twos = multiplicity(den, 2n);
  const fives = multiplicity(den, 5n);
  if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== den) return undefined;
  const places = Math.max(twos, fives);
  const digits = String((magnitude * 10n ** BigInt(places)) / den);
  return places > maxExponent || digits.length > maxDigits ? undefined : shortFraction(digits, places);
}

/** How often `factor` divides `n`. */
function multiplicity(n: bigint, factor: bigint): number {
  let times = 0;
  let rest = n;
  while (rest % factor === 0n) {
    rest /= factor;
    times++;
  }
  return times;
}

function shortInteger(digits: string): string {
  const significant = digits.replace(/0+$/u, '');
  const zeros = digits.length - significant.length;
  return zeros > 5 && significant !== '' ? scientific(significant, zeros) : digits;
}

/** digits·10^exponent with one digit before the point, where the exponent stays within that of a literal. */
function scientific(digits: string, exponent: number): string {
  const shifted = exponent + digits.length - 1;
  if (digits.length === 1 || Math.abs(shifted) > maxExponent) return `${digits}e${exponent}`;
  return `${digits[0]}.${digits.slice(1)}e${shifted}`;
}

function shortFraction(digits: string, places: number): string {
  const leadingZeros = places - digits.length;
  if (leadingZeros > 5) return scientific(digits, -places);
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}
