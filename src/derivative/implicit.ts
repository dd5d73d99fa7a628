import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf, isBounds } from '../algebra/of.js';
import { Formula } from '../formula/formula.js';
import { Interval } from '../interval/interval.js';
import { blockOf } from '../series/block.js';
import { Series } from '../series/series.js';
import { SeriesN } from '../series/series-n.js';
import { Space } from '../series/space.js';
import { expandedBlock } from '../series/stretch.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { encloseRoot } from './interval-root.js';
import { type Lifted, type LinearSolver, lift } from './lift.js';
import { Linearization } from './linearization.js';
import { approximateRoot, invertedJacobian } from './root.js';
import { inOrder, type ScalarSource, type SourceOptions, type Target, type VectorSource, vectorTarget } from './target.js';

/**
 * The Taylor series of the function y(x) that F(x, y) = 0 defines near (x, y), to any order: its derivatives at x are `derivativeAt` of the result.
 *
 * x is one value or several in a list, and so is y; F has as many values as there are y. One x gives `Series`, several give `SeriesN`; one y gives one
 * series, several a list. y need not be exact: for numbers it is where Newton's method starts.
 *
 * Exact rationals must be a root, and stay exact. For intervals the root is proved. y may be any interval or number near it, which is only a start: the constant terms of the result are a box Y of
 * which it is proved that, for each ξ in x, F(ξ, ·) has exactly one root in it.
 *
 * @param F - its variables are those of x first, then those of y: the parameters of a function, the names of a text in order of first appearance or
 * as the option says
 * @param options - the order, 1 without it, an integer ≥ 0; or the order and the names
 * @guarantee encloses, for intervals: contains, for each ξ in x, the normalized derivatives at ξ of the function whose values are the roots in Y
 * @throws RangeError where no root is found near y (for intervals: proved), or F_y is singular there, so that y(x) may branch
 * @complexity that of expanding F twice to the order
 * @see Griewank and Walther, Evaluating Derivatives, section 13.3 for one degree at a time; Krawczyk 1969 for the proof
 * @example
 * implicit('x^2 + y^2 - 25', 3, 4, 2).coefficients; // [4, -0.75, -0.1953125]
 * implicit(['u + v - 3', 'x*u - v'], 1, [1.5, 1.5], { variables: ['x', 'u', 'v'] }).map((y) => y.derivativeAt(1)); // [-0.75, 0.75]
 */
export function implicit<T>(
  F: ImplicitSource,
  x: readonly T[],
  y: readonly (T | number)[],
  options?: number | ImplicitOptions,
): SeriesN<T>[];
export function implicit<T>(F: ImplicitSource, x: T, y: readonly (T | number)[], options?: number | ImplicitOptions): Series<T>[];
export function implicit<T>(F: ImplicitSource, x: readonly T[], y: T | number, options?: number | ImplicitOptions): SeriesN<T>;
export function implicit<T>(F: ImplicitSource, x: T, y: T | number, options?: number | ImplicitOptions): Series<T>;
export function implicit<T>(
  F: ImplicitSource,
  x: T | readonly T[],
  y: T | readonly T[],
  options: number | ImplicitOptions = 1,
): Series<T> | SeriesN<T> | (Series<T> | SeriesN<T>)[] {
  if (typeof options !== 'number') demandNames('implicit', options, implicitNames);
  const { order = 1, variables, scope }: ImplicitOptions = typeof options === 'number' ? { order: options } : options;
  if (!Number.isInteger(order) || order < 0) throw new RangeError(`implicit: expected an integer order ≥ 0, got ${order}`);
  const given = listOf('values of x', x);
  const start = listOf('values of y', y);
  const { algebra, values } = algebraOf('implicit', [...given, ...start]);
  const [point, guess] = [values.slice(0, given.length), values.slice(given.length)];
  const target = targetOf(F, Array.isArray(x), given.length, start.length, variables, scope);
  if (target.roots.length !== start.length) {
    throw new RangeError(
      `implicit: expected as many equations as unknowns y, got ${target.roots.length} and ${start.length}; give each y its equation`,
    );
  }
  const [root, solve] = values.some((value) => value instanceof Interval)
    ? (provedRoot(target, point as Interval[], guess as Interval[]) as [readonly T[], LinearSolver])
    : foundRoot(algebra, target, point, guess);
  const frame = { names: target.variables.slice(0, given.length), center: point };
  const made = new Map<number, Lifted>();
  const lifted = (scale: number): Lifted => {
    const known = made.get(scale) ?? lift(algebra, target, point, root, order, solve, scale);
    made.set(scale, known);
    return known;
  };
  const series = start.map((_, i) => seriesOf(algebra, frame, lifted, i, order, Array.isArray(x)));
  return Array.isArray(y) ? series : series[0]!;
}

/** How {@link implicit} expands. */
export interface ImplicitOptions extends SourceOptions {
  /** Without it 1. */
  readonly order?: number;
  /** Names of the variables of equations given as text: those of x, then those of y. */
  readonly variables?: readonly string[];
}

const implicitNames: NamesOf<ImplicitOptions> = { order: true, variables: true, scope: true };

/** Equations F(x, y) = 0: one or several formulas, a function, or a system. */
export type ImplicitSource = ScalarSource | VectorSource;

