import { nBody } from './n-body.js';
import type { Problem } from './problem.js';

/** Sun (with the inner planets), Jupiter, Saturn, Uranus, Neptune and Pluto. */
const masses = [
  '1.00000597682',
  '0.000954786104043',
  '0.000285583733151',
  '0.0000437273164546',
  '0.0000517759138449',
  '1/130000000',
];

/** Positions and velocities on September 5, 1994, relative to the Sun: one row for x, y, z and each of their velocities. */
// biome-ignore format: a table
const relative = [
  [0, -3.5023653, 9.0755314, 8.310142, 11.4707666, -15.5387357],
  [0, -3.8169847, -3.0458353, -16.2901086, -25.7294829, -25.2225594],
  [0, -1.5507963, -1.6483708, -7.2521278, -10.8169456, -3.1902382],
  [0, 0.00565429, 0.00168318, 0.00354178, 0.0028893, 0.00276725],
  [0, -0.0041249, 0.00483525, 0.00137102, 0.00114527, -0.00170702],
  [0, -0.00190589, 0.00192462, 0.00055029, 0.00039677, -0.00136504],
];

const weights = masses.map((mass) =>
  mass
    .split('/')
    .map(Number)
    .reduce((a, b) => a / b),
);
const total = weights.reduce((a, b) => a + b);

/** The same relative to the center of mass. */
function centered(row: readonly number[]): number[] {
  const center = row.reduce((sum, x, i) => sum + weights[i]! * x, 0) / total;
  return row.map((x) => x - center);
}

/**
 * The Sun and the five outer bodies from September 5, 1994 on, in astronomical units, days and solar masses.
 *
 * Published relative to the Sun, but given here about the center of mass, which is at rest: a Sun that is at rest at first would carry all of them away, 200 units in the
 * time of 100 000 steps, and coordinates would lose the figures that the energy keeps.
 *
 * @example
 * const { equations, initial } = outerSolarSystem;
 * const year = 365.25;
 * // Pluto crosses the orbit of Neptune and keeps away from it: their least distance in 300 years, in astronomical units
 * const { t, states } = integrate(equations, initial, { t: Array.from({ length: 301 }, (_, i) => i * year) });
 * const distance = (state) => Math.hypot(...[0, 6, 12].map((axis) => state[axis + 4] - state[axis + 5]));
 * [t.length, Math.min(...states.map(distance)).toFixed(1)]; // [301, '27.3']
 */
export const outerSolarSystem: Problem = {
  name: 'outer Solar System',
  ...nBody(masses, 3, '2.95912208286e-4'),
  initial: relative.flatMap(centered),
  t: [0, 200_000],
  citation: 'E. Hairer, Ch. Lubich, G. Wanner, Geometric Numerical Integration, 2nd ed., Springer 2006, section I.2.4, table 2.2',
};
