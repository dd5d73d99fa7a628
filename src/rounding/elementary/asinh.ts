import { exactAsinh } from '../exact/area.js';

/**
 * Writes the tightest bounds of arsinh x.
 * @guarantee encloses
 */
export function asinhBounds(x: number, out: Float64Array): void {
  exactAsinh(x, out);
}
