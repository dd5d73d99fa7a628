/**
 * log and log1p in double-double, with an absolute error.
 *
 *     x = 2^e·m,  c ≈ 1/m from a table,  Z = c·m − 1:   log x = e·ln2 − log c + log(1 + Z)
 *     Z = u + v + w exactly, u of so few bits that u² is exact, w the low word of m:
 *     log(1 + Z) = u − u²/2 + v − v(u + v/2) + z³·P(z) + w/(1 + z),  z = RN(u + v)
 *
 * Proof: docs/proofs/log.md.
 */

import { twoSumError } from '../../transform.js';
import { ln2High, ln2Low, reciprocals } from '../log.tables.js';
import { powersOfTwo } from './powers.js';

/** Bound of the absolute error of the kernels of this file, outside (1 − 2^-9, 1 + 2^-9); docs/proofs/log.md proves 4.4e-24. */
const logError = 4.7e-24; // 2^-77.5

const toGrid = 402653184; // 1.5·2^28: adding it rounds to a multiple of 2^-24

// log(1 + z) − z + z²/2 ≈ z³(c3 + c4·z + … + c8·z^5), error ≤ 2^-85.5 on |z| ≤ 0x1.39p-9 (docs/proofs/log.sollya)
const c3 = 0.3333333333333333;
const c4 = -0.25;
const c5 = 0.20000000000637327;
const c6 = -0.16666666666458443;
const c7 = 0.14285719886505574;
const c8 = -0.1250009274073746;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
const high = words[1] === 0x3ff00000 ? 1 : 0;

/** Writes h, l and returns a bound of |log x − (h + l)|, for normal positive `x` other than 1. */
export function logKernel(x: number, out: Float64Array): number {
  return logOfPair(x, 0, out);
}

/** Writes h, l and returns a bound of |log(1 + x) − (h + l)|, for finite x > −1 with |x| ≥ 2^-54. */
export function log1pKernel(x: number, out: Float64Array): number {
  if (Math.abs(x) <= 0.001953125) return log1pOfPair(x, 0, out);
  const s = 1 + x;
  return logOfPair(s, twoSumError(1, x, s), out);
}

/**
 * Writes h, l and returns a bound of |log(xh + xl) − (h + l)|, for normal positive `xh` and |xl| ≤ 2^-50·|xh|.
 *
 * If xl is not 0, xh must not be within 2^-11 of 1: {@link log1pOfPair} is for that.
 */
export function logOfPair(xh: number, xl: number, out: Float64Array): number {
  float[0] = xh;
  const word = words[high]!;
  // i/256 is the fraction of x to the nearest 8 bits; from 106/256 on, x is taken as 2^(e+1)·m with m < 1.
  const i = (((word >>> 11) & 511) + 1) >>> 1;
  const e = (word >>> 20) - (i < 106 ? 1023 : 1022);
  const scale = powersOfTwo[1024 - e]!;
  const m = xh * scale;
  const c = reciprocals[3 * i]!;
  const mh = m + toGrid - toGrid;
  const a = e * ln2High + reciprocals[3 * i + 1]!;
  const aLow = e * ln2Low + reciprocals[3 * i + 2]!;
  return sum(a, aLow, mh * c - 1, (m - mh) * c, xl * scale * c, out);
}

/** Writes h, l and returns a bound of |log(1 + xh + xl) − (h + l)|, for 2^-54 ≤ |xh| ≤ 2^-9 and |xl| ≤ 2^-50·|xh|. */
export function log1pOfPair(xh: number, xl: number, out: Float64Array): number {
  const u = xh + toGrid - toGrid;
  return sum(0, 0, u, xh - u, xl, out);
}

/** a + aLow + log(1 + u + v + w). */
function sum(a: number, aLow: number, u: number, v: number, w: number, out: Float64Array): number {
  const z = u + v;
  const zz = z * z;
  const cubic = zz * z * (c3 + z * c4 + zz * (c5 + z * c6 + zz * (c7 + z * c8)));
  const cross = v * (u + 0.5 * v);
  const low = w / (1 + z);

  const au = a + u; // exact, as are a, u, v and u²/2
  const half = 0.5 * u * u;
  const h1 = au - half;
  const h = h1 + v;
  const err = au - h1 - half + (v - (h - h1)); // the errors of those two sums: Fast2Sum
  out[0] = h;
  out[1] = err + (cubic - cross + (aLow + low));
  if (a !== 0) return logError;
  // Close to 1 every term of the error is as small as the terms it comes from.
  return 1.7763568394002505e-15 * (Math.abs(cubic) + Math.abs(cross) + Math.abs(low) + Math.abs(err)); // 2^-49
}
