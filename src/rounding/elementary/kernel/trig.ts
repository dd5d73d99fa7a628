/**
 * sin and cos in double-double.
 *
 *     x = kπ/512 + r,  |r| ≤ π/1024,  S = sin(kπ/512), C = cos(kπ/512):
 *     sin x = S + C·r + S·(cos r − 1) + C·(sin r − r)
 *
 * cos x is the same 256 steps further on. Where S = 0 the result may be as small as r, which is then needed to
 * full relative accuracy: `sineBesideRoot`.
 *
 * Proof: docs/proofs/trig.md.
 */

import { twoSumError } from '../../transform.js';
import { sines as quadrant } from '../trig.tables.js';

/** Least |x| of {@link sinKernel} and {@link cosKernel}; below, the functions are settled without computing. */
export const trigLeast = 7.450580596923828e-9; // 2^-27

/** Largest |x| of {@link sinKernel} and {@link cosKernel}: up to here k < 2^23. */
export const trigLimit = 51000;

const inverseStep = 162.97466172610083; // 512/π
// π/512 = q1 + q2 + q3 to 2^-122: twice 30 bits, so that k·q1 and k·q2 are exact, and a double;
const q1 = 0.006135923147667199;
const q2 = 3.875365543607508e-12;
const q3 = 2.0196027272633223e-21;
// q3 once more as 30 bits and a double, together π/512 to 2^-153
const q3High = 2.0196027261290037e-21;
const q3Low = 1.1343187398356877e-30;
const toInteger = 6755399441055744; // 1.5·2^52: adding it rounds to an integer
const toGrid = 196608; // 1.5·2^17: adding it rounds to a multiple of 2^-35

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

/** Relative error bound of both kernels; docs/proofs/trig.md proves 2^-66.2. */
export const trigError = 1.3552527156068805e-20; // 2^-66

/** Writes h, l with |sin x − (h + l)| ≤ {@link trigError}·|h|, for 2^-27 ≤ |x| ≤ {@link trigLimit}. */
export function sinKernel(x: number, out: Float64Array): void {
  kernel(x, 0, out);
}

/** Writes h, l with |cos x − (h + l)| ≤ {@link trigError}·|h|, for 2^-27 ≤ |x| ≤ {@link trigLimit}. */
export function cosKernel(x: number, out: Float64Array): void {
  kernel(x, 256, out);
}

function kernel(x: number, shift: number, out: Float64Array): void {
  const k = x * inverseStep + toInteger - toInteger;
  const t = x - k * q1; // exact
  const t2 = k * q2; // exact
  const rh = t - t2 + toGrid - toGrid;
  const d = t - rh - t2; // exact: x − k(q1 + q2) = rh + d
  const j = (k + shift) & 1023;
  if ((j & 511) !== 0) {
    sineBesideGrid(j, rh, d - k * q3, out);
    return;
  }
  // Within π/1024 of a root, where r = rh + d − k(q3High + q3Low) is needed to 2^-75 of itself.
  const a = rh + d;
  const b = d - (a - rh);
  const p = k * q3High; // exact
  const r = a - p;
  sineBesideRoot(j, r, twoSumError(a, -p, r) + b - k * q3Low, out);
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
