import type { Problem } from './problem.js';

const period = 5.881088455553877;

/**
 * Rössler's system at a = b = 1/5, c = 57/10, on the periodic orbit that meets the half-plane x = 0, x′ > 0 once.
 *
 * @example
 * const { equations, initial, t } = roessler;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-11; // true
 */
export const roessler: Problem = {
  name: 'Rössler',
  equations: { x: '-(y + z)', y: 'x + y/5', z: '1/5 + z*(x - 57/10)' },
  initial: [0, -8.3809417428298, 0.029590060630665],
  t: [0, period],
  citation: 'O. E. Rössler, An equation for continuous chaos, Phys. Lett. A 57 (1976) 397–398',
  invariants: {},
  period,
};
