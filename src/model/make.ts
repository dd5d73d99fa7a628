import { type ScalarSource, type SourceOptions, scalarTarget, sourceNames } from '../derivative/target.js';
import type { IntervalInput } from '../interval/operand.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { domainOf, sidesOf } from './domain.js';
import { modelAlong } from './formula.js';
import { variableOf } from './model.js';
import { TaylorModel } from './taylor-model.js';

/** Options of {@link taylorModel}. */
export interface TaylorModelOptions extends SourceOptions {
  /** The highest degree of the polynomial. */
  readonly order: number;
  /** The point of the box that the polynomial is about, one double for each variable. Default: its midpoint. */
  readonly center?: number | readonly number[];
}

const taylorModelNames: NamesOf<TaylorModelOptions> = { order: true, center: true, scope: true };

/**
 * The Taylor model of f over a box: a polynomial and an interval that enclose f there, f(x) ∈ P(x − center) + remainder.
 *
 * Every function of brook goes by one mechanism, Taylor's theorem with the remainder over the range of its arguments, from the recurrences that give coefficients
 * over intervals. Kinks, jumps and branches that may lie in the box are enclosed as a whole and show in `decoration`, as do points without a value.
 *
 * @param f - a formula as text, a plain function, a function over brook values, or a `Formula`
 * @param box - one interval for each variable of f, as `interval` takes it; one alone for one variable. Models in place of intervals, all over one box, are put into f.
 * @guarantee encloses
 * @throws RangeError for a wrong number of intervals, an empty or unbounded one, a center outside of the box, or an order that is none
 * @see Makino, Berz, Remainder differential algebras and their applications, 1996; Taylor models and other validated functional inclusion methods, 2003
 * @complexity for one variable and order n, O(n³) for each elementary function
 * @example
 * const m = taylorModel('exp(x)', interval(-0.5, 0.5), { order: 3 });
 * m.polynomial.coefficient([2]); // 0.5
 * m.remainder.mag() < 0.0043; // true
 * m.evaluate(0.25).contains(1.2840254166877414); // true
 */
export function taylorModel(
  f: ScalarSource,
  box: IntervalInput | readonly IntervalInput[],
  options: TaylorModelOptions,
): TaylorModel;
export function taylorModel(f: ScalarSource, models: readonly TaylorModel[], options?: SourceOptions): TaylorModel;
export function taylorModel(
  f: ScalarSource,
  box: IntervalInput | readonly IntervalInput[] | readonly TaylorModel[],
  options?: TaylorModelOptions | SourceOptions,
): TaylorModel {
  if (Array.isArray(box) && box.length > 0 && box.every((part) => part instanceof TaylorModel)) return ofModels(f, box, options);
  demandNames('taylorModel', options, taylorModelNames);
  const { order, center, scope } = (options ?? {}) as TaylorModelOptions;
  const sides = sidesOf('taylorModel', box as IntervalInput | readonly IntervalInput[]);
  const target = scalarTarget('taylorModel', f, sides.length, scope);
  const domain = domainOf('taylorModel', target.variables, sides, order, center);
  const variables = sides.map((_, v) => variableOf(domain, v));
  return TaylorModel.of(modelAlong(target.dag, target.roots[0]!, variables, domain));
}

function ofModels(f: ScalarSource, given: readonly TaylorModel[], options: SourceOptions | undefined): TaylorModel {
  demandNames('taylorModel', options, sourceNames);
  const { dag, roots } = scalarTarget('taylorModel', f, given.length, options?.scope);
  const models = TaylorModel.together('taylorModel', given);
  return TaylorModel.of(modelAlong(dag, roots[0]!, models, models[0]!.domain));
}
