import { describe, expect, test } from 'vitest';
import { derivative, taylor } from '../../src/derivative/derivative.js';
import { gradient, jacobian } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { partial } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { Fraction, type FractionLike, fraction } from '../../src/number/fraction.js';
import { exactRoot } from '../../src/number/root.js';
import { add, div, exp, log10, mul, sqrt } from '../../src/series/free.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import { bernoulli } from '../oracle/maclaurin.js';

const text = (values: readonly Fraction[]): string => values.join(' ');

describe('fractions', () => {
  test('are made of integers, doubles, text and each other, in lowest terms', () => {
    expect(
      [fraction(6, -4), fraction('1/3'), fraction('0.1'), fraction(0.75), fraction(2n ** 70n, 2n ** 69n)].map(String),
    ).toEqual(['-3/2', '1/3', '1/10', '3/4', '2']);
    expect(fraction({ num: 4n, den: 6n })).toEqual(new Fraction({ num: 2n, den: 3n }));
    expect(fraction('1/3', '1/6').toString()).toBe('2');
    expect(fraction(JSON.parse(JSON.stringify(fraction(-5, 7)))).equals(fraction(-5, 7))).toBe(true);
  });

  test('have exact arithmetic and order', () => {
    const [x, y] = [fraction('2/3'), fraction('-3/4')];
    expect(text([x.add(y), x.sub(y), x.mul(y), x.div(y), x.neg(), y.abs(), y.sqr(), x.pow(-3), x.pow(0)])).toBe(
      '-1/12 17/12 -1/2 -8/9 -2/3 3/4 9/16 27/8 1',
    );
    expect([x.compare(y), y.compare('2/3'), x.compare('2/3'), fraction('0.1').compare(0.1)]).toEqual([1, -1, 0, -1]);
    expect(fraction(1, 3).toNumber()).toBe(1 / 3);
  });

  test('misuse is an error that says what was expected', () => {
    expect(() => fraction(1, 0)).toThrow(new RangeError('fraction: expected a nonzero denominator, got 0'));
    expect(() => fraction(Number.NaN)).toThrow(new RangeError('fraction: expected a finite number, got NaN'));
    expect(() => fraction(null as unknown as FractionLike)).toThrow(
      new TypeError("fraction: expected a fraction, an integer, a number or a text such as '1/3', got null"),
    );
    expect(() => fraction(2).pow(0.5)).toThrow(new RangeError('pow: expected an integer exponent of a fraction, got 0.5'));
    expect(() => fraction(0).pow(-1)).toThrow(new RangeError('pow: expected an exponent ≥ 0 of the fraction 0, got -1'));
    expect(() => fraction(1).div(0)).toThrow('divRational: expected a nonzero divisor');
  });

  test('roots of perfect powers are found, and of others none', () => {
    expect(exactRoot({ num: -27n, den: 8n }, 3n)).toEqual({ num: -3n, den: 2n });
    expect(exactRoot({ num: 3n ** 200n, den: 1n }, 100n)).toEqual({ num: 9n, den: 1n });
    expect(exactRoot({ num: 2n, den: 1n }, 2n)).toBeUndefined();
    expect(exactRoot({ num: -4n, den: 1n }, 2n)).toBeUndefined();
    expect(exactRoot({ num: 5n, den: 1n }, 2n ** 60n)).toBeUndefined();
    expect(exactRoot({ num: 1n, den: 1n }, 2n ** 60n)).toEqual({ num: 1n, den: 1n });
  });
});

describe('series with exact coefficients', () => {
  test('t/(e^t − 1) has the Bernoulli numbers B_k/k!', () => {
    const t = variable(fraction(0), { order: 21 });
    const generating = t.div(t.expm1());
    expect(text(bernoulli(20).map((_, k) => generating.derivativeAt(k)))).toBe(text(bernoulli(20).map((b) => new Fraction(b))));
  });

  test('1/(1 − x) to order 20, (1 − √(1 − 4x))/2x to the Catalan numbers, sec to the Euler numbers', () => {
    expect(text(taylor('1/(1 - x)', fraction(0), 20).coefficients)).toBe(Array(21).fill('1').join(' '));
    const x = variable(fraction(0), { order: 9 });
    const catalan = x.mul(-4).add(1).sqrt().neg().add(1).div(x.mul(2));
    expect(text(catalan.coefficients)).toBe('1 1 2 5 14 42 132 429 1430');
    const euler = x.constant(1).div(x.cos());
    expect([0, 2, 4, 6, 8].map((k) => String(euler.derivativeAt(k)))).toEqual(['1', '1', '5', '61', '1385']);
  });

  test('derivatives at fractions are fractions', () => {
    expect(String(derivative('x^5/(1 + x)', fraction('1/2'), 2))).toBe('38/27');
    expect(text(gradient('x^2*y/3', [fraction('1/2'), fraction(5)]))).toBe('5/3 1/12');
    expect(jacobian(['x/y', 'x*y'], [fraction(1), fraction(3)]).map(text)).toEqual(['1/3 -1/9', '3 1']);
    expect(hessian('x/y', [fraction(1), fraction(2)]).map(text)).toEqual(['0 -1/4', '-1/4 1/4']);
    expect(String(partial('x^3*y^2/7', [fraction(1), fraction(2)], [2, 1]))).toBe('24/7');
    expect(String(formula('sqrt(x) + y^-3').evaluate([fraction('9/4'), fraction(2)]))).toBe('13/8');
    const [x, y] = variables([fraction(0), fraction(1)], { order: 2 }) as [never, never];
    expect(`${mul(x, div(x, y))}`).toBe('x² + 𝒪(‖x‖³)');
  });

  test('a 200th coefficient is exact, where 1/200! is no double', () => {
    const sin = taylor('sin(x)', fraction(0), 201);
    expect(sin.coefficient(199).num).toBe(-1n);
    expect(sin.derivativeAt(201).toString()).toBe('1');
  });

  test('a function whose value is irrational is a clear error', () => {
    const irrational = (name: string, where: string, got: string): RangeError =>
      new RangeError(
        `${name}: expected a fraction at which ${name} is rational, ${where}, got ${got}; use a number, a decimal or an interval`,
      );
    expect(() => exp(fraction(1))).toThrow(irrational('exp', 'which is 0 alone', '1'));
    expect(() => taylor('log(x)', fraction(2), 3)).toThrow(irrational('log', 'which is 1 alone', '2'));
    expect(() => sqrt(fraction(2))).toThrow(irrational('sqrt', 'an exact square', '2'));
    expect(() => log10(fraction(20))).toThrow(irrational('log10', 'a power of 10', '20'));
    expect(() => taylor('x^(1/3)', fraction(2), 3)).toThrow(irrational('pow', 'a perfect power of 3', '2'));
    expect(() => taylor('pi*x', fraction(2), 3)).toThrow('pi: expected coefficients that can hold π, got fractions');
    expect(() => taylor('1/x', fraction(0), 3)).toThrow('div: expected a nonzero divisor, got the fraction 0');
    expect([exp(fraction(0)), log10(fraction('1/1000')), sqrt(fraction('4/9'))].map(String)).toEqual(['1', '-3', '2/3']);
  });

  test('beside other numbers a fraction becomes one of them', () => {
    expect(add(1.5, fraction('1/3') as never)).toEqual(fraction('11/6'));
    expect(formula('x*y').evaluate<unknown>([fraction('1/3'), interval(3)])).toSatisfy((x: unknown) =>
      (x as { contains(y: number): boolean }).contains(1),
    );
    expect(series<unknown>([fraction('1/3'), 1]).coefficient(1)).toEqual(fraction(1));
  });
});
