/** What decimals are given as, and the bounds of that at a precision. */
import type { Decimal } from 'decimal.js';
import { parseRational } from '../rounding/decimal.js';
import { quote, readNumberText } from '../rounding/numeral.js';
import type { Rational } from '../rounding/rational.js';
import { type Bounds, empty, isEmpty } from './bounds.js';
import { exactOfDouble } from './exact.js';
import { constructorOf, decimals, isDecimal, roundingTo } from './rounding.js';
import { rung } from './scaled.js';

/**
 * A number in any of the ways one is given: a number is the double that it is, a text is a decimal (`'0.1'`), hexadecimal (`'0x1.8p-3'`) or a fraction
 * (`'1/3'`), and is exact as bigints and decimals are. Infinities bound unbounded intervals.
 */
export type DecimalInput = Decimal | number | string | bigint;

/** A number, which stands for itself alone, or anything with bounds. */
export type DecimalIntervalLike = DecimalInput | { readonly lo: DecimalInput; readonly hi: DecimalInput };

/** A number as it was given: a decimal, infinite ones included, or a fraction. */
type Given = Decimal | Rational;

/** Any precision does: new decimals are not rounded to it. */
const Plain = decimals(1, 4);

function givenOf(where: string, x: DecimalInput): Given {
  if (isDecimal(x) || typeof x === 'number') {
    const value = isDecimal(x) || !Number.isFinite(x) ? new Plain(x) : decimalOfDouble(x);
    if (value.isNaN()) throw new RangeError(`${where}: expected a number, got NaN; NaN bounds nothing`);
    return value;
  }
  if (typeof x === 'bigint') return new Plain(x.toString());
  if (typeof x === 'string') return givenOfText(where, x.trim());
  throw new TypeError(
    `${where}: expected a Decimal, a number, a string or a bigint, got ${x === null ? 'null' : typeof x}; convert it first`,
  );
}

/** The exact value of a finite double. */
export function decimalOfDouble(x: number): Decimal {
  const { digits, exponent } = exactOfDouble(x);
  return new Plain(`${digits}e${exponent}`);
}

function givenOfText(where: string, text: string): Given {
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity) return new Plain(infinity[1] === '-' ? -Infinity : Infinity);
  const { numerator, denominator } = readNumberText(text, where);
  if (denominator !== undefined || numerator.isHexadecimal) return parseRational(text);
  // Decimals have a wider range of exponents than parseRational reads.
  if (numerator.digits === '') return new Plain(0);
  const value = new Plain(`${numerator.isNegative ? '-' : ''}${numerator.digits}e${numerator.exponent}`);
  if (!value.isFinite() || value.isZero()) {
    throw new RangeError(
      `${where}: expected a number with an exponent within ±9e15, got ${quote(text)}; give the bounds of its range`,
    );
  }
  return value;
}

function boundsOfGiven(x: Given, precision: number): Bounds {
  const rounding = roundingTo(precision);
  if (isDecimal(x)) return { lo: rounding.down(x), hi: rounding.up(x) };
  const [num, den] = [new Plain(x.num.toString()), new Plain(x.den.toString())];
  return { lo: rounding.divDown(num, den), hi: rounding.divUp(num, den) };
}

/** The decimals of a precision around a fraction. */
export function boundsOfRational(x: Rational, precision: number): Bounds {
  return boundsOfGiven(x, precision);
}

/** Digits with which two different numbers are told apart: their cross products are integers of no more. */
function lengthOf(x: Given): number {
  return isDecimal(x) ? x.precision() || 1 : `${x.num}${x.den}`.length;
}

/**
 * The ends of a value: of a number alone, of an interval as text such as `'[1/3, 2]'`, or of an object that has them; undefined for the empty set.
 *
 * @throws RangeError for NaN, ends the wrong way round, or an infinite number alone
 */
