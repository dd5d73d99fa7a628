import { algebraOf } from '../algebra/of.js';
import { Series } from '../series/series.js';
import { checkOrder } from '../series/shape.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { Equations } from './equations.js';
import { parameterValues, Solution } from './solution.js';
import { equationsOf, type SystemSource } from './source.js';

/** Options of {@link solutionSeries}. */
export interface SolutionSeriesOptions<T> {
  readonly order: number;
  /** The time of the state, about which the series are. Default 0. */
  readonly t?: T | number;
  /** Values of the system's parameters, by name. */
  readonly parameters?: Readonly<Record<string, T | number>>;
}

const solutionSeriesNames: NamesOf<SolutionSeriesOptions<unknown>> = { order: true, t: true, parameters: true };

/**
 * The Taylor series in time of the solution of x′ = f(x, t) through a state, one for each component: x_{k+1} = f_k/(k + 1).
 *
 * The coefficients are of the widest kind among the state, the time and the parameters: numbers, intervals, decimals.
 *
 * @param state - a value for each state, in the order of the system's equations
 * @guarantee encloses, for intervals, the normalized derivatives of every solution through a point of the box
 * @throws RangeError for a wrong number of values, an order that is not an integer ≥ 0, or parameters that the system does not have
 * @example
 * const [x] = solutionSeries({ x: 'v', v: '-x' }, [0, 1], { order: 5 });
 * x.toString(); // 't − 0.16666666666666666 t³ + 0.008333333333333333 t⁵ + 𝒪(t⁶)'
 */
export function solutionSeries<T>(
  source: SystemSource | Equations,
  state: readonly T[],
  options: SolutionSeriesOptions<NoInfer<T>>,
): Series<T>[] {
  const system = equationsOf(source);
  demandNames('solutionSeries', options, solutionSeriesNames);
  if (options === undefined) throw new TypeError('solutionSeries: expected options with an order, { order: 20 }, got none');
  const { order, t = 0, parameters = {} } = options;
  checkOrder('solutionSeries', order);
  const n = system.states.length;
  if (!Array.isArray(state) || state.length !== n) {
    throw new RangeError(
      `solutionSeries: expected ${n} values (${system.states.join(', ')}), got ${Array.isArray(state) ? state.length : typeof state}`,
    );
  }
  const names = Object.keys(parameters);
  const { algebra, values } = algebraOf<T>('solutionSeries', [...state, t as T, ...names.map((name) => parameters[name] as T)]);
  const given = new Map(names.map((name, i) => [name, values[n + 1 + i]!]));
  const solution = new Solution(algebra, system, order, parameterValues('solutionSeries', algebra, system, given));
  const { memory, timeAt } = solution;
  for (let i = 0; i < n; i++) algebra.write(memory, solution.at(i, 0), values[i]!);
  if (timeAt !== undefined) algebra.write(memory, timeAt, values[n]!);
  solution.solve();
  return state.map((_, i) =>
    Series.over(algebra, values[n]!, order, (out) => algebra.transfer(out, 0, memory, solution.at(i, 0), order + 1)),
  );
}
