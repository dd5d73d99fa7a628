import { exactCsch } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of csch x = 1/sinh x; undefined at 0.
 * @guarantee encloses
 */
export function cschBounds(x: number, out: Float64Array): void {
  exactCsch(x, out);
}
