import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { algebraOf } from '../../src/algebra/of.js';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { Interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction } from '../../src/number/fraction.js';
import { add, div, exp2, log, log1p, log10, mul, neg, pow, sin, sqr } from '../../src/series/free.js';

describe('the algebra of given values', () => {
  test('numbers alone are computed with as numbers', () => {
    const { algebra, values } = algebraOf('here', [1, 2.5]);
    expect(algebra.name).toBe('number');
    expect(values).toEqual([1, 2.5]);
  });

  test('one interval makes all of them intervals; a number is taken as that exact double', () => {
    const { algebra, values } = algebraOf<number | Interval>('here', [0.1, new Interval(1, 2)]);
    expect(algebra.name).toBe('Interval');
    expect(values).toEqual([new Interval(0.1, 0.1), new Interval(1, 2)]);
  });

  test('anything with bounds is an interval', () => {
    const { values } = algebraOf<unknown>('here', [{ lo: 1, hi: 3 }]);
    expect(values[0]).toBeInstanceOf(Interval);
    expect(values).toEqual([new Interval(1, 3)]);
  });

  test('decimals are computed with at the largest precision of their constructors', () => {
    const [Short, Long] = [Decimal.clone({ precision: 10 }), Decimal.clone({ precision: 60 })];
    const { algebra, values } = algebraOf<unknown>('here', [1, new Short('0.5'), new Long(2), 0.1]);
    expect(algebra.name).toBe('Decimal');
    expect(values.map((value) => (value as Decimal).constructor === Long)).toEqual([true, true, true, true]);
    expect(values.map(String)).toEqual(['1', '0.5', '2', '0.1000000000000000055511151231257827021181583404541015625']);
    expect(algebraOf<unknown>('here', [Infinity, new Short(1)]).values.map(String)).toEqual(['Infinity', '1']);
  });

  test('an interval among decimals makes them intervals of decimals, at the largest precision', () => {
    const wide = decimalInterval('0.1', '0.2', { precision: 50 });
    for (const [given, precision] of [
      [[wide, 1], 50],
      [[decimalInterval(1, { precision: 20 }), wide], 50],
      [[wide, new (Decimal.clone({ precision: 60 }))(1)], 60],
      [[new Interval(1, 2), new (Decimal.clone({ precision: 12 }))(1)], 12],
      [[{ lo: 1, hi: 2 }, wide], 50],
      [[{ lo: new (Decimal.clone({ precision: 15 }))(1), hi: 2 }], 15],
    ] as const) {
      const { algebra, values } = algebraOf<unknown>('here', given);
      expect(algebra.name).toBe(`DecimalInterval of ${precision} digits`);
      for (const value of values) expect(value).toMatchObject({ precision });
    }
    expect(algebraOf<unknown>('here', [wide, { lo: 1, hi: 2 }]).values.map(String)).toEqual(['[0.1, 0.2]', '[1, 2]']);
  });

  test('a fraction among numbers makes them fractions; among others it is rounded or enclosed', () => {
    const third = fraction(1, 3);
    expect(algebraOf<unknown>('here', [third, 0.5]).values).toEqual([third, fraction(1, 2)]);
    expect(algebraOf<unknown>('here', [third, complex(1, 2)]).values).toEqual([complex(1 / 3), complex(1, 2)]);
    expect(algebraOf<unknown>('here', [third, new Interval(1, 2)]).values[0]).toEqual(new Interval(1 / 3, 0.33333333333333337));
    expect(algebraOf<unknown>('here', [third, new (Decimal.clone({ precision: 5 }))(2)]).values.map(String)).toEqual([
      '0.33333',
      '2',
    ]);
    expect(algebraOf<unknown>('here', [third, decimalInterval(1, { precision: 5 })]).values.map(String)).toEqual([
      '[0.33333, 0.33334]',
      '[1, 1]',
    ]);
    expect(() => algebraOf<unknown>('here', [third, Infinity])).toThrow(
      'here: expected values of one kind, got Fraction and number',
    );
  });

  test('complex numbers go with numbers and fractions alone', () => {
    expect(algebraOf<unknown>('here', [complex(0, 1), 2]).values).toEqual([complex(0, 1), complex(2)]);
    for (const other of [new Interval(1, 2), new Decimal(1), decimalInterval(1, { precision: 5 })]) {
      expect(() => algebraOf<unknown>('here', [complex(0, 1), other])).toThrow(
        'here: expected values of one kind, got Complex and',
      );
    }
  });

  test('the caller finds its own name in the error, with what it got', () => {
    expect(() => algebraOf<unknown>('taylor', ['0.1'])).toThrow(
      new TypeError(
        'taylor: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got the text "0.1"; interval(…) encloses it',
      ),
    );
    expect(() => algebraOf<unknown>('taylor', [null])).toThrow(
      'taylor: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got null',
    );
    expect(() => algebraOf<unknown>('taylor', [1n])).toThrow(
      'taylor: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got bigint',
    );
    for (const given of [
      [1, Number.NaN],
      [1, new Decimal(Number.NaN)],
    ]) {
      expect(() => algebraOf<unknown>('taylor', given)).toThrow(new RangeError('taylor: expected a number, got NaN'));
    }
  });
});

test('functions of decimals are those of their names: decimal.js has others, or none', () => {
  const Own = Decimal.clone({ precision: 25 });
  expect(`${log(new Own(10))} ${log10(new Own(10))} ${log1p(new Own('1e-30'))} ${sqr(new Own(3))}`).toBe(
    '2.302585092994045684017991 1 1e-30 9',
  );
  expect(`${exp2(new Own('0.5'))} ${sin(new Own(1))} ${neg(new Own(1))}`).toBe(
    '1.414213562373095048801689 0.8414709848078965066525023 -1',
  );
  expect(
    `${add(1, new Own('0.5'))} ${mul(new Own(2), 3)} ${pow(new Own(2), -1)} ${div(1, decimalInterval(3, { precision: 3 }))}`,
  ).toBe('1.5 6 0.5 [0.333, 0.334]');
});
