import { exactSech } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of sech x = 1/cosh x.
 * @guarantee encloses
 */
export function sechBounds(x: number, out: Float64Array): void {
  exactSech(x, out);
}
