import { exactHypot } from '../exact/root.js';

/**
 * Writes the tightest bounds of √(x² + y²).
 * @guarantee encloses
 */
export function hypotBounds(x: number, y: number, out: Float64Array): void {
  exactHypot(x, y, out);
}
