import { exactExp2 } from '../exact/exponential.js';
import { baseError, exp2Kernel } from './kernel/base.js';
import { encloseScaled } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of 2^x; exact at the integers.
 * @guarantee encloses
 */
export function exp2Bounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-16 && Math.abs(x) < 1021) {
    const m = exp2Kernel(x, pair);
    if (encloseScaled(pair, m, baseError, out)) return;
  }
  exactExp2(x, out);
}
