import { DecimalInterval, decimalInterval } from '../decimal/decimal-interval.js';
import { boundsOfRational, type DecimalIntervalLike, decimalOfDouble, precisionOf } from '../decimal/read.js';
import { constructorOf, type Decimal, isDecimal, MOST_DIGITS } from '../decimal/rounding.js';
import { Interval } from '../interval/interval.js';
import { Complex } from '../number/complex.js';
import { DoubleDouble, doubleDoubleOf } from '../number/double-double.js';
import { Fraction, fraction } from '../number/fraction.js';
import { rational, rationalBounds } from '../rounding/rational.js';
import { type Algebra, type HeadName, type Memory, unknownFunction } from './algebra.js';
import { complexAlgebra } from './complex.js';
import { decimalAlgebra } from './decimal.js';
import { decimalIntervalAlgebra } from './decimal-interval.js';
import { doubleDoubleAlgebra } from './double-double.js';
import { float64 } from './float64.js';
import { fractionAlgebra } from './fraction.js';
import { intervalAlgebra } from './interval.js';

export { type Decimal, isDecimal };

/** Values of the kinds that are not numbers, of which a function is computed, or refused, whether or not they have a method for it. */
export type Value = Complex | Decimal | DecimalInterval | DoubleDouble | Fraction | Interval;

/** An algebra, and how it takes a value of a narrower kind as one of its own; undefined for what is none. */
export interface Entry {
  readonly algebra: Algebra<unknown, Memory>;
  readonly convert: (value: unknown) => unknown;
  /** How deep the coefficients are nested: 0 for numbers of any kind, 1 for series of these. */
  readonly depth: number;
}

/** A kind of values, how to tell them, and the algebra of some that are of this kind or narrower: those of decimals depend on the precision. */
interface Kind {
  readonly owns: (value: unknown) => boolean;
  readonly entry: (values: readonly unknown[]) => Entry;
}

/** A value that knows the algebra it and others of its kind or a narrower one are coefficients in. */
export interface Nested {
  readonly depth: number;
  asCoefficient(values: readonly unknown[]): Entry;
}

/** The entries made so far, by algebra. */
const entries = new WeakMap<object, Entry>();

/** Makes an algebra known, so that its coefficients can be written from values of narrower kinds. */
export function entryOf<T, M extends Memory>(
  algebra: Algebra<T, M>,
  convert: (value: unknown) => T | undefined,
  depth = 0,
): Entry {
  let entry = entries.get(algebra);
  if (entry === undefined) {
    // Whoever finds an algebra here hands it only its own memory and values.
    entry = { algebra: algebra as unknown as Algebra<unknown, Memory>, convert, depth };
    entries.set(algebra, entry);
  }
  return entry;
}

/** How deep the coefficients of an algebra are nested. */
export function depthOf(algebra: object): number {
  return entries.get(algebra)?.depth ?? 0;
}

const number = entryOf(float64, (value) => (typeof value === 'number' ? value : undefined));

const exact = entryOf(fractionAlgebra, (value) => {
  if (value instanceof Fraction) return value;
  return typeof value === 'number' && Number.isFinite(value) ? fraction(value) : undefined;
});

const complex = entryOf(complexAlgebra, (value) => {
  if (value instanceof Complex) return value;
  if (value instanceof Fraction) return new Complex(value.toNumber());
  return typeof value === 'number' ? new Complex(value) : undefined;
});

const doubleDouble = entryOf(doubleDoubleAlgebra, (value) => {
  if (value instanceof DoubleDouble) return value;
  if (value instanceof Fraction) return doubleDoubleOf(value);
  return typeof value === 'number' ? new DoubleDouble(value) : undefined;
});

const pair = new Float64Array(2);

const interval = entryOf(intervalAlgebra(), (value) => {
  if (value instanceof Interval) return value;
  if (value instanceof Fraction) {
    rationalBounds(value, pair);
    return new Interval(pair[0]!, pair[1]!);
  }
  if (isBounds(value)) return new Interval(value.lo, value.hi);
  return typeof value === 'number' ? new Interval(value, value) : undefined;
});

