import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { lower } from '../formula/lower.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { Series } from '../series/series.js';
import { Tape } from '../series/tape.js';

/**
 * The k-th derivative of f at x, exact to rounding: k!·c_k of the Taylor series at x, no difference quotient.
 *
 * A number gives a number, an interval an interval.
 *
 * @param f - a formula in one variable, as text, as a plain function or as a `Formula`
 * @param k - an integer ≥ 0
 * @guarantee encloses, for an interval x: contains f^(k)(ξ) for every ξ ∈ x at which f has a k-th derivative
 * @throws RangeError when k is not an integer ≥ 0, when x is NaN, or when f has more than one variable
 * @complexity O(k²) per operation of f
 * @example
 * derivative('x^3', 2); // 12
 * derivative((x) => Math.sin(x), 0, 3); // -1
 */
export function derivative<T>(f: FormulaSource, x: T, k = 1): T {
  return derivatives(f, x, checkOrder('derivative', k))[k]!;
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
export function derivatives<T>(f: FormulaSource, x: T, order: number): T[] {
  const { algebra, memory, at } = expand('derivatives', f, x, order);
  return Array.from({ length: order + 1 }, (_, k) => {
    timesFactorial(algebra, memory, at(k), k);
    return algebra.read(memory, at(k));
  });
}

/**
 * The Taylor series of f at `center` up to `order`.
 *
 * @guarantee encloses, for an interval center, every normalized derivative over the whole of it
 * @throws RangeError as `derivative` does
 * @example
 * taylor('exp(t)', 0, 3).coefficients; // [1, 1, 0.5, 0.16666666666666666]
 */
export function taylor<T>(f: FormulaSource, center: T, order: number): Series<T> {
  const { algebra, memory, at } = expand('taylor', f, center, order);
  return Series.over(algebra, center, order, (out) => algebra.transfer(out, 0, memory, at(0), order + 1));
}

/** Runs the formula on the series x + t and says where its coefficients lie. */
function expand<T>(
  where: string,
  f: FormulaSource,
  x: T,
  order: number,
): { algebra: Algebra<T, Memory>; memory: Memory; at: (k: number) => number } {
  checkOrder(where, order);
  const source = formulaOf(f);
  if (source.variables.length > 1) {
    throw new RangeError(
      `${where}: expected a function of one variable, got one of ${source.variables.join(', ')}; give partial derivatives by gradient`,
    );
  }
  const { algebra, values } = algebraOf(where, [x]);
  const lowered = lower(source.dag, [source.root], 1, order);
  const tape = new Tape(algebra, lowered, order);
  const { memory } = tape;
  algebra.write(memory, tape.row(0), values[0]!);
  if (order > 0) algebra.rational(memory, tape.row(0) + algebra.width, { num: 1n, den: 1n });
  tape.run();
  const row = tape.row(lowered.roots[0]!);
  return { algebra, memory, at: (k) => row + k * algebra.width };
}

/** c ← k!·c, multiplying by exact products of as many factors as fit a double's integers. */
function timesFactorial(algebra: Algebra<unknown, Memory>, m: Memory, at: number, k: number): void {
  let chunk = 1;
  for (let j = 2; j <= k; j++) {
    if (chunk * j > 9007199254740992) {
      algebra.scale(m, at, at, chunk);
      chunk = 1;
    }
    chunk *= j;
  }
  algebra.scale(m, at, at, chunk);
}

function checkOrder(where: string, order: number): number {
  if (!Number.isInteger(order) || order < 0) throw new RangeError(`${where}: expected an integer order ≥ 0, got ${order}`);
  return order;
}
