import { expect, test } from 'vitest';
import { jacobiEigen } from '../../src/linalg/jacobi.js';
import { multiply, transpose } from '../../src/linalg/matrix.js';
import { random, randomMatrix } from './samples.js';

function solve(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  expect(jacobiEigen(values, vectors, a, new Float64Array(n * n), n)).toBe(true);
  return { values, vectors };
}

function symmetric(next: () => number, n: number): Float64Array {
  const a = randomMatrix(next, n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[i * n + j] = a[j * n + i]!;
  return a;
}

test('A·V = V·Λ and VᵀV = I up to rounding, values ascending', () => {
  for (let n = 1; n <= 8; n++) {
    for (let seed = 1; seed <= 5; seed++) {
      const a = symmetric(random(10 * n + seed), n);
      const { values, vectors } = solve(a, n);
      const av = new Float64Array(n * n);
      const vt = new Float64Array(n * n);
      const vtv = new Float64Array(n * n);
      multiply(av, a, vectors, n, n, n);
      transpose(vt, vectors, n, n);
      multiply(vtv, vt, vectors, n, n, n);
      for (let o = 0; o < n * n; o++) {
        expect(av[o], `n ${n}, seed ${seed}`).toBeCloseTo(vectors[o]! * values[o % n]!, 12);
        expect(vtv[o], `n ${n}, seed ${seed}`).toBeCloseTo(o % (n + 1) === 0 ? 1 : 0, 13);
      }
      for (let k = 1; k < n; k++) expect(values[k]!).toBeGreaterThanOrEqual(values[k - 1]!);
    }
  }
});

test('the second difference has eigenvalues 2 − 2·cos(kπ/(n + 1))', () => {
  const n = 9;
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    a[i * n + i] = 2;
    if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
  }
  const { values } = solve(a, n);
  values.forEach((x, k) => {
    expect(x).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 14);
  });
});

test('multiple, zero and graded eigenvalues', () => {
  expect(Array.from(solve(new Float64Array(9), 3).values)).toEqual([0, 0, 0]);
  const ones = solve(new Float64Array(25).fill(1), 5).values;
  expect(ones[4]).toBeCloseTo(5, 14);
  for (let k = 0; k < 4; k++) expect(Math.abs(ones[k]!)).toBeLessThan(1e-15);
  const graded = solve(Float64Array.of(1, 1e-10, 1e-10, 2e-20), 2).values;
  expect(graded[0]! / 1e-20).toBeCloseTo(1, 10);
});

test('only the upper triangle is read, and NaN is reported', () => {
  const { values } = solve(Float64Array.of(2, 1, Number.NaN, 2), 2);
  expect(values[0]).toBeCloseTo(1, 14);
  expect(values[1]).toBeCloseTo(3, 14);
  const nan = Float64Array.of(Number.NaN, 0, 0, 1);
  expect(jacobiEigen(new Float64Array(2), new Float64Array(4), nan, new Float64Array(4), 2)).toBe(false);
});
