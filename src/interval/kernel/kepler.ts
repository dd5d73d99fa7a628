import { exactKeplerE } from '../../rounding/exact/kepler.js';
import type { Decoration } from '../decoration.js';
import { isBounded, writeContinuous, writeEmpty, writePartial } from './bounds.js';

const point = new Float64Array(2);

/**
 * {E : E − e sin E = M} for the eccentricities e ∈ a in [0, 1] and M ∈ b. E increases with M, and for each M with e or against it: bounds are at corners, and
 * tightest. Proof: docs/proofs/special.md.
 */
export function keplerEInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const [from, to] = [a[i]!, a[i + 1]!];
  const [first, last] = [b[j]!, b[j + 1]!];
  const [least, greatest] = [Math.max(from, 0), Math.min(to, 1)];
  if (!(least <= greatest && first <= last)) return writeEmpty(out, o);
  const lo = first === -Infinity ? first : Math.min(at(least, first, 0), at(greatest, first, 0));
  const hi = last === Infinity ? last : Math.max(at(least, last, 1), at(greatest, last, 1));
  if (from < 0 || to > 1) return writePartial(out, o, lo, hi);
  return writeContinuous(out, o, lo, hi, isBounded(first, last));
}

/** A bound of the solution at numbers: the lower is bound 0, the upper bound 1. */
function at(e: number, M: number, bound: 0 | 1): number {
  exactKeplerE(e, M, point);
  return point[bound]!;
}
