import { describe, expect, test } from 'vitest';
import { boundSolution, compareDiagonal } from '../../src/linalg/comparison.js';
import { compare, type Fraction, fractionOf, minus, over, plus, times, zero } from '../oracle/fraction.js';
import { exactIdentity, exactSolve, fractions, isEnclosed, isInside } from './exact.js';
import { choose, random, randomIntervals } from './samples.js';

// Near the identity, with off-diagonal entries up to `size`.
function nearIdentity(next: () => number, n: number, size: number): Float64Array {
  const g = new Float64Array(2 * n * n);
  for (let o = 0; o < n * n; o++) {
    const x = (next() - 0.5) * size + (o % (n + 1) === 0 ? 1 : 0);
    g[2 * o] = x - next() * size * 0.2;
    g[2 * o + 1] = x + next() * size * 0.2;
  }
  return g;
}

describe('compareDiagonal', () => {
  test('bounds the exact inverse of the comparison matrix, the diagonal from both sides', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 5);
      const comparison = compareDiagonal(nearIdentity(next, n, [1e-15, 1e-8, 0.1, 0.25][seed % 4]!), n)!;
      const exact = exactSolve(fractions(comparison.matrix), exactIdentity(n), n, n)!;
      exact.forEach((x, o) => {
        const upper = comparison.inverse[o]!;
        expect(compare(x, fractionOf(upper)) <= 0, `seed ${seed}`).toBe(true);
        if (o % (n + 1) === 0) {
          const lower = comparison.diagonal[o / (n + 1)]!;
          expect(isInside(x, Float64Array.of(lower, upper), 0), `seed ${seed}`).toBe(true);
          expect(upper - lower, `seed ${seed}`).toBeLessThan(1e-13);
        }
      });
    }
  });

  test('an H-matrix far from norm-dominant is proved, one past the edge is not', () => {
    // ⟨G⟩ = (1, −1000; −0.0009, 1) has determinant 0.1; with −0.001 it is singular.
    const g = (x: number): Float64Array => Float64Array.of(1, 1, -1000, 1000, -x, x, 1, 1);
    expect(compareDiagonal(g(0.0009), 2)).toBeDefined();
    expect(compareDiagonal(g(0.001), 2)).toBeUndefined();
    expect(compareDiagonal(g(0.0011), 2)).toBeUndefined();
    expect(compareDiagonal(Float64Array.of(-1, 1), 1)).toBeUndefined();
    expect(compareDiagonal(Float64Array.of(Number.NaN, 1), 1)).toBeUndefined();
  });
});

