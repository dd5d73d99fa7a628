import { exactLog1p } from '../exact/logarithm.js';

/**
 * Writes the tightest bounds of ln(1 + x) for x > −1, without cancellation near 0; at −1 it is [−∞, −MAX].
 * @guarantee encloses
 */
export function log1pBounds(x: number, out: Float64Array): void {
  exactLog1p(x, out);
}
