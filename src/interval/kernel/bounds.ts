import { COM, DAC, type Decoration, TRV } from '../decoration.js';

// Every kernel of this folder has the shape  (out, o, a, i[, b, j]) → decoration :
// an interval is the pair lo = a[i], hi = a[i + 1]; the result goes to out[o], out[o + 1]. `out` may be an operand's
// array at any offset, the operand's own included: operands are read before the result is written.
// The empty set is the pair (+∞, −∞). No pair ever holds a NaN.
// The returned number is the local decoration of this one operation on this one box.

/** A kernel of one argument. */
export type UnaryKernel = (out: Float64Array, o: number, a: Float64Array, i: number) => Decoration;

/** A kernel of two arguments. */
export type BinaryKernel = (out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number) => Decoration;

/** A point function of src/rounding: its lower and upper bound at x go to out[0], out[1]. */
export type PointBounds = (x: number, out: Float64Array) => void;

const point = new Float64Array(2);

/** The lower bound of a point function at x. */
export function lowerAt(f: PointBounds, x: number): number {
  f(x, point);
  return point[0]!;
}

/** The upper bound of a point function at x. */
export function upperAt(f: PointBounds, x: number): number {
  f(x, point);
  return point[1]!;
}

/** Writes the empty set. Nothing holds of a function on no point, hence `trv`. */
export function writeEmpty(out: Float64Array, o: number): Decoration {
  out[o] = Infinity;
  out[o + 1] = -Infinity;
  return TRV;
}

/** Writes [lo, hi] for an operation that was defined and continuous on a box; `bounded` says whether the box was. */
export function writeContinuous(out: Float64Array, o: number, lo: number, hi: number, bounded: boolean): Decoration {
  out[o] = lo;
  out[o + 1] = hi;
  return bounded && lo >= -Number.MAX_VALUE && hi <= Number.MAX_VALUE ? COM : DAC;
}

/** Writes [lo, hi] for an operation that was not defined on all of its box. */
export function writePartial(out: Float64Array, o: number, lo: number, hi: number): Decoration {
  out[o] = lo;
  out[o + 1] = hi;
  return TRV;
}

/** Whether [lo, hi] is nonempty and bounded. */
export function isBounded(lo: number, hi: number): boolean {
  return lo >= -Number.MAX_VALUE && hi <= Number.MAX_VALUE && lo <= hi;
}
