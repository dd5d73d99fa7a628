// Holds the constants of the proofs against those of the source: every `name = value;` of a .sollya or .g file must be the
// same double in the kernel the file is about, or in a kernel or table that one imports; or, where there is no kernel, in the file of that name in
// `exact`. Names that begin with a capital belong to the proof.   node constants.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const elementary = new URL('../../src/rounding/elementary/', here);
const exact = new URL('../../src/rounding/exact/', here);

/** The double written as a hexadecimal or decimal literal. */
function value(text) {
  const hex = /^(-?)0x([\da-f]+)(?:\.([\da-f]*))?p([+-]?\d+)$/.exec(text);
  if (hex === null) return Number(text);
  const [, sign, whole, fraction = '', exponent] = hex;
  return (sign ? -1 : 1) * Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
}

function constants(text, pattern) {
  return new Map([...text.matchAll(pattern)].map(([, name, literal]) => [name, value(literal)]));
}

let failed = false;
for (const file of readdirSync(here).filter((name) => /\.(sollya|g)$/.test(name) && name !== 'prove.sollya')) {
  const kernel = file.replace(/[-.].*/, '');
  const inKernels = new URL(`kernel/${kernel}.ts`, elementary);
  const source = existsSync(inKernels) ? inKernels : new URL(`${kernel}.ts`, exact);
  const own = readFileSync(source, 'utf8');
  const neighbors = [...own.matchAll(/'\.\/(\w+)\.js'/g)].map(([, name]) => `${name}.ts`);
  const tables = [...own.matchAll(/'(\.\.\/\w+\.tables)\.js'/g)].map(([, name]) => `${name}.ts`);
  const texts = [...neighbors, ...tables].map((name) => readFileSync(new URL(name, source), 'utf8'));
  // Of two with the same name, that of the kernel itself counts.
  const inSource = constants([...texts, own].join('\n'), /^(?:export )?const (\w+)(?:: number)? = (-?[\d.e-]+);/gm);
  const inProof = constants(readFileSync(new URL(file, here), 'utf8'), /^(\w+) = (-?(?:0x[\da-f.]+p[+-]?\d+|[\d.e-]+));/gm);
  let same = 0;
  for (const [name, x] of inProof) {
    if (/^[A-Z]/.test(name)) continue;
    same++;
    if (inSource.get(name) === x) continue;
    failed = true;
    console.log(`FAILED: ${file}: ${name} is ${x}, in the source ${inSource.get(name)}`);
  }
  console.log(`${file}: ${same} constants are those of ${kernel}.ts`);
}
process.exitCode = failed ? 1 : 0;
