import { exactAcoth } from '../exact/area.js';

/**
 * Writes the tightest bounds of arcoth x = artanh(1/x) for |x| > 1; at ±1 the bounds of the pole.
 * @guarantee encloses
 */
export function acothBounds(x: number, out: Float64Array): void {
  exactAcoth(x, out);
}
