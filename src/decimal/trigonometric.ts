/** sin, cos, tan and their inverses at exact decimals. */

import { arctanBall } from '../rounding/exact/arctangent.js';
import { type Ball, ballOfInteger, div, mul, neg, scaleBall, sqrtBall, sub, topExponent } from '../rounding/exact/ball.js';
import { halfPi, pi, twoOverPi } from '../rounding/exact/constants.js';
import { sineAt } from '../rounding/exact/trigonometric.js';
import { ballAt, type Exact, negated, one, product, sum, topOf } from './exact.js';
import { isHuge, isSquareTiny, isTiny, odd, type PointFunction } from './point.js';
import { beside, exactly, isKnown, rung, sliver, unscaled } from './scaled.js';

/** Bits for the rounding errors of a series and for those of π, whose radius grows with the number of its terms. */
const guard = 32;

/** Angles of more digits before the point are not reduced: sin and cos are then somewhere in [−1, 1]. */
const mostDigitsOfAngle = 10_000;

/** Whether an angle is too large to be reduced. */
export function isBeyondReduction(x: Exact): boolean {
  return x.digits !== 0n && topOf(x) >= mostDigitsOfAngle;
}

/** ⌊2x/π⌋. As 2x/π is irrational for x ≠ 0, enough bits always tell it. */
export function quarterTurns(x: Exact): bigint {
  if (x.digits === 0n) return 0n;
  const sign = x.digits < 0n ? -1n : 0n;
  if (topOf(x) < 0) return sign; // |x| < 1 < π/2
  for (let bits = rung(topExponent(ballAt(x, 64)) + 64); ; bits = rung(2 * bits)) {
    const { mid, rad, exp } = mul(ballAt(x, bits), twoOverPi(bits), bits);
    if (exp >= 0) continue;
    const floor = (mid - rad) >> BigInt(-exp);
    if (floor === (mid + rad) >> BigInt(-exp)) return floor;
  }
}

/** x = quarter·π/2 + rest, with |rest| < 0.8 known to `bits` bits relative to its size; undefined where more bits are wanted. */
export function reduce(x: Exact, bits: number): { quarter: number; rest: Ball } | undefined {
  if (topOf(x) < 0 && isBelow(x)) return { quarter: 0, rest: ballAt(x, bits) };
  const working = rung(bits + Math.max(0, topExponent(ballAt(x, 64))) + guard);
  const a = ballAt(x, working);
  const { mid, exp } = mul(a, twoOverPi(working), working);
  const shift = BigInt(-exp);
  const q = (mid + (1n << (shift - 1n))) >> shift;
  const rest = sub(a, mul(ballOfInteger(q), halfPi(working), working), working);
  return isKnown(rest, bits) ? { quarter: Number(BigInt.asUintN(2, q)), rest } : undefined;
}

/** Whether |x| < 0.7, which is below π/4. */
function isBelow({ digits, exponent }: Exact): boolean {
  return (digits < 0n ? -digits : digits) * 10n < 7n * 10n ** BigInt(-exponent);
}

/** sin x = x·(1 − x²/6 + …). */
export const sin: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(x);
  if (isSquareTiny(x, bits)) return beside(x, -1, bits);
  const reduced = reduce(x, bits);
  return reduced && unscaled(sineAt(reduced.quarter, reduced.rest, bits + guard));
};

/** cos x = 1 − x²/2 + … = sin(x + π/2). */
export const cos: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(one);
  if (isSquareTiny(x, bits)) return beside(one, -1, bits);
  const reduced = reduce(x, bits);
  return reduced && unscaled(sineAt((reduced.quarter + 1) % 4, reduced.rest, bits + guard));
};

/** tan x = x·(1 + x²/3 + …) = sin x/cos x. */
export const tan: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(x);
  if (isSquareTiny(x, bits)) return beside(x, 1, bits);
  const reduced = reduce(x, bits);
  if (reduced === undefined) return undefined;
  const { quarter, rest } = reduced;
  return unscaled(div(sineAt(quarter, rest, bits + guard), sineAt((quarter + 1) % 4, rest, bits + guard), bits));
};

/** atan x = x·(1 − x²/3 + …) near 0, π/2 − d with 0 < d < 1/x far from it. */
export const atan: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, -1, bits);
  if (isHuge(x, bits)) return unscaled(sub(halfPi(bits + guard), sliver(bits), bits));
  return unscaled(arctanBall(ballAt(x, bits), bits));
});

/** asin x = arctan(x/√((1 − x)(1 + x))), x·(1 + x²/6 + …) near 0. For |x| ≤ 1. */
export const asin: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, 1, bits);
  const square = product(sum(one, negated(x)), sum(one, x));
  if (square.digits === 0n) return unscaled(halfPi(bits + guard));
  return unscaled(arctanBall(div(ballAt(x, bits), sqrtBall(ballAt(square, bits), bits), bits), bits));
});

/** acos x = 2 arctan √((1 − x)/(1 + x)), π/2 − d with |d| < 2|x| near 0. For |x| ≤ 1. */
export const acos: PointFunction = (x, bits) => {
  if (x.digits === 0n) return unscaled(halfPi(bits + guard));
  if (isTiny(x, bits)) {
    const slack = sliver(bits - 1);
    return unscaled(sub(halfPi(bits + guard), x.digits < 0n ? neg(slack) : slack, bits));
  }
  const [above, below] = [sum(one, negated(x)), sum(one, x)];
  if (above.digits === 0n) return exactly(above);
  if (below.digits === 0n) return unscaled(pi(bits + guard));
  const ratio = div(ballAt(above, bits), ballAt(below, bits), bits);
  return unscaled(scaleBall(arctanBall(sqrtBall(ratio, bits), bits), 1));
};
