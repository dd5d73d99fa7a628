import type { Algebra, Memory } from '../algebra/algebra.js';
import { type Row, rowOf } from './row.js';

/** The n-th derivative, (k+1)…(k+n)·c_{k+n}: known to an order lower by n. */
export function differentiated<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, n: number): Row<M> {
  const { width } = algebra;
  const order = a.order - n;
  return rowOf(algebra, order, (out) => {
    algebra.transfer(out, 0, a.memory, n * width, order + 1);
    for (let k = 0; k <= order; k++) {
      for (let j = k + 1; j <= k + n; j++) algebra.scale(out, k * width, k * width, j);
    }
  });
}

/** The integral c_{k−1}/k behind a zero: known to an order higher by one. */
export function integrated<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>): Row<M> {
  const { width } = algebra;
  return rowOf(algebra, a.order + 1, (out) => {
    algebra.transfer(out, width, a.memory, 0, a.order + 1);
    for (let k = 1; k <= a.order + 1; k++) algebra.divide(out, k * width, k * width, k);
  });
}

/** Σ_k c_k h^k by Horner's rule, for the coefficient h at the start of a memory of two: its place takes the sum. */
export function evaluated<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, point: M): void {
  const { width } = algebra;
  const m = algebra.allocate(3);
  const [sum, h, product] = [0, width, 2 * width];
  algebra.transfer(m, h, point, 0, 1);
  algebra.transfer(m, sum, a.memory, a.order * width, 1);
  for (let k = a.order - 1; k >= 0; k--) {
    algebra.mul(m, product, sum, h);
    algebra.transfer(m, sum, a.memory, k * width, 1);
    algebra.add(m, sum, product, sum);
  }
  algebra.transfer(point, 0, m, sum, 1);
}

/** The coefficients in s of Σ_k c_k (h + s)^k, by repeated synthetic division, for the coefficient h at the start of a memory. */
export function recentered<M extends Memory>(algebra: Algebra<unknown, M>, a: Row<M>, point: M): Row<M> {
  const { width } = algebra;
  const n = a.order;
  const m = algebra.allocate(n + 3);
  const [h, product] = [(n + 1) * width, (n + 2) * width];
  algebra.transfer(m, 0, a.memory, 0, n + 1);
  algebra.transfer(m, h, point, 0, 1);
  for (let i = 0; i < n; i++) {
    for (let k = n - 1; k >= i; k--) {
      algebra.mul(m, product, (k + 1) * width, h);
      algebra.add(m, k * width, k * width, product);
    }
  }
  return rowOf(algebra, n, (out) => algebra.transfer(out, 0, m, 0, n + 1));
}
