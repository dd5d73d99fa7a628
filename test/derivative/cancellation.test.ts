import { describe, expect, test } from 'vitest';
import { defineFunction } from '../../src/derivative/define.js';
import { derivative, derivatives, taylor } from '../../src/derivative/derivative.js';
import { formula } from '../../src/formula/formula.js';
import golden from '../data/removable-near.json' with { type: 'json' };

/** Rounding of the coefficient, and of its products with the factors that k! is multiplied by. */
const TOLERANCE = 3e-15;

describe('quotients keep their digits where doubles lose them', () => {
  test.each(golden)('$f at $x, by 30 digits of mpmath', ({ f, x, d }) => {
    derivatives(f, x, d.length - 1).forEach((value, k) => {
      expect(Math.abs(value / Number(d[k]!) - 1), `derivative ${k}: ${value} for ${d[k]}`).toBeLessThan(TOLERANCE);
    });
    const series = taylor(f, x, d.length - 1);
    d.forEach((wanted, k) => {
      expect(Math.abs(series.derivativeAt(k) / Number(wanted) - 1), `series, derivative ${k}`).toBeLessThan(TOLERANCE);
    });
  });

  test('of plain functions, and of formulas that are compiled as they are asked again and again', () => {
    expect(derivative((x: number) => x / Math.expm1(x), 1e-5, 4)).toBeCloseTo(-1 / 30, 10);
    const f = formula('sin(x)/x');
    for (let i = 0; i < 220; i++) expect(derivative(f, 1e-4 + i * 1e-6, 2)).toBeCloseTo(-1 / 3, 6);
  });

  test('what is zero is zero', () => {
    expect(derivatives('x^3/x^2', 1e-3, 5)).toEqual([1e-3, 1, 0, 0, 0, 0]);
    expect(derivatives('(x^2 - 1)/(x - 1)', 1 + 2 ** -30, 4)).toEqual([2 + 2 ** -30, 1, 0, 0, 0]);
  });

  test('beside a pole nothing is lost, nor changed', () => {
    const [x, unit] = [1e-5, 1 / 1e-5];
    // (k! times) (−1)^k x^{−k−1}
    derivatives('(1 + x - x)/x', x, 4).forEach((value, k) => {
      expect(value / ([1, 1, 2, 6, 24][k]! * (-1) ** k * unit ** (k + 1))).toBeCloseTo(1, 13);
    });
  });

  test('where it would take tens of thousands of digits, there is NaN and no noise', () => {
    const d = derivatives('sin(x)/x', 1e-300, 100);
    expect(d[0]).toBe(1);
    expect(d.slice(1).every(Number.isNaN)).toBe(true);
    expect(derivatives('sin(x)/x', 1e-300, 4)[4]).toBeCloseTo(0.2, 14);
  });

  test('of functions that callers define, which know nothing of decimals, doubles are what there is', () => {
    const growth = defineFunction('growth', { a: '1', at: (x: number) => Math.exp(x) });
    const f = formula('(growth(x) - 1)/x', { scope: { growth } });
    expect(derivative(f, 1e-3, 1)).toBeCloseTo(0.5, 2);
  });
});
