import { exactTanh } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { tanhKernel } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of tanh x.
 * @guarantee encloses
 */
export function tanhBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) < 20) {
    const error = tanhKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactTanh(x, out);
}
