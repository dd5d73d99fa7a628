import { describe, expect, test } from 'vitest';
import { derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient } from '../../src/derivative/gradient.js';
import { formula } from '../../src/formula/formula.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction } from '../../src/number/fraction.js';
import { add, exp, mul, pow } from '../../src/series/free.js';
import { keplerE } from '../../src/series/free-special.js';
import type { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const pairOf = <T>(center: readonly [T, T], order: number): [SeriesN<T>, SeriesN<T>] =>
  variables(center, { order }) as [SeriesN<T>, SeriesN<T>];

describe('series whose coefficients are series', () => {
  const [x, y] = pairOf([0, 1], 3);
  const t = variable(x, { order: 2 });

  test('are made of a series as the center, and their coefficients are series', () => {
    expect(t.coefficient(0)).toEqual(x);
    expect(t.coefficient(1).toString()).toBe('1 + 𝒪(‖x‖⁴)');
    expect(t.sin().coefficient(2).toString()).toBe('−0.5 x + 0.08333333333333333 x³ + 𝒪(‖x‖⁴)');
    expect(t.depth).toBe(2);
  });

  test('a product rule in both: d/dt and ∂/∂x of f(x + t) agree', () => {
    const f = t.exp().mul(t.cos()).mul(y);
    const inT = f.derivative().coefficient(0).truncate(2);
    const inX = f.coefficient(0).derivative('x');
    expect(inT.sub(inX).norm()).toBeLessThan(1e-15);
  });

  test('the coefficients of f(x + t) are exactly those of f in x and t together', () => {
    const zero = fraction(0);
    const [p, q] = pairOf([zero, fraction(1)], 3);
    const nested = variable(p, { order: 3 })
      .mul(q)
      .exp()
      .mul(variable(p, { order: 3 }).add(q));
    const [u, v, s] = variables([zero, fraction(1), zero], { order: 6, names: ['x', 'y', 't'] }) as [
      SeriesN<unknown>,
      SeriesN<unknown>,
      SeriesN<unknown>,
    ];
    // exp(xy + ty) would start irrationally nowhere: x y + t y vanishes at the center
    const flat = u.add(s).mul(v).exp().mul(u.add(s).add(v));
    for (let k = 0; k <= 3; k++) {
      for (let i = 0; i <= 3; i++) {
        for (let j = 0; i + j <= 3; j++) {
          expect(`${nested.coefficient(k).coefficient([i, j])}`).toBe(`${flat.coefficient([i, j, k])}`);
        }
      }
    }
  });

  test('numbers and coefficients combine with them from either side', () => {
    const twice = t.mul(2).sub(t);
    expect(twice.coefficient(0)).toEqual(t.coefficient(0));
    const left = x.add(t as never) as unknown as Series<SeriesN<number>>;
    expect(left.coefficient(0).toString()).toBe('2 x + 𝒪(‖x‖⁴)');
    expect(`${mul(y, t as never)}`).toBe(`${mul(t, y as never)}`);
    expect(`${add(t, 1)}`).toBe(`${add(1, t)}`);
    expect(`${x.sub(t as never)}`).toBe(`${t.sub(x).neg()}`);
    expect(`${y.div(t.add(1) as never)}`).toBe(`${t.constant(y).div(t.add(1))}`);
    expect(`${pow(t.add(1), x as never)}`).toBe(`${t.add(1).log().mul(x).exp()}`);
    // −x, of which what the order 2 of t leaves out may have degree 3
    expect(t.evaluate(0).toString()).toBe('𝒪(‖x‖³)');
    expect(t.evaluate(y).toString()).toBe('1 + y + 𝒪(‖x‖³)');
  });

  test('two made apart around one center combine; around different centers they do not', () => {
    const again = variable(pairOf([0, 1], 3)[0], { order: 2 });
    expect(`${again.add(t)}`).toBe(`${t.mul(2)}`);
    expect(() => variable(pairOf([0, 2], 3)[0], { order: 2 }).add(t)).toThrow('expected series with one kind of coefficient');
    expect(() => t.add(pairOf([0, 2], 3)[0])).toThrow('expected a number or a value of kind series of order 3 over number');
  });

  test('of coefficients known to different orders the lower one is kept', () => {
    const s = series([x, y.truncate(1)]);
    expect(s.coefficients.map(({ order }) => order)).toEqual([1, 1]);
    expect(() => t.add(x.truncate(1))).toThrow('expected a number or a value of kind series of order 3 over number, got SeriesN');
  });

  test('a divisor that vanishes at the inner center is an error', () => {
    expect(() => t.constant(1).div(t)).toThrow(
      'div: expected a series whose first coefficient has a reciprocal, got x + 𝒪(‖x‖⁴)',
    );
    expect(() => t.div(x)).toThrow('div: expected a divisor that has a reciprocal, got x + 𝒪(‖x‖⁴)');
    expect(() => t.log()).toThrow('log: expected a series whose first coefficient has a reciprocal');
    expect(() => t.sqrt()).toThrow('sqrt: expected a series whose first coefficient has a reciprocal');
    expect(() => t.mul(x).revert()).toThrow('revert: expected a series with a nonzero coefficient of t');
    expect(() => pairOf([x, y], 1)[0].pow(-1)).toThrow('pow: expected a series that does not vanish at the center');
  });

  test('formulas, derivatives and gradients take series as their points', () => {
    expect(`${formula('u^2*exp(v)').evaluate([x, y])}`).toBe(`${x.sqr().mul(exp(y))}`);
    expect(`${derivatives('exp(t)', x, 2)[2]}`).toBe(`${x.exp()}`);
    expect(gradient('u*v', [x, y]).map(String)).toEqual([`${y}`, `${x}`]);
    expect(`${taylor('sin(t)', x, 2)}`).toBe(`${t.sin()}`);
    expect(`${taylor('u*v', [x, y], 2).coefficient([1, 1])}`).toBe('1 + 𝒪(‖x‖⁴)');
  });

  test('they are ordered by their first coefficients, and so is what they are made of', () => {
    expect([t.compare(0), t.compare(x), t.compare(y), t.sub(x).sign()]).toEqual([1, 1, -1, 1]);
    expect(`${t.max(x)}`).toBe(`${t}`);
  });

  test('three deep, and a series in one variable inside another', () => {
    const deep = variable(t, { order: 1 });
    expect(deep.depth).toBe(3);
    expect(`${deep.sqr().coefficient(1).coefficient(1)}`).toBe('2 + 𝒪(‖x‖⁴)');
    const inner = variable(2, { order: 2 });
    const outer = variable(inner, { order: 2 });
    expect(`${outer.pow(3).coefficient(1)}`).toBe('12 + 12 t + 3 t² + 𝒪(t³)');
  });

  test('intervals, complex numbers and series in many variables nest alike', () => {
    const [p] = pairOf([interval(0), interval(1)], 2);
    const wide = variable(p, { order: 2 }).exp().coefficient(2).coefficient([1, 0]) as Interval;
    expect(wide.contains(0.5) && wide.wid() < 1e-15).toBe(true);
    const [z] = pairOf([complex(0, 1), complex(0)], 1);
    expect(variable(z, { order: 1 }).sqr().coefficient(0).coefficient([0, 0]).toString()).toBe('-1');
    const [u, v] = pairOf([x, y], 1);
    expect(`${u.mul(v).coefficient([0, 1])}`).toBe('x + 𝒪(‖x‖⁴)');
    expect(`${u.mul(v)}`).toContain('(1 + y + 𝒪(‖x‖⁴)) x');
  });
});

describe('inner series without derivatives, which zeros they are multiplied by do not give any', () => {
  // E − sin E = M: E has no slope at M = 0, but that of E³ = 6 M + … is 6
  const M = variable(interval(0), { order: 2 });
  const E = keplerE(M.mul(0).add(1), M);
  const nought = M.mul(0);
  const cube = series([nought, nought, nought, nought.add(1)], { center: nought });
  const nested = series([E, nought.add(1)], { center: nought });

  test.each([
    ['products', () => nested.mul(nested).mul(nested).coefficient(0)],
    ['powers', () => nested.pow(3).coefficient(0)],
    ['products with coefficients', () => nested.mul(E).mul(E).coefficient(0)],
    ['functions', () => nested.sin().pow(3).coefficient(0)],
    ['values', () => cube.evaluate(E)],
    ['expansions elsewhere', () => cube.shift(E).coefficient(0)],
  ])('%s', (_, compute) => {
    const slope = (compute() as Series<Interval>).coefficient(1);
    expect(slope.contains(6) && slope.contains(-6), `${slope}`).toBe(true);
  });
});
