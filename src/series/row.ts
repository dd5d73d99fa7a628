import type { Algebra, Memory } from '../algebra/algebra.js';

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
  for (let k = 0; k <= a.order; k++) if (algebra.magnitude(a.memory, k * algebra.width) !== 0) return k;
  return Infinity;
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

/** out = x·y up to the order, at positions of one memory; out must be neither x nor y. */
export function multiply<M extends Memory>(
  algebra: Algebra<unknown, M>,
  m: M,
  out: number,
  x: number,
  y: number,
  order: number,
): void {
  const { width } = algebra;
  // c_k = Σ_{j=0..k} x_j y_{k−j}
  for (let k = 0; k <= order; k++) {
    algebra.zero(m, out + k * width);
    algebra.convolve(m, out + k * width, x, y, width, k, 0, k, 0, 1);
  }
}
