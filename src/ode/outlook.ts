import type { Equations } from '../formula/equations.js';
import { floatValues } from '../formula/float.js';

/**
 * Times in which the state changes by its own size at the start that a step is taken to be long: those of x' = −x, whose coefficients fall as fast as any, are 7 at order
 * 20, the Lorenz system's a ninth (`npm run bench:thresholds` shows those of others).
 */
const LONG_STEP = 8;

/**
 * About how many steps an orbit takes at least over a time, by how fast its state changes at the start. It decides only when code is compiled, and never what
 * comes out.
 */
export function stepsAhead(
  system: Equations,
  initial: readonly number[],
  t: number,
  time: number,
  parameters: readonly number[],
): number {
  const point = system.time === undefined ? [...initial, ...parameters] : [...initial, t, ...parameters];
  const largest = (values: readonly number[], least: number): number =>
    values.reduce((most, x) => Math.max(most, Math.abs(x)), least);
  const ahead = (largest(floatValues(system.dag, system.roots, point), 0) * Math.abs(time)) / (LONG_STEP * largest(initial, 1));
  return Number.isFinite(ahead) ? Math.max(1, ahead) : 1;
}
