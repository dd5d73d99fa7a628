/**
 * On which side of its rounding an exact product or quotient lies: the slow path of the directed operations, for operands
 * and results near the ends of the exponent range, where the error-free transforms do not hold as they stand.
 *
 * The operands are scaled by powers of two to where the transforms hold, the operation is done there, and its result is compared
 * with the given one, which may be coarser because it is subnormal.
 */

import { exponent, scale } from './binary.js';
import { twoProductError } from './transform.js';

const up600 = 4.149515568880993e180; // 2^600
const down600 = 2.409919865102884e-181; // 2^-600

/**
 * A number with the sign of a·b − p, where `p` is `a * b` as computed and finite.
 * @guarantee exact
 */
export function productResidual(a: number, b: number, p: number): number {
  if (a === 0 || b === 0) return 0;
  if (p === 0) return a < 0 === b < 0 ? 1 : -1;
  const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
  // Large factors and products come down by 2^600, the others go up by as much; for the rest see the head of the file.
  const isLarge = Math.abs(large) > 1e299 || Math.abs(p) > 1e299;
  return isLarge ? scaledResidual(small, large * down600, p * down600) : scaledResidual(small * up600, large, p * up600);
}

/** A number with the sign of a·b − p, where the product of `a` and `b` has an exact error, and p may be coarser than `a * b`. */
function scaledResidual(a: number, b: number, p: number): number {
  const h = a * b;
  // h and p lie within a factor 2 of each other: their difference is exact, and where it is not 0 it outweighs the
  // error of h, which is at most half a unit in the last place of h.
  const d = h - p;
  return d !== 0 ? d : twoProductError(a, b, h);
}

/**
 * A number with the sign of a/b − q, where `q` is `a / b` as computed and finite, and b ≠ 0.
 * @guarantee exact
 */
export function quotientResidual(a: number, b: number, q: number): number {
  if (a === 0 || Math.abs(b) === Infinity) return 0;
  if (q === 0) return a < 0 === b < 0 ? 1 : -1;
  const ea = exponent(a);
  const eb = exponent(b);
  const x = scale(a, -ea);
  const y = scale(b, -eb);
  const h = x / y;
  // Rounding is monotone: where h differs from the scaled q, x/y lies on the same side of it as h.
  const d = h - scale(q, eb - ea);
  if (d !== 0) return d;
  // x/y − h = (x − h·y)/y, with h·y = p + l and x − p exact.
  const p = h * y;
  const r = x - p - twoProductError(h, y, p);
  return y > 0 ? r : -r;
}
