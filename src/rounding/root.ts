/** Square roots by integer arithmetic: what the directed square root falls back on where `Math.sqrt` gave a poor guess. */

import { assemble, significand, significandExponent } from './binary.js';
import { succ } from './neighbor.js';

/**
 * Encloses √x, tightest, for positive normal `x`: out[0] ≤ √x ≤ out[1].
 * @guarantee encloses
 */
export function rootBounds(x: number, out: Float64Array): void {
  // x = m·4^f with 2^104 ≤ m < 2^106, so that ⌊√m⌋ has 53 bits.
  const e = significandExponent(x);
  const shift = e % 2 === 0 ? 52 : 53;
  const m = significand(x) << BigInt(shift);
  const root = integerRoot(m);
  const lo = assemble(root, (e - shift) / 2);
  out[0] = lo;
  out[1] = root * root === m ? lo : succ(lo);
}

/** ⌊√m⌋ by Newton's iteration, which decreases from any start above the root and stops where it would rise: 2^53 for m < 2^106. */
function integerRoot(m: bigint): bigint {
  let root = 1n << 53n;
  for (;;) {
    const next = (root + m / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
