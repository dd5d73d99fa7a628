import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval, decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { any, bounded, memberOf } from './arbitrary.js';

const show = (x: DecoratedInterval): string => x.toString();
const box = (lo: number, hi: number = lo): DecoratedInterval => decorated(interval(lo, hi));

describe('compoundm1 on intervals', () => {
  test('is monotone from corner to corner, and exact where the corners are', () => {
    expect(show(box(0.25).compoundm1(2))).toBe('[0.5625, 0.5625]_com');
    expect(show(box(-0.75, 3).compoundm1({ lo: -1, hi: 2 }))).toBe('[-0.9375, 15]_com');
    expect(show(box(-0.5, -0.25).compoundm1({ lo: -2, hi: 2 }))).toBe('[-0.75, 3]_com');
    expect(show(box(1, 3).compoundm1({ lo: -2, hi: 2 }))).toBe('[-0.9375, 15]_com');
    expect(show(box(3, 8).compoundm1(0.5))).toBe('[1, 2]_com');
    expect(show(box(1, 3).compoundm1(-1))).toBe('[-0.75, -0.5]_com');
    expect(show(box(-1, 3).compoundm1(2))).toBe('[-1, 15]_com');
  });

  test('is the real power, for integers too: nothing is defined on x < −1, and at −1 only for y > 0', () => {
    expect(show(box(-3, 1).compoundm1(2))).toBe('[-1, 3]_trv');
    expect(show(box(-3, -2).compoundm1(2))).toBe('[empty]_trv');
    expect(show(box(-1).compoundm1(2))).toBe('[-1, -1]_com');
    expect(show(box(-1).compoundm1(0))).toBe('[empty]_trv');
    expect(show(box(-1).compoundm1({ lo: -1, hi: 1 }))).toBe('[-1, -1]_trv');
    expect(show(box(-1, 1).compoundm1(0))).toBe('[0, 0]_trv');
    expect(show(box(-1, 1).compoundm1(-1))).toBe('[-0.5, Infinity]_trv');
  });

  test('unbounded operands: limits, and no com', () => {
    expect(show(box(0, Infinity).compoundm1(1))).toBe('[0, Infinity]_dac');
    expect(show(box(1).compoundm1({ lo: -Infinity, hi: 0 }))).toBe('[-1, 0]_dac');
    expect(show(box(1).compoundm1({ lo: 0, hi: Infinity }))).toBe('[0, Infinity]_dac');
    expect(show(box(-0.5).compoundm1({ lo: 0, hi: Infinity }))).toBe('[-1, 0]_dac');
    expect(show(box(1e300).compoundm1(2))).toBe('[1.7976931348623157e+308, Infinity]_dac');
    expect(Interval.entire.compoundm1(Interval.entire)).toEqual(new Interval(-1, Infinity));
    expect(Interval.empty.compoundm1(2)).toEqual(Interval.empty);
    expect(interval(1).compoundm1(Interval.empty)).toEqual(Interval.empty);
  });

  test('contains the power of 1 + x less 1, wherever that is computed without cancellation', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100, noNaN: true }), fc.integer({ min: 1, max: 20 }), (x, n) => {
        const direct = interval(x).add(1).pow(n).sub(1);
        expect(interval(x).compoundm1(n).subset(direct)).toBe(true);
      }),
    );
  });
});

describe('atan2pi on intervals', () => {
  test('rounds nothing on the axes and the diagonals', () => {
    expect(show(box(1).atan2pi(1))).toBe('[0.25, 0.25]_com');
    expect(show(box(-1, 1).atan2pi(1))).toBe('[-0.25, 0.25]_com');
    expect(show(box(1, 2).atan2pi({ lo: -1, hi: 1 }))).toBe('[0.25, 0.75]_com');
    expect(show(box(0).atan2pi({ lo: 1, hi: 2 }))).toBe('[0, 0]_com');
    expect(show(box(0, Infinity).atan2pi(1))).toBe('[0, 0.5]_dac');
  });

  test('jumps on the negative axis, and is undefined at the origin', () => {
    expect(show(box(-1, 1).atan2pi(-1))).toBe('[-1, 1]_def');
    expect(show(box(0, 1).atan2pi(-1))).toBe('[0.75, 1]_dac');
    expect(show(box(-1, 1).atan2pi({ lo: -1, hi: 1 }))).toBe('[-1, 1]_trv');
    expect(show(box(0, 1).atan2pi({ lo: 0, hi: 1 }))).toBe('[0, 0.5]_trv');
    expect(show(box(0).atan2pi(0))).toBe('[empty]_trv');
  });
});

test('members go to members: each result contains the result at any point of the operands', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(bounded, bounded, unit, unit, (x, y, s, t) => {
      const a = memberOf(x, s);
      const b = memberOf(y, t);
      expect(interval(a).compoundm1(b).subset(x.compoundm1(y))).toBe(true);
      expect(interval(a).atan2pi(b).subset(x.atan2pi(y))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('each inverse gives back what it came from', () => {
  fc.assert(
    fc.property(any, (x) => {
      fc.pre(!x.isEmpty());
      expect(x.exp2m1().log2p1().disjoint(x)).toBe(false);
      expect(x.exp10m1().log10p1().disjoint(x)).toBe(false);
      expect(x.atanpi().tanpi().disjoint(x)).toBe(false);
      if (!x.asinpi().isEmpty()) {
        expect(x.asinpi().sinpi().disjoint(x)).toBe(false);
        expect(x.acospi().cospi().disjoint(x)).toBe(false);
      }
      if (!x.rsqrt().isEmpty()) expect(x.rsqrt().sqr().recip().disjoint(x)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('NaI stays NaI, decorations pass on, and wrong operands are named', () => {
  const { nai } = DecoratedInterval;
  expect(
    [nai.rsqrt(), nai.exp2m1(), nai.log10p1(), nai.acospi(), nai.atan2pi(1), box(1).compoundm1(nai)].every((x) => x.isNaI()),
  ).toBe(true);
  expect(show(decorated(interval(1), 'def').exp2m1())).toBe('[1, 1]_def');
  expect(show(decorated(interval(4), 'trv').rsqrt())).toBe('[0.5, 0.5]_trv');
  expect(show(box(0, 4).rsqrt())).toBe('[0.5, Infinity]_trv');
  expect(() => interval(1).compoundm1(Number.NaN)).toThrow('expected a finite number, got NaN');
  expect(() => interval(1).atan2pi(Infinity)).toThrow(
    'expected a finite number, got Infinity; use interval(lo, hi) for unbounded sets',
  );
  expect(() => interval(1).compoundm1('2' as unknown as number)).toThrow('expected a number or an object { lo, hi }');
});
