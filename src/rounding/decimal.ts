/**
 * Numbers in and out as text, without a rounding that is not accounted for.
 *
 * Reading: `Number(text)` rounds to nearest and may even ignore digits after the 20th (ECMA-262), so the text is read as an exact
 * rational. Writing: `toString`, `toFixed` and `toPrecision` round to nearest, so outward digits are computed here.
 */

import { exponent, significand, significandExponent } from './binary.js';
import { type Numeral, quote, readNumberText } from './numeral.js';
import { quotientBounds } from './quotient.js';
import { type Rational, rational } from './rational.js';

/** What {@link parseRational} accepts, so that a short text cannot ask for a number of a billion digits. */
const mostDigits = 4096;
const greatestExponent = 16384;

/**
 * The exact value of a number in text: decimal `-1.5e-3`, hexadecimal `0x1.8p-3` or a fraction `2.5/3`.
 *
 * An optional sign comes first; letters may be of either case; blanks are not allowed.
 * @guarantee exact
 * @throws SyntaxError if the text is not such a number.
 * @throws RangeError if a denominator is 0, or the number has more than 4096 significant digits or an exponent beyond ±16384.
 * @see {@link textBounds}
 * @example
 * parseRational('0.1'); // { num: 1n, den: 10n }
 * parseRational('0x1.8p-3'); // { num: 3n, den: 16n }
 * parseRational('-8/6'); // { num: -4n, den: 3n }
 */
export function parseRational(text: string): Rational {
  const { numerator, denominator } = readNumberText(text, 'parseRational');
  if (!denominator) {
    const { num, den } = exactQuotient(numerator, text, 'parseRational');
    return rational(num, den);
  }
  const { num, den } = exactFraction(numerator, denominator, text, 'parseRational');
  return rational(num, den);
}

/**
 * Encloses a number in text by doubles, tightest: out[0] is the greatest double ≤ the number, out[1] the least double ≥ it.
 *
 * The texts of {@link parseRational}, but digits and exponents of decimal and hexadecimal numbers have no limit: the bounds saturate.
 * `where` names the caller in errors.
 * @guarantee encloses
 * @throws SyntaxError if the text is not such a number.
 * @throws RangeError if the number is a fraction with denominator 0 or more than 4096 digits.
 * @example
 * const out = new Float64Array(2);
 * textBounds('0.1', out);
 * out[0]; // 0.09999999999999999
 * out[1]; // 0.1
 * textBounds('1e999999999', out);
 * out[0]; // 1.7976931348623157e+308
 * out[1]; // Infinity
 */
export function textBounds(text: string, out: Float64Array, where = 'textBounds'): void {
  const { numerator, denominator } = readNumberText(text, where);
  if (denominator) {
    const { num, den } = exactFraction(numerator, denominator, text, where);
    quotientBounds(num, den, out);
    return;
  }
  const { isNegative, isHexadecimal, digits, exponent } = numerator;
  // The number is below base^top and at least base^top/10 or /16.
  const top = exponent + (isHexadecimal ? 4 : 1) * digits.length;
  if (digits !== '' && top > (isHexadecimal ? 1028 : 309)) {
    writeBounds(isNegative, Number.MAX_VALUE, Infinity, out);
  } else if (digits !== '' && top < (isHexadecimal ? -1074 : -323)) {
    writeBounds(isNegative, 0, 5e-324, out);
  } else {
    const { num, den } = exactQuotient(shorten(numerator), text, where);
    quotientBounds(num, den, out);
  }
}

function writeBounds(isNegative: boolean, least: number, greatest: number, out: Float64Array): void {
  out[0] = isNegative ? -greatest : least;
  out[1] = isNegative ? -least : greatest;
}

/**
 * A numeral of at most 801 digits with the same place among the doubles: no double has more than 767 significant
 * digits, so none lies between the number cut after 800 digits and the same with a 1 appended, ends excluded.
 */
function shorten(number: Numeral): Numeral {
  const excess = number.digits.length - 801;
  if (excess <= 0) return number;
  const exponent = number.exponent + excess * (number.isHexadecimal ? 4 : 1);
  return { ...number, digits: `${number.digits.slice(0, 800)}1`, exponent };
}

