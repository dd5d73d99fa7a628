// Events: a ball that loses a tenth of its speed at each impact, and the closed orbit of Van der Pol's oscillator.
import { integrate, poincare, system } from 'brook';

const fall = system({ h: 'v', v: '-g' }, { parameters: { g: 9.81 } });
const impact = { when: 'h', direction: 'falling', jump: ([, v]) => [0, -0.9 * v] };
const flight = integrate(fall, [1, 0], { t: [0, 5], events: [impact] });

// From height 1 the ball needs T = √(2/g); between the n-th impact and the next lie 2·0.9ⁿ·T.
const first = Math.sqrt(2 / 9.81);
let expected = first;
let worst = 0;
flight.events.forEach(({ t }, n) => {
  worst = Math.max(worst, Math.abs(t / expected - 1));
  expected += 2 * 0.9 ** (n + 1) * first;
});
console.log(`${flight.events.length} impacts by t = 5, the times right to ${worst.toExponential(1)}`);
console.log(`between them, at t = 2.5: height ${flight.at(2.5)[0].toFixed(12)}`);

// Where an orbit crosses x = 0 upward, again and again: the crossings settle at the limit cycle.
const vanDerPol = system({ x: 'y', y: '(1 - x^2)*y - x' });
const section = poincare(vanDerPol, { section: 'x', direction: 'rising' });
let point = [0, 1];
for (let n = 0; n < 12; n++) point = section.image(point);
console.log(`the limit cycle crosses x = 0 at y = ${point[1].toFixed(12)} and takes ${section.returnTime(point).toFixed(10)}`);
