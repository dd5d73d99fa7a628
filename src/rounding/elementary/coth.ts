import { exactCoth } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of coth x = 1/tanh x; undefined at 0.
 * @guarantee encloses
 */
export function cothBounds(x: number, out: Float64Array): void {
  exactCoth(x, out);
}
