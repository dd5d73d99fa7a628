import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Zeros, zerosOf } from '../../src/ode/roots.js';

/** Coefficients of c·Π (s − r). */
function withRoots(roots: readonly number[], c = 1): Float64Array {
  let a = [c];
  for (const r of roots) a = [...a, 0].map((_, k) => (k > 0 ? a[k - 1]! : 0) - r * (a[k] ?? 0));
  return Float64Array.from(a);
}

function zeros(a: Float64Array): Zeros {
  return zerosOf(a);
}

describe('zeros of a polynomial in [0, 1]', () => {
  test('are found in order, each once, with the signs beside it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 44, max: 400 }), { maxLength: 3 }),
        fc.constantFrom(1, -1),
        (inside, outside, c) => {
          const truth = inside.map((k) => k / 41).sort((x, y) => x - y);
          const found = zeros(withRoots([...truth, ...outside.map((k) => k / 41), -0.5], c));
          expect(found.zeros.map(({ s }) => s)).toHaveLength(truth.length);
          let sign = found.first;
          for (const [i, r] of truth.entries()) {
            const { s, before, after } = found.zeros[i]!;
            expect(Math.abs(s - r)).toBeLessThan(1e-9);
            expect([before, after]).toEqual([sign, -sign]);
            sign = after;
          }
          expect(found.last).toBe(sign);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  test('two roots 1e-7 apart are two, roots 1e-9 apart are one that does not cross', () => {
    expect(zeros(withRoots([0.5, 0.5000001])).zeros.map(({ before, after }) => [before, after])).toEqual([
      [1, -1],
      [-1, 1],
    ]);
    const [close, ...others] = zeros(withRoots([0.3, 0.300000001])).zeros;
    expect([close!.before, close!.after, others]).toEqual([1, 1, []]);
    expect(close!.s).toBeCloseTo(0.3, 7);
  });

  test.each([
    [0.5, 2],
    [0.3, 2],
    [0.3, 3],
    [0.75, 3],
    [0.6, 4],
    [0.6, 5],
    [1 / 3, 7],
  ])('at %d, of multiplicity %i, it is one, which crosses if that is odd', (r, multiplicity) => {
    const found = zeros(withRoots(Array.from({ length: multiplicity }, () => r)));
    expect(found.zeros).toHaveLength(1);
    const [{ s, before, after }] = found.zeros as [Zeros['zeros'][0]];
    expect(Math.abs(s - r)).toBeLessThan(2e-15 ** (1 / multiplicity) * 4);
    expect([before, after]).toEqual([multiplicity % 2 === 0 ? 1 : -1, 1]);
  });

  test('what comes near and turns back is a zero only within the noise', () => {
    expect(zeros(Float64Array.of(0.25 + 1e-12, -1, 1)).zeros).toEqual([]);
    expect(zeros(Float64Array.of(0.25 + 1e-16, -1, 1)).zeros).toHaveLength(1);
  });

  test('at the ends, the sign beyond is not known', () => {
    expect(zeros(Float64Array.of(0, 1))).toEqual({ zeros: [{ s: 0, before: 0, after: 1 }], first: 1, last: 1 });
    expect(zeros(Float64Array.of(-1, 1))).toEqual({ zeros: [{ s: 1, before: -1, after: 0 }], first: -1, last: -1 });
    expect(zeros(Float64Array.of(0, -1, 1)).zeros.map(({ s, before, after }) => [s, before, after])).toEqual([
      [0, 0, -1],
      [1, -1, 0],
    ]);
  });

  test('that start at zero are seen as near to it as what is left of the constant term allows', () => {
    // s (1 − s/r): up by r/4 and down again, in a polynomial that is 1/r at the end
    for (const r of [1e-3, 1e-6, 1e-9, 1e-12]) {
      const { zeros: found, first } = zeros(Float64Array.of(0, 1, -1 / r));
      expect(first).toBe(1);
      expect(found.map(({ before, after }) => [before, after])).toEqual([
        [0, 1],
        [1, -1],
      ]);
      expect(Math.abs(found[1]!.s / r - 1)).toBeLessThan(1e-15);
    }
    // left over from the last event: more than r/4 hides the way up
    expect(zeros(Float64Array.of(-1e-12, 1, -1e9)).zeros.map(({ after }) => after)).toEqual([1, -1]);
    expect(zeros(Float64Array.of(-1e-9, 1, -1e9)).zeros.map(({ after }) => after)).toEqual([-1]);
  });

  test('the zero polynomial and a constant have none that is told from others', () => {
    const nothing = zeros(new Float64Array(5));
    expect([nothing.first, nothing.last]).toEqual([0, 0]);
    expect(zeros(Float64Array.of(3, 0, 0))).toEqual({ zeros: [], first: 1, last: 1 });
  });

  test('of what is not finite, none is told', () => {
    for (const x of [Number.NaN, Infinity]) {
      expect(zeros(Float64Array.of(0, 1, x))).toEqual({ zeros: [], first: 0, last: 0 });
      expect(zeros(Float64Array.of(x, 1, -1))).toEqual({ zeros: [], first: 0, last: 0 });
    }
  });

  test('a simple root is found to the last bits, next to another or not', () => {
    for (const r of [1e-9, 0.1, 1 / 3, 0.7, 1 - 1e-9]) {
      const [first] = zeros(withRoots([r, 2])).zeros;
      expect(Math.abs(first!.s - r)).toBeLessThan(2e-16 * (1 + 1 / r) * r + 2e-16);
    }
  });
});
