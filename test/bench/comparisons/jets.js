import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flowMap, integrate, system } from 'brook';
import { median } from '../measure.js';
import { monodromy } from '../monodromy.js';

const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const henonHeiles = system({ x: 'u', y: 'v', u: '-x - 2*x*y', v: '-y - x^2 + y^2' });
const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });

/** Derivatives of the flow: per step beside C, compiled beside the interpreter, and the problem that heyoka's documentation has a time for. */
export function compare() {
  const program = compiled();
  try {
    const first = [
      {
        name: 'brook, `integrate` with `variational`',
        run: () => perStep(() => integrate(lorenz, [15, 15, 36], { t: [0, 200], variational: true }).steps),
      },
      {
        name: 'brook, `flowMap` of order 1, steps by the orbit',
        run: () => perStep(() => flowMap(lorenz, [15, 15, 36], { t: [0, 200], order: 1, control: 'orbit' }).steps),
      },
      ...(program === undefined ? [] : [{ name: 'gcc -O3', run: () => byProgram(program.path) }]),
    ];
    return [
      {
        title: 'Lorenz with the derivative of its flow, 12 equations, one step of order 20',
        base: first.at(-1).name,
        timings: taken(first, 15),
      },
      ...[
        ['Hénon and Heiles, a map of degree 3: one step', henonHeiles, [0, 0.1, 0.5, 0.2], 3, 100],
        ['Kepler, a map of degree 1: one step', kepler, [1, 0, 0, 1.1], 1, 300],
        ['Kepler, a map of degree 4: one step', kepler, [1, 0, 0, 1.1], 4, 50],
      ].map(([title, field, initial, order, end]) => ({
        title,
        base: 'brook, compiled',
        timings: taken(
          [
            ['brook, compiled', 'wasm'],
            ['brook, interpreter', 'interpreter'],
          ].map(([name, kernel]) => ({
            name,
            run: () => perStep(() => flowMap(field, initial, { t: [0, end], order, kernel }).steps),
          })),
          7,
        ),
      })),
      {
        title:
          'The restricted problem of three bodies with its state-transition matrix, 42 equations, t = 0 … 200 at 2000 times; heyoka’s documentation has 9.5 s for the first line and 47 ms for the second, on another machine',
        base: 'later calls',
        timings: taken(
          [
            { name: 'first call in a new process', run: cold },
            { name: 'later calls', run: monodromy() },
          ],
          7,
        ),
      },
    ];
  } finally {
    program?.remove();
  }
}

function taken(variants, rounds) {
  const samples = variants.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [i, { run }] of variants.entries()) {
      const time = run();
      if (round >= 0) samples[i].push(time);
    }
  }
  return variants.map(({ name }, i) => ({ name, median: median(samples[i]), least: Math.min(...samples[i]) }));
}

function perStep(run) {
  const start = performance.now();
  const steps = run();
  return (1e6 * (performance.now() - start)) / steps;
}

function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const path = join(folder, 'lorenz-stm');
  const source = fileURLToPath(new URL('../lorenz-stm.c', import.meta.url));
  const remove = () => rmSync(folder, { recursive: true });
  if (spawnSync('gcc', ['-O3', '-o', path, source, '-lm']).status === 0) return { path, remove };
  remove();
  return undefined;
}

function byProgram(path) {
  const run = (until) =>
    execFileSync(path, [String(until)], { encoding: 'utf8' })
      .split(' ')
      .map(Number);
  const [time] = run(200);
  // a chaotic orbit: after 2 units of time twelve figures agree
  const [, , slope] = run(2);
  const ours = integrate(lorenz, [15, 15, 36], { t: [0, 2], variational: true }).flowJacobian[0][0];
  if (Math.abs(slope / ours - 1) > 1e-9) throw new Error(`C has ${slope} at t = 2, brook ${ours}`);
  return time;
}

/** The first call in a new process. */
function cold() {
  return Number(
    execFileSync(process.execPath, [fileURLToPath(new URL('../monodromy.js', import.meta.url))], { encoding: 'utf8' }),
  );
}
