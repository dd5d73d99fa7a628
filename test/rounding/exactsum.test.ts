import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotBounds, dotNearest, sumAbsNearest, sumBounds, sumNearest, sumSquareNearest } from '../../src/rounding/exactsum.js';
import { scaled } from '../oracle/double.js';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 30 });

describe('sums are exact before their one rounding', () => {
  test('sumBounds holds the exact sum between neighbors', () => {
    const out = new Float64Array(2);
    fc.assert(
      fc.property(numbers, (x) => {
        sumBounds(x, out);
        const exact = x.reduce((sum, term) => sum + scaled(term), 0n);
        const [lo, hi] = out as unknown as [number, number];
        expect(lo === -Infinity || scaled(lo) <= exact).toBe(true);
        expect(hi === Infinity || scaled(hi) >= exact).toBe(true);
        expect([lo, hi]).toContain(sumNearest(x) + 0);
        if (lo === hi) expect(scaled(lo)).toBe(exact);
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the terms does not matter', () => {
    fc.assert(
      fc.property(numbers, (x) => {
        expect(sumNearest([...x].reverse())).toBe(sumNearest(x));
      }),
      { numRuns: 100 },
    );
  });

  test('what floating-point summation loses is kept', () => {
    expect(sumNearest([1e100, 1, -1e100])).toBe(1);
    expect(sumNearest([1, 2 ** -53, 2 ** -1074])).toBe(1 + 2 ** -52);
    expect(sumNearest([1, 2 ** -53])).toBe(1);
    expect(sumNearest([5e-324, 5e-324])).toBe(1e-323);
    expect(sumNearest([Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE])).toBe(Number.MAX_VALUE);
    expect(sumAbsNearest([3, -1e-30, -3])).toBe(6);
    expect(sumNearest([])).toBe(0);
  });

  test('products are exact before they are added', () => {
    expect(dotNearest([1e200, 1, 1e200], [1e200, 3, -1e200])).toBe(3);
    expect(dotNearest([5e-324, 1], [0.5, 0])).toBe(0);
    expect(dotNearest([5e-324, 5e-324], [0.5, 0.25])).toBe(5e-324);
    expect(sumSquareNearest([3, 4])).toBe(25);
    const out = new Float64Array(2);
    dotBounds([5e-324], [0.5], out);
    expect([...out]).toEqual([0, 5e-324]);
    dotBounds([1e200], [-1e200], out);
    expect([...out]).toEqual([-Infinity, -Number.MAX_VALUE]);
  });

  test('infinities and NaN follow IEEE 754', () => {
    expect(sumNearest([1, Infinity, 2])).toBe(Infinity);
    expect(sumNearest([Infinity, -Infinity])).toBeNaN();
    expect(sumAbsNearest([Infinity, -Infinity])).toBe(Infinity);
    expect(dotNearest([0], [Infinity])).toBeNaN();
    expect(dotNearest([1, -1], [Infinity, 5])).toBe(Infinity);
  });

  test('vectors of different lengths are an error', () => {
    expect(() => dotNearest([1], [1, 2])).toThrow('dotNearest: expected two vectors of one length, got 1 and 2');
    expect(() => dotBounds([1], [], new Float64Array(2))).toThrow(RangeError);
  });
});
