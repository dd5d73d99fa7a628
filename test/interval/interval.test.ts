import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { nextDown, nextUp } from '../rounding/oracle.js';
import { any, bounded, finite } from './arbitrary.js';
import { compare, type Fraction, fraction, isTightUpper, minus, plus, times } from './exact.js';

describe('interval: exact bounds in', () => {
  test('a number is that double, a pair of numbers their interval', () => {
    expect(interval(0.1)).toEqual(new Interval(0.1, 0.1));
    expect(interval(-1, 2)).toEqual(new Interval(-1, 2));
    expect(interval(1, Infinity)).toEqual(new Interval(1, Infinity));
  });

  test('a decimal string is enclosed: 0.1 lies between two neighboring doubles', () => {
    expect(interval('0.1')).toEqual(new Interval(0.09999999999999999, 0.1));
    expect(interval('0.5')).toEqual(interval(0.5));
    expect(interval(' -2.5e-3 ').contains(-0.0025)).toBe(true);
    expect(interval('1/3', '0x1p-1')).toEqual(new Interval(0.3333333333333333, 0.5));
    expect(interval('1e400')).toEqual(new Interval(Number.MAX_VALUE, Infinity));
    expect(interval('-1e-400')).toEqual(new Interval(-5e-324, 0));
    expect(interval(0, 'inf')).toEqual(new Interval(0, Infinity));
  });

  test('a bigint is that integer: 2^53 + 1 lies between two doubles', () => {
    expect(interval(9007199254740993n)).toEqual(new Interval(9007199254740992, 9007199254740994));
    expect(interval(-5n, 7n)).toEqual(new Interval(-5, 7));
  });

  test('bounds are compared as the numbers they spell, not as they are rounded', () => {
    expect(() => interval('0.1000000000000000000002', '0.1000000000000000000001')).toThrow(RangeError);
    expect(interval('0.1000000000000000000001', '0.1000000000000000000002')).toEqual(
      interval('[0.1000000000000000000001, 0.1000000000000000000002]'),
    );
    // The double 0.1 is above 1/10.
    expect(() => interval('abc')).toThrow(/^interval: expected a number such as/);
    expect(() => interval('1/0')).toThrow(/^interval: expected a nonzero denominator/);
    expect(() => interval(0.1, '0.1')).toThrow('swap the bounds');
    expect(interval('0.1', 0.1)).toEqual(new Interval(0.09999999999999999, 0.1));
    expect(() => interval(9007199254740993n, 9007199254740992)).toThrow(RangeError);
    expect(() => interval('[1e500, 1e400]')).toThrow('swap the bounds');
    expect(interval('[1e400, 1e500]')).toEqual(new Interval(Number.MAX_VALUE, Infinity));
    expect(interval('[-1e400, 1e-400]')).toEqual(new Interval(-Infinity, 5e-324));
    expect(() => interval('inf', '1e400')).toThrow(RangeError);
    expect(interval('[1e99999]')).toEqual(interval('1e400'));
  });

  test('literals of IEEE 1788', () => {
    expect(interval('[1/4, 2.5e-1]')).toEqual(interval(0.25));
    expect(interval('3.56?1')).toEqual(interval('3.55', '3.57'));
    expect(interval('[empty]')).toEqual(Interval.empty);
    expect(interval('[ , 3]')).toEqual(new Interval(-Infinity, 3));
    expect(interval('[entire]')).toEqual(Interval.entire);
  });

  test('an object with bounds goes in, and what comes out of JSON', () => {
    expect(interval({ lo: 1, hi: 2 })).toEqual(new Interval(1, 2));
    fc.assert(
      fc.property(any, (x) => {
        expect(interval(JSON.parse(JSON.stringify(x)) as { lo: number; hi: number })).toEqual(x);
      }),
    );
  });

  test.each([
    [
      'inverted bounds',
      () => interval(2, 1),
      RangeError,
      'interval: expected lo ≤ hi, got [2, 1]; swap the bounds, or use Interval.empty for the empty set',
    ],
    ['NaN', () => interval(Number.NaN), RangeError, 'interval: expected bounds that are numbers, got NaN; NaN bounds nothing'],
    ['one NaN bound', () => interval(0, Number.NaN), RangeError, 'got [0, NaN]'],
    ['infinity alone', () => interval(Infinity), RangeError, 'infinities are not members'],
    ['[∞, ∞]', () => interval(Infinity, Infinity), RangeError, 'infinities are not members'],
    ['[∞, −∞], which is not how the empty set is written', () => interval(Infinity, -Infinity), RangeError, 'Interval.empty'],
    ['an inverted literal', () => interval('[1/3, 2.5e-3]'), RangeError, 'swap the bounds'],
    ['text that is no number', () => interval('one'), SyntaxError, '"one"'],
    ['an unfinished literal', () => interval('[1, 2'), SyntaxError, "'[1, 2'"],
    ['a decorated literal', () => interval('[1, 2]_com'), SyntaxError, 'use decorated'],
    ['nai', () => interval('[nai]'), SyntaxError, 'use decorated'],
    ['blanks inside a number', () => interval('[1 0, 20]'), SyntaxError, 'number'],
    ['a fraction over zero', () => interval('1/0'), RangeError, 'nonzero denominator'],
    ['text without end', () => interval(`[${'1'.repeat(30000)}]`), RangeError, 'at most 20000 characters'],
    ['undefined', () => interval(undefined as unknown as number), TypeError, 'undefined'],
    ['null', () => interval(null as unknown as number), TypeError, 'null'],
    ['an object without bounds', () => interval({} as { lo: number; hi: number }), TypeError, 'bounds lo and hi'],
    ['an object and a bound', () => interval({ lo: 1, hi: 2 }, 3), TypeError, 'drop the second'],
  ] as const)('%s is an error that says what to do', (_what, make, kind, message) => {
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });

  test('a huge exponent is answered at once', () => {
    const start = performance.now();
    expect(interval('1e999999999')).toEqual(new Interval(Number.MAX_VALUE, Infinity));
    expect(interval('1.5?3e999999999')).toEqual(new Interval(Number.MAX_VALUE, Infinity));
    expect(interval('1.5?30e999999999')).toEqual(Interval.entire);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('Interval: the constructor takes bounds as they are', () => {
  test('and refuses what is no interval', () => {
    expect(() => new Interval(Number.NaN, 1)).toThrow(RangeError);
    expect(() => new Interval(2, 1)).toThrow('expected lo ≤ hi');
    expect(() => new Interval(Infinity, Infinity)).toThrow(RangeError);
    expect(() => new Interval(-Infinity, -Infinity)).toThrow(RangeError);
    expect(new Interval(Infinity, -Infinity).isEmpty()).toBe(true);
  });

  test('bounds that are no numbers are refused, also where they compare as if they were', () => {
    const of =
      (lo: unknown, hi: unknown): (() => unknown) =>
      () =>
        new Interval(lo as number, hi as number);
    for (const [lo, hi] of [
      ['0.1', '0.2'],
      [1, '0.1e1'],
      [null, 1],
      [false, true],
      ['', ''],
      [1n, 2n],
      [undefined, undefined],
    ]) {
      expect(of(lo, hi)).toThrow(/Interval: expected bounds that are numbers, got [a-z]+; interval\(…\) reads texts/);
    }
  });

  test('zero bounds are +0', () => {
    const zero = new Interval(-0, -0);
    expect(Object.is(zero.lo, 0) && Object.is(zero.hi, 0)).toBe(true);
  });

  test('Interval.pi holds π tightly: between 3.14159265358979311 and 3.14159265358979356', () => {
    expect(Interval.pi).toEqual(interval('3.14159265358979323846264338327950288419716939937510'));
  });
});

describe('operands', () => {
  test('a number stands for itself, an object with bounds for its interval', () => {
    expect(interval(1, 2).add(3)).toEqual(interval(4, 5));
    expect(interval(1, 2).mul({ lo: -1, hi: 3 })).toEqual(interval(-2, 6));
    expect(interval(1, 2).subset({ lo: 0, hi: 2 })).toBe(true);
    expect(interval(1, 2).contains({ lo: 1, hi: 2 })).toBe(true);
    expect(interval(1, 2).hull(Interval.empty)).toEqual(interval(1, 2));
  });

  test.each([
    ['NaN', Number.NaN, RangeError],
    ['an infinite number', Infinity, RangeError],
    ['inverted bounds', { lo: 2, hi: 1 }, RangeError],
    ['NaN bounds', { lo: Number.NaN, hi: 1 }, RangeError],
    ['text', '0.1' as unknown as number, TypeError],
    ['undefined', undefined as unknown as number, TypeError],
  ])('%s is an error', (_what, y, kind) => {
    expect(() => interval(1).add(y)).toThrow(kind);
    expect(() => interval(1).atan2(y)).toThrow(kind);
  });

  test('an operand may compute its bounds with intervals itself', () => {
    const ball = (middle: number, radius: number): { lo: number; hi: number } => ({
      get lo() {
        return interval(-1).fma(radius, middle).lo;
      },
      get hi() {
        return interval(1).fma(radius, middle).hi;
      },
    });
    expect(interval(1, 2).add(ball(10, 1)).toString()).toBe('[10, 13]');
    expect(interval(1, 2).fma(ball(10, 1), ball(5, 1)).toString()).toBe('[13, 28]');
    expect(decorated('[1, 2]').fma(ball(10, 1), ball(5, 1)).toString()).toBe('[13, 28]_com');
  });

  test('contains takes any number and is false for those that are no members', () => {
    expect([1, 1.5, 2].map((x) => interval(1, 2).contains(x))).toEqual([true, true, true]);
    expect([Number.NaN, Infinity, 3].map((x) => Interval.entire.intersection(interval(1, 2)).contains(x))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('powers', () => {
  test('an integer exponent is a product of factors, an interval exponent a real power', () => {
    expect(interval(-2, 3).pow(2)).toEqual(interval(0, 9));
    expect(interval(-2, 3).pow(3)).toEqual(interval(-8, 27));
    expect(interval(-2, 3).pow(interval(2))).toEqual(interval(0, 9));
    expect(interval(-3, -2).pow(interval(2))).toEqual(Interval.empty);
    expect(interval(4, 9).pow(0.5)).toEqual(interval(2, 3));
    expect(interval(-1, 1).pow(-1)).toEqual(Interval.entire);
  });

  test('rootn is the real root, for odd orders of negative numbers too', () => {
    expect(interval(-8, 27).rootn(3)).toEqual(interval(-2, 3));
    expect(interval(-16, 81).rootn(4)).toEqual(interval(0, 3));
    expect(() => interval(1).rootn(1.5)).toThrow(RangeError);
  });
});

describe('parts', () => {
  test('bisect shares the midpoint and covers', () => {
    fc.assert(
      fc.property(bounded, (x) => {
        const [left, right] = x.bisect();
        expect([left.lo, left.hi, right.lo, right.hi]).toEqual([x.lo, x.mid() + 0, x.mid() + 0, x.hi]);
      }),
    );
    expect(Interval.entire.bisect()).toEqual([new Interval(-Infinity, 0), new Interval(0, Infinity)]);
    expect(Interval.empty.bisect()).toEqual([Interval.empty, Interval.empty]);
  });

  test('mince gives n pieces end to end, whatever the rounding', () => {
    fc.assert(
      fc.property(bounded, fc.integer({ min: 1, max: 20 }), (x, n) => {
        const pieces = x.mince(n);
        expect(pieces.length).toBe(n);
        expect([pieces[0]!.lo, pieces[n - 1]!.hi]).toEqual([x.lo, x.hi]);
        for (let k = 1; k < n; k++) expect(pieces[k]!.lo).toBe(pieces[k - 1]!.hi);
      }),
    );
    expect(interval(0, 1).mince(4).map(String)).toEqual(['[0, 0.25]', '[0.25, 0.5]', '[0.5, 0.75]', '[0.75, 1]']);
    expect(() => interval(0, 1).mince(0)).toThrow('positive integer');
    expect(() => Interval.entire.mince(2)).toThrow('bounded');
  });
});

describe('cancellation', () => {
  test('cancelMinus undoes an addition, tightly, or is the real line where y is wider in exact arithmetic', () => {
    // Shifting an interval rounds its bounds, so that widths come out equal, or apart by less than a rounded difference shows.
    const shifted = fc.tuple(bounded, finite).map(([x, d]) => [x, x.lo + d, x.hi + d] as const);
    fc.assert(
      fc.property(shifted, fc.boolean(), ([x, lo, hi], swap) => {
        fc.pre(Number.isFinite(lo) && Number.isFinite(hi));
        const y = new Interval(lo, hi);
        const [a, b] = swap ? [y, x] : [x, y];
        const width = (z: Interval) => minus(fraction(z.hi), fraction(z.lo));
        const z = a.cancelMinus(b);
        if (compare(width(a), width(b)) < 0) expect(z).toEqual(Interval.entire);
        else {
          expect(z).toEqual(new Interval(a.lo, a.lo).sub(b.lo).hull(new Interval(a.hi, a.hi).sub(b.hi)));
          expect(a.subset(b.add(z))).toBe(true);
        }
        expect(a.cancelPlus(b.neg())).toEqual(z);
      }),
      { numRuns: 500 },
    );
  });

  test('widths that differ by less than their rounding are told apart', () => {
    const tiny = 2 ** -60;
    expect(interval(tiny, 1).cancelMinus(interval(0, 1))).toEqual(Interval.entire);
    expect(interval(0, 1).cancelMinus(interval(tiny, 1))).toEqual(new Interval(-tiny, 0));
    expect(interval(1 - 2 ** -53, 2).cancelMinus(interval(-1, 2 ** -53))).toEqual(new Interval(1.9999999999999998, 2));
    const max = Number.MAX_VALUE;
    expect(interval(-max, max).cancelMinus(interval(-max, max))).toEqual(interval(0));
  });
});

describe('text out', () => {
  test('toString rounds outward to the digits asked for', () => {
    expect(interval('0.1').toString(3)).toBe('[0.0999, 0.101]');
    expect(interval(1, 2).toString()).toBe('[1, 2]');
    expect(Interval.empty.toString()).toBe('[empty]');
    expect(Interval.entire.toString()).toBe('[-Infinity, Infinity]');
    expect(String(interval(-0, 0))).toBe('[0, 0]');
    expect(() => interval(1).toString(0)).toThrow(RangeError);
  });

  test('what toString writes, read as exact decimals, contains the interval; what toExact writes is the interval', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 20 }), (x, digits) => {
        expect(x.subset(interval(x.toString(digits)))).toBe(true);
        expect(interval(x.toExact())).toEqual(x);
      }),
    );
  });

  test('toUncertain writes the uncertain form, of which the interval is a part', () => {
    expect(interval('[3.5, 3.75]').toUncertain()).toBe('3.63?13');
    expect(interval('[3.5, 3.75]').toUncertain(1)).toBe('3.6?2');
    expect(interval(0.5).toUncertain()).toBe('0.5?0');
    expect(interval(-100).toUncertain()).toBe('-100?0');
    expect(interval(0).toUncertain()).toBe('0?0');
    expect(interval(1e22).toUncertain()).toBe('1.0000000000000000?0e+22');
    expect(interval(0.1).toUncertain()).toBe('0.10000000000000001?1');
    expect(interval(-0.01, 0.01).toUncertain(3)).toBe('0.0000?101');
    expect(interval(-1, 1).toUncertain()).toBe('0.0?10');
    expect(interval(99, 100).toUncertain(1)).toBe('99.5?5');
    expect(interval(-1e-300, 5e-300).toUncertain()).toBe('2.0?31e-300');
    expect(interval(1e300, 3e300).toUncertain()).toBe('2.0?11e+300');
    expect(Interval.empty.toUncertain()).toBe('[empty]');
    expect(Interval.entire.toUncertain()).toBe('0??');
    expect(interval(-Infinity, 2).toUncertain()).toBe('2??d');
    expect(interval(-Infinity, 0.1).toUncertain()).toBe('0.10000000000000001??d');
    expect(interval(-1.5e300, Infinity).toUncertain()).toBe('-1.5000000000000001??ue+300');
    expect(() => interval(1).toUncertain(0)).toThrow('toUncertain: expected 1 to 17 digits for the radius, got 0; 2 are usual');
  });

  test('no uncertain form with so many digits at that place is narrower', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 17 }), (x, digits) => {
        const text = x.toUncertain(digits);
        expect(x.subset(interval(text))).toBe(true);
        const [, m, r, exponent = ''] = /^(-?[\d.]+)\?(\d+)(e.*)?$/.exec(text) ?? [];
        if (m === undefined || r === '0') return;
        expect(r!.length).toBeLessThanOrEqual(digits);
        // in the real numbers, not as read: one unit less leaves out an end
        const [lo, hi] = [fraction(x.lo), fraction(x.hi)];
        const place = { n: 10n ** BigInt(m.split('.')[1]?.length ?? 0), d: 10n ** BigInt(Math.abs(Number(exponent.slice(1)))) };
        const value = (units: bigint): { n: bigint; d: bigint } =>
          exponent.includes('-') ? { n: units, d: place.n * place.d } : { n: units * place.d, d: place.n };
        const [middle, radius] = [BigInt(m.replace('.', '')), BigInt(r!) - 1n];
        const [low, high] = [value(middle - radius), value(middle + radius)];
        expect(low.n * lo.d > lo.n * low.d || high.n * hi.d < hi.n * high.d).toBe(true);
      }),
    );
  });

  test('toExact is the literal in hexadecimal', () => {
    expect(interval(0.1, 0.5).toExact()).toBe('[0x1.999999999999ap-4, 0x1p-1]');
  });
});

