import { exactExp2 } from '../exact/exponential.js';

/**
 * Writes the tightest bounds of 2^x; exact at the integers.
 * @guarantee encloses
 */
export function exp2Bounds(x: number, out: Float64Array): void {
  exactExp2(x, out);
}
