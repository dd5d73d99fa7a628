import type { Problem } from './problem.js';

/**
 * Duffing's forced oscillator with two wells, chaotic at these parameters. Areas in the plane shrink by e^{−3t/10} everywhere.
 *
 * @example
 * // areas shrink by the trace of the field, −3/10, all the time
 * const { flowJacobian: [[a, b], [c, d]] } = integrate(duffing.equations, duffing.initial, { t: [0, 10], variational: true });
 * Math.abs(Math.log(a * d - b * c) + 3) < 1e-12; // true
 */
export const duffing: Problem = {
  name: 'Duffing',
  equations: { x: 'y', y: 'x - x^3 - 3/10*y + cos(t)/2' },
  initial: [1, 0],
  t: [0, 20],
  citation:
    'G. Duffing, Erzwungene Schwingungen bei veränderlicher Eigenfrequenz, Vieweg 1918; P. Holmes, A nonlinear oscillator with a strange attractor, Phil. Trans. R. Soc. A 292 (1979) 419–448',
  invariants: {},
};
