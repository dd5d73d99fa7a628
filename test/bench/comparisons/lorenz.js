import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enclose, integrate, system } from 'brook';
import { median } from '../measure.js';

const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const start = [15, 15, 36];
const end = 20;

/** Steps of order 20 of the Lorenz system: `integrate` as a whole against hand-written C, and what the proof costs beside it. */
export function compare() {
  const { steps, end: state } = integrate(lorenz, start, { t: [0, end], order: 20 });
  const programs = compiled();
  const timings = [];
  try {
    const variants = [
      {
        name: 'brook, integrate as a whole',
        run: () => perStep(() => integrate(lorenz, start, { t: [0, end], order: 20 }).steps),
      },
      { name: 'brook, enclose (proved)', run: () => perStep(() => enclose(lorenz, start, { t: [0, 1], order: 20 }).steps) },
      ...programs.list.map(({ name, path }) => ({ name, run: () => byProgram(path, steps, state[0]) })),
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
  return [{ title: 'Lorenz, one step of order 20', base: programs.list[0]?.name ?? timings[0].name, timings }];
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
  const [time, count, value] = execFileSync(path, [String(end)], { encoding: 'utf8' })
    .split(' ')
    .map(Number);
  // Summation orders differ, and the system is chaotic: after 20 units of time some four digits agree.
  if (Math.abs(count - steps) > 5 || Math.abs(value - x) > 1e-2)
    throw new Error(`C made ${count} steps to ${value}, brook ${steps} to ${x}`);
  return time;
}
