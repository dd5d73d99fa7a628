import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecimalInterval, decimalInterval } from '../../src/decimal/decimal-interval.js';
import type { DecimalIntervalLike } from '../../src/decimal/read.js';
import { Interval } from '../../src/index.js';

describe('an interval is made of numbers as they are', () => {
  test('texts are exact: decimals, hexadecimals and fractions', () => {
    expect(`${decimalInterval('0.3', { precision: 50 })}`).toBe('[0.3, 0.3]');
    expect(`${decimalInterval('0x1.8p-3', { precision: 5 })}`).toBe('[0.1875, 0.1875]');
    expect(`${decimalInterval('1/3', { precision: 5 })}`).toBe('[0.33333, 0.33334]');
    expect(`${decimalInterval('1/3', undefined as never, { precision: 5 })}`).toBe('[0.33333, 0.33334]');
    expect(`${decimalInterval('-2/3', { precision: 2 })}`).toBe('[-0.67, -0.66]');
    expect(`${decimalInterval(' 1e-100000 ', { precision: 2 })}`).toBe('[1e-100000, 1e-100000]');
    expect(`${decimalInterval('-0', { precision: 2 })}`).toBe('[0, 0]');
    expect(`${decimalInterval('[1/3, 2.5e1]', { precision: 3 })}`).toBe('[0.333, 25]');
    expect(`${decimalInterval('[empty]')} ${decimalInterval('[entire]')} ${decimalInterval('[-inf, 2]')}`).toBe(
      '[empty] [-Infinity, Infinity] [-Infinity, 2]',
    );
  });

  test('a number is that double, rounded outward to the precision', () => {
    expect(decimalInterval(0.1, { precision: 60 }).lo.toString()).toBe(
      '0.1000000000000000055511151231257827021181583404541015625',
    );
    expect(`${decimalInterval(0.1, { precision: 20 })}`).toBe('[0.10000000000000000555, 0.10000000000000000556]');
    expect(`${decimalInterval(5e-324, { precision: 3 })}`).toBe('[4.94e-324, 4.95e-324]');
    const big = '1.208925819614629174706176e+24';
    expect(`${decimalInterval(2 ** 80, { precision: 40 })}`).toBe(`[${big}, ${big}]`);
  });

  test('bigints and decimals are themselves, of any constructor', () => {
    expect(`${decimalInterval(12345678901234567890n, { precision: 5 })}`).toBe('[12345000000000000000, 12346000000000000000]');
    const Own = Decimal.clone({ precision: 7, rounding: Decimal.ROUND_UP });
    expect(`${decimalInterval(new Own('1.23456789'), { precision: 5 })}`).toBe('[1.2345, 1.2346]');
  });

  test('two bounds, and any object with bounds', () => {
    expect(`${decimalInterval('0.1', '1/3', { precision: 3 })}`).toBe('[0.1, 0.334]');
    expect(`${decimalInterval(-Infinity, 2)}`).toBe('[-Infinity, 2]');
    expect(`${decimalInterval({ lo: 1, hi: new Decimal('1.5') })} ${decimalInterval(new Interval(1, 2))}`).toBe(
      '[1, 1.5] [1, 2]',
    );
    expect(decimalInterval({ lo: Infinity, hi: -Infinity }).isEmpty()).toBe(true);
  });

  test('without a precision the numbers’ own is taken, the largest of them, or 34', () => {
    const Own = Decimal.clone({ precision: 51 });
    expect(decimalInterval(1).precision).toBe(34);
    expect(decimalInterval(new Own(1)).precision).toBe(51);
    expect(decimalInterval(1, new Own(2)).precision).toBe(51);
    const x = decimalInterval(1, { precision: 12 });
    expect(decimalInterval(x)).toBe(x);
    expect(decimalInterval(x, { precision: 3 }).precision).toBe(3);
    expect(x.add(decimalInterval(1, { precision: 44 })).precision).toBe(44);
    expect(decimalInterval(1, { precision: 44 }).sub(x).precision).toBe(44);
    expect(x.div(new Own(3)).precision).toBe(12);
  });

  test('misuse is named', () => {
    expect(() => decimalInterval(2, 1)).toThrow(new RangeError('decimalInterval: expected lo ≤ hi, got [2, 1]; swap the bounds'));
    expect(() => decimalInterval('1/3', '0.33333333333333333333333333333333333333333333333333', { precision: 5 })).toThrow(
      'expected lo ≤ hi',
    );
    expect(() => decimalInterval('0.33333333333333333333333333333333333333333333333333', '1/3', { precision: 5 })).not.toThrow();
    expect(() => decimalInterval(Number.NaN)).toThrow('decimalInterval: expected a number, got NaN');
    expect(() => decimalInterval(new Decimal(Number.NaN))).toThrow(RangeError);
    expect(() => decimalInterval(Infinity)).toThrow('infinities are not members');
    expect(() => decimalInterval('1e99999999999999999')).toThrow('expected a number with an exponent within ±9e15');
    expect(() => decimalInterval('one')).toThrow(SyntaxError);
    expect(() => decimalInterval('[1, 2, 3]')).toThrow(SyntaxError);
    expect(() => decimalInterval('[1, 2')).toThrow(SyntaxError);
    expect(() => decimalInterval(null as unknown as number)).toThrow(
      'expected a Decimal, a number, a string or a bigint, got null',
    );
    expect(() => decimalInterval({} as { lo: number; hi: number })).toThrow(TypeError);
    for (const precision of [0, 2.5, 100_001, Number.NaN]) {
      expect(() => decimalInterval(1, { precision })).toThrow(
        'decimalInterval: expected a precision that is an integer from 1 to 100000',
      );
    }
    for (const [lo, hi] of [
      [2, 1],
      [Infinity, Infinity],
      [Number.NaN, 1],
      [Infinity, 1],
    ] as const) {
      expect(() => new DecimalInterval(new Decimal(lo), new Decimal(hi), 5)).toThrow(RangeError);
    }
    expect(() => decimalInterval(1).toString(0)).toThrow('toString: expected a precision');
  });
});

