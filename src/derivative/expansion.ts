import type { Algebra, Memory } from '../algebra/algebra.js';
import { lower } from '../formula/lower.js';
import { graded } from '../series/graded.js';
import type { Space } from '../series/space.js';
import { Tape } from '../series/tape.js';
import { removableIn, runOrRemove } from './removable.js';
import type { Target } from './target.js';

/**
 * Runs a function on its variables as series around a point: variable `active[i]` is variable i of the space, the others stay constant.
 *
 * @param scales - powers of two s_i: variable i is x_i + s_i·τ_i, and coefficients are those in τ
 * @returns a memory in which the coefficients lie from `at` on, in the numbering of the space
 */
export function expandIn<T>(
  algebra: Algebra<T, Memory>,
  target: Target,
  point: readonly T[],
  active: readonly number[],
  space: Space,
  scales?: readonly number[],
): { memory: Memory; at: number } {
  const { dag, roots, variables } = target;
  const constant = [...variables.keys()].filter((v) => !active.includes(v));
  const lowered = lower(dag, roots, variables.length, space.order, constant);
  const tape = new Tape(algebra, lowered, space.order, graded(algebra as Algebra<unknown, Memory>, space));
  const { memory } = tape;
  point.forEach((value, v) => {
    algebra.write(memory, tape.row(v), value);
  });
  // monomial 1 + i is variable i of the space
  if (space.order > 0) {
    for (const [i, v] of active.entries()) {
      algebra.rational(memory, tape.row(v) + (1 + i) * algebra.width, { num: BigInt(scales?.[i] ?? 1), den: 1n });
    }
  }
  const at = tape.row(lowered.roots[0]!);
  const own = runOrRemove(
    algebra,
    () => tape.run(),
    { memory, at, count: space.size },
    () => removableIn(algebra, target, point, active, space, scales),
  );
  return own === undefined ? { memory, at } : { memory: own, at: 0 };
}
