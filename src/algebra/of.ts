import { Interval } from '../interval/interval.js';
import { rational } from '../rounding/rational.js';
import type { Algebra, Memory } from './algebra.js';
import { float64 } from './float64.js';
import { intervalAlgebra } from './interval.js';

/** An algebra, how to tell its values, and how to take a value of a narrower kind as one of its own. */
interface Entry<T> {
  readonly algebra: Algebra<T, Memory>;
  readonly owns: (value: unknown) => boolean;
  readonly convert: (value: unknown) => T | undefined;
}

/** From the narrowest to the widest: a computation runs in the widest that one of its values needs. */
const entries: readonly Entry<unknown>[] = [
  {
    algebra: erased(float64),
    owns: (value) => typeof value === 'number',
    convert: (value) => (typeof value === 'number' ? value : undefined),
  },
  {
    algebra: erased(intervalAlgebra()),
    owns: isBounds,
    convert: (value) => {
      if (value instanceof Interval) return value;
      if (isBounds(value)) return new Interval(value.lo, value.hi);
      return typeof value === 'number' ? new Interval(value, value) : undefined;
    },
  },
];

/** An algebra in a table of algebras: whoever finds it there hands it only its own memory and values. */
function erased<T, M extends Memory>(algebra: Algebra<T, M>): Algebra<unknown, Memory> {
  return algebra as unknown as Algebra<unknown, Memory>;
}

function isBounds(value: unknown): value is { readonly lo: number; readonly hi: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'lo' in value &&
    'hi' in value &&
    typeof value.lo === 'number' &&
    typeof value.hi === 'number'
  );
}

/** The algebra that all `values` fit in, and the values as it takes them. `where` names the caller in the error. */
export function algebraOf<T>(where: string, values: readonly T[]): { algebra: Algebra<T, Memory>; values: T[] } {
  let widest = 0;
  for (const value of values) {
    const i = entries.findIndex((entry) => entry.owns(value));
    if (i < 0) throw new TypeError(`${where}: expected a number or an Interval, got ${describe(value)}`);
    if (typeof value === 'number' && Number.isNaN(value)) throw new RangeError(`${where}: expected a number, got NaN`);
    widest = Math.max(widest, i);
  }
  const { algebra, convert } = entries[widest] as Entry<T>;
  return { algebra, values: values.map((value) => convert(value) as T) };
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
  const entry = entries.find((candidate) => candidate.algebra === (algebra as unknown));
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
