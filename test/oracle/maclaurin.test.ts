import { describe, expect, test } from 'vitest';
import { equals, exactRoot, fraction, fractionOf, fractionOfDecimal, nearest } from './fraction.js';
import { bernoulli, expansion } from './maclaurin.js';
import { Truncated } from './polynomial.js';

const text = (list: readonly { num: bigint; den: bigint }[]): string => list.map(({ num, den }) => `${num}/${den}`).join(' ');

describe('the oracle itself, against tables in print', () => {
  test('Bernoulli numbers up to 12 (Abramowitz and Stegun, table 23.2)', () => {
    expect(text(bernoulli(12).filter((_, k) => k % 2 === 0))).toBe('1/1 1/6 -1/30 1/42 -1/30 5/66 -691/2730');
  });

  test('tan t = t + t³/3 + 2 t⁵/15 + 17 t⁷/315 + 62 t⁹/2835 (Abramowitz and Stegun, 4.3.67)', () => {
    expect(text(expansion('tan', fraction(0), 9))).toBe('0/1 1/1 0/1 1/3 0/1 2/15 0/1 17/315 0/1 62/2835');
  });

  test('asin t = t + t³/6 + 3 t⁵/40 + 15 t⁷/336 (Abramowitz and Stegun, 4.4.40)', () => {
    expect(text(expansion('asin', fraction(0), 7))).toBe('0/1 1/1 0/1 1/6 0/1 3/40 0/1 5/112');
  });

  test('atan t and atanh t have coefficients ±1/k', () => {
    expect(text(expansion('atan', fraction(0), 5))).toBe('0/1 1/1 0/1 -1/3 0/1 1/5');
    expect(text(expansion('atanh', fraction(0), 5))).toBe('0/1 1/1 0/1 1/3 0/1 1/5');
  });

  test('√(1 + t) = 1 + t/2 − t²/8 + t³/16 − 5 t⁴/128 (Abramowitz and Stegun, 3.6.11)', () => {
    expect(text(expansion('sqrt', fraction(1), 4))).toBe('1/1 1/2 -1/8 1/16 -5/128');
  });

  test('a polynomial times its reciprocal is 1 up to the order, in three variables', () => {
    const space = new Truncated(3, 5);
    const a = space.from([
      [[0, 0, 0], fraction(2)],
      [[1, 0, 0], fraction(-3, 5)],
      [[0, 1, 1], fraction(7)],
      [[0, 0, 2], fraction(1, 3)],
    ]);
    expect(space.equals(space.mul(a, space.reciprocal(a)), space.constant(fraction(1)))).toBe(true);
  });

  test('fractions are read from doubles and decimals exactly, and rounded to the nearest double', () => {
    expect(fractionOf(-0.375)).toEqual({ num: -3n, den: 8n });
    expect(fractionOfDecimal('-1.25e-2')).toEqual({ num: -1n, den: 80n });
    expect(equals(fractionOfDecimal('12e3'), fraction(12000))).toBe(true);
    expect(nearest(fraction(1, 3))).toBe(1 / 3);
    expect(nearest(fraction(-2, 10n ** 30n))).toBe(-2e-30);
    expect(exactRoot(fraction(-27, 8), 3)).toEqual({ num: -3n, den: 2n });
    expect(() => exactRoot(fraction(2), 2)).toThrow('perfect power');
  });
});
