/** Functions at exact decimals, and where their arguments are so small or so large that they need no series. */
import { type Exact, magnitudeOf, topOf } from './exact.js';
import { exactly, opposite, type Scaled } from './scaled.js';

/**
 * A function at an exact decimal, enclosed with a relative error near 2^−bits; undefined where that many bits do not suffice to tell.
 *
 * Balls come from src/rounding/exact, whose radii are proved there, through operations that widen them as their own proofs say.
 */
export type PointFunction = (x: Exact, bits: number) => Scaled | undefined;

/** Whether |x| < 2^−1.1·bits. */
export function isTiny(x: Exact, bits: number): boolean {
  return topOf(x) + 1 <= -bits / 3;
}

/** Whether x² < 2^−1.1·bits. */
export function isSquareTiny(x: Exact, bits: number): boolean {
  return topOf(x) + 1 <= -bits / 6;
}

/** Whether |x| > 2^(1.1·bits). */
export function isHuge(x: Exact, bits: number): boolean {
  return topOf(x) >= bits / 3;
}

/** An odd function by its values at x > 0; 0 at 0. */
export const odd =
  (f: PointFunction): PointFunction =>
  (x, bits) => {
    if (x.digits === 0n) return exactly(x);
    const value = f(magnitudeOf(x), bits);
    return value === undefined || x.digits > 0n ? value : opposite(value);
  };
