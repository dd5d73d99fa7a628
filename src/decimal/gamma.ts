/** Γ, log |Γ| and its Taylor coefficients at exact decimals. Where it matters whether values can be decimals, nobody knows: see `most` of `settle`. */
import { add, type Ball, ballOfInteger, bitLength, div, mul, neg, sub } from '../rounding/exact/ball.js';
import { pi } from '../rounding/exact/constants.js';
import { cotangentDerivative, factorial, gammaParts, logGammaBall, polygammaPositive, powerOf } from '../rounding/exact/gamma.js';
import { logBall } from '../rounding/exact/logarithm.js';
import { ballAt, type Exact, isInteger, magnitudeOf, nearest, negated, one, sum, topOf } from './exact.js';
import { exponential } from './exponential.js';
import { sineAndCotangent } from './halfturn.js';
import { naturalLog } from './logarithm.js';
import { isHuge, isTiny, type PointFunction } from './point.js';
import { beyond, exactly, opposite, type Scaled, unscaled } from './scaled.js';

const guard = 48;
/** Γ(10^15) is beyond all decimals, and so is 1/Γ. */
const greatestTop = 15;

/** Is x a pole: 0, −1, −2, …? */
export function isPole(x: Exact): boolean {
  return x.digits <= 0n && isInteger(x);
}

/** [−2^−bits, 2^−bits] */
const around = (bits: number): Ball => ({ mid: 0n, rad: 1n, exp: -bits });

/** a·[1 − 2^−bits, 1 + 2^−bits] */
const nearly = ({ ball, shift }: Scaled, bits: number): Scaled => ({
  ball: mul(ball, { mid: 1n << BigInt(bits), rad: 1n, exp: -bits }, bits + guard),
  shift,
});

/** The greatest integer whose factorial is written out: beyond, with at least as many digits as bits are asked, it is no decimal of that precision. */
const mostExact = (bits: number): number => bits + 64;

/** Γ(x) for x > 0. */
function positive(x: Exact, bits: number): Scaled | undefined {
  if (topOf(x) >= greatestTop) return beyond(1);
  const p = bits + guard + 4 * (Math.max(0, topOf(x)) + 1) + 8;
  const { log, product } = gammaParts(ballAt(x, p), p);
  const power = exponential(log, p);
  return power && { ball: div(power.ball, product, p), shift: power.shift };
}

/** Γ(x), no pole: Γ(x)Γ(−x) = −π/(x sin πx), and 1/x·(1 − γx + …) near 0. */
export const gamma: PointFunction = (x, bits) => {
  if (isTiny(x, bits)) return nearly(reciprocal(x, bits), bits);
  if (isInteger(x) && nearest(x) <= mostExact(bits)) return exactly({ digits: factorial(nearest(x) - 1), exponent: 0 });
  if (x.digits > 0n) return positive(x, bits);
  const isNegative = (((x.digits / 10n ** BigInt(-x.exponent)) % 2n) + 2n) % 2n === 0n;
  if (topOf(x) >= greatestTop) return isNegative ? opposite(beyond(-1)) : beyond(-1);
  const other = positive(magnitudeOf(x), bits + 8);
  if (other === undefined) return undefined;
  const p = bits + guard;
  const { sine } = sineAndCotangent(x, p);
  const below = mul(mul(ballAt(x, p), sine, p), other.ball, p);
  return { ball: neg(div(pi(p), below, p)), shift: -other.shift };
};

/** 1/x as a ball and a power of ten apart. */
function reciprocal({ digits, exponent }: Exact, bits: number): Scaled {
  return { ball: div(ballOfInteger(1n), ballOfInteger(digits), bits + guard), shift: -exponent };
}

/** log |Γ(x)|, no pole: −log |x| − γx + … near 0, and far from it x(log x − 1) but for a part below log x/x. */
function logGamma(x: Exact, bits: number): Scaled {
  if (x.exponent === 0 && (x.digits === 1n || x.digits === 2n)) return unscaled(ballOfInteger(0n));
  const p = bits + guard;
  if (isTiny(x, bits)) return unscaled(add(neg(naturalLog(magnitudeOf(x), p)), around(bits), p));
  if (x.digits > 0n && isHuge(x, bits)) {
    const t = topOf(x);
    const size = mul(ballAt({ digits: x.digits, exponent: x.exponent - t }, p), sub(naturalLog(x, p), ballOfInteger(1n), p), p);
    return nearly({ ball: size, shift: t }, bits);
  }
  if (x.digits > 0n) return unscaled(logGammaBall(ballAt(x, p), p));
  const { sine } = sineAndCotangent(x, p);
  const size = sine.mid < 0n ? neg(sine) : sine;
  return unscaled(sub(logBall(div(pi(p), size, p), p), logGammaBall(ballAt(sum(one, negated(x)), p), p), p));
}

/**
 * ψ⁽ⁿ⁾(x), no pole; (−1)^(n+1)·n!/x^(n+1) but for a part of less than 2x^(n+1) of it near 0. Far from it log x − 1/x < ψ(x) < log x, and
 * (−1)^(n+1)·ψ⁽ⁿ⁾(x) lies between (n − 1)!/x^n and that + n!/x^(n+1), as it is Σ_{k≥0} n!/(x + k)^(n+1), a sum beside an integral.
 */
function polygamma(n: number, x: Exact, bits: number): Scaled {
  const p = bits + guard + 2 * n;
  if (isTiny(x, bits)) {
    const { ball, shift } = reciprocal(x, p);
    const value = mul(powerOf(ball, n + 1, p), ballOfInteger(n % 2 === 0 ? -factorial(n) : factorial(n)), p);
    return nearly({ ball: value, shift: shift * (n + 1) }, bits - 1);
  }
  // n/x < 2^−bits
  if (x.digits > 0n && isHuge(x, bits + bitLength(BigInt(n)))) {
    if (n === 0) return unscaled(add(naturalLog(x, p), around(bits), p));
    const { ball, shift } = reciprocal(x, p);
    const value = mul(powerOf(ball, n, p), ballOfInteger(n % 2 === 0 ? -factorial(n - 1) : factorial(n - 1)), p);
    return nearly({ ball: value, shift: shift * n }, bits);
  }
  if (x.digits > 0n) return unscaled(polygammaPositive(n, ballAt(x, p), p));
  const { cotangent } = sineAndCotangent(x, p);
  const value = sub(polygammaPositive(n, ballAt(sum(one, negated(x)), p), p), cotangentDerivative(n, cotangent, p), p);
  return unscaled(n % 2 === 0 ? value : neg(value));
}

/** Taylor coefficient i of log |Γ| at x, no pole: the function itself, ψ, ψ′/2, …. */
export const lgammaCoefficient =
  (i: number): PointFunction =>
  (x, bits) => {
    if (i === 0) return logGamma(x, bits);
    const { ball, shift } = polygamma(i - 1, x, bits);
    return { ball: i === 1 ? ball : div(ball, ballOfInteger(factorial(i)), bits + guard), shift };
  };
