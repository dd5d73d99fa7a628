import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { taylor } from '../../src/derivative/derivative.js';
import { implicit } from '../../src/derivative/implicit.js';
import { formula } from '../../src/formula/formula.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction } from '../../src/number/fraction.js';
import { Series } from '../../src/series/series.js';
import { SeriesN } from '../../src/series/series-n.js';
import golden from '../data/implicit.json' with { type: 'json' };

const inXAndY = (text: string): ReturnType<typeof formula> => formula(text, { variables: ['x', 'y'] });

describe('series of functions that equations define agree with 40 digits of mpmath', () => {
  test.each(golden.map(({ formula: text, x, coefficients }) => [text, Number(x), coefficients] as const))(
    '%s',
    (text, x, coefficients) => {
      const F = inXAndY(text);
      // a start that is off by a percent
      implicit(F, x, 1.01 * Number(coefficients[0]), 16).coefficients.forEach((c, k) => {
        expect(Math.abs(c / Number(coefficients[k]) - 1), `coefficient ${k}`).toBeLessThan(1e-13);
      });
      const enclosed = implicit(F, interval(x), Number(coefficients[0]), 16);
      enclosed.coefficients.forEach((c, k) => {
        expect(c.disjoint(interval(coefficients[k]!)), `coefficient ${k}`).toBe(false);
      });
      expect(enclosed.coefficients.slice(0, 5).every((c) => c.wid() < 1e-10 * c.mag())).toBe(true);
    },
  );
});

describe('closed forms', () => {
  test('y = 1 + x y² has the Catalan numbers', () => {
    const catalan = [1, 1, 2, 5, 14, 42, 132, 429, 1430, 4862, 16796, 58786, 208012];
    expect(implicit(inXAndY('y - 1 - x*y^2'), 0, 1, 12).coefficients).toEqual(catalan);
    implicit(inXAndY('y - 1 - x*y^2'), interval(0), 1, 12).coefficients.forEach((c, k) => {
      expect(c.contains(catalan[k]!)).toBe(true);
    });
  });

  test('exactly, for exact rationals', () => {
    const y = implicit(inXAndY('y^2 - 1 - x'), fraction(5, 4), fraction(3, 2), 3);
    expect(y.coefficients.map(String)).toEqual(['3/2', '1/3', '-1/27', '2/243']);
  });

  test('for complex numbers and decimals', () => {
    const i = implicit(inXAndY('y^2 + x'), complex(1, 0), complex(0.1, 0.9), 2);
    expect(i.coefficient(0).sub(complex(0, 1)).abs()).toBeLessThan(1e-15);
    expect(i.coefficient(1).sub(complex(0, 0.5)).abs()).toBeLessThan(1e-15);
    const Digits = Decimal.clone({ precision: 50 });
    const root = implicit(inXAndY('y^2 - x'), new Digits(2), new Digits(1), 1);
    expect(root.coefficient(0).sub(new Digits(2).sqrt()).abs().lt('1e-48')).toBe(true);
    expect(root.coefficient(1).sub(new Digits(8).sqrt().pow(-1)).abs().lt('1e-48')).toBe(true);
  });

  test('y e^y = x has (−n)^(n−1) for its derivatives at 0', () => {
    const y = implicit(inXAndY('y*exp(y) - x'), 0, 0.1, 10);
    for (let n = 1; n <= 10; n++) expect(y.derivativeAt(n) / (-n) ** (n - 1)).toBeCloseTo(1, 12);
    const enclosed = implicit(inXAndY('y*exp(y) - x'), interval(0), 0.1, 10);
    for (let n = 1; n <= 10; n++) expect(enclosed.derivativeAt(n).contains((-n) ** (n - 1))).toBe(true);
  });

  test('a linear system', () => {
    const [u, v] = implicit(['x*u - v', 'u + v - 3'], 1, [1, 1], 5) as [Series<number>, Series<number>];
    // u = 3/(1 + x)
    expect(u.coefficients).toEqual([1.5, -0.75, 0.375, -0.1875, 0.09375, -0.046875]);
    expect(v.coefficients).toEqual([1.5, 0.75, -0.375, 0.1875, -0.09375, 0.046875]);
  });

  test('several x and several y: the inverse of polar coordinates', () => {
    const F = (x: number[], y: number[]): number[] => [y[0]! * Math.cos(y[1]!) - x[0]!, y[0]! * Math.sin(y[1]!) - x[1]!];
    const [r, angle] = implicit(F, [3, 4], [5, 0.9], 4) as [SeriesN<number>, SeriesN<number>];
    expect(
      r.isApprox(
        withNames(
          taylor((a: number, b: number) => Math.sqrt(a * a + b * b), [3, 4], 4),
          r,
        ),
        1e-14,
      ),
    ).toBe(true);
    expect(
      angle.isApprox(
        withNames(
          taylor((a: number, b: number) => Math.atan(b / a), [3, 4], 4),
          angle,
        ),
        1e-14,
      ),
    ).toBe(true);
  });

  test('order 0 is the root alone', () => {
    const [root, ...others] = implicit(inXAndY('y^2 - x'), 2, 1, 0).coefficients;
    expect(root).toBeCloseTo(Math.SQRT2, 15);
    expect(others).toEqual([]);
  });

  test('equations of very different sizes', () => {
    const F = ['1e20*(u^2 - x)', '1e-20*(v - u*x)'];
    const [u, v] = implicit(F, 4, [2, 8], { variables: ['x', 'u', 'v'] }) as [Series<number>, Series<number>];
    expect(u.derivativeAt(1)).toBeCloseTo(0.25, 14);
    expect(v.derivativeAt(1)).toBeCloseTo(3, 13);
  });
});

