import { algebraOf } from '../algebra/of.js';
import { timesFactorial } from '../series/factorial.js';
import { Space } from '../series/space.js';
import { binomial, directionsOf, partialByDirections } from './directions.js';
import { expandIn } from './expansion.js';
import { type ScalarSource, type SourceOptions, scalarTarget } from './target.js';

/**
 * Multiplications of a product in many variables, beside those of as many products in one as there are directions, from which on directions are faster:
 * measured on functions of up to six variables (they come even at 6; at 20 directions are 3.5 times faster).
 */
const BREAK_EVEN = 6;

/**
 * The partial derivative ∂^α f at x: α!·c_α of the Taylor series in the variables that α names, or, for numbers where that is cheaper, a sum over
 * series along lines, as for many variables once each.
 *
 * @param multiIndex - how often to differentiate with respect to each variable, integers ≥ 0
 * @guarantee encloses, for intervals: contains ∂^α f at each point of the box at which f has it
 * @throws RangeError when the values or the multi-index are not one for each variable
 * @example
 * partial('x^3*y^2', [1, 2], [2, 1]); // 24
 */
export function partial<T>(f: ScalarSource, x: readonly T[], multiIndex: readonly number[], { scope }: SourceOptions = {}): T {
  if (multiIndex.length !== x.length || !multiIndex.every((e) => Number.isInteger(e) && e >= 0)) {
    throw new RangeError(`partial: expected ${x.length} integers ≥ 0 in the multi-index, got ${JSON.stringify(multiIndex)}`);
  }
  const active = multiIndex.flatMap((e, v) => (e > 0 ? [v] : []));
  const order = multiIndex.reduce((sum, e) => sum + e, 0);
  const { algebra, values } = algebraOf('partial', x);
  // Terms of sums over lines cancel: harmless for numbers of so low an order as this pays for, but enclosures would be wide.
  const encloses = algebra.loosen !== undefined;
  const alongLines = directionsOf(multiIndex) * binomial(order + 2, 2);
  if (active.length > 1 && !encloses && binomial(2 * active.length + order, order) > BREAK_EVEN * alongLines) {
    return partialByDirections(algebra, scalarTarget('partial', f, x.length, scope), values, multiIndex);
  }
  const derivativeOf = expansion('partial', f, x, active, order, scope);
  return derivativeOf(active.map((v) => multiIndex[v]!));
}

/** Values in nested arrays: T, T[], T[][] … */
export type Nested<T> = T | readonly Nested<T>[];

/**
 * All k-th partial derivatives of f at x, nested k deep: entry [i][j]… is ∂^k f/∂x_i∂x_j….
 *
 * @guarantee encloses, for intervals, as `partial` does
 * @complexity C(2n + k, k) multiplications for a product of functions of n variables. The C(n + k − 1, k) lines that all derivatives of one order take, of
 *   C(k + 2, 2) each, are fewer only by the factor at which lines pay (see `partial`) where the n^k entries are 10¹⁰ and more
 * @throws RangeError when k is not an integer ≥ 0, or the values are not one for each variable
 * @example
 * tensor('x^2*y', [3, 5], 3); // [[[0, 2], [2, 0]], [[2, 0], [0, 0]]]
 */
export function tensor<T>(f: ScalarSource, x: readonly T[], k: number, { scope }: SourceOptions = {}): Nested<T> {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`tensor: expected an integer k ≥ 0, got ${k}`);
  const all = x.map((_, v) => v);
  const derivativeOf = expansion('tensor', f, x, all, k, scope);
  const nest = (indices: readonly number[]): Nested<T> =>
    indices.length === k
      ? derivativeOf(all.map((v) => indices.filter((i) => i === v).length))
      : all.map((v) => nest([...indices, v]));
  return nest([]);
}

/** Expands f in the `active` variables and says how to read a derivative by its exponents in these. */
function expansion<T>(
  where: string,
  f: ScalarSource,
  x: readonly T[],
  active: readonly number[],
  order: number,
  scope: SourceOptions['scope'],
): (exponents: readonly number[]) => T {
  const { algebra, values } = algebraOf(where, x);
  const space = Space.of(Math.max(1, active.length), order);
  const { memory, at } = expandIn(algebra, scalarTarget(where, f, x.length, scope), values, active, space);
  return (exponents) => {
    const m = algebra.allocate(1);
    const i = exponents.length === 0 ? 0 : space.indexOf(exponents)!;
    algebra.transfer(m, 0, memory, at + i * algebra.width, 1);
    for (const e of exponents) timesFactorial(algebra, m, 0, e);
    return algebra.read(m, 0);
  };
}
