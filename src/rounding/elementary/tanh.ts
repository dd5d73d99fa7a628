import { exactTanh } from '../exact/hyperbolic.js';

/**
 * Writes the tightest bounds of tanh x.
 * @guarantee encloses
 */
export function tanhBounds(x: number, out: Float64Array): void {
  exactTanh(x, out);
}
