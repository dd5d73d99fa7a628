import { exactPi } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of π.
 * @guarantee encloses
 */
export function piBounds(out: Float64Array): void {
  exactPi(out);
}
