import { exactRootn } from '../exact/root.js';

/**
 * Writes the tightest bounds of x^(1/n), the real root for an integer n: x ≥ 0 for even n; undefined for n = 0.
 * @guarantee encloses
 * @throws RangeError unless n is an integer.
 */
export function rootnBounds(x: number, n: number, out: Float64Array): void {
  exactRootn(x, n, out);
}
