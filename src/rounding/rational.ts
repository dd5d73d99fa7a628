/** Exact rational numbers, and their comparison with doubles: constants of formulas, decimal text, and the oracle of tests. */

import { exponent, significand, significandExponent } from './binary.js';
import { quotientBounds, quotientNearest } from './quotient.js';

/** The number num/den in lowest terms, den > 0. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * The rational num/den, brought to lowest terms.
 * @guarantee exact
 * @throws RangeError if `den` is 0.
 * @example
 * rational(6n, -4n); // { num: -3n, den: 2n }
 */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError(`rational: expected a nonzero denominator, got ${num}/0; test for 0 before dividing`);
  const divisor = gcd(num, den);
  const sign = den < 0n ? -1n : 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

/** The greatest common divisor of |a| and |b|, not both 0. */
function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * The rational number that a finite double is.
 * @guarantee exact
 * @throws RangeError if `x` is infinite or NaN.
 * @example
 * rationalOf(0.75); // { num: 3n, den: 4n }
 */
export function rationalOf(x: number): Rational {
  if (!Number.isFinite(x)) {
    throw new RangeError(`rationalOf: expected a finite number, got ${x}; infinities and NaN are not rational numbers`);
  }
  const m = significand(x);
  const e = significandExponent(x);
  if (e >= 0) return { num: m << BigInt(e), den: 1n };
  if (m === 0n) return { num: 0n, den: 1n };
  // The denominator is a power of two: lowest terms by dropping the zero bits both have. m & −m is the last bit of m that is 1.
  const zeros = Math.min(-e, exponent(Number(m & -m)));
  return { num: m >> BigInt(zeros), den: 1n << BigInt(-e - zeros) };
}

/**
 * The sign of x − r: −1 if the double `x` is below the rational, 0 if equal, 1 if above. Infinities lie beyond every rational.
 * @guarantee exact
 * @throws RangeError if `x` is NaN.
 * @example
 * compareRational(0.1, rational(1n, 10n)); // 1
 */
export function compareRational(x: number, r: Rational): -1 | 0 | 1 {
  if (x === Infinity) return 1;
  if (x === -Infinity) return -1;
  if (Number.isNaN(x))
    throw new RangeError('compareRational: expected a number, got NaN; NaN has no place in the order of numbers');
  // m·2^e against num/den
  const e = significandExponent(x);
  const left = significand(x) * r.den;
  const right = r.num;
  return e < 0 ? signOf(left - (right << BigInt(-e))) : signOf((left << BigInt(e)) - right);
}

function signOf(n: bigint): -1 | 0 | 1 {
  return n < 0n ? -1 : n > 0n ? 1 : 0;
}

/**
 * Encloses a rational in doubles, tightest: out[0] is the greatest double ≤ r, out[1] the least double ≥ r.
 *
 * Beyond the doubles this saturates: r > MAX gives [MAX, ∞], 0 < r < 2^-1074 gives [0, 2^-1074].
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * rationalBounds(rational(1n, 3n), out);
 * out[0]; // 0.3333333333333333
 * out[1]; // 0.33333333333333337
 */
export function rationalBounds(r: Rational, out: Float64Array): void {
  quotientBounds(r.num, r.den, out);
}

/**
 * The double nearest to a rational, ties to even; infinite from MAX + half a unit in its last place on.
 * @guarantee none: one number, half a unit in the last place off at most; use {@link rationalBounds} to enclose.
 * @example
 * rationalNearest(rational(1n, 10n)); // 0.1
 */
export function rationalNearest(r: Rational): number {
  // a short integer is a double, and most constants are
  if (r.den === 1n && r.num <= 9007199254740992n && r.num >= -9007199254740992n) return Number(r.num);
  return quotientNearest(r.num, r.den);
}

/**
 * a + b.
 * @guarantee exact
 */
export function addRational(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

/**
 * a − b.
 * @guarantee exact
 */
export function subRational(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den - b.num * a.den, a.den * b.den);
}

/**
 * a·b.
 * @guarantee exact
 */
export function mulRational(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den);
}

/**
 * a/b.
 * @guarantee exact
 * @throws RangeError if `b` is 0.
 */
export function divRational(a: Rational, b: Rational): Rational {
  if (b.num === 0n) throw new RangeError('divRational: expected a nonzero divisor, got 0; test for 0 before dividing');
  return rational(a.num * b.den, a.den * b.num);
}

/**
 * −r.
 * @guarantee exact
 */
export function negRational(r: Rational): Rational {
  return { num: -r.num, den: r.den };
}
