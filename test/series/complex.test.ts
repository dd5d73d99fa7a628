import { describe, expect, test } from 'vitest';
import { complexAlgebra } from '../../src/algebra/complex.js';
import { derivative, derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient, jacobian, vjp } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';
import { add, div, exp, log, mul, pow, sqrt } from '../../src/series/free.js';
import { ruleOfHead } from '../../src/series/functions.js';
import { graded } from '../../src/series/graded.js';
import { programOf } from '../../src/series/program.js';
import { rules } from '../../src/series/recurrence.js';
import { Space } from '../../src/series/space.js';
import { Tape } from '../../src/series/tape.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import { type Fraction, fraction, minus, nearest, plus, times, zero } from '../oracle/fraction.js';
import { centers, expansion } from '../oracle/maclaurin.js';

/** An exact complex number. */
interface Gaussian {
  readonly re: Fraction;
  readonly im: Fraction;
}

const gaussian = (re: Fraction, im: Fraction = zero): Gaussian => ({ re, im });
const sum = (z: Gaussian, w: Gaussian): Gaussian => gaussian(plus(z.re, w.re), plus(z.im, w.im));
const product = (z: Gaussian, w: Gaussian): Gaussian =>
  gaussian(minus(times(z.re, w.re), times(z.im, w.im)), plus(times(z.re, w.im), times(z.im, w.re)));

/** The product of polynomials in the variables of a space, by its numbering. */
function multiplied(space: Space, x: readonly Gaussian[], y: readonly Gaussian[]): Gaussian[] {
  const out = Array.from({ length: space.size }, () => gaussian(zero));
  x.forEach((a, i) => {
    y.forEach((b, l) => {
      const at = space.indexOf(space.exponentsOf(i).map((e, v) => e + space.exponentsOf(l)[v]!));
      if (at !== undefined) out[at] = sum(out[at]!, product(a, b));
    });
  });
  return out;
}

/** Σ_k c_k h^k by Horner's rule. */
function composed(space: Space, c: readonly Fraction[], h: readonly Gaussian[]): Gaussian[] {
  let total = Array.from({ length: space.size }, () => gaussian(zero));
  for (let k = space.order; k >= 0; k--) {
    total = multiplied(space, total, h);
    total[0] = sum(total[0]!, gaussian(c[k]!));
  }
  return total;
}

/** Coefficients p/4 + iq/8 of moderate size, without constant term. */
const curved = (space: Space): Gaussian[] =>
  Array.from({ length: space.size }, (_, i) =>
    i === 0 ? gaussian(zero) : gaussian(fraction(((i * 7) % 5) - 2, 4), fraction(((i * 5) % 7) - 3, 8)),
  );

const inDoubles = ({ re, im }: Gaussian): Complex => complex(nearest(re), nearest(im));

/** Functions whose coefficients from the first on are rational at their first center of the oracle: of the others, ln 2, ln 10 or π are in all, or they are not known at complex numbers. */
const names = (Object.keys(centers) as (keyof typeof centers)[]).filter(
  (name) => !/^(exp2|exp10|log2|log10|sinpi|cospi|tanpi|erf|erfc|lambertW|lambertWm1)$/.test(name),
);

describe.each([1, 2])('complex recurrences against exact Gaussian rationals, in %i variables', (count) => {
  const space = Space.of(count, count === 1 ? 10 : 5);
  const run = (rule: (typeof rules)['mul'], result: number, ...given: (readonly Gaussian[])[]): Complex[] => {
    const tape = new Tape(complexAlgebra, programOf(rule), space.order, graded(complexAlgebra, space));
    given.forEach((row, r) => {
      row.forEach((c, i) => {
        complexAlgebra.write(tape.memory, tape.row(r) + 2 * i, inDoubles(c));
      });
    });
    tape.run();
    return Array.from({ length: space.size }, (_, i) =>
      complexAlgebra.read(tape.memory, tape.row(rule.arguments + result) + 2 * i),
    );
  };
  const check = (got: readonly Complex[], wanted: readonly Gaussian[], from: number): void => {
    const largest = Math.max(...wanted.map((c) => inDoubles(c).abs()));
    for (let i = from; i < space.size; i++) {
      const truth = inDoubles(wanted[i]!);
      expect(got[i]!.sub(truth).abs() / largest, `coefficient ${space.exponentsOf(i)}: ${got[i]}, wanted ${truth}`).toBeLessThan(
        1e-13,
      );
    }
    expect(largest).toBeGreaterThan(0);
  };

  test.each(names)('%s', (name) => {
    const [rule, result] = ruleOfHead[name];
    const center = centers[name][0]!;
    const h = curved(space);
    const wanted = composed(space, expansion(name, center, space.order), h);
    // the oracle's start may stand in for an irrational one, which enters no other coefficient
    check(run(rule, result, [gaussian(center), ...h.slice(1)]), wanted, 1);
  });

  test('products and quotients, with complex starts', () => {
    const a = [gaussian(fraction(1, 2), fraction(-3, 4)), ...curved(space).slice(1)];
    const b = [gaussian(fraction(-2), fraction(1, 8)), ...curved(space).slice(1).reverse()];
    const ab = multiplied(space, a, b);
    check(run(rules.mul, 0, a, b), ab, 0);
    check(run(rules.div, 0, ab, b), a, 0);
  });
});

