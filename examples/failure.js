// What cannot be computed is not an exception but an answer: a status, one sentence, and everything until there.
import { enclose, formula, integrate, system } from 'brook';

const blowUp = system({ x: 'x^2' }); // x(t) = 1/(1 − t)
const trajectory = integrate(blowUp, [1], { t: [0, 2] });
console.log(`integrate: ${trajectory.status}. ${trajectory.message}`);
console.log(`  x(0.5) = ${trajectory.at(0.5)}`);

const tube = enclose(blowUp, [1], { t: [0, 2] });
console.log(`enclose: ${tube.status}. ${tube.message}`);
console.log(`  x(0.5) lies in ${tube.at(0.5)}`);

const leaving = enclose(system({ x: '-1/(2*x)' }), [1], { t: [0, 2] }); // x(t) = √(1 − t)
console.log(`enclose: ${leaving.status} at t = ${leaving.reached.toFixed(6)}`);

// Misuse, on the other hand, throws at once and says what to do.
for (const attempt of [() => formula('2*foo(x)'), () => integrate(blowUp, [1, 2], { t: [0, 1] })]) {
  try {
    attempt();
  } catch (error) {
    console.log(`${error.name}: ${error.message.slice(0, 110)}`);
  }
}
