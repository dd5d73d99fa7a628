/**
 * Sums, dot products, sums of squares and of magnitudes, computed exactly and rounded once: the reduction operations of
 * IEEE 1788-2015 clause 12.12.12 (the same as those of IEEE 754-2008 clause 9.4, with the accuracy fixed).
 *
 * Every finite double is an integer times 2^-1074, and every product of two an integer times 2^-2148, so one integer
 * accumulates all. Terms that are infinite or NaN are summed apart, by the rules of IEEE 754.
 */

import { significand, significandExponent } from './binary.js';
import { quotientBounds, quotientNearest } from './quotient.js';

/** A sum: `integer`/2^places plus `special`, which is 0 unless a term was infinite or NaN. */
interface ExactSum {
  readonly integer: bigint;
  readonly places: bigint;
  readonly special: number;
}

type Term = (x: number) => number;

function exactSum(terms: ArrayLike<number>, of: Term): ExactSum {
  let integer = 0n;
  let special = 0;
  for (let k = 0; k < terms.length; k++) {
    const x = of(terms[k]!);
    if (Number.isFinite(x)) integer += significand(x) << BigInt(significandExponent(x) + 1074);
    else special += x;
  }
  return { integer, places: 1074n, special };
}

function exactDot(x: ArrayLike<number>, y: ArrayLike<number>): ExactSum {
  let integer = 0n;
  let special = 0;
  for (let k = 0; k < x.length; k++) {
    const a = x[k]!;
    const b = y[k]!;
    if (Number.isFinite(a) && Number.isFinite(b)) {
      integer += (significand(a) * significand(b)) << BigInt(significandExponent(a) + significandExponent(b) + 2148);
    } else special += a * b;
  }
  return { integer, places: 2148n, special };
}

function nearest({ integer, places, special }: ExactSum): number {
  return special === 0 ? quotientNearest(integer, 1n << places) : special;
}

function writeBounds({ integer, places, special }: ExactSum, out: Float64Array): void {
  if (special === 0) quotientBounds(integer, 1n << places, out);
  else {
    out[0] = special;
    out[1] = special;
  }
}

function requireEqualLengths(x: ArrayLike<number>, y: ArrayLike<number>, caller: string): void {
  if (x.length === y.length) return;
  throw new RangeError(`${caller}: expected two vectors of one length, got ${x.length} and ${y.length}; pad the shorter one`);
}

/**
 * Σ xₖ, rounded to nearest once.
 * @guarantee exact rounding
 * @example
 * sumNearest([1e100, 1, -1e100]); // 1
 */
export function sumNearest(x: ArrayLike<number>): number {
  return nearest(exactSum(x, (term) => term));
}

/**
 * Σ |xₖ|, rounded to nearest once.
 * @guarantee exact rounding
 * @example
 * sumAbsNearest([1e100, -1]); // 1e+100
 */
export function sumAbsNearest(x: ArrayLike<number>): number {
  return nearest(exactSum(x, Math.abs));
}

/**
 * Σ xₖ², rounded to nearest once.
 * @guarantee exact rounding
 * @example
 * sumSquareNearest([3, 4]); // 25
 */
export function sumSquareNearest(x: ArrayLike<number>): number {
  return nearest(exactDot(x, x));
}

/**
 * Σ xₖ·yₖ, rounded to nearest once.
 * @guarantee exact rounding
 * @throws RangeError if the lengths differ.
 * @example
 * dotNearest([1e200, 1], [1e200, 3]) === Infinity; // true
 * dotNearest([1e150, 1, 1e150], [1e150, 3, -1e150]); // 3
 */
export function dotNearest(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requireEqualLengths(x, y, 'dotNearest');
  return nearest(exactDot(x, y));
}

/**
 * Encloses Σ xₖ, tightest: the sum rounded down and up.
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * sumBounds([1, 2 ** -60], out);
 * Array.from(out); // [1, 1.0000000000000002]
 */
export function sumBounds(x: ArrayLike<number>, out: Float64Array): void {
  writeBounds(
    exactSum(x, (term) => term),
    out,
  );
}

/**
 * Encloses Σ xₖ·yₖ, tightest.
 * @guarantee encloses
 * @throws RangeError if the lengths differ.
 * @example
 * const out = new Float64Array(2);
 * dotBounds([1, 2], [3, 4], out);
 * Array.from(out); // [11, 11]
 */
export function dotBounds(x: ArrayLike<number>, y: ArrayLike<number>, out: Float64Array): void {
  requireEqualLengths(x, y, 'dotBounds');
  writeBounds(exactDot(x, y), out);
}
