import { expect, test } from 'vitest';
import { factorLu, invertLu, solveLu } from '../../src/linalg/lu.js';
import { multiply } from '../../src/linalg/matrix.js';
import { random, randomMatrix } from './samples.js';

test('L·U is the matrix with its rows permuted', () => {
  for (let n = 1; n <= 7; n++) {
    const a = randomMatrix(random(n), n * n);
    const lu = a.slice();
    const rows = new Int32Array(n);
    expect(factorLu(lu, rows, n)).toBe(true);
    const l = lu.map((x, o) => (o % n < Math.floor(o / n) ? x : o % (n + 1) === 0 ? 1 : 0));
    const u = lu.map((x, o) => (o % n < Math.floor(o / n) ? 0 : x));
    expect(Math.max(...l.map(Math.abs)), `n ${n}`).toBe(1);
    const p = new Float64Array(n * n);
    multiply(p, l, u, n, n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expect(p[i * n + j], `n ${n}`).toBeCloseTo(a[rows[i]! * n + j]!, 12);
    }
  }
});

test('a system that needs pivoting is solved, several right-hand sides at once', () => {
  const a = Float64Array.of(0, 2, 1, 1, 1, 0, 4, 0, 3);
  const x = Float64Array.of(1, -2, 2, 0.5, -3, 7);
  const b = new Float64Array(6);
  multiply(b, a, x, 3, 3, 2);
  const rows = new Int32Array(3);
  expect(factorLu(a, rows, 3)).toBe(true);
  const y = new Float64Array(6);
  solveLu(y, a, rows, b, 3, 2);
  for (let i = 0; i < 6; i++) expect(y[i]).toBeCloseTo(x[i]!, 14);
});

test('A·A⁻¹ is the identity up to rounding', () => {
  for (let n = 1; n <= 7; n++) {
    const a = randomMatrix(random(n + 50), n * n, 1);
    const inverse = new Float64Array(n * n);
    expect(invertLu(inverse, a, new Float64Array(n * n), new Int32Array(n), n)).toBe(true);
    const p = new Float64Array(n * n);
    multiply(p, a, inverse, n, n, n);
    p.forEach((x, o) => {
      expect(x, `n ${n}`).toBeCloseTo(o % (n + 1) === 0 ? 1 : 0, 11);
    });
  }
});

test('zero, infinite and NaN pivots are reported', () => {
  const out = new Float64Array(4);
  const invert = (...a: number[]): boolean => invertLu(out, Float64Array.from(a), new Float64Array(4), new Int32Array(2), 2);
  expect(invert(1, 2, 2, 4)).toBe(false);
  expect(invert(0, 0, 0, 0)).toBe(false);
  expect(invert(Number.NaN, 1, 1, 1)).toBe(false);
  expect(invert(Infinity, 1, 1, 1)).toBe(false);
  expect(invert(5e-324, 0, 0, 1)).toBe(false);
});
