import type { Algebra, Memory } from '../algebra/algebra.js';
import { lower } from '../formula/lower.js';
import { rational } from '../rounding/rational.js';
import { graded } from '../series/graded.js';
import { Space } from '../series/space.js';
import { Tape } from '../series/tape.js';
import type { Target } from './target.js';

/** Solves J·X = R for the unknowns' Jacobian J at the point: m×columns coefficients in, as many out. */
export type LinearSolver = (right: Memory, columns: number) => Memory;

/** The series of the unknowns: that of the i-th begins at `at(i)` of `memory`, in the numbering of `space`. */
export interface Lifted {
  readonly memory: Memory;
  readonly space: Space;
  at(i: number): number;
}

/**
 * The series of y(x) with F(x, y(x)) = 0, degree by degree, from a root (x₀, y₀).
 *
 * With y known below degree k, the part of degree k of F(x, y) is linear in that of y: r_k + F_y(x₀, y₀)·y_k. So r_k is what comes out with
 * y_k = 0, and y_k = −F_y⁻¹ r_k: Newton's method, and one factored matrix serves all degrees. The tape runs each degree twice.
 *
 * With interval coefficients each step encloses, so that the series enclose those at every root in the box.
 *
 * @param target - as many functions as unknowns; its variables are those of x, then the unknowns
 * @param scale - coefficients are those in τ, x = x₀ + scale·τ
 */
export function lift<T>(
  algebra: Algebra<T, Memory>,
  { dag, roots, variables }: Target,
  x: readonly T[],
  y: readonly T[],
  order: number,
  solve: LinearSolver,
  scale = 1,
): Lifted {
  const w = algebra.width;
  const space = Space.of(x.length, order);
  const lowered = lower(dag, roots, variables.length, order);
  // one variable has a shorter way than many, in the same numbering
  const grading = x.length === 1 ? undefined : graded(algebra as Algebra<unknown, Memory>, space);
  const tape = new Tape(algebra, lowered, order, grading);
  const { memory } = tape;
  [...x, ...y].forEach((value, v) => {
    algebra.write(memory, tape.row(v), value);
  });
  if (order > 0) for (let v = 0; v < x.length; v++) algebra.rational(memory, tape.row(v) + (1 + v) * w, rational(BigInt(scale)));
  tape.start();
  for (let k = 1; k <= order; k++) {
    const part = space.first[k]! * w;
    const columns = space.first[k + 1]! - space.first[k]!;
    tape.advance(k);
    const right = algebra.allocate(y.length * columns);
    lowered.roots.forEach((row, i) => {
      algebra.transfer(right, i * columns * w, memory, tape.row(row) + part, columns);
    });
    const solution = solve(right, columns);
    for (let i = 0; i < y.length; i++) {
      const to = tape.row(x.length + i) + part;
      algebra.transfer(memory, to, solution, i * columns * w, columns);
      for (let c = 0; c < columns; c++) algebra.neg(memory, to + c * w, to + c * w);
    }
    tape.advance(k);
  }
  return { memory, space, at: (i) => tape.row(x.length + i) };
}
