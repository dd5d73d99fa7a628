/**
 * expm1 and the hyperbolic functions in double-double.
 *
 *     |x| ≥ 2^-5:  sinh x = (E − 1/E)/2,  cosh x = (E + 1/E)/2,  tanh x = (E² − 1)/(E² + 1),  from the exponential kernel
 *     |x| < 2^-5:  x + x²/2 + x³·P(x), x + x³·P(x²): what follows x is found to 53 bits
 *
 * Proof: docs/proofs/hyperbolic.md.
 */

import { twoProductError, twoSumError } from '../../transform.js';
import { expError, expKernel } from './exp.js';
import { quotientPair } from './pair.js';
import { powersOfTwo } from './powers.js';

/** Largest |x| of {@link expm1Kernel} (which needs x ≥ −40, too), {@link sinhKernel} and {@link coshKernel}. */
export const hyperbolicLimit = 708;

const relativeSlack = 3.1554436208840472e-30; // 2^-98: covers the errors of sums and quotients of double-doubles
const seriesLimit = 0.03125; // 2^-5

// (e^x − 1 − x − x²/2)/x³ ≈ e3 + e4·x + … + e9·x^6
const e3 = 0.16666666666666666;
const e4 = 0.041666666666666755;
const e5 = 0.00833333333340934;
const e6 = 0.0013888888885673508;
const e7 = 0.00019841254194075705;
const e8 = 0.00002480207852758494;
const e9 = 0.0000028483634032364815;
// (sinh x − x)/x³ ≈ s3 + s5·x² + s7·x⁴ + s9·x⁶, the Taylor coefficients
const s3 = 0.16666666666666666;
const s5 = 0.008333333333333333;
const s7 = 0.0001984126984126984;
const s9 = 0.0000027557319223985893;
// (tanh x − x)/x³ ≈ t3 + t5·x² + … + t11·x⁸, the Taylor coefficients
const t3 = -0.3333333333333333;
const t5 = 0.13333333333333333;
const t7 = -0.05396825396825397;
const t9 = 0.021869488536155203;
const t11 = -0.008863235529902197;

const rising = new Float64Array(2);
const falling = new Float64Array(2);

/** Writes h, l and returns a bound of |e^x − 1 − (h + l)|, for |x| ≥ 2^-54, −40 ≤ x ≤ {@link hyperbolicLimit}. */
export function expm1Kernel(x: number, out: Float64Array): number {
  if (Math.abs(x) < seriesLimit) return expm1NearZero(x, out);
  const error = power(x, out);
  const a = out[0]!;
  const h = a - 1;
  out[0] = h;
  out[1] = twoSumError(a, -1, h) + out[1]!;
  return error + relativeSlack * Math.abs(h);
}

function expm1NearZero(x: number, out: Float64Array): number {
  const z = x * x;
  const zLow = twoProductError(x, x, z);
  const cubic = x * z * (e3 + x * e4 + z * (e5 + x * e6 + z * (e7 + x * e8 + z * e9)));
  const h = x + 0.5 * z;
  const e = 0.5 * z - (h - x); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (0.5 * zLow + cubic);
  return 8.881784197001252e-16 * (Math.abs(cubic) + Math.abs(zLow) + Math.abs(e)); // 2^-50
}

/** Writes h, l and returns a bound of |sinh x − (h + l)|, for 2^-27 ≤ |x| ≤ {@link hyperbolicLimit}. */
export function sinhKernel(x: number, out: Float64Array): number {
  if (Math.abs(x) >= seriesLimit) return halfSum(x, -1, out);
  const z = x * x;
  return beside(x, x * z * (s3 + z * (s5 + z * (s7 + z * s9))), out);
}

/** Writes h, l and returns a bound of |cosh x − (h + l)|, for 2^-27 ≤ |x| ≤ {@link hyperbolicLimit}. */
export function coshKernel(x: number, out: Float64Array): number {
  return halfSum(Math.abs(x), 1, out);
}

/** Writes h, l and returns a bound of |tanh x − (h + l)|, for 2^-27 ≤ |x| ≤ 40. */
export function tanhKernel(x: number, out: Float64Array): number {
  if (Math.abs(x) < seriesLimit) {
    const z = x * x;
    return beside(x, x * z * (t3 + z * (t5 + z * (t7 + z * (t9 + z * t11)))), out);
  }
  // a = e^2|x|: tanh |x| = (a − 1)/(a + 1), with the derivative 2/(a + 1)²
  const error = power(2 * Math.abs(x), out);
  const a = out[0]!;
  const low = out[1]!;
  const n = a - 1;
  const d = a + 1;
  quotientPair(n, twoSumError(a, -1, n) + low, d, twoSumError(a, 1, d) + low, out);
  const sign = 1 - 2 * Number(x < 0);
  out[0]! *= sign;
  out[1]! *= sign;
  return (2.01 * error) / (d * d) + relativeSlack;
}

/** Writes 1/(h + l) over the h, l in `out`, whose error is at most `error`, and returns a bound of its error; 2^-200 ≤ |h| ≤ 2^200. */
export function reciprocal(error: number, out: Float64Array): number {
  quotientPair(1, 0, out[0]!, out[1]!, out);
  const h = Math.abs(out[0]!);
  return (1.01 * error * h + relativeSlack) * h;
}

/** Writes e^x as h + l with |l| ≤ ulp(h)/2 and returns a bound of its error. */
function power(x: number, out: Float64Array): number {
  const scale = powersOfTwo[1024 + expKernel(x, out)]!;
  const h = out[0]! * scale;
  const l = out[1]! * scale;
  const a = h + l;
  out[0] = a;
  out[1] = l - (a - h);
  return expError * h;
}

/** (e^|x| + sign·e^−|x|)/2 with the sign of x. */
function halfSum(x: number, sign: 1 | -1, out: Float64Array): number {
  const size = Math.abs(x);
  const error = power(size, rising) + power(-size, falling);
  const half = 0.5 - Number(x < 0);
  const a = half * rising[0]!;
  const b = half * sign * falling[0]!;
  const h = a + b;
  out[0] = h;
  out[1] = b - (h - a) + half * (rising[1]! + sign * falling[1]!);
  return 0.5 * error;
}

/** x and a correction known to 8u of itself. */
function beside(x: number, l: number, out: Float64Array): number {
  out[0] = x;
  out[1] = l;
  return 8.881784197001252e-16 * Math.abs(l); // 2^-50
}