/** Decimals of one constructor; of several, that of the largest precision. */
function decimal(values: readonly unknown[]): Entry {
  const Constructor = values
    .filter(isDecimal)
    .map(constructorOf)
    .reduce((a, b) => (b.precision > a.precision ? b : a));
  return entryOf(decimalAlgebra(Constructor), (value) => {
    if (isDecimal(value)) return constructorOf(value) === Constructor ? value : new Constructor(value);
    if (value instanceof Fraction) return Constructor.div(value.num.toString(), value.den.toString());
    if (value instanceof DoubleDouble) return Constructor.add(decimalOfDouble(value.head), decimalOfDouble(value.tail));
    if (typeof value !== 'number') return undefined;
    return new Constructor(Number.isFinite(value) ? decimalOfDouble(value) : value);
  });
}

/** Intervals of decimals, with the largest precision that one of the values has. */
function decimalBounds(values: readonly unknown[]): Entry {
  const precision = Math.max(...values.map(precisionOf));
  const algebra = decimalIntervalAlgebra(precision);
  return entryOf(algebra, (value) => {
    if (value instanceof Fraction) {
      const { lo, hi } = boundsOfRational(value, precision);
      return new DecimalInterval(lo, hi, precision);
    }
    return typeof value === 'number' || isDecimal(value) || isBounds(value) || isDecimalBounds(value)
      ? decimalInterval(value as DecimalIntervalLike, { precision })
      : undefined;
  });
}

/** From the narrowest to the widest: a computation runs in the widest that one of its values needs. Complex numbers hold doubles and fractions alone. */
const kinds: readonly Kind[] = [
  { owns: (value) => typeof value === 'number', entry: () => number },
  { owns: (value) => value instanceof Fraction, entry: () => exact },
  { owns: (value) => value instanceof DoubleDouble, entry: () => doubleDouble },
  { owns: isBounds, entry: () => interval },
  // What holds an interval and a decimal is an interval of decimals.
  { owns: isDecimal, entry: (values) => (values.some(isBounds) ? decimalBounds(values) : decimal(values)) },
  { owns: isDecimalBounds, entry: decimalBounds },
  { owns: (value) => value instanceof Complex, entry: () => complex },
];

function isObjectWithBounds(value: unknown): value is { readonly lo: unknown; readonly hi: unknown } {
  return typeof value === 'object' && value !== null && 'lo' in value && 'hi' in value;
}

export function isBounds(value: unknown): value is { readonly lo: number; readonly hi: number } {
  return isObjectWithBounds(value) && typeof value.lo === 'number' && typeof value.hi === 'number';
}

/** Whether a value has bounds of which one at least is a decimal. */
function isDecimalBounds(value: unknown): boolean {
  return isObjectWithBounds(value) && (isDecimal(value.lo) || isDecimal(value.hi));
}

function isNotANumber(value: unknown): boolean {
  if (value instanceof Complex) return Number.isNaN(value.re) || Number.isNaN(value.im);
  if (value instanceof DoubleDouble) return Number.isNaN(value.head);
  return typeof value === 'number' ? Number.isNaN(value) : isDecimal(value) && value.isNaN();
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && 'asCoefficient' in value;
}

/**
 * The algebra that all `values` fit in, and the values as it takes them. `where` names the caller in the error.
 *
 * @param takesNaN - whether what is not a number is taken, too: results that are read back
 */
export function algebraOf<T>(
  where: string,
  values: readonly T[],
  takesNaN = false,
): { algebra: Algebra<T, Memory>; values: T[] } {
  if (!Array.isArray(values)) throw new TypeError(`${where}: expected a list of values, got ${describe(values)}`);
  const { algebra, convert } = entryOfAll(where, values, takesNaN);
  const converted = values.map((value) => {
    const own = convert(value);
    if (own === undefined) throw new TypeError(`${where}: expected values of one kind, got ${kindsOf(values)}; ${remedy}`);
    return own as T;
  });
  return { algebra: algebra as Algebra<T, Memory>, values: converted };
}

