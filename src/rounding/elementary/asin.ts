import { exactAsin } from '../exact/arctangent.js';
import { asinError, asinKernel, asinLeast } from './kernel/asin.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arcsin x for |x| ≤ 1.
 * @guarantee encloses
 */
export function asinBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= asinLeast && size < 1) {
    asinKernel(x, pair);
    if (encloseRelative(pair, asinError, out)) return;
  }
  exactAsin(x, out);
}
