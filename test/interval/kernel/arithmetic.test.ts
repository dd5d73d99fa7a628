import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COM, DAC, TRV } from '../../../src/interval/decoration.js';
import { Interval } from '../../../src/interval/interval.js';
import {
  absInto,
  addInto,
  divInto,
  maxInto,
  minInto,
  mulInto,
  negInto,
  recipInto,
  scaleInto,
  sqrInto,
  sqrtInto,
  subInto,
} from '../../../src/interval/kernel/arithmetic.js';
import { any, bounded, finite, memberOf } from '../arbitrary.js';
import {
  compare,
  type Fraction,
  fraction,
  greatest,
  isTightLower,
  isTightUpper,
  least,
  minus,
  over,
  plus,
  times,
} from '../exact.js';

const runs = { numRuns: 300 };

function corners(x: Interval, y: Interval, f: (a: Fraction, b: Fraction) => Fraction): Fraction[] {
  return [x.lo, x.hi].flatMap((a) => [y.lo, y.hi].map((b) => f(fraction(a), fraction(b))));
}

function expectTight(got: Interval, values: readonly Fraction[]): void {
  expect(isTightLower(got.lo, least(values)), `lower bound of ${got.toString()}`).toBe(true);
  expect(isTightUpper(got.hi, greatest(values)), `upper bound of ${got.toString()}`).toBe(true);
}

describe('sums, differences, products and quotients of bounded intervals are tightest', () => {
  test.each([
    ['add', plus],
    ['sub', minus],
    ['mul', times],
  ] as const)('%s', (name, f) => {
    fc.assert(
      fc.property(bounded, bounded, (x, y) => expectTight(x[name](y), corners(x, y, f))),
      runs,
    );
  });

  test('mul of two factors around 0: of two products with one rounding, the one that is truly less counts', () => {
    const u = 2.220446049250313e-16; // 2^-52
    // (1 + u)² = 1 + 2u + u² rounds to 1 + 2u, which is the other product.
    const [x, y] = [new Interval(-1 - u, 1 + 2 * u), new Interval(-1, 1 + u)];
    expect(x.mul(y).lo).toBe(-1 - 3 * u);
    expect(x.neg().mul(y).hi).toBe(1 + 3 * u);
    for (const a of [x, x.neg()]) expectTight(a.mul(y), corners(a, y, times));
  });

  test('div, for a divisor without 0', () => {
    fc.assert(
      fc.property(bounded, bounded, (x, y) => {
        fc.pre(!y.contains(0));
        expectTight(x.div(y), corners(x, y, over));
      }),
      runs,
    );
  });

  test('recip is the quotient of 1', () => {
    fc.assert(
      fc.property(any, (x) => {
        expect(x.recip()).toEqual(new Interval(1, 1).div(x));
      }),
      runs,
    );
  });

  test('sqr holds the squares of its ends and of 0, tightest', () => {
    fc.assert(
      fc.property(bounded, (x) => {
        const values = [x.lo, x.hi, ...(x.contains(0) ? [0] : [])].map((a) => times(fraction(a), fraction(a)));
        expectTight(x.sqr(), values);
      }),
      runs,
    );
  });

  test('fma rounds once', () => {
    fc.assert(
      fc.property(bounded, bounded, bounded, (x, y, z) => {
        const products = corners(x, y, times);
        expectTight(
          x.fma(y, z),
          products.flatMap((p) => [z.lo, z.hi].map((c) => plus(p, fraction(c)))),
        );
      }),
      runs,
    );
  });

  test('sqrt: the squares of the bounds lie on either side, those of their inner neighbors do not', () => {
    fc.assert(
      fc.property(bounded, (x) => {
        const { lo, hi } = x.abs().sqrt();
        const { lo: a, hi: b } = x.abs();
        const square = (s: number): Fraction => times(fraction(s), fraction(s));
        expect(compare(square(lo), fraction(a))).toBeLessThanOrEqual(0);
        expect(compare(square(hi), fraction(b))).toBeGreaterThanOrEqual(0);
        const inner = (s: number, step: 1 | -1): Fraction => square(s + step * (Math.abs(s) * 2.220446049250313e-16 + 5e-324));
        expect(compare(inner(lo, 1), fraction(a))).toBeGreaterThan(0);
        if (hi > 0) expect(compare(inner(hi, -1), fraction(b))).toBeLessThan(0);
      }),
      runs,
    );
  });

  test('scaleInto is the product with a point', () => {
    const m = new Float64Array(2);
    fc.assert(
      fc.property(any, finite, (x, c) => {
        m.set([x.lo, x.hi]);
        scaleInto(m, 0, m, 0, c);
        expect(new Interval(m[0]!, m[1]!)).toEqual(x.mul(c));
      }),
      runs,
    );
  });
});

