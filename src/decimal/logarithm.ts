/** log, log2, log10 and log1p at exact decimals. */
import { add, type Ball, ballOfInteger, bitLength, div, mul } from '../rounding/exact/ball.js';
import { ln2, ln10 } from '../rounding/exact/constants.js';
import { log1pBall, logBall } from '../rounding/exact/logarithm.js';
import { ballAt, type Exact, isNearZero, negated, one, sum, topOf } from './exact.js';
import { isHuge, isTiny, type PointFunction } from './point.js';
import { beside, exactly, sliver, unscaled } from './scaled.js';

/** From here on log x is that of the first digit and the exponent apart, and nothing cancels between them. */
const farTop = 60;

const extra = 64;

/** ln x for x > 0, x ≠ 1. Near 1 the difference x − 1 is exact; far from it x = v·10^t with 1 ≤ v < 10. */
export function naturalLog(x: Exact, bits: number): Ball {
  const t = topOf(x);
  if (Math.abs(t) > farTop) {
    const v = ballAt({ digits: x.digits, exponent: x.exponent - t }, bits);
    return add(logBall(v, bits), mul(ballOfInteger(BigInt(t)), ln10(bits + extra), bits + extra), bits);
  }
  const difference = sum(x, negated(one));
  return isNearZero(difference) ? log1pBall(ballAt(difference, bits), bits) : logBall(ballAt(x, bits), bits);
}

/** log x for x > 0. */
export const log: PointFunction = (x, bits) => unscaled(isOne(x) ? ballOfInteger(0n) : naturalLog(x, bits));

function isOne({ digits, exponent }: Exact): boolean {
  return digits === 1n && exponent === 0;
}

/** log₂ x for x > 0; exact for powers of two, which alone have a rational one. */
export const log2: PointFunction = (x, bits) => {
  const k = binaryLogarithm(x);
  return unscaled(k === undefined ? div(naturalLog(x, bits), ln2(bits + extra), bits) : ballOfInteger(BigInt(k)));
};

/** The k with x = 2^k. With x = D·10^E and D not a multiple of 10, E is 0 and D a power of two, or E is negative and D is 5^−E times one. */
function binaryLogarithm({ digits, exponent }: Exact): number | undefined {
  // 5^−E has at least 2·(−E) bits
  if (exponent > 0 || -2 * exponent > bitLength(digits)) return undefined;
  const five = 5n ** BigInt(-exponent);
  const rest = digits / five;
  return rest * five === digits && (rest & (rest - 1n)) === 0n ? bitLength(rest) - 1 + exponent : undefined;
}

/** log₁₀ x for x > 0; exact for powers of ten, which alone have a rational one. */
export const log10: PointFunction = (x, bits) =>
  x.digits === 1n
    ? exactly({ digits: BigInt(x.exponent), exponent: 0 })
    : unscaled(div(naturalLog(x, bits), ln10(bits + extra), bits));

/** log(1 + x) for x > −1: x·(1 − x/2 + …) near 0; far from it log x + d with 0 < d < 1/x. */
export const log1p: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(x);
  if (isTiny(x, bits)) return beside(x, x.digits < 0n ? 1 : -1, bits);
  if (isHuge(x, bits)) return unscaled(add(naturalLog(x, bits), sliver(bits), bits));
  return unscaled(isNearZero(x) ? log1pBall(ballAt(x, bits), bits) : naturalLog(sum(one, x), bits));
};
