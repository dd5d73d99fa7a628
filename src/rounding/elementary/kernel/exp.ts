/**
 * exp in double-double: e^x = 2^m·(h + l)·(1 + δ) with |δ| ≤ 2^-68.
 *
 *     x = k·ln2/128 + r,  k = 128·m + j,  |r| ≤ ln2/256:   e^x = 2^m · 2^(j/128) · e^r
 *
 * Proof: docs/proofs/exp.md.
 */

import { powers } from '../exp.tables.js';
import { toGrid, toInteger } from './grid.js';

/** Relative error bound of {@link expKernel}; docs/proofs/exp.md proves 2^-68.1. */
export const expError = 3.3881317890172014e-21; // 2^-68

const inverseStep = 184.6649652337873; // 128/ln2
const stepHigh = 0.005415212347998022; // ln2/128 to 35 bits, so that k·stepHigh is exact for |k| < 2^18
const stepLow = 1.2655086083325438e-13; // the rest, to 2^-96

// e^r − 1 − r ≈ r²(1/2 + r(c3 + r(c4 + r(c5 + r·c6)))), error ≤ 2^-77.2 on |r| ≤ 0x1.63p-9 (docs/proofs/exp.sollya)
const c3 = 0.16666666666666116;
const c4 = 0.041666666666665624;
const c5 = 0.00833333550131379;
const c6 = 0.0013888892130158336;

/**
 * Writes h, l and returns m with |e^x − 2^m·(h + l)| ≤ {@link expError}·2^m·h, for |x| ≤ 745.
 *
 * 0.99 < h + l < 2.01. The error is relative to e^x, not to e^x − 1.
 */
export function expKernel(x: number, out: Float64Array): number {
  return expOfPair(x, 0, out);
}

/** The same for e^(xh + xl), |xl| ≤ 2^-42. */
export function expOfPair(xh: number, xl: number, out: Float64Array): number {
  const k = xh * inverseStep + toInteger - toInteger;
  // r = rh + rl: t is exact (Sterbenz), rh has 27 bits so that its product with a table entry of 26 bits is exact.
  const t = xh - k * stepHigh;
  const rh = t + toGrid - toGrid;
  const rl = t - rh - k * stepLow + xl;
  return expReduced(k, rh, rl, out);
}

/**
 * Writes h, l and returns a bound of |e^x − (h + l)|, for 2^-54 ≤ |x| ≤ 2^-9.
 *
 *     e^x = 1 + x + s,  h = RN(1 + x),  l = RN((1 + x − h) + s)
 *
 * The error is as small as x², without which bounds of e^x for tiny x would often be undecided. Proof: docs/proofs/exp.md.
 */
export function expNearZero(x: number, out: Float64Array): number {
  const z = x * x;
  const s = z * (0.5 + x * (c3 + x * c4 + z * (c5 + x * c6)));
  const h = 1 + x;
  const e = x - (h - 1); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + s;
  return 8.881784197001252e-16 * (Math.abs(e) + s); // 2^-50
}

/**
 * The last part of {@link expOfPair}, for an argument already reduced: 2^m·(h + l) ≈ 2^(k/128)·e^(rh + rl).
 *
 * `rh` is a multiple of 2^-35, |rh| ≤ 0x1.63p-9, |rl| ≤ 2^-24, k an integer, |k| < 2^18.
 */
export function expReduced(k: number, rh: number, rl: number, out: Float64Array): number {
  const r = rh + rl;
  const z = r * r;
  const s = z * (0.5 + r * (c3 + r * c4 + z * (c5 + r * c6)));
  // 2^(j/128)·e^r = (th + tl)(1 + rh + y), y = rl + (e^r − 1 − r)
  const j = k & 127;
  const th = powers[2 * j]!;
  const tl = powers[2 * j + 1]!;
  const y = rl + s;
  const p = th * rh; // exact
  const h = th + p;
  const e = p - (h - th); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (th * y + tl * (1 + (rh + y)));
  return k >> 7;
}
