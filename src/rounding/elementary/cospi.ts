import { exactCospi } from '../exact/halfturn.js';
import { encloseRelative } from './kernel/enclose.js';
import { cospiKernel, halfturnLimit } from './kernel/halfturn.js';
import { trigError } from './kernel/sine.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of cos πx; exact at the multiples of 1/2.
 * @guarantee encloses
 */
export function cospiBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size > 3.7e-9 && size < halfturnLimit) {
    cospiKernel(x, pair);
    if (encloseRelative(pair, trigError, out)) return;
  }
  exactCospi(x, out);
}
