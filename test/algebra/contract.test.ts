import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { complexAlgebra } from '../../src/algebra/complex.js';
import { decimalAlgebra } from '../../src/algebra/decimal.js';
import { decimalIntervalAlgebra } from '../../src/algebra/decimal-interval.js';
import { doubleDoubleAlgebra } from '../../src/algebra/double-double.js';
import { float64 } from '../../src/algebra/float64.js';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { intervalAlgebra } from '../../src/algebra/interval.js';
import { DecimalInterval, decimalInterval } from '../../src/decimal/decimal-interval.js';
import { derivative } from '../../src/derivative/derivative.js';
import { Interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { fraction as exactFraction } from '../../src/number/fraction.js';
import { rational } from '../../src/rounding/rational.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { Space } from '../../src/series/space.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction, fractionOf } from '../oracle/fraction.js';

/** An algebra and what a short double is in it: on these, everything here is exact. */
interface Case<T, M extends Memory> {
  readonly algebra: Algebra<T, M>;
  readonly value: (n: number) => T;
}

const space = new Space(2, 2);
const constantJet = <T>(c: T, zero: T): T[] => [c, ...new Array<T>(space.size - 1).fill(zero)];
const intervals = intervalAlgebra();
const point = (n: number): Interval => new Interval(n, n);

const decimals = decimalAlgebra(Decimal);
const inDecimals = (n: number): Decimal => new Decimal(n + 0);
const decimalIntervals = decimalIntervalAlgebra(30);
const decimalPoint = (n: number): DecimalInterval => new DecimalInterval(new Decimal(n), new Decimal(n), 30);

const cases: readonly Case<unknown, Memory>[] = [
  { algebra: float64, value: (n: number) => n + 0 },
  { algebra: intervals, value: point },
  { algebra: decimals, value: inDecimals },
  { algebra: decimalIntervals, value: decimalPoint },
  { algebra: exact, value: fractionOf },
  { algebra: complexAlgebra, value: (n: number) => complex(n + 0) },
  { algebra: fractionAlgebra, value: (n: number) => exactFraction(n) },
  { algebra: doubleDoubleAlgebra, value: (n: number) => doubleDouble(n + 0) },
  { algebra: jetAlgebra(float64, space), value: (n: number) => constantJet(n + 0, 0) },
  { algebra: jetAlgebra(intervals, space), value: (n: number) => constantJet(point(n), point(0)) },
  { algebra: jetAlgebra(decimals, space), value: (n: number) => constantJet(inDecimals(n), inDecimals(0)) },
  { algebra: jetAlgebra(decimalIntervals, space), value: (n: number) => constantJet(decimalPoint(n), decimalPoint(0)) },
  { algebra: jetAlgebra(exact, space), value: (n: number) => constantJet(fractionOf(n), fraction(0)) },
  { algebra: jetAlgebra(complexAlgebra, space), value: (n: number) => constantJet(complex(n + 0), complex(0)) },
  { algebra: jetAlgebra(doubleDoubleAlgebra, space), value: (n: number) => constantJet(doubleDouble(n + 0), doubleDouble(0)) },
  { algebra: jetAlgebra(fractionAlgebra, space), value: (n: number) => constantJet(exactFraction(n), exactFraction(0)) },
] as unknown as readonly Case<unknown, Memory>[];

const small = fc.integer({ min: -20, max: 20 });

