import { describe, expect, test } from 'vitest';
import {
  addRational,
  compareRational,
  divRational,
  mulRational,
  negRational,
  type Rational,
  rational,
  rationalBounds,
  rationalNearest,
  rationalOf,
  subRational,
} from '../../src/rounding/rational.js';
import { ETA, flaw, integerOf, MAX, nextDown, nextUp, ONE, operands } from './oracle.js';

const out = new Float64Array(2);

/** What is wrong with the enclosure of num/den, or ''. */
function boundsFlaw(num: bigint, den: bigint): string {
  rationalBounds(rational(num, den), out);
  return flaw(out[0]!, out[1]!, num, den);
}

describe('rational: lowest terms with a positive denominator', () => {
  test('signs and common factors', () => {
    expect(rational(6n, -4n)).toEqual({ num: -3n, den: 2n });
    expect(rational(-6n, -4n)).toEqual({ num: 3n, den: 2n });
    expect(rational(0n, -7n)).toEqual({ num: 0n, den: 1n });
    expect(rational(5n)).toEqual({ num: 5n, den: 1n });
  });

  test('a zero denominator is refused with a sentence', () => {
    expect(() => rational(3n, 0n)).toThrow(
      new RangeError('rational: expected a nonzero denominator, got 3/0; test for 0 before dividing'),
    );
  });

  test('field laws hold exactly on random fractions', () => {
    const { any } = operands(31);
    const draw = (): Rational => rational(BigInt(Math.trunc(any() % 1000)), BigInt(1 + Math.abs(Math.trunc(any() % 1000))));
    for (let i = 0; i < 500; i++) {
      const [a, b, c] = [draw(), draw(), draw()];
      expect(mulRational(a, addRational(b, c))).toEqual(addRational(mulRational(a, b), mulRational(a, c)));
      expect(subRational(addRational(a, b), b)).toEqual(a);
      expect(addRational(a, negRational(a))).toEqual({ num: 0n, den: 1n });
      if (b.num !== 0n) expect(mulRational(divRational(a, b), b)).toEqual(a);
    }
    expect(addRational(rational(1n, 6n), rational(1n, 10n))).toEqual({ num: 4n, den: 15n });
    expect(divRational(rational(1n, 2n), rational(-3n, 4n))).toEqual({ num: -2n, den: 3n });
  });

  test('division by zero is refused with a sentence', () => {
    expect(() => divRational(rational(1n), rational(0n))).toThrow(
      new RangeError('divRational: expected a nonzero divisor, got 0; test for 0 before dividing'),
    );
  });
});

describe('rationalOf: the exact value of a double', () => {
  test('num/den is the double, in lowest terms', () => {
    const { any } = operands(32);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      const { num, den } = rationalOf(x);
      expect(num * ONE, `${x}, seed 32`).toBe(integerOf(x) * den);
      expect(den === 1n || num % 2n !== 0n, `${x} in lowest terms`).toBe(true);
    }
    expect(rationalOf(0.1)).toEqual({ num: 3602879701896397n, den: 36028797018963968n });
    expect(rationalOf(-0)).toEqual({ num: 0n, den: 1n });
  });

  test('infinities and NaN are refused with a sentence', () => {
    for (const x of [Infinity, -Infinity, NaN]) {
      expect(() => rationalOf(x)).toThrow(
        new RangeError(`rationalOf: expected a finite number, got ${x}; infinities and NaN are not rational numbers`),
      );
    }
  });
});

describe('compareRational: exact order of doubles and rationals', () => {
  test('a double against itself and against what lies a trillionth of a unit beside it', () => {
    const { any } = operands(33);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      const [num, den] = [integerOf(x) * 10n ** 12n, ONE * 10n ** 12n];
      expect(compareRational(x, rational(num, den)), `${x}, seed 33`).toBe(0);
      expect(compareRational(x, { num: num + 1n, den })).toBe(-1);
      expect(compareRational(x, { num: num - 1n, den })).toBe(1);
    }
  });

  test('infinities lie outside, NaN is refused', () => {
    const huge = rational(10n ** 400n);
    expect(compareRational(Infinity, huge)).toBe(1);
    expect(compareRational(-Infinity, negRational(huge))).toBe(-1);
    expect(compareRational(MAX, huge)).toBe(-1);
    expect(() => compareRational(NaN, huge)).toThrow(RangeError);
  });
});

