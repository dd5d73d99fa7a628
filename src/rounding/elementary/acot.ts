import { exactAcot } from '../exact/arctangent.js';
import { atan2Kernel, atanError, withinReach } from './kernel/atan.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arccot x = π/2 − arctan x, in (0, π): continuous at 0.
 * @guarantee encloses
 */
export function acotBounds(x: number, out: Float64Array): void {
  if (withinReach(1, x)) {
    atan2Kernel(1, x, pair);
    if (encloseRelative(pair, atanError, out)) return;
  }
  exactAcot(x, out);
}
