import { exactCot, exactCsc, exactSec, exactTan } from '../exact/trigonometric.js';

/**
 * Writes the tightest bounds of tan x; no double is a pole.
 * @guarantee encloses
 */
export function tanBounds(x: number, out: Float64Array): void {
  exactTan(x, out);
}

/**
 * Writes the tightest bounds of cot x = 1/tan x; undefined at 0.
 * @guarantee encloses
 */
export function cotBounds(x: number, out: Float64Array): void {
  exactCot(x, out);
}

/**
 * Writes the tightest bounds of sec x = 1/cos x.
 * @guarantee encloses
 */
export function secBounds(x: number, out: Float64Array): void {
  exactSec(x, out);
}

/**
 * Writes the tightest bounds of csc x = 1/sin x; undefined at 0.
 * @guarantee encloses
 */
export function cscBounds(x: number, out: Float64Array): void {
  exactCsc(x, out);
}