describe('sampled points of unbounded and zero-containing operands', () => {
  test('x/y holds a/b for all members but b = 0', () => {
    fc.assert(
      fc.property(
        bounded,
        bounded,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y, s, t) => {
          const a = memberOf(x, s);
          const b = memberOf(y, t);
          fc.pre(b !== 0);
          const q = over(fraction(a), fraction(b));
          const { lo, hi } = x.div(y);
          expect(lo === -Infinity || compare(fraction(lo), q) <= 0).toBe(true);
          expect(hi === Infinity || compare(fraction(hi), q) >= 0).toBe(true);
        },
      ),
      runs,
    );
  });

  test('0·∞ is 0: the product of a zero with the real line is zero', () => {
    expect(new Interval(0, 0).mul(Interval.entire)).toEqual(new Interval(0, 0));
    expect(new Interval(0, 1).mul(new Interval(2, Infinity))).toEqual(new Interval(0, Infinity));
    expect(new Interval(-1, 0).mul(new Interval(-Infinity, 3))).toEqual(new Interval(-3, Infinity));
    expect(new Interval(0, 0).fma(Interval.entire, new Interval(1, 2))).toEqual(new Interval(1, 2));
  });

  test('division by an interval that touches or straddles 0', () => {
    expect(new Interval(1, 2).div(new Interval(0, 4))).toEqual(new Interval(0.25, Infinity));
    expect(new Interval(1, 2).div(new Interval(-4, 0))).toEqual(new Interval(-Infinity, -0.25));
    expect(new Interval(1, 2).div(new Interval(-4, 4))).toEqual(Interval.entire);
    expect(new Interval(1, 2).div(0)).toEqual(Interval.empty);
    expect(new Interval(0, 0).div(new Interval(-1, 1))).toEqual(new Interval(0, 0));
  });
});

const binaryKernels = { addInto, subInto, mulInto, divInto, minInto, maxInto };
const unaryKernels = { negInto, recipInto, sqrInto, sqrtInto, absInto };
type Binary = keyof typeof binaryKernels;
const binaries = Object.keys(binaryKernels) as Binary[];
const unaries = Object.keys(unaryKernels) as (keyof typeof unaryKernels)[];

describe('kernels write where they read', () => {
  test.each(binaries)('%s: the result may replace either operand, whole or in part', (name) => {
    const kernel = binaryKernels[name];
    fc.assert(
      fc.property(any, any, (x, y) => {
        const m = Float64Array.of(x.lo, x.hi, y.lo, y.hi, 0, 0);
        const d = kernel(m, 4, m, 0, m, 2);
        const expected = [m[4], m[5]];
        for (const out of [0, 1, 2]) {
          const n = Float64Array.of(x.lo, x.hi, y.lo, y.hi, 0, 0);
          expect(kernel(n, out, n, 0, n, 2)).toBe(d);
          expect([n[out], n[out + 1]]).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test.each(unaries)('%s: the result may replace the operand', (name) => {
    const kernel = unaryKernels[name];
    fc.assert(
      fc.property(any, (x) => {
        const m = Float64Array.of(x.lo, x.hi, 0, 0);
        const d = kernel(m, 2, m, 0);
        const n = Float64Array.of(x.lo, x.hi);
        expect(kernel(n, 0, n, 0)).toBe(d);
        expect([n[0], n[1]]).toEqual([m[2], m[3]]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(binaries)('%s: an empty operand gives the empty set, whatever the other', (name) => {
    fc.assert(
      fc.property(any, (x) => {
        const m = Float64Array.of(x.lo, x.hi, Infinity, -Infinity, 0, 0);
        expect(binaryKernels[name](m, 4, m, 0, m, 2)).toBe(TRV);
        expect([m[4], m[5]]).toEqual([Infinity, -Infinity]);
        expect(binaryKernels[name](m, 4, m, 2, m, 0)).toBe(TRV);
        expect([m[4], m[5]]).toEqual([Infinity, -Infinity]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('local decorations of arithmetic', () => {
  const decorationOf = (name: Binary, x: Interval, y: Interval): number => {
    const m = Float64Array.of(x.lo, x.hi, y.lo, y.hi, 0, 0);
    return binaryKernels[name](m, 4, m, 0, m, 2);
  };

  test('com for bounded operands and results, dac for an unbounded operand or an overflow', () => {
    const x = new Interval(1, 2);
    expect(binaries.map((name) => decorationOf(name, x, x))).toEqual(binaries.map(() => COM));
    expect(decorationOf('addInto', x, new Interval(0, Infinity))).toBe(DAC);
    expect(decorationOf('mulInto', new Interval(0, 0), Interval.entire)).toBe(DAC);
    expect(decorationOf('mulInto', new Interval(1e200, 1e200), new Interval(1, 1e200))).toBe(DAC);
  });

  test('trv for a divisor that holds 0', () => {
    expect(decorationOf('divInto', new Interval(1, 2), new Interval(0, 1))).toBe(TRV);
    expect(decorationOf('divInto', new Interval(1, 2), new Interval(0.5, 1))).toBe(COM);
  });
});
