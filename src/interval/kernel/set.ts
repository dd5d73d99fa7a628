import { subDown, subUp } from '../../rounding/directed.js';
import { twoSumError } from '../../rounding/transform.js';
import { type Decoration, TRV } from '../decoration.js';
import { isBounded, writeEmpty } from './bounds.js';

// Set operations and cancellation are no point functions: their decoration is always `trv`.

/** a ∩ b. */
export function intersectionInto(
  out: Float64Array,
  o: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
): Decoration {
  const lo = Math.max(a[i]!, b[j]!);
  const hi = Math.min(a[i + 1]!, b[j + 1]!);
  if (lo > hi) return writeEmpty(out, o);
  out[o] = lo;
  out[o + 1] = hi;
  return TRV;
}

/** The smallest interval that contains a and b. */
export function hullInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  // (+∞, −∞) is neutral for min and max, so the empty set needs no case.
  out[o] = Math.min(a[i]!, b[j]!);
  out[o + 1] = Math.max(a[i + 1]!, b[j + 1]!);
  return TRV;
}

/**
 * The tightest z with b + z ⊇ a, for bounded a at least as wide as b; otherwise the real line.
 *
 *     z = [a.lo − b.lo, a.hi − b.hi]
 */
export function cancelMinusInto(
  out: Float64Array,
  o: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
): Decoration {
  const al = a[i]!;
  const ah = a[i + 1]!;
  const bl = b[j]!;
  const bh = b[j + 1]!;
  const aEmpty = al > ah;
  const bEmpty = bl > bh;
  if (aEmpty && (bEmpty || isBounded(bl, bh))) return writeEmpty(out, o);
  if (!isBounded(al, ah) || !isBounded(bl, bh) || isNarrower(al, ah, bl, bh)) {
    out[o] = -Infinity;
    out[o + 1] = Infinity;
    return TRV;
  }
  out[o] = subDown(al, bl);
  out[o + 1] = subUp(ah, bh);
  return TRV;
}

/** cancelMinus(a, −b): the tightest z with z − b ⊇ a. */
export function cancelPlusInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const bl = b[j]!;
  const bh = b[j + 1]!;
  scratch[0] = -bh;
  scratch[1] = -bl;
  // −∅ would be (+∞, −∞) again.
  if (bl > bh) writeEmpty(scratch, 0);
  return cancelMinusInto(out, o, a, i, scratch, 0);
}

const scratch = new Float64Array(2);

// ah − al < bh − bl, exactly, as ah + bl < al + bh. Rounding to nearest is monotone, so unequal rounded sums decide;
// equal ones leave it to their errors. Where both sums overflow, halving all four operands is exact.
function isNarrower(al: number, ah: number, bl: number, bh: number): boolean {
  const s = ah + bl;
  const t = al + bh;
  if (s !== t) return s < t;
  if (Math.abs(s) === Infinity) return isNarrower(al * 0.5, ah * 0.5, bl * 0.5, bh * 0.5);
  return twoSumError(ah, bl, s) < twoSumError(al, bh, t);
}
