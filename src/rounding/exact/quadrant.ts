/** Which quarter of the circle a double lies in, for the ranges of trigonometric functions over an interval. */
import { startPrecision } from './settle.js';
import { reduce } from './trigonometric.js';

const mostForDoubles = 1048576; // 2^20
const margin = 9.313225746154785e-10; // 2^-30

/**
 * ⌊2x/π⌋ mod 4, as 0, 1, 2 or 3, for finite x: the quadrant of the angle x, its start included.
 *
 * For |x| ≤ 2^20 the product with the double nearest to 2/π is off by at most 2^20·2^-52, which the margin covers; nearer to
 * an integer than that, and for larger x, x = q·π/2 + r is reduced exactly enough to know the sign of r.
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
  if (x === 0) return 0;
  const { quarter, rest } = reduce(x, startPrecision);
  return rest.mid > 0n ? quarter : (quarter + 3) & 3;
}
