import { exactExp } from '../exact/exponential.js';
import { enclose, encloseScaled } from './kernel/enclose.js';
import { expError, expKernel, expNearZero } from './kernel/exp.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of e^x; e^∞ is [MAX, ∞], e^−∞ is [0, 0].
 * @guarantee encloses
 */
export function expBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size > 0.001953125 && size < 708) {
    const m = expKernel(x, pair);
    if (encloseScaled(pair, m, expError, out)) return;
  } else if (size <= 0.001953125 && size > 1e-16) {
    const error = expNearZero(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactExp(x, out);
}
