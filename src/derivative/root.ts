import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { solve } from '../series/solve.js';
import type { LinearSolver } from './lift.js';
import type { Linearization } from './linearization.js';

/** Steps of Newton's method: quadratic convergence takes some six from a good start, and a bad one shows in this many. */
const MOST_STEPS = 60;

/** A step this small beside the root is the last that can help: convergence is quadratic, so the next is below rounding. */
const SMALL = 1e-6;

/**
 * A root y of F(x, ·), by Newton's method from a start until rounding stops it; undefined where it does not converge or F_y is singular.
 */
export function approximateRoot<T>(
  algebra: Algebra<T, Memory>,
  linear: Linearization<T>,
  x: readonly T[],
  start: readonly T[],
): T[] | undefined {
  const w = algebra.width;
  const m = start.length;
  const y = algebra.allocate(m + 1);
  start.forEach((value, i) => {
    algebra.write(y, i * w, value);
  });
  const point = (): T[] => start.map((_, i) => algebra.read(y, i * w));
  let last = Infinity;
  for (let n = 0; n < MOST_STEPS; n++) {
    linear.at('implicit', [...x, ...point()]);
    const inverse = invertedJacobian(algebra, linear, x.length, m);
    if (inverse === undefined) return undefined;
    const values = algebra.allocate(m);
    linear.values().forEach((value, i) => {
      algebra.write(values, i * w, value);
    });
    const step = inverse(values, 1);
    let size = 0;
    for (let i = 0; i < m; i++) {
      const of = algebra.magnitude(step, i * w);
      const scale = algebra.magnitude(y, i * w);
      // NaN is no size
      size = of <= Number.MAX_VALUE ? Math.max(size, of === 0 ? 0 : of / Math.max(scale, of)) : Number.NaN;
    }
    if (Number.isNaN(size)) return undefined;
    if (last < SMALL && size >= last) return point();
    for (let i = 0; i < m; i++) {
      algebra.transfer(y, m * w, step, i * w, 1);
      algebra.sub(y, i * w, i * w, m * w);
    }
    if (size === 0) return point();
    last = size;
  }
  return last < SMALL ? point() : undefined;
}

/** Solves with the Jacobian in the last m variables at the point where F was linearized; undefined where it is singular. */
export function invertedJacobian<T>(
  algebra: Algebra<T, Memory>,
  linear: Linearization<T>,
  skipped: number,
  m: number,
): LinearSolver | undefined {
  const w = algebra.width;
  const columns = jacobianColumns(algebra, linear, skipped, m);
  // J·D and 1, where the powers of two D bring rows to a like size: an elimination judges pivots by the largest element
  const given = algebra.allocate(2 * m * m);
  for (let i = 0; i < m; i++) {
    const row = 2 * i * m * w;
    columns.forEach((column, j) => {
      algebra.write(given, row + j * w, column[i]!);
    });
    algebra.rational(given, row + (m + i) * w, rational(1n));
    let largest = 0;
    for (let j = 0; j < m; j++) largest = Math.max(largest, algebra.magnitude(given, row + j * w));
    if (!(largest > 0 && largest < Infinity)) return undefined;
    const factor = powerOfTwoNear(1 / largest);
    for (let j = 0; j < 2 * m; j++) algebra.scale(given, row + j * w, row + j * w, factor);
  }
  const inverse = solve(algebra as Algebra<unknown, Memory>, given, m, m);
  if (inverse === 'singular' || inverse === 'uncertain') return undefined;
  return (right, count) => {
    const work = algebra.allocate(m * m + m * count + 2);
    algebra.transfer(work, 0, inverse, 0, m * m);
    algebra.transfer(work, m * m * w, right, 0, m * count);
    const [product, sum] = [(m * m + m * count) * w, (m * m + m * count + 1) * w];
    const out = algebra.allocate(m * count);
    for (let i = 0; i < m; i++) {
      for (let c = 0; c < count; c++) {
        algebra.zero(work, sum);
        for (let j = 0; j < m; j++) {
          algebra.mul(work, product, (i * m + j) * w, (m * m + j * count + c) * w);
          algebra.add(work, sum, sum, product);
        }
        algebra.transfer(out, (i * count + c) * w, work, sum, 1);
      }
    }
    return out;
  };
}

/** The columns of the Jacobian that belong to the last m variables. */
export function jacobianColumns<T>(
  algebra: Algebra<T, Memory>,
  linear: Linearization<T>,
  skipped: number,
  m: number,
): readonly (readonly T[])[] {
  const unit = algebra.allocate(2);
  algebra.rational(unit, 0, rational(1n));
  const [one, zero] = [algebra.read(unit, 0), algebra.read(unit, algebra.width)];
  return Array.from({ length: m }, (_, j) =>
    linear.forward(Array.from({ length: skipped + m }, (__, v) => (v === skipped + j ? one : zero))),
  );
}

function powerOfTwoNear(x: number): number {
  return 2 ** Math.max(-1000, Math.min(1000, Math.round(Math.log2(x))));
}
