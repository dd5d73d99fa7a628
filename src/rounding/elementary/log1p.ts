import { exactLog1p } from '../exact/logarithm.js';
import { enclose } from './kernel/enclose.js';
import { log1pKernel } from './kernel/log.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of ln(1 + x) for x > −1, without cancellation near 0; at −1 it is [−∞, −MAX].
 * @guarantee encloses
 */
export function log1pBounds(x: number, out: Float64Array): void {
  if (x > -1 && x <= Number.MAX_VALUE && Math.abs(x) > 1e-16) {
    const error = log1pKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactLog1p(x, out);
}
