import { exactAcos } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of arccos x for |x| ≤ 1.
 * @guarantee encloses
 */
export function acosBounds(x: number, out: Float64Array): void {
  exactAcos(x, out);
}
