import { describe, expect, test } from 'vitest';
import type { HeadName } from '../../src/algebra/algebra.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { fraction as ratio } from '../../src/number/fraction.js';
import { ruleOfHead } from '../../src/series/functions.js';
import type { Series } from '../../src/series/series.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import { factorial, fraction, fractionOf, minus, nearest, over } from '../oracle/fraction.js';
import { bernoulli } from '../oracle/maclaurin.js';

const t = (order: number): Series<number> => variable(0, { order });
const close = (a: readonly number[], b: readonly number[], tolerance = 1e-14): void => {
  expect(a.length).toBe(b.length);
  expect(a.filter((x, k) => !(Math.abs(x - b[k]!) <= tolerance * Math.max(1, Math.abs(b[k]!))))).toEqual([]);
};

describe('making a series', () => {
  test('variable is center + t, also at order 0', () => {
    expect(variable(2, { order: 3 }).coefficients).toEqual([2, 1, 0, 0]);
    expect(variable(2, { order: 0 }).coefficients).toEqual([2]);
    expect(variable(interval(2), { order: 1 }).coefficients).toEqual([interval(2), interval(1)]);
  });

  test('series takes coefficients, and zeros up to the order', () => {
    expect(series([1, 2], { order: 3 }).coefficients).toEqual([1, 2, 0, 0]);
    expect(series([1, 2], { center: 5 }).center).toBe(5);
    expect(series<number | Interval>([1, interval(0, 1)]).coefficients).toEqual([interval(1), interval(0, 1)]);
  });

  test('misuse', () => {
    expect(() => variable(0, { order: -1 })).toThrow(new RangeError('variable: expected an integer order ≥ 0, got -1'));
    expect(() => series([])).toThrow(new RangeError('series: expected at least one coefficient, got none'));
    expect(() => series([1, 2, 3], { order: 1 })).toThrow(
      new RangeError('series: expected at most 2 coefficients for order 1, got 3'),
    );
    expect(() => series([Number.NaN])).toThrow('series: expected a number, got NaN');
  });
});

describe('reading a series', () => {
  const e = t(6).exp();

  test('coefficients and derivatives', () => {
    expect(e.coefficient(3)).toBe(1 / 6);
    expect(e.derivativeAt(5)).toBeCloseTo(1, 15);
    expect(() => e.coefficient(7)).toThrow(new RangeError('coefficient: expected an integer from 0 to the order 6, got 7'));
    expect(() => e.derivativeAt(0.5)).toThrow(new RangeError('derivativeAt: expected an integer from 0 to the order 6, got 0.5'));
  });

  test('evaluate is the value of the polynomial at a point, not a distance', () => {
    expect(variable(2, { order: 3 }).pow(3).evaluate(5)).toBe(125);
    expect(
      series([interval('0.1'), interval(1)])
        .evaluate(interval(2, 3))
        .contains(2.5),
    ).toBe(true);
    expect(() => e.evaluate(Number.NaN)).toThrow(new RangeError('evaluate: expected a finite number, got NaN'));
  });

  test('an interval series takes numbers, exactly; a number series takes no intervals', () => {
    const x = variable(interval(0.1), { order: 1 });
    expect(x.mul(0.5).coefficient(1)).toEqual(interval(0.5));
    expect(() => e.add(interval(1) as unknown as number)).toThrow(
      new TypeError('constant: expected a number or a value of kind number, got Interval'),
    );
    expect(() => e.add(x as unknown as Series<number>)).toThrow(
      new TypeError('add: expected series with one kind of coefficient, got number and Interval; convert the narrower one'),
    );
  });

  test('series around different centers do not mix', () => {
    expect(() => variable(0, { order: 2 }).add(variable(1, { order: 2 }))).toThrow(
      new RangeError('add: expected series around one center, got 0 and 1; expand both at the same point'),
    );
    const [a, b] = [variable(interval(0, 1), { order: 1 }), variable(interval(0, 1), { order: 1 })];
    expect(a.add(b).coefficient(1)).toEqual(interval(2));
  });
});

