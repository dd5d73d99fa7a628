import { parseRational } from '../rounding/decimal.js';
import { type Rational, rationalOf } from '../rounding/rational.js';

/** A constant exponent: a number, taken as that exact double, or text such as `'1/3'` or `'0.1'`, taken as that exact number. */
export type Exponent = number | string;

/** The exact value of an exponent. */
export function exponentOf(r: Exponent): Rational {
  if (typeof r === 'string') return parseRational(r);
  if (!Number.isFinite(r)) throw new RangeError(`pow: expected a finite exponent, got ${r}`);
  return rationalOf(r);
}
