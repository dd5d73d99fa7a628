import { exactTanpi } from '../exact/halfturn.js';

/**
 * Writes the tightest bounds of tan πx; undefined at the odd multiples of 1/2, exact at the multiples of 1/4.
 * @guarantee encloses
 */
export function tanpiBounds(x: number, out: Float64Array): void {
  exactTanpi(x, out);
}
