import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';
import { one } from './gradient.js';
import { linearized } from './linearized.js';
import { type ScalarSource, scalarTarget } from './target.js';

/**
 * The Hessian matrix of f at x by rows: entry i, j is ∂²f/∂x_i∂x_j, exact to rounding and symmetric.
 *
 * It is the gradient in reverse of jets of order 1 in all variables.
 *
 * @param x - as many values as f has variables
 * @guarantee encloses, for intervals: contains the second derivatives at each point of the box at which f has them
 * @throws RangeError as `gradient` does
 * @complexity a small multiple of n times the cost of f
 * @example
 * hessian('x^2*y', [3, 5]); // [[10, 6], [6, 0]]
 */
export function hessian<T>(f: ScalarSource, x: readonly T[]): T[][] {
  const { algebra, values } = algebraOf('hessian', x);
  const n = x.length;
  const [zero, unit] = [algebra.read(algebra.allocate(1), 0), one(algebra)];
  const point = values.map((value, i) => [value, ...values.map((_, j) => (i === j ? unit : zero))]);
  const rows = gradientOfJets(algebra, 'hessian', f, point);
  // monomial 1 + j of a jet is x_j; of the two computations of a mixed derivative the one in the upper triangle is taken
  return rows.map((_, i) => rows.map((__, j) => rows[Math.min(i, j)]![1 + Math.max(i, j)]!)).slice(0, n);
}

/**
 * The Hessian matrix of f at x times v, without the matrix: the derivative of the gradient along v.
 *
 * @throws RangeError as `gradient` does, and when v is not as long as x
 * @complexity a small multiple of the cost of f
 * @example
 * hvp('x^2*y', [3, 5], [1, 0]); // [10, 6]
 */
export function hvp<T>(f: ScalarSource, x: readonly T[], v: readonly T[]): T[] {
  if (v.length !== x.length) throw new RangeError(`hvp: expected ${x.length} components of the direction, got ${v.length}`);
  const { algebra, values } = algebraOf('hvp', [...x, ...v]);
  const point = x.map((_, i) => [values[i]!, values[x.length + i]!]);
  return gradientOfJets(algebra, 'hvp', f, point).map((jet) => jet[1]!);
}

/** The gradient of f at a point whose coordinates are jets of order 1. */
function gradientOfJets<T>(
  algebra: Algebra<T, Memory>,
  where: string,
  f: ScalarSource,
  point: readonly (readonly T[])[],
): (readonly T[])[] {
  const jets = jetsOf(algebra, Math.max(1, (point[0]?.length ?? 0) - 1));
  const linear = linearized(jets, f, () => scalarTarget(where, f, point.length));
  return linear.at(where, point).backward([one(jets)]);
}

/** Algebras of jets of order 1 made so far, by what their coefficients are and the number of variables. */
const algebras = new WeakMap<object, Map<number, Algebra<readonly unknown[], Memory>>>();

function jetsOf<T>(algebra: Algebra<T, Memory>, variables: number): Algebra<readonly T[], Memory> {
  let made = algebras.get(algebra);
  if (made === undefined) {
    made = new Map();
    algebras.set(algebra, made);
  }
  let jets = made.get(variables) as Algebra<readonly T[], Memory> | undefined;
  if (jets === undefined) {
    jets = jetAlgebra(algebra, Space.of(variables, 1));
    made.set(variables, jets as Algebra<readonly unknown[], Memory>);
  }
  return jets;
}
