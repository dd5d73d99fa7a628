import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient, jacobian, jvp, vjp } from '../../src/derivative/gradient.js';
import { hessian, hvp } from '../../src/derivative/hessian.js';
import { partial } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { interval } from '../../src/interval/interval.js';

/**
 * Functions that have derivatives at 0 where operations that they are made of have none, and what they are by hand: [f, f′(0), f″(0)]. In each there
 * is a zero times what has no derivative.
 */
const removable: readonly (readonly [string, number, number])[] = [
  ['cbrt(x)*cbrt(x^2)', 1, 0],
  ['cbrt(x^3)', 1, 0],
  ['cbrt(x)*cbrt(x)*cbrt(x)', 1, 0],
  ['cbrt(x)*cbrt(x^5)', 0, 2],
  ['abs(x)*sign(x)', 1, 0],
  ['x*sign(x)^2', 1, 0],
  ['x*abs(x)*sign(x)', 0, 2],
  ['x^2*sign(x)^2', 0, 2],
  ['acos(1 - x^2)*acos(1 - x^2)', 0, 4],
  // at 0 the minimum is x + 1/2, elsewhere near it 0
  ['min(1 - sign(x)^2, x + 1/2)*(min(1 - sign(x)^2, x + 1/2) - 1/2)', 0, 0],
];
const zero = interval(0);

