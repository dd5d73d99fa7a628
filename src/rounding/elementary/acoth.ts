import { exactAcoth } from '../exact/area.js';
import { acothKernel } from './kernel/area.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arcoth x = artanh(1/x) for |x| > 1; at ±1 the bounds of the pole.
 * @guarantee encloses
 */
export function acothBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1 && Math.abs(x) < 1e15) {
    const error = acothKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactAcoth(x, out);
}
