/**
 * Digests of MPFR's bounds, and Arb's for what MPFR has not, at the points of elementary-digest-points.js and at hard points, and the bounds themselves.
 *
 *   node test/data/elementary-digest.mjs              writes elementary-digest.json; takes a few minutes
 *   node test/data/elementary-digest.mjs exp 12       prints the points of block 12 of exp, with the bounds of MPFR, and marks
 *                                                     where those of brook in dist differ; `hard` for the hard points
 *
 *   node test/data/elementary-digest.mjs write besselJ pow      writes those functions only
 *
 * Needs gcc, MPFR 4.2 and Arb 2.23 (apt-get install gcc libmpfr-dev libflint-arb-dev).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Digest } from '../browser/digest.js';
import { arities, blockLength, blocks, points } from './elementary-digest-points.js';

const here = (name) => new URL(name, import.meta.url).pathname;
const json = here('elementary-digest.json');
const folder = mkdtempSync(join(tmpdir(), 'elementary-digest-'));
const program = join(folder, 'elementary-digest');

/** What the program answers to points. */
function mpfr(list, ...request) {
  const input = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
  return execFileSync(program, request.map(String), { input, maxBuffer: 2 ** 26, stdio: ['pipe', 'pipe', 'inherit'] });
}

function doubles(buffer) {
  return new Float64Array(new Uint8Array(buffer).buffer);
}

/** Among how many points the hard ones are sought, and how many there are. */
const candidates = 400_000;
/** Special functions are slow, here and there: fewer. So is a power of thousands of bits. */
const isSlow = (name) => ['compoundm1', 'erf', 'erfc', 'gamma', 'lgamma', 'digamma', 'besselJ', 'lambertW', 'lambertWLower', 'polygamma', 'sphericalJ'].includes(name);
const hardest = 100;

/** Writes the records of these functions, or of all, and keeps the others. */
function writeRecords(names) {
  const known = names.length > 0 ? JSON.parse(readFileSync(json)) : {};
  const lines = [];
  for (const name of Object.keys(arities)) {
    if (names.length > 0 && !names.includes(name)) {
      lines.push(`${JSON.stringify(name)}: ${JSON.stringify(known[name])}`);
      continue;
    }
    const list = points(name);
    const digests = mpfr(list, name, 'digests', blockLength).toString().trim().split('\n');
    if (digests.length !== blocks) throw new Error(`${name}: expected ${blocks} digests, got ${digests.length}`);
    const hard = doubles(mpfr(points(name, isSlow(name) ? candidates / 20 : candidates), name, 'hardest', hardest));
    const record = {
      points: new Digest().numbers(list).toString(),
      bounds: digests.join(' '),
      hard: [...hard],
      hardBounds: mpfr(hard, name, 'digests', hardest).toString().trim(),
    };
    lines.push(`${JSON.stringify(name)}: ${JSON.stringify(record)}`);
  }
  writeFileSync(json, `{\n${lines.join(',\n')}\n}\n`);
}

/** brook's function from dist, wherever it lives there. */
async function boundsOf(name) {
  const room = '../../dist/rounding/elementary/';
  for (const file of readdirSync(here(room)).filter((file) => file.endsWith('.js'))) {
    const found = (await import(room + file))[`${name}Bounds`];
    if (found !== undefined) return found;
  }
  for (const file of readdirSync(here('../../dist/rounding/exact/')).filter((file) => file.endsWith('.js'))) {
    const found = (await import(`../../dist/rounding/exact/${file}`))[`exact${name[0].toUpperCase()}${name.slice(1)}`];
    if (found !== undefined) return found;
  }
  throw new Error(`expected ${name}Bounds in dist/rounding/elementary, found none; run npm run build`);
}

function pointsOf(name, block) {
  if (arities[name] === undefined || !(block === 'hard' || (block >= 0 && block < blocks))) {
    throw new Error(`expected a function and a block from 0 to ${blocks - 1} or hard, got ${name} ${block}`);
  }
  if (block === 'hard') return Float64Array.from(JSON.parse(readFileSync(json))[name].hard);
  const length = arities[name] * blockLength;
  return points(name).slice(length * Number(block), length * (Number(block) + 1));
}

async function printBlock(name, block) {
  const list = pointsOf(name, block);
  const tight = doubles(mpfr(list, name, 'bounds'));
  const bounds = await boundsOf(name);
  const arity = arities[name];
  const out = new Float64Array(2);
  for (let i = 0; i < list.length / arity; i++) {
    const point = list.subarray(arity * i, arity * (i + 1));
    bounds(...point, out);
    const [lo, hi] = tight.subarray(2 * i, 2 * i + 2);
    const isSame = String(out.map((x) => x + 0)) === String([lo, hi]);
    console.log(`${name}(${point.join(', ')}) = [${lo}, ${hi}]${isSame ? '' : `   brook: [${out.join(', ')}]`}`);
  }
}

try {
  execFileSync('gcc', ['-O2', '-o', program, here('elementary-digest.c'), '-lflint-arb', '-lflint', '-lmpfr', '-lgmp', '-lm'], { stdio: 'inherit' });
  const [name, block, ...names] = process.argv.slice(2);
  if (name === undefined) writeRecords([]);
  else if (name === 'write') writeRecords([block, ...names]);
  else await printBlock(name, block);
} finally {
  rmSync(folder, { recursive: true });
}
