/** tan, cot, sec, csc in double-double: quotients of the sine and cosine kernels. Proof: docs/proofs/tan.md. */

import { quotientPair } from './pair.js';
import { cosKernel, sinKernel } from './trig.js';

/** Relative error bound of {@link tanKernel} and {@link cotKernel}; docs/proofs/tan.md proves 2^-65.1. */
export const tanError = 2.710505431213761e-20; // 2^-65

/** Relative error bound of {@link secKernel} and {@link cscKernel}; docs/proofs/tan.md proves 2^-66.1. */
export const secError = 1.3552527156068805e-20; // 2^-66

const sine = new Float64Array(2);
const cosine = new Float64Array(2);

/** Writes h, l with |tan x − (h + l)| ≤ {@link tanError}·|h|, for the x of the sine kernel. */
export function tanKernel(x: number, out: Float64Array): void {
  sinKernel(x, sine);
  cosKernel(x, cosine);
  quotientPair(sine[0]!, sine[1]!, cosine[0]!, cosine[1]!, out);
}

/** Writes h, l with |cot x − (h + l)| ≤ {@link tanError}·|h|. */
export function cotKernel(x: number, out: Float64Array): void {
  sinKernel(x, sine);
  cosKernel(x, cosine);
  quotientPair(cosine[0]!, cosine[1]!, sine[0]!, sine[1]!, out);
}

/** Writes h, l with |sec x − (h + l)| ≤ {@link secError}·|h|. */
export function secKernel(x: number, out: Float64Array): void {
  cosKernel(x, cosine);
  quotientPair(1, 0, cosine[0]!, cosine[1]!, out);
}

/** Writes h, l with |csc x − (h + l)| ≤ {@link secError}·|h|. */
export function cscKernel(x: number, out: Float64Array): void {
  sinKernel(x, sine);
  quotientPair(1, 0, sine[0]!, sine[1]!, out);
}
