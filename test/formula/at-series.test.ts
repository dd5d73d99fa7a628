import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { fraction } from '../../src/number/fraction.js';
import type { Series } from '../../src/series/series.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const t = variable(0, { order: 5 });
/** 1 + 𝒪(t⁶), of which arccos is a root. */
const one = t.mul(0).add(1);
const at = <T>(text: string, x: Series<T>): Series<T> => formula(text).evaluate({ x });

describe('a formula at series is what their methods make of them', () => {
  test('where a function branches, half of the order is known', () => {
    expect(String(at('acos(x)', one))).toBe('𝒪(t³)');
    expect(String(at('acosh(x)', one))).toBe('𝒪(t³)');
    expect(String(at('asin(x) + x', one))).toBe(String(one.asin().add(one)));
  });

  test('what dividend and divisor have in common is divided out', () => {
    expect(at('sin(x)/x', t).coefficients).toEqual(t.sin().div(t).coefficients);
    expect(at('sin(x)/x', t).order).toBe(4);
    expect(String(at('sin(x)/x', variable(fraction(0), { order: 4 })))).toBe('1 − ⅙ t² + 𝒪(t⁴)');
    const [x, y] = variables([0, 0], { order: 4 });
    expect(String(formula('sin(x*y)/x').evaluate({ x: x!, y: y! }))).toBe('y + 𝒪(‖x‖⁴)');
    expect(String(at('sqrt(x^2)', t))).toBe('t + 𝒪(t⁵)');
  });

  test('where there is no series, there is a sentence', () => {
    expect(() => at('1/x', t)).toThrow(/div: expected a dividend that vanishes at the center 0 to order 1 .* has a pole there/);
    expect(() => at('1/x', variable(fraction(0), { order: 2 }))).toThrow(/has a pole there/);
    expect(() => at('log(x)', t)).toThrow(/log: expected a series that does not vanish at the center 0/);
  });

  test('kinks and enclosures stay as they are', () => {
    expect(at('abs(x)/x', t).coefficients.every(Number.isNaN)).toBe(true);
    expect(String(at('abs(x)', variable(-2, { order: 2 })))).toBe('2 − t + 𝒪(t³)');
    expect(
      at('exp(x)', variable(interval(0), { order: 1 }))
        .coefficient(1)
        .equals(interval(1)),
    ).toBe(true);
  });
});
