/**
 * Balls over the dyadic numbers, and their arithmetic.
 *
 * Every operation returns a ball that contains the exact result for *every* choice of reals in its argument balls; that
 * is what each comment proves. Relations used throughout, for BigInt: `x >> s` is ⌊x/2^s⌋ for either sign, so it moves x
 * down by less than one unit; `/` truncates, so it moves by less than one unit towards zero.
 * The precision is an argument: results keep about that many bits, and nothing here remembers one.
 */
import { significand, significandExponent } from '../binary.js';

/** The set of reals (mid ± rad)·2^exp, with rad ≥ 0. */
export interface Ball {
  readonly mid: bigint;
  readonly rad: bigint;
  readonly exp: number;
}

const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);

/** The number of bits of |x|: 0 for 0, otherwise ⌊log₂|x|⌋ + 1. */
export function bitLength(x: bigint): number {
  const m = x < 0n ? -x : x;
  float[0] = Number(m);
  if (float[0] === Infinity) {
    const digits = m.toString(16);
    return 4 * digits.length - 4 + bitLength(BigInt(`0x${digits[0]}`));
  }
  if (m === 0n) return 0;
  const n = Number(bits[0]! >> 52n) - 1022;
  // Number() rounds to nearest: it may have carried m up to the next power of two, and then m lacks one bit.
  return (bits[0]! & 0xfffffffffffffn) === 0n && m >> BigInt(n - 1) === 0n ? n - 1 : n;
}

/** The finite double x as a ball of radius 0 whose midpoint is odd (or 0). */
export function ballOf(x: number): Ball {
  let m = significand(x);
  if (m === 0n) return { mid: 0n, rad: 0n, exp: 0 };
  let exp = significandExponent(x);
  // m and −m share the trailing zeros, and m & −m is the power of two they make, which a double holds exactly.
  float[0] = Number(m & -m);
  const zeros = Number(bits[0]! >> 52n) - 1023;
  if (zeros > 0) {
    m >>= BigInt(zeros);
    exp += zeros;
  }
  return { mid: m, rad: 0n, exp };
}

/** The integer n as a ball of radius 0. */
export function ballOfInteger(n: bigint): Ball {
  return { mid: n, rad: 0n, exp: 0 };
}

/** 1 as a ball. */
export const one: Ball = { mid: 1n, rad: 0n, exp: 0 };

/** The exponent k with 2^(k−1) ≤ |midpoint of a| < 2^k; a has a nonzero midpoint. */
export function topExponent(a: Ball): number {
  return bitLength(a.mid) + a.exp;
}

/**
 * a with its midpoint cut to `precision` bits.
 *
 * Cutting s bits moves the midpoint by less than one new unit, and rounds the radius down by less than one: two units
 * pay for both.
 */
export function trim(a: Ball, precision: number): Ball {
  return cut(a.mid, a.rad, a.exp, precision);
}

function cut(mid: bigint, rad: bigint, exp: number, precision: number): Ball {
  const s = bitLength(mid) - precision;
  if (s <= 0) return { mid, rad, exp };
  const shift = BigInt(s);
  return { mid: mid >> shift, rad: (rad >> shift) + 2n, exp: exp + s };
}

/** a on the grid 2^exp: exact when the grid is finer, otherwise with two units added as in {@link trim}. */
export function onGrid(a: Ball, exp: number): Ball {
  const s = exp - a.exp;
  if (s === 0) return a;
  if (s < 0) return { mid: a.mid << BigInt(-s), rad: a.rad << BigInt(-s), exp };
  return { mid: a.mid >> BigInt(s), rad: (a.rad >> BigInt(s)) + 2n, exp };
}

/** −a. */
export function neg(a: Ball): Ball {
  return { mid: -a.mid, rad: a.rad, exp: a.exp };
}

/** a·2^k, exactly. */
export function scaleBall(a: Ball, k: number): Ball {
  return { mid: a.mid, rad: a.rad, exp: a.exp + k };
}

/**
 * a + b: midpoints add, radii add.
 *
 * The common grid is the finer of the two, but no finer than `precision` + 2 bits below the larger operand, so that
 * 10^300 + 10^-300 stays small. {@link onGrid} and {@link trim} account for what is cut.
 */
