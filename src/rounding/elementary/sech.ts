import { exactSech } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { coshKernel, reciprocal } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of sech x = 1/cosh x.
 * @guarantee encloses
 */
export function sechBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) < 100) {
    const error = reciprocal(coshKernel(x, pair), pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactSech(x, out);
}
