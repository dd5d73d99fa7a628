import type { Problem } from './problem.js';

const period = 6.66328685932313;

/**
 * Van der Pol's oscillator at μ = 1, on its limit cycle where that is farthest out.
 *
 * @example
 * const { equations, initial, t } = vanDerPol;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-13; // true
 */
export const vanDerPol: Problem = {
  name: 'Van der Pol',
  equations: { x: 'y', y: '(1 - x^2)*y - x' },
  initial: [2.0086198608748431, 0],
  t: [0, period],
  citation:
    'B. van der Pol, On relaxation-oscillations, Phil. Mag. 2 (1926) 978–992; amplitude and period: C. M. Andersen, J. F. Geer, SIAM J. Appl. Math. 42 (1982) 678–693',
  invariants: {},
  period,
};