describe('decimal.js’s own constructor', () => {
  test('is not touched, and what it is set to is not looked at', () => {
    const before = { ...Decimal };
    const { precision, rounding } = Decimal;
    const values = (): string => `${decimalInterval('1/3').exp().mul(3).div(7)}`;
    const wanted = values();
    try {
      Decimal.set({ precision: 3, rounding: Decimal.ROUND_UP, maxE: 10, toExpPos: 2 });
      expect(values()).toBe(wanted);
      expect(Decimal.precision).toBe(3);
    } finally {
      Decimal.set({ precision, rounding, maxE: 9e15, toExpPos: 21 });
    }
    expect({ ...Decimal }).toEqual(before);
  });

  test('bounds of a result round outward in what is computed with them', () => {
    const x = decimalInterval('0.3', { precision: 10 });
    for (const { lo, hi } of [x, x.neg(), x.mul(3), x.sin(), x.sub(x), x.neg().sqr(), x.abs()]) {
      expect(lo.constructor).toBe(x.lo.constructor);
      expect(hi.constructor).toBe(x.hi.constructor);
      expect(lo.add('1e-30').gte(hi.add(lo).sub(hi))).toBe(true);
    }
    expect(`${x.lo.div(7)} ${x.hi.div(7)}`).toBe('0.04285714285 0.04285714286');
  });
});

