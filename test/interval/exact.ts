import { binary } from '../oracle/double.js';
import { nextUp } from '../rounding/oracle.js';

/** Exact fractions in BigInt, for tests only: slow, obvious, and independent of src. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** The finite double x as a fraction. */
export function fraction(x: number): Fraction {
  const { m, e } = binary(x);
  return e >= 0 ? { n: m << BigInt(e), d: 1n } : { n: m, d: 1n << BigInt(-e) };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

export function over(a: Fraction, b: Fraction): Fraction {
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}

export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function least(values: readonly Fraction[]): Fraction {
  return values.reduce((a, b) => (compare(b, a) < 0 ? b : a));
}

export function greatest(values: readonly Fraction[]): Fraction {
  return values.reduce((a, b) => (compare(b, a) > 0 ? b : a));
}

/** Whether `lo` is the greatest double ≤ a. */
export function isTightLower(lo: number, a: Fraction): boolean {
  const above = nextUp(lo);
  return (lo === -Infinity || compare(fraction(lo), a) <= 0) && (above === Infinity || compare(fraction(above), a) > 0);
}

/** Whether `hi` is the least double ≥ a. */
export function isTightUpper(hi: number, a: Fraction): boolean {
  return isTightLower(-hi, { n: -a.n, d: a.d });
}
