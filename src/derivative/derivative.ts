import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { Formula, formula } from '../formula/formula.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { Interval } from '../interval/interval.js';
import { LAST_PLAIN_ORDER, scaleFor, timesFactorial } from '../series/factorial.js';
import { rowOf } from '../series/row.js';
import { Series } from '../series/series.js';
import { SeriesN } from '../series/series-n.js';
import { checkOrder } from '../series/shape.js';
import { Space } from '../series/space.js';
import { expandIn } from './expansion.js';
import { layoutOf } from './layout.js';
import { removableAt, runOrRemove } from './removable.js';
import { type ScalarSource, type SourceOptions, scalarTarget } from './target.js';

/**
 * The k-th derivative of f at x, exact to rounding: k!·c_k of the Taylor series at x, no difference quotient.
 *
 * A number gives a number, an interval an interval. Where dividend and divisor of a quotient vanish exactly at a number x and the quotient goes on smoothly, as
 * sin(x)/x does at 0, the derivatives are those of the function so continued.
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
export function derivative<T>(f: FormulaSource, x: T, k = 1, options: SourceOptions = {}): T {
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
export function derivatives<T>(f: FormulaSource, x: T, order: number, options: SourceOptions = {}): T[] {
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
  options: SourceOptions = {},
): Series<T> | SeriesN<T> {
  return Array.isArray(center)
    ? taylorOfMany(f, center as readonly T[], order, options)
    : taylorOfOne(f, center as T, order, options);
}

function taylorOfOne<T>(f: FormulaSource, center: T, order: number, options: SourceOptions): Series<T> {
  const source = sourceOf(f, options);
  const plain = expand('taylor', source, center, order, 1);
  const { algebra, point } = plain;
  return Series.expanded(algebra, point, (scale) => {
    const { memory, at } = scale === 1 ? plain : expand('taylor', source, center, order, scale);
    return rowOf(algebra, order, (out) => algebra.transfer(out, 0, memory, at(0), order + 1));
  });
}

function taylorOfMany<T>(f: ScalarSource, center: readonly T[], order: number, { scope }: SourceOptions): SeriesN<T> {
  checkOrder('taylor', order);
  if (center.length === 0) throw new RangeError('taylor: expected a point of at least one coordinate, got none');
  const { algebra, values } = algebraOf('taylor', center);
  const target = scalarTarget('taylor', f, center.length, scope);
  const space = Space.of(center.length, order);
  const { memory, at } = expandIn(algebra, target, values, [...values.keys()], space);
  const frame = { names: target.variables, center: values };
  return SeriesN.over(algebra, frame, space, (out) => algebra.transfer(out, 0, memory, at, space.size));
}

/** Coefficients c_k·scale^k in some memory, the k-th at `at(k)`. */
interface Expansion<T> {
  readonly algebra: Algebra<T, Memory>;
  readonly memory: Memory;
  readonly scale: number;
  readonly point: T;
  at(k: number): number;
}

/**
 * Beyond the last plain order, derivatives of moderate size have coefficients that are no doubles, and those of t = scale·τ stand in for them: powers of two,
 * so that they are the same numbers wherever both exist.
 */
function allDerivatives<T>(where: string, f: FormulaSource, x: T, order: number, options: SourceOptions): T[] {
  const source = sourceOf(f, options);
  const plain = expand(where, source, x, order, 1);
  const scaled = order > LAST_PLAIN_ORDER ? expand(where, source, x, order, scaleFor(order)) : plain;
  const all: T[] = [];
  for (let k = 0; k <= order; k++) {
    const { algebra, memory, at, scale } = scaled.algebra.magnitude(scaled.memory, scaled.at(k)) < Infinity ? scaled : plain;
    timesFactorial(algebra, memory, at(k), k, scale);
    all.push(algebra.read(memory, at(k)));
  }
  return all;
}

/** The formula of a function, with a scope read anew. */
function sourceOf(f: FormulaSource, { scope }: SourceOptions): Formula {
  return scope === undefined || f instanceof Formula ? formulaOf(f) : formula(f, { scope });
}

/** Runs the formula on the series x + scale·τ. */
function expand<T>(where: string, source: Formula, x: T, order: number, scale: number): Expansion<T> {
  checkOrder(where, order);
  if (source.variables.length > 1) {
    throw new RangeError(
      `${where}: expected a function of one variable, got one of ${source.variables.join(', ')}; give partial derivatives by gradient`,
    );
  }
  checkPoint(where, x);
  const { algebra, values } = algebraOf(where, [x]);
  const { width } = algebra;
  const layout = layoutOf(algebra, source, order, scale === 1 ? 'plain' : 'scaled');
  const { memory, input, output } = layout;
  algebra.write(memory, input, values[0]!);
  if (order > 0) algebra.rational(memory, input + width, { num: BigInt(scale), den: 1n });
  const point = values[0]!;
  const own = runOrRemove(
    algebra,
    () => layout.run(),
    { memory, at: output, count: order + 1 },
    () =>
      scale === 1
        ? removableAt(algebra, { dag: source.dag, roots: [source.root], variables: source.variables }, point, order)
        : undefined,
  );
  if (own !== undefined) return { algebra, memory: own, scale: 1, point, at: (k) => k * width };
  return { algebra, memory, scale, point, at: (k) => output + k * width };
}

/** Derivatives are asked of a finite number or over an interval with something in it. */
function checkPoint(where: string, x: unknown): void {
  if (x === Infinity || x === -Infinity) throw new RangeError(`${where}: expected a finite number, got ${x}`);
  if (x instanceof Interval && x.isEmpty())
    throw new RangeError(`${where}: expected an interval with a number in it, got the empty set`);
}
