import { describe, expect, test } from 'vitest';
import * as brook from '../../src/index.js';
import { derivative, enclose, formula, gamma, integrate, interval, lambertWm1, system } from '../../src/index.js';
import { printed } from './compiler.js';

describe('Γ and W₋₁ go every way that functions go', () => {
  const f = formula('gamma(x) + lambertWm1(-1/x)');
  const wanted = gamma(4.5) + lambertWm1(-1 / 4.5);

  test('values, texts, slopes', () => {
    expect(f.evaluate({ x: 4.5 })).toBeCloseTo(wanted, 12);
    expect(formula(f.toString()).toString()).toBe(f.toString());
    expect(f.toLatex()).toContain('\\Gamma\\left(x\\right)');
    expect(f.toLatex()).toContain('W_{-1}');
    expect(formula('gamma(x)').derivative('x').toString()).toBe('gamma(x)*digamma(x)');
    expect(formula('lambertWm1(x)').derivative('x').toString()).toBe('1/(x + exp(lambertWm1(x)))');
    expect(f.compile()([4.5])).toBeCloseTo(wanted, 12);
    expect(derivative(f, interval(4.5)).contains(derivative(f, 4.5))).toBe(true);
    // of mpmath: Γ′(4.5) + W₋₁′(−1/4.5)/4.5², to 20 digits
    expect(derivative(f, 4.5)).toBeCloseTo(15.76991712492904, 12);
  });

  test('in C Γ is tgamma, and W₋₁ is refused', () => {
    const [line = ''] = printed(
      `#include <stdio.h>\n${formula('gamma(x)/x').toC()}\nint main(void) { printf("%.17g", f(4.5)); return 0; }\n`,
    );
    expect(Number(line)).toBeCloseTo(gamma(4.5) / 4.5, 13);
    expect(() => f.toC()).toThrow('toC: expected functions that <math.h> has, got lambertWm1');
  });

  test('in fields of equations, approximate and proved', () => {
    const field = system({ x: 'gamma(x + 2)/10 + lambertWm1(-x/10)/100' });
    const { end } = integrate(field, [0.5], { t: [0, 1] });
    const proved = enclose(field, [0.5], { t: [0, 1] }).end[0]!;
    expect(proved.wid()).toBeLessThan(1e-13);
    expect(Math.abs(proved.mid() - end[0]!)).toBeLessThan(1e-14);
  });
});

describe('gamma is a usual name of a quantity', () => {
  test('without parentheses after it, it is one', () => {
    expect(formula('gamma*x').variables).toEqual(['gamma', 'x']);
    expect(formula('gamma^2 + gamma(x)').evaluate({ gamma: 3, x: 5 })).toBe(33);
    expect(formula((gamma: number, x: number) => gamma * x).variables).toEqual(['gamma', 'x']);
    const damped = system({ x: 'v', v: '-x - 2*gamma*v' }, { parameters: ['gamma'] });
    expect(integrate(damped, [1, 0], { t: [0, 1], parameters: { gamma: 0 } }).end[0]).toBeCloseTo(Math.cos(1), 13);
    expect(formula('gamma*x').toC()).toContain('double gamma');
  });

  test('where it is declared as one, a product with parentheses is no call', () => {
    expect(() => formula('gamma(x - 1)', { variables: ['gamma', 'x'] })).toThrow('for a product write gamma*(…)');
    expect(() => formula('erf*x')).toThrow('expected the argument of erf; write erf(x)');
  });
});

describe('functions that brook exports are read by themselves', () => {
  const { erf, besselJ, atan2, sin: sine } = brook;
  test('in plain functions whose scope has them', () => {
    const f = formula((x: number, y: number) => erf(x) + besselJ(2, y) * atan2(y, x) - sine(x), {
      scope: { erf, besselJ, atan2, sine },
    });
    expect(f.toString()).toBe('erf(x) + besselJ(2, y)*atan2(y, x) - sin(x)');
    expect(derivative((x: number) => erf(x), 0, 1, { scope: { erf } })).toBeCloseTo(2 / Math.sqrt(Math.PI), 15);
  });
});
