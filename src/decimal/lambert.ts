/** The real branches of Lambert's W at exact decimals. */
import { add, ballOfInteger, mul } from '../rounding/exact/ball.js';
import { expBall } from '../rounding/exact/exponential.js';
import { logarithmicBall, lowerBall, principalBall } from '../rounding/exact/lambert.js';
import { ballAt, type Exact, magnitudeOf, nearest, topOf } from './exact.js';
import { naturalLog } from './logarithm.js';
import { isTiny, type PointFunction } from './point.js';
import { beside, exactly, unscaled } from './scaled.js';

/** Beyond 10^±60 the equation is solved for the logarithm of x. */
const farTop = 60;

const guard = 16;

/** Whether x ≥ −1/e. As 1/e is irrational, enough bits always tell it. */
export function isAboveBranch(x: Exact): boolean {
  if (x.digits >= 0n || topOf(x) < -1) return true;
  if (topOf(x) >= 0) return false;
  for (let bits = 64; ; bits *= 2) {
    const one = ballOfInteger(1n);
    const { mid, rad } = add(mul(expBall(one, bits), ballAt(x, bits), bits), one, bits);
    if (mid > rad) return true;
    if (mid < -rad) return false;
  }
}

/** W₀(x) = x·(1 − x + …) for x ≥ −1/e. */
export const lambertW: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(x);
  if (isTiny(x, bits)) return beside(x, x.digits < 0n ? 1 : -1, bits);
  const value =
    topOf(x) > farTop
      ? logarithmicBall(naturalLog(x, bits + guard), bits)
      : principalBall(ballAt(x, bits + guard), nearest(x), bits);
  return value && unscaled(value);
};

/** W₋₁(x) for −1/e ≤ x < 0. */
export const lambertWm1: PointFunction = (x, bits) => {
  const value =
    topOf(x) < -farTop
      ? logarithmicBall(naturalLog(magnitudeOf(x), bits + guard), bits)
      : lowerBall(ballAt(x, bits + guard), nearest(x), bits);
  return value && unscaled(value);
};
