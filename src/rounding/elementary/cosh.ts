import { exactCosh } from '../exact/hyperbolic.js';
import { enclose } from './kernel/enclose.js';
import { coshKernel, hyperbolicLimit } from './kernel/hyperbolic.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of cosh x.
 * @guarantee encloses
 */
export function coshBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) <= hyperbolicLimit) {
    const error = coshKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactCosh(x, out);
}
