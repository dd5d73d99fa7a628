import { mulDown, mulUp } from '../directed.js';
import { exactPow } from '../exact/power.js';
import { enclose } from './kernel/enclose.js';
import { powKernel } from './kernel/pow.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of x^y, real y: x > 0, or x = 0 and y > 0; 0^y is [MAX, ∞] for y < 0.
 * @guarantee encloses
 */
export function powBounds(x: number, y: number, out: Float64Array): void {
  if (y === 2 && x >= 0 && x <= Number.MAX_VALUE) {
    out[0] = mulDown(x, x);
    out[1] = mulUp(x, x);
    return;
  }
  if (x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE && x !== 1) {
    const error = powKernel(x, y, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactPow(x, y, out);
}
