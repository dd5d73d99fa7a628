import { exactSinpi } from '../exact/halfturn.js';
import { encloseRelative } from './kernel/enclose.js';
import { halfturnLimit, sinpiKernel } from './kernel/halfturn.js';
import { trigError } from './kernel/sine.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of sin πx; exact at the multiples of 1/2.
 * @guarantee encloses
 */
export function sinpiBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size > 1e-270 && size < halfturnLimit) {
    sinpiKernel(x, pair);
    if (encloseRelative(pair, trigError, out)) return;
  }
  exactSinpi(x, out);
}
