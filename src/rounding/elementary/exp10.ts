import { exactExp10 } from '../exact/exponential.js';

/**
 * Writes the tightest bounds of 10^x; exact at the integers 0 to 22.
 * @guarantee encloses
 */
export function exp10Bounds(x: number, out: Float64Array): void {
  exactExp10(x, out);
}
