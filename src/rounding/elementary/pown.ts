import { exactPown } from '../exact/power.js';

/**
 * Writes the tightest bounds of xⁿ, integer n; x^0 = 1; 0ⁿ for n < 0 is [MAX, ∞] for even n and undefined for odd n.
 * @guarantee encloses
 * @throws RangeError unless n is an integer.
 */
export function pownBounds(x: number, n: number, out: Float64Array): void {
  exactPown(x, n, out);
}
