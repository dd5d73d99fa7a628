import { exactPow } from '../exact/power.js';

/**
 * Writes the tightest bounds of x^y, real y: x > 0, or x = 0 and y > 0; 0^y is [MAX, ∞] for y < 0.
 * @guarantee encloses
 */
export function powBounds(x: number, y: number, out: Float64Array): void {
  exactPow(x, y, out);
}
