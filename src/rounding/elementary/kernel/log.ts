/**
 * log in double-double, with an absolute error.
 *
 *     x = 2^e·m,  c ≈ 1/m from a table,  z = c·m − 1:   log x = e·ln2 − log c + log(1 + z)
 *     z = u + v exactly, u of so few bits that u² is exact:
 *     log(1 + z) = u − u²/2 + v − v(u + v/2) + z³·P(z)
 *
 * Proof: docs/proofs/log.md.
 */

import { ln2High, ln2Low, reciprocals } from '../log.tables.js';
import { powersOfTwo } from './powers.js';

/** Bound of the absolute error of {@link logKernel} unless x is within 2^-9 of 1; docs/proofs/log.md proves 4.32e-24. */
export const logError = 4.7e-24; // 2^-77.5

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

/**
 * Writes h, l and returns a bound of |log x − (h + l)|, for normal positive `x` other than 1.
 */
export function logKernel(x: number, out: Float64Array): number {
  float[0] = x;
  const word = words[high]!;
  // i/256 is the fraction of x to the nearest 8 bits; from 106/256 on, x is taken as 2^(e+1)·m with m < 1.
  const i = (((word >>> 11) & 511) + 1) >>> 1;
  const e = (word >>> 20) - (i < 106 ? 1023 : 1022);
  const m = x * powersOfTwo[1024 - e]!;
  const c = reciprocals[3 * i]!;
  const a = e * ln2High + reciprocals[3 * i + 1]!;
  const aLow = e * ln2Low + reciprocals[3 * i + 2]!;

  const mh = m + toGrid - toGrid;
  const u = mh * c - 1;
  const v = (m - mh) * c;
  const z = u + v;
  const zz = z * z;
  const cubic = zz * z * (c3 + z * c4 + zz * (c5 + z * c6 + zz * (c7 + z * c8)));
  const cross = v * (u + 0.5 * v);

  const au = a + u; // exact, as are a, u, v and u²/2
  const w = 0.5 * u * u;
  const h1 = au - w;
  const h = h1 + v;
  const low = au - h1 - w + (v - (h - h1)); // the errors of those two sums: Fast2Sum
  out[0] = h;
  out[1] = low + (cubic - cross + aLow);
  if (a !== 0) return logError;
  // Close to 1 every term of the error is as small as the terms it comes from.
  return 1.7763568394002505e-15 * (Math.abs(cubic) + Math.abs(cross) + Math.abs(low)); // 2^-49
}