describe('boundSolution', () => {
  test('encloses the exact solutions for vertices of matrix and right-hand side', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 4);
      const g = nearIdentity(next, n, [1e-15, 1e-8, 0.1, 0.3][seed % 4]!);
      const comparison = compareDiagonal(g, n);
      if (comparison === undefined) continue;
      const z = randomIntervals(next, n, [0, 1e-10, 1][seed % 3]!);
      const x = new Float64Array(2 * n);
      expect(boundSolution(x, g, comparison, z, n, 1)).toBe(true);
      for (const vertex of [true, true, false]) {
        const exact = exactSolve(fractions(choose(next, g, n * n, vertex)), fractions(choose(next, z, n, vertex)), n, 1)!;
        expect(isEnclosed(exact, x), `seed ${seed}`).toBe(true);
      }
    }
  });

  test('each rounding is outward: the quotient of the docstring is enclosed for any comparison, exactly', () => {
    const next = random(3);
    for (let i = 0; i < 4000; i++) {
      const [c, m, z, grow, wide] = [1 + next(), 0.5 + next(), next() - 0.5, next() * 0.5, next() * 2 ** -20] as const;
      const d = (1 + grow) / c;
      const g = Float64Array.of(c, c + wide);
      const right = Float64Array.of(z, z + wide);
      const x = new Float64Array(2);
      const comparison = { matrix: Float64Array.of(c), inverse: Float64Array.of(m), diagonal: Float64Array.of(d) };
      expect(boundSolution(x, g, comparison, right, 1, 1)).toBe(true);
      const [fc, fm, fd] = fractions([c, m, d]) as [Fraction, Fraction, Fraction];
      const zeta = fractionOf(Math.max(-right[0]!, right[1]!));
      const positive = (y: Fraction): Fraction => (y.num > 0n ? y : zero);
      const alpha = positive(minus(fc, over(fractionOf(1), fd)));
      const beta = positive(minus(over(times(fm, zeta), fd), zeta));
      for (const top of [minus(fractionOf(right[0]!), beta), plus(fractionOf(right[1]!), beta)]) {
        for (const bottom of [minus(fractionOf(g[0]!), alpha), plus(fractionOf(g[1]!), alpha)]) {
          expect(isInside(over(top, bottom), x, 0), `case ${i}`).toBe(true);
        }
      }
    }
  });

  test('the hull is attained where the midpoint is diagonal', () => {
    // The solution set is {|G_c·x − z_c| ≤ Δ|x| + δ}: its extremes are solutions for vertices of the data.
    const g = Float64Array.of(2, 4, -1, 1, -1, 1, 2, 4);
    const z = Float64Array.of(-3, 3, 0.8, 0.8);
    const x = new Float64Array(4);
    expect(boundSolution(x, g, compareDiagonal(g, 2)!, z, 2, 1)).toBe(true);
    const hull = [Infinity, -Infinity, Infinity, -Infinity];
    for (let v = 0; v < 32; v++) {
      const bit = (k: number): number => (v >> k) & 1;
      const [p, q, r, s] = [2 + 2 * bit(0), 2 * bit(1) - 1, 2 * bit(2) - 1, 2 + 2 * bit(3)];
      const [f, h] = [6 * bit(4) - 3, 0.8];
      const det = p! * s! - q! * r!;
      [(s! * f! - q! * h!) / det, (p! * h! - r! * f!) / det].forEach((y, i) => {
        hull[2 * i] = Math.min(hull[2 * i]!, y);
        hull[2 * i + 1] = Math.max(hull[2 * i + 1]!, y);
      });
    }
    hull.forEach((y, o) => {
      expect(x[o]).toBeCloseTo(y, 13);
    });
  });

  test('bounds hold to the last bit where they are attained', () => {
    // G = (g, ±a; ±b, h) and z = (±p, ±q): x_1 reaches (h·p + a·q)/(g·h − a·b), exactly.
    const next = random(8);
    for (let i = 0; i < 1500; i++) {
      const round = (x: number): number => (i % 3 === 0 ? 2 ** Math.round(Math.log2(x)) : x);
      const [g, h, a, p, q] = [1 + next(), 1 + next(), next(), next(), next()].map(round) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const b = i % 2 === 0 ? 0 : next() * 0.9;
      const sign = i % 4 < 2 ? 1 : -1;
      const matrix = Float64Array.of(sign * g, sign * g, -a, a, -b, b, h, h);
      const comparison = compareDiagonal(matrix, 2);
      if (comparison === undefined) continue;
      const x = new Float64Array(4);
      expect(boundSolution(x, matrix, comparison, Float64Array.of(-p, p, -q, q), 2, 1)).toBe(true);
      const [fg, fh, fa, fb, fp, fq] = fractions([g, h, a, b, p, q]) as [
        Fraction,
        Fraction,
        Fraction,
        Fraction,
        Fraction,
        Fraction,
      ];
      const det = minus(times(fg, fh), times(fa, fb));
      const tops = [over(plus(times(fh, fp), times(fa, fq)), det), over(plus(times(fb, fp), times(fg, fq)), det)];
      tops.forEach((top, k) => {
        expect(isInside(top, x, 2 * k) && isInside(minus(zero, top), x, 2 * k), `sample ${i}, x_${k}`).toBe(true);
      });
      // Points on the right: the width of the divisor is what remains.
      expect(boundSolution(x, matrix, comparison, Float64Array.of(p, p, 0, 0), 2, 1)).toBe(true);
      const least = over(times(fh, fp), plus(times(fg, fh), times(fa, fb)));
      const most = over(times(fh, fp), det);
      const ends = sign > 0 ? [least, most] : [minus(zero, most), minus(zero, least)];
      expect(
        ends.every((y) => isInside(y, x, 0)),
        `sample ${i}, divisor`,
      ).toBe(true);
    }
  });

  test('addends of very different size round outward', () => {
    const next = random(9);
    for (let i = 0; i < 300; i++) {
      // G = (1, ±a; 0, 1): x_1 ∈ z_1 + [−a·q, a·q], every step exact but the last.
      const [a, q, tiny] = [2 ** -Math.floor(4 * next()), 1 + next(), next() * 2 ** -30];
      const g = Float64Array.of(1, 1, -a, a, 0, 0, 1, 1);
      const x = new Float64Array(4);
      for (const z of [
        [-tiny, 8],
        [-8, tiny],
      ] as const) {
        expect(boundSolution(x, g, compareDiagonal(g, 2)!, Float64Array.of(...z, -q, q), 2, 1)).toBe(true);
        const [lo, hi, fa, fq] = fractions([...z, a, q]) as [Fraction, Fraction, Fraction, Fraction];
        expect(isInside(minus(lo, times(fa, fq)), x, 0) && isInside(plus(hi, times(fa, fq)), x, 0), `sample ${i}`).toBe(true);
      }
      // G_11 = ±[1, large] with α = 1/2: the divisor large + 1/2 is inexact.
      const large = 2 ** 53 + 2 * Math.floor(1000 * next());
      for (const sign of [1, -1]) {
        const wide = Float64Array.of(sign > 0 ? 1 : -large, sign > 0 ? large : -1, -0.5, 0.5, -1, 1, 1, 1);
        expect(boundSolution(x, wide, compareDiagonal(wide, 2)!, Float64Array.of(q, q, 0, 0), 2, 1)).toBe(true);
        const smallest = over(fractionOf(q), plus(fractionOf(large), fractionOf(0.5)));
        expect(isInside(sign > 0 ? smallest : minus(zero, smallest), x, 0), `sample ${i}, sign ${sign}`).toBe(true);
      }
    }
  });

  test('empty and unbounded right-hand sides are refused', () => {
    const g = Float64Array.of(1, 1);
    const comparison = compareDiagonal(g, 1)!;
    for (const z of [
      [Infinity, -Infinity],
      [0, Infinity],
      [Number.NaN, 1],
    ]) {
      expect(boundSolution(new Float64Array(2), g, comparison, Float64Array.from(z), 1, 1)).toBe(false);
    }
  });
});
