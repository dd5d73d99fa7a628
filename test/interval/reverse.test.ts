import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval, decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { absRev, coshRev, mulRev, mulRevToPair, pownRev, sqrRev } from '../../src/interval/reverse.js';
import { atan2Rev1, atan2Rev2 } from '../../src/interval/reverse-angle.js';
import { cosRev, sinRev, tanRev } from '../../src/interval/reverse-periodic.js';
import { powRev1, powRev2 } from '../../src/interval/reverse-power.js';
import { bounded, memberOf } from './arbitrary.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const nearUnit = fc.tuple(fc.double({ min: -1.5, max: 1.5, noNaN: true }), unit).map(([a, w]) => new Interval(a, a + w * w));
const moderate = fc
  .tuple(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }))
  .map(([a, w]) => new Interval(a, a + w));

const unaries: Readonly<Record<string, readonly [(c: Interval, x: Interval) => Interval, (t: Interval) => Interval]>> = {
  sqrRev: [(c, x) => sqrRev(c, x), (t) => t.sqr()],
  absRev: [(c, x) => absRev(c, x), (t) => t.abs()],
  coshRev: [(c, x) => coshRev(c, x), (t) => t.cosh()],
  sinRev: [(c, x) => sinRev(c, x), (t) => t.sin()],
  cosRev: [(c, x) => cosRev(c, x), (t) => t.cos()],
  tanRev: [(c, x) => tanRev(c, x), (t) => t.tan()],
  'pownRev 3': [(c, x) => pownRev(c, 3, x), (t) => t.pow(3)],
  'pownRev 4': [(c, x) => pownRev(c, 4, x), (t) => t.pow(4)],
  'pownRev -1': [(c, x) => pownRev(c, -1, x), (t) => t.pow(-1)],
  'pownRev -2': [(c, x) => pownRev(c, -2, x), (t) => t.pow(-2)],
};

