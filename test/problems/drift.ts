import { formula } from '../../src/formula/formula.js';
import { integrate } from '../../src/ode/integrate.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import type { Problem } from '../../src/problems/problem.js';

/** How far the energy of a problem is from its value in the end, at worst at some two thousand of the steps, relative to the value. */
export function drift(
  { equations, initial, invariants }: Problem,
  end: number,
  options: Partial<IntegrateOptions> = {},
): { readonly steps: number; readonly worst: number; readonly drifts: readonly number[] } {
  const f = formula(invariants['energy']!, { variables: Object.keys(equations) });
  const energy = (state: readonly number[]): number => f.evaluate([...state]) as number;
  const before = energy(initial);
  const grid = Array.from({ length: 2001 }, (_, k) => (end * k) / 2000);
  const { states, steps } = integrate(equations, initial, { t: grid, maxSteps: 1e7, dense: false, ...options });
  const drifts = states.map((state) => Math.abs(energy(state) / before - 1));
  return { steps, worst: Math.max(...drifts), drifts };
}
