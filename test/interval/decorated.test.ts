import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval, decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { mulRevToPair } from '../../src/interval/reverse.js';
import { any } from './arbitrary.js';

describe('decorated', () => {
  test('gives the strongest decoration, or the given one if the interval can have it', () => {
    expect(decorated(interval(1, 2)).decoration).toBe('com');
    expect(decorated(interval(1, Infinity)).decoration).toBe('dac');
    expect(decorated(Interval.empty).decoration).toBe('trv');
    expect(decorated(interval(1, 2), 'def').decoration).toBe('def');
    expect(decorated(interval(1, Infinity), 'com').decoration).toBe('dac');
    expect(decorated(Interval.empty, 'def').decoration).toBe('trv');
    expect(decorated(decorated(interval(1, 2)), 'trv').decoration).toBe('trv');
    expect(decorated(3).interval).toEqual(interval(3));
    expect(decorated('0.1').interval).toEqual(interval('0.1'));
  });

  test('a decoration can be weakened, not strengthened', () => {
    expect(decorated(decorated(interval(1, 2), 'trv'), 'com').decoration).toBe('trv');
  });

  test('reads decorated literals, and refuses decorations the literal cannot have', () => {
    expect(decorated('[1, 2]_def').toString()).toBe('[1, 2]_def');
    expect(decorated('[nai]').isNaI()).toBe(true);
    expect(decorated('[1e400]_com').decoration).toBe('dac');
    expect(() => decorated('[1,]_com')).toThrow(SyntaxError);
    expect(() => decorated('[1, 2]_ill')).toThrow(SyntaxError);
    expect(() => decorated(interval(1), 'best' as 'com')).toThrow('expected one of ill, trv, def, dac, com');
  });

  test('text and JSON keep interval and decoration', () => {
    fc.assert(
      fc.property(any, fc.constantFrom('trv', 'def', 'dac', 'com'), (x, d) => {
        const y = decorated(x, d as 'com');
        expect(decorated(y.toExact())).toEqual(y);
        const read = decorated(y.toUncertain());
        expect(y.interval.subset(read.interval)).toBe(true);
        expect(read.decoration).toBe(y.decoration === 'com' && !read.interval.isCommon() ? 'dac' : y.decoration);
        expect(decorated(JSON.parse(JSON.stringify(y)) as { lo: number; hi: number })).toEqual(y);
      }),
    );
    expect(decorated(interval(3, 4)).toUncertain()).toBe('3.50?50_com');
    expect(DecoratedInterval.nai.toUncertain()).toBe('[nai]');
    expect(decorated(JSON.parse(JSON.stringify(DecoratedInterval.nai)) as { lo: number; hi: number }).isNaI()).toBe(true);
  });
});

describe('decorations follow the computation', () => {
  test('a root of a partly negative interval is undefined somewhere, and stays so', () => {
    const root = decorated(interval(-1, 4)).sqrt();
    expect(root.toString()).toBe('[0, 2]_trv');
    expect(root.add(1).toString()).toBe('[1, 3]_trv');
  });

  test('a step function is defined everywhere and jumps', () => {
    expect(decorated(interval(0.5, 1.5)).floor().decoration).toBe('def');
    expect(decorated(interval(0.5, 0.75)).floor().decoration).toBe('com');
    expect(decorated(interval(0, 0.75)).floor().decoration).toBe('dac');
    expect(decorated(interval(-1, 1)).sign().decoration).toBe('def');
    expect(decorated(interval(2.5, 2.5)).round().decoration).toBe('dac');
    expect(decorated(interval(2.5, 2.5)).trunc().decoration).toBe('com');
  });

  test('an overflow loses com, not continuity', () => {
    expect(decorated(interval(1e200)).sqr().toString()).toBe('[1.7976931348623157e+308, Infinity]_dac');
  });

  test('bare operands count as strongest', () => {
    expect(decorated(interval(1, 2)).add(interval(1)).decoration).toBe('com');
    expect(decorated(interval(1, 2)).mul(2).fma(3, { lo: 0, hi: 1 }).toString()).toBe('[6, 13]_com');
    expect(decorated(interval(4, 9)).pow(0.5).toString()).toBe('[2, 3]_com');
    expect(decorated(interval(-2, 3)).pow(2).toString()).toBe('[0, 9]_com');
  });

  test('an operand that comes back from JSON keeps its decoration', () => {
    const back = JSON.parse(JSON.stringify(decorated('[1, 2]_trv'))) as { lo: number; hi: number };
    expect(decorated(1).add(back).toString()).toBe('[2, 3]_trv');
    expect(mulRevToPair(decorated(1), back).map((y) => y.decoration)).toEqual(['trv', 'trv']);
    expect(
      decorated(1)
        .add(JSON.parse(JSON.stringify(DecoratedInterval.nai)))
        .isNaI(),
    ).toBe(true);
  });

  test('set operations and cancellation are no functions of points', () => {
    const x = decorated(interval(1, 3));
    expect([x.intersection(2), x.hull(5), x.cancelMinus(1), x.cancelPlus(1)].map((y) => y.decoration)).toEqual([
      'trv',
      'trv',
      'trv',
      'trv',
    ]);
  });
});

describe('NaI, not an interval', () => {
  const { nai } = DecoratedInterval;

  test('is the result of every operation on it', () => {
    expect(
      [nai.exp(), nai.add(1), decorated(1).mul(nai), nai.fma(1, 2), decorated(1).fma(2, nai), nai.pow(2), nai.rootn(3)].every(
        (x) => x.isNaI(),
      ),
    ).toBe(true);
  });

  test('compares false with everything, itself included', () => {
    expect([
      nai.equals(nai),
      nai.subset(1),
      decorated(1).subset(nai),
      nai.disjoint(2),
      nai.less(nai),
      nai.isEmpty(),
      nai.contains(0),
    ]).toEqual(new Array(7).fill(false));
  });

  test('has no bounds, and its interval part is empty', () => {
    expect([nai.lo, nai.hi, nai.mid(), nai.wid()]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(nai.interval).toEqual(Interval.empty);
    expect(nai.toString()).toBe('[nai]');
    expect(() => interval(1).add(nai)).toThrow(RangeError);
  });
});
