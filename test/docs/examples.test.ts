import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as brook from '../../src/index.js';
import { exampleBlocks, markdownBlocks, printed, run } from './blocks.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

async function expectTrue(block: { line: number; code: string }, scope: Record<string, unknown>): Promise<void> {
  const outcomes = await run(block, scope);
  expect(outcomes.length, 'an example shows at least one value').toBeGreaterThan(0);
  for (const { line, claimed, found } of outcomes) expect(found, `line ${line}`).toBe(claimed);
}

describe.each(['README.md', 'docs/coming-from.md'])('%s', (path) => {
  for (const block of markdownBlocks(read(path))) {
    test(`the example at line ${block.line} gives what it says`, () => expectTrue(block, { ...brook }));
  }
});

describe('@example', () => {
  const paths = (readdirSync(new URL('src/', root), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.ts') && !path.startsWith('cli'))
    .sort();
  const load = (path: string): Promise<Record<string, unknown>> => import(new URL(`src/${path}`, root).href);

  for (const path of paths) {
    const blocks = exampleBlocks(read(`src/${path}`));
    const room = path.slice(0, path.lastIndexOf('/') + 1);
    for (const block of blocks) {
      // In scope: what the index exports, what the file exports, and what the other files of its folder do.
      test(`src/${path}:${block.line} gives what it says`, async () => {
        const neighbors = paths.filter((other) => other.startsWith(room) && !other.slice(room.length).includes('/'));
        const scopes = await Promise.all([...neighbors, path].map(load));
        await expectTrue(block, Object.assign({}, ...scopes.slice(0, -1), brook, scopes.at(-1)));
      });
    }
  }
});

describe('the reading of examples', () => {
  test('finds the blocks of a text', () => {
    const text = 'a\n```js\nf(1); // 2\n```\n```sh\nno\n```\n';
    expect(markdownBlocks(text)).toEqual([{ line: 3, code: 'f(1); // 2\n' }]);
    const source = '/**\n * One.\n * @example\n * f(1); // 2\n * g();\n * @see there\n */\nexport const x = 1;';
    expect(exampleBlocks(source)).toEqual([{ line: 4, code: 'f(1); // 2\ng();' }]);
  });

  test('compares values with comments', async () => {
    const code = `import { f } from 'brook';
      const x = f(1); // not a claim
      x; // 2
      [f(1), 'a'];  // [ 2, 'a' ]
      f(
        5); // 7
      f(0).nothing.there; // throws TypeError
      'one\\ntwo'; // one
                  // two
      f(2);
      // 3`;
    const outcomes = await run({ line: 10, code }, { f: (x: number) => x + 1 });
    expect(outcomes.map(({ claimed, found }) => [claimed, found])).toEqual([
      ['2', '2'],
      ["[2, 'a']", "[2, 'a']"],
      ['7', '6'],
      ['throws TypeError', 'throws TypeError'],
      ['one\ntwo', 'one\ntwo'],
      ['3', '3'],
    ]);
    expect(outcomes[0]!.line).toBe(12);
  });

  test('refuses imports of what is not there', async () => {
    await expect(run({ line: 1, code: "import { g } from 'brook';" }, { f: 1 })).rejects.toThrow('got g');
    await expect(run({ line: 1, code: "import { f } from 'other';" }, { f: 1 })).rejects.toThrow("'other'");
  });

  test('prints values as examples write them', () => {
    const values = [-0, 1n, 'a', null, undefined, [1, [2]], Float64Array.of(1, 2), { a: 1, b: 'c' }, new Map().size];
    expect(values.map(printed)).toEqual(['-0', '1n', "'a'", 'null', 'undefined', '[1, [2]]', '[1, 2]', "{ a: 1, b: 'c' }", '0']);
  });
});
