import type { Problem } from './problem.js';

// 4 K(sin(1/2)) with the complete elliptic integral of the first kind
const period = 6.699975664370455;

/**
 * A pendulum let go at 1 rad.
 *
 * @example
 * const { equations, initial, t } = pendulum;
 * const { end } = integrate(equations, initial, { t });
 * Math.max(...end.map((x, i) => Math.abs(x - initial[i]))) < 1e-14; // true
 */
export const pendulum: Problem = {
  name: 'pendulum',
  equations: { x: 'v', v: '-sin(x)' },
  initial: [1, 0],
  t: [0, period],
  citation:
    'D. F. Lawden, Elliptic Functions and Applications, Springer 1989, section 5.1: the period from rest at angle a is 4 K(sin(a/2))',
  invariants: { energy: 'v^2/2 - cos(x)' },
  period,
};
