import type { Problem } from './problem.js';

/**
 * Kepler's problem in the plane with a = 1 and eccentricity 0.6, from the pericenter: one turn takes 2π.
 *
 * @example
 * const { equations, initial, period, invariants } = kepler;
 * const { end } = integrate(equations, initial, { t: [0, 10 * period] });
 * Math.abs(end[0] - initial[0]) < 1e-13; // true
 * formula(invariants.eccentricity, { variables: Object.keys(equations) }).evaluate(end).toFixed(13); // '0.6000000000000'
 */
export const kepler: Problem = {
  name: 'Kepler',
  equations: { x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' },
  initial: [0.4, 0, 0, 2],
  t: [0, 2 * Math.PI],
  citation: 'E. Hairer, Ch. Lubich, G. Wanner, Geometric Numerical Integration, 2nd ed., Springer 2006, section I.2.1',
  invariants: {
    energy: '(u^2 + v^2)/2 - 1/sqrt(x^2 + y^2)',
    angularMomentum: 'x*v - y*u',
    /** The first component of the Laplace–Runge–Lenz vector: the eccentricity, since the pericenter lies on the x axis. */
    eccentricity: 'v*(x*v - y*u) - x/sqrt(x^2 + y^2)',
  },
  period: 2 * Math.PI,
};
