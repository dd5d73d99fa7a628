import { exactSinh } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of sinh x.
 * @guarantee encloses
 */
export function sinhBounds(x: number, out: Float64Array): void {
  exactSinh(x, out);
}
