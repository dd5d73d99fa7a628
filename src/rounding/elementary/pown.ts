import { mulDown, mulUp } from '../directed.js';
import { exactPown } from '../exact/power.js';
import { enclose } from './kernel/enclose.js';
import { powKernel } from './kernel/pow.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of xⁿ, integer n; x^0 = 1; 0ⁿ for n < 0 is [MAX, ∞] for even n and undefined for odd n.
 * @guarantee encloses
 * @throws RangeError unless n is an integer.
 */
export function pownBounds(x: number, n: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (n === 2 && size <= Number.MAX_VALUE) {
    out[0] = mulDown(x, x);
    out[1] = mulUp(x, x);
    return;
  }
  if (size >= 2.2250738585072014e-308 && size <= Number.MAX_VALUE && size !== 1 && Number.isInteger(n)) {
    const error = powKernel(size, n, pair);
    const sign = x < 0 && n % 2 !== 0 ? -1 : 1;
    if (enclose(sign * pair[0]!, sign * pair[1]!, error, out)) return;
  }
  exactPown(x, n, out);
}