/** A series with the variables of another, so that the two can be compared. */
function withNames(f: SeriesN<number>, like: SeriesN<number>): SeriesN<number> {
  return SeriesN.over(
    (like as unknown as { algebra: Parameters<typeof SeriesN.over<number>>[0] }).algebra,
    like,
    f.space,
    (out) => (out as Float64Array).set(f.coefficients),
  );
}

describe('orders beyond 170, where 1/k! is no double', () => {
  const near = (got: number, wanted: number, what: string): void =>
    expect(Math.abs(got / wanted - 1), `${what}: ${got}`).toBeLessThan(1e-13);

  test('derivatives are those of the function', () => {
    const sine = implicit('sin(x) - y', 0.5, 0.5, 300);
    const small = implicit('1e-290*sin(x) - y', 0.5, 0, 300);
    for (let k = 0; k <= 300; k++) {
      const wanted = [Math.sin(0.5), Math.cos(0.5), -Math.sin(0.5), -Math.cos(0.5)][k % 4]!;
      near(sine.derivativeAt(k), wanted, `derivative ${k}`);
      near(small.derivativeAt(k) * 1e290, wanted, `derivative ${k} of a small function`);
    }
  });

  test('of several unknowns and over intervals', () => {
    const [u, v] = implicit(['exp(x) - u', 'sin(x) - v'], 0, [1, 0], { order: 200, variables: ['x', 'u', 'v'] });
    const proved = implicit('exp(x) - y', interval(0), interval(1), 200);
    for (let k = 0; k <= 200; k++) {
      near(u!.derivativeAt(k), 1, `u, derivative ${k}`);
      if (k % 2 === 1) near(v!.derivativeAt(k), k % 4 === 1 ? 1 : -1, `v, derivative ${k}`);
      else expect(v!.derivativeAt(k)).toBe(0);
      expect(proved.derivativeAt(k).contains(1)).toBe(true);
    }
  });

  test('of poles, with coefficients that no scale needs', () => {
    // y = 1/(1 − x)
    const y = implicit('y*(1 - x) - 1', 0, 1, { order: 180, variables: ['x', 'y'] });
    expect(y.coefficient(180)).toBe(1);
    near(y.derivativeAt(170), 7.257415615307994e306, '170!');
  });
});

