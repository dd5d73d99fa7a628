import type { Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { scalesFor, timesFactorial } from '../series/factorial.js';
import { Space } from '../series/space.js';
import { amplificationOf, binomial, directionsOf, partialByDirections } from './directions.js';
import { expandIn } from './expansion.js';
import { type ScalarSource, type SourceOptions, scalarTarget } from './target.js';

/**
 * Multiplications of a product in many variables, beside those of as many products in one as there are directions, from which on directions are faster:
 * measured on functions of up to six variables (they come even at 6; at 20 directions are 3.5 times faster).
 */
const BREAK_EVEN = 6;

/** What sums over lines may amplify rounding by: two and a half decimal digits, and five where the monomials that divide x^α are too many for the algebra. */
const MOST_AMPLIFICATION = { few: 300, many: 1e5 };

/** More monomials take tables of products that fill gigabytes: 2^12 are those of one derivative in each of twelve variables. */
const MANY_MONOMIALS = 2 ** 12;

/**
 * The partial derivative ∂^α f at x: α!·c_α of the Taylor series in the variables that α names, or, for numbers where that is cheaper, a sum over
 * series along lines, as for many variables once each.
 *
 * @param multiIndex - how often to differentiate with respect to each variable, integers ≥ 0
 * @guarantee encloses, for intervals: contains ∂^α f at each point of the box at which f has it
 * @throws RangeError when the values or the multi-index are not one for each variable, and where digits are lost to underflow at orders beyond 150
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
  // Terms of sums over lines cancel, which costs numbers digits, the more the higher the order, and would make enclosures wide.
  const encloses = algebra.loosen !== undefined;
  const alongLines = directionsOf(multiIndex) * binomial(order + 2, 2);
  const isFaster = active.length > 1 && !encloses && binomial(2 * active.length + order, order) > BREAK_EVEN * alongLines;
  const { few, many } = MOST_AMPLIFICATION;
  if (isFaster && amplificationOf(multiIndex) <= (2 * directionsOf(multiIndex) > MANY_MONOMIALS ? many : few)) {
    return partialByDirections(algebra, scalarTarget('partial', f, x.length, scope), values, multiIndex);
  }
  const exponents = active.map((v) => multiIndex[v]!);
  return expansion('partial', f, x, active, order, exponents, scope)(exponents);
}

/** Values in nested arrays: T, T[], T[][] … */
export type Nested<T> = T | readonly Nested<T>[];

/**
 * All k-th partial derivatives of f at x, nested k deep: entry [i][j]… is ∂^k f/∂x_i∂x_j….
 *
 * @guarantee encloses, for intervals, as `partial` does
 * @complexity C(2n + k, k) multiplications for a product of functions of n variables. The C(n + k − 1, k) lines that all derivatives of one order take, of
 *   C(k + 2, 2) each, are fewer only by the factor at which lines pay (see `partial`) where the n^k entries are 10¹⁰ and more
 * @throws RangeError when k is not an integer ≥ 0, or the values are not one for each variable, and where digits are lost to underflow as in `partial`
 * @example
 * tensor('x^2*y', [3, 5], 3); // [[[0, 2], [2, 0]], [[2, 0], [0, 0]]]
 */
export function tensor<T>(f: ScalarSource, x: readonly T[], k: number, { scope }: SourceOptions = {}): Nested<T> {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`tensor: expected an integer k ≥ 0, got ${k}`);
  const all = x.map((_, v) => v);
  const derivativeOf = expansion(
    'tensor',
    f,
    x,
    all,
    k,
    all.map(() => k),
    scope,
  );
  const nest = (indices: readonly number[]): Nested<T> =>
    indices.length === k
      ? derivativeOf(all.map((v) => indices.filter((i) => i === v).length))
      : all.map((v) => nest([...indices, v]));
  return nest([]);
}

/**
 * Expands f in the `active` variables, up to the exponents `orders`, and says how to read a derivative by its exponents in these. Coefficients may be no doubles
 * where derivatives are, and those of x_v = center + scale_v·τ_v stand in for them, as for `derivative`.
 */
function expansion<T>(
  where: string,
  f: ScalarSource,
  x: readonly T[],
  active: readonly number[],
  order: number,
  orders: readonly number[],
  scope: SourceOptions['scope'],
): (exponents: readonly number[]) => T {
  const { algebra, values } = algebraOf(where, x);
  const target = scalarTarget(where, f, x.length, scope);
  const space = active.length === 0 ? Space.of(1, order) : Space.of(active.length, order, { orders });
  const { width } = algebra;
  const scales = orders.map((most) => scalesFor(algebra, most, order));
  const levels = Math.max(1, ...scales.map(({ length }) => length));
  const made: { memory: Memory; at: number; scales: readonly number[] }[] = [];
  const expand = (level: number): (typeof made)[number] => {
    const own = scales.map((all) => all[Math.min(level, all.length - 1)]!);
    return { ...expandIn(algebra, target, values, active, space, own), scales: own };
  };
  const m = algebra.allocate(1);
  return (exponents) => {
    const i = exponents.length === 0 ? 0 : space.indexOf(exponents)!;
    for (let level = 0; ; level++) {
      made[level] ??= expand(level);
      const { memory, at, scales: own } = made[level]!;
      algebra.transfer(m, 0, memory, at + i * width, 1);
      if (level < levels - 1 && !(algebra.magnitude(m, 0) < Infinity)) continue;
      exponents.forEach((e, v) => {
        timesFactorial(algebra, m, 0, e, own[v]);
      });
      return algebra.read(m, 0);
    }
  };
}
