import { exactAtan2 } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of the angle of the point (x, y), in (−π, π]; undefined at the origin.
 * @guarantee encloses
 */
export function atan2Bounds(y: number, x: number, out: Float64Array): void {
  exactAtan2(y, x, out);
}
