/**
 * Exact constants as text that reads back as the same constant.
 */
import type { Rational } from '../rounding/rational.js';

/** A decimal up to this length is written as one even where the fraction is shorter. */
const readable = 10;

/**
 * A decimal or a fraction, whichever reads better: `0.1`, `8/3`, `-1e300`.
 *
 * Only fractions whose denominator divides a power of ten have a decimal.
 */
export function constantText({ num, den }: Rational): string {
  const sign = num < 0n ? '-' : '';
  const magnitude = num < 0n ? -num : num;
  const fraction = den === 1n ? undefined : `${magnitude}/${den}`;
  const decimal = decimalText(magnitude, den);
  if (fraction === undefined || (decimal !== undefined && decimal.length <= Math.max(readable, fraction.length)))
    return sign + decimal!;
  return sign + fraction;
}

function decimalText(magnitude: bigint, den: bigint): string | undefined {
  const twos = multiplicity(den, 2n);
  const fives = multiplicity(den, 5n);
  if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== den) return undefined;
  const places = Math.max(twos, fives);
  const digits = String((magnitude * 10n ** BigInt(places)) / den);
  return places === 0 ? shortInteger(digits) : shortFraction(digits, places);
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
  return zeros > 5 && significant !== '' ? `${significant}e${zeros}` : digits;
}

function shortFraction(digits: string, places: number): string {
  const leadingZeros = places - digits.length;
  if (leadingZeros > 5) return `${digits}e-${places}`;
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}
