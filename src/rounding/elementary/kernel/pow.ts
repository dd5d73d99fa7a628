/**
 * x^y = e^(y·log x) and x^(1/n) = e^(log x/n) in double-double.
 *
 * An absolute error of log x, times y or 1/n, is a relative error of the result: near 2^-68 for results at the ends of the range, more
 * where x is near 1 and y large. So the bound depends on both. Proof: docs/proofs/pow.md.
 */

import { twoProductError } from '../../transform.js';
import { expError, expOfPair } from './exp.js';
import { logKernel } from './log.js';
import { quotientPair } from './pair.js';
import { powersOfTwo } from './powers.js';

const useless = 1.3877787807814457e-17; // 2^-56
const relativeSlack = 3.1554436208840472e-30; // 2^-98

/**
 * Writes h, l and returns a bound of |x^y − (h + l)|, for normal positive `x` other than 1.
 *
 * The answer is `Infinity`, and `out` means nothing, where x^y is outside 2^±952, within 2^-62 of 1, or not known well enough.
 */
export function powKernel(x: number, y: number, out: Float64Array): number {
  const error = logKernel(x, out);
  const h = out[0]! + out[1]!;
  const l = out[1]! - (h - out[0]!);
  const p = y * h;
  return expOfProduct(p, twoProductError(y, h, p) + y * l, Math.abs(y) * error, out);
}

/** Writes h, l and returns a bound of |x^(1/n) − (h + l)|, for normal positive `x` other than 1 and an integer 2 ≤ |n| ≤ 2^60; as above. */
export function rootnKernel(x: number, n: number, out: Float64Array): number {
  const error = logKernel(x, out);
  quotientPair(out[0]!, out[1]!, n, 0, out);
  return expOfProduct(out[0]!, out[1]!, error / Math.abs(n), out);
}

/** e^(p + low), where the exponent is known up to `error` and 2^-100 of itself. */
function expOfProduct(p: number, low: number, error: number, out: Float64Array): number {
  const size = Math.abs(p);
  if (!(size <= 660 && size >= 2e-19)) return Infinity;
  const relative = expError + 1.01 * error + relativeSlack * size;
  if (relative > useless) return Infinity;
  const scale = powersOfTwo[1024 + expOfPair(p, low, out)]!;
  out[0]! *= scale;
  out[1]! *= scale;
  return relative * out[0]!;
}
