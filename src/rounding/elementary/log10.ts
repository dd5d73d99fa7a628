import { exactLog10 } from '../exact/logarithm.js';
import { log10Kernel } from './kernel/base.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of log₁₀ x for x > 0; exact at 1, 10, …, 10^22; log₁₀ 0 is [−∞, −MAX].
 * @guarantee encloses
 */
export function log10Bounds(x: number, out: Float64Array): void {
  if (x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE && x !== 1) {
    const error = log10Kernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactLog10(x, out);
}
