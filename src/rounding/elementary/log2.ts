import { exactLog2 } from '../exact/logarithm.js';

/**
 * Writes the tightest bounds of log₂ x for x > 0; exact at the powers of two; log₂ 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function log2Bounds(x: number, out: Float64Array): void {
  exactLog2(x, out);
}
