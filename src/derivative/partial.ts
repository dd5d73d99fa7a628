import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { Formula } from '../formula/formula.js';
import { DoubleDouble } from '../number/double-double.js';
import { scalesFor, timesFactorial } from '../series/factorial.js';
import { Space } from '../series/space.js';
import { demandNames } from '../text/options.js';
import { quotientsOf } from './cancellation.js';
import { allDerivatives } from './derivative.js';
import { binomial, directionsOf, partialByDirections } from './directions.js';
import { expandIn } from './expansion.js';
import { pointIn } from './point.js';
import { type ScalarSource, type SourceOptions, scalarTarget, sourceNames, type Target } from './target.js';

/**
 * Multiplications of a product in many variables for each one along lines, from which on lines in double-doubles are faster: measured on functions of up to
 * twelve variables (at eight they take five times as long, at ten they come even, at twelve they are three times faster).
 */
const BREAK_EVEN = 2;

/**
 * By how much terms of a sum over lines may exceed it. Its errors are multiples of their sizes, not of its own, by what 104 bits leave: 2^-60 of the sum and some
 * more for what the recurrences add, far below the rounding to a double.
 */
const MOST_CANCELLATION = 2 ** 40;

/** Below, the lesser halves of double-doubles underflow. */
const LEAST_SUM = 2 ** -800;

/**
 * The partial derivative ∂^α f at x: α!·c_α of the Taylor series in the variables that α names, with exponents up to α; or, where that is cheaper, as for a dozen
 * variables once each, a sum over series along lines. The terms of such a sum cancel, so that it is computed of numbers in double-doubles, and dropped where these have
 * too few digits for it; rationals have all.
 *
 * @param multiIndex - how often to differentiate with respect to each variable, integers ≥ 0
 * @guarantee encloses, for intervals: contains ∂^α f at each point of the box at which f has it
 * @throws RangeError when the values or the multi-index are not one for each variable, or a value is infinite or empty
 * @example
 * partial('x^3*y^2', [1, 2], [2, 1]); // 24
 */
export function partial<T>(f: ScalarSource, x: readonly T[], multiIndex: readonly number[], options?: SourceOptions): T {
  demandNames('partial', options, sourceNames);
  const scope = options?.scope;
  if (multiIndex.length !== x.length || !multiIndex.every((e) => Number.isInteger(e) && e >= 0)) {
    throw new RangeError(`partial: expected ${x.length} integers ≥ 0 in the multi-index, got ${JSON.stringify(multiIndex)}`);
  }
  const active = multiIndex.flatMap((e, v) => (e > 0 ? [v] : []));
  const order = multiIndex.reduce((sum, e) => sum + e, 0);
  const { algebra, values } = pointIn('partial', x);
  if (x.length === 1 && typeof x[0] === 'number') {
    const { dag, roots, variables } = scalarTarget('partial', f, 1, scope);
    // of one variable, without the digits that such quotients lose
    if (quotientsOf(dag, roots[0]!).length > 0) {
      const own = f instanceof Formula ? f : new Formula(dag, roots[0]!, variables);
      return allDerivatives('partial', own, x[0] as T, order)[order]!;
    }
  }
  const products = multiIndex.reduce((product, e) => product * binomial(e + 2, 2), 1);
  if (products > BREAK_EVEN * directionsOf(multiIndex) * binomial(order + 2, 2)) {
    const sum = alongLines(algebra, scalarTarget('partial', f, x.length, scope), values, multiIndex);
    if (sum !== undefined) return sum;
  }
  const exponents = active.map((v) => multiIndex[v]!);
  return expansion('partial', { f, scope }, x, { active, order, orders: exponents })(exponents);
}

/** The sum over lines, where it has the digits of its kind. */
function alongLines<T>(algebra: Algebra<T, Memory>, target: Target, x: readonly T[], alpha: readonly number[]): T | undefined {
  if (algebra.isExact) return partialByDirections(algebra, target, x, alpha).value;
  // a given function need not know double-doubles
  const isNumber = typeof x[0] === 'number' && target.dag.reach(target.roots).every((id) => target.dag.nodes[id]!.op !== 'given');
  if (!isNumber) return undefined;
  const { algebra: precise, values } = algebraOf(
    'partial',
    x.map((value) => new DoubleDouble(value as number)),
  );
  const { value, size } = partialByDirections(precise, target, values, alpha);
  const isSound = Math.abs(value.head) >= LEAST_SUM && size <= MOST_CANCELLATION * Math.abs(value.head);
  return isSound ? (value.head as T) : undefined;
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
export function tensor<T>(f: ScalarSource, x: readonly T[], k: number, options?: SourceOptions): Nested<T> {
  demandNames('tensor', options, sourceNames);
  const scope = options?.scope;
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`tensor: expected an integer k ≥ 0, got ${k}`);
  const all = x.map((_, v) => v);
  const derivativeOf = expansion('tensor', { f, scope }, x, { active: all, order: k, orders: all.map(() => k) });
  const nest = (indices: readonly number[]): Nested<T> =>
    indices.length === k
      ? derivativeOf(all.map((v) => indices.filter((i) => i === v).length))
      : all.map((v) => nest([...indices, v]));
  return nest([]);
}

/** The variables that an expansion is in, by number, and how far it goes: in degree, and in the exponent of each. */
interface Reach {
  readonly active: readonly number[];
  readonly order: number;
  readonly orders: readonly number[];
}

/**
 * Expands f in the variables of a reach, and says how to read a derivative by its exponents in these. Coefficients may be no doubles
 * where derivatives are, and those of x_v = center + scale_v·τ_v stand in for them, as for `derivative`.
 */
function expansion<T>(
  where: string,
  { f, scope }: { readonly f: ScalarSource; readonly scope: SourceOptions['scope'] },
  x: readonly T[],
  { active, order, orders }: Reach,
): (exponents: readonly number[]) => T {
  const { algebra, values } = pointIn(where, x);
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
