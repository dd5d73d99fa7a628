import { describe, expect, test } from 'vitest';
import { bernsteinRange, quadraticRange } from '../../src/model/range.js';
import { type Fraction, fractionOf, plus, times } from '../oracle/fraction.js';
import { isAtMost } from '../rigor/flow.js';
import { Random } from '../rigor/random.js';

const valueAt = (b: number, a: number, s: number): Fraction =>
  times(plus(times(fractionOf(a), fractionOf(s)), fractionOf(b)), fractionOf(s));

describe('the range of b s + a s² over an interval', () => {
  test('is exact but for rounding where the numbers are small integers', () => {
    const rangeOf = (b: number, a: number, lo: number, hi: number): number[] => {
      const out = Float64Array.of(-Infinity, Infinity);
      quadraticRange(out, b, a, Float64Array.of(lo, hi), 0);
      return [...out];
    };
    expect(rangeOf(2, 1, -3, 1)).toEqual([-1, 3]);
    expect(rangeOf(2, 1, 0, 1)).toEqual([0, 3]);
    expect(rangeOf(-4, 2, -1, 2)).toEqual([-2, 6]);
    expect(rangeOf(0, -1, -2, 1)).toEqual([-4, 0]);
    expect(rangeOf(3, 0, -2, 1)).toEqual([-6, 3]);
    expect(rangeOf(4, -1, 2, 2)).toEqual([4, 4]);
    expect(rangeOf(1, 5e-324, -1, 1)).toEqual([-1, 1.0000000000000002]);
  });

  test('contains the values at random points, among them the ends and the vertex, whatever the size of the numbers', () => {
    const random = new Random(7);
    const number = (): number => (random.chance(0.3) ? random.double() : (random.next() - 0.5) * 4);
    const out = new Float64Array(2);
    for (let n = 0; n < 1500; n++) {
      const [a, b, x, y] = [number(), number(), number(), number()];
      const [lo, hi] = [Math.min(x, y), Math.max(x, y)];
      out.set([-Infinity, Infinity]);
      quadraticRange(out, b, a, Float64Array.of(lo, hi), 0);
      const inside = [lo, hi, lo / 2 + hi / 2, -b / (2 * a), -b / a].map((s) => Math.min(Math.max(s, lo), hi));
      for (const s of inside.filter(Number.isFinite)) {
        const value = valueAt(b, a, s);
        const holds =
          (out[0] === -Infinity || isAtMost(fractionOf(out[0]!), value)) &&
          (out[1] === Infinity || isAtMost(value, fractionOf(out[1]!)));
        if (!holds) expect.fail(`${b} s + ${a} s² over [${lo}, ${hi}] at ${s}, got [${out}]`);
      }
    }
  });
});

describe('the range of a polynomial by its coefficients in the basis of Bernstein', () => {
  const rangeOf = (c: readonly number[], lo: number, hi: number): Float64Array => {
    const out = Float64Array.of(-Infinity, Infinity);
    bernsteinRange(out, c, lo, hi);
    return out;
  };

  test('is exact where the coefficients are in order', () => {
    expect([...rangeOf([3, 3, 2], 0, 1)]).toEqual([0, 8]);
    expect([...rangeOf([0, 0, -1], -1, 1)]).toEqual([-1, 1]);
    expect([...rangeOf([4, -6, 4, -1], 0, 1)]).toEqual([0, 1]);
    expect([...rangeOf([-3, 0, 1], 2, 2)]).toEqual([2, 2]);
  });

  test('contains the values at random points, whatever the size of the numbers', () => {
    const random = new Random(13);
    const number = (): number => (random.chance(0.1) ? random.double() : (random.next() - 0.5) * 4);
    for (let n = 0; n < 250; n++) {
      const c = Array.from({ length: 1 + random.below(9) }, number);
      const [x, y] = [number(), number()];
      const [lo, hi] = [Math.min(x, y), Math.max(x, y)];
      const out = rangeOf(c, lo, hi);
      const points = [lo, hi, ...Array.from({ length: 6 }, () => Math.min(Math.max(lo + (hi - lo) * random.next(), lo), hi))];
      for (const s of points.filter(Number.isFinite)) {
        const value = c.reduceRight((sum, ck) => times(plus(sum, fractionOf(ck)), fractionOf(s)), fractionOf(0));
        const holds =
          (out[0] === -Infinity || isAtMost(fractionOf(out[0]!), value)) &&
          (out[1] === Infinity || isAtMost(value, fractionOf(out[1]!)));
        if (!holds) expect.fail(`coefficients ${c} over [${lo}, ${hi}] at ${s}, got [${out}]`);
      }
    }
  });
});
