import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivative, derivatives, taylor } from '../../src/derivative/derivative.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { sin } from '../../src/series/free.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';
import golden from '../data/derivatives.json' with { type: 'json' };
import {
  factorial,
  fraction,
  fractionOf,
  fractionOfDecimal,
  minus,
  nearest,
  one,
  over,
  plus,
  toThe,
} from '../oracle/fraction.js';

type Fraction = ReturnType<typeof fraction>;
const holds = (x: Interval, value: Fraction): boolean =>
  (x.lo === -Infinity || minus(value, fractionOf(x.lo)).num >= 0n) &&
  (x.hi === Infinity || minus(fractionOf(x.hi), value).num >= 0n);

/** Whether x meets value·(1 ± 1e-38): the golden decimals are themselves rounded to 40 digits. */
function meets(x: Interval, decimal: string): boolean {
  const value = fractionOfDecimal(decimal);
  const slack = over(value.num < 0n ? minus(fraction(0), value) : value, fraction(10n ** 38n));
  return minus(fractionOf(x.hi), minus(value, slack)).num >= 0n && minus(plus(value, slack), fractionOf(x.lo)).num >= 0n;
}

/** Correct digits that an enclosure shows. */
const digits = (x: Interval): number => -Math.log10((x.hi - x.lo) / Math.max(Math.abs(x.lo), Math.abs(x.hi)));

describe('derivatives of composite functions agree with 40 digits of mpmath', () => {
  test('the first ten of exp(sin(x))*log(1 + x^2) at 0.3, to 1e-13 as numbers and 12 digits as enclosures', () => {
    const { formula: text, x, values } = golden[0]!;
    derivatives(text, x, 10).forEach((d, k) => {
      expect(Math.abs(d / Number(values[k]) - 1), `derivative ${k}`).toBeLessThan(1e-13);
    });
    derivatives(text, interval(x), 10).forEach((d, k) => {
      expect(meets(d, values[k]!), `derivative ${k}`).toBe(true);
      expect(digits(d), `derivative ${k}: ${d}`).toBeGreaterThan(12);
    });
  });

  test.each(golden)('$formula at $x to order 30', ({ formula: text, x, values }) => {
    const f = formula(text);
    const scale = values.map((v, k) => {
      const size = (j: number): number => Math.abs(Number(values[j] ?? 0)) / nearest(fraction(factorial(Math.max(j, 0))));
      return (
        nearest(fraction(factorial(k))) *
        Math.max(Math.abs(Number(v)) / nearest(fraction(factorial(k))), size(k - 1), size(k + 1))
      );
    });
    derivatives(f, x, 30).forEach((d, k) => {
      expect(Math.abs(d - Number(values[k])) / scale[k]!, `derivative ${k}`).toBeLessThan(1e-11);
    });
    const enclosed = derivatives(f, interval(x), 30);
    expect(enclosed.filter((d, k) => !meets(d, values[k]!))).toEqual([]);
    const around = derivatives(f, interval(x - 2 ** -20, x + 2 ** -20), 30);
    expect(around.filter((d, k) => d.lo > enclosed[k]!.lo || d.hi < enclosed[k]!.hi)).toEqual([]);
  });
});

describe('derivatives of polynomials are exact', () => {
  test('numbers: integer coefficients at integers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: -5, max: 5 }),
        (c, x) => {
          const text = c.map((a, i) => `(${a})*x^${i}`).join(' + ');
          const wanted = Array.from({ length: 9 }, (_, k) =>
            c.reduce((sum, a, i) => {
              let falling = 1;
              for (let j = 0; j < k; j++) falling *= i - j;
              return sum + (i < k ? 0 : a * falling * x ** (i - k));
            }, 0),
          );
          expect(derivatives(`${text} + 0*x`, x, 8)).toEqual(wanted.map((v) => v + 0));
        },
      ),
      { numRuns: 50, seed: 3 },
    );
  });

  test('enclosures: 0.1 in a formula is the number 1/10', () => {
    const [value, slope, curvature] = derivatives('0.1*x^2 + 0.3*x', interval(2), 2);
    for (const [x, truth] of [
      [value!, fraction(1)],
      [slope!, fraction(7, 10)],
      [curvature!, fraction(1, 5)],
    ] as const) {
      expect(holds(x, truth)).toBe(true);
      expect(digits(x)).toBeGreaterThan(15);
    }
  });
});

