import { exactExpm1 } from '../exact/exponential.js';

/**
 * Writes the tightest bounds of e^x − 1, without cancellation near 0.
 * @guarantee encloses
 */
export function expm1Bounds(x: number, out: Float64Array): void {
  exactExpm1(x, out);
}
