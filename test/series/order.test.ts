import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import { lieBracket, lieSeries, poissonBracket } from '../../src/series/bracket.js';
import { implicitSeries } from '../../src/series/implicit-series.js';
import { seriesMatrix } from '../../src/series/matrix/make.js';
import { revertMap } from '../../src/series/revert-map.js';
import type { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variable } from '../../src/series/variable.js';
import { type VariablesOptions, variables } from '../../src/series/variables.js';

// The order of a result is honest if whoever knows more of the operands finds the same coefficients up to it. Fractions make that exact.

const HIGH = 8;
const coefficients = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: count, maxLength: count });

type One = Series<Fraction>;
const t = variable(fraction(0), { order: HIGH });
/** c_0 + c_1 t + … */
const polynomial = (cs: readonly number[]): One => cs.reduceRight((sum, c) => sum.mul(t).add(c), t.constant(0));

/** What to do with series of order HIGH, or with those cut to a lower order: a starts with 1, h with t. */
const operations: Readonly<Record<string, (a: One, b: One, h: One) => One>> = {
  'a b': (a, b) => a.mul(b),
  'a/b for b = 1 + …': (a, b) => b.div(a),
  'h b/h³': (_, b, h) => h.pow(4).mul(b).div(h.pow(3)),
  '√(h² a²)': (a, _, h) => h.sqr().mul(a.sqr()).sqrt(),
  '√(h⁴ a²)': (a, _, h) => h.pow(4).mul(a.sqr()).sqrt(),
  '∛(h³ a³)': (a, _, h) => h.mul(a).pow(3).cbrt(),
  'h^(3/2) of h²': (_, __, h) => h.sqr().pow('3/2'),
  'a^(−5/3)': (a) => a.pow(3).pow('-5/3'),
  'b′': (_, b) => b.derivative(),
  'b‴': (_, b) => b.derivative(3),
  '∫ b': (_, b) => b.integral(),
  'b(h)': (_, b, h) => b.compose(h),
  'b(h²)': (_, b, h) => b.compose(h.sqr()),
  'h reverted': (_, __, h) => h.revert(),
  'h/(e^h − 1)': (_, __, h) => h.div(h.expm1()),
  'sin h/h': (_, __, h) => h.sin().div(h),
  '(1 − cos h)/h²': (_, __, h) => h.cos().neg().add(1).div(h.sqr()),
  'log a': (a) => a.log(),
  'e^h b': (_, b, h) => h.exp().mul(b),
  'det of (a, b; h, a)': (a, b, h) =>
    seriesMatrix([
      [a, b],
      [h, a],
    ]).det(),
};

