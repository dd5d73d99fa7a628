import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { implicitSeries } from '../../src/series/implicit-series.js';
import { SeriesN } from '../../src/series/series-n.js';
import { Space } from '../../src/series/space.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction, fractionOf, minus, zero } from '../oracle/fraction.js';

type Pair<T = number> = [SeriesN<T>, SeriesN<T>];
type Triple = [SeriesN<number>, SeriesN<number>, SeriesN<number>];

describe('a series given by an equation', () => {
  test('y = x (1 + y²) has the Catalan numbers for coefficients', () => {
    const [x, y] = variables([0, 0], { order: 13 }) as Pair;
    const [catalan] = implicitSeries([x.mul(y.sqr().add(1)).sub(y)], ['y']);
    expect(catalan!.names).toEqual(['x']);
    expect(catalan!.order).toBe(13);
    expect(catalan!.coefficients).toEqual([0, 1, 0, 1, 0, 2, 0, 5, 0, 14, 0, 42, 0, 132]);
  });

  test('y e^y = x is Lambert’s function: (−k)^{k−1}/k!', () => {
    const [x, y] = variables([0, 0], { order: 9 }) as Pair;
    const [w] = implicitSeries([y.mul(y.exp()).sub(x)], ['y']);
    let factorial = 1;
    for (let k = 1; k <= 9; k++) {
      factorial *= k;
      expect(w!.coefficient([k])).toBeCloseTo((-k) ** (k - 1) / factorial, 9);
    }
  });

  test('x² + y² = 25 at (3, 4) is √(25 − x²)', () => {
    const [x, y] = variables([3, 4], { order: 12 }) as Pair;
    const [circle] = implicitSeries([x.sqr().add(y.sqr())], ['y']);
    const t = variable(3, { order: 12 });
    expect(circle!.compose([t]).isApprox(t.sqr().neg().add(25).sqrt(), 1e-13)).toBe(true);
    expect(circle!.center).toEqual([3]);
  });

  test('Kepler’s equation in two variables: E − e sin E = M solved for E', () => {
    const [e, m, big] = variables([0, 0, 0], { order: 7, names: ['e', 'M', 'E'] }) as Triple;
    const [solution] = implicitSeries([big.sub(e.mul(big.sin())).sub(m)], ['E']);
    // E = M + e sin M + e²/2 sin 2M + e³/8 (3 sin 3M − sin M) + …
    const [p, q] = variables([0, 0], { order: 7, names: ['e', 'M'] }) as Pair;
    const wanted = q
      .add(p.mul(q.sin()))
      .add(p.sqr().mul(q.mul(2).sin()).div(2))
      .add(p.pow(3).mul(q.mul(3).sin().mul(3).sub(q.sin())).div(8));
    for (let i = 0; i < wanted.space.size; i++) {
      const exponents = wanted.space.exponentsOf(i);
      if (exponents[0]! <= 3) expect(solution!.coefficient(exponents)).toBeCloseTo(wanted.coefficient(exponents), 13);
    }
  });
});

