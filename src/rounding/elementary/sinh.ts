import { exactSinh } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { hyperbolicLimit, sinhKernel } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of sinh x.
 * @guarantee encloses
 */
export function sinhBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) <= hyperbolicLimit) {
    const error = sinhKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactSinh(x, out);
}
