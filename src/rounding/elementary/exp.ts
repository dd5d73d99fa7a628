import { exactExp } from '../exact/exponential.js';
import { enclose } from './kernel/enclose.js';
import { expError, expKernel, expNearZero } from './kernel/exp.js';
import { powersOfTwo } from './kernel/powers.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of e^x; e^∞ is [MAX, ∞], e^−∞ is [0, 0].
 * @guarantee encloses
 */
export function expBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size > 0.001953125 && size < 708) {
    const m = expKernel(x, pair);
    const h = pair[0]!;
    if (enclose(h, pair[1]!, expError * h, out)) {
      const scale = powersOfTwo[1024 + m]!; // exact: 2^-1021 < e^x < 2^1022
      out[0]! *= scale;
      out[1]! *= scale;
      return;
    }
  } else if (size <= 0.001953125 && size > 1e-16) {
    const error = expNearZero(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactExp(x, out);
}
