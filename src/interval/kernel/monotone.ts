import type { Decoration } from '../decoration.js';
import {
  isBounded,
  lowerAt,
  type PointBounds,
  type UnaryKernel,
  upperAt,
  writeContinuous,
  writeEmpty,
  writePartial,
} from './bounds.js';

const point = new Float64Array(2);

/** The kernel of f increasing and continuous on ℝ, with its limits at −∞ and +∞. */
export function increasing(f: PointBounds, atMinus: number, atPlus: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    if (lo === hi) {
      f(lo, point);
      return writeContinuous(out, o, point[0]!, point[1]!, true);
    }
    const down = lo === -Infinity ? atMinus : lowerAt(f, lo);
    const up = hi === Infinity ? atPlus : upperAt(f, hi);
    return writeContinuous(out, o, down, up, isBounded(lo, hi));
  };
}

/** The kernel of f decreasing and continuous on ℝ, with its limits at −∞ and +∞. */
export function decreasing(f: PointBounds, atMinus: number, atPlus: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    const down = hi === Infinity ? atPlus : lowerAt(f, hi);
    const up = lo === -Infinity ? atMinus : upperAt(f, lo);
    return writeContinuous(out, o, down, up, isBounded(lo, hi));
  };
}

/** The kernel of an even f that increases on [0, edge], or on [0, ∞) to +∞. */
export function evenIncreasing(f: PointBounds, edge: number = Infinity): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || lo > edge || hi < -edge) return writeEmpty(out, o);
    const mag = Math.max(Math.abs(lo), Math.abs(hi));
    const mig = lo > 0 ? lo : hi < 0 ? -hi : 0;
    const end = Math.min(mag, edge);
    const down = lowerAt(f, mig);
    const up = end === Infinity ? Infinity : upperAt(f, end);
    return mag > edge ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, mag < Infinity);
  };
}

/** The kernel of f increasing and continuous on the open domain (from, to), tending to −∞ and +∞ at its ends. */
export function increasingOpen(f: PointBounds, from: number, to: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || hi <= from || lo >= to) return writeEmpty(out, o);
    if (lo === hi) {
      f(lo, point);
      return writeContinuous(out, o, point[0]!, point[1]!, true);
    }
    const down = lo <= from ? -Infinity : lowerAt(f, lo);
    const up = hi >= to ? Infinity : upperAt(f, hi);
    if (lo <= from || (hi >= to && to < Infinity)) return writePartial(out, o, down, up);
    return writeContinuous(out, o, down, up, hi < Infinity);
  };
}

/** The kernel of f decreasing and continuous on the open domain (from, ∞), from +∞ to its limit `atPlus`. */
export function decreasingOpen(f: PointBounds, from: number, atPlus: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || hi <= from) return writeEmpty(out, o);
    const down = hi === Infinity ? atPlus : lowerAt(f, hi);
    if (lo <= from) return writePartial(out, o, down, Infinity);
    return writeContinuous(out, o, down, upperAt(f, lo), hi < Infinity);
  };
}

/** The kernel of f increasing and continuous on the closed domain [from, to], tending to +∞ where `to` is +∞. */
export function increasingClosed(f: PointBounds, from: number, to: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || hi < from || lo > to) return writeEmpty(out, o);
    const down = lowerAt(f, Math.max(lo, from));
    const end = Math.min(hi, to);
    const up = end === Infinity ? Infinity : upperAt(f, end);
    if (lo < from || hi > to) return writePartial(out, o, down, up);
    return writeContinuous(out, o, down, up, hi < Infinity);
  };
}

/** The kernel of f decreasing and continuous on the closed domain [from, to]. */
export function decreasingClosed(f: PointBounds, from: number, to: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || hi < from || lo > to) return writeEmpty(out, o);
    const down = lowerAt(f, Math.min(hi, to));
    const up = upperAt(f, Math.max(lo, from));
    if (lo < from || hi > to) return writePartial(out, o, down, up);
    return writeContinuous(out, o, down, up, true);
  };
}

/** The kernel of an even f that decreases on [0, ∞) to 0. */
export function evenDecreasing(f: PointBounds): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    const mag = Math.max(Math.abs(lo), Math.abs(hi));
    const mig = lo > 0 ? lo : hi < 0 ? -hi : 0;
    return writeContinuous(out, o, mag === Infinity ? 0 : lowerAt(f, mag), upperAt(f, mig), mag < Infinity);
  };
}

/** The kernel of an odd f defined on |x| > edge ≥ 0 that falls there from ±∞ at the edge to ±limit at ±∞. */
export function oddFalling(f: PointBounds, edge: number, limit: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    const reachesRight = hi > edge;
    const reachesLeft = lo < -edge;
    if (lo > hi || (!reachesRight && !reachesLeft)) return writeEmpty(out, o);
    if (reachesRight && reachesLeft) return writePartial(out, o, -Infinity, Infinity);
    const isInside = lo > edge || hi < -edge;
    const down = hi === Infinity ? limit : reachesLeft && !isInside ? -Infinity : lowerAt(f, hi);
    const up = lo === -Infinity ? -limit : reachesRight && !isInside ? Infinity : upperAt(f, lo);
    return isInside ? writeContinuous(out, o, down, up, isBounded(lo, hi)) : writePartial(out, o, down, up);
  };
}