/** The numeral as num/den, not in lowest terms. */
function exactQuotient(number: Numeral, text: string, caller: string): Rational {
  const { isNegative, isHexadecimal, digits, exponent } = number;
  if (digits === '') return { num: 0n, den: 1n };
  if (digits.length > mostDigits || Math.abs(exponent) > greatestExponent) {
    throw new RangeError(
      `${caller}: expected at most ${mostDigits} digits and an exponent within ±${greatestExponent}, got ${quote(text)}; round the number first`,
    );
  }
  const n = BigInt(isHexadecimal ? `0x${digits}` : digits);
  const power = (isHexadecimal ? 2n : 10n) ** BigInt(Math.abs(exponent));
  const m = isNegative ? -n : n;
  return exponent < 0 ? { num: m, den: power } : { num: m * power, den: 1n };
}

/** The fraction as num/den, not in lowest terms. */
function exactFraction(numerator: Numeral, denominator: Numeral, text: string, caller: string): Rational {
  const a = exactQuotient(numerator, text, caller);
  const b = exactQuotient(denominator, text, caller);
  if (b.num === 0n) throw new RangeError(`${caller}: expected a nonzero denominator, got ${quote(text)}; write another fraction`);
  return { num: a.num * b.den, den: a.den * b.num };
}

/**
 * The greatest decimal of at most `digits` significant digits that is ≤ x, as text.
 *
 * Plain where `String(x)` would be plain, otherwise scientific; trailing zeros are dropped. Infinite `x` gives `'Infinity'`
 * or `'-Infinity'`, NaN gives `'NaN'`.
 * @param digits from 1 to 800; 767 are enough to write any double exactly.
 * @guarantee encloses
 * @throws RangeError if `digits` is not an integer from 1 to 800.
 * @see {@link formatUp}
 * @example
 * formatDown(2 / 3, 3); // '0.666'
 * formatDown(0.5, 3); // '0.5'
 */
export function formatDown(x: number, digits: number): string {
  return x < 0 ? `-${formatMagnitude(-x, digits, true, 'formatDown')}` : formatMagnitude(x, digits, false, 'formatDown');
}

/**
 * The least decimal of at most `digits` significant digits that is ≥ x, as text.
 * @param digits from 1 to 800; 767 are enough to write any double exactly.
 * @guarantee encloses
 * @throws RangeError if `digits` is not an integer from 1 to 800.
 * @see {@link formatDown}
 * @example
 * formatUp(2 / 3, 3); // '0.667'
 * formatUp(-1e-300, 1); // '-1e-300'
 */
export function formatUp(x: number, digits: number): string {
  return x < 0 ? `-${formatMagnitude(-x, digits, false, 'formatUp')}` : formatMagnitude(x, digits, true, 'formatUp');
}

/** x ≥ 0 rounded to `digits` decimal digits, up or down. */
function formatMagnitude(x: number, digits: number, up: boolean, caller: string): string {
  if (!(Number.isInteger(digits) && digits >= 1 && digits <= 800)) {
    throw new RangeError(`${caller}: expected digits from 1 to 800, got ${digits}; 17 are enough for most purposes`);
  }
  if (x === 0) return '0';
  if (!Number.isFinite(x)) return String(x);
  // x = m·2^e = n·10^p + rest, with 10^(digits−1) ≤ n < 10^digits.
  const m = significand(x);
  const e = significandExponent(x);
  const limit = 10n ** BigInt(digits);
  // From 2^k ≤ x < 2^(k+1): a guess of p from k·log₁₀2, too small by one at most.
  let p = Math.floor(exponent(x) * 0.30102999566398) - digits + 1;
  for (;;) {
    const num = (e > 0 ? m << BigInt(e) : m) * (p < 0 ? 10n ** BigInt(-p) : 1n);
    const den = (p > 0 ? 10n ** BigInt(p) : 1n) << BigInt(e < 0 ? -e : 0);
    const n = num / den;
    if (n >= limit) p++;
    else if (10n * n < limit) p--;
    else return writeDecimal(up && n * den !== num ? n + 1n : n, p);
  }
}

/** n·10^p in the layout of `String(number)`: plain from 10^-6 to 10^21, otherwise scientific. */
function writeDecimal(n: bigint, p: number): string {
  const all = n.toString();
  const digits = all.replace(/0+$/, '');
  const leading = all.length + p - 1;
  if (leading < -6 || leading > 20) {
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${mantissa}e${leading < 0 ? '-' : '+'}${Math.abs(leading)}`;
  }
  if (leading < 0) return `0.${'0'.repeat(-leading - 1)}${digits}`;
  if (digits.length <= leading + 1) return digits.padEnd(leading + 1, '0');
  return `${digits.slice(0, leading + 1)}.${digits.slice(leading + 1)}`;
}
