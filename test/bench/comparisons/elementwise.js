import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { add, Interval, mul } from 'interval-arithmetic';
import { addElements, mulElements } from '../../../dist/interval/kernel/elementwise.js';
import { measure, median } from '../measure.js';

const count = 4096;
// The same pairs as in elementwise.c: a linear congruential sequence, bounds around numbers between −10 and 10.
let seed = 7;
function next() {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed / 0x7fffffff;
}
function pairs() {
  const bounds = new Float64Array(2 * count);
  for (let i = 0; i < 2 * count; i += 2) {
    const middle = (next() - 0.5) * 20;
    const radius = next() * 0.5;
    bounds[i] = middle - radius;
    bounds[i + 1] = middle + radius;
  }
  return bounds;
}

/** Sums and products of arrays of 4096 intervals, time per interval. */
export function compare() {
  const a = pairs();
  const b = pairs();
  const out = new Float64Array(2 * count);
  const objects = (bounds) => Array.from({ length: count }, (_, k) => new Interval(bounds[2 * k], bounds[2 * k + 1]));
  const [x, y] = [objects(a), objects(b)];
  const program = compiled();
  const table = { add: [addElements, add], mul: [mulElements, mul] };
  try {
    return Object.entries(table).map(([name, [ours, theirs]]) => {
      const timings = measure([
        { name: 'brook', run: () => ours(out, a, b) },
        {
          name: 'interval-arithmetic 1.1',
          run: () => {
            let last;
            for (let i = 0; i < count; i++) last = theirs(x[i], y[i]);
            return last;
          },
        },
      ]).map((timing) => ({ name: timing.name, median: timing.median / count, least: timing.least / count }));
      if (program) {
        const times = Array.from({ length: 9 }, () => program.time(name));
        timings.push({ name: 'gcc -O2, rounding upward', median: median(times), least: Math.min(...times) });
      }
      return { title: `Elementwise ${name} of interval arrays`, base: 'brook', timings };
    });
  } finally {
    program?.remove();
  }
}

/** The C program, where there is a compiler. */
function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const path = join(folder, 'elementwise');
  const source = fileURLToPath(new URL('../elementwise.c', import.meta.url));
  const remove = () => rmSync(folder, { recursive: true });
  // Without -frounding-math the compiler may move arithmetic past the change of rounding.
  const { status } = spawnSync('gcc', ['-O2', '-frounding-math', '-fno-tree-vectorize', '-o', path, source, '-lm']);
  if (status === 0) return { time: (name) => Number(execFileSync(path, [name], { encoding: 'utf8' })), remove };
  remove();
  return undefined;
}
