import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const zero = fraction(0);

/** x and y about the origin, or about another point, over exact rationals. */
const plane = (order: number, center: readonly [number, number] = [0, 0]): [SeriesN<Fraction>, SeriesN<Fraction>] =>
  variables(
    center.map((c) => fraction(c)),
    { order },
  ) as [SeriesN<Fraction>, SeriesN<Fraction>];

const line = (order: number, center = 0): Series<Fraction> => variable(fraction(center), { order });

describe('evaluation at series', () => {
  test('a series at its own variable is itself', () => {
    const t = variable(0, { order: 4 });
    expect(`${t.exp().evaluate(t)}`).toBe(`${t.exp()}`);
    expect(t.exp().evaluate(t).coefficients).toEqual(t.exp().coefficients);
  });

  test('of one variable at one: where the inner series starts with the center it is composition, bit for bit', () => {
    const t = variable(0.5, { order: 12 });
    const g = variable(0, { order: 12 }).sin().add(0.5);
    expect(t.exp().mul(t).evaluate(g).coefficients).toEqual(t.exp().mul(t).compose(g).coefficients);
  });

  test('of one variable at one that starts elsewhere: the polynomial there, known as far as the order of both allows', () => {
    const p = series([1, 2, 3].map((c) => fraction(c)));
    const s = line(4);
    // 1 + 2 (5 + s) + 3 (5 + s)², beyond whose degree the truncation may have left something out
    expect(p.evaluate(s.add(5)).coefficients.map(String)).toEqual(['86', '32', '3']);
    expect(p.evaluate(s.sqr().add(5)).coefficients.map(String)).toEqual(['86', '0', '32', '0', '3']);
    expect(p.evaluate(s.truncate(1).add(5)).coefficients.map(String)).toEqual(['86', '32']);
    expect(p.evaluate(s.constant(5)).coefficients.map(String)).toEqual(['86', '0', '0', '0', '0']);
    expect(`${p.evaluate(s.add(5)).center}`).toBe('0');
  });

  test('of one variable at many: exp(x + y) has 1/(i! j!) at x^i y^j', () => {
    const [x, y] = plane(5);
    const f = line(5).exp();
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    for (const g of [f.evaluate(x.add(y)), f.compose(x.add(y))]) {
      expect([g.order, g.names]).toEqual([5, ['x', 'y']]);
      for (let i = 0; i <= 5; i++) {
        for (let j = 0; i + j <= 5; j++) {
          expect(g.coefficient([i, j]).equals(fraction(1, factorial(i) * factorial(j)))).toBe(true);
        }
      }
    }
    expect(line(2).exp().evaluate(x.mul(y)).order).toBe(5);
    expect(line(1).exp().evaluate(x.mul(y)).order).toBe(3);
  });

  test('of many variables at one and at many, with constants among them', () => {
    const [x, y] = plane(4, [1, 2]);
    const f = x.pow(3).mul(y).sub(y.sqr());
    const t = line(4);
    const along = f.evaluate([t.add(1), t.sqr().add(2)]);
    expect(along.coefficients.map(String)).toEqual(
      t.add(1).pow(3).mul(t.sqr().add(2)).sub(t.sqr().add(2).sqr()).coefficients.map(String),
    );
    const half = f.evaluate([t.add(3), fraction(1, 2)]);
    expect(half.coefficients.map(String)).toEqual(t.add(3).pow(3).div(2).sub(0.25).coefficients.map(String));
    const [p, q] = variables([zero, zero], { order: 4, names: ['p', 'q'] }) as [SeriesN<Fraction>, SeriesN<Fraction>];
    expect(`${f.evaluate([p.add(q), q.sub(7)])}`).toBe(`${p.add(q).pow(3).mul(q.sub(7)).sub(q.sub(7).sqr())}`);
    expect(`${f.evaluate([4, q])}`).toBe(`${q.mul(64).sub(q.sqr())}`);
    expect(`${f.compose([1, q.add(2)])}`).toBe(`${q.add(2).sub(q.add(2).sqr())}`);
  });

  test('is associative: f(g)(h) is f(g(h)), also between one variable and many', () => {
    const t = line(4);
    const [x, y] = plane(4);
    const f = t.exp().mul(t.add(1));
    const g = x.mul(y).add(x);
    const h = [t.sin(), t.sqr().sub(t)];
    expect(`${f.evaluate(g).evaluate(h)}`).toBe(`${f.evaluate(g.evaluate(h))}`);
  });

  test('with bounds of single exponents and weights: as far as what is left out allows', () => {
    const [x, y] = variables([zero, zero], { orders: [1, 3] }) as [SeriesN<Fraction>, SeriesN<Fraction>];
    const t = line(6);
    expect(x.exp().mul(y.exp()).evaluate([t.sqr(), t]).order).toBe(3);
    expect(x.exp().mul(y.exp()).evaluate([t, t]).order).toBe(1);
    const [u, v] = variables([zero, zero], { order: 4, weights: [1, 2] }) as [SeriesN<Fraction>, SeriesN<Fraction>];
    expect(u.exp().mul(v.exp()).evaluate([t, t.sqr()]).order).toBe(4);
    expect(u.exp().mul(v.exp()).evaluate([t, t]).order).toBe(2);
  });

  test('beyond order 170 it keeps the digits of coefficients that underflow', () => {
    const t = variable(0, { order: 220 });
    expect(t.sin().evaluate(t.mul(2)).derivativeAt(201) / 2 ** 201).toBeCloseTo(1, 10);
  });

  test('intervals enclose the rational truth, at an interval as a start as at any of its points', () => {
    const t = variable(interval(0), { order: 3 });
    const [x, y] = variables([interval(0), interval(0)], { order: 3 }) as [
      SeriesN<ReturnType<typeof interval>>,
      SeriesN<ReturnType<typeof interval>>,
    ];
    const own = t.exp().evaluate(x.add(y).add(interval('0.1')));
    const [p, q] = plane(3);
    const truth = line(3)
      .exp()
      .evaluate(p.add(q).add(fraction(1, 10)));
    truth.coefficients.forEach((c, i) => {
      const bounds = own.coefficients[i]!;
      expect(fraction(bounds.lo).compare(c) <= 0 && fraction(bounds.hi).compare(c) >= 0).toBe(true);
      expect(bounds.wid()).toBeLessThan(1e-15);
    });
    const wide = variable(interval(1, 2), { order: 2 });
    expect(wide.sqr().evaluate(wide).coefficient(0).contains(1)).toBe(true);
  });

  test('misuse', () => {
    const t = variable(0, { order: 2 });
    const [x, y] = variables([0, 0], { order: 2 }) as [SeriesN<number>, SeriesN<number>];
    const i = variable(interval(0), { order: 2 });
    expect(() => t.evaluate(i as never)).toThrow(
      new TypeError('evaluate: expected series with one kind of coefficient, got number and Interval; convert the narrower one'),
    );
    // numbers, which are rounded, do not silently become enclosures, however deep
    expect(() => t.compose(variable(i, { order: 1 }) as never)).toThrow('compose: expected series with one kind of coefficient');
    expect(() => t.compose(3 as never)).toThrow(new TypeError('compose: expected a series, got number; evaluate takes values'));
    expect(() => x.compose([1, 2] as never)).toThrow(
      new TypeError('compose: expected a series among the arguments, got number; evaluate takes values alone'),
    );
    expect(() => x.evaluate([t, y] as never)).toThrow(
      new TypeError('evaluate: expected a Series, got SeriesN; put one into the other by evaluate or compose'),
    );
    expect(() => x.evaluate([t])).toThrow('evaluate: expected 2 values, one for each of x, y, got 1');
    expect(() => t.evaluate('1' as never)).toThrow('evaluate: expected a number or a value of kind number');
  });
});

