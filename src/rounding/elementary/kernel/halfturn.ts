/**
 * sinpi, cospi, tanpi in double-double: the sine kernel with a reduction that needs no π.
 *
 *     x = k/512 + d exactly, |d| ≤ 2^-10:  sin πx = sin(kπ/512 + πd)
 *
 * Proof: docs/proofs/trig.md.
 */

import { toInteger } from './grid.js';
import { quotientPair } from './pair.js';
import { sineOfTurns } from './sine.js';

/** Largest |x| of the kernels of this file: 512x is below 2^50. */
export const halfturnLimit = 1099511627776; // 2^40

const sine = new Float64Array(2);
const cosine = new Float64Array(2);

/** Writes h, l with |sin πx − (h + l)| ≤ `trigError`·|h|, for 2^-900 ≤ |x| ≤ {@link halfturnLimit}; 0, 0 at a root. */
export function sinpiKernel(x: number, out: Float64Array): void {
  kernel(x, 0, out);
}

/** Writes h, l with |cos πx − (h + l)| ≤ `trigError`·|h|, for the same x. */
export function cospiKernel(x: number, out: Float64Array): void {
  kernel(x, 256, out);
}

/** Writes h, l with |tan πx − (h + l)| ≤ `tanError`·|h|, for |x| ≥ 2^-300 in the same range, but for multiples of 1/2. */
export function tanpiKernel(x: number, out: Float64Array): void {
  kernel(x, 0, sine);
  kernel(x, 256, cosine);
  quotientPair(sine[0]!, sine[1]!, cosine[0]!, cosine[1]!, out);
}

function kernel(x: number, shift: number, out: Float64Array): void {
  const k = 512 * x + toInteger - toInteger;
  const d = x - k * 0.001953125; // exact, k/512 being so
  sineOfTurns((k + shift) & 1023, d, 0, out);
}