describe('laws', () => {
  test('F = y − g(x) gives the series of g', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (x) => {
        const y = implicit(inXAndY('y - exp(sin(x))/(1 + x^2)'), x, 0, 8);
        expect(y.isApprox(taylor('exp(sin(x))/(1 + x^2)', x, 8), 1e-13)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('y(x) put into F is zero up to the order', () => {
    const x = taylor('x', 0.7, 9);
    const y = implicit(inXAndY('y^3 + x*y - cos(x*y) - 1'), 0.7, 1, 9);
    const residual = y.pow(3).add(x.mul(y)).sub(x.mul(y).cos()).sub(1);
    expect(residual.norm(Infinity)).toBeLessThan(1e-14);
  });

  test('over an interval, the series at each point lie in the enclosures', () => {
    const F = inXAndY('y^3 + x*y - cos(x*y) - 1');
    const box = new Interval(0.6, 0.7);
    const enclosed = implicit(F, box, 1, 5);
    for (let i = 0; i <= 10; i++) {
      const at = implicit(F, 0.6 + 0.01 * i, 1, 5);
      at.coefficients.forEach((c, k) => {
        expect(enclosed.coefficient(k).contains(c)).toBe(true);
      });
    }
    expect(enclosed.coefficient(0).wid()).toBeLessThan(0.2);
  });

  test('several intervals: partial derivatives lie in the enclosures', () => {
    const F = (p: number[], y: number[]): number[] => [y[0]! ** 2 + p[0]! * y[1]! - 3, y[1]! - Math.exp(p[1]! * y[0]!) / 2];
    const box = [new Interval(0.9, 1), new Interval(0.2, 0.25)];
    const enclosed = implicit(F, box, [interval(1.4), interval(0.7)], 2);
    for (const p of [0.9, 0.93, 1]) {
      for (const q of [0.2, 0.22, 0.25]) {
        implicit(F, [p, q], [1.4, 0.7], 2).forEach((y, i) => {
          y.coefficients.forEach((c, k) => {
            expect(enclosed[i]!.coefficients[k]!.contains(c)).toBe(true);
          });
        });
      }
    }
  });
});

describe('the shape follows the arguments', () => {
  const F = '2*x - y';
  test.each([
    ['one and one', implicit(F, 1, 2), Series],
    ['a list of one and one', implicit(F, [1], 2), SeriesN],
    ['one and a list of one', implicit(F, 1, [2])[0], Series],
    ['lists', implicit(F, [1], [2])[0], SeriesN],
  ])('%s', (_, got, kind) => {
    expect(got).toBeInstanceOf(kind);
  });

  test('one array for all variables', () => {
    expect(implicit((v: number[]) => v[0]! * v[1]! - 6, 2, 2).coefficient(0)).toBe(3);
  });
});

describe('misuse and failure', () => {
  test('a start from which Newton goes round in circles proves no root where there is none', () => {
    // the slope at 0 is that at 8, where F is 6 and where one step from 0 leads
    const F = 'y - 5 - x + 3*tanh(10*(y - 2.5))';
    const options = { order: 1, variables: ['x', 'y'] };
    expect(() => implicit(F, interval(0), interval(0), options)).toThrow('one root');
    const near = implicit(F, interval(0), interval(2.58), options);
    const { lo, hi } = near.coefficient(0);
    const f = (y: number): number => y - 5 + 3 * Math.tanh(10 * (y - 2.5));
    expect(f(lo - 1e-12) < 0 && f(hi + 1e-12) > 0).toBe(true);
  });

  test.each([
    [() => implicit(inXAndY('x^2 + y^2 - 25'), 5, 0), 'expected y near a root of F(x, ·) where its Jacobian in y is regular'],
    [
      () => implicit(inXAndY('x^2 + y^2 + 1'), 0, 1),
      'got (1), from which Newton’s method does not come to one'.replace('’', "'"),
    ],
    [
      () => implicit(inXAndY('x^2 + y^2 - 25'), interval(5), 0),
      'expected x and y where one root of F(ξ, ·) for each ξ in x can be proved',
    ],
    [() => implicit(inXAndY('x^2 + y^2 - 25'), interval(4.9, 5.1), 1), 'can be proved'],
    [() => implicit(inXAndY('sqrt(y) - x'), interval(0, 1), 0.1), 'can be proved'],
    // for ξ < 0 there is no F, although the formula has bounds over the box
    [() => implicit(inXAndY('y - sqrt(x)/10'), interval(-0.5, 1), 0), 'can be proved'],
    [() => implicit(inXAndY('x^2 + y^2 - 25'), interval(3), interval(5, 6)), 'beside the root in'],
    [() => implicit(inXAndY('x*y - 1'), 1, 1, -1), 'implicit: expected an integer order ≥ 0, got -1'],
    [
      () => implicit('x*y', 1, 1, { variables: ['x', 'z'] }),
      'expected 2 different names of variables, among them x, y, got x, z',
    ],
    [() => implicit(['x - y', 'x + y'], 1, 1), 'expected as many equations as unknowns y, got 2 and 1'],
    [() => implicit('x*y*z', 1, 1), 'expected 3 values, one for each of x, y, z, got 2'],
    [
      () => implicit(inXAndY('y^2 - x'), fraction(2), fraction(3, 2)),
      'expected exact rationals y with F(x, y) = 0, got (3/2), where F is 1/4',
    ],
    [
      () => implicit(inXAndY('y^2 - x'), decimalInterval('2'), decimalInterval('1.4')),
      'roots among intervals of decimals are not proved yet',
    ],
    [() => implicit('x*y', [] as number[], 1), 'implicit: expected values of x, got none'],
    [() => implicit('x*y', interval('[empty]'), 1), 'expected bounded intervals'],
    [() => implicit('x*y', Infinity, 1), 'expected finite numbers, got Infinity'],
  ])('message %#', (run, message) => {
    expect(run).toThrow(message);
  });
});