describe('several equations', () => {
  test('the solution makes them constant, whatever they are', () => {
    const small = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(small, { minLength: 8, maxLength: 8 }), ([a, b, c, d, e, f, x0, y0]) => {
        const [x, y, z, w] = variables([x0!, y0!, 0.5, -0.25], { order: 4, names: ['x', 'y', 'z', 'w'] }) as unknown as [
          ...Triple,
          SeriesN<number>,
        ];
        const first = z.mul(3).add(w.mul(a!)).add(x.mul(z).mul(b!)).add(y.sin().mul(c!));
        const second = w.mul(-2).add(z.sqr().mul(d!)).add(x.exp().mul(e!)).add(w.mul(y).mul(f!));
        // a dominant diagonal, so that the matrix is regular
        fc.pre(Math.abs(3 + b! * x0!) > 1.5 && Math.abs(-2 + f! * y0!) > 1 + Math.abs(d!) * 0.5);
        const solution = implicitSeries([first, second], ['z', 'w']);
        const [p, q] = variables([x0!, y0!], { order: 4 }) as Pair;
        for (const equation of [first, second]) {
          const value = equation.compose([p, q, ...solution]);
          // the constant may cancel, what it consists of is of the size of 1
          expect(value.sub(equation.coefficient([0, 0, 0, 0])).norm(Infinity)).toBeLessThan(1e-11 * Math.max(1, value.norm()));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('exact coefficients solve exactly, in any sequence of the variables', () => {
    const frame = { names: ['u', 'x', 'v'], center: [zero, zero, zero] };
    const space = Space.of(3, 5);
    const like = SeriesN.over(exact as unknown as Algebra<Fraction, Memory>, frame, space, () => {});
    const [u, x, v] = ['u', 'x', 'v'].map((name) => like.coordinate(name)) as [
      SeriesN<Fraction>,
      SeriesN<Fraction>,
      SeriesN<Fraction>,
    ];
    const equations = [u.mul(2).add(v).sub(x).add(u.mul(v)), u.sub(v.mul(3)).add(x.sqr()).sub(v.pow(3))];
    const [first, second] = implicitSeries(equations, ['u', 'v']) as Pair<Fraction>;
    for (const equation of equations) {
      const value = equation.compose([first, first.coordinate('x'), second]);
      expect(value.coefficients.every((c) => c.num === 0n)).toBe(true);
    }
    // 2u + v = x, u − 3v = 0 to first order
    expect(first.coefficient([1])).toEqual(fraction(3, 7));
  });
});

describe('intervals', () => {
  test('around a root enclose the coefficients of the implicit function there', () => {
    // y² = 2 + x at x = 0: √2 is no double; c_k = C(1/2, k) 2^{1/2 − k}
    const [x, y] = variables([interval(0), interval(2).sqrt()], { order: 6 }) as Pair<Interval>;
    const [root] = implicitSeries([y.sqr().sub(x)], ['y']) as [SeriesN<Interval>];
    let c = interval(2).sqrt();
    for (let k = 0; k <= 6; k++) {
      const got = root.coefficient([k]);
      // c is as wide as rounding makes it, and so is what encloses the same number
      expect(got.disjoint(c)).toBe(false);
      expect(got.wid()).toBeLessThan(1e-14);
      c = c.mul(0.5 - k).div(2 * (k + 1));
    }
  });

  test('enclose what exact rationals give', () => {
    const [x, y] = variables([interval(3), interval(4)], { order: 5 }) as Pair<Interval>;
    const [circle] = implicitSeries([x.sqr().add(y.sqr())], ['y']) as [SeriesN<Interval>];
    // y = 4 √(1 − (6x + x²)/16), differentiated: y y′ = −x
    const y0 = fraction(4);
    let truth = [y0];
    const coefficient = (k: number): Fraction => truth[k]!;
    for (let k = 1; k <= 5; k++) {
      // 2 y_0 y_k = [k = 1](−6) + [k = 2](−1) − Σ_{0<j<k} y_j y_{k−j}
      let right = fraction(k === 1 ? -6 : k === 2 ? -1 : 0);
      for (let j = 1; j < k; j++) {
        const [a, b] = [coefficient(j), coefficient(k - j)];
        right = minus(right, fraction(a.num * b.num, a.den * b.den));
      }
      truth = [...truth, fraction(right.num * y0.den, right.den * y0.num * 2n)];
      const c = circle.coefficient([k]);
      expect(minus(truth[k]!, fractionOf(c.lo)).num >= 0n && minus(fractionOf(c.hi), truth[k]!).num >= 0n).toBe(true);
    }
  });
});

describe('misuse', () => {
  const [x, y] = variables([0, 0], { order: 3 }) as Pair;
  test('as many unknowns as equations, and others beside them', () => {
    const message = 'implicitSeries: expected an unknown for each equation among the variables, and variables beside them, got ';
    expect(() => implicitSeries([x], [])).toThrow(new RangeError(`${message}1 equations in (x, y) for ()`));
    expect(() => implicitSeries([x], ['t'])).toThrow(`${message}1 equations in (x, y) for (t)`);
    expect(() => implicitSeries([x, y], ['x', 'y'])).toThrow(`${message}2 equations in (x, y) for (x, y)`);
    expect(() => implicitSeries([], [])).toThrow(`${message}0 equations in () for ()`);
  });

  test('a fold, no order, weights', () => {
    expect(() => implicitSeries([y.sqr().sub(x)], ['y'])).toThrow(
      'implicitSeries: expected equations of which ∂F/∂(y) is regular at the center, got a singular matrix',
    );
    expect(() => implicitSeries([y.truncate(0)], ['y'])).toThrow('implicitSeries: expected series of order ≥ 1, got order 0');
    const [p, q] = variables([0, 0], { order: 3, weights: [1, 2] }) as Pair;
    expect(() => implicitSeries([p.add(q)], ['y'])).toThrow(
      'implicitSeries: expected unknowns no heavier than any variable, got weights 2 and 1',
    );
  });
});
