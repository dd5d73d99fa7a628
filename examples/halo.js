// Halo orbits of Earth and Moon: a family of periodic orbits, each member found from the two before it, and how unstable they are.
import { closedOrbit, hamiltonian } from 'brook';

// The restricted problem of three bodies in the frame that turns with the two: Earth at (μ, 0, 0), the Moon at (μ − 1, 0, 0).
const distance = (x) => `sqrt((${x})^2 + y^2 + z^2)`;
const field = hamiltonian(
  `(p^2 + q^2 + w^2)/2 + y*p - x*q - (1 - mu)/${distance('x - mu')} - mu/${distance('x - mu + 1')}`,
  ['x', 'y', 'z'],
  ['p', 'q', 'w'],
  { parameters: { mu: 0.01215057 } },
);

/** The member at a height z over the plane, from a guess. */
const member = (z, state, period) => closedOrbit(field, { state: state.with(2, z), period, fixed: ['y', 'z'] });

// near where the halos leave the plane
let before = member(-0.003, [-0.8234, 0, 0, 0, -0.9497, 0], 2.743);
let orbit = member(-0.01, before.state, before.period);
console.log('      z        x            period       largest multiplier');
for (let step = 2; step <= 12; step++) {
  const z = -0.01 * step;
  // the straight line through two members
  const part = (z - orbit.state[2]) / (orbit.state[2] - before.state[2]);
  const along = (a, b) => b + part * (b - a);
  const guess = orbit.state.map((value, i) => along(before.state[i], value));
  const next = member(z, guess, along(before.period, orbit.period));
  if (next.status !== 'converged') throw new Error(next.message);
  [before, orbit] = [orbit, next];
  const { state, period, multipliers } = orbit;
  console.log(`  ${z.toFixed(2)}   ${state[0].toFixed(9)}   ${period.toFixed(9)}   ${multipliers[0].re.toFixed(4)}`);
}
console.log(`closed to ${orbit.residual.toExponential(0)}`);
