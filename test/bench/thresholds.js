// npm run bench:thresholds: what the choices of src/formula/kernel/patience.ts rest on, and LONG_STEP in src/ode/outlook.ts.
import { execFileSync } from 'node:child_process';
import { formula, integrate, system } from 'brook';
import * as problems from 'brook/problems';
import { stepsAhead } from '../../dist/ode/outlook.js';

const byName = new Map(
  Object.values(problems).flatMap((problem) => (typeof problem === 'function' ? [] : [[problem.name, problem]])),
);
const counts = [32, 64, 96, 128, 192, 256];
const rounds = 7;

const lorenz = () => system(problems.lorenz.equations);
const plain = () => formula('x^2*y + sin(x)*exp(y)');
/** Kernels of `compile`, by what they compute. */
const kernels = {
  'gradient of a small formula': [plain, { what: 'gradient' }],
  'its jet of order 6': [plain, { what: 'jet', order: 6 }],
  'its jet of order 6 over intervals': [plain, { what: 'jet', order: 6, arithmetic: 'interval' }],
  'Lorenz, coefficients to order 20': [lorenz, { what: 'taylor', order: 20 }],
  'Lorenz, coefficients to order 20 over intervals': [lorenz, { what: 'taylor', order: 20, arithmetic: 'interval' }],
};

if (process.argv.length > 2) {
  const [name, kernel, steps] = process.argv.slice(2);
  console.log(name in kernels ? firstCalls(name, kernel, Number(steps)) : firstOrbit(byName.get(name), kernel, Number(steps)));
} else {
  console.log('First orbit of a system, in ms, least of some: interpreted, compiled.');
  for (const name of ['pendulum', 'Lorenz', 'outer Solar System']) {
    table(`${name}, in a new process`, (kernel, steps) => inNewProcess(name, kernel, steps));
    table(`${name}, in a process that has run both`, (kernel, steps) => firstOrbit(byName.get(name), kernel, steps));
  }
  console.log('\nA kernel and its first calls, in ms, least of some: interpreted, compiled, as brook chooses.');
  for (const name of Object.keys(kernels)) {
    calls(`${name}, in a new process`, (backend, count) => inNewProcess(name, backend, count));
    calls(`${name}, in a process that has run both`, (backend, count) => firstCalls(name, backend, count));
  }
  outlooks();
}

/** Milliseconds for a kernel and so many calls, without reading its formula. */
function firstCalls(name, backend, count) {
  const [make, options] = kernels[name];
  const source = make();
  const start = performance.now();
  const kernel = source.compile({ ...options, backend });
  const x = Float64Array.from({ length: kernel.inputs }, () => 1.5);
  for (let call = 0; call < count; call++) kernel(x);
  return performance.now() - start;
}

function calls(title, time) {
  console.log(`\n${title}`);
  for (const count of [1, 10, 30, 100, 300, 1000]) {
    const best = ['interpreter', 'wasm', 'auto'].map((backend) =>
      Math.min(...Array.from({ length: rounds }, () => time(backend, count))),
    );
    console.log(`  ${count} calls`.padEnd(14), ...best.map((ms) => ms.toFixed(2).padStart(8)));
  }
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
