import type { Algebra, Memory } from '../algebra/algebra.js';
import { Formula } from '../formula/formula.js';
import { formulaOf } from '../formula/source.js';
import { type Coloring, colorColumns, colorSymmetric, transposed } from './coloring.js';
import type { Linearization } from './linearization.js';
import { hessianPattern, jacobianPattern } from './pattern.js';
import { type SparseMatrix, sparseMatrix } from './sparse.js';
import type { Target } from './target.js';

/** Where entries may be, and the colors that tell them apart. */
interface Plan {
  readonly pattern: readonly (readonly number[])[];
  readonly coloring: Coloring;
}

interface JacobianPlan extends Plan {
  /** Whether it is rows that have colors, so that sweeps go in reverse. */
  readonly back: boolean;
}

const jacobianPlans = new WeakMap<Linearization<unknown>, JacobianPlan>();
const hessianPlans = new WeakMap<Formula | Target, Plan>();

/** The Jacobian at the point where functions of n variables were linearized, by sums of rows or of columns. */
export function compressedJacobian<T>(algebra: Algebra<T, Memory>, linear: Linearization<T>, n: number): SparseMatrix<T> {
  let plan = jacobianPlans.get(linear as Linearization<unknown>);
  if (plan === undefined) {
    const pattern = jacobianPattern(linear.target);
    const columns = colorColumns(pattern, n);
    const rows = colorColumns(transposed(pattern, n), pattern.length);
    const back = rows.count <= columns.count;
    plan = { pattern, coloring: back ? rows : columns, back };
    jacobianPlans.set(linear as Linearization<unknown>, plan);
  }
  const { pattern, coloring, back } = plan;
  const [unit, nothing] = [one(algebra), zero(algebra)];
  const sums = Array.from({ length: coloring.count }, (_, color) => {
    const seed = Array.from(coloring.colors, (c) => (c === color ? unit : nothing));
    return back ? linear.backward(seed) : linear.forward(seed);
  });
  return sparseMatrix(pattern, n, coloring.count, (i, j) =>
    back ? sums[coloring.colors[i]!]![j]! : sums[coloring.colors[j]!]![i]!,
  );
}

/** Directions of one sweep of jets: their cost grows with the number, that of what they share does not. */
const MOST_DIRECTIONS = 16;

/**
 * The Hessian by sums of columns.
 *
 * @param gradient - the gradient of jets that start in variable i with the given seeds: of each variable a jet
 */
export function compressedHessian<T>(
  source: unknown,
  target: Target,
  gradient: (seeds: (i: number) => readonly boolean[]) => (readonly T[])[],
): SparseMatrix<T> {
  const n = target.variables.length;
  const {
    pattern,
    coloring: { colors, count },
  } = hessianPlan(source, () => target);
  const directions = Math.min(count, MOST_DIRECTIONS);
  // sums[i][color] = Σ over the j of this color of entry i, j
  const sums: T[][] = Array.from({ length: n }, () => []);
  for (let from = 0; from < count; from += directions) {
    const rows = gradient((i) => Array.from({ length: directions }, (_, d) => colors[i] === from + d));
    rows.forEach((jet, i) => {
      sums[i]!.push(...jet.slice(1));
    });
  }
  /** Whether row i shows entry i, j alone in the color of j. */
  const shows = (i: number, j: number): boolean => pattern[i]!.every((l) => l === j || colors[l] !== colors[j]);
  return sparseMatrix(pattern, n, count, (i, j) => {
    const [low, high] = i < j ? [i, j] : [j, i];
    return shows(low, high) ? sums[low]![colors[high]!]! : sums[high]![colors[low]!]!;
  });
}

/** The Hessian from its entries, of which only those are asked for that may be other than zero. */
export function patternedHessian<T>(source: unknown, target: () => Target, entry: (i: number, j: number) => T): SparseMatrix<T> {
  const { pattern, coloring } = hessianPlan(source, target);
  return sparseMatrix(pattern, pattern.length, coloring.count, entry);
}

function hessianPlan(source: unknown, target: () => Target): Plan {
  const known = typeof source === 'string' ? formulaOf(source) : source;
  const read = known instanceof Formula ? undefined : target();
  const key = known instanceof Formula ? known : read!;
  let plan = hessianPlans.get(key);
  if (plan === undefined) {
    const pattern = hessianPattern(read ?? target());
    plan = { pattern, coloring: colorSymmetric(pattern) };
    hessianPlans.set(key, plan);
  }
  return plan;
}

/** 1 as a coefficient. */
export function one<T>(algebra: Algebra<T, Memory>): T {
  const m = algebra.allocate(1);
  algebra.rational(m, 0, { num: 1n, den: 1n });
  return algebra.read(m, 0);
}

/** 0 as a coefficient. */
export function zero<T>(algebra: Algebra<T, Memory>): T {
  return algebra.read(algebra.allocate(1), 0);
}
