import { describe, expect, test } from 'vitest';
import { exactBesselJ } from '../../../src/rounding/exact/bessel.js';
import { lambertStart } from '../../../src/rounding/exact/lambert.js';
import golden from '../../data/special-functions.json' with { type: 'json' };
import { at } from './special.js';

const MAX = Number.MAX_VALUE;

describe('special functions: the bounds are those of mpmath, tightest', () => {
  test.each(Object.entries(golden as Record<string, (number | string)[][]>))('%s', (name, rows) => {
    const wrong = rows.flatMap((row) => {
      const [x, lo, hi] = row.map(Number) as [number, number, number];
      const got = at(name, x);
      return got[0] === lo && got[1] === hi ? [] : [{ x, lo, hi, got }];
    });
    expect(wrong).toEqual([]);
  });
});

describe('special functions: ends, poles and exact values', () => {
  test.each([
    ['erf', 0, 0, 0],
    ['erf', Infinity, 1, 1],
    ['erf', -Infinity, -1, -1],
    ['erf', 6.5, 0.9999999999999999, 1],
    ['erf', -300, -1, -0.9999999999999999],
    ['erf', NaN, NaN, NaN],
    ['erfc', 0, 1, 1],
    ['erfc', Infinity, 0, 0],
    ['erfc', -Infinity, 2, 2],
    ['erfc', 28, 0, 5e-324],
    ['erfc', 1e300, 0, 5e-324],
    ['erfc', -7, 1.9999999999999998, 2],
    ['erfc', 1e-20, 0.9999999999999999, 1],
    ['erfc', -5e-324, 1, 1.0000000000000002],
    ['gamma', 1, 1, 1],
    ['gamma', 5, 24, 24],
    ['gamma', 19, 6402373705728000, 6402373705728000],
    ['gamma', 0, NaN, NaN],
    ['gamma', -3, NaN, NaN],
    ['gamma', -1e300, NaN, NaN],
    ['gamma', -Infinity, NaN, NaN],
    ['gamma', Infinity, MAX, Infinity],
    ['gamma', 172, MAX, Infinity],
    ['gamma', 5e-324, MAX, Infinity],
    ['gamma', -5e-324, -Infinity, -MAX],
    ['gamma', -200.5, -5e-324, 0],
    ['gamma', -201.5, 0, 5e-324],
    ['gamma', 2 ** -200, 2 ** 200 * (1 - 2 ** -53), 2 ** 200],
    ['gamma', -(2 ** -200), -(2 ** 200) * (1 + 2 ** -52), -(2 ** 200)],
    ['lgamma', 1, 0, 0],
    ['lgamma', 2, 0, 0],
    ['lgamma', 0, MAX, Infinity],
    ['lgamma', -7, MAX, Infinity],
    ['lgamma', 1e308, MAX, Infinity],
    ['lgamma', Infinity, MAX, Infinity],
    ['lgamma', -Infinity, NaN, NaN],
    ['digamma', 0, NaN, NaN],
    ['digamma', -1, NaN, NaN],
    ['digamma', Infinity, MAX, Infinity],
    ['digamma', 2 ** -200, -(2 ** 200) * (1 + 2 ** -52), -(2 ** 200)],
    ['digamma', -(2 ** -200), 2 ** 200 * (1 - 2 ** -53), 2 ** 200],
    ['polygamma 1', 0, NaN, NaN],
    ['polygamma 2', Infinity, 0, 0],
    ['polygamma 1', 1e-200, MAX, Infinity],
    ['polygamma 2', 1e-200, -Infinity, -MAX],
    ['polygamma 1', 1e300, 9.999999999999999e-301, 1e-300],
    ['besselJ 0', 0, 1, 1],
    ['besselJ 3', 0, 0, 0],
    ['besselJ 0', 1e-9, 0.9999999999999999, 1],
    ['besselJ 1', 2 ** -100, 2 ** -101 * (1 - 2 ** -53), 2 ** -101],
    ['besselJ 1', -5e-324, -5e-324, 0],
    ['besselJ -1', -5e-324, 0, 5e-324],
    ['besselJ 7', 1e-60, 0, 5e-324],
    ['besselJ 0', Infinity, NaN, NaN],
    ['lambertW', 0, 0, 0],
    ['lambertW', Infinity, MAX, Infinity],
    ['lambertW', 1e-20, 9.999999999999998e-21, 1e-20],
    ['lambertW', -1, NaN, NaN],
    ['lambertWLower', 0, NaN, NaN],
    ['lambertWLower', -0.5, NaN, NaN],
  ])('%s at %d', (name, x, lo, hi) => {
    expect(at(name, x)).toEqual([lo, hi]);
  });

  test('the branches of W meet just below their first double', () => {
    // −1/e = −0.36787944117144232159552377…
    expect([lambertStart, lambertStart - 2 ** -54]).toEqual([-0.3678794411714423, -0.36787944117144233]);
    expect(at('lambertW', -0.36787944117144233)).toEqual([NaN, NaN]);
    expect(at('lambertW', lambertStart)[0]).toBeGreaterThan(-1);
    expect(at('lambertWLower', lambertStart)[1]).toBeLessThan(-1);
  });

  test('J of negative orders and arguments', () => {
    for (const n of [0, 1, 2, 7]) {
      for (const x of [0.5, 3, 100]) {
        const [lo, hi] = at(`besselJ ${n}`, x);
        const turned = n % 2 === 0 ? [lo, hi] : [0 - hi, 0 - lo];
        expect(at(`besselJ ${n}`, -x)).toEqual(turned);
        expect(at(`besselJ ${-n}`, x)).toEqual(turned);
        expect(at(`besselJ ${-n}`, -x)).toEqual([lo, hi]);
      }
    }
  });

  test('an order that is none is an error', () => {
    expect(() => exactBesselJ(1.5, 1, new Float64Array(2))).toThrow(
      'besselJ: expected an integer order from −10000 to 10000, got 1.5',
    );
  });
});
