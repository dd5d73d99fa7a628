import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { intervalAlgebra } from '../../../dist/algebra/interval.js';
import { IntervalRecorder } from '../../../dist/algebra/interval-recorder.js';
import { measure, median } from '../measure.js';

const size = 21;

/** Products of series of intervals of order 20: brook, whose bounds are rounded about once, against C, in which the processor rounds every operation. */
export function compare() {
  return [
    section('a few units in the last place wide', (x) => Math.abs(x) * 2 ** -50),
    section('1/1000 of their size wide', (x) => Math.abs(x) / 1000),
  ];
}

function section(kind, width) {
  const bounds = Float64Array.from({ length: 4 * size }, (_, i) => {
    const x = Math.sin((i >> 1) * 1.7 + 1);
    return i % 2 === 0 ? x : x + width(x);
  });
  const product = (algebra, m) => {
    for (let k = 0; k < size; k++) {
      algebra.zero(m, 2 * k);
      algebra.convolve(m, 2 * k, 2 * size, 4 * size, 2, k, 0, k, 0, 1);
    }
  };
  const recorder = new IntervalRecorder(intervalAlgebra());
  const region = recorder.algebra.allocate(3 * size);
  recorder.start();
  product(recorder.algebra, region);
  const recording = recorder.finish(Array.from({ length: 2 * size }, (_, i) => 2 * (size + i)));
  const algebra = intervalAlgebra();
  const memory = new Float64Array(6 * size);
  for (const m of [memory, recording.memory]) m.set(bounds, 2 * size);
  const variants = [
    {
      name: 'brook, WebAssembly',
      run: () => {
        recording.run();
        return recording.memory.subarray(0, 2 * size);
      },
    },
    {
      name: 'brook, interpreter',
      run: () => {
        product(algebra, memory);
        return memory.subarray(0, 2 * size);
      },
    },
  ];
  const widths = (of) => of.reduce((sum, x, i) => (i % 2 === 1 ? sum + (x - of[i - 1]) : sum), 0);
  const own = widths(variants[0].run());
  const timings = measure(variants);
  const c = byC(bounds);
  if (c !== undefined) {
    timings.unshift({
      name: `gcc -O3 -frounding-math, ${(widths(c.bounds) / own).toFixed(2)} as wide`,
      median: c.median,
      least: c.least,
    });
  }
  return { title: `Product of series of order 20 of intervals ${kind}`, base: timings[0].name, timings };
}

/** Least time and bounds by C, where there is a compiler. */
function byC(bounds) {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const path = join(folder, 'product');
  const source = fileURLToPath(new URL('../interval-product.c', import.meta.url));
  try {
    const options = ['-std=gnu99', '-O3', '-frounding-math', `-DBOUNDS=${[...bounds].join(',')}`, '-o', path, source, '-lm'];
    if (spawnSync('gcc', options).status !== 0) return undefined;
    const runs = Array.from({ length: 9 }, () => execFileSync(path, { encoding: 'utf8' }).trim().split('\n').map(Number));
    const times = runs.map(([time]) => time);
    return { median: median(times), least: Math.min(...times), bounds: runs[0].slice(1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
