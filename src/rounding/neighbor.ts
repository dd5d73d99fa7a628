/**
 * Neighboring doubles, from round-to-nearest arithmetic alone.
 *
 * With φ = 2^-53·(1 + 2^-52), the product φ|x| lies strictly between ulp/2 and 3·ulp/2, so x ± φ|x| rounds to the
 * neighbor. The obvious 2^-53·|x| would tie at a power of two and stay put.
 * S. M. Rump, P. Zimmermann, S. Boldo, G. Melquiond, "Computing predecessor and successor in rounding to nearest",
 * BIT 49 (2009), algorithm 2.
 */

import { eta, leastExact, phi } from './limits.js';

const ulpIsEta = 4.450147717014403e-308; // 2^-1021: below it neighbors are η apart
const up53 = 9007199254740992; // 2^53
const down53 = 1.1102230246251565e-16; // 2^-53

/**
 * The least double above `x`.
 *
 * `succ(MAX)` and `succ(Infinity)` are `Infinity`; `succ(-Infinity)` is `-Number.MAX_VALUE`.
 * @guarantee exact
 * @see {@link pred}
 * @example
 * succ(1); // 1.0000000000000002
 * succ(0); // 5e-324
 */
export function succ(x: number): number {
  const m = Math.abs(x);
  if (m >= leastExact) {
    if (m <= Number.MAX_VALUE) return x + m * phi;
    return x > 0 ? x : -Number.MAX_VALUE;
  }
  if (m < ulpIsEta) return x + eta;
  // Between the two: the same formula on x·2^53, where φ|x| is a normal number. NaN comes here too and stays NaN.
  const scaled = x * up53;
  return (scaled + Math.abs(scaled) * phi) * down53;
}

/**
 * The greatest double below `x`.
 *
 * `pred(-MAX)` and `pred(-Infinity)` are `-Infinity`; `pred(Infinity)` is `Number.MAX_VALUE`.
 * @guarantee exact
 * @see {@link succ}
 * @example
 * pred(1); // 0.9999999999999999
 * pred(0); // -5e-324
 */
export function pred(x: number): number {
  const m = Math.abs(x);
  if (m >= leastExact) {
    if (m <= Number.MAX_VALUE) return x - m * phi;
    return x > 0 ? Number.MAX_VALUE : x;
  }
  if (m < ulpIsEta) return x - eta;
  const scaled = x * up53;
  return (scaled - Math.abs(scaled) * phi) * down53;
}
