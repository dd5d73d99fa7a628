import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { derivatives, taylor } from '../../src/derivative/derivative.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction as exactFraction } from '../../src/number/fraction.js';
import { atan2, cot, csc, hypot, sec, tan } from '../../src/series/free.js';
import { besselJ, digamma, keplerE, lambertWm1, lgamma, polygamma, sinc } from '../../src/series/free-special.js';
import { ladders } from '../../src/series/functions.js';
import { rules } from '../../src/series/recurrence.js';
import { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import { binomial, type Fraction, fraction, minus, minusOf, over, plus, times, zero } from '../oracle/fraction.js';
import { rung } from '../oracle/heads.js';
import type { Polynomial } from '../oracle/polynomial.js';
import { applied, closedForm, sample, setting } from './exactly.js';

const settings = [setting(1, 9, true), setting(2, 5), setting(3, 3)];

describe.each(settings)('$name: special functions have exactly the coefficients of their closed forms', (where) => {
  const { truth } = where;
  const { order } = truth;
  const same = (got: Polynomial, wanted: Polynomial): void => {
    expect([...truth.sub(got, wanted)]).toEqual([]);
    expect(wanted.size).toBeGreaterThan(0);
  };
  const composed = (coefficient: (k: number) => Fraction, a: Polynomial): Polynomial =>
    truth.compose(
      Array.from({ length: order + 1 }, (_, k) => coefficient(k)),
      truth.withoutConstant(a),
    );
  const x = fraction(5, 3);
  const a = sample(truth, x, 1);

  test('Bessel functions: 2^k J_n^(k) = Σ_j (−1)^j C(k, j) J_{n−k+2j}, whatever J_m(x) are', () => {
    const J = (m: number): Fraction => (m < 0 && m % 2 !== 0 ? minusOf(rung(100n, -m, x)) : rung(100n, Math.abs(m), x));
    for (const n of [0, 1, 2, order + 4]) {
      const derivative = (k: number): Fraction => {
        let sum = zero;
        for (let j = 0; j <= k; j++) {
          const term = times(binomial(fraction(k), j), J(n - k + 2 * j));
          sum = j % 2 === 0 ? plus(sum, term) : minus(sum, term);
        }
        return over(sum, fraction(2n ** BigInt(k)));
      };
      const { rule, result } = ladders.besselJ(n, order);
      same(
        applied(where, rule, result, a),
        composed((k) => over(derivative(k), fraction(factorial(k))), a),
      );
    }
  });

  test('spherical Bessel functions: derivatives by j_m′ = (m j_{m−1} − (m + 1) j_{m+1})/(2m + 1), whatever j_m(x) are', () => {
    for (const n of [0, 1, order + 3]) {
      // a linear form in j_0, j_1, …, differentiated k times
      const derivative = (k: number): Fraction => {
        let form = new Map([[n, fraction(1)]]);
        for (let i = 0; i < k; i++) {
          const next = new Map<number, Fraction>();
          for (const [m, c] of form) {
            const by = over(c, fraction(2 * m + 1));
            if (m > 0) next.set(m - 1, plus(next.get(m - 1) ?? zero, times(by, fraction(m))));
            next.set(m + 1, minus(next.get(m + 1) ?? zero, times(by, fraction(m + 1))));
          }
          form = next;
        }
        return [...form].reduce((sum, [m, c]) => plus(sum, times(c, rung(200n, m, x))), zero);
      };
      const { rule, result } = ladders.sphericalJ(n, order);
      same(
        applied(where, rule, result, a),
        composed((k) => over(derivative(k), fraction(factorial(k))), a),
      );
    }
  });

  test('ln Γ and its derivatives: Taylor coefficients L_k at the point, composed', () => {
    for (const n of [0, 1, 3]) {
      const { rule, result } = ladders.lgammaCoefficient(n, order);
      // L_n^(k)/k! = C(n + k, k) L_{n+k}
      same(
        applied(where, rule, result, a),
        composed((k) => times(binomial(fraction(n + k), k), rung(300n, n + k, x)), a),
      );
    }
  });

  test('Γ: its logarithmic derivative is that of ln Γ, whatever Γ(x) is', () => {
    const { rule, result } = ladders.gamma(0, order);
    const got = applied(where, rule, result, a);
    const start = rung(400n, 0, x);
    const { rule: below, result: at } = ladders.lgammaCoefficient(0, order);
    const exponent = truth.withoutConstant(applied(where, below, at, a));
    const power = truth.compose(
      Array.from({ length: order + 1 }, (_, k) => fraction(1n, factorial(k))),
      exponent,
    );
    same(got, truth.scale(power, start));
  });

  test('atan2(a, b) is atan(a/b) but for its start; hypot is the root of a sum of squares', () => {
    const b = sample(truth, fraction(-3, 4), 2);
    const quotient = truth.div(a, b);
    same(truth.withoutConstant(applied(where, rules.atan2, 0, a, b)), truth.withoutConstant(closedForm(truth, 'atan', quotient)));
    const [p, q] = [sample(truth, fraction(3, 2), 1), sample(truth, fraction(-2), 3)];
    const squares = truth.add(truth.mul(p, p), truth.mul(q, q));
    same(applied(where, rules.hypot, 0, p, q), closedForm(truth, 'sqrt', squares));
  });

  test('E = keplerE(e, M) solves E − e sin E = M', () => {
    const e = sample(truth, fraction(2, 5), 4);
    const M = sample(truth, zero, 2);
    const E = applied(where, rules.keplerE, 0, e, M);
    same(truth.sub(E, truth.mul(e, closedForm(truth, 'sin', E))), M);
  });
});

function factorial(n: number): bigint {
  return n === 0 ? 1n : BigInt(n) * factorial(n - 1);
}

describe('special functions of series', () => {
  const t = variable(0, { order: 8 });

  test('sinc has no singularity at 0 and full order', () => {
    expect(t.sinc().order).toBe(8);
    t.sinc().coefficients.forEach((c, k) => {
      expect(c).toBeCloseTo(k % 2 === 1 ? 0 : (k % 4 === 0 ? 1 : -1) / Number(factorial(k + 1)), 17);
    });
    expect(taylor('sinc(x)', 1e-3, 30).coefficient(30) * Number(factorial(30))).toBeCloseTo(-1 / 31, 5);
    expect(`${sinc(variable(exactFraction(0), { order: 4 }))}`).toBe('1 − ⅙ t² + 1/120 t⁴ + 𝒪(t⁵)');
  });

  test('functions made of others agree with them', () => {
    const s = variable(0.7, { order: 10 });
    const near = (left: typeof s, right: typeof s): void =>
      expect(left.isApprox(right, 1e-13), `${left} and ${right}`).toBe(true);
    near(s.erf().add(s.erfc()), s.constant(1));
    near(
      s.erf().derivative(),
      s
        .gaussian()
        .mul(2 / Math.sqrt(Math.PI))
        .truncate(9),
    );
    near(s.lambertW().mul(s.lambertW().exp()), s);
    near(s.sigmoid(), s.div(2).tanh().add(1).div(2));
    near(s.lgamma().derivative(), s.digamma().truncate(9));
    near(s.digamma().derivative(2), s.polygamma(2).truncate(8));
    near(s.add(1).lgamma().sub(s.lgamma()), s.log());
    near(s.sinc().mul(s), s.sin());
    near(s.sinpi().sqr().add(s.cospi().sqr()), s.constant(1));
    near(s.tanpi(), s.sinpi().div(s.cospi()));
    near(s.besselJ(2).add(s.besselJ(0)), s.besselJ(1).div(s).mul(2));
    near(s.besselJ(-3), s.besselJ(3).neg());
    near(s.sphericalJ(1), s.sin().div(s.sqr()).sub(s.cos().div(s)));
    near(tan(atan2(s.sin(), s.cos())), s.tan());
    near(hypot(s.sin(), s.cos()), s.constant(1));
    near(s.hypot(0), s);
    const E = keplerE(0.4, s);
    near(E.sub(E.sin().mul(0.4)), s);
    near(sec(s), s.cos().pow(-1));
    near(cot(s).mul(csc(s)), s.cos().div(s.sin().sqr()));
  });

  test('in many variables, over intervals, in series of series', () => {
    const [x, y] = variables([0.5, 1.25], { order: 3 }) as [never, never];
    const J = besselJ(1, x) as unknown as SeriesN<number>;
    expect(J.derivativeAt([2, 0])).toBeCloseTo(derivatives('besselJ(1, x)', 0.5, 2)[2]!, 14);
    expect(`${atan2(x, y)}`).toContain('𝒪(‖x‖⁴)');
    const [p] = variables([interval(0.5), interval(1)], { order: 2 }) as [never];
    const enclosed = variable(p as number, { order: 2 })
      .erf()
      .coefficient(1) as unknown as {
      coefficient(e: number[]): { contains(x: number): boolean; wid(): number };
    };
    const slope = derivatives('erf(x)', 0.5, 2);
    expect(enclosed.coefficient([1, 0]).wid()).toBeLessThan(1e-14);
    expect(enclosed.coefficient([1, 0]).contains(slope[2]!)).toBe(true);
  });

  test('the enclosures contain what numbers give, and are narrow', () => {
    const f =
      'besselJ(2, x) + lgamma(x) + polygamma(1, x) + sinc(x) + lambertW(x) + erfc(x) + sigmoid(x) + atan2(x, 2) + hypot(x, 3) + keplerE(0.6, x) + sinpi(x)';
    const numbers = derivatives(f, 1.375, 8);
    derivatives(f, interval(1.375), 8).forEach((x, k) => {
      expect(x.wid(), `derivative ${k}`).toBeLessThan(1e-10 * (1 + Math.abs(numbers[k]!)));
      expect(x.mid()).toBeCloseTo(numbers[k]!, 9 - Math.ceil(Math.log10(1 + Math.abs(numbers[k]!))));
    });
    const over = derivatives(f, interval(1.3, 1.4), 4);
    for (const at of [1.3, 1.33, 1.375, 1.4]) {
      derivatives(f, interval(at), 4).forEach((x, k) => {
        expect(x.subset(over[k]!), `derivative ${k} at ${at}`).toBe(true);
      });
    }
  });

  test('values of any kind, and a clear error where a kind lacks the function', () => {
    expect(lgamma(3)).toBeCloseTo(Math.LN2, 15);
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 15);
    expect(polygamma(1, 1)).toBeCloseTo(Math.PI ** 2 / 6, 14);
    expect(keplerE(0.5, interval(1)).contains(keplerE(0.5, 1))).toBe(true);
    expect((sinc(interval(-0.1, 0.1) as never) as unknown as Interval).contains(1)).toBe(true);
    expect(atan2(interval(1), interval(-1)).contains((3 * Math.PI) / 4)).toBe(true);
    const lacking = 'lambertWm1: expected coefficients for which lambertWm1 is known, got Fraction; use numbers or intervals';
    expect(() => lambertWm1(exactFraction(-1, 4))).toThrow(new TypeError(lacking));
    expect(() => taylor('lambertWm1(x)', exactFraction(-1, 4), 2)).toThrow(new TypeError(lacking));
    expect(() => taylor('besselJ(x, x)', 1, 2)).toThrow(
      'expected a whole number from -10000 to 10000 as the first argument of besselJ',
    );
    expect(() => t.polygamma(-1)).toThrow('polygamma: expected a whole number ≥ 0 before its argument, got -1');
  });

  test('what is infinite at the center is refused, and errors are in the name of what was asked', () => {
    expect(() => variable(0.5, { order: 2 }).tanpi()).toThrow(
      new RangeError(
        'tanpi: expected a series that starts where tanpi is differentiable, got one that starts with 0.5; tanpi branches or has a pole there and has no Taylor ' +
          'series, so expand at another point',
      ),
    );
    const half = variable(exactFraction(1, 2), { order: 2 });
    for (const name of ['sin', 'cos', 'sinh', 'cosh', 'tan', 'tanh'] as const) {
      expect(() => half[name]()).toThrow(`${name}: expected a fraction at which ${name} is rational, which is 0 alone, got 1/2`);
    }
  });

  test('singular points have rules', () => {
    expect(t.constant(0).sqrt().coefficient(0)).toBe(0);
    expect(t.sqr().mul(4).sqrt().toString()).toBe('2 t + 𝒪(t⁸)');
    expect(t.pow(4).pow(1.5).coefficient(6)).toBe(1);
    expect(variable(1, { order: 3 }).constant(1).acos().coefficient(0)).toBe(0);
    expect(variable(1, { order: 3 }).constant(-1).acos().coefficients).toEqual([Math.PI, 0]);
    expect(variable(1, { order: 2 }).constant(1).asin().coefficients).toEqual([Math.PI / 2, 0]);
    expect(() => t.atan2(t)).toThrow('atan2: expected a point other than the origin at the center, got (0, 0)');
    expect(() => hypot(t, t.mul(2))).toThrow('hypot: expected a point other than the origin at the center, got (0, 0)');
    expect(t.div(t.expm1()).order).toBe(7);
    expect(t.div(t.expm1()).coefficient(1)).toBe(-0.5);
  });

  test('the 200th derivative of sin is right, though 1/200! is no double', () => {
    const signed = (k: number): number => [Math.sin(1), Math.cos(1), -Math.sin(1), -Math.cos(1)][k % 4]!;
    derivatives('sin(x)', 1, 200).forEach((value, k) => {
      expect(value).toBeCloseTo(signed(k), 11);
    });
    const s = variable(1, { order: 400 }).sin();
    for (let k = 0; k <= 400; k++) expect(s.derivativeAt(k)).toBeCloseTo(signed(k), 10);
    expect(s.coefficient(200)).toBe(0);
    const odd = variable(0, { order: 200 }).sin();
    expect(odd.derivativeAt(199)).toBeCloseTo(-1, 12);
    expect(odd.derivativeAt(200)).toBe(0);
  });

  test('what is computed of series keeps the digits of coefficients that underflow', () => {
    const t = variable(0.5, { order: 240 });
    // e^{2t} cosh t = (e^{3t} + e^t)/2, whose coefficients are sums of positive terms
    const growth = t.mul(2).exp().mul(t.cosh());
    const truth = (k: number): number => (3 ** k * Math.exp(1.5) + Math.exp(0.5)) / 2;
    const close = (value: number, k: number): void => {
      expect(value / truth(k)).toBeCloseTo(1, 11);
    };
    for (const k of [100, 171, 200, 240]) close(growth.derivativeAt(k), k);
    close(growth.derivative(30).derivativeAt(190), 220);
    close(growth.integral().derivativeAt(241), 240);
    close(growth.truncate(220).add(growth).div(2).derivativeAt(215), 215);
    const origin = variable(0, { order: 240 });
    expect(origin.exp().mul(origin.sqr()).div(origin.sqr()).derivativeAt(238)).toBeCloseTo(1, 13);
    close(growth.neg().mul(-1e300).mul(1e-300).derivativeAt(200), 200);
    expect(t.exp().pow(3).derivativeAt(230) / (3 ** 230 * Math.exp(1.5))).toBeCloseTo(1, 11);
    // where 1/(1 − t) has coefficients 1, the other factor needs the scale: Σ_{j ≤ k} 1/j! → e
    const zero = variable(0, { order: 200 });
    const mixed = zero.exp().mul(zero.constant(1).div(zero.neg().add(1)));
    expect(mixed.coefficient(200)).toBeCloseTo(Math.E, 13);
    expect(zero.constant(1).div(zero.neg().add(1)).coefficient(200)).toBe(1);
    // terms of degree 200 count far from the center
    expect(variable(0, { order: 400 }).exp().evaluate(100) / Math.exp(100)).toBeCloseTo(1, 12);
    const z = variable(complex(0, 1), { order: 200 }).exp();
    expect(z.derivativeAt(200).sub(complex(0, 1).exp()).abs()).toBeLessThan(1e-12);
  });

  test('a product of series that have all digits keeps those of its own that underflow', () => {
    const power = variable(0, { order: 200 }).pow(90);
    // 180!·1.1e-320
    expect(power.mul(1e-160).mul(power.mul(1.1e-160)).derivativeAt(180) / 2209856687.4904776).toBeCloseTo(1, 12);
  });

  test('composition, reversion, shifts, Padé approximants and JSON keep them too', () => {
    const t = variable(0, { order: 300 });
    expect(t.sin().compose(t).derivativeAt(297)).toBeCloseTo(1, 12);
    // e^{sin(2t)/2} at 0 by the function itself and by composition
    const inner = t.mul(2).sin().div(2);
    const [direct, composed] = [inner.exp(), t.exp().compose(inner)];
    for (const k of [100, 180, 300]) expect(composed.coefficient(k) / direct.coefficient(k)).toBeCloseTo(1, 9);
    expect(t.exp().compose(t.truncate(200)).derivativeAt(200)).toBeCloseTo(1, 12);
    // the inverse of e^t − 1 is ln(1 + t), and of sin t arcsin t; what is made of small coefficients has all their digits
    const s = variable(0, { order: 200 });
    for (const k of [10, 171, 200]) expect(s.expm1().revert().coefficient(k) * k * (-1) ** (k + 1)).toBeCloseTo(1, 6);
    expect(s.sin().revert().coefficient(199) / s.asin().coefficient(199)).toBeCloseTo(1, 6);
    // t·2^{-600} has the inverse t·2^600
    expect(
      s
        .mul(2 ** -600)
        .revert()
        .coefficient(1),
    ).toBe(2 ** 600);
    expect(s.add(1).log().revert().center).toBe(0);
    const shifted = t.exp().shift(0.5);
    expect(shifted.center).toBe(0.5);
    for (const k of [0, 180, 270]) expect(shifted.derivativeAt(k) / Math.exp(0.5)).toBeCloseTo(1, 12);
    // (1 + t/400 + …)/(1 − …): the Padé approximant [170/1] of e^t has q_1 = −1/171
    const { numerator, denominator } = t.exp().pade(170, 1);
    expect(denominator.coefficient(1) * -171).toBeCloseTo(1, 12);
    // p_170 = 1/170! − 1/(171·169!) = (1/171)/170!
    expect(numerator.derivativeAt(170) * 171).toBeCloseTo(1, 9);
    const back = Series.fromJSON<number>(JSON.stringify(t.sin()));
    expect(back.coefficients).toEqual(t.sin().coefficients);
    for (const k of [101, 201, 297, 300]) expect(back.derivativeAt(k)).toBe(t.sin().derivativeAt(k));
    expect(Object.keys(variable(0, { order: 170 }).mul(2).toJSON())).not.toContain('stretched');
    expect(() => Series.fromJSON({ ...t.sin().toJSON(), stretched: { scale: 64, coefficients: [1] } })).toThrow(
      'fromJSON: expected 301 coefficients for order 300, got 1',
    );
  });

  test('what has a low order is made of all of them', () => {
    const t = variable(0, { order: 300 });
    const slope = t.cos().derivative(200);
    expect(slope.order).toBe(100);
    for (const k of [0, 50, 100]) expect(slope.derivativeAt(k)).toBeCloseTo([1, 0, -1, 0][k % 4]!, 11);
    // e^t less its first 180 terms is t^180/180! + …
    const tail = t.exp().sub(
      t
        .exp()
        .truncate(179)
        .coefficients.reduceRight((sum, c) => sum.mul(t).add(c), t.mul(0)),
    );
    expect(tail.div(t.pow(180)).order).toBe(120);
    // |a|, min and max are the series that they are
    expect(t.cos().abs().derivativeAt(300)).toBeCloseTo(1, 11);
    expect(t.cos().max(0).derivativeAt(300)).toBeCloseTo(1, 11);
  });

  test('the Taylor series of a formula has them', () => {
    const s = taylor('sin(x)', 0, 300);
    expect(s.derivativeAt(297)).toBeCloseTo(1, 11);
    expect(s.derivative(200).derivativeAt(97)).toBeCloseTo(1, 11);
    expect(taylor('sin(x)/x', 0, 200).derivativeAt(100) * 101).toBeCloseTo(1, 9);
  });

  test('in many variables nothing is magnified that was lost', () => {
    const [x, y] = variables([0, 0], { order: 201, orders: [200, 1] }) as [SeriesN<number>, SeriesN<number>];
    const s = x.exp().mul(y.add(1));
    const message = (name: string): string =>
      `${name}: expected a coefficient that is a double, got one of degree 171 that underflows`;
    expect(() => s.derivative('x')).toThrow(message('derivative'));
    expect(() => s.evaluate([100, 1])).toThrow(message('evaluate'));
    expect(() => s.restrict({ y: 1 })).toThrow(message('restrict'));
    expect(() => s.shift([1, 1])).toThrow(message('shift'));
    expect(() => s.compose([x, y])).toThrow(message('compose'));
    expect(s.truncate(150).derivative('x').coefficient([0, 1])).toBe(1);
    // powers of x alone
    expect(x.pow(180).derivative('x').coefficient([179, 0])).toBe(180);
  });

  test('where digits are lost to underflow there is an error rather than a false derivative', () => {
    // coefficients as they are given
    const t = variable(0, { order: 300 });
    const e = t.exp();
    const compound = series(t.sin().coefficients);
    expect(() => compound.derivative()).toThrow('derivative: expected a coefficient that is a double, got one of degree 171');
    for (const k of [172, 181, 299]) {
      expect(() => compound.derivativeAt(k)).toThrow(
        new RangeError(
          `derivativeAt: expected a coefficient that is a double, got one of degree ${k} that underflows; use derivatives(f, x, k) or partial, which scale, ` +
            'or a series of decimals or fractions',
        ),
      );
    }
    expect(e.mul(t.neg().add(0.1).pow(-1)).coefficient(299)).toBeCloseTo(Math.exp(0.1) * 1e300, -287);
    expect(compound.derivativeAt(161)).toBeCloseTo(1, 12);
    const [x] = variables([1], { order: 200 });
    expect(() => x!.sin().derivativeAt([200])).toThrow(RangeError);
    // zeros behind a polynomial are zeros, and large coefficients are coefficients
    expect(variable(1, { order: 200 }).pow(3).derivativeAt(200)).toBe(0);
    expect(variable(0, { order: 170 }).neg().add(1).pow(-1).derivativeAt(170)).toBeCloseTo(7.257415615307994e306, -293);
    // what does not underflow is right to the end
    expect(variable(exactFraction(0), { order: 200 }).pow(200).derivativeAt(200).den).toBe(1n);
    const decimal = variable(new Decimal(1), { order: 200 }).sin();
    expect(decimal.derivativeAt(200).toNumber()).toBeCloseTo(Math.sin(1), 14);
    expect(variable(interval(1), { order: 200 }).sin().derivativeAt(200).contains(Math.sin(1))).toBe(true);
  });
});
