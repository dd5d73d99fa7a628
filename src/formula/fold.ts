/**
 * Exact arithmetic on the constants of a formula.
 */
import {
  addRational,
  divRational,
  mulRational,
  negRational,
  type Rational,
  rational,
  subRational,
} from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';

/**
 * Bits a folded numerator or denominator may have; a longer result stays an operation. Squaring in a loop doubles the digits
 * each time round, so some limit must stand; this one is eight times what an exact double needs.
 */
const maxBits = 8192n;

const bound = 1n << maxBits;

/** The exact value of `op` on constants where it is rational and of moderate size, otherwise undefined. */
export function foldConstants(op: FunctionName, values: readonly Rational[]): Rational | undefined {
  const [a, b] = values as [Rational, Rational?];
  if (op === 'neg') return negRational(a);
  const result = compute(op, a, b);
  return result !== undefined && isModerate(result) ? result : undefined;
}

/** Coefficients that are collected stay below this, so that adding a thousand fractions takes milliseconds. */
const collectable = 1n << 1024n;

/**
 * a + b or a·b where that is short enough to collect many of them, and, unless an operand is so, neither too large nor too small for a double: (1e300 x)³ has values
 * that 1e900 x³ has not. Otherwise undefined.
 */
export function collect(op: 'add' | 'mul', a: Rational, b: Rational): Rational | undefined {
  const num = a.num * (op === 'add' ? b.den : b.num);
  const isShort = a.den * b.den < collectable && num < collectable && -num < collectable;
  if (!isShort) return undefined;
  const result = op === 'add' ? addRational(a, b) : mulRational(a, b);
  return isOrdinary(result) || !isOrdinary(a) || !isOrdinary(b) ? result : undefined;
}

/** Whether a number is 0, or of a size that doubles have with all their digits, 2^−1022 to 2^1024. */
export function isOrdinary({ num, den }: Rational): boolean {
  const size = num < 0n ? -num : num;
  return size === 0n || (size < den << 1024n && den <= size << 1022n);
}

/** Numbers below this are folded as fast as a node is made. */
const short = 1n << 128n;

/**
 * Roughly the time of folding an operation on these constants, about 0.3 µs a unit: the greatest common divisor that brings
 * the result to lowest terms takes the product of the lengths. Short numbers, of which the counters of loops are some, cost nothing
 * but in powers.
 */
export function foldingWork(op: FunctionName, values: readonly Rational[]): number {
  let words = 0;
  let isLong = op === 'pow';
  for (const { num, den } of values) {
    const isShort = num < short && -num < short && den < short;
    isLong ||= !isShort;
    words += isShort ? 1 : Number(bits({ num, den }) / 64n);
  }
  return isLong ? words * words : 0;
}

function compute(op: FunctionName, a: Rational, b: Rational | undefined): Rational | undefined {
  switch (op) {
    case 'sqr':
      return mulRational(a, a);
    case 'add':
      return b && addRational(a, b);
    case 'sub':
      return b && subRational(a, b);
    case 'mul':
      return b && mulRational(a, b);
    case 'div':
      return b && b.num !== 0n ? divRational(a, b) : undefined;
    case 'pow':
      return b && b.den === 1n ? integerPower(a, b.num) : undefined;
    case 'abs':
      return a.num < 0n ? negRational(a) : a;
    case 'sign':
      return rational(a.num > 0n ? 1n : a.num < 0n ? -1n : 0n);
    case 'step':
      return rational(a.num < 0n ? 0n : 1n);
    case 'floor':
      return rational(floorOf(a));
    case 'ceil':
      return rational(-floorOf(negRational(a)));
    case 'round':
      return rational(floorOf(addRational(a, rational(1n, 2n))));
    case 'trunc':
      return rational(a.num / a.den);
    case 'min':
      return b && (subRational(a, b).num < 0n ? a : b);
    case 'max':
      return b && (subRational(a, b).num < 0n ? b : a);
    default:
      return undefined;
  }
}

/** The greatest integer ≤ a. */
function floorOf({ num, den }: Rational): bigint {
  return num >= 0n ? num / den : -((-num + den - 1n) / den);
}

/** `a` to the power `n`, or undefined where it does not exist or would be too long. */
function integerPower(a: Rational, n: bigint): Rational | undefined {
  const exponent = n < 0n ? -n : n;
  if (a.num === 0n && n < 0n) return undefined;
  const trivial = (a.num === 0n || a.num === 1n || a.num === -1n) && a.den === 1n;
  if (trivial) return n === 0n ? rational(1n, 1n) : exponent % 2n === 0n ? mulRational(a, a) : a;
  // A number of n bits has a power of about n·exponent bits; refuse before computing what would be refused after.
  if (exponent > maxBits || exponent * (bits(a) - 1n) > maxBits) return undefined;
  const num = a.num ** exponent;
  const den = a.den ** exponent;
  return n < 0n ? rational(den, num) : rational(num, den);
}

/** Bits of the longer of numerator and denominator. */
function bits(a: Rational): bigint {
  const num = a.num < 0n ? -a.num : a.num;
  return BigInt((num > a.den ? num : a.den).toString(16).length) * 4n;
}

function isModerate(a: Rational): boolean {
  return a.num < bound && -a.num < bound && a.den < bound;
}

/** Whether a value is known and equals the integer `n`. */
export function isInteger(value: Rational | undefined, n: bigint): boolean {
  return isRatio(value, n, 1n);
}

/** Whether a value is known and equals `num/den`, given in lowest terms. */
export function isRatio(value: Rational | undefined, num: bigint, den: bigint): boolean {
  return value !== undefined && value.num === num && value.den === den;
}
