import { describe, expect, test } from 'vitest';
import { arities, blockLength, blocks } from '../../data/elementary-digest-points.js';
import { answers, differences, hardDifferences, names } from './digest.js';

test('MPFR or Arb has answered for every function, at 20 000 points and 100 hard ones', () => {
  expect(Object.keys(answers).sort()).toEqual([...names].sort());
  expect(Object.keys(arities).sort()).toEqual(Object.keys(answers).sort());
  expect(blocks * blockLength).toBe(20_000);
  for (const [name, { bounds, hard }] of Object.entries(answers)) {
    expect(bounds).toMatch(/^([0-9a-f]{16}\b ?){40}$/);
    expect(hard).toHaveLength(100 * arities[name]!);
  }
});

describe('tightest bounds, by the digests of those of MPFR and Arb', () => {
  for (const name of Object.keys(answers)) {
    test(`${name}: at 20 000 adversarial points`, () => {
      expect(differences(name)).toEqual([]);
    });

    test(`${name}: at the 100 points, among many, whose values are closest to a double`, () => {
      expect(hardDifferences(name)).toEqual([]);
    });
  }
});
