import type { Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import type { SeriesN } from './series-n.js';
import { solve } from './solve.js';
import { variables } from './variables.js';

/**
 * The inverse of a map from n variables to n values: series g_1, …, g_n around f(center) with f(g(y)) = y.
 *
 * With f = f(center) + L·h + N(h), where N starts with degree 2, the inverse solves h = L⁻¹(y − f(center) − N(h)); each pass makes one more degree
 * of it right (Berz, Modern Map Methods in Particle Beam Physics, section 2.3.1).
 *
 * @throws RangeError when there are not as many series as variables, the order is 0, or the Jacobian matrix at the center is singular
 * @example
 * const [x, y] = variables([0, 0], { order: 2 });
 * revertMap([x.add(y.sqr()), y]).map(String); // ['x − y² + 𝒪(‖x‖³)', 'y + 𝒪(‖x‖³)']
 */
export function revertMap<T>(map: readonly SeriesN<T>[]): SeriesN<T>[] {
  const [first] = map;
  if (first === undefined || map.length !== first.names.length) {
    throw new RangeError(
      `revertMap: expected as many series as variables, ${first?.names.length ?? 'at least 1'}, got ${map.length}`,
    );
  }
  const order = map.reduce((lowest, f) => Math.min(lowest, f.order), first.order);
  if (order === 0) throw new RangeError('revertMap: expected series of order ≥ 1, got order 0; expand to a higher order');
  const inverse = inverseJacobian(map);
  const nonlinear = map.map((f) => {
    const known = f.truncate(order);
    return known.sub(known.homogeneous(0)).sub(known.homogeneous(1));
  });
  const value = map.map((f) => f.coefficient(first.names.map(() => 0)));
  const step = variables(value, { order, names: first.names }).map((y) => y.homogeneous(1));
  /** center + L⁻¹·rows */
  const advanced = (rows: readonly SeriesN<T>[]): SeriesN<T>[] =>
    first.center.map((c, i) =>
      rows.reduce((sum, row, j) => sum.add(row.mul(inverse[i * rows.length + j]!)), step[0]!.constant(c)),
    );
  let g = advanced(step);
  for (let degree = 2; degree <= order; degree++) g = advanced(step.map((s, i) => s.sub(nonlinear[i]!.compose(g))));
  return g;
}

/** L⁻¹ row by row, L_ij = ∂f_i/∂x_j at the center. */
function inverseJacobian<T>(map: readonly SeriesN<T>[]): T[] {
  const n = map.length;
  const unit = (j: number): number[] => Array.from({ length: n }, (_, v) => (v === j ? 1 : 0));
  const { algebra, values } = algebraOf(
    'revertMap',
    map.flatMap((f) => f.names.map((_, j) => f.coefficient(unit(j)))),
  );
  const system: Memory = algebra.allocate(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) algebra.write(system, (i * 2 * n + j) * algebra.width, values[i * n + j]!);
    algebra.rational(system, (i * 2 * n + n + i) * algebra.width, { num: 1n, den: 1n });
  }
  const inverse = solve(algebra, system, n, n);
  if (inverse === undefined) {
    throw new RangeError(
      'revertMap: expected a map with a regular Jacobian matrix at the center, got a singular one; it has no inverse there',
    );
  }
  return values.map((_, i) => algebra.read(inverse, i * algebra.width));
}
