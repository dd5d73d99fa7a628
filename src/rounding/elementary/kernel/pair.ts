/**
 * Products, quotients and square roots of double-doubles.
 *
 * Operands are h + l with |l| ≤ |h|/2 (or h = l = 0 in a dividend); results h + l have |l| ≤ 2^-51·|h|. All numbers between 2^-400 and
 * 2^400 in size, so that the errors of products are exact. Proof of the errors: docs/proofs/pair.md.
 */

import { sqrtDown } from '../../directed.js';
import { twoProductError } from '../../transform.js';

/** Writes h + l = (ah + al)·(bh + bl)·(1 + δ), |δ| ≤ 2^-102. */
export function productPair(ah: number, al: number, bh: number, bl: number, out: Float64Array): void {
  const a = ah + al;
  const a2 = al - (a - ah);
  const b = bh + bl;
  const b2 = bl - (b - bh);
  const p = a * b;
  out[0] = p;
  out[1] = twoProductError(a, b, p) + (a * b2 + a2 * b);
}

/** Writes h + l = (ah + al)/(bh + bl)·(1 + δ), |δ| ≤ 2^-101. */
export function quotientPair(ah: number, al: number, bh: number, bl: number, out: Float64Array): void {
  const a = ah + al;
  const a2 = al - (a - ah);
  const b = bh + bl;
  const b2 = bl - (b - bh);
  const inverse = 1 / b;
  const q = a * inverse;
  const p = q * b;
  out[0] = q;
  out[1] = (a - p - twoProductError(q, b, p) + (a2 - q * b2)) * inverse;
}

/** Writes h + l = √(ah + al)·(1 + δ), |δ| ≤ 2^-101, for ah > 0. */
export function rootPair(ah: number, al: number, out: Float64Array): void {
  const a = ah + al;
  const a2 = al - (a - ah);
  const guess = Math.sqrt(a); // ECMAScript promises nothing: taken only if its square is near enough
  const s = Math.abs(a - guess * guess) <= 4e-16 * a ? guess : sqrtDown(a);
  const q = s * s;
  out[0] = s;
  out[1] = (a - q - twoProductError(s, s, q) + a2) / (2 * s);
}
