import { describe, expect, test } from 'vitest';
import { widest } from '../../src/linalg/interval-matrix.js';
import { encloseInverse } from '../../src/linalg/inverse.js';
import { exactIdentity, exactSolve, fractions, isEnclosed } from './exact.js';
import { choose, lift, random, randomIntervals, randomMatrix, scaledHilbert } from './samples.js';

describe('encloseInverse', () => {
  test('encloses the exact inverses of points and vertices of an interval matrix', () => {
    let proved = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 4);
      const a = randomIntervals(next, n * n, [0, 1e-14, 1e-3, 0.1][seed % 4]!, 2);
      const out = new Float64Array(2 * n * n);
      if (!encloseInverse(out, a, n)) continue;
      proved++;
      for (const vertex of [true, true, false]) {
        const x = exactSolve(fractions(choose(next, a, n * n, vertex)), exactIdentity(n), n, n);
        expect(x !== undefined && isEnclosed(x, out), `seed ${seed}`).toBe(true);
      }
    }
    expect(proved).toBeGreaterThan(50);
  });

  test('point matrices are inverted to some ulps', () => {
    for (let n = 1; n <= 6; n++) {
      const a = randomMatrix(random(n + 7), n * n, 1);
      const out = new Float64Array(2 * n * n);
      expect(encloseInverse(out, lift(a), n)).toBe(true);
      for (let o = 0; o < n * n; o++) {
        expect(out[2 * o + 1]! - out[2 * o]!, `n ${n}`).toBeLessThanOrEqual(1e-15 * Math.abs(out[2 * o]!));
      }
      expect(isEnclosed(exactSolve(fractions(a), exactIdentity(n), n, n)!, out), `n ${n}`).toBe(true);
    }
  });

  test('a wide strongly regular matrix gets the exact range', () => {
    // Scalar: 1/[1, 3]. Diagonal midpoint: Hansen's hull is attained.
    const scalar = new Float64Array(2);
    expect(encloseInverse(scalar, Float64Array.of(1, 3), 1)).toBe(true);
    expect(scalar[0]).toBeCloseTo(1 / 3, 14);
    expect(scalar[1]).toBeCloseTo(1, 14);
    const out = new Float64Array(8);
    const a = Float64Array.of(1, 1, -0.5, 0.5, -0.5, 0.5, 1, 1);
    expect(encloseInverse(out, a, 2)).toBe(true);
    // A⁻¹ = 1/(1 − bc)·(1, −b; −c, 1) with |b|, |c| ≤ 1/2: diagonal in [4/5, 4/3], the rest in [−2/3, 2/3].
    [4 / 5, 4 / 3, -2 / 3, 2 / 3, -2 / 3, 2 / 3, 4 / 5, 4 / 3].forEach((x, o) => {
      expect(out[o]).toBeCloseTo(x, 14);
    });
  });

  test('Hilbert matrices are proved regular and enclosed up to order ten', () => {
    for (let n = 2; n <= 10; n++) {
      const a = scaledHilbert(n);
      const out = new Float64Array(2 * n * n);
      expect(encloseInverse(out, lift(a), n), `n ${n}`).toBe(true);
      expect(isEnclosed(exactSolve(fractions(a), exactIdentity(n), n, n)!, out), `n ${n}`).toBe(true);
    }
  });

  test('badly scaled matrices are no obstacle', () => {
    const a = Float64Array.of(1e100, 2e-100, 3e100, 7e-100);
    const out = new Float64Array(8);
    expect(encloseInverse(out, lift(a), 2)).toBe(true);
    expect(isEnclosed(exactSolve(fractions(a), exactIdentity(2), 2, 2)!, out)).toBe(true);
  });

  test('nothing is claimed of a singular matrix or of an interval matrix that holds one', () => {
    const out = new Float64Array(18);
    expect(encloseInverse(out, lift(Float64Array.of(1, 2, 2, 4)), 2)).toBe(false);
    expect(encloseInverse(out, lift(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)), 3)).toBe(false);
    expect(encloseInverse(out, lift(new Float64Array(9)), 3)).toBe(false);
    // [1 ± 0.1] × four holds the matrix of ones; 0.1·(rank two) rounds to something nearly singular.
    expect(encloseInverse(out, Float64Array.of(0.9, 1.1, 0.9, 1.1, 0.9, 1.1, 0.9, 1.1), 2)).toBe(false);
    for (let seed = 1; seed <= 60; seed++) {
      // Widths 1e-13 about a matrix whose third row is the sum of the others: it holds a singular matrix.
      const next = random(seed);
      const a = randomMatrix(next, 9, 2);
      for (let j = 0; j < 3; j++) a[6 + j] = a[j]! + a[3 + j]!;
      const wide = Float64Array.from(lift(a), (x, o) => x + (o % 2 === 0 ? -1e-13 : 1e-13) * Math.abs(x));
      expect(encloseInverse(out, wide, 3), `seed ${seed}`).toBe(false);
    }
  });

  test('unbounded, empty and NaN entries are refused', () => {
    const out = new Float64Array(8);
    for (const pair of [
      [1, Infinity],
      [-Infinity, Infinity],
      [Infinity, -Infinity],
      [Number.NaN, Number.NaN],
    ]) {
      expect(encloseInverse(out, Float64Array.of(1, 1, 0, 0, ...pair, 1, 1), 2)).toBe(false);
    }
  });

  test('the result may be the matrix itself', () => {
    const a = lift(Float64Array.of(2, 0, 0, 4));
    expect(encloseInverse(a, a, 2)).toBe(true);
    expect(Array.from(a, (x) => x + 0)).toEqual([0.5, 0.5, 0, 0, 0, 0, 0.25, 0.25]);
    expect(widest(a, 4)).toBe(0);
  });
});
