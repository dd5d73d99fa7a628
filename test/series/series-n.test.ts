import { describe, expect, test } from 'vitest';
import { type Interval, interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { Space } from '../../src/series/space.js';
import { series, variable } from '../../src/series/variable.js';
import { type VariablesOptions, variables } from '../../src/series/variables.js';
import { factorial, fractionOf } from '../oracle/fraction.js';
import { Truncated } from '../oracle/polynomial.js';
import { type Pair, plane, terms } from './plane.js';

describe('reading a series in many variables', () => {
  // e^{x + 2y} has ∂^α = 2^{α_y}
  const [x, y] = plane(5);
  const e = x.add(y.mul(2)).exp();

  test('coefficients and derivatives by exponents', () => {
    expect(e.coefficient([1, 2])).toBeCloseTo(4 / 2, 14);
    expect(e.derivativeAt([1, 3])).toBeCloseTo(8, 13);
    expect(() => e.coefficient([3, 3])).toThrow(
      new RangeError('coefficient: expected exponents ≥ 0 of total degree up to the order 5, got (3, 3)'),
    );
    expect(() => e.coefficient([1])).toThrow(new RangeError('coefficient: expected 2 exponents, one for each of x, y, got 1'));
  });

  test('homogeneous parts add up to the series', () => {
    const parts = [0, 1, 2, 3, 4, 5].map((degree) => e.homogeneous(degree));
    expect(parts[2]!.coefficients.filter((c) => c !== 0)).toHaveLength(3);
    expect(parts.reduce((sum, part) => sum.add(part)).coefficients).toEqual(e.coefficients);
    expect(() => e.homogeneous(6)).toThrow('homogeneous: expected an integer from 0 to the order 5, got 6');
  });

  test('evaluate is the value of the polynomial at a point', () => {
    const [u, v] = plane(3, [1, -2]);
    const p = u.sqr().mul(v).sub(v.pow(3)).add(u.mul(7));
    expect(p.evaluate([3, 4])).toBe(9 * 4 - 64 + 21);
    const [a, b] = variables([interval(1), interval(-2)], { order: 3 }) as Pair<Interval>;
    expect(
      a
        .sqr()
        .mul(b)
        .evaluate([interval(2, 3), 1])
        .contains(6.25),
    ).toBe(true);
    expect(() => p.evaluate([1])).toThrow(new RangeError('evaluate: expected 2 values, one for each of x, y, got 1'));
  });

  test('derivatives by name or number, a gradient of all of them', () => {
    const p = x.sqr().mul(y).mul(3);
    expect(terms(p.derivative('x'))).toEqual({ '1,1': 6 });
    expect(terms(p.derivative(1))).toEqual({ '2,0': 3 });
    expect(p.gradient().map(terms)).toEqual([{ '1,1': 6 }, { '2,0': 3 }]);
    expect(p.derivative('x').order).toBe(4);
    expect(() => p.derivative('t')).toThrow(
      new RangeError('derivative: expected one of the variables x, y or its number from 0, got "t"'),
    );
    expect(() => p.derivative(2)).toThrow('got 2');
    expect(() => p.truncate(0).derivative(0)).toThrow('derivative: expected a series of order ≥ 1, got order 0');
  });

  test('integrals keep the term at the top', () => {
    const integral = y.pow(5).integral('y');
    expect(integral.order).toBe(6);
    expect(integral.coefficient([0, 6])).toBe(1 / 6);
  });
});

describe('embedding among more variables', () => {
  test('keeps names, coefficients and order, wherever the variables stand', () => {
    const [y] = variables([2], { order: 3, names: ['y'] });
    const [x, , z] = variables([1, 2, 3], { order: 5 });
    const s = y!.log().embed(x!);
    expect(s.names).toEqual(['x', 'y', 'z']);
    expect(s.order).toBe(3);
    expect(s.coefficient([0, 2, 0])).toBe(y!.log().coefficient([2]));
    expect(s.mul(z!).evaluate([1, 2, 3])).toBeCloseTo(3 * Math.LN2, 14);
    expect(s.coefficients.filter((c) => c !== 0)).toHaveLength(4);
  });

  test('needs the same names and coordinates', () => {
    const [y] = variables([2], { order: 3, names: ['y'] });
    expect(() => y!.embed(plane(2, [0, 0])[0])).toThrow(
      new RangeError('embed: expected variables that include y around (2), got x, y around (0, 0)'),
    );
    expect(() => plane(2)[0].embed(y!)).toThrow('embed: expected variables that include x, y around (0, 0), got y around (2)');
  });
});

describe('arithmetic in many variables', () => {
  test('series in different variables or around different points do not mix', () => {
    const [x] = plane(2);
    const [, p] = variables([0, 0], { order: 2, names: ['q', 'p'] }) as Pair;
    expect(() => x.add(p)).toThrow(
      new RangeError(
        'add: expected series in the same variables, got (x, y) and (q, p); make both from one call of variables, or embed one among more',
      ),
    );
    expect(() => x.mul(plane(2, [1, 0])[0])).toThrow(
      new RangeError('mul: expected series around one center, got (0, 0) and (1, 0); expand both at the same point'),
    );
    expect(() => x.add(variable(0, { order: 2 }) as unknown as SeriesN<number>)).toThrow('add: expected a SeriesN');
    expect(() => x.add(variables([interval(0), interval(0)], { order: 2 })[0] as unknown as SeriesN<number>)).toThrow(
      'add: expected series with one kind of coefficient, got number and Interval',
    );
  });

  test('a monomial that both share is divided out, and costs its degree', () => {
    const [x, y] = plane(5);
    const quotient = x.sin().mul(y).div(x.mul(y).mul(y.exp()));
    expect(quotient.order).toBe(3);
    // (1 − x²/6)(1 − y + y²/2 − y³/6)
    const wanted: Record<string, number> = { '0,0': 1, '0,1': -1, '0,2': 1 / 2, '0,3': -1 / 6, '2,0': -1 / 6, '2,1': 1 / 6 };
    for (const [key, c] of Object.entries(terms(quotient))) expect(c).toBeCloseTo(wanted[key] ?? 0, 15);
  });

  test('what has a pole is an error that says where', () => {
    const [x, y] = plane(3);
    const message = 'div: expected a divisor that does not vanish at the center (0, 0), or one that divides the dividend';
    expect(() => x.div(y)).toThrow(message);
    expect(() => x.sqr().div(x.add(y))).toThrow(message);
    expect(() => x.div(x.mul(0))).toThrow(
      'div: expected a divisor with a nonzero coefficient, got one that is zero up to order 3',
    );
    expect(() => x.div(0)).toThrow('div: expected a divisor other than zero, got 0');
    expect(() => x.log()).toThrow('log: expected a series that does not vanish at the center (0, 0)');
    expect(() => x.add(y).pow(-1)).toThrow('pow: expected a series that does not vanish at the center (0, 0)');
  });

  test('roots of squares of monomials, of zero, and of what branches', () => {
    const [x, y] = plane(4);
    const root = x.sqr().mul(y.mul(2).add(1)).sqrt();
    expect(root.order).toBe(3);
    expect(root.toString()).toBe('x + x y − 0.5 x y² + 𝒪(‖x‖⁴)');
    expect(x.mul(0).sqrt().order).toBe(2);
    expect(terms(x.mul(0).sqrt())).toEqual({});
    expect(() => x.sqrt()).toThrow('sqrt: expected a series that does not vanish at the center (0, 0), or a monomial');
    expect(() => x.sqr().add(y.sqr()).sqrt()).toThrow('sqrt: expected');
    expect(terms(x.pow(3).cbrt())).toEqual({ '1,0': 1 });
  });

  test('a product agrees with exact arithmetic in four variables', () => {
    const truth = new Truncated(4, 4);
    const space = Space.of(4, 4);
    const vs = variables([1, 2, -1, 0.5], { order: 4 });
    const a = vs[0]!.mul(vs[1]!).add(vs[2]!.pow(3)).sub(vs[3]!.mul(4));
    const b = vs[2]!.sqr().mul(vs[3]!).add(vs[0]!);
    const exactly = (s: SeriesN<number>) =>
      truth.from(s.coefficients.map((c, i) => [space.exponentsOf(i), fractionOf(c)] as const));
    expect([...truth.sub(truth.mul(exactly(a), exactly(b)), exactly(a.mul(b)))]).toEqual([]);
    expect([...truth.sub(truth.mul(exactly(a), exactly(a)), exactly(a.sqr()))]).toEqual([]);
  });
});

describe('composition in many variables', () => {
  test('with series in other variables', () => {
    const [x, y] = plane(4, [1, 0]);
    const [u, v] = variables([0, 2], { order: 4, names: ['u', 'v'] }) as Pair;
    const inner: Pair = [u.mul(v).add(1), u.sin()];
    const f = x.log().mul(y.add(3));
    const composed = f.compose(inner);
    expect(composed.names).toEqual(['u', 'v']);
    expect(composed.isApprox(inner[0].log().mul(inner[1].add(3)), 1e-14)).toBe(true);
  });

  test('with series in one variable: a function along a curve', () => {
    const [x, y] = plane(6);
    const t = variable(0, { order: 6 });
    const along = x.exp().mul(y.cos()).compose([t.sin(), t.sqr()]);
    expect(along.isApprox(t.sin().exp().mul(t.sqr().cos()), 1e-14)).toBe(true);
    expect(along.order).toBe(6);
  });

  test('the order is what both sides know', () => {
    const [x, y] = plane(2);
    expect(x.exp().compose([x.sqr(), y.sqr()].map((s) => s.add(0))).order).toBe(2);
    const [u, v] = plane(9);
    expect(x.exp().mul(y.exp()).compose([u.sqr(), v.sqr()]).order).toBe(5);
    expect(x.compose([u.truncate(1), v]).order).toBe(1);
  });

  test('misuse', () => {
    const [x, y] = plane(2, [1, 0]);
    expect(() => x.compose([y, y])).toThrow(
      new RangeError(
        'compose: expected inner series that start with the outer center (1, 0), got 0 in place 0; expand the outer one there, or use evaluate',
      ),
    );
    expect(() => x.compose([x])).toThrow(new RangeError('compose: expected 2 series, one for each of x, y, got 1'));
  });
});

describe('weights and orders of single variables', () => {
  /** Coefficients of one series that another has too agree, and there are as many as the space of the narrow one has. */
  const agrees = (narrow: SeriesN<number>, wide: SeriesN<number>): void => {
    narrow.coefficients.forEach((c, i) => {
      expect(c).toBeCloseTo(wide.coefficient(narrow.space.exponentsOf(i)), 13);
    });
  };
  const f = ([x, y]: Pair): SeriesN<number> => x.exp().mul(y.add(2).log()).add(x.mul(y).sin()).div(y.add(1).sqrt());
  const wide = f(plane(9));

  test.each([
    { order: 5, weights: [1, 2] },
    { orders: [4, 2] },
    { order: 6, orders: [2, 5] },
    { order: 6, weights: [3, 1], orders: [1, 4] },
  ])('functions give the coefficients that total degree gives: %o', (options) => {
    const s = f(variables([0, 0], options) as Pair);
    expect(s.space.size).toBeGreaterThan(5);
    agrees(s, wide);
    agrees(s.derivative('y'), wide.derivative('y'));
    agrees(s.integral('x'), wide.integral('x'));
    agrees(s.shift([0, 0]), wide);
  });

  test('orders say what is known: derivatives, integrals, sums, quotients', () => {
    const [x, y] = variables([0, 0], { orders: [3, 2] }) as Pair;
    expect(x.derivative('x').space.orders.join()).toBe('2,2');
    expect(x.derivative('x').space.order).toBe(4);
    expect(y.integral('y').space.equals(Space.of(2, Infinity, { orders: [3, 3] }))).toBe(true);
    const [p, q] = variables([0, 0], { order: 3 }) as Pair;
    expect(x.add(q).space.equals(Space.of(2, 3, { orders: [3, 2] }))).toBe(true);
    expect(p.mul(y).space).toBe(x.add(q).space);
    const quotient = x.sin().mul(y).div(x.mul(y));
    expect(quotient.space.equals(Space.of(2, Infinity, { orders: [2, 1] }))).toBe(true);
    expect(quotient.toString()).toBe('1 − 0.16666666666666666 x² + 𝒪(x³, y²)');
    // x y √(1 + …): what is known of the root 1 + … is 1 and x, so x y and x² y, and that there is no term without y
    const root = x.sqr().mul(y.sqr()).sqrt();
    expect(root.space.equals(Space.of(2, 3, { orders: [3, 1] }))).toBe(true);
    expect(x.truncate([1, 1]).space.size).toBe(4);
    expect(() => x.truncate([0, 2]).derivative('x')).toThrow(
      new RangeError('derivative: expected a series of order ≥ 1, got one without terms in x; expand to a higher order'),
    );
  });

  test('the root of an exact zero is known where each monomial of it would be', () => {
    const zero = (variables([0, 0], { orders: [3, 3] })[0] as SeriesN<number>).mul(0);
    // √(x⁴ + y⁴ + …) has terms from degree 2 on, and √(x⁴) one of degree 2
    expect(zero.sqrt().order).toBe(1);
    expect((variables([0, 0], { order: 3 })[0] as SeriesN<number>).mul(0).sqrt().order).toBe(1);
  });

  test('composition knows what the bounds of the outer series let it know', () => {
    const [x, y] = variables([0, 0], { order: 4, weights: [1, 2] }) as Pair;
    const [u, v] = plane(9);
    // y counts twice: x = u and y = v² are matched, and x⁵, x³y … start with degree 5
    const matched = x.exp().mul(y.exp()).compose([u, v.sqr()]);
    expect(matched.order).toBe(4);
    agrees(matched, u.exp().mul(v.sqr().exp()));
    expect(x.exp().mul(y.exp()).compose([u, v]).order).toBe(2);
    const [p, q] = variables([0, 0], { orders: [1, 4] }) as Pair;
    const capped = p
      .exp()
      .mul(q.exp())
      .compose([u.pow(3), v]);
    expect(capped.order).toBe(4);
    agrees(capped, u.pow(3).exp().mul(v.exp()));
  });

  test('homogeneous parts are those of the weighted degree, and Euler’s operator multiplies them by it', () => {
    const [x, y] = variables([0, 0], { order: 6, weights: [2, 3] }) as Pair;
    expect(terms(x.add(1).mul(y.add(1)).pow(2).homogeneous(5))).toEqual({ '1,1': 4 });
    expect(terms(x.add(y).exp().homogeneous(1))).toEqual({});
  });

  test('other weights do not mix', () => {
    const [x] = variables([0, 0], { order: 6, weights: [2, 3] }) as Pair;
    expect(() => x.add(plane(6)[0])).toThrow(
      new RangeError('add: expected series of one grading, got weights (2, 3) and (1, 1); make both from one call of variables'),
    );
    const [y] = variables([0], { order: 3, names: ['y'] });
    expect(() => y!.embed(x)).toThrow(new RangeError('embed: expected variables of weights (1), got (3)'));
  });

  test('misuse', () => {
    expect(() => variables([0, 0], {})).toThrow(new RangeError('variables: expected an integer order ≥ 0, got undefined'));
    expect(() => variables([0, 0], { orders: [1] })).toThrow('Space: expected 2 orders, whole numbers ≥ 0 or Infinity, got (1)');
    expect(() => variables([0, 0], { orders: [3, 1] })[0]!.coefficient([0, 2])).toThrow(
      'coefficient: expected exponents ≥ 0 of total degree up to the order 4, at most (3, 1), got (0, 2)',
    );
  });
});

describe('fewer variables, other names, another center', () => {
  const [x, y, z] = variables([1, 2, 3], { order: 4 }) as unknown as [SeriesN<number>, SeriesN<number>, SeriesN<number>];
  const f = x.log().mul(y).add(z.mul(x).sin());

  test('restriction evaluates in some variables', () => {
    const [p, q] = variables([1, 3], { order: 4, names: ['x', 'z'] }) as Pair;
    const atCenter = f.restrict({ y: 2 });
    expect(atCenter.names).toEqual(['x', 'z']);
    expect(atCenter.isApprox(p.log().mul(2).add(q.mul(p).sin()), 1e-14)).toBe(true);
    expect(f.restrict({ y: 2.5 }).evaluate([1.1, 3.2])).toBeCloseTo(f.evaluate([1.1, 2.5, 3.2]), 13);
    expect(f.restrict({ x: 1.1, z: 3.2 }).evaluate([2.5])).toBeCloseTo(f.evaluate([1.1, 2.5, 3.2]), 13);
    expect(() => f.restrict({ x: 1, y: 2, z: 3 })).toThrow(
      new RangeError('restrict: expected values for fewer than all of the variables x, y, z, got all; evaluate gives the value'),
    );
    expect(() => f.restrict({ t: 1 })).toThrow('restrict: expected one of the variables x, y, z or its number from 0, got "t"');
  });

  test('restriction of intervals encloses', () => {
    const [a, b] = variables([interval(0), interval(0)], { order: 3 }) as Pair<Interval>;
    const s = a
      .add(b.exp())
      .exp()
      .restrict({ y: interval('0.1') });
    expect(s.center).toEqual([interval(0)]);
    // the polynomial, not e^{x + e^y}: with y = 0.1 the constant term is Σ_{k ≤ 3} c_k y^k for e^{e^y} = e(1 + y + y² + 5y³/6 + …)
    expect(s.coefficient([0]).contains(Math.E * (1 + 0.1 + 0.01 + 5 / 6000))).toBe(true);
    expect(s.coefficient([0]).wid()).toBeLessThan(1e-14);
  });

  test('projection leaves the others at the center and permutes', () => {
    expect(f.project(['z', 'x']).names).toEqual(['z', 'x']);
    expect(f.project(['z', 'x']).center).toEqual([3, 1]);
    expect(f.project(['z', 'x']).isApprox(f.restrict({ y: 2 }).project(['z', 'x']), 1e-15)).toBe(true);
    const turned = f.project(['y', 'z', 'x']);
    expect(turned.coefficient([1, 0, 2])).toBe(f.coefficient([2, 1, 0]));
    expect(turned.project(['x', 'y', 'z']).coefficients).toEqual(f.coefficients);
    expect(() => f.project(['x', 'x'])).toThrow(
      new RangeError('project: expected different variables among x, y, z, got (x, x)'),
    );
  });

  test('renaming', () => {
    expect(f.rename({ y: 'q' }).names).toEqual(['x', 'q', 'z']);
    expect(f.rename({ x: 'y', y: 'x' }).derivative('y').coefficients).toEqual(f.derivative('x').coefficients);
    expect(() => f.rename({ y: 'x' })).toThrow(new RangeError('rename: expected 3 different names, got ["x","x","z"]'));
    expect(() => f.rename({ t: 'x' })).toThrow('rename: expected one of the variables');
  });

  test('a shift of the center leaves the polynomial as it is', () => {
    const shifted = f.shift([0.25, -0.5, 1]);
    expect(shifted.center).toEqual([1.25, 1.5, 4]);
    expect(shifted.evaluate([1.4, 1.7, 3.9])).toBeCloseTo(f.evaluate([1.4, 1.7, 3.9]), 11);
    expect(shifted.shift([-0.25, 0.5, -1]).isApprox(f, 1e-12)).toBe(true);
    const polynomial = x.sqr().mul(y).sub(z.pow(4));
    const [u, v, w] = variables([3, 0, -1], { order: 4 }) as unknown as [SeriesN<number>, SeriesN<number>, SeriesN<number>];
    expect(polynomial.shift([2, -2, -4]).coefficients).toEqual(u.sqr().mul(v).sub(w.pow(4)).coefficients);
    expect(() => f.shift([1])).toThrow('shift: expected 3 distances, one for each of x, y, z, got 1');
  });
});

describe('estimates of radii', () => {
  test('per variable, and of a polydisk', () => {
    const [x, y] = plane(24);
    // 1/((1 − x)(1 − 2y)) and 1/(1 − x − 2y)
    const product = x.constant(1).div(x.neg().add(1).mul(y.mul(-2).add(1)));
    expect(product.radius('x')).toBeCloseTo(1, 3);
    expect(product.radius('y')).toBeCloseTo(0.5, 3);
    const sum = x.constant(1).div(x.add(y.mul(2)).neg().add(1));
    expect(sum.radius('x')).toBeCloseTo(1, 3);
    expect(sum.radius()).toBeCloseTo(1 / 3, 3);
    expect(x.pow(3).mul(y).add(1).radius()).toBe(Infinity);
  });
});

describe('text of series in many variables', () => {
  test('monomials in order of degree', () => {
    const [x, y] = plane(3);
    expect(x.mul(2).add(1).add(x.sqr()).sub(x.mul(y.sqr()).div(3)).toString()).toBe(
      '1 + 2 x + x² − 0.3333333333333333 x y² + 𝒪(‖x‖⁴)',
    );
    expect(x.pow(2).mul(y).toLatex()).toBe('x^{2} y + \\mathcal{O}(\\|x\\|^{4})');
    expect(x.div(-3).toLatex({ fractions: true })).toBe('-\\frac{1}{3} x + \\mathcal{O}(\\|x\\|^{4})');
  });

  test('what weights and bounds of exponents leave out', () => {
    const text = (options: VariablesOptions): string => variables([0, 0], options)[0]!.toString();
    expect(text({ order: 4, weights: [1, 2] })).toBe('x + 𝒪(‖(x, y^(1/2))‖⁵)');
    expect(text({ orders: [1, 4] })).toBe('x + 𝒪(x², y⁵)');
    expect(text({ order: 3, orders: [1, 9] })).toBe('x + 𝒪(x², ‖x‖⁴)');
    expect(variables([0, 0], { order: 4, weights: [1, 3], names: ['a1', 'b2'] })[1]!.toLatex()).toBe(
      'b_{2} + \\mathcal{O}(\\|(a1, b_{2}^{1/3})\\|^{5})',
    );
  });

  test('JSON keeps names, center, order and coefficients', () => {
    const [x, y] = plane(1, [1, 2]);
    expect(JSON.parse(JSON.stringify(x.mul(y)))).toEqual({
      kind: 'number',
      names: ['x', 'y'],
      center: [1, 2],
      order: 1,
      coefficients: [2, 2, 1],
    });
  });
});

describe('text of coefficients that are no doubles', () => {
  test('exact fractions, complex numbers, series', () => {
    const [x, y] = variables([fraction(0), fraction(0)], { order: 3 }) as Pair<Fraction>;
    expect(x.mul(2).add(1).add(x.sqr()).sub(x.mul(y.sqr()).div(3)).toString()).toBe('1 + 2 x + x² − ⅓ x y² + 𝒪(‖x‖⁴)');
    expect(x.mul(y).mul(-7).div(24).toLatex()).toBe('-\\frac{7}{24} x y + \\mathcal{O}(\\|x\\|^{4})');
    const [p] = variables([complex(0), complex(0)], { order: 1 }) as Pair<Complex>;
    expect(p.mul(complex(-1, -2)).add(complex(0, 1)).toString()).toBe('i + (−1 − 2i) x + 𝒪(‖x‖²)');
    const [q] = plane(1);
    expect(series([q.neg(), q.constant(0), q.add(1)]).toString()).toBe('(−x + 𝒪(‖x‖²)) + (1 + x + 𝒪(‖x‖²)) t² + 𝒪(t³)');
  });
});

describe('large spaces', () => {
  test('e^{x1 + … + x6} to order 6 has coefficients 1/α!', () => {
    const sum = variables([0, 0, 0, 0, 0, 0], { order: 6 }).reduce((total, x) => total.add(x));
    const e = sum.exp();
    expect(e.space.size).toBe(924);
    e.coefficients.forEach((c, i) => {
      const truth = e.space.exponentsOf(i).reduce((product, n) => product / Number(factorial(n)), 1);
      expect(Math.abs(c / truth - 1)).toBeLessThan(1e-14);
    });
  });
});

test('in many variables √(u²) = |u| is refused, and the error says so', () => {
  const [x, y] = variables([1, 1], { order: 4 }) as [SeriesN<number>, SeriesN<number>];
  const message =
    'expected a series that does not vanish at the center (1, 1), or a monomial of which the power is one, got one that vanishes there; ';
  const kink =
    '√(u²) is |u|, which has no Taylor series where u vanishes, and other roots branch there, so expand at another point';
  expect(() => x.sub(y).sqr().sqrt()).toThrow(new RangeError(`sqrt: ${message}${kink}`));
  expect(() => x.sub(y).pow('2/3')).toThrow(new RangeError(`pow: ${message}${kink}`));
  expect(() => x.sub(y).pow(-1)).toThrow(new RangeError(`pow: ${message}the power has a pole there, so expand at another point`));
});
