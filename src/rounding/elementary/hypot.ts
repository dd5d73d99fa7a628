import { exactHypot } from '../exact/root.js';
import { encloseRelative } from './kernel/enclose.js';
import { hypotError, hypotKernel } from './kernel/root.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of √(x² + y²).
 * @guarantee encloses
 */
export function hypotBounds(x: number, y: number, out: Float64Array): void {
  const a = Math.abs(x);
  const b = Math.abs(y);
  if (a > 1e-120 && a < 1e120 && b > 1e-120 && b < 1e120) {
    hypotKernel(x, y, pair);
    if (encloseRelative(pair, hypotError, out)) return;
  }
  exactHypot(x, y, out);
}
