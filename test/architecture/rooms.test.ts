import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, parse, roomOf, sources, tableOfRooms, targetRoom } from './imports.js';

const files = sources();
const table = tableOfRooms();
const rooms = [...table.keys()];
const { dependencies, peerDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};
const packages = Object.keys({ ...dependencies, ...peerDependencies });

describe('the table of rooms in docs/architecture.md', () => {
  test('names every room of src and no other', () => {
    expect([...new Set(files.map(({ path }) => roomOf(path)))].sort()).toEqual([...rooms].sort());
  });

  test('has arrows that point down only', () => {
    for (const [room, allowed] of table) {
      for (const target of allowed.filter((name) => !packages.includes(name))) {
        expect(rooms.indexOf(target), `${room} imports ${target}`).toBeGreaterThanOrEqual(0);
        expect(rooms.indexOf(target), `${room} imports ${target}`).toBeLessThan(rooms.indexOf(room));
      }
    }
  });

  test('is what the imports in the code are', () => {
    const actual = new Map(rooms.map((room) => [room, new Set<string>()]));
    for (const file of files) {
      const room = roomOf(file.path);
      for (const specifier of importsOf(file).filter((name) => !name.startsWith('node:'))) {
        const target = specifier.startsWith('.') ? targetRoom(file.path, specifier) : specifier;
        if (target === room) continue;
        expect(table.get(room) ?? [], `${file.path} imports ${specifier}`).toContain(target);
        actual.get(room)?.add(target);
      }
    }
    for (const [room, allowed] of table) expect([...actual.get(room)!].sort(), `imports of ${room}`).toEqual([...allowed].sort());
  });

  test('lets only the command import the index', () => {
    for (const [room, allowed] of table) if (room !== 'cli') expect(allowed).not.toContain('index');
    expect(table.get('cli')).toEqual(['index']);
  });
});

describe('imports', () => {
  test('of Node are made by the command alone', () => {
    for (const file of files) {
      for (const specifier of importsOf(file).filter((name) => name.startsWith('node:'))) {
        expect(roomOf(file.path), `${file.path} imports ${specifier}`).toBe('cli');
      }
    }
  });

  test('of files name the emitted file', () => {
    for (const file of files) {
      for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) expect(specifier).toMatch(/\.js$/);
    }
  });
});

test('the reading of imports sees every form of them', () => {
  const text = `import a from './a.js'; import type { B } from '../b/b.js'; export * from './c.js'; export type { D } from './d.js';
    import './e.js'; const f = await import('./f.js'); let g: import('../g/g.js').G; // import h from './h.js'
    const text = "import i from './i.js'"; export const j = 1; const k = await import(name);`;
  expect(importsOf(parse('room/file.ts', text))).toEqual([
    './a.js',
    '../b/b.js',
    './c.js',
    './d.js',
    './e.js',
    './f.js',
    '../g/g.js',
    '(computed) name',
  ]);
  expect(targetRoom('room/inner/file.ts', '../../other/file.js')).toBe('other');
  expect(targetRoom('room/file.ts', '../index.js')).toBe('index');
  expect(targetRoom('room/file.ts', '../../test/file.js')).toMatch(/^outside/);
});
