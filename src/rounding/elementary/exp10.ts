import { exactExp10 } from '../exact/exponential.js';
import { baseError, exp10Kernel } from './kernel/base.js';
import { encloseScaled } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of 10^x; exact at the integers 0 to 22.
 * @guarantee encloses
 */
export function exp10Bounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-17 && Math.abs(x) < 307) {
    const m = exp10Kernel(x, pair);
    if (encloseScaled(pair, m, baseError, out)) return;
  }
  exactExp10(x, out);
}
