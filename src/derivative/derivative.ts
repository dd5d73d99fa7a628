import type { Algebra, Memory } from '../algebra/algebra.js';
import { withSpareDigits } from '../algebra/of.js';
import { Formula, formula } from '../formula/formula.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { blockOf } from '../series/block.js';
import { scalesFor, timesFactorial } from '../series/factorial.js';
import { rowOf } from '../series/row.js';
import { Series } from '../series/series.js';
import { SeriesN } from '../series/series-n.js';
import { checkOrder } from '../series/shape.js';
import { Space } from '../series/space.js';
import { expandedBlock } from '../series/stretch.js';
import { demandNames } from '../text/options.js';
import { withoutCancellation } from './cancellation.js';
import { expandIn } from './expansion.js';
import { layoutOf } from './layout.js';
import { pointIn } from './point.js';
import { removableAt, runOrRemove } from './removable.js';
import { type ScalarSource, type SourceOptions, scalarTarget, sourceNames } from './target.js';

/**
 * The k-th derivative of f at x, exact to rounding: k!·c_k of the Taylor series at x, no difference quotient.
 *
 * A number gives a number, an interval an interval. Where dividend and divisor of a quotient vanish exactly at a number x and the quotient goes on smoothly, as
 * sin(x)/x does at 0, the derivatives are those of the function so continued. Beside such points, and wherever else quotients of numbers lose digits to cancellation,
 * they are computed with as many digits as they need, in milliseconds instead of microseconds, or are NaN where these are too many.
 *
 * @param f - a formula in one variable, as text, as a plain function or as a `Formula`
 * @param k - an integer ≥ 0
 * @param options - `scope` has what a function or a text uses and does not declare, here and in the functions below
 * @guarantee encloses, for an interval x: contains f^(k)(ξ) for every ξ ∈ x at which f has a k-th derivative
 * @throws RangeError when k is not an integer ≥ 0, when x is NaN, or when f has more than one variable
 * @complexity O(k²) per operation of f
 * @example
 * derivative('x^3', 2); // 12
 * derivative((x) => Math.sin(x), 0, 3); // -1
 */
export function derivative<T>(f: FormulaSource, x: T, k = 1, options?: SourceOptions): T {
  demandNames('derivative', options, sourceNames);
  return allDerivatives('derivative', f, x, k, options)[k]!;
}

/**
 * f and its derivatives at x: [f(x), f′(x), …, f^(order)(x)].
 *
 * @param order - an integer ≥ 0
 * @returns order + 1 values of the type of x
 * @guarantee encloses, for an interval x, each derivative over the whole of x
 * @throws RangeError as `derivative` does
 * @example
 * derivatives('1/(1 - x)', 0, 4); // [1, 1, 2, 6, 24]
 */
export function derivatives<T>(f: FormulaSource, x: T, order: number, options?: SourceOptions): T[] {
  demandNames('derivatives', options, sourceNames);
  return allDerivatives('derivatives', f, x, order, options);
}

/**
 * The Taylor series of f at `center` up to `order`: at a number or an interval a series in one variable, at a point given by its coordinates one in
 * the variables of f.
 *
 * @guarantee encloses, for interval centers, every normalized derivative over the whole of them
 * @throws RangeError as `derivative` does
 * @example
 * taylor('exp(t)', 0, 3).coefficients; // [1, 1, 0.5, 0.16666666666666666]
 * taylor('x*exp(y)', [2, 0], 2).toString(); // '2 + x + 2 y + x y + y² + 𝒪(‖x‖³)'
 */
export function taylor<T>(f: ScalarSource, center: readonly T[], order: number, options?: SourceOptions): SeriesN<T>;
export function taylor<T>(f: FormulaSource, center: T, order: number, options?: SourceOptions): Series<T>;
export function taylor<T>(
  f: FormulaSource & ScalarSource,
  center: T | readonly T[],
  order: number,
  options?: SourceOptions,
): Series<T> | SeriesN<T> {
  demandNames('taylor', options, sourceNames);
  return Array.isArray(center)
    ? taylorOfMany(f, center as readonly T[], order, options)
    : taylorOfOne(f, center as T, order, options);
}

function taylorOfOne<T>(f: FormulaSource, center: T, order: number, options: SourceOptions | undefined): Series<T> {
  const source = sourceOf(f, options);
  const { algebra, point } = pointOf('taylor', source, center, order);
  return Series.expanded(algebra, point, order, (scale) => {
    const { memory, at } = expand(algebra, source, point, order, scale);
    return rowOf(algebra, order, (out) => algebra.transfer(out, 0, memory, at, order + 1));
  });
}

