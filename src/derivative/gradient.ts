import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { Space } from '../series/space.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { compressedJacobian, one, zero } from './compressed.js';
import { expandIn } from './expansion.js';
import { linearized } from './linearized.js';
import { checkPoint, pointIn } from './point.js';
import { mayBeRemovable } from './removable.js';
import { dense, type SparseMatrix } from './sparse.js';
import {
  type ScalarSource,
  type SourceOptions,
  scalarTarget,
  sourceNames,
  type Target,
  type VectorSource,
  vectorTarget,
} from './target.js';

/**
 * The gradient of f at x: [∂f/∂x_1, …, ∂f/∂x_n], exact to rounding, in reverse over f's graph.
 *
 * The variables are those of the formula in order of first appearance, or the parameters of the function. Numbers give numbers, intervals enclosures.
 *
 * @param x - as many values as f has variables
 * @param options - `scope` has what a function or a text uses and does not declare, here and in the functions below
 * @guarantee encloses, for intervals: contains the gradient at each point of the box at which f is differentiable
 * @throws RangeError when the values are not one for each variable, or one is NaN, infinite or empty
 * @complexity a small multiple of the cost of f, whatever the number of variables; a function is read at its first call, and without a scope not again
 * @example
 * gradient('x^2*y', [3, 5]); // [30, 9]
 * gradient((v) => v[0] * Math.exp(v[1]), [2, 0]); // [1, 2]
 * gradient((x, y) => a * x * y, [2, 3], { scope: { a: 10 } }); // [30, 20]
 */
export function gradient<T>(f: ScalarSource, x: readonly T[], options?: SourceOptions): T[] {
  demandNames('gradient', options, sourceNames);
  const scope = options?.scope;
  const { algebra, values } = pointIn('gradient', x);
  const linear = linearized(algebra, f, () => scalarTarget('gradient', f, x.length, scope), scope);
  const slopes = linear.at('gradient', values).backward([one(algebra)]);
  if (!mayBeRemovable(algebra, slopes)) return slopes;
  const expanded = expandedGradient(algebra, linear.target, values);
  // at a kink a series has none of them, where some are not concerned
  return slopes.map((slope, v) => (mayBeRemovable(algebra, [slope]) ? expanded[v]! : slope));
}

/** The gradient from the series of order 1, which has it at removable singularities. */
function expandedGradient<T>(algebra: Algebra<T, Memory>, target: Target, x: readonly T[]): T[] {
  const { memory, at } = expandIn(algebra, target, x, [...x.keys()], Space.of(x.length, 1));
  return x.map((_, v) => algebra.read(memory, at + (1 + v) * algebra.width));
}

/** What {@link jacobian} and {@link hessian} give: all entries, or those that may be other than zero. */
export interface MatrixOptions extends SourceOptions {
  readonly sparse?: boolean;
}

/** What {@link MatrixOptions} has. */
export const matrixNames: NamesOf<MatrixOptions> = { sparse: true, scope: true };

/**
 * The Jacobian matrix of F at x by rows: entry i, j is ∂F_i/∂x_j.
 *
 * Columns that no value of F shares are taken in one sweep forward, or rows that share no variable in one sweep in reverse, whichever are fewer: a
 * banded matrix takes as many sweeps as its band is wide, whatever its size. What is zero because F_i does not depend on x_j is exactly zero.
 *
 * @param F - formulas in a list (variables in order of first appearance) or by state, or a function that returns an array
 * @param options - `sparse` gives rows, columns and values of the entries in place of a full matrix
 * @guarantee encloses, for intervals, as `gradient` does
 * @throws RangeError as `gradient` does
 * @see Curtis, Powell and Reid, On the estimation of sparse Jacobian matrices, 1974
 * @example
 * jacobian(['x*y', 'x + y'], [2, 3]); // [[3, 2], [1, 1]]
 * jacobian(['x^2', 'y^3', 'x*z'], [2, 3, 4], { sparse: true }).values; // [4, 27, 4, 2]
 */
export function jacobian<T>(
  F: VectorSource,
  x: readonly T[],
  options: MatrixOptions & { readonly sparse: true },
): SparseMatrix<T>;
export function jacobian<T>(F: VectorSource, x: readonly T[], options?: MatrixOptions & { readonly sparse?: false }): T[][];
export function jacobian<T>(F: VectorSource, x: readonly T[], options: MatrixOptions = {}): T[][] | SparseMatrix<T> {
  demandNames('jacobian', options, matrixNames);
  const { sparse = false, scope } = options;
  const { algebra, values } = pointIn('jacobian', x);
  const linear = linearized(algebra, F, () => vectorOf('jacobian', F, x.length, scope), scope).at('jacobian', values);
  const matrix = compressedJacobian(algebra, linear, x.length);
  return sparse ? matrix : dense(matrix, zero(algebra));
}

/**
 * The derivative of F at x along v, J(x)·v.
 *
 * @throws RangeError as `jacobian` does, and when v is not as long as x
 * @example
 * jvp(['x*y', 'x + y'], [2, 3], [1, -1]); // [1, 0]
 */
export function jvp<T>(F: VectorSource, x: readonly T[], v: readonly T[], options?: SourceOptions): T[] {
  demandNames('jvp', options, sourceNames);
  const scope = options?.scope;
  requireLength('jvp', 'components of the direction', x.length, v.length);
  const { algebra, values } = algebraOf('jvp', [...x, ...v]);
  checkPoint('jvp', algebra, values);
  const linear = linearized(algebra, F, () => vectorOf('jvp', F, x.length, scope), scope);
  return linear.at('jvp', values.slice(0, x.length)).forward(values.slice(x.length));
}

/**
 * The gradient at x of w·F, J(x)ᵀ·w.
 *
 * @throws RangeError as `jacobian` does, and when w is not as long as F has values
 * @example
 * vjp(['x*y', 'x + y'], [2, 3], [1, 10]); // [13, 12]
 */
export function vjp<T>(F: VectorSource, x: readonly T[], w: readonly T[], options?: SourceOptions): T[] {
  demandNames('vjp', options, sourceNames);
  const scope = options?.scope;
  const { algebra, values } = algebraOf('vjp', [...x, ...w]);
  checkPoint('vjp', algebra, values);
  const linear = linearized(algebra, F, () => vectorOf('vjp', F, x.length, scope), scope);
  requireLength('vjp', 'weights', linear.count, w.length);
  return linear.at('vjp', values.slice(0, x.length)).backward(values.slice(x.length));
}

function vectorOf(where: string, F: VectorSource, count: number, scope: SourceOptions['scope']): Target {
  return vectorTarget(where, F, count, undefined, scope);
}

function requireLength(where: string, what: string, expected: number, got: number): void {
  if (got !== expected) throw new RangeError(`${where}: expected ${expected} ${what}, got ${got}`);
}