const remedy = 'convert them first: numbers and fractions go with all others, complex numbers and intervals do not go together';

function entryOfAll(where: string, values: readonly unknown[], takesNaN: boolean): Entry {
  let widest = 0;
  let nested: Nested | undefined;
  for (const value of values) {
    if (isNested(value)) {
      if (nested === undefined || value.depth > nested.depth) nested = value;
      continue;
    }
    const i = kinds.findIndex((kind) => kind.owns(value));
    if (i < 0) {
      throw new TypeError(
        `${where}: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got ${describe(value)}`,
      );
    }
    if (!takesNaN && isNotANumber(value)) throw new RangeError(`${where}: expected a number, got NaN`);
    widest = Math.max(widest, i);
  }
  return nested === undefined ? kinds[widest]!.entry(values) : nested.asCoefficient(values);
}

/**
 * For a computation that loses digits: the same value of an algebra that has `spare` digits more, and the way back, rounded outward. That is for intervals of decimals;
 * all others stay as they are.
 */
export function withSpareDigits<T>(
  algebra: Algebra<T, Memory>,
  point: T,
  spare: number,
): { readonly algebra: Algebra<T, Memory>; readonly point: T; readonly rounded: (result: T) => T } {
  if (!(point instanceof DecimalInterval)) return { algebra, point, rounded: (result) => result };
  const { precision } = point;
  const same = decimalInterval(point, { precision: Math.min(precision + spare, MOST_DIGITS) });
  const rounded = (result: unknown): DecimalInterval => decimalInterval(result as DecimalInterval, { precision });
  return { algebra: decimalBounds([same]).algebra, point: same, rounded } as unknown as ReturnType<typeof withSpareDigits<T>>;
}

/** What kinds there are among values, by the names of their classes. */
export function kindsOf(values: readonly unknown[]): string {
  const names = values.map((value) => (typeof value === 'object' && value !== null ? value.constructor.name : typeof value));
  return [...new Set(names)].join(' and ');
}

/** A value as one of an algebra's own; undefined for what is none. */
export function convertedTo(algebra: object, value: unknown): unknown {
  const entry = entries.get(algebra);
  return entry === undefined ? value : entry.convert(value);
}

/** A function of one value in its own algebra. */
export function applied(name: HeadName, x: unknown): unknown {
  return computed(name, [x], (algebra, m, out, [a = 0]) => {
    const head = algebra.heads[name] ?? unknownFunction(name, algebra);
    head(m, out, a);
  });
}

/** A function of values in the algebra that all fit in. */
export function computed(
  where: string,
  given: readonly unknown[],
  run: (algebra: Algebra<unknown, Memory>, m: Memory, out: number, at: readonly number[]) => void,
): unknown {
  const { algebra, values } = algebraOf(where, given);
  const m = algebra.allocate(1 + values.length);
  const at = values.map((_, i) => (1 + i) * algebra.width);
  values.forEach((value, i) => {
    algebra.write(m, at[i]!, value);
  });
  run(algebra, m, 0, at);
  return algebra.read(m, 0);
}

/** Writes a number, taken as exact, or a value of the algebra's own or a narrower kind. */
export function writeValue<T, M extends Memory>(
  where: string,
  algebra: Algebra<T, M>,
  m: M,
  at: number,
  value: T | number,
): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${where}: expected a finite number, got ${value}`);
    algebra.rational(m, at, one);
    algebra.scale(m, at, at, value);
    return;
  }
  // An algebra that values are not recognized by takes them as they are: its owner knows what its values are.
  const own = convertedTo(algebra, value) as T | undefined;
  if (own === undefined)
    throw new TypeError(`${where}: expected a number or a value of kind ${algebra.name}, got ${describe(value)}`);
  algebra.write(m, at, own);
}

const one = rational(1n);

function describe(value: unknown): string {
  return typeof value === 'string'
    ? `the text ${JSON.stringify(value)}; interval(…) encloses it`
    : value === null
      ? 'null'
      : kindsOf([value]);
}
