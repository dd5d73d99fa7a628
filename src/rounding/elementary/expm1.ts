import { exactExpm1 } from '../exact/exponential.js';
import { enclose } from './kernel/enclose.js';
import { expm1Kernel, hyperbolicLimit } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of e^x − 1, without cancellation near 0.
 * @guarantee encloses
 */
export function expm1Bounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-16 && x >= -40 && x <= hyperbolicLimit) {
    const error = expm1Kernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactExpm1(x, out);
}
