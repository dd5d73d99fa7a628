import { exactLog } from '../exact/logarithm.js';
import { enclose } from './kernel/enclose.js';
import { logKernel } from './kernel/log.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of ln x for x > 0; ln 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function logBounds(x: number, out: Float64Array): void {
  if (x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE && x !== 1) {
    const error = logKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactLog(x, out);
}
