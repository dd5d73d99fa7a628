// Two conservative systems over many periods. A Taylor method of order 20 keeps their energy to the last digits.
import { integrate, system } from 'brook';

function show(name, field, initial, end, energy) {
  const orbit = integrate(field, initial, { t: [0, end] });
  const before = energy(initial);
  const drift = Math.max(...orbit.states.map((state) => Math.abs(energy(state) / before - 1)));
  console.log(`${name}: t = ${end.toFixed(0)}, ${orbit.steps} steps of order ${orbit.order}, ${orbit.status}`);
  console.log(`  largest relative change of the energy: ${drift.toExponential(1)}`);
  return orbit;
}

// A planet on an ellipse of eccentricity 0.6, for 100 revolutions.
const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });
const start = [0.4, 0, 0, 2];
const orbit = show('Kepler', kepler, start, 200 * Math.PI, ([x, y, u, v]) => (u * u + v * v) / 2 - 1 / Math.hypot(x, y));
const error = Math.hypot(...orbit.end.map((value, i) => value - start[i]));
console.log(`  back at the start after 100 revolutions, off by ${error.toExponential(1)}`);

// The same field as a plain function: stars in a galaxy after Hénon and Heiles (1964), chaotic at this energy.
const henonHeiles = system((x, y, u, v) => [u, v, -x - 2 * x * y, -y - x ** 2 + y ** 2]);
show('Hénon–Heiles', henonHeiles, [0.1, 0.2, 0.3, 0.1], 1000, ([x, y, u, v]) => {
  return (u * u + v * v + x * x + y * y) / 2 + x * x * y - y ** 3 / 3;
});

// Between the steps the trajectory is known just as well.
console.log(
  '  Kepler at t = 1:',
  orbit
    .at(1)
    .map((value) => value.toFixed(12))
    .join(', '),
);
