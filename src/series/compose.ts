import type { Algebra, Memory } from '../algebra/algebra.js';
import { multiply } from './product.js';
import { leading, type Row, rowOf } from './row.js';

/**
 * f(h) = Σ_k f_k h^k by Horner's rule, where h has no constant term.
 *
 * f is known up to O(t^{n+1}) and h = O(t^v) up to O(t^{m+1}), hence f(h) up to O(t^{v(n+1)}) or O(t^{m+1}), whichever is lower.
 */
export function composed<M extends Memory>(algebra: Algebra<unknown, M>, f: Row<M>, h: Row<M>): Row<M> {
  const { width } = algebra;
  const v = leading(algebra, h);
  const order = Math.min(h.order, v * (f.order + 1) - 1);
  const row = (order + 1) * width;
  const work = algebra.allocate(3 * (order + 1));
  let [sum, product] = [row, 2 * row];
  algebra.transfer(work, 0, h.memory, 0, order + 1);
  // What is multiplied k more times by h = O(t^v) is needed only up to t^{order − k v}.
  const last = v === Infinity ? 0 : Math.min(f.order, Math.floor(order / v));
  for (let k = last; k >= 0; k--) {
    multiply(algebra, work, product, sum, 0, order, k === 0 ? order : order - k * v);
    [sum, product] = [product, sum];
    algebra.transfer(work, product, f.memory, k * width, 1);
    algebra.add(work, sum, sum, product);
  }
  return rowOf(algebra, order, (out) => algebra.transfer(out, 0, work, sum, order + 1));
}
