import { exactCot, exactCsc, exactSec, exactTan } from '../exact/trigonometric.js';
import { encloseRelative } from './kernel/enclose.js';
import { cotKernel, cscKernel, secError, secKernel, tanError, tanKernel } from './kernel/tan.js';
import { trigLeast } from './kernel/trig.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of tan x; no double is a pole.
 * @guarantee encloses
 */
export function tanBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    tanKernel(x, pair);
    if (encloseRelative(pair, tanError, out)) return;
  }
  exactTan(x, out);
}

/**
 * Writes the tightest bounds of cot x = 1/tan x; undefined at 0.
 * @guarantee encloses
 */
export function cotBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    cotKernel(x, pair);
    if (encloseRelative(pair, tanError, out)) return;
  }
  exactCot(x, out);
}

/**
 * Writes the tightest bounds of sec x = 1/cos x.
 * @guarantee encloses
 */
export function secBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    secKernel(x, pair);
    if (encloseRelative(pair, secError, out)) return;
  }
  exactSec(x, out);
}

/**
 * Writes the tightest bounds of csc x = 1/sin x; undefined at 0.
 * @guarantee encloses
 */
export function cscBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    cscKernel(x, pair);
    if (encloseRelative(pair, secError, out)) return;
  }
  exactCsc(x, out);
}
