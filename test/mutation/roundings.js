// Mutation of directed roundings: turns each one around, one at a time, and says which the tests do not notice.
//
//   node test/mutation/roundings.js                     all of src/linalg, src/interval/kernel, src/rounding/directed.ts; an hour or so
//   node test/mutation/roundings.js src/linalg/qr       those files whose path begins so
//
// A mutant that the tests pass is tried once more with a rounding that is off by 1e-7 of the value. If that is caught, the bound matters, and it was the
// outward slack of other roundings that covered one unit in the last place; if not, nothing depends on it that the tests know of.
//
// It works in a copy of the sources in a temporary folder. A mutant that survives must be listed in `harmless` with the reason.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harmless } from './harmless.js';

const root = new URL('../..', import.meta.url).pathname;
const rooms = ['src/linalg', 'src/interval/kernel', 'src/rounding/directed.ts'];

function filesIn(path) {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(join(path, name)));
}

/** Every rounding of a source: where it stands, and what it becomes. Definitions, imports and comments are no roundings. */
function mutationsOf(source) {
  const sites = [];
  const lines = source.split('\n');
  lines.forEach((line, row) => {
    if (/^\s*(\*|\/\*|\/\/|import|export function|function)/.test(line)) return;
    for (const found of line.matchAll(/\b([a-zA-Z]*)(Down|Up|DownEdge|UpEdge)(?=[(,)])|\b(pred|succ)(?=\()/g)) {
      const text = found[0];
      const to =
        text === 'pred' ? 'succ' : text === 'succ' ? 'pred' : text.replace(/Down|Up/, (way) => (way === 'Down' ? 'Up' : 'Down'));
      const [before, after] = [line.slice(0, found.index), line.slice(found.index + text.length)];
      const withLine = (mutant) => [...lines.slice(0, row), mutant, ...lines.slice(row + 1)].join('\n');
      const end = closing(after);
      const sign = /Down|pred/.test(to) ? '-' : '+';
      sites.push({
        row: row + 1,
        change: `${text} → ${to}`,
        line: line.trim(),
        source: withLine(before + to + after),
        strong:
          end < 0
            ? undefined
            : withLine(`${before}((v: number) => v ${sign} 1e-7 * Math.abs(v))(${to}${after.slice(0, end)})${after.slice(end)}`),
      });
    }
  });
  return sites;
}

/** Where the call that begins here with its parenthesis ends; −1 where that is not on the line. */
function closing(text) {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i + 1;
    else if (depth === 0) return -1;
  }
  return -1;
}

/** The tests of a source: first those of the same name, then those of its room and of those above that use it. */
function testsOf(path) {
  const own = path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const room = path.startsWith('src/rounding')
    ? ['test/rounding/directed']
    : path.startsWith('src/linalg')
      ? ['test/linalg']
      : ['test/interval'];
  return [...(existsSync(join(root, own)) ? [[own]] : []), room];
}

const copy = mkdtempSync(join(tmpdir(), 'roundings-'));
for (const name of ['src', 'test', 'package.json', 'tsconfig.json'])
  cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

function pass(tests) {
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--config', 'test/vitest.config.ts', '--bail', '1', '--reporter', 'dot', ...tests],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: 300_000,
    },
  );
  return status === 0;
}

let [count, covered, survivors] = [0, 0, 0];
try {
  const asked = process.argv[2] ?? 'src/';
  for (const path of rooms.flatMap(filesIn).filter((path) => path.startsWith(asked))) {
    const file = join(copy, path);
    const source = readFileSync(file, 'utf8');
    if (!testsOf(path).every(pass)) throw new Error(`expected the tests of ${path} to pass as it is; run them first`);
    for (const { row, change, line, source: mutant, strong } of mutationsOf(source)) {
      const reason = harmless.find(
        (one) => path.endsWith(one.file) && line.includes(one.line) && change.startsWith(one.from),
      )?.reason;
      count++;
      const isCaught = (text) => {
        writeFileSync(file, text);
        return !testsOf(path).every(pass);
      };
      let verdict = 'caught';
      if (!isCaught(mutant)) {
        if (strong !== undefined && isCaught(strong)) {
          verdict = 'caught at 1e-7, covered by the slack of other roundings at one unit';
          covered++;
        } else if (reason === undefined) {
          verdict = 'SURVIVES';
          survivors++;
        } else verdict = `harmless: ${reason}`;
      }
      writeFileSync(file, source);
      console.log(`${path}:${row} ${change}: ${verdict}`);
    }
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(`${count} roundings turned around: ${covered} noticed at 1e-7 only, ${survivors} unnoticed without a reason`);
process.exitCode = survivors > 0 ? 1 : 0;
