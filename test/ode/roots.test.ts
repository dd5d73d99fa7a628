import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootsInUnitInterval } from '../../src/ode/roots.js';

/** Coefficients of c·Π (s − r). */
function withRoots(roots: readonly number[], c = 1): Float64Array {
  let a = [c];
  for (const r of roots) a = [...a, 0].map((_, k) => (k > 0 ? a[k - 1]! : 0) - r * (a[k] ?? 0));
  return Float64Array.from(a);
}

describe('roots of a polynomial in (0, 1]', () => {
  test('are found in order, each once, with the sense of the crossing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 44, max: 400 }), { maxLength: 3 }),
        fc.constantFrom(1, -1),
        (inside, outside, c) => {
          const truth = inside.map((k) => k / 41).sort((x, y) => x - y);
          const found = rootsInUnitInterval(withRoots([...truth, ...outside.map((k) => k / 41), -0.5], c));
          expect(found.map(({ s }) => s)).toHaveLength(truth.length);
          for (const [i, r] of truth.entries()) expect(Math.abs(found[i]!.s - r)).toBeLessThan(1e-9);
          // signs alternate from root to root
          const senses = found.map(({ direction }) => direction);
          for (const [i, sense] of senses.entries()) if (i > 0) expect(sense).toBe(-senses[i - 1]! as -1 | 1);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  test('two roots in one step, 1e-7 apart, are two', () => {
    const found = rootsInUnitInterval(withRoots([0.5, 0.5000001]));
    expect(found.map(({ direction }) => direction)).toEqual([-1, 1]);
  });

  test('a touching root is one root without a sense, at a dyadic point and at others', () => {
    for (const r of [0.5, 0.3]) {
      const found = rootsInUnitInterval(withRoots([r, r]));
      expect(found.length).toBeLessThanOrEqual(2);
      for (const { s } of found) expect(Math.abs(s - r)).toBeLessThan(1e-7);
    }
    expect(rootsInUnitInterval(Float64Array.of(0.25 + 1e-9, -1, 1))).toEqual([]); // just misses
  });

  test('0 is not a root of (0, 1], 1 is', () => {
    expect(rootsInUnitInterval(Float64Array.of(0, 1))).toEqual([]);
    expect(rootsInUnitInterval(Float64Array.of(-1, 1))).toEqual([{ s: 1, direction: 1 }]);
    expect(rootsInUnitInterval(Float64Array.of(0, -1, 1))).toEqual([{ s: 1, direction: 1 }]);
  });

  test('the zero polynomial and a constant have none', () => {
    expect(rootsInUnitInterval(new Float64Array(5))).toEqual([]);
    expect(rootsInUnitInterval(Float64Array.of(3, 0, 0))).toEqual([]);
  });
});
