import { describe, expect, test } from 'vitest';
import { taylor } from '../../src/derivative/derivative.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { implicitSeries } from '../../src/series/implicit-series.js';
import { revertMap } from '../../src/series/revert-map.js';
import type { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';

/** ∛t at 0: a value, and no derivatives. */
const root = taylor('cbrt(t)', interval(0), 3) as Series<Interval>;
const square = taylor('t^2', interval(0), 3) as Series<Interval>;

describe('a series of enclosures whose coefficients are unbounded may have no derivatives', () => {
  test('so that neither has what is made of it, though a factor is zero', () => {
    for (const made of [
      root.gaussian(),
      root.mul(square),
      root.mul(root),
      root.sqr(),
      root.cosh(),
      square.mul(root),
      root.add(1).log(),
    ]) {
      expect(
        made.coefficients.slice(1).every((c) => c.equals(Interval.entire)),
        String(made),
      ).toBe(true);
    }
    expect(root.mul(0).coefficient(0).contains(0)).toBe(true);
  });

  test('and coefficients below the first that is unbounded stay', () => {
    const half = taylor('t*cbrt(t)', interval(0), 3) as Series<Interval>;
    const made = half.exp();
    expect(made.coefficient(0).equals(interval(1))).toBe(true);
    expect(made.coefficient(3).equals(Interval.entire)).toBe(true);
  });

  test('composition and reversion refuse it: ∛(t³) has the derivative 1', () => {
    const cube = taylor('t^3', interval(0), 3) as Series<Interval>;
    expect(() => root.compose(cube)).toThrow('compose: expected bounded coefficients, got one of degree 1');
    expect(() => square.compose(root)).toThrow('compose: expected bounded coefficients');
    expect(() => root.add(taylor('t', interval(0), 3) as Series<Interval>).revert()).toThrow('revert: expected bounded');
  });

  test('in many variables too', () => {
    const at = [interval(0), interval(0)];
    const [x, y, bad] = ['x + 0*y', '0*x + y', 'cbrt(x) + 0*y'].map((text) => taylor(text, at, 2) as SeriesN<Interval>) as [
      SeriesN<Interval>,
      SeriesN<Interval>,
      SeriesN<Interval>,
    ];
    expect(bad.mul(x.sqr()).coefficient([1, 1]).equals(Interval.entire)).toBe(true);
    expect(() => x.compose([bad, y])).toThrow('compose: expected bounded');
    expect(() => revertMap([x.add(bad), y])).toThrow('revertMap: expected bounded');
    expect(() => implicitSeries([y.add(bad)], ['y'])).toThrow('implicitSeries: expected bounded');
  });
});
