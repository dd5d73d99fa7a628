import { describe, expect, test } from 'vitest';
import type { HeadName } from '../../src/algebra/algebra.js';
import { formula } from '../../src/formula/formula.js';
import { Interval, interval } from '../../src/interval/interval.js';
import type { Combinable } from '../../src/series/dispatch.js';
import * as free from '../../src/series/free.js';
import { add, cos, div, exp, mul, neg, pow, sin, sqr, sqrt, sub } from '../../src/series/free.js';
import * as special from '../../src/series/free-special.js';
import { ruleOfHead } from '../../src/series/functions.js';
import type { Series } from '../../src/series/series.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const functions: Readonly<Record<string, unknown>> = { ...free, ...special };

describe('one function for every kind of value', () => {
  test.each(Object.keys(ruleOfHead) as HeadName[])(
    '%s of a number, an interval, a series and a series in two variables',
    (name) => {
      const f = functions[name] as (x: unknown) => unknown;
      // arcosh lives right of 1, W₋₁ left of 0, and tan πx has a pole at ½
      const at = name === 'acosh' ? 1.5 : name === 'tanpi' ? 0.3125 : name === 'lambertWm1' ? -0.25 : 0.5;
      const value = f(at) as number;
      expect((f(interval(at)) as Interval).sub(value).mag()).toBeLessThan(1e-15);
      const t = variable(at, { order: 2 });
      expect((f(t) as Series<number>).coefficients).toEqual(t[name]().coefficients);
      expect((f(t) as Series<number>).coefficient(0)).toBe(value);
      const [x] = variables([at, 0], { order: 1 });
      expect(String(f(x))).toBe(String(x![name]()));
    },
  );

  test('arithmetic with a number on either side', () => {
    const t = variable(2, { order: 1 });
    expect([add(1, t), sub(1, t), mul(3, t), div(1, t), neg(t)].map((s) => s.coefficients)).toEqual([
      [3, 1],
      [-1, -1],
      [6, 3],
      [0.5, -0.25],
      [-2, -1],
    ]);
    expect([add(t, 1), sub(t, 1), mul(t, 3), div(t, 2)].map((s) => s.coefficients)).toEqual([
      [3, 1],
      [1, 1],
      [6, 3],
      [1, 0.5],
    ]);
    expect([add(1, 2), sub(1, 2), mul(3, 2), div(1, 2), neg(2)]).toEqual([3, -1, 6, 0.5, -2]);
    const x = interval(1, 2);
    expect([add(1, x), sub(1, x), mul(2, x), div(1, x), neg(x)]).toEqual([
      interval(2, 3),
      interval(-1, 0),
      interval(2, 4),
      interval(0.5, 1),
      interval(-2, -1),
    ]);
  });

  test('an interval beside a series of intervals is a constant', () => {
    const t = variable(interval(1), { order: 1 });
    const sum = add(interval(2, 3) as unknown as typeof t, t);
    expect(sum.coefficients).toEqual([interval(3, 4), interval(1)]);
    expect(mul(t, interval(2, 3) as unknown as typeof t).coefficients).toEqual([interval(2, 3), interval(2, 3)]);
  });

  test('anything with bounds is an interval', () => {
    expect(exp({ lo: 0, hi: 0 } as unknown as Interval)).toEqual(interval(1));
    expect(add({ lo: 0, hi: 1 } as unknown as Interval, 1)).toEqual(interval(1, 2));
  });

  test('formulas', () => {
    const f = formula('x^2');
    expect(sin(f).toString()).toBe('sin(x^2)');
    expect(div(1, add(f, 2)).toString()).toBe('1/(2 + x^2)');
    expect(mul(f, formula('y')).variables).toEqual(['x', 'y']);
    expect(pow(f, '1/3').toString()).toBe(f.pow('1/3').toString());
  });

  test('powers', () => {
    const t = variable(4, { order: 1 });
    expect(pow(2, 3)).toBe(8);
    expect(pow(t, 2).coefficients).toEqual([16, 8]);
    expect(pow(t, '1/2').coefficients).toEqual([2, 0.25]);
    expect(pow(interval(2), 3)).toEqual(interval(8));
    expect(pow(2, interval(3))).toEqual(interval(8));
    expect(pow(2, t).coefficient(0)).toBeCloseTo(16, 13);
    expect(pow(2, t).coefficient(1)).toBeCloseTo(16 * Math.LN2, 13);
    expect(pow(t, t).coefficient(1)).toBeCloseTo(256 * (1 + Math.log(4)), 11);
  });

  test('a function written with them works on all of them', () => {
    const f = <S extends Combinable<S> & Record<'sin' | 'cos' | 'sqr' | 'sqrt', () => S>>(x: S): S =>
      div(sqrt(add(sqr(sin(x)), 3)), add(2, cos(x)));
    const value = Math.sqrt(Math.sin(0.4) ** 2 + 3) / (2 + Math.cos(0.4));
    expect(f(0.4 as unknown as Interval)).toBe(value);
    expect(f(interval(0.4)).contains(value)).toBe(true);
    expect(f(variable(0.4, { order: 3 })).coefficient(0)).toBe(value);
    expect(f(variables([0.4, 1], { order: 1 })[0]!).coefficient([0, 0])).toBe(value);
  });

  test('what is no value is refused by name', () => {
    expect(() => exp('1' as unknown as number)).toThrow(
      new TypeError(
        'exp: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got the text "1"; interval(…) encloses it',
      ),
    );
    expect(() => add(1, null as unknown as number)).toThrow(
      new TypeError('add: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got null'),
    );
    expect(() => sin(undefined as unknown as number)).toThrow(
      new TypeError('sin: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got undefined'),
    );
    expect(Interval.pi.sin().contains(0)).toBe(true);
  });
});
