import { exactCosh } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of cosh x.
 * @guarantee encloses
 */
export function coshBounds(x: number, out: Float64Array): void {
  exactCosh(x, out);
}
