import { describe, expect, test } from 'vitest';
import { type DefinedFunction, defineFunction, type FunctionDefinition } from '../../src/derivative/define.js';
import { derivative, taylor } from '../../src/derivative/derivative.js';
import { gradient } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import { decorated } from '../../src/interval/decorated.js';
import { type Interval, interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

/** F(x) = e^{−x²} ∫_0^x e^{s²} ds = Σ (−2)^k x^{2k+1}/(2k+1)!! for small x. */
function dawsonAt(x: number): number {
  let [sum, term] = [x, x];
  for (let k = 1; Math.abs(term) > 1e-20; k++) {
    term *= (-2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return sum;
}
const dawson = defineFunction('dawson', { a: '-2*u', c: '1', at: dawsonAt });

/** (1 + x)^p for a whole p ≤ 0. */
const inversePower = (p: number): FunctionDefinition<Fraction> => ({
  a: `${p}`,
  b: '1 + u',
  at: (x) => fraction(1).div(x.add(1).pow(-p)),
});
const inverseCube = defineFunction('inverseCube', {
  ...inversePower(-3),
  enclosure: (x) => interval(1).div(x.add(1).pow(3)),
});

/** C(−3, k) = (−1)^k (k + 1)(k + 2)/2 */
const binomial = (k: number): number => ((k % 2 === 0 ? 1 : -1) * (k + 1) * (k + 2)) / 2;

describe('a function given by its own equation', () => {
  test('Dawson’s function has exactly the coefficients (−2)^k/(2k + 1)!! at 0', () => {
    const exactly = defineFunction('dawson', { a: '-2*u', c: '1', at: (x: Fraction) => x });
    const wanted = Array.from({ length: 14 }, () => fraction(0));
    let term = fraction(1);
    for (let k = 0; 2 * k + 1 < 14; k++) {
      if (k > 0) term = term.mul(fraction(-2, 2 * k + 1));
      wanted[2 * k + 1] = term;
    }
    expect(exactly(variable(fraction(0), { order: 13 })).coefficients.map(String)).toEqual(wanted.map(String));
  });

  test('Dawson’s function at 0.3 has the value and the coefficients that mpmath computes', () => {
    // mpmath, mp.dps = 30: taylor(lambda x: sqrt(pi)/2*exp(-x*x)*erfi(x), 0.3, 10), at the double 0.3
    const wanted = [
      0.282631665021311919456983797568278, 0.830421000987212854601493361355078, -0.53175796531747576661790665169211,
      -0.447262407594646753679880488053578, 0.332968343797934893878130284249825, 0.138948761782106515685253048134559,
      -0.124884324110855615680355017651211, -0.0289952755853856663907545895043995, 0.0333957266966178288189172922250161,
      0.00421701279475562624796587752525259, -0.0069321661070089033292977616967651,
    ];
    const { coefficients } = dawson(variable(0.3, { order: 10 }));
    expect(dawson(0.3)).toBe(coefficients[0]);
    coefficients.forEach((c, k) => {
      expect(Math.abs(c / wanted[k]! - 1)).toBeLessThan(1e-14);
    });
  });

  test('(1 + u)^−3 has exactly the binomial coefficients', () => {
    const { coefficients } = inverseCube(variable(fraction(0), { order: 12 }));
    expect(coefficients.map(Number)).toEqual(Array.from({ length: 13 }, (_, k) => binomial(k)));
  });

  test('along series in one variable and in many it is exactly the power that another rule computes', () => {
    const t = variable(fraction(1, 3), { order: 8 });
    const u = t.sqr().mul(fraction(2, 5)).sub(t).add(2);
    expect(String(inverseCube(u))).toBe(String(u.add(1).pow(-3)));
    const [x, y] = variables([fraction(1, 2), fraction(-1, 3)], { order: 5 });
    const v = x!.mul(y!).add(x!.sqr()).sub(y!);
    expect(inverseCube(v).coefficients.map(String)).toEqual(v.add(1).pow(-3).coefficients.map(String));
    const [p, q] = variables([fraction(1), fraction(2)], { order: 6, weights: [1, 2] });
    const w = p!.mul(q!).add(q!);
    expect(inverseCube(w).coefficients.map(String)).toEqual(w.add(1).pow(-3).coefficients.map(String));
  });

  test('a, b and c may be any formulas: u e^u by f′ = f + e^u, by u f′ = (1 + u) f, and by a plain function', () => {
    const at = (x: number): number => x * Math.exp(x);
    const u = variable(0.5, { order: 9 }).sin();
    const truth = u.mul(u.exp()).coefficients;
    for (const definition of [
      { a: '1', c: 'exp(u)', at },
      { a: '1 + u', b: 'u', at },
      { a: (u: number) => 1 + u, b: formula('u'), at },
    ]) {
      const f = defineFunction('f', definition);
      f(u).coefficients.forEach((c, k) => {
        expect(Math.abs(c - truth[k]!)).toBeLessThan(1e-14 * Math.max(1, Math.abs(truth[k]!)));
      });
    }
  });

  test('series whose coefficients are series, and complex numbers', () => {
    const t = variable(variable(fraction(1), { order: 3 }), { order: 3 });
    const nested = inverseCube(t.sqr());
    expect(String(nested)).toBe(String(t.sqr().add(1).pow(-3)));
    const exponential = defineFunction('exponential', { a: '1', at: (z: Complex) => z.exp() });
    const z = variable(complex(1, 2), { order: 5 }).sqr();
    exponential(z).coefficients.forEach((c, k) => {
      expect(c.sub(z.exp().coefficient(k)).abs()).toBeLessThan(1e-14);
    });
  });

  test('a constant has a value where the equation is singular', () => {
    const f = defineFunction('f', { a: '3', b: 'u', at: (x) => x ** 3 });
    const t = variable(1, { order: 2 });
    expect(f(t.sub(t)).coefficients).toEqual([0, 0, 0]);
    expect(f(variable(0, { order: 0 })).coefficients).toEqual([0]);
  });
});

describe('with an enclosure', () => {
  const width = interval('0.25').hull(interval('0.75'));

  test('the coefficients over an interval contain the exact ones at every rational in it', () => {
    const { coefficients } = inverseCube(variable(width, { order: 10 }));
    for (let i = 0; i <= 16; i++) {
      const x = fraction(8 + i, 32);
      coefficients.forEach((c: Interval, k) => {
        const exact = fraction(binomial(k)).div(x.add(1).pow(3 + k));
        expect(exact.compare(fraction(c.lo)) >= 0 && exact.compare(fraction(c.hi)) <= 0).toBe(true);
      });
    }
    const point = inverseCube(variable(interval(1), { order: 6 })).coefficients;
    point.forEach((c, k) => {
      expect(c.contains(binomial(k) / 2 ** (3 + k))).toBe(true);
      expect(c.wid()).toBeLessThan(1e-14);
    });
    expect(inverseCube(width).lo).toBeLessThanOrEqual(64 / 343);
    expect(inverseCube(width).hi).toBeGreaterThanOrEqual(64 / 125);
  });

  test('in many variables too', () => {
    const [x, y] = variables([width, interval(1)], { order: 4 });
    const [p, q] = variables([fraction(1, 2), fraction(1)], { order: 4 });
    const exact = p!.mul(q!).add(1).pow(-3).coefficients;
    inverseCube(x!.mul(y!)).coefficients.forEach((c, i) => {
      expect(exact[i]!.compare(fraction(c.lo)) >= 0 && exact[i]!.compare(fraction(c.hi)) <= 0).toBe(true);
    });
  });

  test('what has no derivative has the whole line, whatever zeros it meets', () => {
    // f′ = u f: f = exp(u²/2), and exp(cbrt(t)²/2) has no derivative at 0, though f′(0) = 0
    const f = defineFunction('f', { a: 'u', at: (x) => Math.exp((x * x) / 2), enclosure: (x) => x.sqr().div(2).exp() });
    const root = taylor('cbrt(t)', interval(0), 2);
    expect(f(root).coefficient(1)).toEqual(interval(-Infinity, Infinity));
    // f′ = cbrt(u) f is differentiable once at 0, not more
    const g = defineFunction('g', {
      a: 'cbrt(u)',
      at: (x) => Math.exp(0.75 * Math.cbrt(x) ** 4),
      enclosure: (x) => x.cbrt().pow(4).mul(0.75).exp(),
    });
    const t = variable(interval(0), { order: 3 });
    expect(g(t).coefficients.slice(0, 2)).toEqual([interval(1), interval(0)]);
    expect(g(t).coefficient(2)).toEqual(interval(-Infinity, Infinity));
    // and is as smooth as ever away from there
    const away = g(variable(interval(1), { order: 3 })).coefficient(2);
    expect(away.sub((2 / 3) * Math.exp(0.75)).mag()).toBeLessThan(1e-14);
  });
});

describe('misuse is refused with what to do', () => {
  test('where b vanishes', () => {
    const f = defineFunction('cube', { a: '3', b: 'u', at: (x) => x ** 3, enclosure: (x) => x.pow(3) });
    expect(() => defineFunction('g', { a: '1', at: Math.exp, enclose: () => interval(0) } as never)).toThrow(
      'defineFunction: expected options among a, b, c, at, enclosure, got enclose; did you mean enclosure?',
    );
    expect(() => f(variable(0, { order: 2 }))).toThrow(
      new RangeError(
        'cube: expected a center at which u does not vanish, got 0; its equation is singular there and says nothing of derivatives, so expand at another point',
      ),
    );
    expect(() => f(variable(interval(-1, 2), { order: 2 }))).toThrow(
      /^cube: expected a center at which u does not vanish, got \[-1, 2\]/,
    );
    expect(f(variable(1, { order: 3 })).coefficients).toEqual([1, 3, 3, 1]);
  });

  test('intervals without an enclosure', () => {
    expect(() => dawson(interval(0.3))).toThrow(
      new TypeError(
        'dawson: expected a number or a series of numbers, got an interval, over which only an enclosure of dawson has a value; ' +
          'give defineFunction an enclosure: (x: Interval) => Interval',
      ),
    );
    expect(() => dawson(variable(interval(0.3), { order: 2 }))).toThrow(
      /^dawson: expected a number or a series of numbers, got an interval/,
    );
  });

  test('values of another kind', () => {
    const half = defineFunction('half', { a: '1', at: () => 0.5 });
    expect(() => half(variable(fraction(1), { order: 2 }))).toThrow(
      /^half: expected at to return a value of kind .* for one, got number$/,
    );
    const text = defineFunction('text', { a: '1', at: (() => '1') as unknown as (x: number) => number });
    expect(() => text(1)).toThrow(new TypeError('text: expected at to return a number for a number, got string'));
    const narrow = defineFunction('narrow', {
      a: '1',
      at: Math.exp,
      enclosure: (() => 1) as unknown as (x: Interval) => Interval,
    });
    expect(() => narrow(interval(1))).toThrow(new TypeError('narrow: expected enclosure to return an Interval, got number'));
    expect(() => dawson('1' as unknown as number)).toThrow(/^dawson: expected a number, a Complex/);
    const nowhere = defineFunction('nowhere', { a: '1', at: () => NaN });
    expect(() => nowhere(variable(1, { order: 2 }))).toThrow(/^nowhere: expected a finite number, got NaN/);
  });

  test('definitions that are none', () => {
    const at = (x: number): number => x;
    expect(() => defineFunction('f', { a: 'p*u', at })).toThrow(
      new RangeError('defineFunction: expected formulas in one variable, the argument, got p, u; write constants as numbers'),
    );
    expect(() => defineFunction('', { a: 'u', at })).toThrow(
      new TypeError(
        'defineFunction: expected a name of letters, digits and _, got ""; it is what formulas and errors call the function',
      ),
    );
    expect(() => defineFunction('f', { a: 'u' } as unknown as FunctionDefinition)).toThrow(
      new TypeError('defineFunction: expected values of f from a function at, got undefined; give at: (x) => …'),
    );
  });
});

describe('a function whose values come from formulas that have it in them', () => {
  // e^x = (e^{x/2})², down to arguments at which the exponential itself is taken; x e^x takes x after that
  const f = (E: DefinedFunction): Formula => formula('x*E(x/2)^2', { variables: ['x'], scope: { E } });
  type Ask = <T extends number | Interval>(f: Formula, x: T) => T;

  test.each<[string, number, Ask]>([
    ['a value', 0, (f, x) => f.evaluate([x])],
    ['a derivative of order 0', 0, (f, x) => derivative(f, x, 0)],
    ['a derivative', 1, (f, x) => derivative(f, x, 1)],
    ['a gradient', 1, (f, x) => gradient(f, [x])[0]!],
    ['a Hessian', 2, (f, x) => hessian(f, [x])[0]![0]!],
    ['a series', 1, (f, x) => taylor(f, [x], 1).coefficient([1])],
  ])('%s', (_, k, ask) => {
    // the k-th derivative of x e^x is (k + x) e^x
    const E: DefinedFunction = defineFunction('E', {
      a: '1',
      at: Math.exp,
      enclosure: (x): Interval => (x.mag() < 0.1 ? x.exp() : ask(own, x).div(x.add(k))),
    });
    const own = f(E);
    const x = interval(1, 1 + 2 ** -40);
    // the second time with what the first one has left
    for (const value of [ask(own, x), ask(own, x)]) {
      expect(value.contains(x.add(k).mul(x.exp()))).toBe(true);
      expect(value.wid()).toBeLessThan(1e-9);
    }
    const once: DefinedFunction = defineFunction('E', {
      a: '1',
      at: (x) => (Math.abs(x) < 0.1 ? Math.exp(x) : ask(again, x) / (k + x)),
    });
    const again = f(once);
    for (const value of [ask(again, 1), ask(again, 1)]) expect(value / (k + 1)).toBeCloseTo(Math.E, 12);
  });

  test('second derivatives, while it computes which it asks for others', () => {
    const E: DefinedFunction = defineFunction('E', {
      a: '1',
      at: Math.exp,
      enclosure: (x) => {
        if (x.mag() > 0.3) hessian(other, [x.mul(0.3), interval(2)]);
        return x.exp();
      },
    });
    const other = formula('y*E(x*y)', { variables: ['x', 'y'], scope: { E } });
    const [x, y] = [interval(0.5), interval(1.5)];
    const e = x.mul(y).exp();
    const mixed = e.mul(y).mul(x.mul(y).add(2));
    const expected = [e.mul(y.pow(3)), mixed, mixed, e.mul(x).mul(x.mul(y).add(2))];
    // the second time with what the first one has left
    for (const values of [hessian(other, [x, y]), hessian(other, [x, y])])
      for (const [i, value] of values.flat().entries()) expect(value.disjoint(expected[i]!)).toBe(false);
  });

  test('its own series', () => {
    const E: DefinedFunction = defineFunction('E', {
      a: '1',
      at: Math.exp,
      enclosure: (x): Interval =>
        x.mag() < 0.1
          ? x.exp()
          : E(variable(interval(0), { order: 3 }).mul(3).add(x.div(2)))
              .coefficient(0)
              .sqr(),
    });
    const x = interval(1, 1 + 2 ** -40);
    for (const [k, c] of E(variable(x, { order: 3 })).coefficients.entries()) {
      expect(c.contains(x.exp().div([1, 1, 2, 6][k]!))).toBe(true);
      expect(c.wid()).toBeLessThan(1e-9);
    }
  });

  test('what it computes has no part in the decoration of what it is asked for', () => {
    const E = (meanwhile: (x: Interval) => unknown) =>
      defineFunction('E', {
        a: '1',
        at: Math.exp,
        enclosure: (x) => {
          meanwhile(x);
          return x.exp();
        },
      });
    const decorationOf = (text: string, meanwhile: (x: Interval) => unknown): string =>
      formula(text, { scope: { E: E(meanwhile) } }).evaluate([decorated('[0, 1]')]).decoration;
    expect(decorationOf('sqrt(x - 0.5) + E(x)', (x) => formula('x + 1').evaluate([decorated(x)]))).toBe('trv');
    expect(decorationOf('x + E(x)', (x) => formula('sqrt(x - 0.5)').evaluate([x]))).toBe('com');
  });

  test('a compiled kernel refuses to run within itself', () => {
    const E = defineFunction('E', { a: '1', at: (x) => kernel([x]), enclosure: (x) => interval(kernelOf([x.lo, x.hi])[0]!) });
    const f = formula('x + E(x)', { scope: { E } });
    const kernel = f.compile();
    const kernelOf = f.compile({ arithmetic: 'interval' });
    for (const call of [() => kernel([1]), () => kernelOf([1, 2])])
      expect(call).toThrow(/kernel: expected no call before the last one is over/);
  });
});
