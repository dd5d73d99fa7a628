import { exactCbrt } from '../exact/root.js';

/**
 * Writes the tightest bounds of the real cube root of x.
 * @guarantee encloses
 */
export function cbrtBounds(x: number, out: Float64Array): void {
  exactCbrt(x, out);
}
