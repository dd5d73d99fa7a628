import { exactAsin } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of arcsin x for |x| ≤ 1.
 * @guarantee encloses
 */
export function asinBounds(x: number, out: Float64Array): void {
  exactAsin(x, out);
}
