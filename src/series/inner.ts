import type { Algebra, Memory } from '../algebra/algebra.js';
import { depthOf, writeValue } from '../algebra/of.js';
import { groundOf, otherKind } from './coefficient.js';
import type { Parts } from './ordered.js';
import { leadingDegree } from './row.js';
import { boundsOf, orderOf, type Shape, sizeOf, weightsOf } from './shape.js';
import { Truncated } from './truncated.js';

/** Whether one of some values is a series that a series over `algebra` can be put around, no coefficient of it. */
export function hasSeries(algebra: object, values: readonly unknown[]): boolean {
  const depth = depthOf(algebra);
  return values.some((value) => value instanceof Truncated && value.depth > depth);
}

/** Values to put into one polynomial, as series that match: those that are nested deepest, beside which the others are constants. */
export function alike<T, S extends Truncated<T, S>>(where: string, values: readonly (S | T | number)[]): S[] {
  const depth = Math.max(...values.map((value) => (value instanceof Truncated ? value.depth : 0)));
  const isInner = (value: S | T | number): value is S => value instanceof Truncated && value.depth === depth;
  const first = values.filter(isInner).reduce((a, b) => Truncated.together<T, S>(where, a, b)[0]);
  return values.map((value) => (isInner(value) ? Truncated.together<T, S>(where, first, value)[1] : first.constant(value)));
}

/** The coefficients of a series as constants among those of series that are nested deeper, over the same numbers. */
export function lifted(where: string, { algebra, memory, shape }: Parts<unknown>, into: Algebra<unknown, Memory>): Memory {
  if (algebra === into) return memory;
  if (groundOf(algebra) !== groundOf(into) || depthOf(into) <= depthOf(algebra)) {
    throw otherKind(where, algebra, into);
  }
  const out = into.allocate(sizeOf(shape));
  for (let i = 0; i < sizeOf(shape); i++) writeValue(where, into, out, i * into.width, algebra.read(memory, i * algebra.width));
  return out;
}

/** The fewest factors of a product of variables that a shape leaves out. */
export function fewestLeftOut(shape: Shape): number {
  const byDegree = Math.ceil((orderOf(shape) + 1) / Math.max(...weightsOf(shape)));
  return Math.min(byDegree, ...boundsOf(shape).map((most) => most + 1));
}

/**
 * How many factors a product of distances can have before what is known of it is zero but for the numbers that the distances start with: none of numbers; of
 * series of order n without constant terms, that start with degree v, n/v at most.
 */
export function mostFactors(distances: readonly unknown[]): number {
  const parts = distances.flatMap((distance) => (isSeries(distance) ? [Truncated.partsOf(distance)] : []));
  if (parts.length === 0) return 0;
  const order = Math.max(...parts.map(({ shape }) => orderOf(shape)));
  return Math.floor(order / lowestDegree(parts)) + mostFactors(parts.map(startOf));
}

/**
 * The value of a polynomial at distances as far as it is known, where all products of `fewest` distances are left out of the polynomial. A value that is a number
 * is that of the polynomial as it is.
 *
 * @throws RangeError where nothing is known of coefficients of the value
 */
export function asKnown<V>(where: string, value: V, distances: readonly unknown[], fewest: number): V {
  if (!isSeries(value)) return value;
  const parts = distances.flatMap((distance) => (isSeries(distance) ? [Truncated.partsOf(distance)] : []));
  const factors = mostFactors(parts.map(startOf));
  if (factors >= fewest) throw tooFar(where, factors, fewest - 1);
  const order = lowestDegree(parts) * (fewest - factors) - 1;
  return order < value.order ? (value.truncate(order) as V) : value;
}

/** The error where distances have so many factors that the constant term of what is left out counts. */
export function tooFar(where: string, factors: number, most: number): RangeError {
  return new RangeError(
    `${where}: expected distances of which products of more than ${most} are not known, as the series leaves them out, got some of which products of ${factors} are; ` +
      'truncate their coefficients to a lower order, or expand the series to a higher one',
  );
}

function lowestDegree(parts: readonly Parts<unknown>[]): number {
  return Math.min(...parts.map(({ algebra, memory, shape }) => leadingDegree(algebra, memory, shape, 1)));
}

function startOf({ algebra, memory }: Parts<unknown>): unknown {
  return algebra.read(memory, 0);
}

type AnySeries = Truncated<unknown, AnySeries>;
const isSeries = (value: unknown): value is AnySeries => value instanceof Truncated;
