import type { Problem } from './problem.js';

/**
 * A star in a galaxy with two degrees of freedom: at energy 1/8 regular and chaotic orbits live side by side.
 *
 * @example
 * const { equations, initial, t, invariants } = henonHeiles;
 * const energy = formula(invariants.energy, { variables: Object.keys(equations) });
 * const { end } = integrate(equations, initial, { t });
 * [energy.evaluate(initial), energy.evaluate(end)].map((e) => e.toFixed(14)); // ['0.12500000000000', '0.12500000000000']
 */
export const henonHeiles: Problem = {
  name: 'Hénon–Heiles',
  equations: { x: 'u', y: 'v', u: '-x - 2*x*y', v: '-y - x^2 + y^2' },
  // u = √(1/4 − 1/25 − 1/100 + 1/1500) makes the energy 1/8 at x = 0, y = 1/10, v = 1/5
  initial: [0, 0.1, 0.4479583313955291, 0.2],
  t: [0, 100],
  citation:
    'M. Hénon, C. Heiles, The applicability of the third integral of motion: some numerical experiments, Astron. J. 69 (1964) 73–79',
  invariants: { energy: '(u^2 + v^2 + x^2 + y^2)/2 + x^2*y - y^3/3' },
};
