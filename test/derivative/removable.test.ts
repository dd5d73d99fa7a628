import { describe, expect, test } from 'vitest';
import { defineFunction } from '../../src/derivative/define.js';
import { derivative, derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { partial, tensor } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction } from '../../src/number/fraction.js';

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => {
    expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-13 * Math.max(1, Math.abs(wanted[k]!)));
  });
}

describe('derivatives at removable singularities', () => {
  test.each<[string, number, number[]]>([
    ['sin(x)/x', 0, [1, 0, -1 / 3, 0, 1 / 5, 0, -1 / 7]],
    ['x/(exp(x) - 1)', 0, [1, -1 / 2, 1 / 6, 0, -1 / 30, 0, 1 / 42]],
    ['(1 - cos(x))/x^2', 0, [1 / 2, 0, -1 / 12, 0, 1 / 30]],
    ['(exp(x) - 1 - x)/(1 - cos(x))', 0, [1, 1 / 3, 1 / 3]],
    ['(x^3 - 1)/(x - 1)', 1, [3, 3, 2, 0]],
    ['log(1 + x)/x*exp(sin(x)/x)', 0, [Math.E, -Math.E / 2]],
    ['(sin(x) - sin(1))/(x - 1)', 1, [Math.cos(1), -Math.sin(1) / 2, -Math.cos(1) / 3, Math.sin(1) / 4]],
    ['cbrt(x^3)', 0, [0, 1, 0]],
    ['besselJ(1, x)/x', 0, [1 / 2, 0, -1 / 8]],
    ['((tan(x) - x)/x^3)^(1/2)', 0, [Math.sqrt(1 / 3), 0, (Math.sqrt(3) * 2) / 15]],
  ])('%s at %d', (text, x, wanted) => {
    expectClose(derivatives(text, x, wanted.length - 1), wanted);
    for (let i = 0; i < 300; i++) derivative(text, x, 1);
    expectClose([derivative(text, x, 1)], [wanted[1]!]);
  });

  test('in many variables', () => {
    expect(taylor('(x^2 - y^2)/(x - y)', [1, 1], 3).toString()).toBe('2 + x + y + 𝒪(‖x‖⁴)');
    expect(gradient('(x^2 - y^2)/(x - y)', [1, 1])).toEqual([1, 1]);
    expect(gradient('z*sin(x - y)/(x - y)', [3, 1, 1])).toEqual([1, 0, 0]);
    expect(hessian('(x^3 - y^3)/(x - y)', [1, 1])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    // Σ (xy)^k/(k + 1)!
    expectClose([partial('(exp(x*y) - 1)/(x*y)', [0, 0], [2, 2])], [2 / 3]);
    expectClose((tensor('(exp(x - y) - 1)/(x - y)', [2, 2], 2) as number[][]).flat(), [1 / 3, -1 / 3, -1 / 3, 1 / 3]);
  });

  test('exactly, in complex numbers, and with functions of the caller', () => {
    expect(derivatives('(x^3 - 1)/(x - 1)', fraction(1), 3).map(String)).toEqual(['3', '3', '2', '0']);
    expect(partial('(x^3 - y^3)/(x - y)', [fraction(1, 3), fraction(1, 3)], [1, 1]).toString()).toBe('1');
    expect(derivatives('sin(x)/x', complex(0), 2)[2]!.re).toBeCloseTo(-1 / 3, 15);
    const growth = defineFunction('growth', { a: '1', at: Math.exp });
    expectClose(derivatives(formula('(growth(x) - 1)/x', { scope: { growth } }), 0, 3), [1, 1 / 2, 1 / 3, 1 / 4]);
  });
});

describe('what has no derivatives gets none', () => {
  test.each([
    ['1/x', 0],
    ['1/x - 1/sin(x)', 0],
    ['sqrt(x^2)', 0],
    ['(x^2)^(3/2)/x^2', 0],
    ['sqrt(x^4)/x^2', 0],
    ['abs(x)/x', 0],
    ['x*log(x)', 0],
    ['x^x', 0],
    ['hypot(x, x)/x', 0],
    ['sin(x)/x^2', 0],
    ['(sin(x) - x)/x^4', 0],
  ])('%s at %d', (text, x) => {
    expect(derivative(text, x, 1)).not.toSatisfy(Number.isFinite);
  });

  test('in many variables', () => {
    expect(gradient('x*y/(x + y)', [0, 0]).every(Number.isNaN)).toBe(true);
    expect(gradient('sqrt(x^2 + y^2)', [0, 0]).every(Number.isNaN)).toBe(true);
    expect(partial('x*y/(x + y)', [0, 0], [1, 1])).toBeNaN();
    expect(() => derivative('1/x', fraction(0))).toThrow(/expected a nonzero divisor/);
  });

  test('over intervals the function is taken as it is written', () => {
    expect(derivative('sin(x)/x', interval(0)).isEmpty()).toBe(true);
    expect(derivative('sin(x)/x', interval(-1, 1)).isEntire()).toBe(true);
  });
});
