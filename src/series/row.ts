import type { Algebra, Memory } from '../algebra/algebra.js';
import { degreeOf, type Shape, sizeOf } from './shape.js';

/** Coefficients 0 … order of one series, one after the other from the start of a memory. */
export interface Row<M extends Memory> {
  readonly memory: M;
  readonly order: number;
}

/** A new row whose memory `fill` writes. */
export function rowOf<M extends Memory>(algebra: Algebra<unknown, M>, order: number, fill: (memory: M) => void): Row<M> {
  const memory = algebra.allocate(order + 1);
  fill(memory);
  return { memory, order };
}

/** The number of the first coefficient that is not exactly zero; Infinity where all are, up to the order. */
export function leading<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>): number {
  return leadingDegree(algebra, a.memory, a.order);
}

/** The lowest degree of a term that is not exactly zero, of those from a number on; Infinity where there is none. */
export function leadingDegree<M extends Memory>(algebra: Algebra<unknown, M>, memory: M, shape: Shape, from = 0): number {
  const size = sizeOf(shape);
  for (let i = from; i < size; i++) {
    if (algebra.magnitude(memory, i * algebra.width) !== 0) return degreeOf(shape, i);
  }
  return Infinity;
}

/** Whether a coefficient can be divided by. */
export function isInvertible<M extends Memory>(algebra: Algebra<unknown, M>, m: M, at: number): boolean {
  return algebra.isInvertible?.(m, at) ?? algebra.magnitude(m, at) !== 0;
}

/** a/t^v, where the first v coefficients are zero: known to an order lower by v. */
export function lowered<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, v: number): Row<M> {
  return rowOf(algebra, a.order - v, (out) => algebra.transfer(out, 0, a.memory, v * algebra.width, a.order - v + 1));
}

/** a·t^v: known to an order higher by v. */
export function raised<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, v: number): Row<M> {
  return rowOf(algebra, a.order + v, (out) => algebra.transfer(out, v * algebra.width, a.memory, 0, a.order + 1));
}

/** The same coefficients up to a lower order. */
export function cut<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, order: number): Row<M> {
  return rowOf(algebra, order, (out) => algebra.transfer(out, 0, a.memory, 0, order + 1));
}
