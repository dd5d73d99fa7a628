import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafeProduct, isSettled, settleDown, settleUp, sumError } from '../../src/rounding/compensated.js';
import { addRational, compareRational, mulRational, type Rational, rationalOf } from '../../src/rounding/rational.js';
import { twoProductError } from '../../src/rounding/transform.js';

const factor = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: -1, max: 1, noNaN: true }));

describe('sums in twice the working precision', () => {
  test('the error of a safe product is exact', () => {
    fc.assert(
      fc.property(factor, factor, (x, y) => {
        const p = x * y;
        fc.pre(isSafeProduct(x, y, p));
        const exact = mulRational(rationalOf(x), rationalOf(y));
        expect(addRational(rationalOf(p), rationalOf(twoProductError(x, y, p)))).toEqual(exact);
      }),
    );
  });

  test('products that lose bits, overflow or have no number in them are not safe', () => {
    const pairs = [
      [1e-160, 1e-160],
      [1e300, 1],
      [1e200, 1e200],
      [Infinity, 0],
      [NaN, 1],
    ] as const;
    for (const [x, y] of pairs) expect(isSafeProduct(x, y, x * y)).toBe(false);
    expect(isSafeProduct(0, 5e-324, 0)).toBe(true);
  });

  test('the error of a sum is exact in any order of size', () => {
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        fc.pre(Math.abs(a) < 1e307 && Math.abs(b) < 1e307);
        const s = a + b;
        const exact = addRational(rationalOf(a), rationalOf(b));
        expect(addRational(rationalOf(s), rationalOf(sumError(a, b, s)))).toEqual(exact);
      }),
    );
  });

  test('settled sums enclose the exact one, within two units in the last place where nothing cancels', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 }), (terms) => {
        let [s, t, g] = [0, 0, 0];
        let exact: Rational = rationalOf(0);
        for (const x of terms) {
          const r = s + x;
          const e = sumError(s, x, r);
          t += e;
          g += Math.abs(e);
          s = r;
          exact = addRational(exact, rationalOf(x));
        }
        const lo = settleDown(s, t, g, terms.length + 2);
        const hi = settleUp(s, t, g, terms.length + 2);
        expect(compareRational(lo, exact)).toBeLessThanOrEqual(0);
        expect(compareRational(hi, exact)).toBeGreaterThanOrEqual(0);
        expect(hi - lo).toBeLessThanOrEqual(2 * 2 ** -52 * s);
        if (g === 0) expect([lo, hi]).toEqual([s, s]);
      }),
    );
  });

  test('an overflow on the way shows in what is left', () => {
    expect(isSettled(1, 0)).toBe(true);
    expect(isSettled(Infinity, 0)).toBe(false);
    expect(isSettled(1, NaN)).toBe(false);
    expect(isSettled(NaN, 1)).toBe(false);
    expect(isSettled(1, Infinity)).toBe(false);
  });
});
