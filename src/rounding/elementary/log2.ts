import { exactLog2 } from '../exact/logarithm.js';
import { log2Kernel } from './kernel/base.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of log₂ x for x > 0; exact at the powers of two; log₂ 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function log2Bounds(x: number, out: Float64Array): void {
  if (x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE && x !== 1) {
    const error = log2Kernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactLog2(x, out);
}
