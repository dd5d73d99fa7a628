import { subDown } from '../../rounding/directed.js';
import { exactAcos, exactAsin, exactAtan } from '../../rounding/exact/arctangent.js';
import { quadrant } from '../../rounding/exact/quadrant.js';
import { exactCos, exactSin, exactTan } from '../../rounding/exact/trigonometric.js';
import type { Decoration } from '../decoration.js';
import { isBounded, type PointBounds, type UnaryKernel, writeContinuous, writeEmpty, writePartial } from './bounds.js';
import { decreasingClosed, increasing, increasingClosed } from './monotone.js';

const MAX = 1.7976931348623157e308;

// The least double above π/2.
const halfPiUp = 1.5707963267948968;

const atLo = new Float64Array(2);
const atHi = new Float64Array(2);

/**
 * How many quarter turns kπ/2 lie in (lo, hi], counted to 4 at most, where q and r are the quadrants of lo and hi.
 *
 * The quadrants alone leave one doubt, none or all four: then hi − lo is below π/2 or above 3π/2, and any rounded
 * difference tells the two apart.
 */
function quarterTurns(lo: number, hi: number, q: number, r: number): number {
  const width = subDown(hi, lo);
  if (width >= 6.3) return 4; // > 2π
  const turns = (r - q) & 3;
  return turns === 0 && width > 3 ? 4 : turns;
}

/** Whether going `turns` quadrants on from quadrant q leaves quadrant k on the way. */
function leaves(q: number, turns: number, k: number): boolean {
  return ((k - q) & 3) < turns;
}

/**
 * The kernel of a function that runs through ±1 like the sine: it has a maximum 1 where quadrant `top` ends, a minimum −1
 * where quadrant top + 2 ends, and is monotone in between.
 */
function oscillating(f: PointBounds, top: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    if (lo === hi) {
      f(lo, atLo);
      return writeContinuous(out, o, atLo[0]!, atLo[1]!, true);
    }
    if (lo < -MAX || hi > MAX) return writeContinuous(out, o, -1, 1, false);
    const q = quadrant(lo);
    const turns = quarterTurns(lo, hi, q, quadrant(hi));
    if (turns === 4) return writeContinuous(out, o, -1, 1, true);
    f(lo, atLo);
    f(hi, atHi);
    const down = leaves(q, turns, (top + 2) & 3) ? -1 : Math.min(atLo[0]!, atHi[0]!);
    const up = leaves(q, turns, top) ? 1 : Math.max(atLo[1]!, atHi[1]!);
    return writeContinuous(out, o, down, up, true);
  };
}

/** {sin x : x ∈ a}. */
export const sinInto: UnaryKernel = oscillating(exactSin, 0);

/** {cos x : x ∈ a}. */
export const cosInto: UnaryKernel = oscillating(exactCos, 3);

/** {tan x : x ∈ a, x ≠ π/2 + kπ}. */
export function tanInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  if (!isBounded(lo, hi)) return writePartial(out, o, -Infinity, Infinity);
  if (lo !== hi) {
    const q = quadrant(lo);
    const turns = quarterTurns(lo, hi, q, quadrant(hi));
    if (leaves(q, turns, 0) || leaves(q, turns, 2)) return writePartial(out, o, -Infinity, Infinity);
  }
  exactTan(lo, atLo);
  exactTan(hi, atHi);
  return writeContinuous(out, o, atLo[0]!, atHi[1]!, true);
}

export const asinInto: UnaryKernel = increasingClosed(exactAsin, -1, 1);
export const acosInto: UnaryKernel = decreasingClosed(exactAcos, -1, 1);
export const atanInto: UnaryKernel = increasing(exactAtan, -halfPiUp, halfPiUp);
