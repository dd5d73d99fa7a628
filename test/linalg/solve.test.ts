import { describe, expect, test } from 'vitest';
import { widest } from '../../src/linalg/interval-matrix.js';
import { encloseSolution } from '../../src/linalg/solve.js';
import { exactSolve, fractions, isEnclosed } from './exact.js';
import { choose, lift, random, randomIntervals, randomMatrix, scaledHilbert } from './samples.js';

describe('encloseSolution', () => {
  test('encloses the exact solutions for points and vertices of the data', () => {
    let proved = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 4);
      const width = [0, 1e-14, 1e-3, 0.1][seed % 4]!;
      const a = randomIntervals(next, n * n, width, 2);
      const b = randomIntervals(next, 2 * n, width, 2);
      const x = new Float64Array(4 * n);
      if (!encloseSolution(x, a, b, n, 2)) continue;
      proved++;
      for (const vertex of [true, true, false]) {
        const exact = exactSolve(fractions(choose(next, a, n * n, vertex)), fractions(choose(next, b, 2 * n, vertex)), n, 2);
        expect(exact !== undefined && isEnclosed(exact, x), `seed ${seed}`).toBe(true);
      }
    }
    expect(proved).toBeGreaterThan(50);
  });

  test('point systems are solved to some ulps of the largest component, Hilbert matrices of order ten included', () => {
    for (let n = 2; n <= 10; n++) {
      const a = scaledHilbert(n);
      const b = randomMatrix(random(n), n, 3);
      const x = new Float64Array(2 * n);
      expect(encloseSolution(x, lift(a), lift(b), n, 1), `n ${n}`).toBe(true);
      expect(isEnclosed(exactSolve(fractions(a), fractions(b), n, 1)!, x), `n ${n}`).toBe(true);
      expect(widest(x, n), `n ${n}`).toBeLessThanOrEqual(1e-15 * Math.max(...x.map(Math.abs)));
    }
  });

  test('nothing is claimed for singular matrices or unbounded data', () => {
    const x = new Float64Array(4);
    const one = lift(Float64Array.of(1, 1));
    expect(encloseSolution(x, lift(Float64Array.of(1, 2, 2, 4)), one, 2, 1)).toBe(false);
    expect(encloseSolution(x, Float64Array.of(-1, 1, 1, 1, 1, 1, -1, 1), one, 2, 1)).toBe(false);
    const eye = lift(Float64Array.of(1, 0, 0, 1));
    for (const bad of [Infinity, Number.NaN]) {
      expect(encloseSolution(x, eye, Float64Array.of(1, 1, 0, bad), 2, 1)).toBe(false);
      expect(encloseSolution(x, Float64Array.of(1, bad, 0, 0, 0, 0, 1, 1), one, 2, 1)).toBe(false);
    }
    expect(encloseSolution(x, eye, Float64Array.of(1, 1, Infinity, -Infinity), 2, 1)).toBe(false);
  });
});
