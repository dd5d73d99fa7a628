import { exactLog10 } from '../exact/logarithm.js';

/**
 * Writes the tightest bounds of log₁₀ x for x > 0; exact at 1, 10, …, 10^22; log₁₀ 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function log10Bounds(x: number, out: Float64Array): void {
  exactLog10(x, out);
}