describe('closed forms of the n-th derivative', () => {
  test('1/(1 − x) has n!/(1 − x)^{n+1}', () => {
    expect(derivatives('1/(1 - x)', 0, 10)).toEqual(Array.from({ length: 11 }, (_, n) => Number(factorial(n))));
    derivatives('1/(1 - x)', interval(0.4), 20).forEach((d, n) => {
      expect(holds(d, over(fraction(factorial(n)), toThe(minus(one, fractionOf(0.4)), n + 1)))).toBe(true);
    });
  });

  test('exp(a x) at 0 has a^n', () => {
    derivatives('exp(x/3)', interval(0), 25).forEach((d, n) => {
      expect(holds(d, toThe(fraction(1, 3), n))).toBe(true);
      expect(n === 0 || digits(d) > 13).toBe(true);
    });
  });

  test('sin has itself, cos, −sin, −cos', () => {
    const cycle = [Math.sin(0.7), Math.cos(0.7), -Math.sin(0.7), -Math.cos(0.7)];
    derivatives('sin(x)', 0.7, 40).forEach((d, n) => {
      expect(Math.abs(d / cycle[n % 4]! - 1)).toBeLessThan((n + 4) * 2 ** -53);
    });
  });

  test('exp(−x²) at 0 has the Hermite numbers', () => {
    // (−1)^m (2m)!/m! at n = 2m
    derivatives('exp(-x^2)', 0, 12).forEach((d, n) => {
      const m = n / 2;
      const wanted = n % 2 === 1 ? 0 : ((m % 2 === 0 ? 1 : -1) * Number(factorial(n))) / Number(factorial(m));
      expect(d).toBeCloseTo(wanted, 6);
    });
  });

  test('x·exp(x) has (x + n)·exp(x)', () => {
    expect(derivative('x*exp(x)', 1, 9) / (10 * Math.E)).toBeCloseTo(1, 13);
  });
});

