import { exactAcosh } from '../exact/area.js';
import { acoshKernel, areaLimit } from './kernel/area.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arcosh x for x ≥ 1.
 * @guarantee encloses
 */
export function acoshBounds(x: number, out: Float64Array): void {
  if (x > 1 && x <= areaLimit) {
    const error = acoshKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactAcosh(x, out);
}
