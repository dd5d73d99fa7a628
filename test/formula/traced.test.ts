import { describe, expect, test } from 'vitest';
import * as brook from '../../src/index.js';

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
