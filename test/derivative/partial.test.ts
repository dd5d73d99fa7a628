import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { defineFunction } from '../../src/derivative/define.js';
import { derivative } from '../../src/derivative/derivative.js';
import { type Nested, partial, tensor } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';

/** The n-th derivative of sin at 1. */
const sinAt1 = (n: number): number => [Math.sin(1), Math.cos(1), -Math.sin(1), -Math.cos(1)][n % 4]!;
const near = (got: number, wanted: number, what: string): void =>
  expect(Math.abs(got / wanted - 1), `${what}: ${got} for ${wanted}`).toBeLessThan(2e-13);

describe('partial derivatives of high order', () => {
  test('in one of two or three variables lose no digits to cancellation', () => {
    for (const n of [5, 12, 20, 21, 30, 50, 80, 100, 200]) near(partial('sin(x)*y', [1, 1], [n, 1]), sinAt1(n), `order ${n}`);
    for (const n of [10, 30, 60]) near(partial('sin(x)*y*z', [1, 1, 1], [n, 1, 1]), sinAt1(n), `order ${n}`);
    near(partial('sin(x)*cos(y)*exp(z)', [1, 1, 1], [50, 1, 1]), Math.sin(1) ** 2 * Math.E, 'three functions');
  });

  test('nor do those at complex and at decimal points', () => {
    const one = complex(1);
    const at = partial<Complex>('sin(x)*y', [complex(0, 1), one], [100, 1]);
    near(at.im, Math.sinh(1), 'sin(i)');
    expect(Math.abs(at.re)).toBeLessThan(1e-13);
    const point = [decimalInterval(1), decimalInterval(1)];
    const got = partial('sin(x)*y', point, [80, 1]);
    near(Number(got.mid()), sinAt1(80), 'decimals');
  });

  test('are those of the function where 1/n! is no double', () => {
    for (const n of [150, 151, 170, 175, 178, 200, 300]) {
      near(partial('sin(x)', [1], [n]), sinAt1(n), `order ${n}`);
      near(partial('sin(x)*y', [1, 1], [n, 0]), sinAt1(n), `order (${n}, 0)`);
      near(partial('sin(x)*y', [1, 1], [n, 1]), sinAt1(n), `order (${n}, 1)`);
    }
    let entry: Nested<number> = tensor('sin(x)', [1], 200);
    while (typeof entry !== 'number') entry = entry[0]!;
    near(entry, Math.sin(1), 'tensor');
    const box = partial('sin(x)*y', [interval(1), interval(1)], [200, 1]);
    expect(box.contains(Math.sin(1)) && box.wid() < 1e-11, String(box)).toBe(true);
    // c_n of 1/(1 − x) is 1, which no scale needs
    near(partial('1/(1 - x)*y', [0, 1], [170, 1]), 7.257415615307994e306, '170!');
    expect(partial('x^3*y', [1, 1], [200, 1])).toBe(0);
  });

  test('of small functions are small and not zero', () => {
    for (const n of [2, 20, 60, 100, 150, 200]) {
      near(partial('1e-290*sin(x)*y', [1, 1], [n, 1]) * 1e290, sinAt1(n), `order (${n}, 1)`);
      near(partial('1e290*(1e-290*sin(x)*y)', [1, 1], [n, 1]), sinAt1(n), `order (${n}, 1), small on the way`);
    }
    near(derivative('1e-290*sin(x)', 1, 200) * 1e290, Math.sin(1), 'derivative');
    // both factors 10! are lost in coefficients of size 10^-300
    near(partial('1e-300*sin(x)*cos(y)', [1, 1], [10, 10]) * 1e300, Math.sin(1) * Math.cos(1), 'both');
    // sums over lines
    near(partial('1e-300*exp(p + q + r + s + t + u)', [0, 0, 0, 0, 0, 0], [3, 3, 3, 3, 3, 3]) * 1e300, 1, 'algebra');
    near(
      partial('1e-305*exp(p + q + r + s + t + u + v + w)', [0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1]) * 1e305,
      1,
      'lines',
    );
    // a subnormal number has few digits, and is not zero
    expect(partial('1e-320*sin(x)*y', [1, 1], [200, 1]) / 1e-320).toBeCloseTo(Math.sin(1), 2);
    let entry: Nested<number> = tensor('1e-290*sin(x)', [1], 100);
    while (typeof entry !== 'number') entry = entry[0]!;
    near(entry * 1e290, Math.sin(1), 'tensor');
  });

  test('where the quotient is removable are found with exponents bounded', () => {
    // (e^u − 1)/u = Σ u^k/(k + 1)! with u = x y: ∂x²∂y² is 2!·2!/3!
    near(partial('(exp(x*y) - 1)/(x*y)', [0, 0], [2, 2]), 2 / 3, '(2, 2)');
    near(partial('sin(x)/x*y', [0, 1], [4, 1]), 1 / 5, '(4, 1)');
  });

  test('in a dozen variables, along lines, have the digits of doubles', () => {
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const ones = names.map(() => 1);
    const at = names.map((_, i) => (i - 6) / 16);
    // e^u with u = Σ (i + 1) x_i/4: Π (i + 1)/4 e^u
    const u = at.reduce((sum, x, i) => sum + ((i + 1) * x) / 4, 0);
    const product = names.reduce((all, _, i) => (all * (i + 1)) / 4, 1);
    const f = `exp((${names.map((name, i) => `${i + 1}*${name}`).join(' + ')})/4)`;
    expect(Math.abs(partial(f, at, ones) / (product * Math.exp(u)) - 1)).toBeLessThan(1e-15);
    // one more where numbers underflow in the lesser halves of double-doubles
    expect(Math.abs((partial(`1e-290*${f}`, at, ones) * 1e290) / (product * Math.exp(u)) - 1)).toBeLessThan(2e-14);
  });

  test('are not made of lines where other derivatives of the same order are large', () => {
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const ones = names.map(() => 1);
    const f = `1e20*(${names.map((name) => `${name}^12`).join(' + ')}) + ${names.join('*')}`;
    expect(partial(f, ones, ones)).toBe(1);
    // a derivative that is zero is zero
    expect(partial(`exp(${names.slice(1).join(' + ')})`, ones.slice(1), ones.slice(1))).toBeGreaterThan(1);
    expect(partial(`${names.slice(0, 6).join('*')} + exp(${names.slice(6).join(' + ')})`, ones, ones)).toBe(0);
  });

  test('in more variables than the algebra has room for go along lines, or are refused', () => {
    const names = Array.from({ length: 14 }, (_, i) => `x${i}`);
    const ones = names.map(() => 1);
    near(
      partial(
        `exp(${names.join(' + ')})`,
        names.map(() => 0),
        ones,
      ),
      1,
      'lines',
    );
    expect(() =>
      partial(`1e20*(x0 + ${names.map((name) => `${name}^14`).join(' + ')}) + ${names.join('*')}`, ones, ones),
    ).toThrow('Space: expected fewer monomials, got 16384 up to degree 14 in 14 variables');
  });

  test('of functions that callers define, which know nothing of double-doubles', () => {
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const growth = defineFunction('growth', { a: '1', at: (x: number) => Math.exp(x) });
    const f = formula(`growth(${names.join(' + ')})`, { scope: { growth } });
    near(
      partial(
        f,
        names.map(() => 0.125),
        names.map(() => 1),
      ),
      Math.exp(1.5),
      'growth',
    );
  });
});

test('beside a removable singularity the partial derivatives of a function of one variable keep their digits', () => {
  // sin(x)/x = 1 − x²/3! + x⁴/5! − x⁶/7! + …
  const x = 1e-5;
  const wanted = [1 - x ** 2 / 6, -x / 3 + x ** 3 / 30, -1 / 3 + x ** 2 / 10, x / 5 - x ** 3 / 42, 1 / 5 - x ** 2 / 14];
  const f = formula('sin(x)/x');
  wanted.forEach((value, k) => {
    for (const given of ['sin(x)/x', f, (t: number) => Math.sin(t) / t])
      expect(Math.abs(partial(given, [x], [k]) / value - 1)).toBeLessThan(4e-16);
  });
});
