import { execFileSync } from 'node:child_process';
import { integrate, system } from 'brook';
import { henonHeiles, kepler, lorenz, outerSolarSystem, pendulum, vanDerPol } from 'brook/problems';
import { measure, median } from '../measure.js';

/**
 * What heyoka 7.12 (LLVM 19) takes for a step of order 20 and to be constructed: measured once with it, by wall clock on one thread of another machine with 2 cores (Zen 5, 3.6 GHz), and
 * kept here as figures; 10⁴ years of the outer Solar System are 13 759 steps of it.
 */
const problems = [
  { ...lorenz, name: 'Lorenz', initial: [15, 15, 36], end: 1e3, step: 214, construction: 44 },
  { ...kepler, name: 'Kepler, e = 0.3', initial: [0.7, 0, 0, Math.sqrt(1.3 / 0.7)], end: 1e3, step: 337, construction: 106 },
  { ...pendulum, name: 'Pendulum', initial: [1.3, 0], end: 1e3, step: 243, construction: 52 },
  { ...vanDerPol, name: 'Van der Pol, μ = 1', initial: [2, 0], end: 1e3, step: 225, construction: 33 },
  { ...henonHeiles, name: 'Hénon–Heiles', initial: energetic(0.1, 0.2), end: 1e3, step: 206, construction: 55 },
  { ...outerSolarSystem, name: 'Outer Solar System', end: 200_000, step: 7260, construction: 4000 },
];

/** A state of Hénon and Heiles on x = 0 of energy 1/8. */
function energetic(y, v) {
  return [0, y, Math.sqrt(1 / 4 - v * v - y * y + (2 / 3) * y ** 3), v];
}

/** Steps as heyoka makes them by default: without compensated sums, and none of them kept. */
export function compare() {
  return problems.flatMap(({ name, equations, initial, end, step, construction }) => {
    const field = system(equations);
    const options = { t: [0, end], order: 20, highAccuracy: false, dense: false, kernel: 'wasm' };
    const { steps } = integrate(field, initial, options);
    const [whole] = measure([{ name: 'brook', run: () => integrate(field, initial, options) }], { slice: 20 });
    const ready = Array.from({ length: 5 }, () => firstStep(equations, initial));
    const theirs = 'heyoka 7.12, on another machine';
    return [
      {
        title: `${name}, a step of order 20`,
        base: 'brook',
        timings: [
          { name: 'brook', median: whole.median / steps, least: whole.least / steps },
          { name: theirs, median: step, least: step },
        ],
      },
      {
        title: `${name}, to be ready: brook from equations to the first compiled step in a new process, heyoka its construction`,
        base: 'brook',
        timings: [
          { name: 'brook', median: median(ready), least: Math.min(...ready) },
          { name: theirs, median: 1e6 * construction, least: 1e6 * construction },
        ],
      },
    ];
  });
}

function firstStep(equations, initial) {
  const program = `
    import { integrate, system } from ${JSON.stringify(new URL('../../../dist/index.js', import.meta.url).href)};
    const start = performance.now();
    const field = system(${JSON.stringify(equations)});
    integrate(field, ${JSON.stringify(initial)}, { t: [0, 1e-9], order: 20, kernel: 'wasm' });
    console.log(performance.now() - start);`;
  return 1e6 * Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}
