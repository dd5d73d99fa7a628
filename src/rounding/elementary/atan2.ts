import { exactAtan2 } from '../exact/arctangent.js';
import { atan2Kernel, atanError, withinReach } from './kernel/atan.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of the angle of the point (x, y), in (−π, π]; undefined at the origin.
 * @guarantee encloses
 */
export function atan2Bounds(y: number, x: number, out: Float64Array): void {
  if (withinReach(y, x)) {
    atan2Kernel(y, x, pair);
    if (encloseRelative(pair, atanError, out)) return;
  }
  exactAtan2(y, x, out);
}
