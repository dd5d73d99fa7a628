/**
 * sin near a grid point kπ/512, in double-double; cos is the same 256 steps further on.
 *
 *     S = sin(jπ/512), C = cos(jπ/512), |r| ≤ π/1024:
 *     sin(jπ/512 + r) = S + C·r + S·(cos r − 1) + C·(sin r − r)
 *
 * Where S = 0 the result may be as small as r, which is then needed to full relative accuracy: `sineBesideRoot`.
 *
 * Proof: docs/proofs/trig.md.
 */

import { twoProductError } from '../../transform.js';
import { sines as quadrant } from '../trig.tables.js';
import { toGrid } from './grid.js';

/** Relative error bound of the functions of this file, and of the kernels of sine and cosine; docs/proofs/trig.md proves 2^-66.2. */
export const trigError = 1.3552527156068805e-20; // 2^-66

const toFineGrid = 98304; // 1.5·2^16: adding it rounds to a multiple of 2^-36
const piShort = 3.1415926218032837; // π to 26 bits
const piShortLow = 3.178650954705639e-8;
const piHigh = 3.141592653589793;
const piLow = 1.2246467991473532e-16;

// sin r − r ≈ r³(s3 + r²(s5 + r²·s7)), error ≤ 2^-85.7; cos r − 1 ≈ r²(−1/2 + r²(c4 + r²·c6)), error ≤ 2^-87.7
const s3 = -0.16666666666666666;
const s5 = 0.008333333330736888;
const s7 = -0.000198238514856973;
const c4 = 0.04166666666666539;
const c6 = -0.001388888523574658;

/** sin(jπ/512) for j = 0…1279 as pairs: the table of a quadrant, continued by symmetry. */
const sines: Float64Array = unfold(quadrant);

function unfold(table: Float64Array): Float64Array {
  const sines = new Float64Array(2 * 1280);
  for (let j = 0; j < 1280; j++) {
    const i = j & 511;
    const from = 2 * (i <= 256 ? i : 512 - i);
    const sign = (j & 1023) < 512 ? 1 : -1;
    sines[2 * j] = sign * table[from]!;
    sines[2 * j + 1] = sign * table[from + 1]!;
  }
  return sines;
}

/**
 * Writes h, l with |sin(jπ/512 + π(d + low)) − (h + l)| ≤ {@link trigError}·|h|, for 0 ≤ j < 1024, |d| ≤ 2^-10·(1 + 2^-34) and
 * |low| ≤ 2^-46; if S = 0, |low| ≤ 2^-52·|d|.
 */
export function sineOfTurns(j: number, d: number, low: number, out: Float64Array): void {
  if ((j & 511) === 0) {
    const r = piHigh * d;
    sineBesideRoot(j, r, twoProductError(piHigh, d, r) + (piLow * d + piHigh * low), out);
    return;
  }
  const dh = d + toFineGrid - toFineGrid;
  const p = dh * piShort; // exact
  const rh = p + toGrid - toGrid;
  sineBesideGrid(j, rh, p - rh + (dh * piShortLow + (d - dh + low) * piHigh), out);
}

/**
 * Writes h, l with |sin(jπ/512 + rh + rl) − (h + l)| ≤ {@link trigError}·|h|, for 0 < j < 1024, j ≠ 512.
 *
 * `rh` is a multiple of 2^-35, |rh| ≤ 0x1.93p-9, |rl| ≤ 2^-33.
 */
export function sineBesideGrid(j: number, rh: number, rl: number, out: Float64Array): void {
  const sh = sines[2 * j]!;
  const sl = sines[2 * j + 1]!;
  const ch = sines[2 * j + 512]!;
  const cl = sines[2 * j + 513]!;
  const r = rh + rl;
  const z = r * r;
  const cosine = z * (-0.5 + z * (c4 + z * c6)); // cos r − 1
  const y = rl + r * z * (s3 + z * (s5 + z * s7)); // sin r − rh
  const p = ch * rh; // exact
  const h = sh + p;
  const e = p - (h - sh); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (sl + cl * rh + ((sh + sl) * cosine + (ch + cl) * y));
}

/** Writes h, l with |±sin(r1 + r2) − (h + l)| ≤ {@link trigError}·|h|, − for j = 512 and + for j = 0; |r1| ≤ 0x1.93p-9, |r2| < |r1|. */
export function sineBesideRoot(j: number, r1: number, r2: number, out: Float64Array): void {
  const sign = j === 0 ? 1 : -1;
  const r = r1 + r2;
  const low = r2 - (r - r1);
  const z = r * r;
  out[0] = sign * r;
  out[1] = sign * (low + r * z * (s3 + z * (s5 + z * s7)));
}
