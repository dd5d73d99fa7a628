import { exactExp } from '../exact/exponential.js';

/**
 * Writes the tightest bounds of e^x; e^∞ is [MAX, ∞], e^−∞ is [0, 0].
 * @guarantee encloses
 */
export function expBounds(x: number, out: Float64Array): void {
  exactExp(x, out);
}
