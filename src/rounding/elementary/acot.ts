import { exactAcot } from '../exact/arctangent.js';

/**
 * Writes the tightest bounds of arccot x = π/2 − arctan x, in (0, π): continuous at 0.
 * @guarantee encloses
 */
export function acotBounds(x: number, out: Float64Array): void {
  exactAcot(x, out);
}
