import { algebraOf } from '../algebra/of.js';
import { rational } from '../rounding/rational.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { requireFinite } from './center.js';
import type { SpaceOptions } from './extent.js';
import { checkNames, frameOf } from './frame.js';
import { SeriesN } from './series-n.js';
import { checkOrder } from './shape.js';
import { Space } from './space.js';

/** How {@link variables} expands. */
export interface VariablesOptions extends SpaceOptions {
  /** The highest degree; may be left out where `orders` bounds every exponent. */
  readonly order?: number;
  /** Without it x, y, z for up to three variables and x1, x2, … for more. */
  readonly names?: readonly string[];
}

const variablesNames: NamesOf<VariablesOptions> = { order: true, names: true, weights: true, orders: true };

/**
 * The variables themselves as series around `center`: center_i + x_i.
 *
 * @throws RangeError when the order is not an integer ≥ 0, a coordinate is not finite, or the names are not one for each
 * @example
 * const [q, p] = variables([0, 0], { orders: [3, 1], names: ['q', 'p'] });
 * q.add(p).exp().toString(); // '1 + q + p + 0.5 q² + q p + 0.16666666666666666 q³ + 0.5 q² p + 0.16666666666666666 q³ p + 𝒪(q⁴, p²)'
 * @example
 * const [x, y] = variables([1, 2], { order: 2 });
 * x.mul(y).coefficients; // [2, 2, 1, 0, 1, 0]
 */
export function variables<T>(center: readonly T[], options: VariablesOptions): SeriesN<T>[] {
  demandNames('variables', options, variablesNames);
  const { orders, weights } = options ?? {};
  const order = options?.order ?? Infinity;
  // a degree without bound goes with exponents that have one
  if (orders === undefined || order !== Infinity) checkOrder('variables', options?.order);
  if (center.length === 0) throw new RangeError('variables: expected a point of at least one coordinate, got none');
  const names = options.names ?? defaultNames(center.length);
  checkNames('variables', names, center.length);
  const { algebra, values } = algebraOf('variables', center);
  requireFinite('variables', algebra, values);
  const frame = frameOf(names, values);
  const space = Space.of(center.length, order, { weights, orders });
  return values.map((value, v) =>
    SeriesN.over(algebra, frame, space, (out) => {
      algebra.write(out, 0, value);
      const i = space.indexOf(values.map((_, w) => (v === w ? 1 : 0)));
      if (i !== undefined) algebra.rational(out, i * algebra.width, rational(1n));
    }),
  );
}

/** x, y, z for up to three variables and x1, x2, … for more. */
export function defaultNames(count: number): string[] {
  return count <= 3 ? ['x', 'y', 'z'].slice(0, count) : Array.from({ length: count }, (_, i) => `x${i + 1}`);
}