describe.each(cases)('the contract of an algebra: $algebra.name', ({ algebra, value }) => {
  const w = algebra.width;
  const filled = (...numbers: readonly number[]): Memory => {
    const m = algebra.allocate(numbers.length);
    numbers.forEach((n, i) => {
      algebra.write(m, i * w, value(n));
    });
    return m;
  };
  const all = (m: Memory, count: number): unknown[] => Array.from({ length: count }, (_, i) => algebra.read(m, i * w));

  test('memory starts as zeros, and what is written is read', () => {
    expect(all(algebra.allocate(3), 3)).toEqual([0, 0, 0].map(value));
    expect(all(filled(3, -7), 2)).toEqual([3, -7].map(value));
  });

  test('the magnitude is the absolute value, and 0 for zero only', () => {
    const m = filled(-12, 0, 5);
    expect([0, 1, 2].map((i) => algebra.magnitude(m, i * w))).toEqual([12, 0, 5]);
  });

  test('transfer copies within one memory and into another', () => {
    const from = filled(1, 2, 3, 0, 0);
    algebra.transfer(from, 3 * w, from, w, 2);
    expect(all(from, 5)).toEqual([1, 2, 3, 2, 3].map(value));
    const to = algebra.allocate(2);
    algebra.transfer(to, w, from, 2 * w, 1);
    expect(all(to, 2)).toEqual([0, 3].map(value));
  });

  test('arithmetic on integers is exact', () => {
    fc.assert(
      fc.property(small, small, (x, y) => {
        const m = filled(x, y, 99);
        const gives = (operate: () => void): unknown => {
          operate();
          return algebra.read(m, 2 * w);
        };
        expect(gives(() => algebra.add(m, 2 * w, 0, w))).toEqual(value(x + y));
        expect(gives(() => algebra.sub(m, 2 * w, 0, w))).toEqual(value(x - y));
        expect(gives(() => algebra.mul(m, 2 * w, 0, w))).toEqual(value(x * y));
        expect(gives(() => algebra.neg(m, 2 * w, 0))).toEqual(value(0 - x));
        expect(gives(() => algebra.scale(m, 2 * w, 0, y))).toEqual(value(x * y));
        expect(gives(() => algebra.divide(m, 2 * w, 0, -4))).toEqual(value(x / -4));
        expect(gives(() => algebra.overOrder(m, 2 * w, 0, 4))).toEqual(value(x / 4));
        expect(gives(() => algebra.copy(m, 2 * w, w))).toEqual(value(y));
        expect(gives(() => algebra.powInteger(m, 2 * w, 0, 3))).toEqual(value(x ** 3));
        expect(gives(() => algebra.heads.sqr(m, 2 * w, 0))).toEqual(value(x * x));
        expect(gives(() => algebra.rational(m, 2 * w, rational(BigInt(x))))).toEqual(value(x));
        expect(gives(() => algebra.zero(m, 2 * w))).toEqual(value(0));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('a quotient that is exact', () => {
    const m = filled(-84, 7, 0);
    algebra.div(m, 2 * w, 0, w);
    expect(algebra.read(m, 2 * w)).toEqual(value(-12));
  });

  test('zero, copy, neg, add, sub, scale and divide may write onto an operand', () => {
    const onto = (operate: (m: Memory) => void, at: number): unknown => {
      const m = filled(12, -5);
      operate(m);
      return algebra.read(m, at);
    };
    expect(onto((m) => algebra.zero(m, 0), 0)).toEqual(value(0));
    expect(onto((m) => algebra.copy(m, w, w), w)).toEqual(value(-5));
    expect(onto((m) => algebra.neg(m, 0, 0), 0)).toEqual(value(-12));
    expect(onto((m) => algebra.add(m, 0, 0, w), 0)).toEqual(value(7));
    expect(onto((m) => algebra.add(m, w, 0, w), w)).toEqual(value(7));
    expect(onto((m) => algebra.add(m, 0, 0, 0), 0)).toEqual(value(24));
    expect(onto((m) => algebra.sub(m, 0, 0, w), 0)).toEqual(value(17));
    expect(onto((m) => algebra.sub(m, w, 0, w), w)).toEqual(value(17));
    expect(onto((m) => algebra.scale(m, 0, 0, 3), 0)).toEqual(value(36));
    expect(onto((m) => algebra.divide(m, 0, 0, 4), 0)).toEqual(value(3));
  });

  test('convolve adds Σ (p·j + q)·x_j·y_{k−j}, over any range and with gaps between coefficients', () => {
    const weight = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 16, maxLength: 16 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: -1, max: 7 }),
        weight,
        weight,
        fc.integer({ min: 1, max: 2 }),
        (data, k, from, end, p, q, gap) => {
          const last = Math.min(k, end);
          const count = 8 * gap;
          const x = Array.from({ length: count }, (_, i) => (i % gap === 0 ? data[i / gap]! : 77));
          const y = Array.from({ length: count }, (_, i) => (i % gap === 0 ? data[8 + i / gap]! : 77));
          const m = filled(1000, ...x, ...y);
          algebra.convolve(m, 0, w, (1 + count) * w, gap * w, k, from, last, p, q);
          let sum = 1000;
          for (let j = from; j <= last; j++) sum += (p * j + q) * data[j]! * data[8 + k - j]!;
          expect(algebra.read(m, 0)).toEqual(value(sum));
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  test('scatter adds w·x·y_l to the coefficients that the targets name', () => {
    const y = [3, -1, 4, 1, -5];
    const m = filled(7, ...y, 10, 20, 30, 40, 50, 60);
    algebra.scatter(m, 6 * w, 0, w, Uint32Array.of(5, 0, 3, 1, 2), 1, 3, -2);
    expect(all(m, 12)).toEqual([7, ...y, 10 + 14, 20 - 14, 30, 40 - 56, 50, 60].map(value));
    algebra.scatter(m, 6 * w, 0, w, Uint32Array.of(0), 1, 0, 1);
    expect(algebra.read(m, 6 * w)).toEqual(value(24));
  });

  test('convolveSelf adds Σ_{j=from..k−from} x_j·x_{k−j}, also where that is one term or none', () => {
    const data = [3, -1, 4, 1, -5, 9, 2, -6];
    for (let k = 0; k < 8; k++) {
      for (let from = 0; from <= 3; from++) {
        const m = filled(100, ...data);
        algebra.convolveSelf(m, 0, w, w, k, from);
        let sum = 100;
        for (let j = from; j <= k - from; j++) sum += data[j]! * data[k - j]!;
        expect(algebra.read(m, 0)).toEqual(value(sum));
      }
    }
  });
});

describe('float64: what is promised beyond the contract', () => {
  test('an integer power has a rounding for each product, at any size and sign', () => {
    const m = Float64Array.of(0, -1.1);
    for (const [n, wanted] of [
      [10, 2.593742460100001],
      [-3, -0.7513148009015775],
      [0, 1],
      [1, -1.1],
    ] as const) {
      float64.powInteger(m, 0, 1, n);
      expect(Math.abs(m[0]! / wanted - 1)).toBeLessThan(8 * 2 ** -53);
    }
  });

  test('a power that is no integer is a number where the base is not negative', () => {
    const m = Float64Array.of(0, 8, -8);
    float64.pow(m, 0, 1, rational(-2n, 3n));
    expect(m[0]).toBeCloseTo(0.25, 14);
    float64.pow(m, 0, 2, rational(1n, 2n));
    expect(m[0]).toBeNaN();
  });
});

describe('the interval algebra: what is promised beyond the contract', () => {
  test('constants that are no doubles are enclosed by neighbors', () => {
    const m = intervals.allocate(2);
    intervals.rational(m, 0, rational(1n, 10n));
    expect([m[0], m[1]]).toEqual([0.09999999999999999, 0.1]);
    intervals.pi(m, 0);
    expect([m[0], m[1]]).toEqual([3.141592653589793, 3.1415926535897936]);
  });

  test('each instance keeps the weakest decoration it met', () => {
    const [a, b] = [intervalAlgebra(), intervalAlgebra()];
    const m = a.allocate(2);
    a.write(m, 2, new Interval(-1, 4));
    const before = b.decoration;
    a.heads.sqrt(m, 0, 2);
    expect(a.decoration).toBeLessThan(before);
    expect(b.decoration).toBe(before);
  });

  test('the magnitude of an interval is its larger bound in absolute value; what is unbounded or empty has none', () => {
    const m = intervals.allocate(1);
    intervals.write(m, 0, new Interval(-3, 2));
    expect(intervals.magnitude(m, 0)).toBe(3);
    intervals.write(m, 0, new Interval(-1, 4));
    expect(intervals.magnitude(m, 0)).toBe(4);
    for (const x of [Interval.entire, Interval.empty]) {
      intervals.write(m, 0, x);
      expect(intervals.magnitude(m, 0)).toBe(Infinity);
    }
  });

  test('a wide coefficient in a convolution gives the hull of all products', () => {
    const m = intervals.allocate(3);
    intervals.write(m, 2, new Interval(-1, 2));
    intervals.write(m, 4, new Interval(3, 5));
    intervals.convolve(m, 0, 2, 4, 2, 0, 0, 0, 0, -2);
    expect(intervals.read(m, 0)).toEqual(new Interval(-20, 10));
  });
});

describe('the algebra of decimals: what is promised beyond the contract', () => {
  const Own = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_DOWN, defaults: true });
  const algebra = decimalAlgebra(Own);
  const value = (operate: (m: Decimal[]) => void, ...x: (string | number)[]): Decimal => {
    const m = [new Own(0), ...x.map((a) => new Own(a))];
    operate(m);
    expect(m[0]!.constructor).toBe(Own);
    return algebra.read(m, 0);
  };

  test('constants and functions have the precision and the rounding of the constructor', () => {
    expect(`${value((m) => algebra.rational(m, 0, rational(-2n, 3n)))}`).toBe(`-0.${'6'.repeat(40)}`);
    expect(`${value((m) => algebra.pi(m, 0))}`).toBe('3.141592653589793238462643383279502884197');
    expect(`${value((m) => algebra.heads.exp(m, 0, 1), 1)}`).toBe('2.718281828459045235360287471352662497757');
    expect(`${value((m) => algebra.heads.cosh(m, 0, 1), -1)}`).toBe('1.543080634815243778477905620757061682601');
    expect(`${value((m) => algebra.heads.expm1(m, 0, 1), '1e-50')}`).toBe(
      '1.000000000000000000000000000000000000000e-50'.replace(/\.0+/, ''),
    );
    expect(`${value((m) => algebra.scale(m, 0, 1, 0.1), 1)}`).toBe('0.1000000000000000055511151231257827021181');
    expect(`${value((m) => algebra.pow(m, 0, 1, rational(-1n, 3n)), '0.125')}`).toBe('2');
    expect(`${value((m) => algebra.raise(m, 0, 1, 2), 2, '0.5')}`).toBe('1.414213562373095048801688724209698078569');
  });

  test('outside a domain there is no number, at its ends the limit', () => {
    const at = (name: 'log' | 'sqrt' | 'asin' | 'atanh' | 'sin' | 'exp' | 'cosh' | 'atan', x: number): string =>
      `${value((m) => algebra.heads[name](m, 0, 1), x)}`;
    for (const name of ['log', 'sqrt', 'asin', 'atanh'] as const) expect(at(name, -2), name).toBe('NaN');
    for (const name of ['log', 'sin', 'exp'] as const) expect(at(name, Number.NaN), name).toBe('NaN');
    expect([at('log', 0), at('atanh', 1), at('exp', -Infinity), at('cosh', -Infinity), at('sin', Infinity)]).toEqual([
      '-Infinity',
      'Infinity',
      '0',
      'Infinity',
      'NaN',
    ]);
    expect(at('atan', -Infinity)).toBe('-1.570796326794896619231321691639751442098');
    expect(`${value((m) => algebra.pow(m, 0, 1, rational(1n, 3n)), -8)} ${value((m) => algebra.raise(m, 0, 1, 2), -8, 2)}`).toBe(
      'NaN NaN',
    );
    expect(
      `${value((m) => algebra.pow(m, 0, 1, rational(1n, 3n)), 0)} ${value((m) => algebra.pow(m, 0, 1, rational(-1n, 3n)), 0)}`,
    ).toBe('0 Infinity');
    expect(`${value((m) => algebra.raise(m, 0, 1, 2), 0, 2)}`).toBe('0');
  });

  test('the magnitude is 0 for 0 alone and infinite for no finite decimal', () => {
    const m = ['1e-9000000000', '1e9000000000', 'Infinity', 'NaN', '-0'].map((x) => new Own(x));
    expect(m.map((_, i) => algebra.magnitude(m, i))).toEqual([5e-324, Number.MAX_VALUE, Infinity, Number.NaN, 0]);
  });

  test('a constructor set to another precision has another algebra', () => {
    const Changing = Decimal.clone({ precision: 10, defaults: true });
    const before = decimalAlgebra(Changing);
    expect(decimalAlgebra(Changing)).toBe(before);
    Changing.set({ precision: 25 });
    expect(decimalAlgebra(Changing)).not.toBe(before);
    expect(derivative('x/3', new Changing(1), 0).toString()).toBe('0.3333333333333333333333333');
  });
});

describe('the algebra of decimal intervals: what is promised beyond the contract', () => {
  test('there is one for each precision', () => {
    expect(decimalIntervalAlgebra(30)).toBe(decimalIntervals);
    expect(decimalIntervalAlgebra(31)).not.toBe(decimalIntervals);
  });

  test('constants that are no decimals are enclosed by neighbors; doubles are what they are', () => {
    const m = decimalIntervals.allocate(2);
    decimalIntervals.rational(m, 0, rational(1n, 3n));
    expect(`${m[0]}`).toBe(`[0.${'3'.repeat(30)}, 0.${'3'.repeat(29)}4]`);
    decimalIntervals.pi(m, 0);
    expect(`${m[0]}`).toBe('[3.14159265358979323846264338327, 3.14159265358979323846264338328]');
    decimalIntervals.write(m, 0, decimalPoint(1e40));
    decimalIntervals.scale(m, 1, 0, 0.1);
    expect(`${m[1]}`).toBe('[1.00000000000000005551115123125e+39, 1.00000000000000005551115123126e+39]');
  });

  test('what is written is taken to the precision', () => {
    const m = decimalIntervals.allocate(1);
    decimalIntervals.write(m, 0, decimalInterval('1/3', { precision: 50 }));
    expect(decimalIntervals.read(m, 0)).toEqual(decimalInterval('1/3', { precision: 30 }));
  });

  test('a sum of products is rounded as one, a wide product is the hull, and x·x is a square', () => {
    const m = decimalIntervals.allocate(4);
    decimalIntervals.write(m, 1, decimalInterval('[-1, 2]', { precision: 30 }));
    decimalIntervals.write(m, 2, decimalInterval('[3, 5]', { precision: 30 }));
    decimalIntervals.convolve(m, 0, 1, 2, 1, 0, 0, 0, 0, -2);
    expect(`${m[0]}`).toBe('[-20, 10]');
    decimalIntervals.zero(m, 0);
    decimalIntervals.convolveSelf(m, 0, 1, 1, 0, 0);
    expect(`${m[0]}`).toBe('[0, 4]');
    // 100 terms of 1e-30 beside 1, each of which alone would move a bound
    const long = decimalIntervals.allocate(203);
    decimalIntervals.write(long, 0, decimalPoint(1));
    for (let j = 1; j <= 202; j++) decimalIntervals.write(long, j, decimalInterval('1e-16', { precision: 30 }));
    decimalIntervals.convolve(long, 0, 1, 102, 1, 100, 0, 100, 0, 1);
    expect(`${long[0]}`).toBe(`[1.${'0'.repeat(29)}, 1.${'0'.repeat(28)}1]`.replace(/1\.0+,/, '1,'));
  });

  test('the magnitude of what is unbounded or empty is infinite', () => {
    const m = ['[-3, 2]', '[entire]', '[empty]'].map((x) => decimalInterval(x, { precision: 30 }));
    expect(m.map((_, i) => decimalIntervals.magnitude(m, i))).toEqual([3, Infinity, Infinity]);
  });

  test('a coefficient without a value beside one that has becomes the whole line', () => {
    const [some, empty] = [decimalPoint(1), decimalInterval('[empty]', { precision: 30 })];
    const m = [empty, some, empty];
    decimalIntervals.loosen!(m, 0, 2);
    expect(m[0]!.isEmpty()).toBe(true);
    decimalIntervals.loosen!(m, 0, 1);
    expect(m[0]!.isEntire()).toBe(true);
  });
});

describe('exact: the oracle is an algebra like the others', () => {
  test('1/3 + 1/6 = 1/2', () => {
    const m: Fraction[] = [fraction(0), fraction(1, 3), fraction(1, 6)];
    exact.add(m, 0, 1, 2);
    expect(m[0]).toEqual(fraction(1, 2));
  });
});
