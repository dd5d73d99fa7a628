import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { series, variables } from 'brook';
import { wholeFloat64 } from '../../../dist/algebra/whole.js';
import { measure } from '../measure.js';

const options = ['-O3', '-march=native'];

/** Truncated products of series, alone and as values, beside the plain loop in C. */
export function compare() {
  const program = compiled();
  try {
    return [...[10, 20, 40].map((order) => ofOne(program, order)), ...shapes.map(([n, order]) => ofMany(program, n, order))];
  } finally {
    program?.remove();
  }
}

const shapes = [
  [6, 6],
  [4, 10],
  [2, 20],
];

// The coefficients of product.c.
const left = (size) => Float64Array.from({ length: size }, (_, k) => 1 / (k + 1));
const right = (size) => Float64Array.from({ length: size }, (_, k) => 1 - 1 / (k + 2));

function ofOne(program, order) {
  const [x, y] = [left(order + 1), right(order + 1)];
  const out = new Float64Array(order + 1);
  const [a, b] = [series([...x]), series([...y])];
  const timings = measure([
    { name: 'brook, in place', run: () => wholeFloat64.product(out, x, y) },
    { name: 'brook, a.mul(b)', run: () => a.mul(b) },
  ]);
  return section(`Product of series of order ${order}`, timings, program?.time(['product', order], '', out));
}

function ofMany(program, n, order) {
  const [f] = variables(Array(n).fill(0), { order });
  const { space } = f;
  const [x, y] = [left(space.size), right(space.size)];
  const out = new Float64Array(space.size);
  // Series with all coefficients: f has the frame, exp fills it.
  const sum = variables(Array(n).fill(0), { order }).reduce((s, v) => s.add(v));
  const [a, b] = [sum.exp(), sum.cos()];
  const timings = measure([
    { name: 'brook, in place', run: () => wholeFloat64.gather(out, x, y, space.pairs) },
    { name: 'brook, a.mul(b)', run: () => a.mul(b) },
  ]);
  const targets = Array.from({ length: space.size }, (_, i) => [space.targets(i).length, ...space.targets(i)].join(' '));
  const c = program?.time(['scatter'], [space.size, ...targets].join('\n'), out);
  return section(`Product in ${n} variables of order ${order} (${space.pairs.numbers.length / 2} multiplications)`, timings, c);
}

function section(title, timings, c) {
  return { title, base: c?.name ?? timings[0].name, timings: c === undefined ? timings : [c, ...timings] };
}

/** The C program, where there is a compiler. */
function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bench-'));
  const path = join(folder, 'product');
  const source = fileURLToPath(new URL('../product.c', import.meta.url));
  const remove = () => rmSync(folder, { recursive: true });
  const time = (args, input, out) => {
    const [least, median, sum] = execFileSync(path, args.map(String), { encoding: 'utf8', input }).split(' ').map(Number);
    const ours = out.reduce((s, value) => s + value, 0);
    if (!(Math.abs(sum / ours - 1) < 1e-12)) throw new Error(`C found a product with sum ${sum}, brook ${ours}`);
    return { name: `gcc ${options.join(' ')}`, least, median };
  };
  if (spawnSync('gcc', [...options, '-o', path, source]).status === 0) return { time, remove };
  remove();
  return undefined;
}
