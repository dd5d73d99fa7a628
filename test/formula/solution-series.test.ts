import { describe, expect, test } from 'vitest';
import { solutionSeries } from '../../src/formula/solution-series.js';
import { system } from '../../src/formula/system.js';
import { Interval, interval } from '../../src/interval/interval.js';

describe('Taylor series of a solution', () => {
  test('Lorenz through (1, 1, 1): the first coefficients by hand', () => {
    const [x, y, z] = solutionSeries({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }, [1, 1, 1], { order: 2 });
    // x′ = 0, y′ = 26, z′ = −5/3; x″ = 260, y″ = 28·0 − (0·1 + 1·(−5/3)) − 26, z″ = 26 + 40/9
    expect(x!.coefficients).toEqual([1, 0, 130]);
    expect(y!.coefficients[1]).toBe(26);
    expect(y!.coefficients[2]).toBeCloseTo((5 / 3 - 26) / 2, 14);
    expect(z!.coefficients[2]).toBeCloseTo((26 + 40 / 9) / 2, 14);
  });

  test('the time is the center, parameters may be given, order 0 is the state', () => {
    const field = system({ x: 'a*t*x' }, { parameters: { a: 1 } });
    const [x] = solutionSeries(field, [2], { order: 6, t: 1, parameters: { a: 2 } });
    expect(x!.center).toBe(1);
    // x = 2·exp(t² − 1)
    expect(x!.evaluate(1.01)).toBeCloseTo(2 * Math.exp(1.01 ** 2 - 1), 12);
    expect(solutionSeries(field, [2], { order: 0 })[0]!.coefficients).toEqual([2]);
  });

  test('intervals enclose the coefficients of every solution from the box', () => {
    const field = { x: 'v', v: '-sin(x)' };
    const boxes = solutionSeries(field, [interval(0.9, 1.1), interval(0)], { order: 12 });
    for (const start of [0.9, 0.95, 1, 1.07, 1.1]) {
      const inner = solutionSeries(field, [interval(start), interval(0)], { order: 12 });
      for (const [i, series] of inner.entries()) {
        for (const [k, c] of series.coefficients.entries()) expect(c.subset(boxes[i]!.coefficient(k))).toBe(true);
      }
    }
    expect(boxes[0]!.coefficient(3)).toBeInstanceOf(Interval);
  });

  test('a product of solutions that have no derivatives may have some, which are enclosed', () => {
    // y = t^{4/3}, v = t^{5/3}, so z′ = t³
    const field = { x: '1', y: '4/3*cbrt(x)', v: '5/3*cbrt(x^2)', z: 'y*v' };
    const [x, , , z] = solutionSeries(field, [interval(0), interval(0), interval(0), interval(0)], { order: 4 });
    expect(z!.coefficient(4).contains(0.25), `${z!.coefficient(4)}`).toBe(true);
    expect(x!.coefficients.map(String)).toEqual(['[0, 0]', '[1, 1]', '[0, 0]', '[0, 0]', '[0, 0]']);
  });

  test('misuse is one clear error', () => {
    expect(() => solutionSeries({ x: 'y', y: 'x' }, [1], { order: 3 })).toThrow(
      /solutionSeries: expected 2 values \(x, y\), got 1/,
    );
    expect(() => solutionSeries({ x: 'x' }, [1], { order: -1 })).toThrow(/solutionSeries: expected an integer order ≥ 0, got -1/);
    expect(() => solutionSeries({ x: 'x' }, [1], { order: 1, parameters: { q: 1 } })).toThrow(
      /solutionSeries: expected parameters among/,
    );
    expect(() => solutionSeries({ x: 'y', y: 'bar(x)' }, [1, 1], { order: 1 })).toThrow(/in the equation of y/);
  });
});
