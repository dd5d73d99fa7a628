import { exactAtan } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of arctan x; arctan ±∞ encloses ±π/2.
 * @guarantee encloses
 */
export function atanBounds(x: number, out: Float64Array): void {
  exactAtan(x, out);
}
