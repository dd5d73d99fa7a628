import { describe, expect, test } from 'vitest';
import { encloseDeterminant } from '../../src/linalg/determinant.js';
import { encloseQr } from '../../src/linalg/interval-qr.js';
import { encloseInverse } from '../../src/linalg/inverse.js';
import { encloseSolution } from '../../src/linalg/solve.js';
import { encloseSymmetricEigenvalues } from '../../src/linalg/symmetric-eigen.js';
import { compare, type Fraction, fractionOf, plus, times, zero } from '../oracle/fraction.js';
import { exactDeterminant, exactIdentity, exactSolve, fractions, isInside } from './exact.js';
import { expectSpectrum } from './inertia.js';
import { choose, random } from './samples.js';

const MAX = Number.MAX_VALUE;

/** A double of any size: subnormal, huge, a small integer, or a power of two times one that is near 1. */
function anyDouble(next: () => number): number {
  const sign = next() < 0.5 ? -1 : 1;
  switch (Math.floor(6 * next())) {
    case 0:
      return sign * Math.floor(1000 * next()) * 5e-324;
    case 1:
      return sign * (1 - next()) * MAX;
    case 2:
      return sign * Math.floor(4 * next());
    case 3:
      return sign * (1 + next()) * 2 ** -1022;
    default:
      return sign * (1 + next()) * 2 ** Math.floor(2040 * next() - 1020);
  }
}

/** Point and thin intervals around doubles of any size; in one of four of like sizes; sometimes with two rows that are nearly multiples of each other. */
function anyIntervals(next: () => number, n: number): Float64Array {
  const scale = next() < 0.25 ? anyDouble(next) : undefined;
  const a = Float64Array.from({ length: n * n }, () => (scale === undefined ? anyDouble(next) : scale * (0.5 + next() / 2)));
  if (n > 1 && next() < 0.3) for (let j = 0; j < n; j++) a[j] = a[n + j]! * (next() < 0.5 ? 1 : 1 + 2 ** -52);
  const width = next() < 0.5 ? 0 : 2 ** -45;
  const out = new Float64Array(2 * n * n);
  a.forEach((x, i) => {
    out[2 * i] = Math.max(-MAX, x - width * Math.abs(x));
    out[2 * i + 1] = Math.min(MAX, x + width * Math.abs(x));
  });
  return out;
}

const seeds = Array.from({ length: 1500 }, (_, k) => k + 1);

describe('matrices with subnormal, huge, and nearly dependent entries', () => {
  test('determinants, solutions, inverses and factors are enclosed, or refused', () => {
    let refused = 0;
    for (const seed of seeds) {
      const next = random(seed);
      const n = 1 + (seed % 2);
      const a = anyIntervals(next, n);
      const b = new Float64Array(2 * n);
      for (let i = 0; i < n; i++) b.fill(anyDouble(next), 2 * i, 2 * i + 2);
      const [det, x, inverse] = [new Float64Array(2), new Float64Array(2 * n), new Float64Array(2 * n * n)];
      const [q, r] = [new Float64Array(2 * n * n), new Float64Array(2 * n * n)];
      encloseDeterminant(det, a, n);
      const isSolved = encloseSolution(x, a, b, n, 1);
      const isInverted = encloseInverse(inverse, a, n);
      const isFactored = encloseQr(q, r, a, n);
      if (!isSolved) refused++;
      for (const vertex of [true, false]) {
        const point = fractions(choose(next, a, n * n, vertex));
        const size = exactDeterminant(point, n);
        expect(isInside(size, det, 0), `determinant, seed ${seed}`).toBe(true);
        const solution = exactSolve(point, fractions(b.filter((_, i) => i % 2 === 0)), n, 1);
        if (solution === undefined) {
          expect(isSolved || isInverted || isFactored, `singular, seed ${seed}`).toBe(false);
          continue;
        }
        if (isSolved)
          expect(
            solution.every((s, i) => isInside(s, x, 2 * i)),
            `solution, seed ${seed}`,
          ).toBe(true);
        if (isInverted) {
          const exact = exactSolve(point, exactIdentity(n), n, n)!;
          expect(
            exact.every((s, i) => isInside(s, inverse, 2 * i)),
            `inverse, seed ${seed}`,
          ).toBe(true);
        }
        if (isFactored) expect(isNormOfFirstColumn(point, n, r), `factors, seed ${seed}`).toBe(true);
      }
    }
    expect(refused).toBeLessThan(0.7 * seeds.length);
  });
});

test('eigenvalues of symmetric matrices with such entries', () => {
  const some = seeds.slice(0, 200);
  let refused = 0;
  for (const seed of some) {
    const next = random(seed);
    const n = 1 + (seed % 3);
    const a = anyIntervals(next, n);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a.copyWithin(2 * (i * n + j), 2 * (j * n + i), 2 * (j * n + i) + 2);
    const bounds = new Float64Array(2 * n);
    if (!encloseSymmetricEigenvalues(bounds, a, n)) {
      refused++;
      continue;
    }
    const point = choose(next, a, n * n, seed % 2 === 0);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) point[i * n + j] = point[j * n + i]!;
    if (bounds.every(Number.isFinite)) expectSpectrum(bounds, fractions(point), n, `seed ${seed}`);
  }
  expect(refused).toBeLessThan(0.1 * some.length);
});

/** Whether r₁₁² may be the sum of the squares of the first column. */
function isNormOfFirstColumn(a: readonly Fraction[], n: number, r: Float64Array): boolean {
  let sum = zero;
  for (let i = 0; i < n; i++) sum = plus(sum, times(a[i * n]!, a[i * n]!));
  const [lo, hi] = [r[0]!, r[1]!];
  return (
    compare(times(fractionOf(lo), fractionOf(lo)), sum) <= 0 &&
    (hi === Infinity || compare(sum, times(fractionOf(hi), fractionOf(hi))) <= 0)
  );
}
