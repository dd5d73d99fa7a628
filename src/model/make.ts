import { type ScalarSource, type SourceOptions, scalarTarget } from '../derivative/target.js';
import { type Interval, interval } from '../interval/interval.js';
import type { IntervalInput } from '../interval/operand.js';
import { checkOrder } from '../series/shape.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { Domain, middleOf } from './domain.js';
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
 * @param box - one interval for each variable of f, as `interval` takes it; one alone for one variable
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
): TaylorModel {
  demandNames('taylorModel', options, taylorModelNames);
  checkOrder('taylorModel', options?.order);
  const sides = boxOf(box);
  const target = scalarTarget('taylorModel', f, sides.length, options.scope);
  const domain = new Domain(target.variables, centerOf(sides, options.center), sides, options.order);
  const variables = sides.map((_, v) => variableOf(domain, v));
  return TaylorModel.of(modelAlong(target.dag, target.roots[0]!, variables, domain));
}

function boxOf(box: IntervalInput | readonly IntervalInput[]): Interval[] {
  const sides = (Array.isArray(box) ? (box as readonly IntervalInput[]) : [box as IntervalInput]).map((side) => interval(side));
  if (sides.length === 0) throw new RangeError('taylorModel: expected an interval for each variable, got none');
  for (const side of sides) {
    if (side.isCommon()) continue;
    throw new RangeError(
      `taylorModel: expected bounded intervals with a number in them, got ${side}; a polynomial is bounded on no other`,
    );
  }
  return sides;
}

function centerOf(box: readonly Interval[], given: number | readonly number[] | undefined): readonly number[] {
  if (given === undefined) return middleOf(box);
  const center = typeof given === 'number' ? [given] : given;
  if (center.length !== box.length) {
    throw new RangeError(`taylorModel: expected a center with ${box.length} coordinates, got ${center.length}`);
  }
  box.forEach((side, v) => {
    if (side.contains(center[v]!)) return;
    throw new RangeError(`taylorModel: expected a center in the box, got ${center[v]} outside of ${side}`);
  });
  return center;
}
