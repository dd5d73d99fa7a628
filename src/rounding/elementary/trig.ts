import { exactCos, exactSin } from '../exact/trigonometric.js';

/**
 * Writes the tightest bounds of sin x; undefined at ±∞.
 * @guarantee encloses
 */
export function sinBounds(x: number, out: Float64Array): void {
  exactSin(x, out);
}

/**
 * Writes the tightest bounds of cos x; undefined at ±∞.
 * @guarantee encloses
 */
export function cosBounds(x: number, out: Float64Array): void {
  exactCos(x, out);
}