describe('the order is honest', () => {
  test('a derivative loses one, an integral gains one', () => {
    expect(t(4).exp().derivative().order).toBe(3);
    expect(t(4).exp().derivative(4).coefficients).toHaveLength(1);
    expect(t(4).exp().integral(1).coefficients).toEqual([1, 1, 0.5, 1 / 6, 1 / 24, 1 / 120]);
    expect(() => t(4).derivative(5)).toThrow('derivative: expected an integer from 0 to the order 4, got 5');
  });

  test('t²/t is t, with an order less', () => {
    const quotient = t(4).sqr().div(t(4));
    expect(quotient.order).toBe(3);
    expect(quotient.coefficients).toEqual([0, 1, 0, 0]);
  });

  test('sin(t)/t at 0', () => {
    close(t(8).sin().div(t(8)).coefficients, [1, 0, -1 / 6, 0, 1 / 120, 0, -1 / 5040, 0]);
  });

  test('t/(e^t − 1) has the Bernoulli numbers, also enclosed', () => {
    const truth = bernoulli(16).map((b, k) => over(b, fraction(factorial(k))));
    close(t(17).div(t(17).expm1()).coefficients, truth.map(nearest), 1e-15);
    const x = variable(interval(0), { order: 17 });
    x.div(x.expm1()).coefficients.forEach((c, k) => {
      expect(minus(truth[k]!, fractionOf(c.lo)).num >= 0n && minus(fractionOf(c.hi), truth[k]!).num >= 0n).toBe(true);
      expect(c.hi - c.lo).toBeLessThan(1e-14);
    });
  });

  test('(1 − cos t)/t² loses two', () => {
    const quotient = t(6).cos().neg().add(1).div(t(6).sqr());
    close(quotient.coefficients, [1 / 2, 0, -1 / 24, 0, 1 / 720]);
  });

  test('1/t is an error that says where', () => {
    expect(() => variable(2, { order: 3 }).div(variable(2, { order: 3 }).sub(2))).toThrow(
      new RangeError(
        'div: expected a dividend that vanishes at the center 2 to order 1 as the divisor does, got one that vanishes to order 0; ' +
          'the quotient has a pole there, so expand at another point',
      ),
    );
    expect(() => t(3).pow(-1)).toThrow(
      'pow: expected a series that does not vanish at the center 0, got one that does, and a negative power of it has a pole there',
    );
  });

  test('division by zero is an error', () => {
    expect(() => t(3).div(0)).toThrow(new RangeError('div: expected a divisor other than zero, got 0'));
    expect(() => t(3).div(t(3).mul(0))).toThrow(
      new RangeError('div: expected a divisor with a nonzero coefficient, got one that is zero up to order 3'),
    );
    expect(() => t(1).sqr().div(t(3).pow(3))).toThrow('got one that is zero up to order 1');
  });

  test('√ of a series that starts with t² starts with t', () => {
    // √(t² + t³) = t √(1 + t) = t + t²/2 − t³/8 + t⁴/16
    const root = t(5).sqr().add(t(5).pow(3)).sqrt();
    expect(root.order).toBe(4);
    close(root.coefficients, [0, 1, 1 / 2, -1 / 8, 1 / 16]);
    expect(() => t(5).sqrt()).toThrow(
      new RangeError(
        'sqrt: expected a series that starts at the center 0 with a power t^v, v a multiple of 2, got t^1; the result branches there and has no ' +
          'Taylor series, so expand at another point',
      ),
    );
  });

  test('√(constant 0) is 0, and nothing is claimed beyond half the order', () => {
    expect(t(4).mul(0).sqrt().coefficients).toEqual([0, 0, 0]);
    expect(t(5).mul(0).sqrt().coefficients).toEqual([0, 0, 0]);
    expect(t(0).mul(0).sqrt().coefficients).toEqual([0]);
    expect(t(8).mul(0).cbrt().coefficients).toEqual([0, 0, 0]);
    // O(t⁴)^1.5 is O(t⁶)
    expect(t(3).mul(0).pow(1.5).order).toBe(5);
  });

  test('∛ and other powers divide out what they can', () => {
    // ∛(8t³ + t⁴) = 2t ∛(1 + t/8) = 2t + t²/12 − t³/288
    close(t(5).pow(3).mul(8).add(t(5).pow(4)).cbrt().coefficients, [0, 2, 1 / 12, -1 / 288]);
    // (t²)^1.5 = t³, known to one order more
    expect(t(3).sqr().pow(1.5).coefficients).toEqual([0, 0, 0, 1, 0]);
    expect(() => t(3).pow(1.5)).toThrow('v a multiple of 2, got t^1');
    expect(() => t(3).pow('1/3')).toThrow('v a multiple of 3, got t^1');
  });

  test('a logarithm of what vanishes at the center is an error', () => {
    for (const name of ['log', 'log2', 'log10'] as const) {
      expect(() => t(3)[name]()).toThrow(
        `${name}: expected a series that does not vanish at the center 0, got one that does; the logarithm has no Taylor series there`,
      );
    }
    expect(() => t(3).pow(t(3))).toThrow('pow: expected a series that does not vanish');
    expect(() => t(3).pow(1 / 3)).toThrow('pow: expected a series that does not vanish');
  });

  test('truncate lowers the order only', () => {
    expect(t(4).exp().truncate(1).coefficients).toEqual([1, 1]);
    expect(() => t(4).truncate(5)).toThrow('truncate: expected an integer from 0 to the order 4, got 5');
  });
});