describe('numbers of an interval', () => {
  const x = decimalInterval('-1', '4', { precision: 5 });

  test('midpoint, radius, width, magnitude and mignitude', () => {
    expect([x.mid(), x.rad(), x.wid(), x.mag(), x.mig()].map(String)).toEqual(['1.5', '2.5', '5', '4', '0']);
    const narrow = decimalInterval('0.10001', '0.10002', { precision: 5 });
    expect([narrow.mid(), narrow.rad()].map(String)).toEqual(['0.10002', '0.00001']);
    expect(decimalInterval('2', '3').mig().toString()).toBe('2');
    expect(decimalInterval('-3', '-2').mig().toString()).toBe('2');
  });

  test('unbounded and empty', () => {
    const [half, entire, empty] = [
      decimalInterval('[2, inf]', { precision: 2 }),
      decimalInterval('[entire]'),
      decimalInterval('[empty]'),
    ];
    expect([half.mid(), half.rad(), half.wid(), half.mag(), half.mig()].map(String)).toEqual([
      '9.9e+9000000000000000',
      'Infinity',
      'Infinity',
      'Infinity',
      '2',
    ]);
    expect(half.neg().mid().toString()).toBe('-9.9e+9000000000000000');
    expect([entire.mid(), entire.rad()].map(String)).toEqual(['0', 'Infinity']);
    for (const value of [empty.mid(), empty.rad(), empty.wid(), empty.mag(), empty.mig()]) expect(value.isNaN()).toBe(true);
    expect([half.isEntire(), entire.isEntire(), empty.isEntire()]).toEqual([false, true, false]);
    expect([half.isEmpty(), entire.isEmpty(), empty.isEmpty()]).toEqual([false, false, true]);
  });

  test('the midpoint is inside and the radius covers both bounds, without overflow', () => {
    const end = fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -8, max: 8 }));
    fc.assert(
      fc.property(end, end, ([a, i], [b, k]) => {
        const [lo, hi] = [new Decimal(`${a}e${i}`), new Decimal(`${b}e${k}`)].sort((u, v) => u.cmp(v)) as [Decimal, Decimal];
        const y = decimalInterval(lo, hi, { precision: 5 });
        expect(y.contains(y.mid())).toBe(true);
        expect(y.mid().sub(y.rad()).lte(lo) && y.mid().add(y.rad()).gte(hi)).toBe(true);
      }),
      { numRuns: 100, seed: 5 },
    );
    const huge = decimalInterval('8e9000000000000000', '9e9000000000000000', { precision: 3 });
    expect(huge.mid().toString()).toBe('8.5e+9000000000000000');
  });
});

describe('membership is exact whatever the operand is', () => {
  const third = decimalInterval('1/3', { precision: 10 });
  const cases: readonly [DecimalIntervalLike, boolean, boolean][] = [
    ['1/3', true, false],
    ['0.3333333333', true, false],
    ['0.33333333329999999999999999999999999', false, false],
    [1 / 3, true, false],
    ['[0.3333333333, 0.3333333334]', true, true],
    ['[0.3, 0.3333333334]', false, true],
    ['[1/3, 0.3333333334]', true, false],
    [{ lo: 0, hi: 1 }, false, true],
    ['[empty]', true, false],
    [Infinity, false, false],
  ];
  test.each(cases)('%s', (y, contains, subset) => {
    expect(third.contains(y)).toBe(contains);
    if (y !== Infinity) expect(third.subset(y)).toBe(subset);
    if (y !== Infinity) expect(third.equals(y)).toBe(contains && subset);
  });

  test('the empty set is in every set and holds none but itself', () => {
    const empty = decimalInterval('[empty]');
    expect(empty.subset(third) && empty.subset(empty) && third.contains(empty)).toBe(true);
    expect(empty.contains(third) || empty.contains(0) || third.subset(empty)).toBe(false);
    expect(empty.equals('[empty]') && !empty.isSingleton()).toBe(true);
  });
});

describe('printing', () => {
  test('rounds outward, and reads back', () => {
    const x = decimalInterval('-1/3', '2/3', { precision: 12 });
    expect(x.toString(3)).toBe('[-0.334, 0.667]');
    for (const y of [x, x.mul('1e-100000'), x.exp(), decimalInterval('[empty]'), decimalInterval('[2, inf]')]) {
      expect(decimalInterval(`${y}`, { precision: y.precision }).equals(y)).toBe(true);
      expect(decimalInterval(JSON.parse(JSON.stringify(y)))).toEqual(y);
    }
  });
});

test('operands may be anything that stands for numbers', () => {
  const x = decimalInterval('0.5', { precision: 8 });
  for (const y of [2, '2', 2n, new Decimal(2), decimalInterval(2), { lo: 2, hi: '2' }, new Interval(2, 2), '[2]'] as const) {
    expect(`${x.add(y)} ${x.sub(y)} ${x.mul(y)} ${x.div(y)}`).toBe('[2.5, 2.5] [-1.5, -1.5] [1, 1] [0.25, 0.25]');
    expect(`${x.min(y)} ${x.max(y)} ${x.hull(y)} ${x.intersection(y)}`).toBe('[0.5, 0.5] [2, 2] [0.5, 2] [empty]');
  }
  expect(() => x.add(Number.NaN)).toThrow(RangeError);
  expect(() => x.add(undefined as unknown as number)).toThrow(TypeError);
});
