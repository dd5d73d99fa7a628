/**
 * Digests of MPFR's bounds at the points of elementary-digest-points.js, and the bounds themselves.
 *
 *   node test/data/elementary-digest.mjs                writes elementary-digest.json
 *   node test/data/elementary-digest.mjs exp 12         prints the points of block 12 of exp, with the bounds of MPFR, and marks
 *                                                       where those of brook in dist differ
 *
 * Needs gcc and MPFR 4.2 (apt-get install gcc libmpfr-dev).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Digest } from '../browser/digest.js';
import { arities, blockLength, blocks, points } from './elementary-digest-points.js';

const here = (name) => new URL(name, import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'elementary-digest-'));
const program = join(folder, 'elementary-digest');

function mpfr(name, length, list) {
  const input = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
  return execFileSync(program, [name, String(length)], { input, maxBuffer: 2 ** 26 });
}

function writeAll() {
  const lines = [];
  for (const name of Object.keys(arities)) {
    const list = points(name);
    const digests = mpfr(name, blockLength, list).toString().trim().split('\n');
    if (digests.length !== blocks) throw new Error(`${name}: expected ${blocks} digests, got ${digests.length}`);
    const record = { points: new Digest().numbers(list).toString(), bounds: digests.join(' ') };
    lines.push(`${JSON.stringify(name)}: ${JSON.stringify(record)}`);
  }
  writeFileSync(here('elementary-digest.json'), `{\n${lines.join(',\n')}\n}\n`);
}

/** brook's function from dist, wherever it lives there. */
async function boundsOf(name) {
  const room = '../../dist/rounding/elementary/';
  for (const file of readdirSync(here(room)).filter((file) => file.endsWith('.js'))) {
    const found = (await import(room + file))[`${name}Bounds`];
    if (found !== undefined) return found;
  }
  throw new Error(`expected ${name}Bounds in dist/rounding/elementary, found none; run npm run build`);
}

async function printBlock(name, block) {
  const arity = arities[name];
  if (arity === undefined || !(block >= 0 && block < blocks)) {
    throw new Error(`expected a function and a block from 0 to ${blocks - 1}, got ${name} ${block}`);
  }
  const bounds = await boundsOf(name);
  const list = points(name).subarray(arity * blockLength * block, arity * blockLength * (block + 1));
  const raw = mpfr(name, 0, list);
  const out = new Float64Array(2);
  for (let i = 0; i < blockLength; i++) {
    const point = [...list.subarray(arity * i, arity * (i + 1))];
    const tight = [raw.readDoubleLE(16 * i), raw.readDoubleLE(16 * i + 8)];
    bounds(...point, out);
    const same = [0, 1].every((k) => out[k] === tight[k] || (Number.isNaN(out[k]) && Number.isNaN(tight[k])));
    console.log(`${name}(${point.join(', ')}) = [${tight.join(', ')}]${same ? '' : `   brook: [${out.join(', ')}]`}`);
  }
}

try {
  execFileSync('gcc', ['-O2', '-o', program, here('elementary-digest.c'), '-lmpfr', '-lgmp', '-lm'], { stdio: 'inherit' });
  const [name, block] = process.argv.slice(2);
  if (name === undefined) writeAll();
  else await printBlock(name, Number(block));
} finally {
  rmSync(folder, { recursive: true });
}
