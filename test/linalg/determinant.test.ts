import { describe, expect, test } from 'vitest';
import { encloseDeterminant } from '../../src/linalg/determinant.js';
import { exactDeterminant, exactIdentity, fractions, isInside } from './exact.js';
import { choose, lift, random, randomIntervals, randomMatrix, scaledHilbert } from './samples.js';

describe('encloseDeterminant', () => {
  test('encloses the exact determinants of points and vertices', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 5);
      const a = randomIntervals(next, n * n, [0, 1e-12, 1e-3, 0.5, 3][seed % 5]!, 3);
      const det = new Float64Array(2);
      encloseDeterminant(det, a, n);
      for (const vertex of [true, true, false]) {
        const x = fractions(choose(next, a, n * n, vertex));
        expect(isInside(exactDeterminant(x, n), det, 0), `seed ${seed}`).toBe(true);
      }
    }
  });

  test('point matrices get some ulps, and Hilbert matrices of order ten a sign', () => {
    for (let n = 1; n <= 6; n++) {
      const det = new Float64Array(2);
      encloseDeterminant(det, lift(randomMatrix(random(n), n * n, 2)), n);
      expect(det[1]! - det[0]!, `n ${n}`).toBeLessThanOrEqual(1e-14 * Math.abs(det[0]!));
    }
    for (let n = 2; n <= 10; n++) {
      const det = new Float64Array(2);
      encloseDeterminant(det, lift(scaledHilbert(n)), n);
      expect(det[0]!, `n ${n}`).toBeGreaterThan(0);
      expect(isInside(exactDeterminant(fractions(scaledHilbert(n)), n), det, 0), `n ${n}`).toBe(true);
    }
  });

  test('permutation signs, singular matrices and zero rows', () => {
    const det = new Float64Array(2);
    encloseDeterminant(det, lift(Float64Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0)), 3);
    expect(Array.from(det)).toEqual([1, 1]);
    encloseDeterminant(det, lift(Float64Array.of(0, 1, 1, 0)), 2);
    expect(Array.from(det)).toEqual([-1, -1]);
    for (const a of [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), new Float64Array(9).fill(0.1)]) {
      encloseDeterminant(det, lift(a), 3);
      expect(det[0]! <= 0 && det[1]! >= 0).toBe(true);
      expect(det[1]! - det[0]!).toBeLessThan(1e-13);
    }
    encloseDeterminant(det, Float64Array.of(0, 0, 0, 0, -Infinity, Infinity, 1, 2), 2);
    expect(isInside({ num: 0n, den: 1n }, det, 0)).toBe(true);
  });

  test('no pivot at all: Hadamard bounds the rest', () => {
    const det = new Float64Array(2);
    encloseDeterminant(det, Float64Array.of(-1, 1, -1, 1, -1, 1, -1, 1), 2);
    expect(det[0]).toBeCloseTo(-2, 14);
    expect(det[1]).toBeCloseTo(2, 14);
    expect(det[0]! <= -2 && det[1]! >= 2).toBe(true);
  });

  test('Hadamard bounds hold to the last bit where they are attained', () => {
    // Rows (a, b) and (−b, a) are orthogonal: det = a² + b².
    const next = random(4);
    for (let i = 0; i < 300; i++) {
      const [a, b] = [next(), next()];
      const det = new Float64Array(2);
      encloseDeterminant(det, Float64Array.of(-a, a, -b, b, -b, b, -a, a), 2);
      const exact = exactDeterminant(fractions([a, b, -b, a]), 2);
      expect(isInside(exact, det, 0) && isInside({ num: -exact.num, den: exact.den }, det, 0), `a ${a}, b ${b}`).toBe(true);
    }
  });

  test('Hadamard bounds hold where one rounding alone would lose them', () => {
    // 1 + 2^-60 is rounded in the sum of a row, or a product of three numbers of 26 bits with the last row; the roots are exact.
    for (const a of [
      [1, 2 ** -30, -(2 ** -30), 1],
      [1 + 2 ** -25, 0, 0, 0, 1 + 3 * 2 ** -25, 0, 0, 0, 1 + 5 * 2 ** -25],
    ]) {
      const n = Math.sqrt(a.length);
      const det = new Float64Array(2);
      encloseDeterminant(det, Float64Array.from(a.flatMap((x) => [-Math.abs(x), Math.abs(x)])), n);
      expect(isInside(exactDeterminant(fractions(a), n), det, 0), `${a}`).toBe(true);
    }
  });

  test('products that would overflow or vanish on the way', () => {
    const det = new Float64Array(2);
    const a = new Float64Array(16);
    [1e200, 1e200, 1e-200, 1e-200].forEach((x, i) => {
      a[5 * i] = x;
    });
    encloseDeterminant(det, lift(a), 4);
    expect(isInside(exactDeterminant(fractions(a), 4), det, 0)).toBe(true);
  });
});

test('the identity has determinant one', () => {
  const det = new Float64Array(2);
  const eye = lift(Float64Array.from(exactIdentity(3), (x) => Number(x.num)));
  encloseDeterminant(det, eye, 3);
  expect(Array.from(det)).toEqual([1, 1]);
});
