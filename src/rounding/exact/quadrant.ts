/** Which quarter of the circle a double lies in, for the ranges of trigonometric functions over an interval. */
import { significand, significandExponent } from '../binary.js';
import { twoOverPi } from './constants.js';

const mostForDoubles = 1048576; // 2^20
const margin = 9.313225746154785e-10; // 2^-30

/**
 * ⌊2x/π⌋ mod 4, as 0, 1, 2 or 3, for finite x: the quadrant of the angle x, its start included.
 *
 * For |x| ≤ 2^20 the product with the double nearest to 2/π is off by at most 2^20·2^-52, which the margin covers; nearer to
 * an integer than that, and for larger x, the product is taken exactly enough to know its floor.
 * @guarantee exact
 * @example
 * quadrant(1.5707963267948966); // 0
 * quadrant(1.5707963267948968); // 1
 * quadrant(-1e300); // 1
 */
export function quadrant(x: number): number {
  if (Math.abs(x) <= mostForDoubles) {
    const t = x * 0.6366197723675814; // 2/π
    const k = Math.floor(t);
    if (t - k >= margin && t - k <= 1 - margin) return k & 3;
  }
  return exactQuadrant(x);
}

function exactQuadrant(x: number): number {
  const m = significand(x);
  if (m === 0n) return 0;
  const e = significandExponent(x);
  // 2/π to F bits, F beyond the exponent by the 53 bits of m and enough for a floor; twice as many while that leaves a doubt.
  // No rational multiple of 1/π is an integer, so the doubt ends.
  for (let fraction = Math.max(e, 0) + 128; ; fraction *= 2) {
    const { mid, rad, exp } = twoOverPi(fraction);
    const product = m * mid;
    const error = (m < 0n ? -m : m) * rad;
    const shift = BigInt(-exp - e);
    const below = (product - error) >> shift;
    if (below === (product + error) >> shift) return Number(below & 3n);
  }
}
