import { describe, expect, test } from 'vitest';
import { encloseSymmetricEigenpairs, encloseSymmetricEigenvalues } from '../../src/linalg/symmetric-eigen.js';
import { scale } from '../../src/rounding/binary.js';
import { compare, type Fraction, fractionOf, minus, over, plus } from '../oracle/fraction.js';
import { fractions } from './exact.js';
import { expectSpectrum } from './inertia.js';
import { choose, lift, random, randomIntervals, randomMatrix } from './samples.js';

function symmetrize(a: Float64Array, n: number, width: 1 | 2): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      for (let h = 0; h < width; h++) a[width * (i * n + j) + h] = a[width * (j * n + i) + h]!;
    }
  }
  return a;
}

describe('encloseSymmetricEigenvalues', () => {
  test('point matrices: exact inertia agrees, and separated eigenvalues are some ulps wide', () => {
    for (let n = 1; n <= 6; n++) {
      for (let seed = 1; seed <= 6; seed++) {
        const a = symmetrize(randomMatrix(random(10 * n + seed), n * n, 2), n, 1);
        const out = new Float64Array(2 * n);
        expect(encloseSymmetricEigenvalues(out, lift(a), n)).toBe(true);
        expectSpectrum(out, fractions(a), n, `n ${n}, seed ${seed}`);
        for (let k = 0; k < n; k++) {
          expect(out[2 * k + 1]! - out[2 * k]!, `n ${n}, seed ${seed}`).toBeLessThanOrEqual(
            1e-15 * Math.abs(out[2 * k]!) + 1e-28,
          );
        }
      }
    }
  });

  test('interval matrices: the spectra of points and vertices are inside', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const n = 2 + (seed % 3);
      const a = symmetrize(randomIntervals(next, n * n, [1e-14, 1e-3, 0.1, 2][seed % 4]!, 2), n, 2);
      const out = new Float64Array(2 * n);
      expect(encloseSymmetricEigenvalues(out, a, n)).toBe(true);
      for (const vertex of [true, true, false]) {
        const x = symmetrize(choose(next, a, n * n, vertex), n, 1);
        expectSpectrum(out, fractions(x), n, `seed ${seed}`);
      }
    }
  });

  test('multiple eigenvalues share one enclosure', () => {
    const out = new Float64Array(8);
    expect(encloseSymmetricEigenvalues(out, lift(new Float64Array(16).fill(1)), 4)).toBe(true);
    for (let k = 0; k < 3; k++) {
      expect(out[2 * k]! <= 0 && 0 <= out[2 * k + 1]!).toBe(true);
      expect(out[2 * k + 1]! - out[2 * k]!).toBeLessThan(1e-14);
    }
    expect(out[6]! <= 4 && 4 <= out[7]! && out[7]! - out[6]! < 1e-14).toBe(true);
    expect(encloseSymmetricEigenvalues(out, lift(new Float64Array(16)), 4)).toBe(true);
    expect(Array.from(out, (x) => x + 0)).toEqual(new Array(8).fill(0));
  });

  test('small eigenvalues beside large ones keep their digits', () => {
    // (1, 1; 1, 1 + 2^−40): λ_1·λ_2 = 2^−40 with λ_1 + λ_2 = 2 + 2^−40.
    const out = new Float64Array(4);
    const a = Float64Array.of(1, 1, 1, 1 + 2 ** -40);
    expect(encloseSymmetricEigenvalues(out, lift(a), 2)).toBe(true);
    expectSpectrum(out, fractions(a), 2, 'graded');
    expect(out[1]! - out[0]!).toBeLessThan(1e-15 * out[0]! + 1e-28);
  });

  test('wide entries in one corner do not widen the other eigenvalues', () => {
    const out = new Float64Array(4);
    expect(encloseSymmetricEigenvalues(out, Float64Array.of(0, 1, 0, 0, 0, 0, 100, 100), 2)).toBe(true);
    expect(Array.from(out, (x) => x + 0)).toEqual([0, 1, 100, 100]);
  });

  test('Weyl: a perturbation ±r in every entry moves eigenvalues by n·r at most', () => {
    const out = new Float64Array(4);
    expect(encloseSymmetricEigenvalues(out, Float64Array.of(-1, 1, -1, 1, -1, 1, -1, 1), 2)).toBe(true);
    expect(out[0]).toBeCloseTo(-2, 10);
    expect(out[3]).toBeCloseTo(2, 10);
    expect(out[0]! <= -2 && out[3]! >= 2).toBe(true);
  });

  test('bounds hold to the last bit where they are attained', () => {
    const next = random(11);
    for (let i = 0; i < 400; i++) {
      // c·I ± r in every entry: the largest eigenvalue reaches c + 3r, the least c − 3r, with c ± r the bounds as stored.
      // Multiples of 2^−52 with c ± r in [1, 2) and c + 3r beyond 2: only the last sum is inexact. c = 0 tests the row sums.
      const bits = (x: number): number => Math.round(x * 2 ** 52) * 2 ** -52;
      const c = [0, bits(1.5), -bits(1.5), 4 * next() - 2][i % 4]!;
      const r = i % 4 === 1 || i % 4 === 2 ? bits(0.2 + 0.25 * next() + 2 ** -32 * next()) : next() + 2 ** -32 * next();
      const a = Float64Array.from(Array.from({ length: 9 }, (_, o) => (o % 4 === 0 ? [c - r, c + r] : [-r, r])).flat());
      const out = new Float64Array(6);
      expect(encloseSymmetricEigenvalues(out, a, 3)).toBe(true);
      const [lo, hi, twice] = fractions([c - r, c + r, 2 * r]) as [Fraction, Fraction, Fraction];
      expect(compare(fractionOf(out[5]!), plus(hi, twice)) >= 0, `c ${c}, r ${r}`).toBe(true);
      expect(compare(fractionOf(out[0]!), minus(lo, twice)) <= 0, `c ${c}, r ${r}`).toBe(true);
      // A diagonal of separate intervals is its own spectrum.
      const d = Float64Array.of(-3 - next(), -2 - next() * 1e-3, 0, 0, 0, 0, next() * 1e-9, 1 + next());
      expect(encloseSymmetricEigenvalues(out.subarray(0, 4), d, 2)).toBe(true);
      expect(out[0]! <= d[0]! && d[1]! <= out[1]! && out[2]! <= d[6]! && d[7]! <= out[3]!).toBe(true);
    }
  });

  test('only symmetric matrices count, and where there are none nothing is claimed', () => {
    const out = new Float64Array(4);
    expect(encloseSymmetricEigenvalues(out, Float64Array.of(1, 1, 0, 2, 1, 9, 1, 1), 2)).toBe(true);
    // The off-diagonal entry lies in [1, 2]: λ = 1 ± [1, 2].
    expect(out[0]! <= -1 && out[1]! >= 0 && out[2]! <= 2 && out[3]! >= 3).toBe(true);
    expect(encloseSymmetricEigenvalues(out, lift(Float64Array.of(1, 2, 3, 4)), 2)).toBe(false);
    expect(encloseSymmetricEigenvalues(out, lift(Float64Array.of(1, Number.NaN, Number.NaN, 4)), 2)).toBe(false);
    expect(encloseSymmetricEigenvalues(out, Float64Array.of(1, Infinity, 0, 0, 0, 0, 1, 1), 2)).toBe(false);
    expect(encloseSymmetricEigenvalues(out, Float64Array.of(Infinity, -Infinity, 0, 0, 0, 0, 1, 1), 2)).toBe(false);
  });
});