describe('evaluation at series of series', () => {
  type Nested = Series<SeriesN<Fraction>>;
  const [a, b, c] = variables([zero, zero, zero], { order: 12, names: ['x', 'y', 't'] }) as [
    SeriesN<Fraction>,
    SeriesN<Fraction>,
    SeriesN<Fraction>,
  ];
  // t enters as a nested series, x and y in its coefficients, and all three as they are in the truth
  const inner: Record<string, readonly [(t: Nested, x: SeriesN<Fraction>, y: SeriesN<Fraction>) => Nested, SeriesN<Fraction>]> = {
    'x + t': [(t, x) => t.add(x), a.add(c)],
    'x² + t': [(t, x) => t.add(x.sqr()), a.sqr().add(c)],
    'x + t²': [(t, x) => t.sqr().add(x), a.add(c.sqr())],
    'x y + t': [(t, x, y) => t.add(x.mul(y)), a.mul(b).add(c)],
    'x + y t': [(t, x, y) => t.mul(y).add(x), b.mul(c).add(a)],
    't + t² y': [(t, _, y) => t.add(t.sqr().mul(y)), c.add(c.sqr().mul(b))],
  };
  for (const [name, [nested, flat]] of Object.entries(inner)) {
    test(`exp(${name}): every coefficient that is given is that of the series in all variables together, whatever the orders`, () => {
      const truth = flat.exp();
      let [given, refused] = [0, 0];
      for (let n = 0; n <= 5; n++) {
        for (let p = 0; p <= 4; p++) {
          for (let m = 0; m <= 3; m++) {
            const [x, y] = plane(p);
            const t = variable(x.constant(0), { order: m });
            const g = nested(t, x, y);
            let value: Nested;
            try {
              value = line(n).exp().evaluate(g);
            } catch (error) {
              expect(String(error)).toContain('evaluate: expected distances of which products of more than');
              refused++;
              continue;
            }
            given++;
            value.coefficients.forEach((own, k) => {
              own.coefficients.forEach((coefficient, i) => {
                const [ex = 0, ey = 0] = own.space.exponentsOf(i);
                expect(`${coefficient}`, `order ${n} at ${m} of ${p}, x^${ex} y^${ey} t^${k}`).toBe(
                  `${truth.coefficient([ex, ey, k])}`,
                );
              });
            });
          }
        }
      }
      expect(given).toBeGreaterThan(60);
      expect(refused > 0).toBe(name !== 't + t² y');
    });
  }

  test('where nothing is lost the order is that of the inner series', () => {
    const [x] = plane(3);
    const t = variable(x, { order: 2 });
    expect(line(5).exp().evaluate(t).order).toBe(2);
    expect(line(4).exp().evaluate(t).order).toBe(1);
    expect(line(5).exp().compose(t.sub(x)).order).toBe(2);
    expect(() => line(2).exp().evaluate(t)).toThrow(
      new RangeError(
        'evaluate: expected distances of which products of more than 2 are not known, as the series leaves them out, got some of which products of 3 are; truncate ' +
          'their coefficients to a lower order, or expand the series to a higher one',
      ),
    );
  });

  test('many variables at nested series, with coefficients of theirs as constants', () => {
    const [x, y] = plane(2);
    const [u, v] = variables([zero, zero], { order: 6, names: ['u', 'v'] }) as [SeriesN<Fraction>, SeriesN<Fraction>];
    const f = u.exp().mul(v.add(1));
    const t = variable(x, { order: 2 });
    const value = f.evaluate([t, y] as never) as unknown as Nested;
    const truth = a.add(c).exp().mul(b.add(1));
    expect(value.order).toBe(2);
    value.coefficients.forEach((own, k) => {
      own.coefficients.forEach((coefficient, i) => {
        expect(`${coefficient}`).toBe(`${truth.coefficient([...own.space.exponentsOf(i), k])}`);
      });
    });
  });

  test('the value at a coefficient is known as far as products of its distance from the center are', () => {
    const [x, y] = plane(3);
    const f = variable(x, { order: 2 }).exp();
    // e^{x + y}, of which y³ is left out
    expect(f.evaluate(x.add(y)).order).toBe(2);
    expect(`${f.evaluate(x.add(y))}`).toBe(`${x.add(y).exp().truncate(2)}`);
    expect(`${f.evaluate(x.add(y.sqr()))}`).toBe(`${x.add(y.sqr()).exp()}`);
    expect(f.evaluate(x).order).toBe(3);
    const [u, v] = variables([x, y], { order: 1, names: ['u', 'v'] }) as [SeriesN<SeriesN<Fraction>>, SeriesN<SeriesN<Fraction>>];
    expect(
      u
        .exp()
        .mul(v)
        .evaluate([x.add(y), y]).order,
    ).toBe(1);
  });

  test('a shift by a coefficient, and a restriction to one, are known to an order lower by the factors that it has', () => {
    const [x, y] = plane(2);
    const f = variable(x.constant(0), { order: 5 }).exp();
    const shifted = f.shift(y);
    expect(shifted.order).toBe(3);
    shifted.coefficients.forEach((own, k) => {
      const factorial = [1, 1, 2, 6][k]!;
      expect(`${own}`).toBe(`${y.exp().div(factorial)}`);
    });
    expect(() => f.truncate(1).shift(x)).toThrow('shift: expected distances of which products of more than 1 are not known');
    const [u, v] = variables([x.constant(0), x.constant(0)], { order: 5, names: ['u', 'v'] }) as [
      SeriesN<SeriesN<Fraction>>,
      SeriesN<SeriesN<Fraction>>,
    ];
    expect(u.add(v).exp().shift([x, y]).order).toBe(3);
    const restricted = u.add(v).exp().restrict({ v: y });
    expect(restricted.order).toBe(3);
    restricted.coefficients.forEach((own, k) => {
      expect(`${own}`).toBe(`${y.exp().div([1, 1, 2, 6][k]!)}`);
    });
  });

  test('three deep', () => {
    const [x] = plane(2);
    const t = variable(x, { order: 1 });
    const s = variable(t, { order: 1 });
    const value = line(6)
      .exp()
      .evaluate(s as never) as unknown as Series<Nested>;
    expect(value.order).toBe(1);
    expect(`${value.coefficient(1).coefficient(1)}`).toBe(`${x.exp()}`);
    expect(value).toBeInstanceOf(Series);
  });
});