describe('the order in one variable', () => {
  test.each(Object.entries(operations))('of %s is what is known', (_, operate) => {
    fc.assert(
      fc.property(
        coefficients(HIGH),
        coefficients(HIGH + 1),
        coefficients(HIGH - 1),
        fc.integer({ min: 4, max: 7 }),
        (p, q, r, low) => {
          const [a, b, h] = [polynomial([1, ...p]), polynomial(q), polynomial([0, 1, ...r])];
          const full = operate(a, b, h);
          const cut = operate(a.truncate(low), b.truncate(low), h.truncate(low));
          expect(cut.order).toBeGreaterThanOrEqual(low - 3);
          expect(cut.coefficients.map(String)).toEqual(full.coefficients.slice(0, cut.order + 1).map(String));
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('is lost and gained as the operation has it', () => {
    const a = t.truncate(6);
    expect([a.derivative(2).order, a.integral().order, a.pow(3).div(a.sqr()).order, a.pow(4).sqrt().order]).toEqual([4, 7, 4, 4]);
    expect([a.pow(4).compose(a.sqr()).order, a.sin().div(a).order, a.pow(6).cbrt().order]).toEqual([6, 5, 2]);
  });
});

type Many = SeriesN<Fraction>;
const MANY = 5;

/** a starts with 1, f and g with linear terms of which the matrix is regular; x and y are the variables. */
const operationsOfMany: Readonly<Record<string, (a: Many, f: Many, g: Many, x: Many, y: Many) => Many>> = {
  'a f': (a, f) => a.mul(f),
  'f/a': (a, f) => f.div(a),
  'x y a f/(x y g + x y)': (a, f, g, x, y) =>
    x
      .mul(y)
      .mul(a)
      .mul(f)
      .div(x.mul(y).mul(g.add(1))),
  '√(x² a²)': (a, _, __, x) => x.sqr().mul(a.sqr()).sqrt(),
  '∂f/∂x': (_, f) => f.derivative('x'),
  '∂²f/∂x∂y': (_, f) => f.derivative('x').derivative('y'),
  '∫ f dy': (_, f) => f.integral('y'),
  'a(f, g)': (a, f, g) => a.compose([f, g]),
  'a(f², g³)': (a, f, g) => a.compose([f.sqr(), g.pow(3)]),
  'x/(e^x − 1) + f': (_, f, __, x) => x.div(x.expm1()).add(f),
  'f at y = 0': (_, f) => f.project(['x']),
  '(f, g) reverted': (_, f, g) => revertMap([f, g])[0]!,
  'f(x, y) = 0 solved for y': (_, f, g) => implicitSeries([f.add(g.mul(3))], ['y'])[0]!,
  '{f, g}': (_, f, g) => poissonBracket(f, g),
  '{x² f, y² g}': (_, f, g, x, y) => poissonBracket(x.sqr().mul(f), y.sqr().mul(g)),
  '[(f, g), (a, f)]': (a, f, g) => lieBracket([f, g], [a, f])[0]!,
  'e^L f': (a, f, g, x) => lieSeries([x.mul(g), f.sqr().mul(a)], f),
  'e^{x² f} y': (_, f, __, x, y) => lieSeries(x.sqr().mul(f), y),
};

const spaces: readonly (readonly [string, VariablesOptions, readonly number[] | number])[] = [
  ['up to a total degree', { order: MANY }, 4],
  ['with weights', { order: 7, weights: [1, 2] }, 5],
  ['up to exponents', { orders: [4, 3] }, [3, 2]],
  ['up to a degree and exponents', { order: 6, orders: [5, 2] }, [4, 2]],
];
const needTotal = /reverted|solved|\{|\[|e\^L/u;

describe.each(spaces)('the order in two variables %s', (name, options, low) => {
  const named = Object.entries(operationsOfMany).filter(([key]) => name.includes('total') || !needTotal.test(key));
  test.each(named)('of %s is what is known', (_, operate) => {
    const [x, y] = variables([fraction(0), fraction(0)], options) as [Many, Many];
    const all = Array.from({ length: x.space.size }, (__, i) => x.space.exponentsOf(i));
    const make = (cs: readonly number[]): Many =>
      all.reduce((sum, [p, q], i) => (cs[i] === 0 ? sum : sum.add(x.pow(p!).mul(y.pow(q!)).mul(cs[i]!))), x.constant(0));
    const index = (p: number, q: number): number => all.findIndex((e) => e[0] === p && e[1] === q);
    const with_ = (cs: number[], ...set: [number, number][]): number[] => {
      for (const [i, c] of set) if (i >= 0) cs[i] = c;
      return cs;
    };
    const cs = coefficients(all.length);
    fc.assert(
      fc.property(cs, cs, cs, (p, q, r) => {
        const a = make(with_(p, [0, 1]));
        const f = make(with_(q, [0, 0], [index(1, 0), 1], [index(0, 1), 0]));
        const g = make(with_(r, [0, 0], [index(0, 1), 1]));
        const cut = (s: Many): Many => (typeof low === 'number' ? s.truncate(low) : s.truncate(low));
        const full = operate(a, f, g, x, y);
        const known = operate(cut(a), cut(f), cut(g), cut(x), cut(y));
        expect(known.order).toBeGreaterThanOrEqual(1);
        known.coefficients.forEach((c, i) => {
          const exponents = known.space.exponentsOf(i);
          // what the full one does not know either says nothing
          if (full.space.indexOf(exponents) !== undefined) expect(String(c)).toBe(String(full.coefficient(exponents)));
        });
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

describe('what no series can be expanded about or to', () => {
  test('a center at infinity', () => {
    expect(() => variable(Infinity, { order: 2 })).toThrow('variable: expected a finite center, got Infinity');
    expect(() => variables([0, -Infinity], { order: 2 })).toThrow('variables: expected a finite center, got -Infinity');
    expect(() => variable(complex(0, Infinity), { order: 2 })).toThrow('variable: expected a finite center');
    expect(variable(interval(1, Infinity), { order: 1 }).order).toBe(1);
  });

  test('no order, or one beyond memory', () => {
    expect(() => variable(0, undefined as never)).toThrow('variable: expected an integer order ≥ 0, got undefined');
    expect(() => variables([0], undefined as never)).toThrow('variables: expected an integer order ≥ 0, got undefined');
    expect(() => variable(0, { order: 1e10 })).toThrow('variable: expected an order below 2^26, got 10000000000');
  });
});
