import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { linearized } from './linearized.js';
import { type ScalarSource, scalarTarget, type VectorSource, vectorTarget } from './target.js';

/**
 * The gradient of f at x: [∂f/∂x_1, …, ∂f/∂x_n], exact to rounding, in reverse over f's graph.
 *
 * The variables are those of the formula in order of first appearance, or the parameters of the function. Numbers give numbers, intervals enclosures.
 *
 * @param x - as many values as f has variables
 * @guarantee encloses, for intervals: contains the gradient at each point of the box at which f is differentiable
 * @throws RangeError when the values are not one for each variable, or one is NaN
 * @complexity a small multiple of the cost of f, whatever the number of variables
 * @example
 * gradient('x^2*y', [3, 5]); // [30, 9]
 * gradient((v) => v[0] * Math.exp(v[1]), [2, 0]); // [1, 2]
 */
export function gradient<T>(f: ScalarSource, x: readonly T[]): T[] {
  const { algebra, values } = algebraOf('gradient', x);
  const linear = linearized(algebra, f, () => scalarTarget('gradient', f, x.length));
  return linear.at('gradient', values).backward([one(algebra)]);
}

/**
 * The Jacobian matrix of F at x by rows: entry i, j is ∂F_i/∂x_j.
 *
 * Forward for fewer variables than values, in reverse otherwise.
 *
 * @param F - formulas in a list (variables in order of first appearance) or by state, or a function that returns an array
 * @guarantee encloses, for intervals, as `gradient` does
 * @throws RangeError as `gradient` does
 * @example
 * jacobian(['x*y', 'x + y'], [2, 3]); // [[3, 2], [1, 1]]
 */
export function jacobian<T>(F: VectorSource, x: readonly T[]): T[][] {
  const { algebra, values } = algebraOf('jacobian', x);
  const linear = linearized(algebra, F, () => vectorTarget('jacobian', F, x.length)).at('jacobian', values);
  const { count } = linear;
  if (count <= x.length) return Array.from({ length: count }, (_, i) => linear.backward(unit(algebra, i, count)));
  const columns = x.map((_, j) => linear.forward(unit(algebra, j, x.length)));
  return Array.from({ length: count }, (_, i) => columns.map((column) => column[i]!));
}

/**
 * The derivative of F at x along v, J(x)·v.
 *
 * @throws RangeError as `jacobian` does, and when v is not as long as x
 * @example
 * jvp(['x*y', 'x + y'], [2, 3], [1, -1]); // [1, 0]
 */
export function jvp<T>(F: VectorSource, x: readonly T[], v: readonly T[]): T[] {
  requireLength('jvp', 'components of the direction', x.length, v.length);
  const { algebra, values } = algebraOf('jvp', [...x, ...v]);
  const linear = linearized(algebra, F, () => vectorTarget('jvp', F, x.length));
  return linear.at('jvp', values.slice(0, x.length)).forward(values.slice(x.length));
}

/**
 * The gradient at x of w·F, J(x)ᵀ·w.
 *
 * @throws RangeError as `jacobian` does, and when w is not as long as F has values
 * @example
 * vjp(['x*y', 'x + y'], [2, 3], [1, 10]); // [13, 12]
 */
export function vjp<T>(F: VectorSource, x: readonly T[], w: readonly T[]): T[] {
  const { algebra, values } = algebraOf('vjp', [...x, ...w]);
  const linear = linearized(algebra, F, () => vectorTarget('vjp', F, x.length));
  requireLength('vjp', 'weights', linear.count, w.length);
  return linear.at('vjp', values.slice(0, x.length)).backward(values.slice(x.length));
}

/** 1 as a coefficient. */
export function one<T>(algebra: Algebra<T, Memory>): T {
  const m = algebra.allocate(1);
  algebra.rational(m, 0, { num: 1n, den: 1n });
  return algebra.read(m, 0);
}

function unit<T>(algebra: Algebra<T, Memory>, i: number, length: number): T[] {
  const zero = algebra.read(algebra.allocate(1), 0);
  return Array.from({ length }, (_, j) => (j === i ? one(algebra) : zero));
}

function requireLength(where: string, what: string, expected: number, got: number): void {
  if (got !== expected) throw new RangeError(`${where}: expected ${expected} ${what}, got ${got}`);
}