function taylorOfMany<T>(f: ScalarSource, center: readonly T[], order: number, { scope }: SourceOptions = {}): SeriesN<T> {
  checkOrder('taylor', order);
  if (center.length === 0) throw new RangeError('taylor: expected a point of at least one coordinate, got none');
  const { algebra, values } = pointIn('taylor', center);
  const target = scalarTarget('taylor', f, center.length, scope);
  const space = Space.of(center.length, order);
  const frame = { names: target.variables, center: values };
  const active = [...values.keys()];
  const coefficients = expandedBlock(algebra, space, (scale) => {
    const scales = active.map(() => scale);
    const { memory, at } = expandIn(algebra, target, values, active, space, scales);
    return blockOf(algebra, space, (out) => algebra.transfer(out, 0, memory, at, space.size)).memory;
  });
  return SeriesN.over(algebra, frame, space, (out) => algebra.transfer(out, 0, coefficients, 0, space.size));
}

/** Coefficients c_k·scale^k in some memory, one after the other from a place on. */
interface Expansion {
  readonly memory: Memory;
  readonly at: number;
  readonly scale: number;
}

/** Decimal digits that a formula may lose at order 0; each order may cost one more, before fewer digits than asked for are proved. */
const SPARE_DIGITS = 10;

/**
 * Coefficients may be no doubles where derivatives are, as 1/k! is for k > 170, and those of t = scale·τ stand in for them: powers of two, so that they are the same
 * numbers wherever both exist.
 */
export function allDerivatives<T>(where: string, f: FormulaSource, x: T, order: number, options?: SourceOptions): T[] {
  const source = sourceOf(f, options);
  const given = pointOf(where, source, x, order);
  const { algebra, point, rounded } = withSpareDigits(given.algebra, given.point, SPARE_DIGITS + order);
  const { width } = algebra;
  const scales = scalesFor(algebra, order);
  const made: Expansion[] = [];
  const isKnown = ({ memory, at, scale }: Expansion, k: number): boolean =>
    scale === 1 || algebra.magnitude(memory, at + k * width) < Infinity;
  const all: T[] = [];
  for (let k = 0; k <= order; k++) {
    let i = 0;
    for (; ; i++) {
      made[i] ??= expand(algebra, source, point, order, scales[i]!);
      if (isKnown(made[i]!, k)) break;
    }
    const { memory, at, scale } = made[i]!;
    timesFactorial(algebra, memory, at + k * width, k, scale);
    all.push(rounded(algebra.read(memory, at + k * width)));
  }
  return all;
}

/** The formula of a function, with a scope read anew. */
function sourceOf(f: FormulaSource, { scope }: SourceOptions = {}): Formula {
  return scope === undefined || f instanceof Formula ? formulaOf(f) : formula(f, { scope });
}

/** The point at which a function of one variable is expanded, and its algebra. */
function pointOf<T>(where: string, source: Formula, x: T, order: number): { algebra: Algebra<T, Memory>; point: T } {
  checkOrder(where, order);
  if (source.variables.length > 1) {
    throw new RangeError(
      `${where}: expected a function of one variable, got one of ${source.variables.join(', ')}; give partial derivatives by gradient`,
    );
  }
  const { algebra, values } = pointIn(where, [x]);
  return { algebra, point: values[0]! };
}

/** Runs the formula on the series x + scale·τ. */
function expand<T>(algebra: Algebra<T, Memory>, source: Formula, point: T, order: number, scale: number): Expansion {
  const layout = layoutOf(algebra, source, order, `${scale}`);
  const { memory, input, output, quotients, run } = layout;
  layout.isRunning = true;
  algebra.write(memory, input, point);
  if (order > 0) algebra.rational(memory, input + algebra.width, { num: BigInt(scale), den: 1n });
  const target = { dag: source.dag, roots: [source.root], variables: source.variables };
  const own = runOrRemove(algebra, run, { memory, at: output, count: order + 1 }, () =>
    removableAt(algebra, target, point, order, scale),
  );
  const precise =
    quotients.length > 0 && typeof point === 'number'
      ? withoutCancellation(source, point, { memory: memory as Float64Array, at: output, order, scale }, quotients)
      : undefined;
  layout.isRunning = false;
  const instead = precise ?? own;
  return instead === undefined ? { memory, at: output, scale } : { memory: instead, at: 0, scale };
}
