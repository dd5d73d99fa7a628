import { describe, expect, test } from 'vitest';
import { type Interval, interval } from '../../src/interval/interval.js';
import { revertMap } from '../../src/series/revert-map.js';
import { variables } from '../../src/series/variables.js';
import { fractionOf, minus, fraction as rational } from '../oracle/fraction.js';
import { Truncated } from '../oracle/polynomial.js';
import { type Pair, plane, terms } from './plane.js';

describe('the inverse of a map', () => {
  test('of the Hénon map, which has a polynomial inverse', () => {
    const [x, y] = plane(4);
    const henon: Pair = [y.add(1).sub(x.sqr().mul(1.4)), x.mul(0.5)];
    const [u, v] = revertMap(henon) as Pair;
    expect(u.center).toEqual([1, 0]);
    expect(terms(u)).toEqual({ '0,1': 2 });
    // y = u − 1 + 1.4 (2v)²
    expect(v.coefficient([0, 2])).toBeCloseTo(5.6, 14);
    expect(terms(v)).toEqual({ '1,0': 1, '0,2': v.coefficient([0, 2]) });
  });

  test('undoes the map on both sides, and twice is the map again', () => {
    const [x, y] = plane(5, [1, 2]);
    const f: Pair = [x.exp().mul(y), x.mul(y.sin()).sub(y.sqr())];
    const g = revertMap(f) as Pair;
    expect(g[0].center).toEqual(f.map((s) => s.coefficient([0, 0])));
    f.forEach((s, i) => {
      expect(s.compose(g).isApprox(variables(g[0].center, { order: 5 })[i]!, 1e-12)).toBe(true);
      expect(g[i]!.compose(f).isApprox([x, y][i]!, 1e-12)).toBe(true);
      expect(revertMap(g)[i]!.isApprox(s, 1e-11)).toBe(true);
    });
  });

  test('encloses with intervals', () => {
    // x + y², y − x³ has no polynomial inverse; compare with exact rational fixed-point iteration
    const [x, y] = variables([interval(0), interval(0)], { order: 6 }) as Pair<Interval>;
    const [g, h] = revertMap([x.add(y.sqr()), y.sub(x.pow(3))]) as Pair<Interval>;
    const truth = new Truncated(2, 6);
    const [u, v] = [truth.from([[[1, 0], rational(1)]]), truth.from([[[0, 1], rational(1)]])];
    let [p, q] = [u, v];
    for (let i = 0; i < 6; i++) [p, q] = [truth.sub(u, truth.mul(q, q)), truth.add(v, truth.mul(p, truth.mul(p, p)))];
    for (const [series, polynomial] of [
      [g, p],
      [h, q],
    ] as const) {
      series.coefficients.forEach((c, i) => {
        const wanted = truth.coefficient(polynomial, series.space.exponentsOf(i));
        expect(minus(wanted, fractionOf(c.lo)).num >= 0n && minus(fractionOf(c.hi), wanted).num >= 0n).toBe(true);
        expect(c.hi - c.lo).toBeLessThan(1e-12);
      });
    }
  });

  test('misuse', () => {
    const [x, y] = plane(3);
    expect(() => revertMap([x])).toThrow(new RangeError('revertMap: expected as many series as variables, 2, got 1'));
    expect(() => revertMap([])).toThrow('revertMap: expected as many series as variables, at least 1, got 0');
    expect(() => revertMap([x.add(y), x.add(y)])).toThrow(
      'revertMap: expected a map with a regular Jacobian matrix at the center, got a singular one',
    );
    expect(() => revertMap([x.truncate(0), y])).toThrow('revertMap: expected series of order ≥ 1, got order 0');
  });
});