/** Other objects with two bounds as intervals. */
function asInterval<T>(value: T): T {
  return isBounds(value) && !(value instanceof Interval) ? (new Interval(value.lo, value.hi) as T) : value;
}

function listOf<T>(what: string, values: T | readonly T[]): readonly T[] {
  const list = (Array.isArray(values) ? (values as readonly T[]) : [values as T]).map(asInterval);
  if (list.length === 0) throw new RangeError(`implicit: expected ${what}, got none`);
  for (const value of list) {
    if (value instanceof Interval && !(value.wid() < Infinity))
      throw new RangeError(`implicit: expected bounded intervals with a number in them, got ${value}`);
    if (typeof value === 'object' && value !== null && 'lo' in value && !(value instanceof Interval))
      throw new TypeError(
        `implicit: expected numbers or intervals of doubles, got ${value}; roots among intervals of decimals are not proved yet`,
      );
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`implicit: expected finite numbers, got ${value}`);
  }
  return list;
}

/** Reads F; the array parameters of a function are those of x and y that are lists, in this order, or one for both. */
function targetOf(
  F: ImplicitSource,
  isList: boolean,
  n: number,
  m: number,
  variables: readonly string[] | undefined,
  scope: SourceOptions['scope'],
): Target {
  const asked: string[] = [];
  const lengthOf = (parameter: string): number => {
    if (!asked.includes(parameter)) asked.push(parameter);
    return asked.indexOf(parameter) === 0 && isList ? n : m;
  };
  const source = typeof F === 'string' || F instanceof Formula ? [F] : F;
  if (variables !== undefined)
    return inOrder('implicit', vectorTarget('implicit', source, undefined, undefined, scope), variables, n + m);
  try {
    return vectorTarget('implicit', source, n + m, lengthOf, scope);
  } catch (error) {
    if (asked.length !== 1 || typeof F !== 'function') throw error;
    return vectorTarget('implicit', F, n + m, undefined, scope);
  }
}

function foundRoot<T>(
  algebra: Algebra<T, Memory>,
  target: Target,
  x: readonly T[],
  start: readonly T[],
): [readonly T[], LinearSolver] {
  const linear = new Linearization(algebra, target);
  const root = start.some(isExact) ? exactRoot(algebra, linear, x, start) : approximateRoot(algebra, linear, x, start);
  const solve = root && invertedJacobian(algebra, linear.at('implicit', [...x, ...root]), x.length, root.length);
  if (root !== undefined && solve !== undefined) return [root, solve];
  throw new RangeError(
    `implicit: expected y near a root of F(x, ·) where its Jacobian in y is regular, got (${start.join(', ')}), from which Newton's method does not ` +
      'come to one; give a nearer start, or another x where y(x) branches',
  );
}

/** Newton's method would double the digits of exact rationals for ever, so they must come as a root. */
function exactRoot<T>(algebra: Algebra<T, Memory>, linear: Linearization<T>, x: readonly T[], start: readonly T[]): readonly T[] {
  const m = algebra.allocate(1);
  for (const value of linear.valuesAt('implicit', [...x, ...start])) {
    algebra.write(m, 0, value);
    if (algebra.magnitude(m, 0) === 0) continue;
    throw new RangeError(
      `implicit: expected exact rationals y with F(x, y) = 0, got (${start.join(', ')}), where F is ${value}; give an exact root, or numbers`,
    );
  }
  return start;
}

function isExact(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'num' in value && 'den' in value;
}

function provedRoot(target: Target, x: readonly Interval[], start: readonly Interval[]): [readonly Interval[], LinearSolver] {
  const { algebra } = algebraOf('implicit', [0]);
  const linear = new Linearization(algebra, target);
  const middle = (box: readonly Interval[]): number[] => box.map((value) => value.mid());
  const near = approximateRoot(algebra, linear, middle(x), middle(start)) ?? middle(start);
  const proved = encloseRoot(target, x, Float64Array.from(near));
  if (proved === undefined) {
    throw new RangeError(
      `implicit: expected x and y where one root of F(ξ, ·) for each ξ in x can be proved, got (${x.join(', ')}) and (${start.join(', ')}); give ` +
        'narrower x, or another one where y(x) branches',
    );
  }
  if (proved.box.some((value, i) => value.disjoint(start[i]!) && start[i]!.wid() > 0)) {
    throw new RangeError(
      `implicit: expected y around a root of F(x, ·), got (${start.join(', ')}) beside the root in (${proved.box.join(', ')})`,
    );
  }
  return [proved.box, proved.solve];
}

/** The series of unknown number i, from those of all at a scale. */
function seriesOf<T>(
  algebra: Algebra<T, Memory>,
  frame: { readonly names: readonly string[]; readonly center: readonly T[] },
  lifted: (scale: number) => Lifted,
  i: number,
  order: number,
  isList: boolean,
): Series<T> | SeriesN<T> {
  const space = Space.of(frame.center.length, order);
  const expand = (scale: number): Memory => {
    const { memory, at } = lifted(scale);
    return blockOf(algebra, space, (out) => algebra.transfer(out, 0, memory, at(i), space.size)).memory;
  };
  if (!isList) return Series.expanded(algebra, frame.center[0]!, order, (scale) => ({ memory: expand(scale), order }));
  const coefficients = expandedBlock(algebra, space, expand);
  return SeriesN.over(algebra, frame, space, (out) => algebra.transfer(out, 0, coefficients, 0, space.size));
}
