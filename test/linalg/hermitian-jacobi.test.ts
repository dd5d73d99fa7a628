import { describe, expect, test } from 'vitest';
import { hermitianEigen } from '../../src/linalg/hermitian-jacobi.js';
import { random, randomMatrix } from './samples.js';

type Pair = readonly [number, number];
const at = (m: Float64Array, n: number, i: number, j: number): Pair => [m[2 * (i * n + j)]!, m[2 * (i * n + j) + 1]!];

describe('hermitianEigen', () => {
  test('A·V = V·Λ and VᴴV = 1 for random matrices, eigenvalues ascending', () => {
    for (let n = 1; n <= 6; n++) {
      for (let seed = 1; seed <= 10; seed++) {
        const a = randomMatrix(random(100 * n + seed), 2 * n * n, 1);
        for (let i = 0; i < n; i++) {
          a[2 * (i * n + i) + 1] = 0;
          for (let j = i + 1; j < n; j++) {
            a[2 * (i * n + j)] = a[2 * (j * n + i)]!;
            a[2 * (i * n + j) + 1] = -a[2 * (j * n + i) + 1]!;
          }
        }
        const [values, v] = [new Float64Array(n), new Float64Array(2 * n * n)];
        expect(hermitianEigen(values, v, a, n)).toBe(true);
        for (let k = 0; k < n; k++) {
          if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!);
          for (let i = 0; i < n; i++) {
            let [re, im, innerRe, innerIm] = [
              -values[k]! * at(v, n, i, k)[0],
              -values[k]! * at(v, n, i, k)[1],
              i === k ? -1 : 0,
              0,
            ];
            for (let j = 0; j < n; j++) {
              const [x, y] = at(a, n, i, j);
              const [p, q] = at(v, n, j, k);
              re += x * p - y * q;
              im += x * q + y * p;
              const [c, d] = at(v, n, j, i);
              innerRe += c * p + d * q;
              innerIm += c * q - d * p;
            }
            expect(Math.hypot(re, im)).toBeLessThan(1e-14 * n);
            expect(Math.hypot(innerRe, innerIm)).toBeLessThan(1e-14);
          }
        }
      }
    }
  });

  test('closed form: (1, −i; i, 1) has 0 and 2; the lower triangle is read', () => {
    const [values, v] = [new Float64Array(2), new Float64Array(8)];
    expect(hermitianEigen(values, v, Float64Array.of(1, 7, 99, 99, 0, 1, 1, 0), 2)).toBe(true);
    expect(values[0]).toBeCloseTo(0, 15);
    expect(values[1]).toBeCloseTo(2, 15);
  });

  test('says where a matrix is not finite', () => {
    expect(hermitianEigen(new Float64Array(1), new Float64Array(2), Float64Array.of(Number.NaN, 0), 1)).toBe(false);
    expect(hermitianEigen(new Float64Array(1), new Float64Array(2), Float64Array.of(Infinity, 0), 1)).toBe(false);
  });
});