describe('order 0', () => {
  test.each(Object.keys(ruleOfHead) as HeadName[])('%s of a series of order 0 is the value', (name) => {
    const at = name === 'acosh' ? 1.5 : 0.25;
    expect(variable(at, { order: 0 })[name]().coefficients).toEqual([variable(at, { order: 3 })[name]().coefficient(0)]);
    expect(variables([at, 1], { order: 0 })[0]![name]().coefficients).toEqual([
      variable(at, { order: 3 })[name]().coefficient(0),
    ]);
  });

  test('arithmetic, composition, Padé', () => {
    const two = variable(2, { order: 0 });
    expect(
      [two.add(1), two.mul(two), two.div(two), two.pow(-1), two.pow(2.5).pow('0.4'), two.integral().derivative()].map(
        (s) => s.order,
      ),
    ).toEqual([0, 0, 0, 0, 0, 0]);
    expect(variable(4, { order: 0 }).compose(two.sqr()).coefficients).toEqual([4]);
    expect(two.pade(0, 0).numerator.coefficients).toEqual([2]);
    expect(two.shift(1).coefficients).toEqual([2]);
  });
});

describe('powers', () => {
  test('text is the exact number', () => {
    const x = variable(interval(8), { order: 2 });
    const root = x.pow('1/3').coefficients;
    for (const [k, truth] of [fraction(2), fraction(1, 12), fraction(-1, 288)].entries()) {
      expect(minus(truth, fractionOf(root[k]!.lo)).num >= 0n && minus(fractionOf(root[k]!.hi), truth).num >= 0n).toBe(true);
      expect(root[k]!.hi - root[k]!.lo).toBeLessThan(1e-15);
    }
  });

  test('exponents beyond the recurrence go by exp and log', () => {
    const x = variable(1.5, { order: 4 });
    close(x.pow(Math.PI).coefficients, x.log().mul(Math.PI).exp().coefficients);
    close(x.pow(1 / 3).coefficients, x.cbrt().coefficients);
    close(x.pow(x).coefficients, x.mul(x.log()).exp().coefficients);
    expect(
      variable(interval(2), { order: 1 })
        .pow(variable(interval(2), { order: 1 }).add(1))
        .coefficient(0),
    ).toEqual(interval(8));
  });

  test('a long whole exponent keeps a negative base', () => {
    const y = variable(-1, { order: 1 });
    expect(y.pow(-(2 ** 52)).coefficients).toEqual([1, 2 ** 52]);
    expect(y.pow(2 ** 52 + 1).coefficients).toEqual([-1, 2 ** 52 + 1]);
  });

  test('what is no exponent', () => {
    expect(() => t(2).pow(Number.NaN)).toThrow(new RangeError('pow: expected a finite exponent, got NaN'));
    expect(() => t(2).pow('x')).toThrow(SyntaxError);
  });
});