describe('numbers that describe an interval', () => {
  test('mid is nearest to the exact midpoint, rad covers from it, wid bounds the width', () => {
    fc.assert(
      fc.property(bounded, (x) => {
        const m = x.mid();
        const [lo, hi, c] = [fraction(x.lo), fraction(x.hi), fraction(m)];
        const twice = { n: lo.n * hi.d + hi.n * lo.d, d: lo.d * hi.d };
        const error = (a: typeof c): bigint => {
          const e = 2n * a.n * twice.d - twice.n * a.d;
          return ((e < 0n ? -e : e) * 2n ** 1200n) / (a.d * twice.d);
        };
        for (const other of [m * (1 + 2 ** -52) + 5e-324, m * (1 - 2 ** -52) - 5e-324].filter(Number.isFinite)) {
          expect(error(fraction(other)) >= error(c)).toBe(true);
        }
        expect(isTightUpper(x.wid(), minus(hi, lo))).toBe(true);
        const r = x.rad();
        if (r < Infinity) {
          const reach = fraction(r);
          const down = { n: c.n * reach.d - reach.n * c.d, d: c.d * reach.d };
          const up = { n: c.n * reach.d + reach.n * c.d, d: c.d * reach.d };
          expect(compare(down, lo) <= 0 && compare(up, hi) >= 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('hypot is tightest: squares of its bounds beside sums of squares', () => {
    fc.assert(
      fc.property(bounded, bounded, (x, y) => {
        const { lo, hi } = x.hypot(y);
        const sumOf = (a: number, b: number): Fraction => plus(times(fraction(a), fraction(a)), times(fraction(b), fraction(b)));
        const squareOf = (a: number): Fraction => times(fraction(a), fraction(a));
        const [least, greatest] = [sumOf(x.mig(), y.mig()), sumOf(x.mag(), y.mag())];
        expect(compare(squareOf(lo), least)).toBeLessThanOrEqual(0);
        if (lo < Number.MAX_VALUE) expect(compare(squareOf(nextUp(lo)), least)).toBeGreaterThan(0);
        if (hi < Infinity) expect(compare(squareOf(hi), greatest)).toBeGreaterThanOrEqual(0);
        if (hi > 0) expect(compare(squareOf(nextDown(hi)), greatest)).toBeLessThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('of a number the midpoint is the number and the radius 0', () => {
    fc.assert(
      fc.property(finite, (a) => {
        const x = interval(a);
        expect([x.mid() + 0, x.rad(), x.wid(), x.mag(), x.mig()]).toEqual([a + 0, 0, 0, Math.abs(a), Math.abs(a)]);
      }),
    );
  });
});
