import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { taylorModel } from '../../src/model/make.js';
import type { TaylorModel } from '../../src/model/taylor-model.js';

const over = (f: string | ((x: number) => number), lo: number, hi: number, order = 3): TaylorModel =>
  taylorModel(f, interval(lo, hi), { order });

describe('where the branch is certain for the whole box, the model is that of the branch, and as smooth', () => {
  test.each([
    ['abs(x)', 'x', 0, 2],
    ['abs(x)', '-x', -2, 0],
    ['min(x, 1)', 'x', -1, 1],
    ['max(x^2, x)', 'x^2', 1, 2],
    ['if(x < 2, exp(x), log(x))', 'exp(x)', 0, 1],
    ['if(x > 2 or x < -2, log(x), exp(x))', 'exp(x)', -1, 1],
    ['sign(x)*x', 'x', 1, 2],
    ['x + floor(x)', 'x + 2', 2.25, 2.75],
    ['x*round(x)', 'x*3', 2.5, 3.25],
  ])('%s is %s on [%d, %d]', (piecewise, smooth, lo, hi) => {
    const [found, expected] = [over(piecewise, lo, hi), over(smooth, lo, hi)];
    expect(found.polynomial.coefficients).toEqual(expected.polynomial.coefficients);
    expect(String(found.remainder)).toBe(String(expected.remainder));
    expect(found.decoration === 'com' || lo === 2.5).toBe(true);
  });

  test('a branch that is not taken does no harm', () => {
    expect(over('if(x < 0, sqrt(-1 - x), x^2)', 0.5, 1).decoration).toBe('com');
    expect(over((x) => (x > 0 ? Math.log(x) : Math.log(-x)), 1, 2).decoration).toBe('com');
  });
});

describe('where it is not, the model holds for both and claims no more than that there is a value', () => {
  test.each([
    ['abs(x)', 'def'],
    ['min(x, 0)', 'def'],
    ['max(x, x^2)', 'def'],
    ['sign(x)', 'def'],
    ['floor(x)', 'def'],
    ['ceil(x)', 'def'],
    ['round(2*x)', 'def'],
    ['trunc(x + 1)', 'def'],
    ['if(x < 0, x, x^2)', 'def'],
    ['sqrt(abs(x))', 'def'],
    ['abs(x)^2', 'def'],
    ['if(x < 0, log(x), x)', 'trv'],
    ['if(log(x) < 0, 1, 2)', 'trv'],
    ['abs(sqrt(x))', 'trv'],
  ])('%s on [-1, 1]', (f, decoration) => expect(over(f, -1, 1).decoration).toBe(decoration));

  test('a jump at an end of the box is none within, but the function is not continuous on more than the box', () => {
    expect(over('floor(x)', 1, 1.5).decoration).toBe('dac');
    expect(over('floor(x)', 1, 1.5).remainder.mag()).toBe(0);
  });

  test('|x| goes by a chord: where nearly all of the box is on one side, the remainder is nearly nothing', () => {
    const model = over('abs(x)', -0.001, 1);
    expect(model.polynomial.coefficient([1])).toBeCloseTo(0.998, 3);
    expect(model.remainder.wid()).toBeLessThan(0.0021);
    expect(String(model.bound())).toBe('[0, 1]');
  });

  test('min and max go by the same chord of their difference', () => {
    const model = over('max(x, 0.001*x^2)', -0.01, 1);
    expect(model.remainder.wid()).toBeLessThan(0.011);
    expect(over('min(x, -0.001*x^2)', -1, 0.01).remainder.wid()).toBeLessThan(0.011);
  });

  test('an angle jumps by 2π across its cut, where its derivatives know nothing of it', () => {
    const box = [interval(-0.125, 0.125), interval(-2, -1)];
    const model = taylorModel((y, x) => Math.atan2(y, x), box, { order: 3 });
    expect(model.decoration).toBe('def');
    for (const side of [-1, 1]) expect(model.evaluate([side * 0.125, -1.5]).contains(Math.atan2(side * 0.125, -1.5))).toBe(true);
  });

  test('a condition without a value has none', () => {
    expect(over('if(log(x) < 0, 1, 2)', -2, -1).remainder.isEmpty()).toBe(true);
    expect(over('if(log(x) < 0, 1, 2)', -2, -1).decoration).toBe('trv');
  });
});
