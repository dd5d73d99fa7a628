import { exactAtanh } from '../exact/area.js';
import { atanhKernel } from './kernel/area.js';
import { enclose } from './kernel/enclose.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of artanh x for |x| < 1; at ±1 the bounds of the pole.
 * @guarantee encloses
 */
export function atanhBounds(x: number, out: Float64Array): void {
  if (Math.abs(x) > 1e-8 && Math.abs(x) < 1) {
    const error = atanhKernel(x, pair);
    if (enclose(pair[0]!, pair[1]!, error, out)) return;
  }
  exactAtanh(x, out);
}
