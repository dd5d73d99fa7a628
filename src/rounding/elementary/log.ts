import { exactLog } from '../exact/logarithm.js';

/**
 * Writes the tightest bounds of ln x for x > 0; ln 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function logBounds(x: number, out: Float64Array): void {
  exactLog(x, out);
}
