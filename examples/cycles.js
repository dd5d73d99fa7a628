// Periodic orbits inside the Lorenz attractor: from a long chaotic orbit, each of its pieces that nearly closes is a guess.
import { closedOrbit, lyapunov, poincare, system } from 'brook';

const field = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const section = poincare(field, { section: 'z - 27', direction: 'falling' });

// where a chaotic orbit crosses the plane through the two rest points
const crossings = [];
let state = [-13.8, -19.6, 27];
for (let i = 0; i < 600; i++) {
  const { state: next, time } = section.follow(state);
  crossings.push({ state, time });
  state = [...next];
}

/** The points of a piece of so many crossings, and how long it takes. */
function piece(from, count) {
  let t = 0;
  const points = crossings.slice(from, from + count).map((crossing) => {
    const point = { t, state: crossing.state };
    t += crossing.time;
    return point;
  });
  const gap = Math.hypot(...crossings[from + count].state.map((x, i) => x - crossings[from].state[i]));
  return { points, period: t, gap };
}

console.log('crossings   gap      period              largest multiplier   exponent');
for (const count of [2, 3, 4, 5, 8, 13, 21, 34, 55]) {
  const pieces = Array.from({ length: 600 - count - 1 }, (_, from) => piece(from, count));
  const { points, period, gap } = pieces.reduce((best, other) => (other.gap < best.gap ? other : best));
  const orbit = closedOrbit(field, { points, period });
  if (orbit.status !== 'converged') throw new Error(orbit.message);
  const [largest] = orbit.multipliers;
  const exponent = Math.log(Math.abs(largest.re)) / orbit.period;
  const numbers = [
    gap.toFixed(3),
    orbit.period.toFixed(14).padEnd(19),
    largest.re.toExponential(9).padEnd(18),
    exponent.toFixed(4),
  ];
  console.log(`${String(count).padStart(6)}      ${numbers.join('   ')}`);
}

// the orbits' exponents scatter about that of the attractor
const { exponents } = lyapunov(field, state, { t: [0, 1000], count: 1 });
console.log(`exponent of the attractor: ${exponents[0].toFixed(2)}`);
