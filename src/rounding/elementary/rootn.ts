import { sqrtDown, sqrtUp } from '../directed.js';
import { exactRootn } from '../exact/root.js';
import { enclose } from './kernel/enclose.js';
import { rootnKernel } from './kernel/pow.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of x^(1/n), the real root for an integer n: x ≥ 0 for even n; undefined for n = 0.
 * @guarantee encloses
 * @throws RangeError unless n is an integer.
 */
export function rootnBounds(x: number, n: number, out: Float64Array): void {
  if (n === 2 && x > 0 && x <= Number.MAX_VALUE) {
    out[0] = sqrtDown(x);
    out[1] = sqrtUp(x);
    return;
  }
  const size = Math.abs(x);
  const degree = Math.abs(n);
  const normal = size >= 2.2250738585072014e-308 && size <= Number.MAX_VALUE && size !== 1;
  const usual = Number.isInteger(n) && degree > 2 && degree < 1e18;
  if (normal && usual && (x > 0 || n % 2 !== 0)) {
    const error = rootnKernel(size, n, pair);
    const sign = x < 0 ? -1 : 1;
    if (enclose(sign * pair[0]!, sign * pair[1]!, error, out)) return;
  }
  exactRootn(x, n, out);
}
