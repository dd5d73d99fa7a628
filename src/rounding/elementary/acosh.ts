import { exactAcosh } from '../exact/area.js';

/**
 * Writes the tightest bounds of arcosh x for x ≥ 1.
 * @guarantee encloses
 */
export function acoshBounds(x: number, out: Float64Array): void {
  exactAcosh(x, out);
}
