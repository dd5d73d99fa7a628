import { describe, expect, test } from 'vitest';
import { multiply, transpose } from '../../src/linalg/matrix.js';
import { columnOrder, orthonormalize } from '../../src/linalg/qr.js';
import { random, randomMatrix } from './samples.js';

const natural = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

function basis(a: Float64Array, order: Int32Array, n: number): Float64Array {
  const q = new Float64Array(n * n);
  expect(orthonormalize(q, a, order, new Float64Array(n * n + n), n)).toBe(true);
  return q;
}

function defect(q: Float64Array, n: number): number {
  const t = new Float64Array(n * n);
  const p = new Float64Array(n * n);
  transpose(t, q, n, n);
  multiply(p, t, q, n, n, n);
  return Math.max(...p.map((x, o) => Math.abs(x - (o % (n + 1) === 0 ? 1 : 0))));
}

describe('columnOrder', () => {
  test('decreasing weighted norms, ties in their order', () => {
    const order = new Int32Array(3);
    columnOrder(order, Float64Array.of(3, 1, 0, 4, 0, 5, 0, 0, 0), Float64Array.of(1, 1, 1), 3);
    expect(Array.from(order)).toEqual([0, 2, 1]);
    columnOrder(order, Float64Array.of(3, 1, 0, 4, 0, 5, 0, 0, 0), Float64Array.of(0.1, 9, 1), 3);
    expect(Array.from(order)).toEqual([1, 2, 0]);
  });

  test('norms that overflow when squared still compare', () => {
    const order = new Int32Array(2);
    columnOrder(order, Float64Array.of(1e200, 3e200, 0, 0), Float64Array.of(1, 1), 2);
    expect(Array.from(order)).toEqual([1, 0]);
  });
});

describe('orthonormalize', () => {
  test('orthogonal to a few ulps for every size, also for ill-conditioned columns', () => {
    for (let n = 1; n <= 8; n++) {
      for (let seed = 1; seed <= 10; seed++) {
        const next = random(100 * n + seed);
        const a = randomMatrix(next, n * n, 20);
        // Column 1 nearly parallel to column 0.
        if (n > 1) for (let i = 0; i < n; i++) a[i * n + 1] = a[i * n]! * (1 + 1e-15 * next());
        expect(defect(basis(a, natural(n), n), n), `n ${n}, seed ${seed}`).toBeLessThan(n * 1e-15);
      }
    }
  });

  test('QᵀA is upper triangular with positive diagonal in the given order', () => {
    const n = 4;
    for (let seed = 1; seed <= 20; seed++) {
      const next = random(seed);
      const a = randomMatrix(next, n * n);
      const order = new Int32Array(n);
      columnOrder(order, a, Float64Array.from({ length: n }, next), n);
      const q = basis(a, order, n);
      const t = new Float64Array(n * n);
      const r = new Float64Array(n * n);
      transpose(t, q, n, n);
      multiply(r, t, a, n, n, n);
      for (let k = 0; k < n; k++) {
        expect(r[order[k]! * n + order[k]!], `seed ${seed}`).toBeGreaterThan(0);
        for (let l = 0; l < k; l++) expect(Math.abs(r[order[k]! * n + order[l]!]!), `seed ${seed}`).toBeLessThan(1e-13);
      }
    }
  });

  test('the identity is its own basis', () => {
    const eye = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expect(basis(eye, Int32Array.of(2, 0, 1), 3)).toEqual(eye);
  });

  test('a singular or zero matrix gets a completed basis', () => {
    expect(defect(basis(new Float64Array(9), natural(3), 3), 3)).toBe(0);
    expect(defect(basis(Float64Array.of(1, 2, 3, 2, 4, 6, 3, 6, 9), natural(3), 3), 3)).toBeLessThan(1e-15);
  });

  test('huge and tiny entries neither overflow nor vanish', () => {
    expect(defect(basis(Float64Array.of(1e300, 2e300, 3e300, 1e300), natural(2), 2), 2)).toBeLessThan(1e-15);
    expect(defect(basis(Float64Array.of(1e-310, 2e-310, 3e-310, 1e-310), natural(2), 2), 2)).toBeLessThan(1e-15);
  });

  test('a NaN or an infinity is reported', () => {
    const q = new Float64Array(4);
    const work = new Float64Array(6);
    expect(orthonormalize(q, Float64Array.of(1, Number.NaN, 0, 1), natural(2), work, 2)).toBe(false);
    expect(orthonormalize(q, Float64Array.of(1, 0, Infinity, 1), natural(2), work, 2)).toBe(false);
  });
});
