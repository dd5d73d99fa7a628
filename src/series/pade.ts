import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { type Row, rowOf } from './row.js';
import { solve } from './solve.js';

/**
 * The quotient p/q of degrees l and m whose series agrees with c up to t^{l+m}: Σ_{j=0..m} q_j c_{i−j} = 0 for i = l+1 … l+m.
 *
 * Where that system is singular, equal quotients fill a square block of the table, and the one of degrees l − 1, m − 1 stands in for it
 * (Baker and Graves-Morris, Padé Approximants, section 1.4).
 */
export function approximant<M extends Memory>(
  algebra: Algebra<unknown, M>,
  c: M,
  l: number,
  m: number,
): { above: Row<M>; below: Row<M> } {
  const w = algebra.width;
  const system = algebra.allocate(m * (m + 1));
  for (let i = 1; i <= m; i++) {
    for (let j = 1; j <= m; j++) {
      if (l + i >= j) algebra.transfer(system, ((i - 1) * (m + 1) + j - 1) * w, c, (l + i - j) * w, 1);
    }
    const right = ((i - 1) * (m + 1) + m) * w;
    algebra.transfer(system, right, c, (l + i) * w, 1);
    algebra.neg(system, right, right);
  }
  const q = solve(algebra, system, m, 1);
  if (q === 'uncertain') {
    throw new RangeError(
      `pade: expected coefficients of which it is certain whether there is an approximant of degrees ${l} and ${m}, got too wide ones; take other ` +
        'degrees, or the approximant of their midpoints',
    );
  }
  if (q === 'singular' && l > 0) return approximant(algebra, c, l - 1, m - 1);
  const below = rowOf(algebra, m, (out) => {
    algebra.rational(out, 0, rational(1n));
    if (q !== 'singular') algebra.transfer(out, algebra.width, q, 0, m);
  });
  return { above: numerator(algebra, c, below.memory, l, m), below };
}

/** p_i = Σ_{j=0..min(i,m)} q_j c_{i−j} */
function numerator<M extends Memory>(algebra: Algebra<unknown, M>, c: M, q: M, l: number, m: number): Row<M> {
  const w = algebra.width;
  const work = algebra.allocate(2 * (l + 1) + m + 1);
  const [cs, qs] = [(l + 1) * w, 2 * (l + 1) * w];
  algebra.transfer(work, cs, c, 0, l + 1);
  algebra.transfer(work, qs, q, 0, m + 1);
  for (let i = 0; i <= l; i++) algebra.convolve(work, i * w, qs, cs, w, i, 0, Math.min(i, m), 0, 1);
  return rowOf(algebra, l, (p) => algebra.transfer(p, 0, work, 0, l + 1));
}
