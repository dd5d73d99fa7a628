import type { Decimal } from 'decimal.js';
import { showAsText } from '../text/inspect.js';
import { opposite, powerOf, productOf, quotientOf, squareOf, sumOf } from './arithmetic.js';
import { type Bounds, empty, greatest, hullOf, infinity, isEmpty, least, minusInfinity, one } from './bounds.js';
import { Elementary, type ElementaryName } from './elementary.js';
import { exponentOf, integerOf } from './exponent.js';
import { largest, middle, radius, smallest, width } from './measure.js';
import { absoluteOf, elementaryRange, powerRange, raisedRange } from './range.js';
import { boundsOfValue, type DecimalInput, type DecimalIntervalLike, holds, isWithin, precisionOf } from './read.js';
import { checkPrecision, isDecimal, type Rounding, roundingTo } from './rounding.js';

/**
 * A closed interval of real numbers, or the empty set, whose bounds are decimals of a given number of digits: the arithmetic of IEEE 1788-2015,
 * set-based flavor, at any precision.
 *
 * Every operation returns an interval that contains f(x) for each x in the operands at which f is defined, with the larger of their precisions.
 * Bounds of arithmetic and of functions at a point are tightest, but for values that are decimals of so many digits without being recognized as such,
 * whose bounds are two units in the last place apart. Operands may be numbers, texts, bigints, Decimals or anything with bounds.
 *
 * The bounds have decimal.js constructors of their own, which round `lo` down and `hi` up whatever is computed with them.
 *
 * @guarantee encloses
 * @see {@link decimalInterval}, which makes one
 * @example
 * decimalInterval(2, { precision: 20 }).sqrt().toString(); // '[1.4142135623730950488, 1.4142135623730950489]'
 */
export class DecimalInterval extends Elementary<DecimalInterval> {
  /** The lower bound, −∞ if unbounded below; +∞ for the empty set. */
  readonly lo: Decimal;
  /** The upper bound, +∞ if unbounded above; −∞ for the empty set. */
  readonly hi: Decimal;
  /** Significant digits that results keep. */
  readonly precision: number;

  /** @throws RangeError unless lo ≤ hi, or lo = +∞ and hi = −∞, which is the empty set; unless the precision is one */
  constructor(lo: Decimal, hi: Decimal, precision: number) {
    super();
    if (!(lo.lte(hi) && lo.lt(infinity) && hi.gt(minusInfinity)) && !(lo.eq(infinity) && hi.eq(minusInfinity))) {
      throw new RangeError(`DecimalInterval: expected lo ≤ hi with a number between them, got [${lo}, ${hi}]; swap the bounds`);
    }
    const { Down, Up } = roundingTo(checkPrecision('DecimalInterval', precision));
    this.lo = lo.isZero() ? new Down(0) : lo.constructor === Down ? lo : new Down(lo);
    this.hi = hi.isZero() ? new Up(0) : hi.constructor === Up ? hi : new Up(hi);
    this.precision = precision;
  }

  /** −x. */
  neg(): DecimalInterval {
    return this.#with(opposite(this));
  }

  /** {x + y}. */
  add(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded(sumOf, y);
  }

  /** {x − y}. */
  sub(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded((a, b, rounding) => sumOf(a, opposite(b), rounding), y);
  }

  /** {x·y}. */
  mul(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded(productOf, y);
  }

  /** {x/y : y ≠ 0}: empty for y = [0, 0], unbounded for a y that holds 0 and more. */
  div(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded(quotientOf, y);
  }

  /** {1/x : x ≠ 0}. */
  recip(): DecimalInterval {
    return this.#with(quotientOf({ lo: one, hi: one }, this, roundingTo(this.precision)));
  }

  /** {x²}, never negative. */
  sqr(): DecimalInterval {
    return this.#with(squareOf(this, roundingTo(this.precision)));
  }

  /**
   * {xⁿ}. For an integer n this is the product of n factors, for negative x too; any other exponent, and every interval, means the real power
   * exp(n·log x), which is defined on x > 0 and, for n > 0, at 0. A text such as `'1/3'` is that exact exponent.
   */
  pow(n: DecimalIntervalLike): DecimalInterval {
    const exponent = exponentOf(n);
    if (exponent === undefined) return this.#rounded((a, b, { precision }) => raisedRange(a, b, precision), n);
    const integer = integerOf(exponent);
    const { precision } = this;
    return this.#with(integer === undefined ? powerRange(this, exponent, precision) : powerOf(this, integer, precision));
  }

  /** {|x|}. */
  abs(): DecimalInterval {
    return this.#with(absoluteOf(this));
  }

  /** {min(x, y)}. */
  min(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded((a, b) => (isEmpty(a) || isEmpty(b) ? empty : { lo: least(a.lo, b.lo), hi: least(a.hi, b.hi) }), y);
  }

  /** {max(x, y)}. */
  max(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded(
      (a, b) => (isEmpty(a) || isEmpty(b) ? empty : { lo: greatest(a.lo, b.lo), hi: greatest(a.hi, b.hi) }),
      y,
    );
  }

  /** x ∩ y. */
  intersection(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded((a, b) => {
      const common = { lo: greatest(a.lo, b.lo), hi: least(a.hi, b.hi) };
      return isEmpty(common) ? empty : common;
    }, y);
  }

  /** The smallest interval that contains x and y. */
  hull(y: DecimalIntervalLike): DecimalInterval {
    return this.#rounded(hullOf, y);
  }