describe('orders at both ends', () => {
  test('order 0 is the value', () => {
    expect(derivatives('sqrt(x)', 4, 0)).toEqual([2]);
    expect(derivative('sqrt(x)', 4, 0)).toBe(2);
    expect(taylor('sqrt(x)', 4, 0).coefficients).toEqual([2]);
  });

  test('a constant has zero derivatives', () => {
    expect(derivatives('3 + 0*x', 1, 3)).toEqual([3, 0, 0, 0]);
    expect(derivatives('7', 1, 3)).toEqual([7, 0, 0, 0]);
  });

  test('order 200: derivatives of sin are right although 1/200! is no double', () => {
    const cycle = [Math.sin(1), Math.cos(1), -Math.sin(1), -Math.cos(1)];
    derivatives('sin(x)', 1, 200).forEach((d, n) => {
      expect(Math.abs(d / cycle[n % 4]! - 1), `derivative ${n}`).toBeLessThan(400 * 2 ** -53);
    });
    const at = derivatives('sin(x)', interval(1), 200);
    at.forEach((d, n) => {
      expect(d.lo <= cycle[n % 4]! && cycle[n % 4]! <= d.hi && digits(d) > 12, `derivative ${n}: ${d}`).toBe(true);
    });
  });

  test('order 300: derivatives of exp(x/2)·cos(x) are the real parts of (1/2 + i)^n', () => {
    // The product rule sums terms of total size (1/2 + 1)^n, by which their errors are measured.
    let [re, im] = [1, 0];
    derivatives('exp(x/2)*cos(x)', 0, 300).forEach((d, n) => {
      expect(Math.abs(d - re) / 1.5 ** n, `derivative ${n}`).toBeLessThan(1e-13);
      [re, im] = [re / 2 - im, im / 2 + re];
    });
  });

  test('derivatives of small functions are small at every order, and no false zeros', () => {
    const cycle = [Math.sin(1), Math.cos(1), -Math.sin(1), -Math.cos(1)];
    const small = (values: readonly number[], size: number, what: string): void => {
      values.forEach((d, n) => {
        expect(Math.abs(d / size / cycle[n % 4]! - 1), `${what}, derivative ${n}`).toBeLessThan(400 * 2 ** -53);
      });
    };
    for (const order of [2, 5, 24, 25, 100, 150, 200]) {
      small(derivatives('1e-290*sin(x)', 1, order), 1e-290, 'text');
      small(derivatives('1e290*(1e-290*sin(x))', 1, order), 1, 'small on the way');
      small(
        derivatives((x: number) => 1e-290 * Math.sin(x), 1, order),
        1e-290,
        'function',
      );
      small(
        derivatives((x: Formula) => x.sin().mul(1e-290), 1, order),
        1e-290,
        'function of brook values',
      );
      const expanded = taylor('1e-290*sin(x)', 1, order);
      small(
        Array.from({ length: order + 1 }, (_, k) => expanded.derivativeAt(k)),
        1e-290,
        'series of a formula',
      );
    }
    const source = formula('1e-290*sin(x)');
    for (let i = 0; i < 250; i++) small([derivative(source, 1, 100)], 1e-290, 'compiled');
    const product = variable(1, { order: 100 }).sin().mul(1e-290);
    small(
      Array.from({ length: 101 }, (_, k) => product.derivativeAt(k)),
      1e-290,
      'series',
    );
    // the least normal doubles, and numbers below them
    expect(derivative('exp(-x)', 700, 50) / Math.exp(-700)).toBeCloseTo(1, 14);
    expect(derivative('5e-324*exp(x)', 0, 100)).toBe(5e-324);
    // sin(x)/x at 0, where the quotient is removed: (−1)^n/(2n + 1) is its derivative of order 2n
    derivatives('1e-290*sin(x)/x', 0, 100).forEach((d, n) => {
      const wanted = n % 2 === 0 ? (-1) ** (n / 2) / (n + 1) : 0;
      expect(Math.abs(d * 1e290 - wanted), `derivative ${n} of sin(x)/x`).toBeLessThan(1e-14);
    });
    // an enclosure of it is no enclosure of zero
    const box = derivative('1e-290*sin(x)', interval(1), 100);
    expect(digits(box), String(box)).toBeGreaterThan(12);
  });

  test('where digits of a series of low order are lost, there is an error and no false derivative', () => {
    const t = variable(1, { order: 20 });
    const lost = t.sin().mul(1e-305).mul(1e-10);
    expect(() => lost.derivativeAt(10)).toThrow(
      new RangeError(
        'derivativeAt: expected a coefficient that is a double, got one of degree 10 that underflows; use derivatives(f, x, k) or partial, which scale, or a ' +
          'series of decimals or fractions',
      ),
    );
  });

  test('derivatives too large for a double overflow, and the others stay', () => {
    const d = derivatives('1/(1 - x)', 0, 200);
    expect(d[170]).toBe(nearest(fraction(factorial(170))));
    expect(d[171]).toBe(Infinity);
    expect(d.some((v) => Number.isNaN(v))).toBe(false);
    const far = derivatives('log(x)', 1000, 200);
    // (−1)^{n−1} (n − 1)!/1000^n
    far.forEach((v, n) => {
      if (n === 0) return;
      const wanted = nearest(fraction(factorial(n - 1), 1000n ** BigInt(n)));
      expect(Math.abs(Math.abs(v) / wanted - 1), `derivative ${n}`).toBeLessThan(1e-12);
    });
  });
});

describe('enclosures over a box hold the derivatives at each of its points', () => {
  test.each(['exp(sin(x))*log(1 + x^2)', 'tan(x)/x', 'x^3 - 2*x', 'sqrt(x + cbrt(x))', 'asinh(x)*acosh(1 + x)', 'x^(-2.5)'])(
    '%s',
    (text) => {
      const box = interval(0.5, 0.625);
      const over = derivatives(text, box, 8);
      for (let i = 0; i <= 16; i++) {
        derivatives(text, interval(box.lo + (i / 16) * (box.hi - box.lo)), 8).forEach((d, k) => {
          expect(d.lo >= over[k]!.lo && d.hi <= over[k]!.hi, `derivative ${k}`).toBe(true);
        });
      }
    },
  );
});

describe('asking one formula again', () => {
  test('gives the same as asking it for the first time, at any order and point and in any arithmetic', () => {
    const f = formula('x*exp(sin(x)) + 3');
    for (let round = 0; round < 2; round++) {
      for (let order = 0; order < 12; order++) {
        for (const x of [0.5, -1]) {
          expect(derivatives(f, x, order)).toEqual(derivatives('x*exp(sin(x)) + 3', x, order));
          expect(derivatives(f, interval(x), order)).toEqual(derivatives('x*exp(sin(x)) + 3', interval(x), order));
        }
      }
      expect(derivatives(f, 0.5, 160)).toEqual(derivatives('x*exp(sin(x)) + 3', 0.5, 160));
    }
    for (const text of ['x', '7']) {
      const g = formula(text, { variables: ['x'] });
      derivatives(g, 2, 3);
      expect(derivatives(g, 3, 3)).toEqual([text === 'x' ? 3 : 7, text === 'x' ? 1 : 0, 0, 0]);
    }
  });
});