describe('encloseSymmetricEigenpairs', () => {
  test('closed forms: Q·diag(0, 25)·Qᵀ with the angle of 3, 4, 5', () => {
    const [values, vectors] = [new Float64Array(4), new Float64Array(8)];
    expect(encloseSymmetricEigenpairs(values, vectors, lift(Float64Array.of(16, -12, -12, 9)), 2)).toBe(true);
    expectSpectrum(values, fractions([16, -12, -12, 9]), 2, '3, 4, 5');
    // (3, 4)/5 for 0 and (−4, 3)/5 for 25
    const sign = [Math.sign(vectors[0]!), -Math.sign(vectors[2]!)];
    [3, -4, 4, 3].forEach((numerator, o) => {
      const exact = over(fractionOf(sign[o % 2]! * numerator), fractionOf(5));
      expect(
        compare(fractionOf(vectors[2 * o]!), exact) <= 0 && compare(exact, fractionOf(vectors[2 * o + 1]!)) <= 0,
        `${o}`,
      ).toBe(true);
      expect(vectors[2 * o + 1]! - vectors[2 * o]!).toBeLessThan(1e-15);
    });
  });

  test('eigenvectors of an interval matrix hold those of its vertices', () => {
    // (c, s; s, −c) with c² + s² = 1 has the eigenvector (1 + c, s) for 1: here c ∈ [0.6, 0.6 + w] and s = 0.8 alone, so that λ = √(c² + s²)
    const [values, vectors] = [new Float64Array(4), new Float64Array(8)];
    const a = Float64Array.of(0.6, 0.7, 0.8, 0.8, 0.8, 0.8, -0.7, -0.6);
    expect(encloseSymmetricEigenpairs(values, vectors, a, 2)).toBe(true);
    for (const [c, d] of [
      [0.6, 0.6],
      [0.7, 0.7],
      [0.6, 0.7],
      [0.7, 0.6],
    ] as const) {
      // eigenvalues of (c, s; s, −d), and (λ + d, s) for the larger
      const lambda = (c - d) / 2 + Math.sqrt(((c + d) / 2) ** 2 + 0.64);
      expect(values[2]! < lambda + 1e-12 && lambda < values[3]! + 1e-12).toBe(true);
      const length = Math.hypot(lambda + d, 0.8);
      const sign = Math.sign(vectors[2]!);
      [(lambda + d) / length, 0.8 / length].forEach((x, i) => {
        const o = 2 * (2 * i + 1);
        expect(vectors[o]! - 1e-12 < sign * x && sign * x < vectors[o + 1]! + 1e-12).toBe(true);
      });
    }
  });

  test('one element, diagonals of points, and what cannot be told apart', () => {
    const [values, vectors] = [new Float64Array(6), new Float64Array(18)];
    expect(encloseSymmetricEigenpairs(values, vectors, Float64Array.of(1, 2), 1)).toBe(true);
    expect(values[0]! <= 1 && values[1]! >= 2 && vectors[0] === 1 && vectors[1] === 1).toBe(true);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(Float64Array.of(2, 0, 0, 0, 1, 0, 0, 0, 2)), 3)).toBe(true);
    expect(Array.from(values)).toEqual([1, 1, 2, 2, 2, 2]);
    expect(Array.from(vectors)).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(new Float64Array(4).fill(1)), 2)).toBe(true);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(new Float64Array(9).fill(1)), 3)).toBe(false);
    expect(encloseSymmetricEigenpairs(values, vectors, Float64Array.of(1, 2, 0, 0, 0, 0, 2, 3), 2)).toBe(false);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(Float64Array.of(1, 2, 3, 4)), 2)).toBe(false);
    expect(encloseSymmetricEigenpairs(values, vectors, Float64Array.of(Infinity, -Infinity), 1)).toBe(false);
    expect(encloseSymmetricEigenpairs(values, vectors, Float64Array.of(Infinity, Infinity), 1)).toBe(false);
  });

  test('a matrix times a power of 2 has the same vectors, and that times the values, up to the largest and the least doubles', () => {
    for (let n = 2; n <= 4; n++) {
      for (const e of [399, 403, 510, 700, 1015, -403, -520, -700, -960]) {
        const a = symmetrize(randomMatrix(random(n), n * n, 2), n, 1);
        const large = a.map((x) => scale(x, e));
        const [values, vectors] = [new Float64Array(2 * n), new Float64Array(2 * n * n)];
        const [larger, same] = [new Float64Array(2 * n), new Float64Array(2 * n * n)];
        expect(encloseSymmetricEigenpairs(values, vectors, lift(a), n)).toBe(true);
        expect(encloseSymmetricEigenpairs(larger, same, lift(large), n), `2^${e}, n ${n}`).toBe(true);
        expect(same, `2^${e}, n ${n}`).toEqual(vectors);
        expectSpectrum(larger, fractions(large), n, `2^${e}, n ${n}`);
        values.forEach((x, i) => {
          expect(Math.abs(larger[i]! - scale(x, e)), `2^${e}, n ${n}`).toBeLessThanOrEqual(scale(Math.abs(x), e - 50));
        });
      }
    }
  });

  test('small eigenvalues beside huge elements, and elements at the ends of the doubles', () => {
    const [values, vectors] = [new Float64Array(4), new Float64Array(8)];
    const graded = Float64Array.of(1e300, 1e-10, 1e-10, 1e-300);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(graded), 2)).toBe(true);
    expectSpectrum(values, fractions(graded), 2, 'graded');
    // values of which two are beyond the doubles when they are added
    const wide = Float64Array.of(1e308, 1e308, 1e308, -1e308);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(wide), 2)).toBe(true);
    expectSpectrum(values, fractions(wide), 2, 'wide');
    const apart = Float64Array.of(1e300, 1e300, 0, 0, 0, 0, 1e-300, 2e-300);
    expect(encloseSymmetricEigenpairs(values, vectors, apart, 2)).toBe(true);
    expect(values.subarray(0, 2)).toEqual(Float64Array.of(1e-300, 2e-300));
    const tiny = Float64Array.of(5e-324, 1e-323, 1e-323, -5e-324);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(tiny), 2)).toBe(true);
    expectSpectrum(values, fractions(tiny), 2, 'tiny');
    // λ = ±√5 units: (2, √5 − 1) is the direction for the larger one
    const slope = Math.abs(vectors[6]! / vectors[2]!);
    expect(slope).toBeCloseTo((Math.sqrt(5) - 1) / 2, 12);
    const M = Number.MAX_VALUE;
    // M·√2 is no double, and so is no eigenvalue enclosed
    expect(encloseSymmetricEigenpairs(values, vectors, lift(Float64Array.of(M, M, M, -M)), 2)).toBe(false);
    expect(encloseSymmetricEigenpairs(values, vectors, lift(Float64Array.of(M / 2, M / 4, M / 4, -M / 2)), 2)).toBe(true);
    expectSpectrum(values, fractions([M / 2, M / 4, M / 4, -M / 2]), 2, 'near overflow');
  });
});
