import { frameOf } from './frame.js';
import { applied, inverseOfLinear, kept, requireBoundedSeries, requireDegreeAlone, startOf, within } from './linear-part.js';
import { SeriesN } from './series-n.js';
import { Space } from './space.js';
import { Truncated } from './truncated.js';

/**
 * The inverse of a map from n variables to n values: series g_1, …, g_n around f(center) with f(g(y)) = y.
 *
 * With f = f(center) + L·h + N(h), where N starts with degree 2, the inverse solves h = L⁻¹(y − f(center) − N(h)); each pass makes one more degree
 * of it right (Berz, Modern Map Methods in Particle Beam Physics, section 2.3.1).
 *
 * Variables may have weights w if f_i − f_i(center) starts with degree w_i or higher: then so does the inverse, whose degrees follow from those that are known.
 *
 * @throws RangeError when there are not as many series as variables, the order is less than a weight, f_i starts with a degree below w_i, single exponents have
 *   bounds, or the Jacobian matrix at the center is singular
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
  requireDegreeAlone('revertMap', map, 'a map does not keep to such bounds');
  requireBoundedSeries('revertMap', map);
  requireFiltered(map);
  const order = map.reduce((lowest, f) => Math.min(lowest, f.order), first.order);
  const { weights } = first.space;
  const heaviest = Math.max(...weights);
  if (order < heaviest) {
    throw new RangeError(`revertMap: expected series of order ≥ ${heaviest}, got order ${order}; expand to a higher order`);
  }
  const inverse = inverseOfLinear(map, first.names);
  if (inverse === undefined) {
    throw new RangeError(
      'revertMap: expected a map with a regular Jacobian matrix at the center, got a singular one; it has no inverse there',
    );
  }
  const nonlinear = map.map((f) => kept(f, (exponents) => exponents.reduce((sum, e) => sum + e, 0) > 1));
  const { algebra } = Truncated.partsOf<T, SeriesN<T>>(first);
  const value = map.map((f) => f.coefficient(first.names.map(() => 0)));
  const target = SeriesN.over(algebra, frameOf(first.names, value), Space.of(first.names.length, order, { weights }), () => {});
  const step = first.names.map((name, i) => target.coordinate(name).homogeneous(weights[i]!));
  /** center + L⁻¹·rows */
  const advanced = (rows: readonly SeriesN<T>[]): SeriesN<T>[] => applied(inverse, rows).map((h, i) => h.add(first.center[i]!));
  let g = advanced(step.map((s) => s.truncate(1)));
  for (let degree = 2; degree <= order; degree++) {
    // N starts with degree 2, so that N(g) is right up to this degree where g is up to one less.
    const known = g.map((s) => within(s, Space.of(first.names.length, degree, { weights })));
    g = advanced(step.map((s, i) => s.truncate(degree).sub(nonlinear[i]!.truncate(degree).compose(known))));
  }
  return g;
}

/** Throws unless no component starts with a degree below the weight of the variable in its place, beyond which composition would not keep degrees. */
function requireFiltered<T>(map: readonly SeriesN<T>[]): void {
  map.forEach((f, i) => {
    const [degree, weight] = [startOf(f), f.space.weights[i]!];
    if (degree >= weight) return;
    throw new RangeError(
      `revertMap: expected a series that starts with degree ${weight}, the weight of ${f.names[i]}, or higher in place ${i}, got one that starts with degree ` +
        `${degree}; its inverse mixes weights, so make the variables without`,
    );
  });
}
