import { describe, expect, test } from 'vitest';
import { defineFunction } from '../../src/derivative/define.js';
import { derivatives } from '../../src/derivative/derivative.js';
import { gradient, jacobian, jvp } from '../../src/derivative/gradient.js';
import { hessian, hvp } from '../../src/derivative/hessian.js';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';

const lines = [
  'exp(sin(x))*log(1+x^2)',
  'sqrt(x)/(1 + x^3)',
  'atan2(x, 2)*tanh(x) + x^(1/3)',
  'besselJ(2, x) + lgamma(1 + x) - erf(x)^2',
  'abs(x - 1)*max(x, 1/2)',
  'if(x < 1, x^2, 2*x - 1)',
  'acos(x/9)^3 - expm1(x)*log10(x) + 3',
  'x',
  '7',
];

const functions = [
  'exp(-x*y)*sin(x+z)/(1+x^2+y^2+z^2) + sqrt(1+x*y*z)*cos(w-x)^2 + atan(x*w)',
  'log(x*y)^3/(z - w)^2 + hypot(x, y)*keplerE(0.3, w)',
  'x*y*z*w/(x + y + z + w)^0.5 + 2*x - 3',
  'min(x, y)*abs(z)*w',
  'sigmoid(x)*lambertW(y)*sinpi(z)*cbrt(w)',
];

const points = [
  [0.3, 0.4, 0.5, 0.6],
  [2.25, 1.5, 3.5, 0.125],
  [1, 1, 1, 1],
  [0, 0, 0, 0],
  [-1, 2, -3, 4],
];

/** Calls that are more than it takes until code is compiled. */
const MANY = 250;

describe('who asks again and again gets compiled code, which gives the same bits', () => {
  test.each(lines)('derivatives of %s', (text) => {
    // A ladder of as many functions as the order takes its cube. At 60 it is a hundred thousand multiply-adds, code in loops as at 160, in a twentieth of the time.
    const isLong = /besselJ|lgamma/u.test(text) && !process.env['BROOK_SLOW'];
    for (const order of [3, 12, isLong ? 60 : 160]) {
      const at = [0.3, 1, 2.5, 0, -0.5];
      const f = formula(text, { variables: ['x'] });
      const interpreted = at.map((x) => derivatives(f, x, order));
      for (let i = 0; i < MANY; i++) derivatives(f, 0.7, order);
      expect(at.map((x) => derivatives(f, x, order))).toEqual(interpreted);
    }
  });

  test.each(functions)('gradients of %s', (text) => {
    const f = formula(text, { variables: ['x', 'y', 'z', 'w'] });
    const interpreted = points.map((point) => gradient(f, point));
    for (let i = 0; i < MANY; i++) gradient(f, [0.7, 0.2, 0.9, 0.4]);
    expect(points.map((point) => gradient(f, point))).toEqual(interpreted);
  });

  test.each(functions)('Hessians of %s, and their products with a direction', (text) => {
    const f = formula(text, { variables: ['x', 'y', 'z', 'w'] });
    const direction = [1, -2, 0.5, 3];
    const interpreted = points.map((point) => [hessian(f, point), hvp(f, point, direction)]);
    for (let i = 0; i < MANY; i++) hessian(f, [0.7, 0.2, 0.9, 0.4]);
    expect(points.map((point) => [hessian(f, point), hvp(f, point, direction)])).toEqual(interpreted);
    // the Jacobian of the gradient, by another way
    const slopes = ['x', 'y', 'z', 'w'].map((name) => f.derivative(name));
    const point = [0.3, 0.4, 0.5, 0.6];
    const matrix = hessian(f, point);
    jacobian(slopes, point).forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(Math.abs(matrix[i]![j]! - entry)).toBeLessThan(1e-12 * Math.max(1, Math.abs(entry)));
      });
    });
    hvp(f, point, direction).forEach((sum, i) => {
      const wanted = matrix[i]!.reduce((s, entry, j) => s + entry * direction[j]!, 0);
      expect(Math.abs(sum - wanted)).toBeLessThan(1e-12 * Math.max(1, Math.abs(wanted)));
    });
  });

  test('Hessians of texts, and of functions with a scope or of many variables, are the same every time', () => {
    const text = 'x^2*y + sin(x*z)/y';
    const first = hessian(text, [0.3, 0.4, 0.5]);
    const a = 3;
    const scoped = hessian((x, y) => a * x * x * y, [2, 5], { scope: { a } });
    const sum = formula(Array.from({ length: 14 }, (_, i) => `x${i}^2*x${(i + 1) % 14}`).join(' + '), {
      variables: Array.from({ length: 14 }, (_, i) => `x${i}`),
    });
    const point = Array.from({ length: 14 }, (_, i) => 1 + i / 7);
    const many = hessian(sum, point);
    for (let i = 0; i < MANY; i++) hessian(text, [i, 1, 2]);
    expect(hessian(text, [0.3, 0.4, 0.5])).toEqual(first);
    expect(scoped).toEqual([
      [30, 12],
      [12, 0],
    ]);
    // one text, two functions of one name
    const growth = defineFunction('g', { a: '1', at: Math.exp });
    const parabola = defineFunction('g', { a: '0', c: '2*u', at: (x) => x * x });
    expect(hessian('g(x)*y', [3, 5], { scope: { g: parabola } })).toEqual([
      [10, 6],
      [6, 0],
    ]);
    expect(hessian('g(x)*y', [0, 5], { scope: { g: growth } })[0]).toEqual([5, 1]);
    expect(many[0]![0]).toBe(2 * point[1]!);
    expect(many[0]![1]).toBe(2 * point[0]!);
    expect(many[0]![13]).toBe(2 * point[13]!);
    expect(() => hessian(text, [1, 2])).toThrow('hessian: expected 3 values, one for each of x, y, z, got 2');
  });

  test('Jacobians and products with directions', () => {
    const field = system({ x: '10*(y - x)', y: 'x*(28 - z) - y*exp(x/9)', z: 'x*y - 8/3*z' });
    const point = [0.3, -1.2, 5];
    const [interpreted, direction] = [jacobian(field, point), jvp(field, point, [1, 2, -1])];
    for (let i = 0; i < MANY; i++) jacobian(field, [i, 1, 2]);
    expect(jacobian(field, point)).toEqual(interpreted);
    expect(jvp(field, point, [1, 2, -1])).toEqual(direction);
    expect(jacobian(field, [0, 0, 0])).toEqual([
      [-10, 10, 0],
      [28, -1, 0],
      [0, 0, -8 / 3],
    ]);
  });

  test('a text, too, and equal texts are one formula', () => {
    const first = gradient('x^2*y + sin(x)', [3, 5]);
    for (let i = 0; i < MANY; i++) gradient('x^2*y + sin(x)', [i, 1]);
    expect(gradient('x^2*y + sin(x)', [3, 5])).toEqual(first);
    expect(() => gradient('x^2*y + sin(x)', [1])).toThrow(/expected 2 values, one for each of x, y, got 1/);
  });
});
