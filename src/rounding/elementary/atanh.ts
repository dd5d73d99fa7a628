import { exactAtanh } from '../exact/area.js';

/**
 * Writes the tightest bounds of artanh x for |x| < 1; at ±1 the bounds of the pole.
 * @guarantee encloses
 */
export function atanhBounds(x: number, out: Float64Array): void {
  exactAtanh(x, out);
}
