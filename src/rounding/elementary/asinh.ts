import { exactAsinh } from '../exact/area.js';
import { areaLimit, asinhKernel } from './kernel/area.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of arsinh x.
 * @guarantee encloses
 */
export function asinhBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) <= areaLimit) {
    const error = asinhKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactAsinh(x, out);
}