describe('complex numbers wherever numbers may be', () => {
  const z = complex(1, 2);
  const near = (got: Complex, re: number, im: number): void => {
    expect(got.sub(complex(re, im)).abs(), `${got}, wanted ${complex(re, im)}`).toBeLessThan(1e-13 * Math.hypot(re, im, 1));
  };

  test('functions of any kind of value', () => {
    near(exp(z) as Complex, Math.E * Math.cos(2), Math.E * Math.sin(2));
    near(sqrt(complex(-4)) as Complex, 0, 2);
    near(add(1, z), 2, 2);
    near(div(5, z), 1, -2);
    near(mul(z, 2), 2, 4);
    near(pow(z, 2) as Complex, -3, 4);
    near(pow(2, z) as Complex, 2 * Math.cos(2 * Math.LN2), 2 * Math.sin(2 * Math.LN2));
    near(log(complex(-1, -0)) as Complex, 0, -Math.PI);
  });

  test('formulas, derivatives, gradients and Hessians', () => {
    near(formula('sqrt(x) + y').evaluate<number | Complex>([complex(-9), 1]) as Complex, 1, 3);
    near(derivative('x^3', z), -9, 12);
    derivatives('exp(x)', z, 5).forEach((c) => {
      near(c, Math.E * Math.cos(2), Math.E * Math.sin(2));
    });
    gradient('x*y^2', [z, complex(0, 1)]).forEach((c, i) => {
      near(c, [-1, -4][i]!, [0, 2][i]!);
    });
    near(jacobian(['x*y', 'x/y'], [z, complex(0, 1)])[1]![0]!, 0, -1);
    near(hessian('x^2*y', [z, complex(0, 1)])[0]![1]!, 2, 4);
    near(vjp(['x*y'], [z, complex(3)], [complex(0, 1)])[1]!, -2, 1);
  });

  test("series in one and many variables: Cauchy's estimate of a pole at i from anywhere", () => {
    const t = taylor('1/(1 + x^2)', complex(0.5, 0.5), 40);
    // the nearest pole is i, at distance √½
    expect(t.radius()).toBeCloseTo(Math.SQRT1_2, 1);
    near(t.evaluate(complex(0.4, 0.6)), ...partsOf(complex(1).div(complex(0.4, 0.6).sqr().add(1))));
    const [x, y] = variables([z, complex(0)], { order: 3 }) as [ReturnType<typeof one>, ReturnType<typeof one>];
    near(x.mul(y.exp()).coefficient([1, 2]), 0.5, 0);
    expect(variable(complex(0, 1), { order: 2 }).sqr().toString()).toBe('−1 + 2i t + t² + 𝒪(t³)');
    expect(
      series([complex(1, 1), complex(0, -1)])
        .mul(complex(1, 1))
        .toString(),
    ).toBe('2i + (1 − i) t + 𝒪(t²)');
  });

  test('beside an interval or a decimal they are an error that says what to do', () => {
    expect(() => formula('x*y').evaluate<unknown>([z, interval(1)])).toThrow(
      new TypeError(
        'evaluate: expected values of one kind, got Complex and Interval; convert them first: numbers and fractions go with all others, complex ' +
          'numbers and intervals do not go together',
      ),
    );
    expect(() => variable(2, { order: 1 }).add(z as never)).toThrow('expected a number or a value of kind number, got Complex');
    expect(() => derivative('x', complex(Number.NaN, 0))).toThrow(new RangeError('derivative: expected a number, got NaN'));
  });
});

const one = () => variables([complex(0)], { order: 1 })[0]!;
const partsOf = ({ re, im }: Complex): [number, number] => [re, im];
