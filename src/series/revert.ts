import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { applyRule } from './apply.js';
import { multiply } from './product.js';
import { rules } from './recurrence.js';
import { lowered, type Row, rowOf } from './row.js';

/**
 * The coefficients b_1 … b_n of the inverse of h_1 t + … + h_n t^n, h_1 ≠ 0, behind a zero for b_0: by Lagrange, b_k = (1/k)·[t^{k−1}] (t/h)^k.
 *
 * @see Knuth, The Art of Computer Programming, volume 2, section 4.7
 */
export function reverted<M extends Memory>(algebra: Algebra<unknown, M>, h: Row<M>): Row<M> {
  const { width } = algebra;
  const n = h.order;
  const one = rowOf(algebra, n - 1, (out) => algebra.rational(out, 0, rational(1n)));
  const base = applyRule(algebra, rules.constantDiv, 0, n - 1, [one.memory, lowered(algebra, h, 1).memory]);
  const work = algebra.allocate(3 * n);
  let [power, product] = [n * width, 2 * n * width];
  algebra.transfer(work, 0, base, 0, n);
  algebra.transfer(work, power, base, 0, n);
  return rowOf(algebra, n, (b) => {
    for (let k = 1; k <= n; k++) {
      algebra.transfer(b, k * width, work, power + (k - 1) * width, 1);
      algebra.divide(b, k * width, k * width, k);
      multiply(algebra, work, product, power, 0, n - 1, n - 1);
      [power, product] = [product, power];
    }
  });
}
