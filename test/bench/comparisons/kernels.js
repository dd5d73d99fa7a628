import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system } from 'brook';
import { henonHeiles, kepler, lorenz, outerSolarSystem, pendulum, vanDerPol } from 'brook/problems';
import { compileBatch, compileSolution } from '../../../dist/formula/kernel/compile.js';
import { generateSolution } from '../../../dist/formula/kernel/generate.js';
import { median } from '../measure.js';

const order = 20;
const rounds = 15;
const main = readFileSync(new URL('../taylor-main.c', import.meta.url), 'utf8');

/** Taylor coefficients of order 20 and the step: brook's kernels against gcc on the C code that they write of the same graph. */
export function compare() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  try {
    return [lorenz, vanDerPol, henonHeiles, pendulum, kepler, outerSolarSystem].map((problem) => section(problem, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function section({ name, equations, initial }, folder) {
  const field = system(equations);
  const programs = compiled(field, initial, folder);
  const variants = [
    ...programs.map(({ label, path }) => ({ name: label, run: () => byProgram(path) })),
    { name: 'WebAssembly', run: slices(compileSolution(field, order, []), initial, 1) },
    { name: 'WebAssembly, two trajectories, each', run: slices(compileBatch(field, order), initial, 2) },
    { name: 'generated JavaScript', run: slices(generateSolution(field, order, []), initial, 1) },
  ];
  const samples = variants.map(() => []);
  for (let round = -3; round < rounds; round++) {
    for (const [i, { run }] of variants.entries()) {
      const time = run();
      if (round >= 0) samples[i].push(time);
    }
  }
  const timings = variants.map(({ name }, i) => ({ name, median: median(samples[i]), least: Math.min(...samples[i]) }));
  return { title: `Taylor coefficients of order 20 and a step: ${name}`, base: timings[0].name, timings };
}

/** The least time of a few slices, for one trajectory. */
function slices(kernel, initial, lanes) {
  for (const [i, x] of initial.entries()) kernel.memory.fill(x, kernel.at(i, 0), kernel.at(i, 0) + lanes);
  let calls = 1;
  const timed = () => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) {
      kernel.solve();
      kernel.advance(0, 0);
    }
    return performance.now() - start;
  };
  // until the engine has optimized what calls it, and generated code; the first call alone takes a millisecond
  for (let spent = 0; spent < 300; ) {
    const time = timed();
    spent += time;
    if (time < 0.5) calls *= 2;
  }
  return () => (1e6 * Math.min(...Array.from({ length: 9 }, timed))) / (calls * lanes);
}

/** The C code with the options that people use, where there is a compiler. */
function compiled(field, initial, folder) {
  const source = join(folder, 'kernel.c');
  writeFileSync(source, field.toC({ taylor: order, name: 'kernel' }) + main);
  const programs = [];
  for (const [label, options] of [
    ['gcc -O3', ['-O3']],
    ['gcc -O3 -march=native', ['-O3', '-march=native']],
  ]) {
    const path = join(folder, `kernel-${field.states.length}-${programs.length}`);
    const all = ['-std=gnu99', ...options, `-DINITIAL=${initial.join(',')}`, '-o', path, source, '-lm'];
    if (spawnSync('gcc', all).status === 0) programs.push({ label, path });
  }
  return programs;
}

function byProgram(path) {
  return Number(execFileSync(path, { encoding: 'utf8' }).split(' ')[0]);
}
