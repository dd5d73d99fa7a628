import { exactAtan } from '../exact/arctangent.js';
import { atanError, atanKernel, atanLeast, atanLimit } from './kernel/atan.js';
import { encloseRelative } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arctan x; arctan ±∞ encloses ±π/2.
 * @guarantee encloses
 */
export function atanBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= atanLeast && size <= atanLimit) {
    atanKernel(x, pair);
    if (encloseRelative(pair, atanError, out)) return;
  }
  exactAtan(x, out);
}
