import { decimalInterval } from '../decimal/decimal-interval.js';
import { type DecimalIntervalLike, decimalOfDouble, precisionOf } from '../decimal/read.js';
import { constructorOf, type Decimal, isDecimal } from '../decimal/rounding.js';
import { Interval } from '../interval/interval.js';
import { rational } from '../rounding/rational.js';
import type { Algebra, HeadName, Memory } from './algebra.js';
import { decimalAlgebra } from './decimal.js';
import { decimalIntervalAlgebra } from './decimal-interval.js';
import { float64 } from './float64.js';
import { intervalAlgebra } from './interval.js';

export { type Decimal, isDecimal };

/** An algebra, and how it takes a value of a narrower kind as one of its own; undefined for what is none. */
interface Entry {
  readonly algebra: Algebra<unknown, Memory>;
  readonly convert: (value: unknown) => unknown;
}

/** A kind of values, how to tell them, and the algebra of some that are of this kind or narrower: those of decimals depend on the precision. */
interface Kind {
  readonly owns: (value: unknown) => boolean;
  readonly entry: (values: readonly unknown[]) => Entry;
}

/** The entries made so far, by algebra. */
const entries = new WeakMap<object, Entry>();

function entryOf<T, M extends Memory>(algebra: Algebra<T, M>, convert: (value: unknown) => T | undefined): Entry {
  let entry = entries.get(algebra);
  if (entry === undefined) {
    // Whoever finds an algebra here hands it only its own memory and values.
    entry = { algebra: algebra as unknown as Algebra<unknown, Memory>, convert };
    entries.set(algebra, entry);
  }
  return entry;
}

const number = entryOf(float64, (value) => (typeof value === 'number' ? value : undefined));

const interval = entryOf(intervalAlgebra(), (value) => {
  if (value instanceof Interval) return value;
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
    if (typeof value !== 'number') return undefined;
    return new Constructor(Number.isFinite(value) ? decimalOfDouble(value) : value);
  });
}

/** Intervals of decimals, with the largest precision that one of the values has. */
function decimalBounds(values: readonly unknown[]): Entry {
  const precision = Math.max(...values.map(precisionOf));
  return entryOf(decimalIntervalAlgebra(precision), (value) =>
    typeof value === 'number' || isDecimal(value) || isBounds(value) || isDecimalBounds(value)
      ? decimalInterval(value as DecimalIntervalLike, { precision })
      : undefined,
  );
}

/** From the narrowest to the widest: a computation runs in the widest that one of its values needs. */
const kinds: readonly Kind[] = [
  { owns: (value) => typeof value === 'number', entry: () => number },
  { owns: isBounds, entry: () => interval },
  // What holds an interval and a decimal is an interval of decimals.
  { owns: isDecimal, entry: (values) => (values.some(isBounds) ? decimalBounds(values) : decimal(values)) },
  { owns: isDecimalBounds, entry: decimalBounds },
];

function isObjectWithBounds(value: unknown): value is { readonly lo: unknown; readonly hi: unknown } {
  return typeof value === 'object' && value !== null && 'lo' in value && 'hi' in value;
}

function isBounds(value: unknown): value is { readonly lo: number; readonly hi: number } {
  return isObjectWithBounds(value) && typeof value.lo === 'number' && typeof value.hi === 'number';
}

/** Whether a value has bounds of which one at least is a decimal. */
function isDecimalBounds(value: unknown): boolean {
  return isObjectWithBounds(value) && (isDecimal(value.lo) || isDecimal(value.hi));
}

function isNotANumber(value: unknown): boolean {
  return typeof value === 'number' ? Number.isNaN(value) : isDecimal(value) && value.isNaN();
}

/** The algebra that all `values` fit in, and the values as it takes them. `where` names the caller in the error. */
export function algebraOf<T>(where: string, values: readonly T[]): { algebra: Algebra<T, Memory>; values: T[] } {
  let widest = 0;
  for (const value of values) {
    const i = kinds.findIndex((kind) => kind.owns(value));
    if (i < 0) throw new TypeError(`${where}: expected a number, a Decimal or an interval, got ${describe(value)}`);
    if (isNotANumber(value)) throw new RangeError(`${where}: expected a number, got NaN`);
    widest = Math.max(widest, i);
  }
  const { algebra, convert } = kinds[widest]!.entry(values);
  return { algebra: algebra as Algebra<T, Memory>, values: values.map((value) => convert(value) as T) };
}

/** A function of one value in its own algebra. */
export function applied(name: HeadName, x: unknown): unknown {
  const { algebra, values } = algebraOf(name, [x]);
  const m = algebra.allocate(2);
  algebra.write(m, algebra.width, values[0]);
  algebra.heads[name](m, 0, algebra.width);
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
  const entry = entries.get(algebra);
  // An algebra of its own, not one that values are recognized by: its owner knows what its values are.
  const own = entry === undefined ? value : (entry.convert(value) as T | undefined);
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
      : typeof value;
}
