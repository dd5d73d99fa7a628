import { algebraOf } from '../algebra/of.js';
import { rational } from '../rounding/rational.js';
import { SeriesN } from './series-n.js';
import { Space } from './space.js';
import { checkOrder } from './variable.js';

/** How {@link variables} expands. */
export interface VariablesOptions {
  readonly order: number;
  /** Without it x, y, z for up to three variables and x1, x2, … for more. */
  readonly names?: readonly string[];
}

/**
 * The variables themselves as series around `center`: center_i + x_i.
 *
 * @throws RangeError when the order is not an integer ≥ 0, a coordinate is NaN, or the names are not one for each
 * @example
 * const [x, y] = variables([1, 2], { order: 2 });
 * x.mul(y).coefficients; // [2, 2, 1, 0, 1, 0]
 */
export function variables<T>(center: readonly T[], options: VariablesOptions): SeriesN<T>[] {
  const { order } = options;
  checkOrder('variables', order);
  if (center.length === 0) throw new RangeError('variables: expected a point of at least one coordinate, got none');
  const names = options.names ?? defaultNames(center.length);
  if (names.length !== center.length || new Set(names).size !== names.length || names.includes('')) {
    throw new RangeError(`variables: expected ${center.length} different names, got ${JSON.stringify(names)}`);
  }
  const { algebra, values } = algebraOf('variables', center);
  const frame = { names: Object.freeze([...names]), center: Object.freeze(values) };
  const space = Space.of(center.length, order);
  return values.map((value, v) =>
    SeriesN.over(algebra, frame, space, (out) => {
      algebra.write(out, 0, value);
      // monomial 1 + v is x_v
      if (order > 0) algebra.rational(out, (1 + v) * algebra.width, rational(1n));
    }),
  );
}

function defaultNames(count: number): string[] {
  return count <= 3 ? ['x', 'y', 'z'].slice(0, count) : Array.from({ length: count }, (_, i) => `x${i + 1}`);
}
