import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { exactKeplerE } from '../../src/rounding/exact/kepler.js';
import roots from '../data/kepler.json' with { type: 'json' };

/** A hexadecimal number of Python, exactly. */
function double(text: string): number {
  const { lo, hi } = interval(text.replace('0x0.0p+0', '0'));
  expect(lo).toBe(hi);
  return lo;
}

describe("Kepler's equation E − e sin E = M", () => {
  test('the bounds at numbers are the doubles beside the root, by mpmath', () => {
    for (const [e, M, lo, hi] of roots as [string, string, string, string][]) {
      expect(interval(double(e)).keplerE(double(M)), `e ${e}, M ${M}`).toEqual(interval(double(lo), double(hi)));
    }
  });

  test('exact values, ends of the doubles, and what is no eccentricity', () => {
    const at = (e: number, M: number): number[] => {
      const out = new Float64Array(2);
      exactKeplerE(e, M, out);
      return Array.from(out);
    };
    expect([at(0, 0.3), at(1, 0), at(0.5, -0)]).toEqual([
      [0.3, 0.3],
      [0, 0],
      [-0, -0],
    ]);
    const MAX = Number.MAX_VALUE;
    // sin MAX > 0
    expect(at(0.5, MAX)).toEqual([MAX, Infinity]);
    expect(at(1, -MAX)).toEqual([-Infinity, -MAX]);
    expect(at(0, MAX)).toEqual([MAX, MAX]);
    for (const [e, M] of [
      [-0.1, 1],
      [1.1, 1],
      [Number.NaN, 1],
      [0.5, Infinity],
    ] as const)
      expect(at(e, M)).toEqual([Number.NaN, Number.NaN]);
    expect(interval(-3, -1).keplerE(1).isEmpty()).toBe(true);
    expect(Interval.empty.keplerE(1).isEmpty()).toBe(true);
    expect(interval(0.5).keplerE(Interval.empty).isEmpty()).toBe(true);
    expect(interval(-1, 0).keplerE(interval(1, 2))).toEqual(interval(1, 2));
    expect(interval(0.5, 7).keplerE(interval(0, Infinity))).toEqual(interval(0, Infinity));
    expect(interval(0.5).keplerE(Interval.entire)).toEqual(Interval.entire);
  });

  test('decorations: defined and continuous for e in [0, 1]', () => {
    const solved = (e: Interval, M: Interval): string => decorated(e).keplerE(M).decoration;
    expect(solved(interval(0, 1), interval(-1, 1))).toBe('com');
    expect(solved(interval(0.5), Interval.entire)).toBe('dac');
    expect(solved(interval(0.5), interval(Number.MAX_VALUE))).toBe('dac');
    expect(solved(interval(0.5, 1.5), interval(1))).toBe('trv');
    expect(solved(interval(-0.5, 0.5), interval(1))).toBe('trv');
    expect(solved(interval(2), interval(1))).toBe('trv');
    expect(decorated(interval(0.5)).keplerE(1).interval).toEqual(interval(0.5).keplerE(1));
  });

  test('an orbit of eccentricity 1 around the time where the slope vanishes', () => {
    const E = interval(1).keplerE(interval(-0.5, 0.5));
    // E − sin E = 1/2
    expect(E.contains(1.4973) && E.contains(-1.4973) && E.contains(0)).toBe(true);
    expect(E.mag()).toBeLessThan(1.4974);
  });

  test('bounds of boxes are at corners: where sin E > 0, E grows with e, elsewhere it falls', () => {
    const corner = (e: number, M: number): Interval => interval(e).keplerE(M);
    const high = interval(0.2, 0.9).keplerE(interval(1, 2));
    expect([high.lo, high.hi]).toEqual([corner(0.2, 1).lo, corner(0.9, 2).hi]);
    const low = interval(0.2, 0.9).keplerE(interval(4, 5));
    expect([low.lo, low.hi]).toEqual([corner(0.9, 4).lo, corner(0.2, 5).hi]);
  });

  const eccentricity = fc.double({ min: 0, max: 1, noNaN: true });
  const anomaly = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const pair = (of: fc.Arbitrary<number>): fc.Arbitrary<[number, number]> =>
    fc.tuple(of, of).map(([a, b]) => (a < b ? [a, b] : [b, a]));

  test('the image of a part is a part of the image', () => {
    fc.assert(
      fc.property(pair(eccentricity), pair(anomaly), fc.double({ min: 0, max: 1, noNaN: true }), ([a, b], [c, d], t) => {
        const image = interval(a, b).keplerE(interval(c, d));
        const e = Math.min(b, a + t * (b - a));
        const M = c + t * (d / 2 - c / 2);
        expect(interval(e).keplerE(M).subset(image)).toBe(true);
        expect(interval(a, e).keplerE(interval(c, M)).subset(image)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
