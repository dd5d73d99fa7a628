import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { computed, type Golden, golden } from './golden.js';

const UNIT = 2 ** -53;

/** Functions with singularities off the real axis: their coefficients oscillate and may pass close to zero. */
const oscillating = new Set(['atan', 'asinh', 'tanh', 'sigmoid']);

/** Entire functions whose derivatives oscillate: there a coefficient is measured by the mean of its neighbors. */
const waves = new Set(['gaussian', 'erf', 'erfc', 'sinc', 'besselJ(0)', 'besselJ(3)']);

/**
 * What an error of coefficient k is measured by: the coefficient itself, and where coefficients oscillate the size of its neighbors, brought to
 * degree k by the radius of convergence. A recurrence mixes neighbors, so an absolute error of their size is all that can be asked.
 */
function size(row: Golden, k: number): number {
  const c = row.coefficients.map((text) => Math.abs(Number(text)));
  if (row.argument === 'plain' && waves.has(row.function)) {
    return Math.max(c[k]!, k === 0 ? 2 * Math.max(c[0]!, c[1]!) : 0, Math.sqrt((c[k - 1] ?? 0) * (c[k + 1] ?? 0)));
  }
  if (row.argument === 'plain' && !oscillating.has(row.function)) return c[k]!;
  const radius = row.argument === 'plain' ? row.radius! : 1;
  return Math.max(c[k]!, (c[k - 1] ?? 0) / radius, (c[k + 1] ?? 0) * radius);
}

/**
 * Coefficient k is a sum of at most k + 1 products (3 roundings each), and each factor brings the error it was made with. If e_k is the relative
 * error in units and grows by the sum's own k + 1 roundings from one order to the next, e_k ≈ Σ_{j≤k} (j + 1) = (k+1)(k+2)/2. Four times
 * that leaves room for the companions, and 4 units at k = 0 for the engine's `Math`. Measured: below a quarter of it from k = 10 on.
 */
const bound = (k: number): number => 2 * (k + 1) * (k + 2);

describe('float64: coefficients up to order 40 agree with 34 digits of mpmath', () => {
  test.each(golden)('$function at $center, $argument', (row) => {
    computed(float64, row, (x) => x).forEach((c, k) => {
      const truth = Number(row.coefficients[k]);
      if (truth === 0 && size(row, k) === 0) expect(c).toBe(0);
      else expect(Math.abs(c - truth) / (UNIT * size(row, k)), `coefficient ${k}: ${c}, wanted ${truth}`).toBeLessThan(bound(k));
    });
  });

  test('a zero coefficient of an odd or even function comes out as an exact zero', () => {
    for (const row of golden.filter(({ center, argument }) => center === 0 && argument === 'plain')) {
      const c = computed(float64, row, (x) => x);
      row.coefficients.forEach((text, k) => {
        if (text === '0') expect(Math.abs(c[k]!), `${row.function}, coefficient ${k}`).toBe(0);
      });
    }
  });
});
