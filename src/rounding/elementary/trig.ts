import { exactCos, exactSin } from '../exact/trigonometric.js';
import { encloseRelative } from './kernel/enclose.js';
import { trigError } from './kernel/sine.js';
import { cosKernel, sinKernel, trigLeast } from './kernel/trig.js';

const pair = new Float64Array(2);

/**
 * Writes the tightest bounds of sin x; undefined at ±∞.
 * @guarantee encloses
 */
export function sinBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    sinKernel(x, pair);
    if (encloseRelative(pair, trigError, out)) return;
  }
  exactSin(x, out);
}

/**
 * Writes the tightest bounds of cos x; undefined at ±∞.
 * @guarantee encloses
 */
export function cosBounds(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size >= trigLeast && size <= Number.MAX_VALUE) {
    cosKernel(x, pair);
    if (encloseRelative(pair, trigError, out)) return;
  }
  exactCos(x, out);
}
