import { exactAcos } from '../exact/arctangent.js';
import { acosKernel, asinError } from './kernel/asin.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arccos x for |x| ≤ 1.
 * @guarantee encloses
 */
export function acosBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) < 1) {
    acosKernel(x, pair);
    if (encloseRelative(pair, asinError, out)) return;
  }
  exactAcos(x, out);
}