describe('composition', () => {
  test('exp(sin t)', () => {
    close(t(6).exp().compose(t(6).sin()).coefficients, t(6).sin().exp().coefficients);
  });

  test('the outer series lives around the value of the inner one', () => {
    const inner = variable(3, { order: 5 }).sqr().sub(7); // 2 + 6 s + s²
    const outer = variable(2, { order: 5 }).log();
    const result = outer.compose(inner);
    expect(result.center).toBe(3);
    close(result.coefficients, inner.log().coefficients);
    expect(() => outer.compose(t(3))).toThrow(
      new RangeError(
        'compose: expected an inner series that starts with the outer center 2, got 0; expand the outer one there, or use evaluate',
      ),
    );
  });

  test('an inner series that starts late makes more of the outer order', () => {
    // f known to O(u²), h = t³ to O(t⁶): f(h) to O(t⁶)
    const result = t(1).exp().compose(t(5).pow(3));
    expect(result.coefficients).toEqual([1, 0, 0, 1, 0, 0]);
    expect(t(1).exp().compose(t(9).pow(3)).order).toBe(5);
    expect(t(4).exp().compose(t(3).mul(0)).coefficients).toEqual([1, 0, 0, 0]);
    expect(t(0).exp().compose(t(5)).coefficients).toEqual([1]);
  });
});

describe('reversion', () => {
  test('the inverse of t e^t is the tree function: (−k)^{k−1}/k!', () => {
    const w = t(10).mul(t(10).exp()).revert();
    close(
      w.coefficients,
      Array.from({ length: 11 }, (_, k) => (k === 0 ? 0 : (-k) ** (k - 1) / Number(factorial(k)))),
      1e-12,
    );
  });

  test('the inverse of t − t² has the Catalan numbers', () => {
    expect(t(8).sub(t(8).sqr()).revert().coefficients).toEqual([0, 1, 1, 2, 5, 14, 42, 132, 429]);
  });

  test('an inverse is a series around the value', () => {
    const root = variable(3, { order: 4 }).sqr().revert();
    expect(root.center).toBe(9);
    close(root.coefficients, variable(9, { order: 4 }).sqrt().coefficients);
  });

  test('an interval inverse encloses', () => {
    const w = variable(interval(0), { order: 8 });
    w.mul(w.exp())
      .revert()
      .coefficients.forEach((c, k) => {
        if (k > 0) expect(c.contains(nearest(fraction((-BigInt(k)) ** BigInt(k - 1), factorial(k))))).toBe(true);
      });
  });

  test('no inverse where the slope vanishes', () => {
    const message = 'revert: expected a series with a nonzero coefficient of t, got none; it has no inverse at its center';
    expect(() => t(4).sqr().revert()).toThrow(new RangeError(message));
    expect(() => t(0).revert()).toThrow(new RangeError(message));
  });
});

describe('shift of the center', () => {
  test('a polynomial shifted is the same polynomial', () => {
    const p = series([1, -3, 0, 2], { center: 1 });
    const q = p.shift(2);
    expect(q.center).toBe(3);
    // 1 − 3(u+2) + 2(u+2)³
    expect(q.coefficients).toEqual([11, 21, 12, 2]);
    expect(q.evaluate(0.5)).toBe(p.evaluate(0.5));
  });
});

