import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enclose, system } from 'brook';
import { intervalAlgebra } from '../../../dist/algebra/interval.js';
import { recorded } from '../../../dist/algebra/interval-recorder.js';
import { Solution } from '../../../dist/formula/solution.js';
import { measure, median } from '../measure.js';

const order = 20;
const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const vanDerPol = system({ x: 'y', y: '(1 - x^2)*y - x' });
const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' });

/** Taylor coefficients over boxes: brook's recorded kernels against C of the same operations, and proved steps beside them. */
export function compare() {
  return [
    section('Lorenz', lorenz, [15, 15, 36]),
    section('Van der Pol', vanDerPol, [1.4, 2.4]),
    section('Kepler', kepler, [0.4, 0, 0, 2]),
  ];
}

function section(name, ode, start) {
  const box = start.map((x) => [x - 1e-6, x + 1e-6]);
  const over = (algebra) => solutionOver(algebra, ode);
  const recording = recorded(intervalAlgebra(), start.length, over);
  const plain = over(intervalAlgebra());
  for (const { memory, inputAt } of [recording, plain]) {
    for (const [i, bounds] of box.entries()) memory.set(bounds, inputAt(i));
  }
  const steps = enclose(ode, start, { t: [0, 1], order }).steps;
  const whole = () => enclose(ode, start, { t: [0, 1], order });
  const timings = measure([
    { name: 'brook, WebAssembly', run: () => recording.run() },
    { name: 'brook, interpreter', run: () => plain.run() },
  ]);
  const [proved] = measure([{ name: 'a proved step of enclose', run: whole }], { rounds: 9, slice: 20 });
  timings.push({ name: proved.name, median: proved.median / steps, least: proved.least / steps });
  const c = byC(ode, box);
  if (c !== undefined) {
    const widthOf = (at) => recording.memory[at + 1] - recording.memory[at];
    const own = start.map((_, i) => widthOf(recording.outputAt(i * (order + 1) + order)));
    const ratio = Math.max(...c.widths.map((width, i) => width / own[i]));
    timings.unshift({ name: `gcc -O3 -frounding-math, ${ratio.toFixed(2)} as wide`, median: c.median, least: c.least });
  }
  return { title: `${name}: interval Taylor coefficients of order ${order}`, base: timings[0].name, timings };
}

function solutionOver(algebra, ode) {
  const solution = new Solution(algebra, ode, order, []);
  return {
    memory: solution.memory,
    inputAt: (i) => solution.at(i, 0),
    outputAt: (l) => solution.at(Math.floor(l / (order + 1)), l % (order + 1)),
    run: () => solution.solve(),
  };
}

/**
 * Least time of the C code that brook writes of the same graph, each operation rounded by the processor, and the widths of the
 * last coefficients.
 */
function byC(ode, box) {
  const start = box.flatMap(([lo, hi]) => [-lo, hi]).join(',');
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const [source, path] = [join(folder, 'kernel.c'), join(folder, 'kernel')];
  const options = ['-std=gnu99', '-O3', '-frounding-math', `-DSTART=${start}`, `-DLAST=${order}`, '-o', path, source, '-lm'];
  try {
    const code = ode.toC({ taylor: order, arithmetic: 'interval', name: 'kernel' });
    writeFileSync(source, code + readFileSync(new URL('../interval-taylor-main.c', import.meta.url), 'utf8'));
    if (spawnSync('gcc', options, { stdio: 'inherit' }).status !== 0) return undefined;
    const runs = Array.from({ length: 9 }, () =>
      execFileSync(path, { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n').map(Number),
    );
    const times = runs.map(([time]) => time);
    const last = runs[0].slice(1);
    return { median: median(times), least: Math.min(...times), widths: box.map((_, i) => last[2 * i] + last[2 * i + 1]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
