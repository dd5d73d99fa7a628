// npm run bench:thresholds: what two choices of `integrate` rest on, LONGEST_SHORT in src/ode/pool.ts and LONG_STEP in src/ode/outlook.ts.
import { execFileSync } from 'node:child_process';
import { integrate, system } from 'brook';
import * as problems from 'brook/problems';
import { stepsAhead } from '../../dist/ode/outlook.js';

const byName = new Map(
  Object.values(problems).flatMap((problem) => (typeof problem === 'function' ? [] : [[problem.name, problem]])),
);
const counts = [32, 64, 96, 128, 192, 256];
const rounds = 7;

if (process.argv.length > 2) {
  const [name, kernel, steps] = process.argv.slice(2);
  console.log(firstOrbit(byName.get(name), kernel, Number(steps)));
} else {
  console.log('First orbit of a system, in ms, least of some: interpreted, compiled.');
  for (const name of ['pendulum', 'Lorenz', 'outer Solar System']) {
    table(`${name}, in a new process`, (kernel, steps) => inNewProcess(name, kernel, steps));
    table(`${name}, in a process that has run both`, (kernel, steps) => firstOrbit(byName.get(name), kernel, steps));
  }
  outlooks();
}

/** Milliseconds for so many steps of a system that has not been integrated yet, without reading it. */
function firstOrbit({ equations, initial }, kernel, steps) {
  const field = system(equations);
  const start = performance.now();
  integrate(field, initial, { t: [0, 1e9], maxSteps: steps, kernel, order: 20 });
  return performance.now() - start;
}

function inNewProcess(name, kernel, steps) {
  return Number(execFileSync(process.execPath, [import.meta.filename, name, kernel, String(steps)], { encoding: 'utf8' }));
}

function table(title, time) {
  console.log(`\n${title}`);
  for (const steps of counts) {
    const [interpreted, compiled] = [[], []];
    for (let round = 0; round < rounds; round++) {
      interpreted.push(time('interpreter', steps));
      compiled.push(time('wasm', steps));
    }
    const [a, b] = [Math.min(...interpreted), Math.min(...compiled)];
    console.log(
      `  ${steps} steps`.padEnd(14),
      a.toFixed(2).padStart(8),
      b.toFixed(2).padStart(8),
      a < b ? 'interpret' : 'compile',
    );
  }
}

/** Steps made beside those that the start tells at least: where the ratio is below one, code is compiled for some orbits that do not need it. */
function outlooks() {
  console.log('\nSteps made, steps told from the start, ratio');
  for (const [name, { equations, initial }] of byName) {
    const field = system(equations);
    const orbit = integrate(field, initial, { t: [0, 1e9], maxSteps: 256, order: 20 });
    const told = stepsAhead(field, initial, 0, orbit.t.at(-1), []);
    const figures = [orbit.steps.toFixed(0), told.toFixed(1), (orbit.steps / told).toFixed(2)];
    console.log(`  ${name.padEnd(40)}${figures.map((figure) => figure.padStart(9)).join('')}`);
  }
}
