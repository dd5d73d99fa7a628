/** compoundm1: (1 + x)^y − 1, the interest of y periods at the rate x. */
import { add, type Ball, ballOf, ballOfInteger, bitLength, mul, one, sub } from './ball.js';
import { expm1Ball } from './exponential.js';
import { log1pBall } from './logarithm.js';
import { mostForProducts, product, rooted } from './power.js';
import {
  doubleAbove,
  doubleBelow,
  settle,
  settleNearProduct,
  startPrecision,
  write,
  writeHuge,
  writeUndefined,
  writeWithin,
} from './settle.js';

const guard = 28;
const tiny = 7e-34; // below 2^-110
const exactly = 4096; // more bits than 1 + x has, or rⁿ below where rⁿ − 1 may be a double

/** The exact 1 + x for a double x > −1, with an odd midpoint. */
function oneMore(x: number): Ball {
  const sum = add(one, ballOf(x), exactly);
  const zeros = bitLength(sum.mid & -sum.mid) - 1;
  return { mid: sum.mid >> BigInt(zeros), rad: 0n, exp: sum.exp + zeros };
}

/**
 * e^(y·ln(1 + x)) − 1; the value must be no double. The first enclosure of the exponent tells apart overflow, and values between −1
 * and −1 + 2^-57.
 */
function transcendentalCompound(x: number, y: number, out: Float64Array): void {
  const exponent = (precision: number): Ball => mul(ballOf(y), log1pBall(ballOf(x), precision), precision + guard);
  const { mid, rad, exp } = exponent(startPrecision);
  if (doubleBelow(mid - rad, exp) > 710) writeHuge(out);
  else if (doubleAbove(mid + rad, exp) < -40) writeWithin(-1, out);
  else settle((precision) => expm1Ball(exponent(precision), precision), out);
}

/** 2^(k·y) − 1, k an integer: dyadic if k·y is an integer, otherwise irrational. */
function compoundOfPowerOfTwo(k: number, x: number, y: number, out: Float64Array): void {
  const e = mul(ballOf(y), ballOfInteger(BigInt(k)), exactly);
  const floor = e.exp >= 0 ? e.mid << BigInt(e.exp) : e.mid >> BigInt(-e.exp);
  if (floor >= 1024n) writeHuge(out);
  else if (floor < -60n) writeWithin(-1, out);
  else if (e.exp >= 0 || floor << BigInt(-e.exp) === e.mid)
    settle(() => sub({ mid: 1n, rad: 0n, exp: Number(floor) }, one, exactly), out);
  else transcendentalCompound(x, y, out);
}

/**
 * (1 + x)^y − 1 for finite x > −1 and y, x ≠ 0, y ≠ 0 and 1.
 *
 * Near x = 0 it is xy(1 + d) with d = (y − 1)x/2 + (y − 1)(y − 2)x²/6 + …, of the sign of its first term: each is below 2^-109 of
 * the one before.
 *
 * Elsewhere, as for `pow`, y = n/2^k with n odd or k = 0, and exact square roots of 1 + x are taken k times, as far as they go; if one
 * fails, the value is irrational. Otherwise it is rⁿ − 1 for r = m·2^e with m odd. m = 1 makes 2^(e·n) − 1. With m ≥ 3 it is not
 * dyadic for n < 0. For n > 0 it has at least B bits, too many for a double if B > 53:
 *
 * - e < 0: the last bit is 2^(e·n), and |rⁿ − 1| ≥ |r − 1| ≥ 2^e, so B = (n − 1)|e|; and B ≤ 53, n ≥ 2 leave mⁿ below 2^107;
 * - e > 0: odd, so B = n·log₂ m;
 * - e = 0: the part of mⁿ − 1 that is a power of two is at most that of m − 1 for odd n, and n/2 times that of (m − 1)(m + 1) for even
 *   n, where one factor is 2 mod 4: at most n(m + 1). So B = (n − 1)·log₂ m − log₂ n − 1.
 *
 * Hence doubles have n ≤ 64 and mⁿ within 2048 bits, and come out exactly.
 */
function compound(x: number, y: number, out: Float64Array): void {
  if (Math.abs(x) < tiny && Math.abs(x * y) < tiny) {
    settleNearProduct(x, y, x > 0 === y > 1 ? 1 : -1, out);
    return;
  }
  const exact = oneMore(x);
  if (exact.mid === 1n) {
    compoundOfPowerOfTwo(exact.exp, x, y, out);
    return;
  }
  const { base, n } = rooted(exact, y);
  const value = Math.floor(n) === n && n > 0 && n <= mostForProducts ? sub(product(base, n, exactly), one, exactly) : undefined;
  if (value?.rad === 0n) settle(() => value, out);
  else transcendentalCompound(x, y, out);
}

/**
 * (1 + x)^y − 1 for real y: x > −1, or x = −1 with y > 0. At x = −1 and y < 0 the bounds of the pole; (−1, 0) is undefined, and so is
 * x < −1. Infinite operands mean limits, as for `pow`.
 */
export function exactCompoundm1(x: number, y: number, out: Float64Array): void {
  if (Number.isNaN(x) || Number.isNaN(y) || x < -1 || (x === -1 && y === 0)) writeUndefined(out);
  else if (x === 0 || y === 0) write(0, 0, out);
  else if (x === -1 || x === Infinity || y === Infinity || y === -Infinity) {
    // ln(1 + x) and y agree in sign where the power grows.
    if (x > 0 === y > 0) writeHuge(out);
    else write(-1, -1, out);
  } else if (y === 1) write(x, x, out);
  else compound(x, y, out);
}
