import { frameOf } from './frame.js';
import { applied, inverseOfLinear, kept, requireBoundedSeries, requireTotalDegree, within } from './linear-part.js';
import { SeriesN } from './series-n.js';
import { Space } from './space.js';
import { Truncated } from './truncated.js';

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
  requireTotalDegree('revertMap', map);
  requireBoundedSeries('revertMap', map);
  const order = map.reduce((lowest, f) => Math.min(lowest, f.order), first.order);
  if (order === 0) throw new RangeError('revertMap: expected series of order ≥ 1, got order 0; expand to a higher order');
  const inverse = inverseOfLinear(map, first.names);
  if (inverse === undefined) {
    throw new RangeError(
      'revertMap: expected a map with a regular Jacobian matrix at the center, got a singular one; it has no inverse there',
    );
  }
  const nonlinear = map.map((f) => kept(f, (exponents) => exponents.reduce((sum, e) => sum + e, 0) > 1));
  const { algebra } = Truncated.partsOf<T, SeriesN<T>>(first);
  const value = map.map((f) => f.coefficient(first.names.map(() => 0)));
  const target = SeriesN.over(algebra, frameOf(first.names, value), Space.of(first.names.length, order), () => {});
  const step = first.names.map((name) => target.coordinate(name).homogeneous(1));
  /** center + L⁻¹·rows */
  const advanced = (rows: readonly SeriesN<T>[]): SeriesN<T>[] => applied(inverse, rows).map((h, i) => h.add(first.center[i]!));
  let g = advanced(step.map((s) => s.truncate(1)));
  for (let degree = 2; degree <= order; degree++) {
    // N starts with degree 2, so that N(g) is right up to this degree where g is up to one less.
    const known = g.map((s) => within(s, Space.of(first.names.length, degree)));
    g = advanced(step.map((s, i) => s.truncate(degree).sub(nonlinear[i]!.truncate(degree).compose(known))));
  }
  return g;
}
