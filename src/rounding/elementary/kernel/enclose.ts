/** The last step of every fast phase: from h + l and a bound of its error to the two doubles around the true value. */

import { phi } from '../../limits.js';
import { powersOfTwo } from './powers.js';

/**
 * Writes the tightest bounds of a value f with |f − (h + l)| ≤ `error`, if that much is enough to know them.
 *
 *     s = RN(h + l),  t = (h + l) − s
 *     t >  error:  s < f < succ(s)
 *     t < −error:  pred(s) < f < s
 *
 * Otherwise f may lie on either side of s: `out` is left alone and the answer is `false`.
 *
 * Requires |h| ≥ |l| or h = 0 (then t is exact: Fast2Sum), 2^-969 ≤ |s| < MAX, and `error` below a quarter of ulp(s)
 * (t is at most half of the gap on its side of s, so f cannot reach the neighbor).
 */
export function enclose(h: number, l: number, error: number, out: Float64Array): boolean {
  const s = h + l;
  const t = l - (s - h);
  if (!(Math.abs(t) > error)) return false;
  // The sign of t is as good as random: a factor 0 or 1 is faster than a mispredicted branch.
  const step = Math.abs(s) * phi;
  out[0] = s - step * Number(t < 0);
  out[1] = s + step * Number(t > 0);
  return true;
}

/** The same for the value enclosed by `pair` with a relative error: |f − (h + l)| ≤ `error`·|h|. */
export function encloseRelative(pair: Float64Array, error: number, out: Float64Array): boolean {
  const h = pair[0]!;
  return enclose(h, pair[1]!, error * Math.abs(h), out);
}

/** The same for 2^m·f, where 2^m·|f| is between 2^-1021 and 2^1023: scaling by a power of two is exact. */
export function encloseScaled(pair: Float64Array, m: number, error: number, out: Float64Array): boolean {
  if (!encloseRelative(pair, error, out)) return false;
  const scale = powersOfTwo[1024 + m]!;
  out[0]! *= scale;
  out[1]! *= scale;
  return true;
}
