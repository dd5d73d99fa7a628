import type { Memory } from '../algebra/algebra.js';
import { narrowed } from './block.js';
import { requireBounded } from './bounded.js';
import { leadingDegree } from './row.js';
import { SeriesN } from './series-n.js';
import { solve } from './solve.js';
import type { Space } from './space.js';
import { Truncated } from './truncated.js';

/** A square matrix of coefficients, row by row. */
export type Coefficients<T> = readonly (readonly T[])[];

/** L⁻¹ for L_ij = ∂f_i/∂x_j at the center and as many variables x_j as series; undefined where L is singular, or its enclosure may be. */
export function inverseOfLinear<T>(map: readonly SeriesN<T>[], variables: readonly string[]): Coefficients<T> | undefined {
  const n = map.length;
  const { algebra } = Truncated.partsOf<T, SeriesN<T>>(map[0]!);
  const w = algebra.width;
  const system: Memory = algebra.allocate(2 * n * n);
  map.forEach((f, i) => {
    variables.forEach((name, j) => {
      algebra.write(system, (i * 2 * n + j) * w, f.coefficient(f.names.map((other) => (other === name ? 1 : 0))));
    });
    algebra.rational(system, (i * 2 * n + n + i) * w, { num: 1n, den: 1n });
  });
  const inverse = solve(algebra, system, n, n);
  if (inverse === 'singular' || inverse === 'uncertain') return undefined;
  return map.map((_, i) => variables.map((_, j) => algebra.read(inverse, (i * n + j) * w)));
}

/** The products of a matrix with a column of series. */
export function applied<T>(matrix: Coefficients<T>, column: readonly SeriesN<T>[]): SeriesN<T>[] {
  return matrix.map((row) => column.map((f, j) => f.mul(row[j]!)).reduce((sum, part) => sum.add(part)));
}

/** The same coefficients in another space of the same variables, zeros where there were none: for where it is known that these do not matter. */
export function within<T>(f: SeriesN<T>, space: Space): SeriesN<T> {
  const { algebra, memory } = Truncated.partsOf<T, SeriesN<T>>(f);
  const block = narrowed(algebra, { memory, space: f.space }, space);
  return SeriesN.over(algebra, f, space, (out) => algebra.transfer(out, 0, block.memory, 0, space.size));
}

/** The terms alone whose exponents a condition keeps. */
export function kept<T>(f: SeriesN<T>, keeps: (exponents: readonly number[]) => boolean): SeriesN<T> {
  const { algebra, memory } = Truncated.partsOf<T, SeriesN<T>>(f);
  return Truncated.like<T, SeriesN<T>>(f, (out) => {
    for (let i = 0; i < f.space.size; i++) {
      if (keeps(f.space.exponentsOf(i))) algebra.transfer(out, i * algebra.width, memory, i * algebra.width, 1);
    }
  });
}

/** Throws where exponents of single variables have bounds of their own; `why` this does not do. */
export function requireDegreeAlone(where: string, fs: readonly SeriesN<unknown>[], why: string): void {
  for (const { space } of fs) {
    if (space.hasPrefixes) continue;
    throw new RangeError(
      `${where}: expected series up to a degree, got exponents up to (${space.orders.join(', ')}); ${why}; make the variables with an order, and weights`,
    );
  }
}

/** The lowest degree of a term other than the constant one; Infinity where there is none. */
export function startOf<T>(f: SeriesN<T>): number {
  const { algebra, memory, shape } = Truncated.partsOf<T, SeriesN<T>>(kept(f, (exponents) => exponents.some((e) => e > 0)));
  return leadingDegree(algebra, memory, shape);
}

/** Throws where an enclosure among the coefficients of the series is unbounded. */
export function requireBoundedSeries<T>(where: string, fs: readonly SeriesN<T>[]): void {
  for (const f of fs) {
    const { algebra, memory, shape } = Truncated.partsOf<T, SeriesN<T>>(f);
    requireBounded(where, algebra, memory, shape);
  }
}
