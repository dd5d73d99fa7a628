import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enclose, integrate, system } from 'brook';
import { median } from '../measure.js';

const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const start = [15, 15, 36];
const end = 1000;

/** Steps of order 20 of the Lorenz system: `integrate` as a whole against hand-written C, and what the proof costs beside it. */
export function compare() {
  const { steps } = integrate(lorenz, start, { t: [0, end], order: 20 });
  const { end: early } = integrate(lorenz, start, { t: [0, 20], order: 20 });
  const programs = compiled();
  const timings = [];
  try {
    const variants = [
      {
        name: 'brook, integrate as a whole',
        run: () => perStep(() => integrate(lorenz, start, { t: [0, end], order: 20 }).steps),
      },
      { name: 'brook, enclose (proved)', run: () => perStep(() => enclose(lorenz, start, { t: [0, 1], order: 20 }).steps) },
      ...programs.list.map(({ name, path }) => ({ name, run: () => byProgram(path, steps, early[0]) })),
    ];
    const samples = variants.map(() => []);
    for (let round = -5; round < 21; round++) {
      for (const [i, { run }] of variants.entries()) {
        const time = run();
        if (round >= 0) samples[i].push(time);
      }
    }
    for (const [i, { name }] of variants.entries())
      timings.push({ name, median: median(samples[i]), least: Math.min(...samples[i]) });
  } finally {
    programs.remove();
  }
  const whole = () => {
    const from = performance.now();
    integrate(lorenz, start, { t: [0, end], tolerance: 1e-16 });
    return 1e6 * (performance.now() - from);
  };
  return [
    { title: 'Lorenz, one step of order 20, over 32 000 steps', base: programs.list[0]?.name ?? timings[0].name, timings },
    {
      title: 'Lorenz, t = 0 … 1000: first call in a new process, with reading and compiling the equations, and later ones',
      base: 'first call',
      timings: [sampled('first call', cold, 11), sampled('later calls', whole, 21)],
    },
    {
      title: 'Lorenz, dense output at a million times: per component',
      base: 'brook, `at` into one array',
      timings: [sampled('brook, `at` into one array', dense(), 11)],
    },
  ];
}

function perStep(run) {
  const start = performance.now();
  const steps = run();
  return (1e6 * (performance.now() - start)) / steps;
}

/** The C program with the options that people use, where there is a compiler. */
function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const source = fileURLToPath(new URL('../lorenz.c', import.meta.url));
  const list = [];
  for (const [name, options] of [
    ['gcc -O3', ['-O3']],
    ['gcc -O3 -march=native', ['-O3', '-march=native']],
  ]) {
    const path = join(folder, `lorenz-${list.length}`);
    if (spawnSync('gcc', [...options, '-o', path, source, '-lm']).status === 0) list.push({ name, path });
  }
  return { list, remove: () => rmSync(folder, { recursive: true }) };
}

function byProgram(path, steps, x) {
  const run = (until) =>
    execFileSync(path, [String(until)], { encoding: 'utf8' })
      .split(' ')
      .map(Number);
  const [time, count] = run(end);
  // Summation orders differ, and the system is chaotic: after 20 units of time some four digits agree, and numbers of steps by half a percent.
  const [, , value] = run(20);
  if (Math.abs(count / steps - 1) > 0.01 || Math.abs(value - x) > 1e-2)
    throw new Error(`C made ${count} steps, to ${value} at t = 20, brook ${steps}, to ${x}`);
  return time;
}

/** The whole way in a new process, from reading the equations on: what compiling costs. */
function cold() {
  const program = `
    import { integrate, system } from ${JSON.stringify(new URL('../../../dist/index.js', import.meta.url).href)};
    const start = performance.now();
    const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
    integrate(lorenz, [15, 15, 36], { t: [0, ${end}], tolerance: 1e-16 });
    console.log(performance.now() - start);`;
  return 1e6 * Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

/** States at a million times in order, into one array: nanoseconds per component. */
function dense() {
  const trajectory = integrate(lorenz, start, { t: [0, end], order: 20 });
  const times = Float64Array.from({ length: 1e6 }, (_, k) => (end * k) / 1e6);
  const out = new Float64Array(3 * times.length);
  return () => {
    const from = performance.now();
    trajectory.at(times, out);
    return (1e6 * (performance.now() - from)) / out.length;
  };
}

function sampled(name, run, rounds) {
  const samples = Array.from({ length: rounds }, run);
  return { name, median: median(samples), least: Math.min(...samples) };
}
