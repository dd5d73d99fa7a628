import type { Problem } from './problem.js';

const period = 1.5586522107161747;

/**
 * Lorenz's convection equations at the classical parameters, on the shortest periodic orbit of the attractor, once around each wing.
 *
 * @example
 * const { equations, initial, t } = lorenz;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-11; // true
 */
export const lorenz: Problem = {
  name: 'Lorenz',
  equations: { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' },
  initial: [-13.763610682134, -19.578751942452, 27],
  t: [0, period],
  citation:
    'E. N. Lorenz, Deterministic nonperiodic flow, J. Atmos. Sci. 20 (1963) 130–141; orbit AB: D. Viswanath, The fractal property of the Lorenz attractor, Physica D 190 (2004) 115–128',
  invariants: {},
  period,
};