export function add(a: Ball, b: Ball, precision: number): Ball {
  if (a.mid === 0n && a.rad === 0n) return b;
  if (b.mid === 0n && b.rad === 0n) return a;
  let exp = Math.min(a.exp, b.exp);
  if (a.exp !== b.exp) exp = Math.max(exp, Math.max(topExponent(a), topExponent(b)) - precision - 2);
  const x = onGrid(a, exp);
  const y = onGrid(b, exp);
  return cut(x.mid + y.mid, x.rad + y.rad, exp, precision);
}

/** a − b. */
export function sub(a: Ball, b: Ball, precision: number): Ball {
  return add(a, neg(b), precision);
}

/** a·b: |(A + α)(B + β) − AB| ≤ |A|·|β| + |B|·|α| + |α|·|β|. */
export function mul(a: Ball, b: Ball, precision: number): Ball {
  const mid = a.mid * b.mid;
  let rad = 0n;
  if (a.rad !== 0n || b.rad !== 0n) {
    const x = a.mid < 0n ? -a.mid : a.mid;
    const y = b.mid < 0n ? -b.mid : b.mid;
    rad = x * b.rad + (y + b.rad) * a.rad;
  }
  return cut(mid, rad, a.exp + b.exp, precision);
}

/**
 * a / b, for a ball b without 0.
 *
 * |(A + α)/(B + β) − A/B| = |αB − Aβ|/(|B|·|B + β|) ≤ (rad a + |A/B|·rad b)/(|B| − rad b). The quotient of midpoints is
 * taken at `precision` + 1 bits or so; |A/B| is below |q| + 1 units, and two more units pay for the truncation of q and of
 * the radius. An exact quotient of exact balls stays exact.
 * @throws RangeError when b contains 0: the callers choose reductions that exclude it.
 */
export function div(a: Ball, b: Ball, precision: number): Ball {
  const divisor = b.mid < 0n ? -b.mid : b.mid;
  const least = divisor - b.rad;
  if (least <= 0n)
    throw new RangeError('div: expected a divisor ball without 0, got one that contains it; reduce with more bits');
  const s = BigInt(Math.max(0, precision + 1 + bitLength(b.mid) - bitLength(a.mid)));
  const dividend = a.mid << s;
  const mid = dividend / b.mid;
  const exp = a.exp - b.exp - Number(s);
  if (a.rad === 0n && b.rad === 0n && mid * b.mid === dividend) return { mid, rad: 0n, exp };
  const size = (mid < 0n ? -mid : mid) + 1n;
  return { mid, rad: ((a.rad << s) + size * b.rad) / least + 2n, exp };
}

/**
 * √a, for a ball a of positive reals.
 *
 * |√(A + α) − √A| = |α|/(√(A + α) + √A) ≤ |α|/√A. On the finer grid A becomes A·2^t, and with s = ⌊√(A·2^t)⌋ the
 * midpoint is short by less than one unit and α/√A is at most rad·2^t/s units, plus one for the truncation. A perfect
 * square stays exact.
 */
export function sqrtBall(a: Ball, precision: number): Ball {
  // An even exponent, and a radicand of at least 2·precision bits.
  let t = Math.max(0, 2 * precision - bitLength(a.mid));
  if ((a.exp - t) % 2 !== 0) t += 1;
  const radicand = a.mid << BigInt(t);
  const mid = integerSqrt(radicand);
  const exp = (a.exp - t) / 2;
  if (a.rad === 0n && mid * mid === radicand) return { mid, rad: 0n, exp };
  return { mid, rad: (a.rad << BigInt(t)) / mid + 2n, exp };
}

/**
 * ⌊√n⌋ for n ≥ 0.
 *
 * A step of Newton's iteration, ⌊(s + n/s)/2⌋, is at least ⌊√n⌋ from any s > 0, as (s + n/s)/2 ≥ √n; and above ⌊√n⌋ it falls.
 * So the guess needs no trust, and the iteration is there as soon as it stops falling.
 */
export function integerSqrt(n: bigint): bigint {
  if (n === 0n) return n;
  const size = Number(n);
  const guess = size < Infinity ? BigInt(Math.ceil(Math.sqrt(size))) : 1n << BigInt((bitLength(n) + 1) >> 1);
  let s = (guess + n / guess) >> 1n;
  for (;;) {
    const next = (s + n / s) >> 1n;
    if (next >= s) return s;
    s = next;
  }
}
