/**
 * asinh, acosh, atanh, acoth in double-double, by the logarithm of a double-double.
 *
 *     asinh x = log(x + √(x² + 1)) = log1p(x + x²/(1 + √(x² + 1)))
 *     acosh x = log(x + √(x² − 1)) = log1p(d + √(d(2 + d))),  d = x − 1
 *     atanh x = ½·log((1 + x)/(1 − x)) = ½·log1p(2x/(1 − x)),  acoth x = ½·log((x + 1)/(x − 1)) = ½·log1p(2/(x − 1))
 *
 * The second forms where the logarithm is small. Proof: docs/proofs/area.md.
 */

import { twoProductError, twoSumError } from '../../transform.js';
import { log1pOfPair, logOfPair } from './log.js';
import { quotientPair, rootPair } from './pair.js';

/** Largest |x| of {@link asinhKernel} and {@link acoshKernel}. */
export const areaLimit = 1.2676506002282294e30; // 2^100

const slack = 1.262177448353619e-29; // 2^-96: covers the errors of the arguments of log1p
const root = new Float64Array(2);

/** Writes h, l and returns a bound of |asinh x − (h + l)|, for 2^-27 ≤ |x| ≤ {@link areaLimit}. */
export function asinhKernel(x: number, out: Float64Array): number {
  const size = Math.abs(x);
  const z = x * x;
  const zLow = twoProductError(x, x, z);
  const w = z + 1;
  rootPair(w, twoSumError(z, 1, w) + zLow, root);
  let error: number;
  if (size < 0.0009765625) {
    const r = 1 + root[0]!;
    quotientPair(z, zLow, r, root[0]! - (r - 1) + root[1]!, out);
    const y = size + out[0]!;
    error = log1pOfPair(y, out[0]! - (y - size) + out[1]!, out);
  } else {
    error = logOfSum(size, out);
  }
  const sign = 1 - 2 * Number(x < 0);
  out[0]! *= sign;
  out[1]! *= sign;
  return error + slack * Math.abs(out[0]!);
}

/** Writes h, l and returns a bound of |acosh x − (h + l)|, for 1 < x ≤ {@link areaLimit}. */
export function acoshKernel(x: number, out: Float64Array): number {
  const d = x - 1;
  if (d < 9.5367431640625e-7) {
    const square = d * d;
    const w = 2 * d + square;
    rootPair(w, square - (w - 2 * d) + twoProductError(d, d, square), root);
    const y = root[0]! + d;
    const error = log1pOfPair(y, d - (y - root[0]!) + root[1]!, out);
    return error + slack * out[0]!;
  }
  const z = x * x;
  const w = z - 1;
  rootPair(w, twoSumError(z, -1, w) + twoProductError(x, x, z), root);
  return logOfSum(x, out) + slack * out[0]!;
}

/** Writes h, l and returns a bound of |atanh x − (h + l)|, for 2^-27 ≤ |x| < 1. */
export function atanhKernel(x: number, out: Float64Array): number {
  const size = Math.abs(x);
  const d = 1 - size;
  const dLow = twoSumError(1, -size, d);
  if (size < 0.00048828125) {
    quotientPair(2 * size, 0, d, dLow, out);
    return halve(log1pOfPair(out[0]!, out[1]!, out), x, out);
  }
  const n = 1 + size;
  quotientPair(n, twoSumError(1, size, n), d, dLow, out);
  return halve(logOfPair(out[0]!, out[1]!, out), x, out);
}

/** Writes h, l and returns a bound of |acoth x − (h + l)|, for 1 < |x| ≤ 2^50. */
export function acothKernel(x: number, out: Float64Array): number {
  const size = Math.abs(x);
  const d = size - 1;
  const dLow = twoSumError(size, -1, d);
  if (size > 2048) {
    quotientPair(2, 0, d, dLow, out);
    return halve(log1pOfPair(out[0]!, out[1]!, out), x, out);
  }
  const n = size + 1;
  quotientPair(n, twoSumError(size, 1, n), d, dLow, out);
  return halve(logOfPair(out[0]!, out[1]!, out), x, out);
}

/** log(x + root), for x above half of the root or so. */
function logOfSum(x: number, out: Float64Array): number {
  const s = x + root[0]!;
  return logOfPair(s, twoSumError(x, root[0]!, s) + root[1]!, out);
}

/** Halves the logarithm in `out`, gives it the sign of x, and does the same with its error. */
function halve(error: number, x: number, out: Float64Array): number {
  const half = 0.5 - Number(x < 0);
  out[0]! *= half;
  out[1]! *= half;
  return 0.5 * error + slack * Math.abs(out[0]!);
}
