import { algebraOf } from '../algebra/of.js';
import { rational } from '../rounding/rational.js';
import { demandNames } from '../text/options.js';
import { requireFinite } from './center.js';
import { Series } from './series.js';
import { checkOrder } from './shape.js';

const variableNames = { order: true } as const;
const seriesNames = { center: true, order: true } as const;

/**
 * The variable itself as a series around `center`: center + t.
 *
 * @throws RangeError when the order is not an integer ≥ 0 or the center is not finite
 * @example
 * variable(2, { order: 3 }).pow(3).coefficients; // [8, 12, 6, 1]
 */
export function variable<T>(center: T, options: { readonly order: number }): Series<T> {
  demandNames('variable', options, variableNames);
  const order = options?.order;
  checkOrder('variable', order);
  const { algebra, values } = algebraOf('variable', [center]);
  requireFinite('variable', algebra, values);
  return Series.over(algebra, values[0]!, order, (out) => {
    algebra.write(out, 0, values[0]!);
    if (order > 0) algebra.rational(out, algebra.width, rational(1n));
  });
}

/**
 * The series with the given normalized coefficients.
 *
 * @param coefficients - c_0, c_1, …; what is missing up to the order is zero
 * @throws RangeError when there are none, or more than the order allows
 * @example
 * series([1, 1, 0.5]).evaluate(0.1); // 1.105
 */
export function series<T>(coefficients: readonly T[], options: { readonly center?: T; readonly order?: number } = {}): Series<T> {
  demandNames('series', options, seriesNames);
  if (coefficients.length === 0) throw new RangeError('series: expected at least one coefficient, got none');
  const order = options.order ?? coefficients.length - 1;
  checkOrder('series', order);
  if (coefficients.length > order + 1) {
    throw new RangeError(`series: expected at most ${order + 1} coefficients for order ${order}, got ${coefficients.length}`);
  }
  const { algebra, values } = algebraOf('series', [(options.center ?? 0) as T, ...coefficients]);
  return Series.over(algebra, values[0]!, order, (out) => {
    values.slice(1).forEach((value, k) => {
      algebra.write(out, k * algebra.width, value);
    });
  });
}
