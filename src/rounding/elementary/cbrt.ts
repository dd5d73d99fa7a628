import { exactCbrt } from '../exact/root.js';
import { encloseRelative } from './kernel/enclose.js';
import { cbrtError, cbrtKernel } from './kernel/root.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of the real cube root of x.
 * @guarantee encloses
 */
export function cbrtBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= 2.2250738585072014e-308 && size <= Number.MAX_VALUE) {
    cbrtKernel(x, pair);
    if (encloseRelative(pair, cbrtError, out)) return;
  }
  exactCbrt(x, out);
}