function endsOf(where: string, x: DecimalIntervalLike): readonly [Given, Given] | undefined {
  if (typeof x === 'string' && x.trim().startsWith('[')) return endsOfLiteral(where, x.trim());
  if (typeof x !== 'object' || x === null || isDecimal(x)) return ordered(where, x, x);
  const { lo, hi } = x;
  if (lo === undefined || hi === undefined) {
    throw new TypeError(
      `${where}: expected a number or an object with bounds lo and hi, got an object without; write decimalInterval(lo, hi)`,
    );
  }
  return `${lo}` === 'Infinity' && `${hi}` === '-Infinity' ? undefined : ordered(where, lo, hi);
}

function endsOfLiteral(where: string, text: string): readonly [Given, Given] | undefined {
  const content = /^\[([^[\]]*)\]$/.exec(text)?.[1]?.trim().toLowerCase();
  const ends = content?.split(',') ?? [];
  if (content === '' || content === 'empty') return undefined;
  if (content === 'entire') return ordered(where, -Infinity, Infinity);
  if (ends.length === 1 || ends.length === 2) return ordered(where, ends[0]!, ends.at(-1)!);
  throw new SyntaxError(`${where}: expected an interval such as [1/3, 2], got ${quote(text)}`);
}

function ordered(where: string, lo: DecimalInput, hi: DecimalInput): readonly [Given, Given] {
  const a = givenOf(where, lo);
  const b = lo === hi ? a : givenOf(where, hi);
  const digits = rung(lengthOf(a) + lengthOf(b) + 4);
  if (a !== b && boundsOfGiven(a, digits).lo.gt(boundsOfGiven(b, digits).hi)) {
    throw new RangeError(`${where}: expected lo ≤ hi, got [${lo}, ${hi}]; swap the bounds`);
  }
  if (isDecimal(a) && isDecimal(b) && a.eq(b) && !a.isFinite()) {
    throw new RangeError(`${where}: expected a real number between the bounds, got [${lo}, ${hi}]; infinities are not members`);
  }
  return [a, b];
}

/** The bounds of a value, rounded outward. */
export function boundsOfValue(where: string, x: DecimalIntervalLike, precision: number): Bounds {
  const ends = endsOf(where, x);
  return ends === undefined ? empty : { lo: boundsOfGiven(ends[0], precision).lo, hi: boundsOfGiven(ends[1], precision).hi };
}

/** The precision that a value brings along: its own, or that of the constructors of its decimals; 0 if none. */
export function precisionOf(x: unknown): number {
  if (isDecimal(x)) return constructorOf(x).precision;
  if (typeof x !== 'object' || x === null) return 0;
  if ('precision' in x && typeof x.precision === 'number') return x.precision;
  return 'lo' in x && 'hi' in x ? Math.max(precisionOf(x.lo), precisionOf(x.hi)) : 0;
}

/** Digits of the longer bound: with so many, any number is above a bound exactly if the number rounded down is, and so on. */
function digitsOf({ lo, hi }: Bounds): number {
  return rung(Math.max(lo.precision() || 1, hi.precision() || 1));
}

/** Whether a number lies in an interval, or an interval in it: exactly, whatever the number is. */
export function holds(outer: Bounds, x: DecimalIntervalLike): boolean {
  if (typeof x === 'number' && Math.abs(x) === Infinity) return false;
  const inner = boundsOfValue('contains', x, digitsOf(outer));
  return isEmpty(inner) || (outer.lo.lte(inner.lo) && inner.hi.lte(outer.hi));
}

/** Whether an interval lies in a number or an interval: exactly. */
export function isWithin(inner: Bounds, x: DecimalIntervalLike): boolean {
  const ends = endsOf('subset', x);
  if (ends === undefined || isEmpty(inner)) return isEmpty(inner);
  const digits = digitsOf(inner);
  return boundsOfGiven(ends[0], digits).hi.lte(inner.lo) && inner.hi.lte(boundsOfGiven(ends[1], digits).lo);
}
