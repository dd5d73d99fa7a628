import { exactCsch } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { reciprocal, sinhKernel } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of csch x = 1/sinh x; undefined at 0.
 * @guarantee encloses
 */
export function cschBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) < 100) {
    const error = reciprocal(sinhKernel(x, pair), pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactCsch(x, out);
}
