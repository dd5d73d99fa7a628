import { exactCospi } from '../exact/halfturn.js';

/**
 * Writes the tightest bounds of cos πx; exact at the multiples of 1/2.
 * @guarantee encloses
 */
export function cospiBounds(x: number, out: Float64Array): void {
  exactCospi(x, out);
}
