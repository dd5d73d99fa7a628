import { exactCoth } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { reciprocal, tanhKernel } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of coth x = 1/tanh x; undefined at 0.
 * @guarantee encloses
 */
export function cothBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) < 20) {
    const error = reciprocal(tanhKernel(x, pair), pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactCoth(x, out);
}
