import type { Problem } from './problem.js';

const period = 5.488138468138826;

/**
 * Prey x and predators y, on a closed orbit.
 *
 * @example
 * const { equations, initial, t } = lotkaVolterra;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-13; // true
 */
export const lotkaVolterra: Problem = {
  name: 'Lotka–Volterra',
  equations: { x: '2*x*(1 - y)', y: '-y*(1 - x)' },
  initial: [1, 3],
  t: [0, period],
  citation:
    'A. J. Lotka, Elements of Physical Biology, Williams and Wilkins 1925; V. Volterra, Mem. Accad. Lincei 2 (1926) 31–113; the data are those of the Volterra problem by which validated integrators are compared',
  invariants: { balance: 'x - log(x) + 2*(y - log(y))' },
  period,
};