  /** The midpoint rounded to nearest: 0 for the real line, the greatest decimal or its opposite for a half-line, NaN if empty. */
  mid(): Decimal {
    return middle(this, roundingTo(this.precision));
  }

  /** The least decimal r of the precision with x ⊆ [mid − r, mid + r]; NaN if empty. */
  rad(): Decimal {
    return radius(this, roundingTo(this.precision));
  }

  /** hi − lo rounded up; NaN if empty. */
  wid(): Decimal {
    return width(this, roundingTo(this.precision));
  }

  /** max |x|; NaN if empty. */
  mag(): Decimal {
    return largest(this, roundingTo(this.precision));
  }

  /** min |x|; NaN if empty. */
  mig(): Decimal {
    return smallest(this, roundingTo(this.precision));
  }

  /** Whether it has no member. */
  isEmpty(): boolean {
    return isEmpty(this);
  }

  /** Whether it is the real line. */
  isEntire(): boolean {
    return !this.isEmpty() && !this.lo.isFinite() && !this.hi.isFinite();
  }

  /** Whether it has one member. */
  isSingleton(): boolean {
    return this.lo.eq(this.hi);
  }

  /** Whether the number x is a member, or the interval x a subset: exactly, for a text such as `'1/3'` too. */
  contains(x: DecimalIntervalLike): boolean {
    return holds(this, x);
  }

  /** x ⊆ y, exactly. */
  subset(y: DecimalIntervalLike): boolean {
    return y instanceof DecimalInterval ? holds(y, this) : isWithin(this, y);
  }

  /** Whether both have the same members. */
  equals(y: DecimalIntervalLike): boolean {
    return this.contains(y) && this.subset(y);
  }

  /**
   * The interval as `[lo, hi]` in decimal, rounded outward to `digits` significant digits; `decimalInterval` reads it back.
   * @example
   * decimalInterval('1/3', { precision: 10 }).toString(3); // '[0.333, 0.334]'
   */
  override toString(digits: number = this.precision): string {
    if (this.isEmpty()) return '[empty]';
    const rounding = roundingTo(checkPrecision('toString', digits));
    return `[${rounding.down(this.lo)}, ${rounding.up(this.hi)}]`;
  }

  /**
   * The bounds as text, and the precision; `decimalInterval` reads it back.
   * @guarantee exact
   */
  toJSON(): { lo: string; hi: string; precision: number } {
    return { lo: this.lo.toString(), hi: this.hi.toString(), precision: this.precision };
  }

  protected override applied(name: ElementaryName): DecimalInterval {
    return this.#with(elementaryRange(name, this, this.precision));
  }

  #with({ lo, hi }: Bounds, precision: number = this.precision): DecimalInterval {
    return new DecimalInterval(lo, hi, precision);
  }

  /** The bounds of an operand: those of an interval as they are, those of anything else rounded outward. */
  #operand(y: DecimalIntervalLike): Bounds {
    return y instanceof DecimalInterval ? y : boundsOfValue('DecimalInterval', y, this.precision);
  }

  #rounded(operation: (x: Bounds, y: Bounds, rounding: Rounding) => Bounds, y: DecimalIntervalLike): DecimalInterval {
    const precision = y instanceof DecimalInterval ? Math.max(this.precision, y.precision) : this.precision;
    return this.#with(operation(this, this.#operand(y), roundingTo(precision)), precision);
  }
}

showAsText(DecimalInterval.prototype);

/** Digits where nothing says how many: those of IEEE 754's decimal128. */
const DEFAULT_PRECISION = 34;

/**
 * Makes an interval with decimal bounds.
 *
 * A number is that double exactly; a text is a decimal, hexadecimal or rational number, read exactly; all are rounded outward to the precision. One
 * text may be an interval, `'[1/3, 2.5]'`. One number gives the interval of that number alone.
 *
 * @param options - `precision`: significant digits, from 1 to 100 000; by default those of the Decimals or intervals given, otherwise 34
 * @guarantee encloses
 * @throws RangeError for inverted bounds, NaN, an infinite number alone, or a bad precision
 * @throws SyntaxError for text that is no number and no interval
 * @throws TypeError for anything else
 * @example
 * decimalInterval('0.3', { precision: 50 }).isSingleton(); // true
 * decimalInterval(0.3, { precision: 10 }).toString(); // '[0.2999999999, 0.3]'
 * decimalInterval('1/3', 1, { precision: 3 }).toString(); // '[0.333, 1]'
 */
export function decimalInterval(value: DecimalIntervalLike, options?: { readonly precision?: number }): DecimalInterval;
export function decimalInterval(lo: DecimalInput, hi: DecimalInput, options?: { readonly precision?: number }): DecimalInterval;
export function decimalInterval(
  lo: DecimalIntervalLike,
  second?: DecimalInput | { readonly precision?: number },
  third?: { readonly precision?: number },
): DecimalInterval {
  const isBound = isDecimal(second) || (typeof second !== 'object' && second !== undefined);
  const hi = isBound ? second : undefined;
  const options = isBound || second === undefined ? third : (second as { readonly precision?: number });
  if (options?.precision === undefined && hi === undefined && lo instanceof DecimalInterval) return lo;
  const given = options?.precision ?? (Math.max(precisionOf(lo), precisionOf(hi)) || DEFAULT_PRECISION);
  const precision = checkPrecision('decimalInterval', given);
  const bounds =
    hi === undefined
      ? boundsOfValue('decimalInterval', lo, precision)
      : boundsOfValue('decimalInterval', { lo: lo as DecimalInput, hi }, precision);
  return new DecimalInterval(bounds.lo, bounds.hi, precision);
}
