/**
 * sin and cos in double-double: reduction of the angle, x = kπ/512 + r with |r| ≤ π/1024.
 *
 * Up to {@link moderate} by subtracting k times π/512 in parts (W. J. Cody, W. Waite), beyond by {@link reduceHuge}.
 *
 * Proof: docs/proofs/trig.md.
 */

import { twoSumError } from '../../transform.js';
import { toGrid, toInteger } from './grid.js';
import { reduceHuge } from './reduction.js';
import { sineBesideGrid, sineBesideRoot, sineOfTurns } from './sine.js';

/** Least |x| of {@link sinKernel} and {@link cosKernel}; below, the functions are settled without computing. */
export const trigLeast = 7.450580596923828e-9; // 2^-27

const moderate = 51000; // up to here k < 2^23
const inverseStep = 162.97466172610083; // 512/π
// π/512 = q1 + q2 + q3 to 2^-122: twice 30 bits, so that k·q1 and k·q2 are exact, and a double;
const q1 = 0.006135923147667199;
const q2 = 3.875365543607508e-12;
const q3 = 2.0196027272633223e-21;
// q3 once more as 30 bits and a double, together π/512 to 2^-153
const q3High = 2.0196027261290037e-21;
const q3Low = 1.1343187398356877e-30;

const turn = new Float64Array(2);

/**
 * Writes h, l with |sin x − (h + l)| ≤ `trigError`·|h|, for {@link trigLeast} ≤ |x| < ∞.
 *
 * Writes 0, 0 for a huge x too close to a root.
 */
export function sinKernel(x: number, out: Float64Array): void {
  if (Math.abs(x) <= moderate) {
    kernel(x, 0, out);
    return;
  }
  const sign = 1 - 2 * Number(x < 0);
  hugeKernel(x, 0, out);
  out[0]! *= sign;
  out[1]! *= sign;
}

/** Writes h, l with |cos x − (h + l)| ≤ `trigError`·|h|, for the same x and with the same exception. */
export function cosKernel(x: number, out: Float64Array): void {
  if (Math.abs(x) <= moderate) kernel(x, 256, out);
  else hugeKernel(x, 256, out);
}

/** sin(x + shift·π/512) for |x| up to `moderate`. */
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

/** sin(|x| + shift·π/512) for |x| beyond. */
function hugeKernel(x: number, shift: number, out: Float64Array): void {
  const k = reduceHuge(x, turn);
  const f = turn[0]!;
  const j = (k + shift) & 1023;
  if ((j & 511) === 0 && Math.abs(f) < 0.0000152587890625) {
    // The reduction is good to 2^-86, which is too little for roots within 2^-16 steps.
    out[0] = 0;
    out[1] = 0;
    return;
  }
  sineOfTurns(j, f * 0.001953125, turn[1]! * 0.001953125, out);
}
