/** erf and erfc at exact decimals. */
import { type Ball, ballOfInteger, div, mul, neg, sqrtBall, sub } from '../rounding/exact/ball.js';
import { pi } from '../rounding/exact/constants.js';
import { erfcFactor, erfFactor } from '../rounding/exact/error-function.js';
import { ballAt, type Exact, nearest, one, topOf } from './exact.js';
import { exponential } from './exponential.js';
import { isSquareTiny, isTiny, odd, type PointFunction } from './point.js';
import { asBall, beside, beyond, exactly, type Scaled, times, unscaled } from './scaled.js';

const guard = 32;
/** e^−x² is beyond all exponents of decimals from here on: (10^8.5)² > 9·10^15·ln 10. */
const greatestTop = 9;

const two: Exact = { digits: 2n, exponent: 0 };

/** x², or so: it decides only which of two proved ways is taken, with room to spare. */
const squareOf = (x: Exact): number => nearest(x) * nearest(x);

/** e^(−x²)·factor. */
function bell(x: Ball, factor: Ball, p: number): Scaled | undefined {
  const power = exponential(neg(mul(x, x, p)), p);
  return power && times(power, factor, p);
}

function erfNear(x: Exact, bits: number): Scaled | undefined {
  const p = bits + guard;
  const a = ballAt(x, p);
  return bell(a, erfFactor(a, p), p);
}

/** erf x = 2x/√π·(1 − x²/3 + …) near 0; where x² is above the number of bits, 1 − erfc x with 0 < erfc x < e^(−x²). */
export const erf: PointFunction = odd((x, bits) => {
  if (isSquareTiny(x, bits)) {
    const slope = div(ballOfInteger(2n), sqrtBall(pi(bits + guard), bits + guard), bits + guard);
    return times(beside(x, -1, bits), slope, bits);
  }
  return squareOf(x) > bits + 1 ? beside(one, -1, bits) : erfNear(x, bits);
});

/**
 * erfc x: within 1.13|x| of 1 near 0, within e^(−x²) of 2 far below 0. Where x² is large, the enveloping series; else 1 − erf x with as many bits more as
 * cancel.
 */
export const erfc: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(one);
  if (isTiny(x, bits)) return beside(one, x.digits < 0n ? 1 : -1, bits - 1);
  if (topOf(x) >= greatestTop) return x.digits < 0n ? beside(two, -1, bits) : beyond(-1);
  const square = squareOf(x);
  const p = bits + guard;
  if (x.digits < 0n) {
    if (square > bits + 1) return beside(two, -1, bits);
  } else {
    // the least term of the series, of a size of e^−x², is to be below the precision that it is taken with
    const own = p + Math.max(0, 7 * (topOf(x) + 2));
    if (square > 0.7 * own + 8) {
      const a = ballAt(x, own);
      return bell(a, erfcFactor(a, own), own);
    }
  }
  const more = p + (x.digits < 0n ? 0 : Math.ceil(1.45 * square) + 16);
  const value = erfNear(x, more);
  return value && unscaled(sub(ballOfInteger(1n), asBall(value, more), more));
};

/** e^(−x²), with x² to as many bits more as it has before the point. */
export const gaussian: PointFunction = (x, bits) => {
  if (x.digits === 0n) return exactly(one);
  if (isTiny(x, bits)) return beside(one, -1, bits);
  if (topOf(x) >= greatestTop) return beyond(-1);
  const p = bits + guard + Math.max(0, 7 * (topOf(x) + 1));
  const a = ballAt(x, p);
  return bell(a, ballOfInteger(1n), p);
};
