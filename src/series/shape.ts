import type { Space } from './space.js';

/** What series a computation is about: in one variable up to an order, or in the variables of a space. */
export type Shape = number | Space;

/** Number of coefficients of a series of that shape. */
export function sizeOf(shape: Shape): number {
  return typeof shape === 'number' ? shape + 1 : shape.size;
}

/** The order of series of that shape. */
export function orderOf(shape: Shape): number {
  return typeof shape === 'number' ? shape : shape.order;
}

/** Number of coefficients of terms up to a degree, which is at most the order. */
export function countTo(shape: Shape, degree: number): number {
  return typeof shape === 'number' ? degree + 1 : shape.first[degree + 1]!;
}

/** The degree of the term number i. */
export function degreeOf(shape: Shape, i: number): number {
  return typeof shape === 'number' ? i : shape.first.findIndex((start) => start > i) - 1;
}

/** The number of the term with these exponents, one in one variable; undefined where it is left out. */
export function numberOf(shape: Shape, exponents: readonly number[]): number | undefined {
  if (typeof shape !== 'number') return shape.indexOf(exponents);
  return exponents[0]! <= shape ? exponents[0] : undefined;
}

/** The exponents of the term number i. */
export function exponentsAt(shape: Shape, i: number): readonly number[] {
  return typeof shape === 'number' ? [i] : shape.exponentsOf(i);
}

/** What each variable counts in the degree of a term. */
export function weightsOf(shape: Shape): readonly number[] {
  return typeof shape === 'number' ? [1] : shape.weights;
}

/** The highest exponent of each variable, Infinity where the degree alone bounds it. */
export function boundsOf(shape: Shape): readonly number[] {
  return typeof shape === 'number' ? [Infinity] : shape.orders;
}

/** Coefficients that a series may have: so many doubles take half a gigabyte, and a product of them years. */
const MOST_COEFFICIENTS = 2 ** 26;

/** Throws unless `order` is one. */
export function checkOrder(where: string, order: number | undefined): void {
  if (!Number.isInteger(order) || order! < 0) throw new RangeError(`${where}: expected an integer order ≥ 0, got ${order}`);
  if (order! >= MOST_COEFFICIENTS) throw new RangeError(`${where}: expected an order below 2^26, got ${order}`);
}