describe('Padé approximants', () => {
  test('[2/2] of exp is (1 + t/2 + t²/12)/(1 − t/2 + t²/12)', () => {
    const { numerator, denominator } = t(4).exp().pade(2, 2);
    close(numerator.coefficients, [1, 1 / 2, 1 / 12]);
    close(denominator.coefficients, [1, -1 / 2, 1 / 12]);
  });

  test('[3/2] of log(1 + t) encloses with intervals', () => {
    const { numerator, denominator } = variable(interval(0), { order: 5 }).log1p().pade(3, 2);
    // (t + 7t²/10 + t³/30)/(1 + 6t/5 + 3t²/10)
    [0, 1, 0.7, 1 / 30].forEach((c, k) => {
      expect(numerator.coefficient(k).sub(c).mag()).toBeLessThan(1e-14);
    });
    [1, 1.2, 0.3].forEach((c, k) => {
      expect(denominator.coefficient(k).sub(c).mag()).toBeLessThan(1e-14);
    });
    expect(minus(fraction(1, 30), fractionOf(numerator.coefficient(3).lo)).num >= 0n).toBe(true);
  });

  test('a rational function is found again, also where its degrees are smaller', () => {
    const f = t(8).mul(2).add(1).div(t(8).mul(-3).add(1)); // (1 + 2t)/(1 − 3t)
    for (const [l, m] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [2, 1],
      [1, 3],
    ] as const) {
      const { numerator, denominator } = f.pade(l, m);
      const at = 0.25;
      expect(numerator.evaluate(at) / denominator.evaluate(at)).toBeCloseTo(6, 12);
    }
  });

  test('of intervals and of fractions it is not taken for one of lower degrees unless it is certain to be', () => {
    // q_1 + q_2 = −(1 + ε), (1 + ε)·q_1 + q_2 = −1: q_1 = 1, q_2 = −2 − ε
    const epsilon = 2 ** -50;
    const c = [1, 1, 1 + epsilon, 1];
    const { denominator } = series(c.map((x) => interval(x))).pade(1, 2);
    expect(denominator.order).toBe(2);
    expect(denominator.coefficient(1).contains(1) && denominator.coefficient(2).contains(-2 - epsilon)).toBe(true);
    const exactly = series(c.map((x) => ratio(BigInt(x * 2 ** 50), 2n ** 50n))).pade(1, 2).denominator;
    expect(exactly.coefficients.map(String)).toEqual(['1', '1', `-${2n ** 51n + 1n}/${2n ** 50n}`]);
    expect(() => series([interval(1), interval(1), interval(1 - epsilon, 1 + epsilon), interval(1)]).pade(1, 2)).toThrow(
      /pade: expected coefficients of which it is certain whether/,
    );
    const certain = series([1, 1, 1, 1].map((x) => interval(x))).pade(1, 2);
    expect(certain.denominator.coefficients.map(String)).toEqual(['[1, 1]', '[-1, -1]']);
  });

  test('m = 0 is the Taylor polynomial', () => {
    const { numerator, denominator } = t(3).exp().pade(3, 0);
    expect(numerator.coefficients).toEqual([1, 1, 0.5, 1 / 6]);
    expect(denominator.coefficients).toEqual([1]);
  });

  test('l + m within the order', () => {
    expect(() => t(3).exp().pade(2, 2)).toThrow(new RangeError('pade: expected an integer from 0 to the order 3, got 4'));
  });
});

