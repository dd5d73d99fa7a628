import { exactTanpi } from '../exact/halfturn.js';
import { encloseRelative } from './kernel/enclose.js';
import { halfturnLimit, tanpiKernel } from './kernel/halfturn.js';
import { tanError } from './kernel/tan.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of tan πx; undefined at the odd multiples of 1/2, exact at the multiples of 1/4.
 * @guarantee encloses
 */
export function tanpiBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size > 1e-90 && size < halfturnLimit && !Number.isInteger(2 * x)) {
    tanpiKernel(x, pair);
    if (encloseRelative(pair, tanError, out)) return;
  }
  exactTanpi(x, out);
}
