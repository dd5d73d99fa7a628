import { expect, test } from 'vitest';
import { orthogonalInverse } from '../../src/linalg/orthogonal.js';
import { orthonormalize } from '../../src/linalg/qr.js';
import { exactIdentity, exactSolve, fractions, isEnclosed } from './exact.js';
import { random, randomMatrix } from './samples.js';

function expectInverse(q: Float64Array, n: number, context: string): Float64Array {
  const out = new Float64Array(2 * n * n);
  expect(orthogonalInverse(out, q, new Float64Array(n * n + n), n), context).toBe(true);
  expect(isEnclosed(exactSolve(fractions(q), exactIdentity(n), n, n)!, out), context).toBe(true);
  return out;
}

test('the exact inverse of a rounded orthogonal matrix is inside, within some ulps', () => {
  for (let n = 1; n <= 6; n++) {
    for (let seed = 1; seed <= 12; seed++) {
      const next = random(10 * n + seed);
      const q = new Float64Array(n * n);
      const order = Int32Array.from({ length: n }, (_, i) => i);
      orthonormalize(q, randomMatrix(next, n * n), order, new Float64Array(n * n + n), n);
      const out = expectInverse(q, n, `n ${n}, seed ${seed}`);
      for (let i = 0; i < n * n; i++) expect(out[2 * i + 1]! - out[2 * i]!).toBeLessThan(n * 2e-15);
    }
  }
});

test('a matrix far from orthogonal is still enclosed while the defect is below one', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed);
    const n = 3;
    const q = Float64Array.from({ length: n * n }, (_, o) => (o % (n + 1) === 0 ? 1 : 0) + 0.2 * (next() - 0.5));
    expectInverse(q, n, `seed ${seed}`);
  }
});

test('the bound holds to the last bit where it is attained: 1/q for q < 1', () => {
  const next = random(1);
  for (let i = 0; i < 3000; i++) {
    const q = 0.5 + 0.5 * next();
    expectInverse(Float64Array.of(q), 1, `q ${q}`);
  }
});

test('signed permutations are inverted exactly', () => {
  const out = expectInverse(Float64Array.of(0, -1, 0, 0, 0, 1, 1, 0, 0), 3, 'permutation');
  expect(Array.from(out, (x) => x + 0)).toEqual([0, 0, 0, 0, 1, 1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
});

test('singular, far and non-finite matrices are refused', () => {
  const out = new Float64Array(8);
  const work = new Float64Array(6);
  expect(orthogonalInverse(out, Float64Array.of(1, 1, 1, 1), work, 2)).toBe(false);
  expect(orthogonalInverse(out, Float64Array.of(0, 0, 0, 0), work, 2)).toBe(false);
  expect(orthogonalInverse(out, Float64Array.of(1, 0, 0, 2), work, 2)).toBe(false);
  expect(orthogonalInverse(out, Float64Array.of(1, Number.NaN, 0, 1), work, 2)).toBe(false);
  expect(orthogonalInverse(out, Float64Array.of(1, Infinity, 0, 1), work, 2)).toBe(false);
});
