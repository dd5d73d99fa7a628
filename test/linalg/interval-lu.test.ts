import { describe, expect, test } from 'vitest';
import { encloseLu } from '../../src/linalg/interval-lu.js';
import { type Fraction, minus, over, times } from '../oracle/fraction.js';
import { exactProduct, fractions, isEnclosed } from './exact.js';
import { choose, lift, random, randomIntervals } from './samples.js';

// Exact factors without pivoting: L below the diagonal, U above.
function exactLu(a: readonly Fraction[], n: number): Fraction[] {
  const w = [...a];
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      w[i * n + k] = over(w[i * n + k]!, w[k * n + k]!);
      for (let j = k + 1; j < n; j++) w[i * n + j] = minus(w[i * n + j]!, times(w[i * n + k]!, w[k * n + j]!));
    }
  }
  return w;
}

describe('encloseLu', () => {
  test('the exact factors of every choice of points are inside', () => {
    let done = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 4);
      const a = randomIntervals(next, n * n, [0, 1e-12, 1e-3, 0.05][seed % 4]!, 2);
      const lu = a.slice();
      const rows = new Int32Array(n);
      if (!encloseLu(lu, rows, n)) continue;
      done++;
      for (const vertex of [true, false]) {
        const x = fractions(choose(next, a, n * n, vertex));
        const permuted = Array.from(rows).flatMap((row) => x.slice(row * n, row * n + n));
        expect(isEnclosed(exactLu(permuted, n), lu), `seed ${seed}`).toBe(true);
      }
    }
    expect(done).toBeGreaterThan(45);
  });

  test('integers that need no division are factored exactly, rows exchanged where a pivot is zero', () => {
    const lu = lift(Float64Array.of(0, 1, 2, 1, 1, 0, 2, 1, 1));
    const rows = new Int32Array(3);
    expect(encloseLu(lu, rows, 3)).toBe(true);
    const p = exactProduct(fractions([1, 0, 0, 0, 1, 0, 0.5, 0.5, 1]), fractions([2, 1, 1, 0, 1, 2, 0, 0, -1.5]), 3, 3, 3);
    expect(Array.from(rows)).toEqual([2, 0, 1]);
    expect(isEnclosed(fractions([2, 1, 1, 0, 1, 2, 0.5, 0.5, -1.5]), lu)).toBe(true);
    expect(p.map((x) => Number(x.num) / Number(x.den))).toEqual([2, 1, 1, 0, 1, 2, 1, 1, 0]);
  });

  test('a column without a pivot is refused, a last pivot holding zero is not', () => {
    const rows = new Int32Array(2);
    expect(encloseLu(Float64Array.of(-1, 1, 1, 1, -1, 1, 1, 1), rows, 2)).toBe(false);
    expect(encloseLu(lift(Float64Array.of(1, 2, 2, 4)), rows, 2)).toBe(true);
  });
});
