// A comet that nearly falls into the sun. In time τ with dt = r dτ (Sundman 1912) its motion has no singularity near by, and few steps do.
import { integrate, system } from 'brook';

const inTime = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });

// With X = dx/dτ = r u and Y = dy/dτ = r v, and the time as one more component.
const regularized = system({
  x: 'X',
  y: 'Y',
  X: '((x*X + y*Y)/sqrt(x^2 + y^2)*X - x)/sqrt(x^2 + y^2)',
  Y: '((x*X + y*Y)/sqrt(x^2 + y^2)*Y - y)/sqrt(x^2 + y^2)',
  time: 'sqrt(x^2 + y^2)',
});
const turn = 2 * Math.PI;
const oneTurn = { when: `time - ${turn}`, stop: true };

for (const e of [0.6, 0.99, 0.9999]) {
  const r = 1 - e;
  const speed = Math.sqrt((1 + e) / (1 - e));
  const plain = integrate(inTime, [r, 0, 0, speed], { t: [0, turn] });
  const short = integrate(regularized, [r, 0, 0, r * speed, 0], { t: [0, 100], events: [oneTurn] });
  const off = ([x, y]) => Math.hypot(x - r, y).toExponential(0);
  console.log(`e = ${e}: ${plain.steps} steps in t, off by ${off(plain.end)}; ${short.steps} in τ, off by ${off(short.end)}`);
}
