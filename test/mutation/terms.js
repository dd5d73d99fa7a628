// Mutation of sums by midpoints and radii: leaves out or spoils one term of src/interval/kernel/centered.ts at a time, and says which the tests do not notice.
//
//   node test/mutation/terms.js
//
// Code that runs in WebAssembly has the same bits or fails test/algebra/interval-recorder.test.ts. It works in a copy of the sources in a temporary folder.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
const file = 'src/interval/kernel/centered.ts';
const tests = ['test/interval/kernel/centered.test.ts', 'test/interval/kernel/convolution.test.ts'];

/** What stands in the source, what takes its place, and why that does no harm where it does none. */
const mutations = [
  ['r + r * ((n + RADIUS_TERMS) * RADIUS_ERROR) +', 'r +'],
  ['(n + RADIUS_TERMS) * RADIUS_ERROR', '(n + RADIUS_TERMS) * RADIUS_ERROR * 0.01'],
  [') + slack;', ');'],
  ['(n + MIDPOINT_TERMS) * PLAIN_ERROR', '(n + MIDPOINT_TERMS) * PLAIN_ERROR * 0.02'],
  ['(n + MIDPOINT_TERMS) * MIDPOINT_ERROR', '(n + MIDPOINT_TERMS) * MIDPOINT_ERROR * 0.002'],
  // plain sums
  ['ra * (Math.abs(b) + rb) +', 'ra * Math.abs(b) +'],
  ['(Math.abs(b) + rb) + Math.abs(a) * rb)', '(Math.abs(b) + rb))'],
  ['const ra = Math.abs(w) * (m', 'const ra = w * (m'],
  ['const ra = Math.abs(w) * (m', 'const ra = (m'],
  ['h2 + ra * rb', 'h2'],
  ['g2 + Math.abs(product)', 'g2 + product'],
  ['  s += s2;\n', ''],
  ['  r += r2;\n', ''],
  ['  h += h2;\n', ''],
  ['  g += g2;\n', ''],
  ['    s *= 2;\n    r *= 2;', '    s *= 2;'],
  ['    h *= 2;\n', '', 'only whether factors are wide is decided by it'],
  ['    g *= 2;\n', '', 'the surplus of what is added for rounding is more than that'],
  ['r += ra * (Math.abs(a) + ra) +', 'r += ra * Math.abs(a) +'],
  ['(Math.abs(a) + ra) + Math.abs(a) * ra;', '(Math.abs(a) + ra);'],
  ['      h += ra * ra;\n', ''],
  ['r * 0.25 + (hi - lo) * 0.5;\n  g', 'r * 0.25;\n  g'],
  ['g * 0.25 + Math.abs(start);\n  if', 'g * 0.25;\n  if'],
  ['const isWide = h * 0.25 > r * MOST_LEFT;', 'const isWide = false;'],
  ['const isThin = slack > r * MOST_ROUNDED;', 'const isThin = false;'],
  // in twice the working precision, and with μ
  ['a - a1 + rest;', 'a - a1;'],
  ['b - b1 + sumError(below, above, b);', 'b - b1;'],
  ['(lower + shift + error)', '(lower + shift)'],
  ['(lower + shift + error)', '(lower + error)'],
  ['(lower + shift + error)', '(shift + error)'],
  ['isThin ? a1 * b2 + a2 * b : 0', 'isThin ? a2 * b : 0'],
  ['isThin ? a1 * b2 + a2 * b : 0', 'isThin ? a1 * b2 : 0'],
  ['(q1 + q2 + q3 - mu)', '(q1 + q2 + q3 - mu - mu)'],
  ['(q1 + q2 + q3 - mu)', '(q1 + q2 - mu)'],
  ['Math.min(q1, q2, q3)', 'Math.min(q1, q2)'],
  ['a < 0 !== b < 0 ? -mu : mu', 'mu'],
  ['addDown(sum', 'addUp(sum'],
  ['addUp(sum, t + r', 'addDown(sum, t + r'],
  [' + sumError(lo, hi, ends) * 0.5;', ';'],
  ['sums.r * 0.25 + (hi - lo) * 0.5;', 'sums.r * 0.25;'],
  ['(q1 - a * a)', 'q1'],
  ['ra > Math.abs(a) ? (q3 + q1 + (q1 - a * a)) * 0.5 : q3', 'q3'],
  ['(isThin ? sumError(s, s2, both) : 0)', '0'],
  ['mu + sumError(s, product, sum) : mu', 'mu : mu'],
  ['sumError(s, product, sum) : mu;', 'sumError(s, product, sum) : 0;'],
  ['a1 * a2 + a2 * a + mu', 'a1 * a2 + mu'],
  ['a - a1 + sumError(lo, hi, a);', 'a - a1;'],
  ['sumError(s, start, sum) + ', ''],
  ['q1 + q1 + q3 - mu', 'q1 + q3 - mu'],
  ['    t *= 2;\n', ''],
  ['sums.t * 0.25', 'sums.t'],
  ['      ra = Math.abs(w) * ra;\n', ''],
  ['high - a1 + w * a2', 'high - a1'],
  ['  if (!(r > 0)) return false;\n', ''],
  [
    ' && r <= MOST_SIZE',
    '',
    'a radius that overflows gives unbounded results, and one that is not a number has been found before; the proof is shorter with it',
  ],
  ['Math.max(r, g) >= LEAST_SIZE && ', ''],
  ['Math.max(r, g)', 'r'],
  ['Math.max(r, g)', 'g'],
  [
    '      if (!(Math.max(r, g) >= LEAST_SIZE)) return false;\n',
    '',
    'r has lost a third at most, so that it is still far from underflow; the proof is shorter with it',
  ],
  ['if (!(Math.abs(sum) <= MOST_SIZE && Math.abs(t) <= MOST_SIZE)) return false;', ''],
];

const copy = mkdtempSync(join(tmpdir(), 'terms-'));
let survivors = 0;
try {
  for (const name of ['src', 'test', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const source = readFileSync(join(copy, file), 'utf8');
  const passes = (text) => {
    writeFileSync(join(copy, file), text);
    const command = ['vitest', 'run', '--config', 'test/vitest.config.ts', '--bail', '1', '--reporter', 'dot', ...tests];
    return spawnSync('npx', command, { cwd: copy, stdio: 'ignore', timeout: 300_000 }).status === 0;
  };
  if (!passes(source)) throw new Error(`expected ${tests.join(' and ')} to pass as it is; run it first`);
  for (const [from, to, reason] of mutations) {
    if (!source.includes(from)) throw new Error(`expected ${JSON.stringify(from)} in ${file}`);
    const survives = passes(source.replace(from, to));
    if (survives && reason === undefined) survivors++;
    const verdict = survives ? (reason === undefined ? 'SURVIVES' : `harmless: ${reason}`) : 'caught';
    console.log(`${JSON.stringify(from)} → ${JSON.stringify(to)}: ${verdict}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(`${mutations.length} terms spoiled: ${survivors} unnoticed without a reason`);
process.exitCode = survivors > 0 ? 1 : 0;
