import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { type JetAlgebra, jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';
import { demandNames } from '../text/options.js';
import { compressedHessian, one, patternedHessian, zero } from './compressed.js';
import { expandIn } from './expansion.js';
import { type MatrixOptions, matrixNames } from './gradient.js';
import { linearized } from './linearized.js';
import { checkPoint, pointIn } from './point.js';
import { mayBeRemovable } from './removable.js';
import { secondOrderOf } from './second-order.js';
import { dense, type SparseMatrix } from './sparse.js';
import { type ScalarSource, type SourceOptions, scalarTarget, sourceNames, type Target } from './target.js';

/**
 * The Hessian matrix of f at x by rows: entry i, j is ∂²f/∂x_i∂x_j, exact to rounding and symmetric.
 *
 * It is the gradient in reverse of jets of order 1, each in the sum of some variables, which are so chosen that all entries can be told apart; of few numbers it is
 * the series of order 2 in all of them, which is compiled when asked for again and again. What is zero because x_i and x_j do not meet in f is exactly zero.
 *
 * @param x - as many values as f has variables
 * @param options - `sparse` gives rows, columns and values of the entries, those of both triangles, in place of a full matrix
 * @guarantee encloses, for intervals: contains the second derivatives at each point of the box at which f has them
 * @throws RangeError as `gradient` does
 * @complexity a small multiple of the number of sums, at most n, times the cost of f
 * @see Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM Review 47, 2005
 * @example
 * hessian('x^2*y', [3, 5]); // [[10, 6], [6, 0]]
 * hessian('x^2 + y^2 + y*z', [3, 5, 7], { sparse: true }).values; // [2, 2, 1, 1]
 */
export function hessian<T>(f: ScalarSource, x: readonly T[], options: MatrixOptions & { readonly sparse: true }): SparseMatrix<T>;
export function hessian<T>(f: ScalarSource, x: readonly T[], options?: MatrixOptions & { readonly sparse?: false }): T[][];
export function hessian<T>(f: ScalarSource, x: readonly T[], options: MatrixOptions = {}): T[][] | SparseMatrix<T> {
  demandNames('hessian', options, matrixNames);
  const { sparse = false, scope } = options;
  const { algebra, values } = pointIn('hessian', x);
  const read = (): Target => scalarTarget('hessian', f, x.length, scope);
  const source = scope === undefined ? f : undefined;
  const second = typeof values[0] === 'number' ? secondOrderOf(f, x.length, read, scope) : undefined;
  const coefficients = second?.at(values as number[]);
  if (coefficients?.every(Number.isFinite)) {
    const matrix = patternedHessian(source, read, (i, j) => entryOf(second!.space, coefficients, i, j) as T);
    return sparse ? matrix : dense(matrix, 0 as T);
  }
  const target = read();
  const matrix = compressedHessian(source, target, (seeds) => {
    const unit = one(algebra);
    const nothing = zero(algebra);
    const point = values.map((value, i) => [value, ...seeds(i).map((seed) => (seed ? unit : nothing))]);
    return gradientOfJets(algebra, 'hessian', f, target, point, scope);
  });
  return sparse ? matrix : dense(matrix, zero(algebra));
}

/**
 * The Hessian matrix of f at x times v, without the matrix: the derivative of the gradient along v.
 *
 * @throws RangeError as `gradient` does, and when v is not as long as x
 * @complexity a small multiple of the cost of f
 * @example
 * hvp('x^2*y', [3, 5], [1, 0]); // [10, 6]
 */
export function hvp<T>(f: ScalarSource, x: readonly T[], v: readonly T[], options?: SourceOptions): T[] {
  demandNames('hvp', options, sourceNames);
  const scope = options?.scope;
  if (v.length !== x.length) throw new RangeError(`hvp: expected ${x.length} components of the direction, got ${v.length}`);
  const { algebra, values } = algebraOf('hvp', [...x, ...v]);
  checkPoint('hvp', algebra, values);
  if (typeof values[0] === 'number') {
    const second = secondOrderOf(f, x.length, () => scalarTarget('hvp', f, x.length, scope), scope);
    const coefficients = second?.at(values as number[]);
    if (coefficients?.every(Number.isFinite)) {
      const direction = values.slice(x.length) as number[];
      return x.map((_, i) => direction.reduce((sum, d, j) => sum + entryOf(second!.space, coefficients, i, j) * d, 0) as T);
    }
  }
  const point = x.map((_, i) => [values[i]!, values[x.length + i]!]);
  return gradientOfJets(algebra, 'hvp', f, undefined, point, scope).map((jet) => jet[1]!);
}

/** ∂²f/∂x_i∂x_j from a series of order 2: the coefficient of x_i x_j, twice that of x_i². */
function entryOf(space: Space, coefficients: Float64Array, i: number, j: number): number {
  const c = coefficients[space.productOf(1 + i, 1 + j)!]!;
  return i === j ? 2 * c : c;
}

/** The gradient of f at a point whose coordinates are jets of order 1. */
function gradientOfJets<T>(
  algebra: Algebra<T, Memory>,
  where: string,
  f: ScalarSource,
  target: Target | undefined,
  point: readonly (readonly T[])[],
  scope: SourceOptions['scope'],
): (readonly T[])[] {
  const jets = jetsOf(algebra, Math.max(1, (point[0]?.length ?? 0) - 1));
  const linear = linearized(jets, f, () => target ?? scalarTarget(where, f, point.length, scope), scope);
  const { losses } = jets;
  const outer = losses.any;
  losses.any = false;
  linear.at(where, point);
  const hasLost = losses.any || linear.hasLost;
  // of another computation, where a function that a caller gives asks for second derivatives
  losses.any = outer;
  // Jets multiply what is lost by zeros; a series does not.
  if (hasLost) return gradientOfSeries(algebra, linear.target, point);
  const slopes = linear.backward([one(jets)]);
  return mayBeRemovable(jets, slopes) ? gradientOfSeries(algebra, linear.target, point) : slopes;
}

/** The same from the series of order 2 in all variables: Σ_j ∂²f/∂x_i∂x_j·s_j beside ∂f/∂x_i for each direction s that the jets have. */
function gradientOfSeries<T>(algebra: Algebra<T, Memory>, target: Target, point: readonly (readonly T[])[]): T[][] {
  const n = point.length;
  const w = algebra.width;
  const space = Space.of(n, 2);
  const values = point.map((jet) => jet[0]!);
  const { memory, at } = expandIn(algebra, target, values, [...values.keys()], space);
  const m = algebra.allocate(4);
  const [sum, entry, seed, product] = [0, w, 2 * w, 3 * w];
  return point.map((_, i) =>
    point[0]!.map((__, s) => {
      if (s === 0) return algebra.read(memory, at + (1 + i) * w);
      algebra.zero(m, sum);
      for (let j = 0; j < n; j++) {
        const exponents = point.map((___, v) => Number(v === i) + Number(v === j));
        algebra.transfer(m, entry, memory, at + space.indexOf(exponents)! * w, 1);
        if (i === j) algebra.scale(m, entry, entry, 2);
        algebra.write(m, seed, point[j]![s]!);
        algebra.mul(m, product, entry, seed);
        algebra.add(m, sum, sum, product);
      }
      return algebra.read(m, sum);
    }),
  );
}

/** Algebras of jets of order 1 made so far, by what their coefficients are and the number of variables. */
const algebras = new WeakMap<object, Map<number, JetAlgebra<unknown, Memory>>>();

function jetsOf<T>(algebra: Algebra<T, Memory>, variables: number): JetAlgebra<T, Memory> {
  let made = algebras.get(algebra);
  if (made === undefined) {
    made = new Map();
    algebras.set(algebra, made);
  }
  let jets = made.get(variables) as JetAlgebra<T, Memory> | undefined;
  if (jets === undefined) {
    jets = jetAlgebra(algebra, Space.of(variables, 1));
    made.set(variables, jets as unknown as JetAlgebra<unknown, Memory>);
  }
  return jets;
}
