import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { range } from '../../src/verified/range.js';
import { rows } from '../model/rows.js';
import { meets } from '../rigor/decimal.js';

test('a range holds the values at all points of the box', () => {
  for (const { formula: text, variables, box, points } of rows.filter((_, i) => i % 4 === 1)) {
    const sides = box.map(([lo, hi]) => interval(lo, hi));
    const found = range(formula(text, { variables }), sides, { maxPieces: 20 });
    for (const { value } of points) expect(meets(found, value, 59), `${text} over ${sides.join('×')}, got ${found}`).toBe(true);
  }
});

describe('a range is as narrow as the tolerance says', () => {
  const close = (found: Interval, lo: number, hi: number, slack = 1e-5): void => {
    expect(found.lo).toBeLessThanOrEqual(lo);
    expect(found.hi).toBeGreaterThanOrEqual(hi);
    expect(found.lo).toBeGreaterThan(lo - slack * (hi - lo));
    expect(found.hi).toBeLessThan(hi + slack * (hi - lo));
  };

  test('where the extremes are inside, at the ends, and at corners', () => {
    close(range('x*(1 - x)', interval(0, 1)), 0, 0.25);
    close(range('x^3 - x', interval(-2, 1)), -6, 2 / Math.sqrt(27));
    close(range('sin(x)', interval(0, 6)), -1, 1);
    close(range('x^4 - 4*x^2 + y^2', [interval(-2, 2), interval(-1, 3)]), -4, 9);
    close(
      range((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [interval(-1, 1), interval(-1, 1)]),
      0,
      404,
    );
  });

  test('across kinks and jumps', () => {
    close(range('abs(x - 0.3) + abs(y)', [interval(-1, 1), interval(-1, 1)]), 0, 2.3);
    close(range('if(x < 0, -x, x^2)', interval(-1, 2)), 0, 4);
    expect(String(range('floor(3*x)', interval(0, 0.9)))).toBe('[0, 2]');
  });

  test('and a few pieces, or a low order, cost nothing but width', () => {
    const wide = range('exp(x) - 3*log(1 + x) - x^2/2', interval(0, 2), { maxPieces: 1, order: 1 });
    const narrow = range('exp(x) - 3*log(1 + x) - x^2/2', interval(0, 2), { order: 6 });
    expect(narrow.subset(wide)).toBe(true);
    expect(narrow.lo).toBeGreaterThan(0.12);
    expect(narrow.wid()).toBeLessThan(wide.wid());
  });
});

describe('a range where f has no value, or no bound', () => {
  test('is that of the values it has', () => {
    expect(range('log(x)', interval(-2, -1)).isEmpty()).toBe(true);
    expect(range('log(x)', interval(-2, 1), { maxPieces: 60 }).lo).toBe(-Infinity);
    expect(range('log(x)', interval(-2, 1), { maxPieces: 60 }).hi).toBeLessThan(1e-6);
    expect(range('1/x', interval(-1, 1), { maxPieces: 100 }).isEntire()).toBe(true);
    expect(range('sqrt(x)', interval(-1, 4)).hi).toBeLessThan(2 + 1e-5);
  });
});

test.each([
  ['a tolerance', { tolerance: -1 }, 'range: expected a tolerance ≥ 0, got -1'],
  ['a number of pieces', { maxPieces: 0 }, 'range: expected a whole number of pieces ≥ 1, got 0'],
  ['an option', { orders: 1 }, 'range: expected options among'],
])('%s that is none is an error', (_, options, message) =>
  expect(() => range('x', interval(0, 1), options as object)).toThrow(message),
);