describe('radius of convergence: an estimate from the coefficients', () => {
  const x = t(30);
  test.each([
    ['1/(1 − t/3)', x.div(-3).add(1).pow(-1), 3, 1e-9],
    ['log(1 + 2t)', x.mul(2).log1p(), 0.5, 1e-9],
    ['√(4 − t)', x.neg().add(4).sqrt(), 4, 0.01],
    ['(1 − t)^−3', x.neg().add(1).pow(-3), 1, 0.02],
    ['tan', x.tan(), Math.PI / 2, 0.01],
    ['atan, a pair at ±i', x.atan(), 1, 1e-9],
    ['atan around 1, a pair at distance √2', variable(1, { order: 30 }).atan(), Math.SQRT2, 0.05],
    ['1/(5 − 4t + t²), a pair at 2 ± i', x.sqr().sub(x.mul(4)).add(5).pow(-1), Math.sqrt(5), 0.05],
  ])('%s', (_, s, radius, tolerance) => {
    expect(Math.abs(s.radius() / radius - 1)).toBeLessThan(tolerance);
  });

  test('a polynomial has none, an entire function a large one', () => {
    expect(t(20).pow(3).radius()).toBe(Infinity);
    expect(t(30).exp().radius()).toBeGreaterThan(20);
    expect(t(0).radius()).toBe(Infinity);
    expect(t(3).neg().add(1).pow(-1).radius()).toBeCloseTo(1, 12);
  });

  test('intervals are measured by their largest absolute value', () => {
    expect(variable(interval(0), { order: 30 }).div(2).neg().add(1).pow(-1).radius()).toBeCloseTo(2, 9);
  });
});

describe('size and nearness', () => {
  test('norms', () => {
    const s = series([3, 0, -4]);
    expect(s.norm()).toBe(5);
    expect(s.norm(1)).toBe(7);
    expect(s.norm(Infinity)).toBe(4);
    expect(series([1e200, 1e200]).norm()).toBeCloseTo(Math.SQRT2 * 1e200, -190);
    expect(series([interval(-3, 1)]).norm()).toBe(3);
    expect(() => s.norm(0.5)).toThrow(new RangeError('norm: expected p ≥ 1 or Infinity, got 0.5'));
  });

  test('isApprox compares up to the lower order, relative to the norms', () => {
    const a = t(5).exp();
    expect(a.isApprox(t(3).exp())).toBe(true);
    expect(a.isApprox(a.add(1e-12))).toBe(true);
    expect(a.isApprox(a.add(1e-6))).toBe(false);
    expect(a.isApprox(a.add(1e-6), 1e-5)).toBe(true);
  });
});

describe('text', () => {
  test('terms that are not zero, and what is left out', () => {
    expect(t(3).exp().toString()).toBe('1 + t + 0.5 t² + 0.16666666666666666 t³ + 𝒪(t⁴)');
    expect(t(3).sin().neg().toString()).toBe('−t + 0.16666666666666666 t³ + 𝒪(t⁴)');
    expect(series([0, -2]).toString('x')).toBe('−2 x + 𝒪(x²)');
    expect(t(12).pow(12).toString()).toBe('t¹² + 𝒪(t¹³)');
    expect(series([0]).toString()).toBe('𝒪(t)');
    expect(series([interval(-1, 2), interval(0), interval(1, 2)]).toString()).toBe('[-1, 2] + [1, 2] t² + 𝒪(t³)');
  });

  test('LaTeX', () => {
    expect(series([1, -1, 2.5e-7]).toLatex()).toBe('1 - t + 2.5 \\cdot 10^{-7} t^{2} + \\mathcal{O}(t^{3})');
    expect(series([1e21, 2]).toLatex('x1')).toBe('10^{21} + 2 x_{1} + \\mathcal{O}(x_{1}^{2})');
  });

  test('JSON reads back', () => {
    const s = variable(1, { order: 3 }).log();
    const { coefficients, center, order } = JSON.parse(JSON.stringify(s)) as {
      coefficients: number[];
      center: number;
      order: number;
    };
    expect(series(coefficients, { center, order }).coefficients).toEqual(s.coefficients);
  });
});
