import { exactSinpi } from '../exact/halfturn.js';

/**
 * Writes the tightest bounds of sin πx; exact at the multiples of 1/2.
 * @guarantee encloses
 */
export function sinpiBounds(x: number, out: Float64Array): void {
  exactSinpi(x, out);
}