describe('reverse operations keep every solution', () => {
  test.each(Object.entries(unaries))('%s: a member of x with its image in c stays', (_name, [reverse, f]) => {
    fc.assert(
      fc.property(fc.oneof(moderate, bounded), fc.oneof(nearUnit, bounded), unit, (x, c, s) => {
        const t = memberOf(x, s);
        const image = f(interval(t));
        // Ask for c and for the image itself, so that solutions exist.
        expect(reverse(image, x).contains(t) || image.isEmpty()).toBe(true);
        expect(reverse(c, x).subset(x)).toBe(true);
        if (!image.isEmpty() && image.subset(c)) expect(reverse(c, x).contains(t)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each(['sinRev', 'cosRev', 'tanRev'])(
    '%s: the ends of the result are ends of x or solutions of f(t) = c.lo or c.hi',
    (name) => {
      const [reverse, f] = unaries[name]!;
      fc.assert(
        fc.property(moderate, nearUnit, (x, c) => {
          const found = reverse(c, x);
          for (const [end, own] of [
            [found.lo, x.lo],
            [found.hi, x.hi],
          ] as const) {
            if (found.isEmpty() || end === own) continue;
            const near = f(new Interval(end - Math.abs(end) * 1e-15 - 5e-324, end + Math.abs(end) * 1e-15 + 5e-324));
            expect(near.contains(c.lo) || near.contains(c.hi)).toBe(true);
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  const positive = fc
    .tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }))
    .map(([a, w]) => new Interval(a, a + w));

  test('mulRev: every factor stays', () => {
    fc.assert(
      fc.property(bounded, bounded, unit, unit, (b, x, s, t) => {
        const factor = memberOf(x, s);
        const c = interval(memberOf(b, t)).mul(factor);
        expect(mulRev(b, c, x).contains(factor)).toBe(true);
        const [first, second] = mulRevToPair(b, c);
        expect(first.contains(factor) || second.contains(factor)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('powRev1 and powRev2: every base and every exponent stays', () => {
    fc.assert(
      fc.property(positive, moderate, unit, unit, (a, y, s, t) => {
        const base = memberOf(a, s);
        const exponent = memberOf(y, t);
        const c = interval(base).pow(interval(exponent));
        fc.pre(!c.isEmpty());
        expect(powRev1(y, c, a).contains(base)).toBe(true);
        expect(powRev2(a, c, y).contains(exponent)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('atan2Rev1 and atan2Rev2: every ordinate and every abscissa stays', () => {
    fc.assert(
      fc.property(moderate, moderate, unit, unit, (y, x, s, t) => {
        const b = memberOf(y, s);
        const a = memberOf(x, t);
        const c = interval(b).atan2(a);
        fc.pre(!c.isEmpty());
        expect(atan2Rev1(x, c, y).contains(b)).toBe(true);
        expect(atan2Rev2(y, c, x).contains(a)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('solution sets by hand', () => {
  test('solutions far from 0 are found to the bit: the multiples of π from 10^15 to 10^15 + 10', () => {
    // The first and the last of them, by mpmath with 60 digits.
    expect(sinRev(interval(0), interval(1e15, 1e15 + 10))).toEqual(
      interval('1000000000000001.03189453651968', '1000000000000007.31507984369927'),
    );
    expect(sinRev(interval(1), interval(0.5, 2)).equals({ lo: 1.5707963267948966, hi: 1.5707963267948968 })).toBe(true);
  });

  test('a cosine of exactly 1 is met at 0 alone', () => {
    expect(cosRev(interval(1), interval(-3, 3))).toEqual(interval(0));
    expect(cosRev(interval(1), interval(1, 6))).toEqual(Interval.empty);
    expect(cosRev(interval(1), interval(1, 7)).hi).toBe(6.283185307179587);
  });

  test('an exact solution is a point', () => {
    expect(sqrRev(interval(4), interval(0, 10))).toEqual(interval(2));
    expect(powRev1(interval(2), interval(4, 9))).toEqual(interval(2, 3));
    expect(powRev1(interval(0.5), interval(3))).toEqual(interval(9));
    expect(powRev2(interval(2), interval(8))).toEqual(interval(3));
    expect(powRev2(interval(4), interval(0.5))).toEqual(interval(-0.5));
    expect(pownRev(interval(-8, 27), 3)).toEqual(interval(-2, 3));
  });

  test('an odd negative power has its solutions on either side of 0', () => {
    expect(pownRev(interval(-1, 2), -1, interval(-10, 10))).toEqual(interval(-10, 10));
    expect(pownRev(interval(-1, 2), -1, interval(-0.5, 10))).toEqual(interval(0.5, 10));
    expect(pownRev(interval(2), 0, interval(1, 2))).toEqual(Interval.empty);
    expect(pownRev(interval(1), 0, interval(1, 2))).toEqual(interval(1, 2));
  });

  test('limits of solutions that are none do not count', () => {
    expect(mulRev(new Interval(1, Infinity), interval(1, 2), interval(-1, 0))).toEqual(Interval.empty);
    expect(powRev2(new Interval(2, Infinity), interval(2, 4), interval(-1, 0))).toEqual(Interval.empty);
    expect(powRev1(new Interval(0, Infinity), interval(2, 4), interval(0, 1))).toEqual(Interval.empty);
  });

  test('roots beyond the doubles', () => {
    expect(powRev1(interval(5e-324), interval(2))).toEqual(new Interval(Number.MAX_VALUE, Infinity));
    expect(powRev1(interval(-5e-324), interval(2))).toEqual(new Interval(0, 5e-324));
  });

  test('angles: on the upper half-circle of radius 1 the abscissa of π/4 … 3π/4 runs through 0', () => {
    const found = atan2Rev2(interval(1), interval(0.7853981633974483, 2.356194490192345));
    expect(found.subset({ lo: -1.0000000000000003, hi: 1.0000000000000003 })).toBe(true);
    expect(found.contains(interval(-0.9999999999999998, 0.9999999999999998))).toBe(true);
    expect(atan2Rev1(interval(0), interval(1, 2))).toEqual(new Interval(0, Infinity));
    expect(atan2Rev1(interval(0), interval(0, 1))).toEqual(Interval.empty);
    expect(atan2Rev2(interval(0), interval(3, 4))).toEqual(new Interval(-Infinity, 0));
  });

  test('an empty operand leaves no solution', () => {
    expect(sqrRev(Interval.empty)).toEqual(Interval.empty);
    expect(mulRev(Interval.empty, interval(1))).toEqual(Interval.empty);
    expect(sinRev(interval(0, 1), Interval.empty)).toEqual(Interval.empty);
    expect(mulRevToPair(Interval.empty, interval(1))).toEqual([Interval.empty, Interval.empty]);
  });

  test('decorated operands give trv, a division its own decoration, NaI itself', () => {
    expect(sqrRev(decorated(4)).toString()).toBe('[-2, 2]_trv');
    expect(mulRevToPair(decorated(interval(1, 2)), 4).map(String)).toEqual(['[2, 4]_com', '[empty]_trv']);
    expect(sinRev(DecoratedInterval.nai).isNaI()).toBe(true);
    expect(() => pownRev(interval(1), 1.5)).toThrow(RangeError);
  });
});

describe('atan2Rev1 at the doubles beside π/2 and π: each lies on one side', () => {
  const [halfDown, halfUp, down, up] = [1.5707963267948966, 1.5707963267948968, 3.141592653589793, 3.1415926535897936];
  // tan of these, by mpmath: 16331239353195369.76, −6218431163823738.2, −1.22464679914735317…e-16
  test.each([
    [halfDown, halfDown, 1, 16331239353195368, 16331239353195370],
    [halfDown, halfDown, -1, Infinity, -Infinity],
    [halfUp, halfUp, 1, Infinity, -Infinity],
    [halfUp, halfUp, -1, 6218431163823738, 6218431163823739],
    [halfDown, halfUp, 1, 16331239353195368, Infinity],
    [halfDown, halfUp, -1, 6218431163823738, Infinity],
    [down, down, -1, 1.224646799147353e-16, 1.2246467991473532e-16],
    [up, up, -1, Infinity, -Infinity],
    [down, up, -1, 0, 1.2246467991473532e-16],
    [halfDown, halfDown, 0, Infinity, -Infinity],
    [halfUp, halfUp, 0, Infinity, -Infinity],
    [halfDown, halfUp, 0, 0, Infinity],
  ])('angles from %d to %d, abscissa %d', (from, to, x, lo, hi) => {
    const y = atan2Rev1(interval(x), interval(from, to));
    expect([y.lo, y.hi]).toEqual([lo, hi]);
    const below = atan2Rev1(interval(x), interval(-to, -from));
    expect(below.equals(y.neg())).toBe(true);
  });

  // cot of the double below π: −8165619676597684.1
  test.each([
    [down, down, 1, -8165619676597685, -8165619676597684],
    [up, up, 1, Infinity, -Infinity],
    [down, up, 1, -Infinity, -8165619676597684],
    [down, down, 0, Infinity, -Infinity],
    [up, up, 0, Infinity, -Infinity],
    [down, up, 0, -Infinity, 0],
  ])('angles from %d to %d, ordinate %d: atan2Rev2', (from, to, y, lo, hi) => {
    const x = atan2Rev2(interval(y), interval(from, to));
    expect([x.lo, x.hi]).toEqual([lo, hi]);
    if (y !== 0) expect(atan2Rev2(interval(-y), interval(-to, -from)).equals(x)).toBe(true);
  });
});
