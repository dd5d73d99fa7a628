import { exactAcos } from '../exact/arctangent.js';
import { acosKernel, atanError } from './kernel/atan.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arccos x for |x| ≤ 1.
 * @guarantee encloses
 */
export function acosBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) < 1) {
    acosKernel(x, pair);
    if (encloseRelative(pair, atanError, out)) return;
  }
  exactAcos(x, out);
}
