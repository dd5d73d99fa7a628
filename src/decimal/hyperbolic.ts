/** sinh, cosh, tanh and their inverses at exact decimals. */
import { add, type Ball, ballOfInteger, div, mul, neg, scaleBall, sqrtBall, sub } from '../rounding/exact/ball.js';
import { artanhBall, log1pBall, logBall } from '../rounding/exact/logarithm.js';
import { factorialSeries } from '../rounding/exact/series.js';
import { ballAt, type Exact, isNearZero, magnitudeOf, negated, one, product, sum, topOf } from './exact.js';
import { decay, exp } from './exponential.js';
import { log } from './logarithm.js';
import { isHuge, isSquareTiny, odd, type PointFunction } from './point.js';
import { beside, exactly, type Scaled, sliver, times, unscaled } from './scaled.js';

const unit = ballOfInteger(1n);

/** Bits for the rounding errors of a series. */
const guard = 16;

/** Σ x²ⁿ/(2n + 1)!·x and Σ x²ⁿ/(2n)!, for |x| < 1. */
function sinhSeries(x: Ball, bits: number): Ball {
  const p = bits + guard;
  return mul(x, factorialSeries(mul(x, x, p), 1, p), p);
}
function coshSeries(x: Ball, bits: number): Ball {
  const p = bits + guard;
  return factorialSeries(mul(x, x, p), 0, p);
}

/** e^x·(1 ± e^−2x)/2 for x ≥ 1. */
function ofGrowth(x: Exact, sign: 1 | -1, bits: number): Scaled | undefined {
  const growth = exp(x, bits);
  const rest = decay(x, 2n, bits);
  if (growth === undefined || rest === undefined) return undefined;
  const size = rest === 'nothing' ? sliver(bits) : rest;
  return times(growth, scaleBall(add(unit, sign > 0 ? size : neg(size), bits), -1), bits);
}

/** sinh x = x·(1 + x²/6 + …). */
export const sinh: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, 1, bits);
  return topOf(x) < 0 ? unscaled(sinhSeries(ballAt(x, bits), bits)) : ofGrowth(x, -1, bits);
});

/** cosh x = 1 + x²/2 + …. */
export const cosh: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(one);
  if (isSquareTiny(x, bits)) return beside(one, 1, bits);
  return topOf(x) < 0 ? unscaled(coshSeries(ballAt(x, bits), bits)) : ofGrowth(magnitudeOf(x), 1, bits);
};

/** tanh x = x·(1 − x²/3 + …) = sinh x/cosh x = (1 − e^−2x)/(1 + e^−2x). */
export const tanh: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, -1, bits);
  if (topOf(x) < 0) {
    const a = ballAt(x, bits);
    return unscaled(div(sinhSeries(a, bits), coshSeries(a, bits), bits));
  }
  const rest = decay(x, 2n, bits);
  // (1 − d)/(1 + d) lies within 2d of 1
  if (rest === 'nothing') return beside(one, -1, bits - 1);
  return rest && unscaled(div(sub(unit, rest, bits), add(unit, rest, bits), bits));
});

/** log 2x plus or minus something in [0, 2^−bits], for x > 2^(bits/2). */
function nearLogOfDouble(x: Exact, sign: 1 | -1, bits: number): Scaled | undefined {
  const value = log({ digits: 2n * x.digits, exponent: x.exponent }, bits);
  return value && unscaled(add(value.ball, sign > 0 ? sliver(bits) : neg(sliver(bits)), bits));
}

/**
 * asinh x = log(1 + w), w = x + x²/(1 + √(1 + x²)), for x > 0, where all terms are positive; x·(1 − x²/6 + …) near 0, and
 * log 2x + d with 0 < d < 1/(4x²) far from it.
 */
export const asinh: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, -1, bits);
  if (isHuge(x, bits)) return nearLogOfDouble(x, 1, bits);
  const square = product(x, x);
  const root = sqrtBall(ballAt(sum(one, square), bits), bits);
  const w = add(ballAt(x, bits), div(ballAt(square, bits), add(unit, root, bits), bits), bits);
  return unscaled(log1pBall(w, bits));
});

/** acosh x = log(1 + w), w = (x − 1) + √((x − 1)(x + 1)); log 2x − d with 0 < d < 1/x² far from 1. For x ≥ 1. */
export const acosh: PointFunction = (x, bits) => {
  if (isHuge(x, bits)) return nearLogOfDouble(x, -1, bits);
  const above = sum(x, negated(one));
  if (above.digits === 0n) return exactly(above);
  const root = sqrtBall(ballAt(product(above, sum(x, one)), bits), bits);
  return unscaled(log1pBall(add(ballAt(above, bits), root, bits), bits));
};

/** atanh x = x·(1 + x²/3 + …) near 0, otherwise log((1 + x)/(1 − x))/2. For |x| < 1. */
export const atanh: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) return beside(x, 1, bits);
  if (isNearZero(x)) return unscaled(artanhBall(ballAt(x, bits), bits));
  const ratio = div(ballAt(sum(one, x), bits), ballAt(sum(one, negated(x)), bits), bits);
  return unscaled(scaleBall(logBall(ratio, bits), -1));
});
