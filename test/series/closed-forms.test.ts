import { describe, expect, test } from 'vitest';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import type { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

// Sequences as in the On-Line Encyclopedia of Integer Sequences, by their generating functions, in exact arithmetic.

const ORDER = 12;
const t = variable(fraction(0), { order: ORDER });
/** k!·c_k as text. */
const exponential = (s: Series<Fraction>): string[] => Array.from({ length: s.order + 1 }, (_, k) => String(s.derivativeAt(k)));
const ordinary = (s: Series<Fraction>): string[] => s.coefficients.map(String);

describe('generating functions', () => {
  test('t/(e^t − 1): Bernoulli numbers (A027641/A027642), known to one order less', () => {
    const s = t.div(t.expm1());
    expect(s.order).toBe(ORDER - 1);
    expect(exponential(s)).toEqual(['1', '-1/2', '1/6', '0', '-1/30', '0', '1/42', '0', '-1/30', '0', '5/66', '0']);
    expect(exponential(t.div(t.exp().sub(1)))).toEqual(exponential(s));
  });

  test('1/cosh t: Euler numbers (A122045)', () => {
    expect(exponential(t.cosh().pow(-1))).toEqual([
      '1',
      '0',
      '-1',
      '0',
      '5',
      '0',
      '-61',
      '0',
      '1385',
      '0',
      '-50521',
      '0',
      '2702765',
    ]);
  });

  test('1/cos t + tan t: zigzag numbers (A000111)', () => {
    const s = t.cos().pow(-1).add(t.tan());
    expect(exponential(s)).toEqual(['1', '1', '1', '2', '5', '16', '61', '272', '1385', '7936', '50521', '353792', '2702765']);
  });

  test('(1 − √(1 − 4t))/(2t): Catalan numbers (A000108)', () => {
    const s = t.mul(-4).add(1).sqrt().neg().add(1).div(t.mul(2));
    expect(ordinary(s)).toEqual(['1', '1', '2', '5', '14', '42', '132', '429', '1430', '4862', '16796', '58786']);
  });

  test('e^{e^t − 1}: Bell numbers (A000110); 1/(2 − e^t): Fubini numbers (A000670)', () => {
    expect(exponential(t.expm1().exp())).toEqual(
      [1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975, 678570, 4213597].map(String),
    );
    expect(exponential(t.exp().neg().add(2).pow(-1)).slice(0, 9)).toEqual(
      [1, 1, 3, 13, 75, 541, 4683, 47293, 545835].map(String),
    );
  });

  test('t e^{−t} reverted: rooted labelled trees, k^{k−1} (A000169)', () => {
    const trees = t.mul(t.neg().exp()).revert();
    for (let k = 1; k <= ORDER; k++) expect(String(trees.derivativeAt(k))).toBe(String(BigInt(k) ** BigInt(k - 1)));
  });

  test('t/(1 − t − t²): Fibonacci numbers (A000045), and Padé finds it again', () => {
    const s = t.div(t.add(t.sqr()).neg().add(1));
    expect(ordinary(s).slice(0, 11)).toEqual(['0', '1', '1', '2', '3', '5', '8', '13', '21', '34', '55']);
    const { denominator } = s.pade(1, 2);
    expect(ordinary(denominator)).toEqual(['1', '-1', '-1']);
  });
});

describe('generating functions in two variables', () => {
  type Pair = [SeriesN<Fraction>, SeriesN<Fraction>];

  test('1/(1 − x − y): binomial coefficients; only those of a box, where it is asked for', () => {
    for (const options of [{ order: 7 }, { orders: [5, 3] }]) {
      const [x, y] = variables([fraction(0), fraction(0)], options) as Pair;
      const s = x.add(y).neg().add(1).pow(-1);
      s.coefficients.forEach((c, i) => {
        const [p, q] = s.space.exponentsOf(i) as [number, number];
        let binomial = 1n;
        for (let k = 1; k <= q; k++) binomial = (binomial * BigInt(p + k)) / BigInt(k);
        expect(String(c)).toBe(String(binomial));
      });
    }
  });

  test('(1 − 2xt + t²)^{−1/2}: Legendre polynomials, each whole in a box of exponents', () => {
    // a box of exponents holds t^n x^m for m ≤ n ≤ 6
    const [x, u] = variables([fraction(0), fraction(0)], { orders: [6, 6], names: ['x', 't'] }) as Pair;
    const s = u.sqr().sub(x.mul(u).mul(2)).add(1).pow('-1/2');
    const legendre = (n: number): string[] => Array.from({ length: n + 1 }, (_, m) => String(s.coefficient([m, n])));
    expect(legendre(4)).toEqual(['3/8', '0', '-15/4', '0', '35/8']);
    expect(legendre(6)).toEqual(['-5/16', '0', '105/16', '0', '-315/16', '0', '231/16']);
  });

  test('e^{x(e^t − 1)}: Stirling numbers of the second kind (A008277)', () => {
    const [x, u] = variables([fraction(0), fraction(0)], { orders: [5, 5], names: ['x', 't'] }) as Pair;
    const s = x.mul(u.expm1()).exp();
    expect([1, 2, 3, 4, 5].map((k) => String(s.derivativeAt([k, 5]).div([1, 1, 2, 6, 24, 120][k]!)))).toEqual([
      '1',
      '15',
      '25',
      '10',
      '1',
    ]);
  });
});

test('powers in doubles keep their digits to order 200: rounded factors are not wrong by the same part at every step', () => {
  const near = variable(0, { order: 200 });
  expect(
    near
      .neg()
      .add(1)
      .pow(-1)
      .coefficients.every((c) => c === 1),
  ).toBe(true);
  for (const [p, q] of [
    [-1, 1],
    [-2, 1],
    [-1, 2],
    [-3, 2],
    [1, 3],
    [-1, 3],
    [2, 5],
  ] as const) {
    const power = near.mul(-4).add(1).pow(`${p}/${q}`);
    // binomial series: c_k = c_{k−1}·(r − k + 1)/k·(−4)
    let exact = fraction(1);
    for (let k = 1; k <= 200; k++) {
      exact = exact
        .mul(fraction(BigInt(p), BigInt(q)).sub(fraction(k - 1)))
        .mul(fraction(-4))
        .div(fraction(k));
      expect(Math.abs(power.coefficient(k) / exact.toNumber() - 1), `${p}/${q}, ${k}`).toBeLessThan(4e-15);
    }
  }
});
