import { describe, expect, test } from 'vitest';
import { correctDigits, rough, shared, table } from '../../src/cli/digits.js';
import { Interval, interval } from '../../src/index.js';

describe('shared', () => {
  test.each([
    [interval(1.25, 1.375), '1.[250, 375]'],
    [interval(-2.75, -2.5), '-2.[75, 50]'],
    [interval(1234567.5, 1234567.75), '1234567.[50, 75]'],
    [interval(2), '2'],
    [interval(0), '0'],
    [interval(-1, 2), '[-1, 2]'],
    [interval(9, 10), '[9, 10]'],
    [interval(123, 124), '[123, 124]'],
    [Interval.empty, '[empty]'],
    [interval(1, Infinity), '[1, Infinity]'],
  ])('%s is written %s', (x, text) => {
    expect(shared(x).replace('∞', 'Infinity')).toBe(text);
  });

  test('what is written contains the interval', () => {
    for (let i = 0; i < 2000; i++) {
      const lo = Math.sin(i) * 10 ** ((i % 60) - 30);
      const x = interval(lo, lo + Math.abs(lo) * 10 ** -(i % 17));
      const match = /^(.*)\[(.*), (.*)\](.*)$/.exec(shared(x));
      if (match === null) continue;
      const [, common = '', from = '', to = '', exponent = ''] = match;
      const written = interval(`${common}${from}${exponent}`, `${common}${to}${exponent}`);
      expect(x.subset(written), shared(x)).toBe(true);
      expect(written.wid(), shared(x)).toBeLessThanOrEqual(1.3 * x.wid() + 1e-15 * x.mag());
    }
  });
});

describe('correctDigits', () => {
  test.each([
    [1, interval(1), 17],
    [1.001, interval(1), 3],
    [1.0005, interval(1, 1.0004), 3],
    [0.5, interval(1), 0],
    [-1, interval(1), 0],
    [1, interval(-1, 2), 0],
    [0, interval(0), 0],
    [Number.NaN, interval(0), 0],
    [Infinity, interval(1), 0],
  ])('of %f where the truth is in %s: %i', (value, truth, digits) => {
    expect(correctDigits(value, truth)).toBe(digits);
  });
});

test('rough widths have three digits', () => {
  expect([0, 1.23456e-12, 1e-9, 0.25, 12.345, 1e5].map(rough)).toEqual(['0', '1.23e-12', '1e-9', '0.25', '12.3', '1e+5']);
});

test('tables align their columns', () => {
  expect(
    table('> ', [
      ['a', 'b'],
      ['aaa', 'bb'],
    ]),
  ).toBe('  a   b\naaa   bb');
});
