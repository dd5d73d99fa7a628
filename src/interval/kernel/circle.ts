import { subDown } from '../../rounding/directed.js';
import { quadrant } from '../../rounding/exact/quadrant.js';
import type { Decoration } from '../decoration.js';
import { isBounded, type PointBounds, type UnaryKernel, writeContinuous, writeEmpty, writePartial } from './bounds.js';

/** A way to measure angles by doubles. */
export interface Circle {
  /** The quadrant 0, 1, 2 or 3 of an angle, exactly; the start of a quadrant belongs to it. */
  readonly quadrant: (x: number) => number;
  /** A width that is at least a full turn. */
  readonly fullTurn: number;
  /** A width that is surely more than two quadrants and less than three. */
  readonly wide: number;
}

/** Angles in radians. */
export const radians: Circle = { quadrant, fullTurn: 6.3, wide: 4 };

/** Angles as multiples of π. The remainder is exact, and so is doubling it. */
export const halfTurns: Circle = { quadrant: (x) => Math.floor(2 * (x % 2)) & 3, fullTurn: 2, wide: 1.25 };

const atLo = new Float64Array(2);
const atHi = new Float64Array(2);

/**
 * How many ends of quadrants are passed from lo to hi, counted to 4 at most, where q and r are the quadrants of lo and hi.
 *
 * The quadrants alone leave two doubts, none or four and one or five (below `fullTurn`, which may be a little more than a turn): hi − lo is below one
 * quadrant or above three, below two or above four, and any rounded difference tells the two apart.
 */
function quarterTurns(circle: Circle, lo: number, hi: number, q: number, r: number): number {
  const width = subDown(hi, lo);
  if (width >= circle.fullTurn) return 4;
  const turns = (r - q) & 3;
  return turns <= 1 && width > circle.wide ? 4 : turns;
}

/** Whether going `turns` quadrants on from quadrant q passes the end of quadrant k. */
function passes(q: number, turns: number, k: number): boolean {
  return ((k - q) & 3) < turns;
}

/**
 * The kernel of a sine or cosine: it has its maximum 1 where quadrant `top` ends, its minimum −1 where quadrant top + 2 ends,
 * and is monotone in between.
 */
export function wave(f: PointBounds, circle: Circle, top: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    if (lo === hi) {
      f(lo, atLo);
      return writeContinuous(out, o, atLo[0]!, atLo[1]!, true);
    }
    if (!isBounded(lo, hi)) return writeContinuous(out, o, -1, 1, false);
    const q = circle.quadrant(lo);
    const turns = quarterTurns(circle, lo, hi, q, circle.quadrant(hi));
    if (turns === 4) return writeContinuous(out, o, -1, 1, true);
    f(lo, atLo);
    f(hi, atHi);
    const down = passes(q, turns, (top + 2) & 3) ? -1 : Math.min(atLo[0]!, atHi[0]!);
    const up = passes(q, turns, top) ? 1 : Math.max(atLo[1]!, atHi[1]!);
    return writeContinuous(out, o, down, up, true);
  };
}

/**
 * The kernel of a tangent or cotangent: poles where quadrants `pole` and pole + 2 end, monotone in between.
 * `isPole` finds the poles that are doubles.
 */
export function branches(
  f: PointBounds,
  circle: Circle,
  pole: 0 | 1,
  rises: boolean,
  isPole: (x: number) => boolean,
): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    const loIsPole = isPole(lo);
    const hiIsPole = isPole(hi);
    if (lo > hi || (lo === hi && loIsPole)) return writeEmpty(out, o);
    if (!isBounded(lo, hi)) return writePartial(out, o, -Infinity, Infinity);
    if (lo < hi) {
      const q = circle.quadrant(lo);
      // A box that ends in a pole comes to it from the quadrant before.
      const r = (circle.quadrant(hi) - (hiIsPole ? 1 : 0)) & 3;
      const turns = quarterTurns(circle, lo, hi, q, r);
      if (passes(q, turns, pole) || passes(q, turns, pole + 2)) return writePartial(out, o, -Infinity, Infinity);
    }
    const bottom = rises ? lo : hi;
    const top = rises ? hi : lo;
    f(bottom, atLo);
    f(top, atHi);
    const down = isPole(bottom) ? -Infinity : atLo[0]!;
    const up = isPole(top) ? Infinity : atHi[1]!;
    return loIsPole || hiIsPole ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, true);
  };
}

/**
 * The kernel of a secant or cosecant: poles as for {@link branches}, and between them a branch below −1, highest where quadrant
 * pole + 1 ends, or above 1, lowest where quadrant pole + 3 ends. The only pole that is a double may be 0, where the
 * branch above 1 begins and the other ends.
 */
export function reciprocalWave(f: PointBounds, pole: 0 | 1): UnaryKernel {
  const hasPoleAtZero = pole === 1;
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    const loIsPole = hasPoleAtZero && lo === 0;
    const hiIsPole = hasPoleAtZero && hi === 0;
    if (lo > hi || (loIsPole && hiIsPole)) return writeEmpty(out, o);
    if (!isBounded(lo, hi)) return writePartial(out, o, -Infinity, Infinity);
    const q = quadrant(lo);
    const r = hiIsPole ? 3 : quadrant(hi);
    const turns = lo < hi ? quarterTurns(radians, lo, hi, q, r) : 0;
    if (passes(q, turns, pole) || passes(q, turns, pole + 2)) return writePartial(out, o, -Infinity, Infinity);
    f(lo, atLo);
    f(hi, atHi);
    if (loIsPole) atLo.fill(Infinity);
    if (hiIsPole) atHi.fill(-Infinity);
    const down = passes(q, turns, (pole + 3) & 3) ? 1 : Math.min(atLo[0]!, atHi[0]!);
    const up = passes(q, turns, pole + 1) ? -1 : Math.max(atLo[1]!, atHi[1]!);
    return loIsPole || hiIsPole ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, true);
  };
}
