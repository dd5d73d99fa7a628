import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { fraction } from '../../src/number/fraction.js';
import { Series } from '../../src/series/series.js';
import { SeriesN } from '../../src/series/series-n.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const Fine = Decimal.clone({ precision: 50, rounding: 2 });

const centers = [
  ['numbers', 0.1],
  ['complex numbers', complex(0.1, -2)],
  ['complex numbers below the real axis', complex(-2, -0)],
  ['double-doubles', doubleDouble('0.1')],
  ['fractions', fraction(0)],
  ['intervals', interval('0.1')],
  ['decimals', new Decimal('0.1')],
  ['decimals of another precision', new Fine('0.1')],
  ['intervals of decimals', decimalInterval('1/3', { precision: 40 })],
] as const;

/** All of values that their own JSON keeps; constructors of decimals differ. */
const exactly = (values: readonly unknown[]): string => JSON.stringify(values);

describe.each(centers)('series of %s through JSON', (_, center) => {
  test('in one variable are what they were', () => {
    const s = variable<unknown>(center, { order: 6 }).exp().div(3);
    const back = Series.fromJSON(JSON.stringify(s));
    expect(JSON.stringify(back)).toBe(JSON.stringify(s));
    expect(exactly(back.coefficients)).toBe(exactly(s.coefficients));
    expect(exactly([back.center])).toBe(exactly([center]));
    expect(back.mul(back).toString()).toBe(s.mul(s).toString());
    expect(exactly(Series.fromJSON(s.toJSON()).coefficients)).toBe(exactly(s.coefficients));
  });

  test('in many variables keep names, weights and bounds of exponents', () => {
    for (const options of [
      { order: 3 },
      { order: 4, weights: [1, 2] },
      { orders: [2, 1] },
      { order: 3, orders: [1, Infinity] },
    ]) {
      const [x, y] = variables<unknown>([center, center], { ...options, names: ['p', 'q'] });
      const s = x!.exp().mul(y!).div(7);
      const back = SeriesN.fromJSON(JSON.stringify(s));
      expect(back.names).toEqual(['p', 'q']);
      expect(back.space.equals(s.space)).toBe(true);
      expect(exactly(back.coefficients)).toBe(exactly(s.coefficients));
      expect(back.mul(back).toString()).toBe(s.mul(s).toString());
    }
  });
});

test('what was read mixes with what was written where decimals have the constructor of decimal.js', () => {
  const s = variable(new Decimal(1), { order: 3 });
  expect(
    s
      .add(Series.fromJSON<Decimal>(JSON.stringify(s)))
      .coefficient(1)
      .toString(),
  ).toBe('2');
});

test('series of series', () => {
  const [x, y] = variables([0, 0], { order: 2 });
  const ofMany = series([x!.exp(), y!.neg(), x!.mul(y!)]);
  const back = Series.fromJSON<SeriesN<number>>(JSON.stringify(ofMany));
  expect(JSON.stringify(back)).toBe(JSON.stringify(ofMany));
  expect(back.mul(ofMany).coefficient(1).coefficients).toEqual(ofMany.sqr().coefficient(1).coefficients);
  const t = variable(0, { order: 3 });
  const [p] = variables([t.constant(0), t.constant(0)], { order: 2 });
  const ofOne = p!.exp().mul(t.cos());
  expect(JSON.stringify(SeriesN.fromJSON(JSON.stringify(ofOne)))).toBe(JSON.stringify(ofOne));
});

test('what is no number survives', () => {
  const huge = variable(complex(1e308, 1), { order: 2 }).mul(10);
  for (const none of [
    variable<unknown>(-1, { order: 2 }).log(),
    variable<unknown>(doubleDouble(-1), { order: 2 }).log(),
    variable<unknown>(new Decimal(-1), { order: 2 }).log(),
    huge.sub(huge) as unknown as Series<unknown>,
  ]) {
    expect(none.toString()).toMatch(/NaN/);
    expect(exactly(Series.fromJSON(JSON.stringify(none)).coefficients)).toBe(exactly(none.coefficients));
  }
  const [x, y] = variables([1, 1], { order: 2 });
  const none = x!.sub(2).mul(y!).log();
  expect(SeriesN.fromJSON<number>(JSON.stringify(none)).coefficients).toEqual(none.coefficients);
  expect(none.coefficients.some(Number.isNaN)).toBe(true);
  const empty = variable(interval(-1), { order: 2 }).sqrt();
  expect(Series.fromJSON<Interval>(JSON.stringify(empty)).coefficients.every((c) => c.isEmpty())).toBe(true);
});

test('infinities and signs survive', () => {
  const s = series([1e308, -1e308, 5e-324]).mul(10);
  expect(s.coefficients).toEqual([Infinity, -Infinity, 5e-323]);
  expect(Series.fromJSON(JSON.stringify(s)).coefficients).toEqual(s.coefficients);
  const unbounded = series([interval(-Infinity, 3), interval(0)]);
  expect(Series.fromJSON(JSON.stringify(unbounded)).coefficients).toEqual(unbounded.coefficients);
});

describe('misuse', () => {
  test('what no series wrote', () => {
    expect(() => Series.fromJSON('[1]')).toThrow(
      new TypeError('fromJSON: expected an object with center, order, coefficients, as toJSON writes it, got [1]'),
    );
    expect(() => Series.fromJSON({ ...variable(0, { order: 1 }).toJSON(), kind: 'toString' })).toThrow(
      new TypeError(
        'fromJSON: expected values of kind number, Complex, DoubleDouble, Fraction, Interval, Decimal, DecimalInterval, Series, SeriesN, got "toString"',
      ),
    );
    expect(() => Series.fromJSON({ ...variable(0, { order: 1 }).toJSON(), order: 2 })).toThrow(
      new RangeError('fromJSON: expected 3 coefficients for order 2, got 2'),
    );
    const [x] = variables([0, 0], { order: 2 });
    expect(() => SeriesN.fromJSON({ ...x!.toJSON(), order: 1 })).toThrow(
      new RangeError('fromJSON: expected 3 coefficients, one for each monomial, got 6'),
    );
    expect(() => SeriesN.fromJSON({ ...x!.toJSON(), names: ['x'] })).toThrow('fromJSON: expected 2 different names, got ["x"]');
  });
});
