import { describe, expect, test } from 'vitest';
import { arities, blockLength, blocks } from '../../data/elementary-digest-points.js';
import { binaryBounds, unaryBounds } from '../exact/functions.js';
import { differences, digests } from './digest.js';

test('every function has the digests of 20 000 points', () => {
  expect(Object.keys(digests).sort()).toEqual([...Object.keys(unaryBounds), ...Object.keys(binaryBounds)].sort());
  expect(Object.keys(arities).sort()).toEqual(Object.keys(digests).sort());
  for (const { bounds } of Object.values(digests)) expect(bounds).toMatch(/^([0-9a-f]{16}\b ?){40}$/);
  expect(blocks * blockLength).toBe(20_000);
});

describe('tightest bounds at 20 000 adversarial points, by the digests of those of MPFR', () => {
  test.each(Object.keys(digests))('%s', (name) => {
    expect(differences(name)).toEqual([]);
  });
});
