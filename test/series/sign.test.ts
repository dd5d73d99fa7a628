import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const t = variable(0, { order: 4 });

describe('the total order of series', () => {
  test('looks at constant terms, then at the first difference', () => {
    expect(t.compare(1e-300)).toBe(-1);
    expect(t.compare(0)).toBe(1);
    expect(t.compare(t.sqr())).toBe(1);
    expect(t.sqr().compare(t)).toBe(-1);
    expect(t.exp().compare(t.add(1).add(t.sqr().div(2)))).toBe(1);
    expect(t.exp().compare(t.exp())).toBe(0);
    // what is not known does not count
    expect(t.exp().compare(variable(0, { order: 2 }).sqr().div(2).add(1).add(t))).toBe(0);
    const [x, y] = variables([0, 0], { order: 2 });
    expect(y!.compare(x!)).toBe(-1);
    expect(y!.compare(x!.sqr())).toBe(1);
  });

  test('is that of the values at small distances', () => {
    const coefficients = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(coefficients, coefficients, (a, b) => {
        const [f, g] = [series(a), series(b)];
        expect(f.compare(g)).toBe(Math.sign(f.evaluate(2 ** -8) - g.evaluate(2 ** -8)) + 0);
        expect(g.compare(f)).toBe(0 - f.compare(g));
      }),
    );
  });

  test('orders decimals, and intervals where they are apart', () => {
    const [a, b] = [series([new Decimal(1), new Decimal('0.1')]), series([new Decimal(1), new Decimal('0.2')])];
    expect([a.compare(b), b.compare(a), a.sign(), a.neg().sign()]).toEqual([-1, 1, 1, -1]);
    const s = series([interval(0), interval(1, 2)]);
    expect(s.compare(series([interval(0), interval(3)]))).toBe(-1);
    expect(() => s.compare(series([interval(0), interval(2, 3)]))).toThrow(
      new RangeError('compare: expected coefficients of known sign, got [-2, 0]'),
    );
  });
});

describe('sign, abs, min, max', () => {
  test('the absolute value has the sign of the constant term', () => {
    expect(t.sub(2).abs().coefficients).toEqual([2, -1, 0, 0, 0]);
    expect(t.add(2).abs().coefficients).toEqual([2, 1, 0, 0, 0]);
    expect(t.mul(0).abs().coefficients).toEqual([0, 0, 0, 0, 0]);
    expect(t.mul(0).sign()).toBe(0);
    expect(t.neg().sign()).toBe(-1);
    expect(() => t.abs()).toThrow('abs: expected a series that does not vanish at the center, got one that does');
    expect(() => series([interval(-1, 1), interval(1)]).abs()).toThrow('abs: expected coefficients of known sign, got [-1, 1]');
  });

  test('the lesser and the greater, cut to what both know', () => {
    const u = variable(0, { order: 2 });
    expect(t.min(u.sqr()).coefficients).toEqual([0, 0, 1]);
    expect(t.max(u.sqr()).coefficients).toEqual([0, 1, 0]);
    expect(t.sub(1).max(0).coefficients).toEqual([0, 0, 0, 0, 0]);
    expect(t.add(1).max(0).coefficients).toEqual([1, 1, 0, 0, 0]);
    expect(t.min(3).coefficients).toEqual([0, 1, 0, 0, 0]);
  });
});
