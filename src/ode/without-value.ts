import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { Solution } from '../formula/solution.js';

/** The states whose right-hand sides have no finite value at a point: sqrt(x − 1) at 0, for example. */
export function withoutValue(
  system: Equations,
  state: readonly number[],
  t: number,
  parameters: readonly number[],
): readonly string[] {
  const solution = new Solution(float64, system, 1, parameters);
  const { memory, timeAt } = solution;
  for (const [i, x] of state.entries()) memory[solution.at(i, 0)] = x;
  if (timeAt !== undefined) memory[timeAt] = t;
  solution.solve();
  return system.states.filter((_, i) => !Number.isFinite(memory[solution.at(i, 1)]));
}
