import { expect, test } from 'vitest';
import { binary, binaryBounds, unary, unaryBounds } from './functions.js';
import { readGolden } from './golden.js';

const golden = readGolden();
const out = new Float64Array(2);

/** The points where `write` differs from MPFR's bounds, as text. */
function mismatches(name: string, write: (...args: number[]) => void): string[] {
  const wrong: string[] = [];
  for (const point of golden.get(name)!) {
    write(...point.arguments);
    if (out[0] !== point.lo || out[1] !== point.hi) {
      wrong.push(`${name}(${point.arguments.join(', ')}): [${out[0]}, ${out[1]}], MPFR [${point.lo}, ${point.hi}]`);
    }
  }
  return wrong;
}

test('there is a list of golden points for every function', () => {
  expect([...golden.keys()].sort()).toEqual([...Object.keys(unary), ...Object.keys(binary)].sort());
  for (const points of golden.values()) expect(points).toHaveLength(1000);
});

for (const [path, functions] of [
  ['exact', unary],
  ['elementary', unaryBounds],
] as const) {
  for (const [name, f] of Object.entries(functions)) {
    test(`${name}: tightest bounds at every golden point, ${path}`, () => {
      expect(mismatches(name, (x) => f(x!, out))).toEqual([]);
    });
  }
}

for (const [path, functions] of [
  ['exact', binary],
  ['elementary', binaryBounds],
] as const) {
  for (const [name, f] of Object.entries(functions)) {
    test(`${name}: tightest bounds at every golden pair, ${path}`, () => {
      expect(mismatches(name, (x, y) => f(x!, y!, out))).toEqual([]);
    });
  }
}
