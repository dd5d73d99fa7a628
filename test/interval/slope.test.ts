import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval, decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { pred, succ } from '../../src/rounding/neighbor.js';
import { bounded, memberOf } from './arbitrary.js';

/** The bounds as the doubles they are. */
const show = ({ interval: { lo, hi }, decoration }: DecoratedInterval): string =>
  lo > hi ? `[empty]_${decoration}` : `[${lo}, ${hi}]_${decoration}`;
const box = (lo: number, hi: number = lo): DecoratedInterval => decorated(new Interval(lo, hi));

const slopes = [
  'expSlope1',
  'expSlope2',
  'logSlope1',
  'logSlope2',
  'cosSlope2',
  'sinSlope3',
  'asinSlope3',
  'atanSlope3',
  'coshSlope2',
  'sinhSlope3',
] as const;

describe('slope functions on intervals', () => {
  test.each(slopes)('%s is 1 at 0, continuous there, and keeps what its operand lacks', (name) => {
    expect(show(box(0)[name]())).toBe('[1, 1]_com');
    expect(box(-0.5, 0.5)[name]().decoration).toBe('com');
    expect(box(-0.5, 0.5)[name]().contains(1)).toBe(true);
    expect(show(decorated(interval(0), 'def')[name]())).toBe('[1, 1]_def');
    expect(Interval.empty[name]()).toEqual(Interval.empty);
    expect(DecoratedInterval.nai[name]().isNaI()).toBe(true);
  });

  test('are unbounded, or end, where the function does', () => {
    expect(show(box(-Infinity, 0).expSlope1())).toBe('[0, 1]_dac');
    expect(show(box(0, Infinity).expSlope2())).toBe('[1, Infinity]_dac');
    expect(show(box(0, 800).expSlope1())).toBe('[1, Infinity]_dac');
    expect(show(box(-1, 0).logSlope1())).toBe('[1, Infinity]_trv');
    expect(show(box(-3, Infinity).logSlope2())).toBe('[0, Infinity]_trv');
    expect(show(box(0, Infinity).logSlope1())).toBe('[0, 1]_dac');
    expect(show(box(-2, -1).logSlope1())).toBe('[empty]_trv');
    expect(show(box(-1).logSlope2())).toBe('[empty]_trv');
    expect(show(box(-Infinity, Infinity).sinSlope3())).toBe('[0, 1]_dac');
    expect(show(box(-Infinity, Infinity).atanSlope3())).toBe('[0, 1]_dac');
    expect(show(box(-Infinity, Infinity).coshSlope2())).toBe('[1, Infinity]_dac');
    expect(show(box(-Infinity, 0).sinhSlope3())).toBe('[1, Infinity]_dac');
  });

  test('asinSlope3 reaches from 1 to 3π − 6, on [−1, 1] alone', () => {
    expect(show(box(-1, 1).asinSlope3())).toBe('[1, 3.42477796076938]_com');
    expect(show(box(1).asinSlope3())).toBe('[3.4247779607693793, 3.42477796076938]_com');
    expect(show(box(-1, 0.5).asinSlope3())).toBe('[1, 3.42477796076938]_com');
    expect(show(box(-2, 0).asinSlope3())).toBe('[1, 3.42477796076938]_trv');
    expect(show(box(0, succ(1)).asinSlope3())).toBe('[1, 3.42477796076938]_trv');
    expect(show(box(1, Infinity).asinSlope3())).toBe('[3.4247779607693793, 3.42477796076938]_trv');
    expect(show(box(succ(1), 2).asinSlope3())).toBe('[empty]_trv');
    expect(show(box(-Infinity, pred(-1)).asinSlope3())).toBe('[empty]_trv');
  });

  test('what they are slopes of: each comes back within an enclosure of the function', () => {
    const size = fc.double({ min: 1e-3, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(size, fc.boolean(), (t, isNegative) => {
        const x = interval(isNegative ? -t : t);
        const cube = x.mul(x.sqr());
        const meet = (y: Interval, z: Interval): void => expect(y.disjoint(z)).toBe(false);
        meet(x.mul(x.expSlope1()), x.expm1());
        meet(x.sqr().div(2).mul(x.expSlope2()), x.expm1().sub(x));
        meet(x.sqr().div(-2).mul(x.logSlope1()), x.log1p().sub(x));
        meet(cube.div(3).mul(x.logSlope2()), x.log1p().sub(x).add(x.sqr().div(2)));
        meet(x.sqr().div(-2).mul(x.cosSlope2()), x.cos().sub(1));
        meet(cube.div(-6).mul(x.sinSlope3()), x.sin().sub(x));
        meet(cube.div(6).mul(x.asinSlope3()), x.asin().sub(x));
        meet(cube.div(-3).mul(x.atanSlope3()), x.atan().sub(x));
        meet(x.sqr().div(2).mul(x.coshSlope2()), x.cosh().sub(1));
        meet(cube.div(6).mul(x.sinhSlope3()), x.sinh().sub(x));
      }),
    );
  });

  test('members go to members', () => {
    fc.assert(
      fc.property(bounded, fc.double({ min: 0, max: 1, noNaN: true }), (x, t) => {
        const a = interval(memberOf(x, t));
        for (const name of slopes) expect(a[name]().subset(x[name]())).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

// The first two maxima, at x = 8.98681… and 15.4505…, and the first zero, at 2π.
const first = 0.04719044922581128;
const second = 0.016480025992973945;
const twoPi = 6.283185307179586;

describe('cosSlope2 on intervals: zeros at multiples of 2π, maxima that fall', () => {
  test('the zero lies between two doubles: an interval has it if it has both', () => {
    expect(box(6, twoPi).cosSlope2().interval.lo).toBeGreaterThan(0);
    expect(box(6, succ(twoPi)).cosSlope2().interval.lo).toBe(0);
    expect(box(succ(twoPi), 12).cosSlope2().interval.lo).toBeGreaterThan(0);
    expect(box(-12, -twoPi).cosSlope2().interval.lo).toBe(0);
    expect(box(6, 13).cosSlope2().interval.lo).toBe(0);
    expect(box(1e300, succ(1e300)).cosSlope2()).toEqual(new DecoratedInterval(new Interval(0, 5e-324), 'com'));
  });

  test('a maximum inside is the greatest value, unless an end is nearer to 0', () => {
    expect(show(box(8, 9).cosSlope2())).toBe(`[0.03579687605651917, ${first}]_com`);
    expect(show(box(-9, -8).cosSlope2())).toBe(`[0.03579687605651917, ${first}]_com`);
    expect(show(box(9, 10).cosSlope2())).toBe('[0.036781430581529044, 0.04718840152801672]_com');
    expect(show(box(15, 16).cosSlope2())).toBe(`[0.015294214690026441, ${second}]_com`);
    expect(show(box(8, 16).cosSlope2())).toBe(`[0, ${first}]_com`);
    expect(show(box(10, 16).cosSlope2())).toBe('[0, 0.03678143058152905]_com');
    expect(show(box(5, 16).cosSlope2())).toBe('[0, 0.0573070251629419]_com');
    expect(show(box(7, Infinity).cosSlope2())).toBe(`[0, ${first}]_dac`);
    expect(show(box(-Infinity, -10).cosSlope2())).toBe('[0, 0.03678143058152905]_dac');
    expect(show(box(12, Infinity).cosSlope2())).toBe(`[0, ${second}]_dac`);
    expect(show(box(-1, Infinity).cosSlope2())).toBe('[0, 1]_dac');
    expect(show(box(-5, 3).cosSlope2())).toBe('[0.057307025162941894, 1]_com');
  });

  test('the maximum lies between two doubles, too', () => {
    const below = 8.986818915818128;
    expect(box(8, below).cosSlope2().interval.hi).toBe(box(below).cosSlope2().interval.hi);
    expect(box(below, succ(below)).cosSlope2().interval.hi).toBe(first);
  });
});
