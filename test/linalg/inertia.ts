import { expect } from 'vitest';
import { compare, type Fraction, fractionOf, minus, over, times, zero } from '../oracle/fraction.js';

/**
 * The number of eigenvalues below x of a symmetric matrix, exactly: that of negative pivots in the elimination of A − x·I (Sylvester); undefined where a
 * pivot vanishes.
 */
function countBelow(a: readonly Fraction[], n: number, x: Fraction): number | undefined {
  const w = a.map((y, o) => (o % (n + 1) === 0 ? minus(y, x) : y));
  let negative = 0;
  for (let k = 0; k < n; k++) {
    const sign = compare(w[k * n + k]!, zero);
    if (sign === 0) return undefined;
    if (sign < 0) negative++;
    for (let i = k + 1; i < n; i++) {
      const factor = over(w[i * n + k]!, w[k * n + k]!);
      for (let j = k + 1; j < n; j++) w[i * n + j] = minus(w[i * n + j]!, times(factor, w[k * n + j]!));
    }
  }
  return negative;
}

/** λ_k ∈ [lo, hi] says: at most k − 1 eigenvalues lie below lo, and at least k below any double above hi. */
export function expectSpectrum(bounds: Float64Array, a: readonly Fraction[], n: number, context: string): void {
  for (let k = 0; k < n; k++) {
    const below = countBelow(a, n, fractionOf(bounds[2 * k]!));
    const above = countBelow(a, n, fractionOf(bounds[2 * k + 1]!));
    if (below !== undefined) expect(below, `${context}, lower bound ${k}`).toBeLessThanOrEqual(k);
    if (above !== undefined) expect(above, `${context}, upper bound ${k}`).toBeGreaterThan(k);
  }
}
