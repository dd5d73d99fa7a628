// A field with 102 unknown parameters, a small neural network, learns the Van der Pol oscillator from 40 observed states. One way back along the orbit
// gives the derivatives of the misfit with respect to all of them.
import { adjoint, integrate, system } from 'brook';

const hidden = Array.from({ length: 20 }, (_, i) => i);
const units = hidden.map((i) => `tanh(a${i}*x + b${i}*y + c${i})`);
const parameters = { d: 0, e: 0 };
for (const i of hidden) {
  parameters[`a${i}`] = Math.sin(1 + 5 * i);
  parameters[`b${i}`] = Math.cos(2 + 3 * i);
  parameters[`c${i}`] = Math.sin(3 + 7 * i) / 2;
  parameters[`p${i}`] = Math.cos(4 + 11 * i) / 4;
  parameters[`q${i}`] = Math.sin(5 + 13 * i) / 4;
}
const network = system(
  {
    x: `d + ${units.map((unit, i) => `p${i}*${unit}`).join(' + ')}`,
    y: `e + ${units.map((unit, i) => `q${i}*${unit}`).join(' + ')}`,
  },
  { parameters },
);
const names = network.parameters;
const start = [2, 0];
const times = Array.from({ length: 41 }, (_, i) => i / 8);
const observed = integrate({ x: 'y', y: '(1 - x^2)*y - x' }, start, { t: times });
const terms = observed.states.slice(1).map(([x, y], i) => ({ t: times[i + 1], cost: `(x - (${x}))^2 + (y - (${y}))^2` }));

let gradients = 0;
function misfit(p) {
  gradients++;
  const values = Object.fromEntries(names.map((name, i) => [name, p[i]]));
  const { value, parameters: slopes } = adjoint(network, start, { t: [0, 5], terms, parameters: values, tolerance: 1e-8 });
  return { value, slope: names.map((name) => slopes[name]) };
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

// Along the slope, by the length that the last step suggests (Barzilai and Borwein 1988), shorter where the misfit would double.
let point = names.map((name) => parameters[name]);
let here = misfit(point);
const before = here.value;
let length = 1e-4;
while (here.value > 5 && gradients < 400) {
  const next = point.map((x, i) => x - length * here.slope[i]);
  const there = misfit(next);
  if (!(there.value < 2 * here.value)) {
    length /= 4;
    continue;
  }
  const step = next.map((x, i) => x - point[i]);
  const change = there.slope.map((x, i) => x - here.slope[i]);
  length = Math.abs(dot(step, step) / dot(step, change));
  [point, here] = [next, there];
}

console.log(`${names.length} parameters, ${gradients} gradients`);
console.log(`misfit before: ${before.toFixed(1)}`);
console.log(`misfit after: ${here.value.toFixed(1)}`);
