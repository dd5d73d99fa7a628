/**
 * Numbers as they are written, exactly.
 */
import { parseRational } from '../rounding/decimal.js';
import type { Rational } from '../rounding/rational.js';

/**
 * Most digits and largest decimal exponent of a number; every double, written out exactly, is within both. Without a limit a
 * text as short as 1e999999999 would ask for a number of half a gigabyte.
 */
export const maxDigits = 1100;
export const maxExponent = 1100;

/** What to say about a number beyond the limits. */
export const literalLimits: string = `a number of at most ${maxDigits} digits and an exponent within ±${maxExponent}`;

/** The value of an unsigned decimal number, `12`, `1.5e-3`, `.5` or `5.`, or undefined beyond {@link literalLimits}. */
export function exactDecimal(text: string): Rational | undefined {
  const [, whole = '', fraction = '', exponent = '0'] = /^([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/u.exec(text) ?? [];
  if (whole.length + fraction.length > maxDigits || Math.abs(Number(exponent)) > maxExponent) return undefined;
  return parseRational(`${whole || '0'}.${fraction || '0'}e${Number(exponent)}`);
}

/** The text, cut to a length that fits a message. */
export function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 20)}… (${text.length} characters)`;
}
