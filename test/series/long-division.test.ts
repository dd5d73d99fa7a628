import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

const exactPlane = (order: number, weights?: number[]): SeriesN<Fraction>[] =>
  variables([fraction(0), fraction(0)], { order, ...(weights && { weights }) });
const plane = (order: number): SeriesN<number>[] => variables([0, 0], { order });
const text = (series: SeriesN<Fraction>): string[] => series.coefficients.map(String);

/** B_k/k!, the coefficients of t/(e^t − 1). */
const bernoulli = [1, -1 / 2, 1 / 12, 0, -1 / 720, 0, 1 / 30240, 0, -1 / 1209600];

/** C(n, k) */
function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

describe('a quotient whose divisor vanishes at the center and divides all the same', () => {
  test('(x² − y²)/(x − y) is x + y, known to one order less', () => {
    const [x, y] = plane(4);
    const quotient = x!.sqr().sub(y!.sqr()).div(x!.sub(y!));
    expect(quotient.toString()).toBe('x + y + 𝒪(‖x‖⁴)');
    expect(x!.sqr().sub(y!.sqr()).div(y!.sub(x!)).toString()).toBe('−x − y + 𝒪(‖x‖⁴)');
  });

  test('is exactly the factor that was multiplied, in two and three variables and with weights', () => {
    const coefficient = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom([1, 1], [1, 2], [2, 1], [1, 1, 1]),
        fc.integer({ min: 1, max: 3 }),
        fc.array(coefficient, { minLength: 90, maxLength: 90 }),
        (weights, v, numbers) => {
          let next = 0;
          const drawn = (order: number, from: number): SeriesN<Fraction> => {
            const all = variables(
              weights.map(() => fraction(0)),
              { order, weights },
            );
            const { space } = all[0]!;
            let sum = all[0]!.mul(0);
            for (let i = 0; i < space.size; i++) {
              const exponents = space.exponentsOf(i);
              const degree = exponents.reduce((s, e, j) => s + e * weights[j]!, 0);
              const c = numbers[next++ % numbers.length]!;
              if (degree < from || degree > order) continue;
              sum = sum.add(
                exponents.reduce((product, e, j) => (e === 0 ? product : product.mul(all[j]!.pow(e))), all[0]!.constant(c)),
              );
            }
            return sum;
          };
          const [q, b] = [drawn(5, 0), drawn(5, v)];
          const start = b.space.exponentsOf(b.coefficients.findIndex((c) => !c.equals(0)));
          fc.pre(b.coefficients.some((c) => !c.equals(0)));
          const lost = start.reduce((s, e, j) => s + e * weights[j]!, 0);
          const quotient = q.mul(b).div(b);
          expect(quotient.order).toBe(5 - lost);
          expect(text(quotient)).toEqual(text(q.truncate(5 - lost)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('sin(x − y)/(x − y) is the sinc of x − y, exactly and to rounding', () => {
    const [x, y] = plane(9);
    const d = x!.sub(y!);
    const quotient = d.sin().div(d);
    expect(quotient.order).toBe(8);
    quotient.coefficients.forEach((c, i) => {
      expect(c).toBeCloseTo(d.sinc().coefficients[i]!, 14);
    });
    const [p, q] = exactPlane(9);
    const e = p!.sub(q!);
    expect(text(e.sin().div(e))).toEqual(text(e.sinc().truncate(8)));
  });

  test('t/(e^t − 1) has Bernoulli’s numbers for t = x + 2y and t = x² + y² − x y', () => {
    const [x, y] = plane(9);
    const t = x!.add(y!.mul(2));
    const quotient = t.div(t.expm1());
    expect(quotient.order).toBe(8);
    for (let k = 0; k <= 8; k++) {
      for (let j = 0; j <= k; j++) {
        expect(quotient.coefficient([k - j, j])).toBeCloseTo(bernoulli[k]! * choose(k, j) * 2 ** j, 11);
      }
    }
    const [p, q] = exactPlane(8);
    const form = p!.sqr().add(q!.sqr()).sub(p!.mul(q!));
    const exact = form.div(form.expm1());
    expect(exact.order).toBe(6);
    const wanted = form
      .mul(fraction(-1, 2))
      .add(1)
      .add(form.sqr().mul(fraction(1, 12)));
    expect(text(exact)).toEqual(text(wanted.truncate(6)));
  });

  test('about another point, in three variables, in complex numbers, double-doubles, decimals, and nested', () => {
    const [a, b, c] = variables([1, 2, 3], { order: 6 });
    // e^x e^y − e^3 vanishes where x + y = 3
    const s = a!.add(b!).sub(3);
    const quotient = s.exp().sub(1).mul(c!).div(s);
    expect(quotient.order).toBe(5);
    expect(quotient.evaluate([1.001, 2.002, 3.05])).toBeCloseTo((Math.expm1(0.003) / 0.003) * 3.05, 13);
    const [z, w] = variables([complex(0), complex(0)], { order: 5 });
    expect(
      z!
        .sqr()
        .add(w!.sqr())
        .div(z!.add(w!.mul(complex(0, 1))))
        .coefficient([0, 1]).im,
    ).toBe(-1);
    const [d, e] = variables([doubleDouble(0), doubleDouble(0)], { order: 7 });
    const t = d!.sub(e!.mul(3));
    expect(Number(t.sin().div(t).coefficient([2, 0])) * 6).toBe(-1);
    const [f, g] = variables([new Decimal(0), new Decimal(0)], { order: 7 });
    const u = f!.mul(7).sub(g!);
    expect(u.exp().sub(1).div(u).coefficient([0, 1]).toString()).toBe('-0.5');
    const [p, q] = variables(
      exactPlane(2).map((coordinate) => coordinate.mul(0)),
      { order: 4 },
    );
    expect(String(p!.sqr().sub(q!.sqr()).div(p!.sub(q!)).sub(p!.add(q!).truncate(3)).norm())).toBe('0');
  });

  test('large leading terms are divided by, so that small ones spoil no digits', () => {
    const [x, y] = plane(6);
    for (const small of [1e-9, 1e-14]) {
      for (const t of [x!.mul(small).add(y!), x!.add(y!.mul(small))]) {
        const quotient = t.mul(x!.exp()).mul(y!.cos()).div(t);
        quotient.coefficients.forEach((c, i) => {
          expect(c).toBeCloseTo(x!.exp().mul(y!.cos()).coefficients[i]!, 14);
        });
      }
    }
  });
});

describe('no quotient is claimed that there is not', () => {
  const refused = (of: () => unknown, why: string): void => {
    const message =
      'div: expected a divisor that does not vanish at the center (0, 0), or one that divides the dividend, got one that vanishes there and ';
    expect(of).toThrow(new RangeError(`${message}${why}; expand at another point`));
  };
  const left = (k: number): string => `leaves a remainder of degree ${k}`;

  test('a remainder is one, exactly, and in doubles where rounding does not explain it', () => {
    const [x, y] = plane(6);
    const d = x!.sub(y!);
    refused(() => x!.sqr().div(d), left(2));
    refused(() => x!.add(1).div(d), left(0));
    refused(() => d.mul(x!.exp()).add(y!.pow(4).mul(1e-12)).div(d), left(4));
    const [p, q] = exactPlane(6);
    refused(
      () =>
        p!
          .sub(q!)
          .mul(p!.add(2))
          .add(q!.pow(5).mul(fraction(1, 10n ** 40n)))
          .div(p!.sub(q!)),
      left(5),
    );
  });

  test('intervals prove a quotient only where the remainder is exactly zero', () => {
    const [x, y] = variables([interval(0), interval(0)], { order: 4 });
    const d = x!.sub(y!);
    expect(x!.sqr().sub(y!.sqr()).div(d).coefficient([1, 0]).equals(interval(1))).toBe(true);
    const exact = d.mul(x!.mul(interval(0.5)).add(1)).div(d);
    expect(exact.coefficient([0, 0]).equals(interval(1))).toBe(true);
    expect(exact.coefficient([1, 0]).equals(interval(0.5))).toBe(true);
    const message = /may leave a remainder of degree 1/;
    // x and y may have different ones of the numbers between 2 and 3
    expect(() => d.mul(interval(2, 3)).div(d)).toThrow(message);
    expect(() => d.sin().div(d)).toThrow(/may leave a remainder of degree 3/);
    expect(() =>
      x!
        .mul(interval(-1, 1))
        .add(y!.mul(interval(0, 1)))
        .div(d.mul(interval(-1, 1))),
    ).toThrow(message);
    // of 0/0 nothing is known, wherever in the box it may be
    expect(() => d.mul(0).div(d.mul(interval(-1, 1)))).toThrow(message);
  });

  test('with bounds of single exponents, by monomials alone', () => {
    const [x, y] = variables([0, 0], { orders: [3, 3] });
    refused(() => x!.sqr().sub(y!.sqr()).div(x!.sub(y!)), 'is no monomial, where exponents have bounds of their own');
    expect(x!.sqr().mul(y!).div(x!).toString()).toContain('x y');
  });
});
