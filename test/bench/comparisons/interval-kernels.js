import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    const widths = (at) => start.map((_, i) => at(i * (order + 1) + order));
    const own = widths((l) => recording.memory[recording.outputAt(l) + 1] - recording.memory[recording.outputAt(l)]);
    const theirs = widths((l) => c.memory[plain.outputAt(l) + 1] + c.memory[plain.outputAt(l)]);
    const ratio = Math.max(...theirs.map((width, i) => width / own[i]));
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

/** Least time of C with the operations of the same program, each rounded by the processor, and its memory, in which −lo stands for lo. */
function byC(ode, box) {
  const lines = [];
  const initial = [];
  const real = intervalAlgebra();
  const cell = ({ start }, at) => `m + ${start + at}`;
  const unary = (name) => (m, out, a) => lines.push(`${name}(${cell(m, out)}, ${cell(m, a)});`);
  const binary = (name) => (m, out, a, b) => lines.push(`${name}(${cell(m, out)}, ${cell(m, a)}, ${cell(m, b)});`);
  const byNumber = (name) => (m, out, a, c) => lines.push(`${name}(${cell(m, out)}, ${cell(m, a)}, ${c});`);
  const put = ({ start }, at, write) => {
    const pair = new Float64Array(2);
    write(pair);
    initial.push(`m[${start + at}] = ${-pair[0]}; m[${start + at + 1}] = ${pair[1]};`);
  };
  let size = 0;
  const algebra = {
    ...real,
    allocate: (count) => {
      const region = { start: size, length: 2 * count };
      size += region.length;
      return region;
    },
    read: () => undefined,
    write: (m, at, value) => put(m, at, (pair) => real.write(pair, 0, value)),
    rational: (m, at, value) => put(m, at, (pair) => real.rational(pair, 0, value)),
    transfer: (to, out, from, a) => lines.push(`copy(${cell(to, out)}, ${cell(from, a)});`),
    zero: (m, out) => lines.push(`zero(${cell(m, out)});`),
    copy: unary('copy'),
    neg: unary('neg'),
    add: binary('add'),
    sub: binary('sub'),
    mul: binary('mul'),
    div: binary('quotient'),
    scale: byNumber('scale'),
    divide: byNumber('over'),
    overOrder: byNumber('over'),
    convolve: (m, out, x, y, ...rest) =>
      lines.push(`convolve(${cell(m, out)}, ${cell(m, x)}, ${cell(m, y)}, ${rest.join(', ')});`),
    convolveSelf: (m, out, x, ...rest) => lines.push(`square(${cell(m, out)}, ${cell(m, x)}, ${rest.join(', ')});`),
    pow: (m, out, a, { num, den }) => lines.push(`power(${cell(m, out)}, ${cell(m, a)}, ${num}, ${den});`),
    heads: { ...real.heads, sqr: unary('sqr'), sqrt: unary('root') },
    loosen: undefined,
    lose: undefined,
  };
  const solution = new Solution(algebra, ode, order, []);
  solution.solve();
  for (const [i, [lo, hi]] of box.entries()) {
    put(solution.memory, solution.at(i, 0), (pair) => pair.set([lo, hi]));
  }
  const source = new URL('../interval-kernels.h', import.meta.url).pathname;
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  try {
    const [file, path] = [join(folder, 'kernel.c'), join(folder, 'kernel')];
    writeFileSync(
      file,
      `enum { SIZE = ${size} };\n#include "${source}"\nstatic void start(void) {\n${initial.join('\n')}\n}\nstatic void solve(void) {\n${lines.join('\n')}\n}\n#include "${source.replace('.h', '-main.h')}"\n`,
    );
    if (spawnSync('gcc', ['-std=gnu99', '-O3', '-frounding-math', '-o', path, file, '-lm'], { stdio: 'inherit' }).status !== 0)
      return undefined;
    const runs = Array.from({ length: 9 }, () =>
      execFileSync(path, { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n').map(Number),
    );
    const times = runs.map(([time]) => time);
    return { median: median(times), least: Math.min(...times), memory: runs[0].slice(1 + solution.memory.start) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
