import { describe, expect, test } from 'vitest';
import { type Formula, formula } from '../../src/formula/formula.js';
import { parse } from '../../src/formula/parse.js';
import { read } from '../../src/formula/read.js';
import * as brook from '../../src/index.js';
import { expectReading, plain, rejection } from './reader/reading.js';

type F = brook.Formula;

describe('functions over brook values', () => {
  test('are formulas, with derivatives', () => {
    const f = (x: F): F => brook.mul(brook.sin(x), x);
    expect(String(brook.formula(f))).toBe('x*sin(x)');
    expect(brook.derivative(f, 1)).toBeCloseTo(Math.cos(1) + Math.sin(1), 15);
    const slope = brook.derivative(f, brook.interval(1));
    expect(slope.wid()).toBeLessThan(1e-14);
    expect(slope.contains(Math.cos(1) + Math.sin(1))).toBe(true);
    expect(brook.taylor(f, 0, 2).coefficients).toEqual([0, 0, 1]);
  });

  test('of several variables have gradients, of methods and of functions', () => {
    const f = (x: F, y: F): F => x.mul(y).add(brook.exp(x)).sub(y.pow(2));
    expect(brook.gradient(f, [0, 3])).toEqual([4, -6]);
    expect(brook.hessian(f, [0, 3])).toEqual([
      [1, 1],
      [1, -2],
    ]);
    expect(brook.gradient((v: F[]) => v[0]!.sqr().add(v[1]!.abs()), [2, -1])).toEqual([4, -1]);
  });

  test('are systems, integrated and proved', () => {
    const pendulum = (x: F, v: F): F[] => [v, brook.neg(brook.sin(x))];
    expect(String(brook.system(pendulum))).toBe("x' = v\nv' = -sin(x)");
    const text = { x: 'v', v: '-sin(x)' };
    const near = brook.integrate(pendulum, [1, 0], { t: [0, 1] });
    expect(near.end).toEqual(brook.integrate(text, [1, 0], { t: [0, 1] }).end);
    const proved = brook.enclose(pendulum, [1, 0], { t: [0, 1] });
    proved.end.forEach((box, i) => {
      expect(box.contains(near.end[i]!)).toBe(true);
    });
  });
});

describe('functions over brook values: what is read', () => {
  const sin = (x: Formula): Formula => x.sin();
  const weights = formula('a + 1');

  test('are called once with formulas', () => {
    let calls = 0;
    const counted = (x: Formula, y: Formula): Formula => {
      calls++;
      return sin(x).mul(y.sqr()).add(1);
    };
    const { roots, dag, variables } = read(counted);
    expect(variables).toEqual(['x', 'y']);
    expect(roots).toEqual([parse('sin(x)*y^2 + 1', { dag, variables }).root]);
    expect(calls).toBe(1);
  });

  test('may take arrays and objects and return arrays', () => {
    expectReading(([x, [y]]: [Formula, [Formula]]) => [x.add(y), x.pow('1/3'), 7], ['x + y', 'x^(1/3)', '7']);
    expectReading(({ x, y }: { x: Formula; y: Formula }) => x.div(y), ['x/y']);
    expectReading((x: Formula, ...rest: Formula[]) => rest.reduce((sum, term) => sum.sub(term), x), ['a - b - c'], {
      variables: ['a', 'b', 'c'],
    });
    expectReading((v: Formula[]) => v[0]!.mul(v[1]!).neg(), ['-(a*b)'], { variables: ['a', 'b'] });
    expectReading((x: Formula, k = 3) => x.mul(k), ['3*x']);
  });

  test('that are not over brook values keep the error of reading', () => {
    expect(rejection((x: Formula) => x.mul(weights)).message).toContain('got weights; pass it as');
    expect(rejection(plain('x => x.map(3)')).message).toContain('name its elements');
    expect(rejection(plain('x => x.foo(3)')).message).toContain('a function to call, got foo, which is not in scope');
    expect(rejection(plain('x => unknown(x)')).message).toContain('got unknown; pass it as { scope: () => ({ unknown }) }');
    const comparing = (x: Formula): Formula => (sin(x) > x ? x : x.neg());
    expect(rejection(comparing).message).toContain('got sin; pass it as');
    expect(() => read((x: Formula, y: Formula) => x.add(y), { variables: ['a'] })).toThrow(
      'expected 2 names of variables for x, y, got 1',
    );
  });

  test('what JavaScript has and formulas have not is no brook value', () => {
    for (const name of ['eval', 'Function', 'globalThis', 'Date', 'setTimeout']) {
      expect(rejection(plain(`function (x) { return ${name}(x) }`)).message).toContain(
        `what formulas have of JavaScript, got ${name}`,
      );
    }
  });
});