describe('rationalBounds: the tightest enclosure in doubles', () => {
  test('of random fractions of every size', () => {
    const { any, matching } = operands(34);
    for (let i = 0; i < 5000; i++) {
      const a = any();
      const b = Math.abs(matching(a));
      const wrong = boundsFlaw(integerOf(a), integerOf(b));
      if (wrong) throw new Error(`${a} / ${b}: ${wrong}; seed 34`);
    }
  });

  test('of doubles, midpoints of doubles, and what lies just beside them', () => {
    const { any } = operands(35);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      const y = nextUp(x);
      if (!Number.isFinite(y)) continue;
      for (const num of [4n * integerOf(x), 2n * (integerOf(x) + integerOf(y))]) {
        for (const offset of [-1n, 0n, 1n]) {
          const wrong = boundsFlaw(num + offset, 4n * ONE);
          if (wrong) throw new Error(`beside ${x}: ${wrong}; seed 35`);
        }
      }
    }
  });

  test('saturates beyond both ends', () => {
    const bounds = (num: bigint, den: bigint): number[] => {
      rationalBounds(rational(num, den), out);
      return [out[0]!, out[1]!];
    };
    const max = integerOf(MAX);
    expect(bounds(10n ** 5000n, 7n)).toEqual([MAX, Infinity]);
    expect(bounds(-(10n ** 5000n), 7n)).toEqual([-Infinity, -MAX]);
    expect(bounds(max + 1n, ONE)).toEqual([MAX, Infinity]);
    expect(bounds(max, ONE)).toEqual([MAX, MAX]);
    expect(bounds(2n ** 1024n, 1n)).toEqual([MAX, Infinity]);
    expect(bounds(7n, 10n ** 5000n)).toEqual([0, ETA]);
    expect(bounds(-7n, 10n ** 5000n)).toEqual([-ETA, -0]);
    expect(bounds(3n, 2n * ONE)).toEqual([ETA, 2 * ETA]);
    expect(bounds(0n, 5n)).toEqual([0, 0]);
  });
});

describe('rationalNearest: to nearest, ties to even', () => {
  test('rounds as the machine divides', () => {
    const { any, matching } = operands(36);
    for (let i = 0; i < 5000; i++) {
      const a = any();
      const b = matching(a);
      const sign = b < 0 ? -1n : 1n;
      const r = rational(sign * integerOf(a), sign * integerOf(b));
      if (rationalNearest(r) !== a / b) throw new Error(`${a} / ${b} = ${a / b}, got ${rationalNearest(r)}; seed 36`);
    }
  });

  test('ties go to the even neighbor and the least excess decides', () => {
    const { any } = operands(37);
    for (let i = 0; i < 3000; i++) {
      const x = Math.abs(any());
      const y = nextUp(x);
      if (!Number.isFinite(y)) continue;
      const middle = 2n * (integerOf(x) + integerOf(y));
      expect(rationalNearest(rational(middle - 1n, 4n * ONE)), `below the middle of ${x} and ${y}, seed 37`).toBe(x);
      expect(rationalNearest(rational(middle + 1n, 4n * ONE))).toBe(y);
      // The even one of two neighbors is the one whose integer has more trailing zeros.
      const spacing = integerOf(y) - integerOf(x);
      const even = (integerOf(x) / spacing) % 2n === 0n ? x : y;
      expect(rationalNearest(rational(middle, 4n * ONE))).toBe(even);
      expect(rationalNearest(rational(-middle, 4n * ONE))).toBe(-even);
    }
  });

  test('overflows from MAX and half a unit on', () => {
    const half = (integerOf(MAX) - integerOf(nextDown(MAX))) / 2n;
    expect(rationalNearest(rational(integerOf(MAX) + half - 1n, ONE))).toBe(MAX);
    expect(rationalNearest(rational(integerOf(MAX) + half, ONE))).toBe(Infinity);
    expect(rationalNearest(rational(-(10n ** 400n)))).toBe(-Infinity);
    expect(rationalNearest(rational(1n, 2n * ONE))).toBe(0);
    expect(rationalNearest(rational(0n))).toBe(0);
  });
});