describe('derivatives that a function has where its operations have none are enclosed', () => {
  test.each(removable)('%s', (f, first, second) => {
    const all = derivatives(f, zero, 2);
    expect(all[1]!.contains(first) && all[2]!.contains(second), `${all}`).toBe(true);
    const box = derivatives(f, interval(-1, 0.5), 2);
    expect(box[1]!.contains(first) && box[2]!.contains(second), `${box}`).toBe(true);
    const digits = derivatives(f, decimalInterval(0, 0, { precision: 20 }), 2);
    expect(digits[1]!.contains(first) && digits[2]!.contains(second), `${digits}`).toBe(true);
  });

  test.each(removable)('%s beside another variable', (f, first, second) => {
    const [point, seed] = [
      [zero, interval(3)],
      [interval(1), zero],
    ];
    const g = `${f} + y^2`;
    expect(gradient(g, point)[0]!.contains(first)).toBe(true);
    // what does not pass through the operation is as sharp as ever
    expect(gradient(g, point)[1]!.equals(6)).toBe(true);
    expect(jacobian([g, 'y + 0*x'], point)[0]![0]!.contains(first)).toBe(true);
    expect(jacobian([g, 'x + y'], point)[1]!.every((entry) => entry.equals(1))).toBe(true);
    expect(jvp([g, 'x + y'], point, seed)[0]!.contains(first)).toBe(true);
    expect(vjp([g, 'x + y'], point, seed)[0]!.contains(first)).toBe(true);
    expect(vjp([g, 'x + y'], point, [zero, interval(1)])[0]!.equals(1)).toBe(true);
    expect(hessian(g, point)[0]![0]!.contains(second)).toBe(true);
    expect(hvp(g, point, seed)[0]!.contains(second)).toBe(true);
    expect(partial(g, point, [1, 0]).contains(first)).toBe(true);
    expect(partial(g, point, [2, 0]).contains(second)).toBe(true);
    expect(
      taylor(g, point, 2)
        .coefficient([2, 0])
        .contains(second / 2),
    ).toBe(true);
  });

  test('a minimum at a tie has the slopes of both', () => {
    // min(a, b) − min(−a, −b) is a + b, and 2 min(a, b) + |a − b| too
    for (const f of ['min(x, y) - min(-x, -y)', 'max(y, x) - max(-x, -y)', '2*min(y, x) + abs(x - y)']) {
      const ones = gradient(f, [interval(1), interval(1)]);
      expect(
        ones.every((entry) => entry.contains(1)),
        `${f}: ${ones}`,
      ).toBe(true);
      const [near] = gradient(f, [interval(1), interval(2)]);
      expect(near!.equals(1)).toBe(true);
    }
  });

  test.each(removable)('kernels over intervals: %s', (f, first) => {
    const gradientOf = formula(f).compile({ what: 'gradient', arithmetic: 'interval' });
    const [lo, hi] = gradientOf([0, 0]);
    expect(lo! <= first && first <= hi!, `[${lo}, ${hi}]`).toBe(true);
    expect(gradientOf.decoration).toBeLessThan(3);
    const rows = system({ x: `${f} + 0*y`, y: 'x + 3*y' }).compile({ what: 'jacobian', arithmetic: 'interval' })([0, 0, 1, 1]);
    expect(rows[0]! <= first && first <= rows[1]!).toBe(true);
    expect([...rows.slice(4)]).toEqual([1, 1, 3, 3]);
  });

  test('kernels over intervals of smooth and other formulas agree with gradient', () => {
    for (const f of ['x^2*y + exp(x)', 'abs(x)*y + x', 'sqrt(x)*y', 'max(x, y)*x']) {
      const [dx, dy] = gradient(f, [interval(1, 2), interval(3, 4)]);
      const kernel = formula(f).compile({ what: 'gradient', arithmetic: 'interval' });
      const [a, b, c, d] = kernel([1, 2, 3, 4]);
      expect(dx!.sub(interval(a!, b!)).mag()).toBeLessThan(20);
      expect(interval(a!, b!).intersection(dx!).isEmpty() || interval(c!, d!).intersection(dy!).isEmpty()).toBe(false);
      expect(kernel.decoration).toBe(4);
    }
  });

  test('a branch that is not taken spoils nothing', () => {
    expect(gradient('if(x >= -1, x^2 + y, cbrt(x)*y)', [zero, interval(3)]).map(String)).toEqual(['[0, 0]', '[1, 1]']);
    expect(derivatives('if(x >= -1, 3*x, cbrt(x))', zero, 2).map(String)).toEqual(['[0, 0]', '[3, 3]', '[0, 0]']);
  });

  test('a branch that may be taken, but has no value in the box, takes no slope from the other', () => {
    // where y ≥ 5 there is no value; elsewhere ∂f/∂x = 1
    const f = formula('if(y < 5, x + y^2, sqrt(x))');
    const box = { x: interval(-3, -2), y: interval(4, 6) };
    const point = f.variables.map((name) => box[name as 'x' | 'y']);
    const x = f.variables.indexOf('x');
    const along = point.map((_, i) => interval(Number(i === x)));
    const one = interval(1);
    for (const slope of [
      gradient(f, point)[x],
      jacobian([f], point)[0]![x],
      jvp([f], point, along)[0],
      vjp([f], point, [one])[x],
    ]) {
      expect(slope!.contains(1), `${slope}`).toBe(true);
    }
    const decimals = point.map(({ lo, hi }) => decimalInterval(lo, hi));
    expect(gradient(f, decimals)[x]!.contains(1)).toBe(true);
    // a condition that nothing moves, but intervals leave open: sin(pi) ≤ 0 is false, the branch without a value is that of log
    const g = formula('if(sin(pi) > 0, x^3, sqrt(log(x)))');
    expect(gradient(g, [interval(-2)])[0]!.contains(12)).toBe(true);
    expect(hessian(g, [interval(-2)])[0]![0]!.contains(-12)).toBe(true);
    // no value at all, no slope
    expect(`${gradient('min(x^2, sqrt(x))', [interval(-3, -2)])}`).toBe('[empty]');
  });

  test('what was lost at one point is known at the next', () => {
    const f = (x: number): string => `${derivatives('cbrt(x)*cbrt(x^2)', interval(x), 1)[1]}`;
    expect(f(0)).toBe('[-Infinity, Infinity]');
    expect(f(1)).toMatch(/^\[(1|0\.9{14}\d*), 1(\.0{14}\d*)?\]$/);
  });
});