describe('the result has the type of the point', () => {
  test('numbers give numbers, intervals give intervals, in each of the three functions', () => {
    expect(derivative('x^2', 3)).toBe(6);
    expect(derivative('x^2', interval(3))).toBeInstanceOf(Interval);
    expect(derivatives('x^2', interval(3), 2).every((d) => d instanceof Interval)).toBe(true);
    expect(taylor('x^2', interval(3), 2).coefficient(1)).toEqual(interval(6));
    expect(derivative('x^2', { lo: 3, hi: 3 })).toEqual(interval(6));
    expect(taylor<unknown>('x^2', { lo: 3, hi: 3 }, 2).center).toEqual(interval(3));
  });

  test('text, formulas and plain functions are all taken', () => {
    expect(derivative('x^3', 2)).toBe(12);
    expect(derivative(formula('x^3'), 2)).toBe(12);
    expect(derivative((x) => x ** 3, 2)).toBe(12);
    expect(derivative((x) => Math.sin(x), 0, 3)).toBe(-1);
  });

  test('functions of Math and of brook are taken as they are', () => {
    expect(derivatives(Math.exp, 0, 3)).toEqual([1, 1, 1, 1]);
    expect(derivatives(sin, 0, 3)).toEqual([0, 1, 0, -1]);
    expect(derivative(Math.sqrt, interval(4), 1).contains(0.25)).toBe(true);
  });

  test('taylor is a series around the point', () => {
    const s = taylor('exp(t)', 0, 3);
    expect(s.order).toBe(3);
    expect(s.center).toBe(0);
    expect(s.coefficients).toEqual([1, 1, 0.5, 1 / 6]);
    expect(s.evaluate(0.5)).toBeCloseTo(1 + 0.5 + 0.125 + 1 / 48, 15);
  });
});

describe('taylor at a point of several coordinates', () => {
  test('is a series in the variables of the formula', () => {
    const s = taylor('exp(x*y) + z', [0.5, 1, 2], 4);
    expect(s.names).toEqual(['x', 'y', 'z']);
    expect(s.center).toEqual([0.5, 1, 2]);
    const [x, y, z] = variables([0.5, 1, 2], { order: 4 });
    expect(s.isApprox(x!.mul(y!).exp().add(z!), 1e-15)).toBe(true);
    expect(taylor('x*y', [interval(1), interval(2)], 1).coefficients).toEqual([interval(2), interval(2), interval(1)]);
    expect(taylor((v: number[]) => v[0]! * v[1]!, [1, 2], 1).coefficients).toEqual([2, 2, 1]);
  });

  test('misuse', () => {
    expect(() => taylor('x*y', [1], 2)).toThrow(new RangeError('taylor: expected 2 values, one for each of x, y, got 1'));
    expect(() => taylor('1', [], 2)).toThrow('taylor: expected a point of at least one coordinate, got none');
    expect(() => taylor('x*y', [1, 2], -1)).toThrow('taylor: expected an integer order ≥ 0, got -1');
  });
});

describe('misuse', () => {
  test('orders', () => {
    expect(() => derivative('x', 0, -1)).toThrow(new RangeError('derivative: expected an integer order ≥ 0, got -1'));
    expect(() => derivatives('x', 0, 1.5)).toThrow(new RangeError('derivatives: expected an integer order ≥ 0, got 1.5'));
    expect(() => taylor('x', 0, Number.NaN)).toThrow(new RangeError('taylor: expected an integer order ≥ 0, got NaN'));
  });

  test('points', () => {
    expect(() => derivative('x', Number.NaN)).toThrow(new RangeError('derivative: expected a number, got NaN'));
    expect(() => derivatives('x', '0.1' as unknown as number, 1)).toThrow(
      new TypeError(
        'derivatives: expected a number, a Complex, a Fraction, a Decimal, an interval or a series, got the text "0.1"; interval(…) encloses it',
      ),
    );
  });

  test('more than one variable', () => {
    expect(() => taylor('x*y', 0, 1)).toThrow(
      new RangeError('taylor: expected a function of one variable, got one of x, y; give partial derivatives by gradient'),
    );
  });
});

test('an order beyond memory is refused at once', () => {
  expect(() => derivative('sin(x)', 1, 1e9)).toThrow('derivative: expected an order below 2^26, got 1000000000');
  expect(() => taylor('x', 1, 2 ** 26)).toThrow('taylor: expected an order below 2^26, got 67108864');
});
