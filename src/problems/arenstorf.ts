import type { Problem } from './problem.js';

const period = 17.0652165601579625588917206249;

/**
 * Arenstorf's orbit of four loops from the Moon around the Earth: the restricted three-body problem in coordinates that rotate, with the Earth at (−μ, 0) and
 * the Moon at (1 − μ, 0), μ = 0.012277471.
 *
 * @example
 * const { equations, initial, t } = arenstorf;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-9; // true
 */
export const arenstorf: Problem = {
  name: 'Arenstorf',
  equations: {
    x: 'u',
    y: 'v',
    u: 'x + 2*v - 0.987722529*(x + 0.012277471)/((x + 0.012277471)^2 + y^2)^(3/2) - 0.012277471*(x - 0.987722529)/((x - 0.987722529)^2 + y^2)^(3/2)',
    v: 'y - 2*u - 0.987722529*y/((x + 0.012277471)^2 + y^2)^(3/2) - 0.012277471*y/((x - 0.987722529)^2 + y^2)^(3/2)',
  },
  initial: [0.994, 0, 0, -2.00158510637908252240537862224],
  t: [0, period],
  citation:
    'R. F. Arenstorf, Periodic solutions of the restricted three body problem, Amer. J. Math. 85 (1963) 27–35; figures: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., Springer 1993, eq. II.0.1–2',
  invariants: {
    jacobi:
      'x^2 + y^2 + 2*0.987722529/sqrt((x + 0.012277471)^2 + y^2) + 2*0.012277471/sqrt((x - 0.987722529)^2 + y^2) - u^2 - v^2',
  },
  period,
};
