import { compare, type Fraction, fractionOf, minus, one, over, plus, times, zero } from '../oracle/fraction.js';

// Exact rational linear algebra in BigInt: slow and obviously right. The oracle of this folder.

/** Whether x lies in the closed interval with bounds a[o], a[o + 1], infinite ones included. */
export function isInside(x: Fraction, a: Float64Array, o: number): boolean {
  const lo = a[o]!;
  const hi = a[o + 1]!;
  return (
    (lo === -Infinity || (lo < Infinity && compare(fractionOf(lo), x) <= 0)) &&
    (hi === Infinity || (hi > -Infinity && compare(x, fractionOf(hi)) <= 0))
  );
}

/** Whether every entry of the exact matrix lies in the interval matrix. */
export function isEnclosed(x: readonly Fraction[], a: Float64Array): boolean {
  return x.every((entry, i) => isInside(entry, a, 2 * i));
}

export const fractions = (x: Iterable<number>): Fraction[] => Array.from(x, fractionOf);

/** A·B, exactly. */
export function exactProduct(a: readonly Fraction[], b: readonly Fraction[], n: number, k: number, m: number): Fraction[] {
  return Array.from({ length: n * m }, (_, o) => {
    let sum = zero;
    for (let l = 0; l < k; l++) sum = plus(sum, times(a[Math.floor(o / m) * k + l]!, b[l * m + (o % m)]!));
    return sum;
  });
}

/** The solution of A·X = B (X is n×m) by Gauss–Jordan elimination, or undefined if A is singular. */
export function exactSolve(a: readonly Fraction[], b: readonly Fraction[], n: number, m: number): Fraction[] | undefined {
  const w = Array.from({ length: n }, (_, i) => [...a.slice(i * n, i * n + n), ...b.slice(i * m, i * m + m)]);
  for (let k = 0; k < n; k++) {
    const pivot = w.findIndex((row, i) => i >= k && row[k]!.num !== 0n);
    if (pivot < 0) return undefined;
    [w[k], w[pivot]] = [w[pivot]!, w[k]!];
    const head = w[k]![k]!;
    w[k] = w[k]!.map((x) => over(x, head));
    for (let i = 0; i < n; i++) {
      const factor = w[i]![k]!;
      if (i !== k && factor.num !== 0n) w[i] = w[i]!.map((x, j) => minus(x, times(factor, w[k]![j]!)));
    }
  }
  return w.flatMap((row) => row.slice(n));
}

/** The determinant, by elimination. */
export function exactDeterminant(a: readonly Fraction[], n: number): Fraction {
  const w = Array.from({ length: n }, (_, i) => a.slice(i * n, i * n + n));
  let det = one;
  for (let k = 0; k < n; k++) {
    const pivot = w.findIndex((row, i) => i >= k && row[k]!.num !== 0n);
    if (pivot < 0) return zero;
    if (pivot !== k) det = minus(zero, det);
    [w[k], w[pivot]] = [w[pivot]!, w[k]!];
    det = times(det, w[k]![k]!);
    for (let i = k + 1; i < n; i++) {
      const factor = over(w[i]![k]!, w[k]![k]!);
      w[i] = w[i]!.map((x, j) => minus(x, times(factor, w[k]![j]!)));
    }
  }
  return det;
}

/** The n×n identity. */
export const exactIdentity = (n: number): Fraction[] => Array.from({ length: n * n }, (_, o) => (o % (n + 1) === 0 ? one : zero));
