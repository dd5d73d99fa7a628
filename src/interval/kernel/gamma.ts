/**
 * Γ, log |Γ| and the polygamma functions over intervals.
 *
 * Their poles 0, −1, −2, … cut the line into pieces. On each of them ψ and ψ⁽ⁿ⁾ for even n increase, and log |Γ| and ψ⁽ⁿ⁾ for odd n are convex, with the next
 * derivative telling where they fall and rise. Ranges are tightest, but for chance at a minimum, which lies between two neighboring doubles and is
 * enclosed by a tangent at one of them, and but for minima at −2^40 and beyond.
 */
import { subUp } from '../../rounding/directed.js';
import {
  exactDigamma,
  exactGamma,
  exactLgamma,
  exactPolygamma,
  gammaBelow,
  isPole,
  lgammaBelow,
  polygammaBelow,
} from '../../rounding/exact/gamma.js';
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

// Beyond this the pieces between poles are not searched for their extrema.
const far = -1099511627776; // −2^40

const point = new Float64Array(2);

function writePoint(f: PointBounds, x: number, out: Float64Array, o: number): Decoration {
  f(x, point);
  return writeContinuous(out, o, point[0]!, point[1]!, true);
}

/** The last pole below x; beyond −2^53, where it is no double, something below x that has a pole between itself and x, or x. */
function poleBelow(x: number): number {
  return Math.min(Math.ceil(x) - 1, 0);
}

/** Is there a pole strictly between lo and hi? */
function hasPoleInside(lo: number, hi: number): boolean {
  return lo < hi && poleBelow(hi) > lo;
}

/** A convex function with its derivative. */
interface Convex {
  readonly f: PointBounds;
  readonly slope: PointBounds;
  /** A lower bound of f(x) − slack, slack > 0. */
  readonly below: (x: number, slack: number) => number;
}

const logGamma: Convex = { f: exactLgamma, slope: exactDigamma, below: lgammaBelow };

/** Whether f′(x) ≥ 0: bounds of one sign tell. Those of both signs, which nobody has seen, come out as false. */
function isRising(slope: PointBounds, x: number): boolean {
  return lowerAt(slope, x) >= 0;
}

/**
 * Narrows [a, b], within a piece of the line, to neighboring doubles between which `slope` changes its sign from − to +.
 *
 * `slope` increases, and does so from −∞ and to +∞ at the poles.
 */
function bracket(slope: PointBounds, a: number, b: number): [number, number] {
  let [left, right] = [a, b];
  for (;;) {
    const middle = left + (right - left) / 2;
    if (!(middle > left && middle < right)) return [left, right];
    if (isRising(slope, middle)) right = middle;
    else left = middle;
  }
}

/** More than |f′(x)|·w. */
function fallOver(slope: PointBounds, x: number, w: number): number {
  slope(x, point);
  return 2 * w * Math.max(Math.abs(point[0]!), Math.abs(point[1]!));
}

/** f within w of x is above its tangent at x. */
function belowTangent({ slope, below }: Convex, x: number, w: number): number {
  const fall = fallOver(slope, x, w);
  return fall < Infinity ? below(x, fall) : -Infinity;
}

/**
 * A lower bound of a convex f on [lo, hi], lo < hi, in a piece with more doubles than one, by a tangent beside the minimum.
 *
 * The poles, at most at the ends, are where f → +∞. That the slope is 0 at a double is not known to be impossible: then its bounds may be of both signs, and the
 * minimum on either side.
 */
function leastOfConvex(convex: Convex, lo: number, hi: number): number {
  const { f, slope } = convex;
  if (!isPole(lo) && isRising(slope, lo)) return lowerAt(f, lo);
  if (!isPole(hi) && upperAt(slope, hi) <= 0) return lowerAt(f, hi);
  const [a, b] = bracket(slope, lo, hi);
  if (isPole(a)) return belowTangent(convex, b, b - a);
  return belowTangent(convex, a, upperAt(slope, a) <= 0 ? b - a : subUp(hi, lo));
}

/** The greatest value of a convex f on [lo, hi], without poles inside. */
function greatestOfConvex(f: PointBounds, lo: number, hi: number, atInfinity: number): number {
  if (isPole(lo) || isPole(hi)) return Infinity;
  return Math.max(upperAt(f, lo), hi === Infinity ? atInfinity : upperAt(f, hi));
}

/** The kernel of ψ or ψ⁽ⁿ⁾, n even: increasing on each piece, from −∞ to +∞, and to `atInfinity` on the last. */
function increasingPieces(f: PointBounds, atInfinity: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    const loIsPole = isPole(lo);
    const hiIsPole = isPole(hi);
    if (lo > hi || (lo === hi && loIsPole)) return writeEmpty(out, o);
    if (hasPoleInside(lo, hi)) return writePartial(out, o, -Infinity, Infinity);
    if (lo === hi) return writePoint(f, lo, out, o);
    const down = loIsPole ? -Infinity : lowerAt(f, lo);
    const up = hiIsPole ? Infinity : hi === Infinity ? atInfinity : upperAt(f, hi);
    return loIsPole || hiIsPole ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, isBounded(lo, hi));
  };
}

/** A lower bound of log |Γ| between two poles or ends, in the piece of lo. */
function leastLgamma(lo: number, hi: number): number {
  if (lo >= 0) {
    // ψ(1) < 0 < ψ(2)
    if (lo >= 2) return lowerAt(exactLgamma, lo);
    if (hi <= 1) return lowerAt(exactLgamma, hi);
    return leastOfConvex(logGamma, Math.max(lo, 1), Math.min(hi, 2));
  }
  return leastOfConvex(logGamma, lo, hi);
}

/** log |Γ(x)| = log π − log |sin πx| − log Γ(1 − x) > −log Γ(1 − lo) for lo ≤ x < −1. */
function farLgamma(lo: number): number {
  return lo === -Infinity ? -Infinity : 0 - upperAt(exactLgamma, subUp(1, lo));
}

/**
 * {log |Γ(x)| : x ∈ a, no pole}.
 *
 * The minima of the pieces fall to the left from (−1, 0) on, as |Γ(x − 1)| = |Γ(x)|/|x − 1|: one looks at the first part, the first whole piece, and the last part.
 */
export const lgammaInto: UnaryKernel = (out, o, a, i): Decoration => {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || (lo === hi && isPole(lo))) return writeEmpty(out, o);
  if (lo === hi) return writePoint(exactLgamma, lo, out, o);
  if (!hasPoleInside(lo, hi)) {
    const down = lo < far ? farLgamma(lo) : leastLgamma(lo, hi);
    const up = greatestOfConvex(exactLgamma, lo, hi, Infinity);
    return isPole(lo) || isPole(hi) ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, isBounded(lo, hi));
  }
  if (lo < far) {
    const right = hi > 0 ? leastLgamma(0, hi) : Infinity;
    return writePartial(out, o, Math.min(farLgamma(lo), right), Infinity);
  }
  const first = Math.floor(lo) + 1;
  const final = poleBelow(hi);
  let down = Math.min(leastLgamma(lo, first), leastLgamma(final, hi));
  if (first < final) down = Math.min(down, leastLgamma(first, first + 1));
  return writePartial(out, o, down, Infinity);
};

/**
 * {Γ(x) : x ∈ a, no pole}. On a piece |Γ| is log-convex; with neighbors a < x < b of its minimum, |Γ(x)| ≥ |Γ(a)|·(1 + ψ(a)·(b − a)).
 */
export const gammaInto: UnaryKernel = (out, o, a, i): Decoration => {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || (lo === hi && isPole(lo))) return writeEmpty(out, o);
  if (hasPoleInside(lo, hi)) return writePartial(out, o, -Infinity, Infinity);
  if (lo === hi) return writePoint(exactGamma, lo, out, o);
  const isNegative = lo < 0 && Math.floor(lo) % 2 !== 0;
  const size: PointBounds = isNegative ? negatedGamma : exactGamma;
  const down = leastGamma(size, lo, hi);
  const up = greatestOfConvex(size, lo, hi, Infinity);
  const [from, to] = isNegative ? [0 - up, 0 - down] : [down, up];
  return isPole(lo) || isPole(hi) ? writePartial(out, o, from, to) : writeContinuous(out, o, from, to, isBounded(lo, hi));
};

function negatedGamma(x: number, out: Float64Array): void {
  exactGamma(x, out);
  const lower = 0 - out[1]!;
  out[1] = 0 - out[0]!;
  out[0] = lower;
}

/** A lower bound of |Γ|, given as `size`, on [lo, hi] without poles inside. */
function leastGamma(size: PointBounds, lo: number, hi: number): number {
  if (hi < -200) return 0;
  if (lo >= 2) return lowerAt(size, lo);
  if (!isPole(lo) && isRising(exactDigamma, lo)) return lowerAt(size, lo);
  if (!isPole(hi) && upperAt(exactDigamma, hi) <= 0) return lowerAt(size, hi);
  const [a, b] = bracket(exactDigamma, lo < 0 ? lo : Math.max(lo, 1), Math.min(hi, 2));
  if (isPole(a) || upperAt(exactDigamma, a) > 0) return 0;
  return gammaBelow(a, fallOver(exactDigamma, a, b - a));
}

export const digammaInto: UnaryKernel = increasingPieces(exactDigamma, Infinity);

/**
 * ψ⁽ⁿ⁾ for odd n: positive and convex on each piece, and falling to 0 on (0, ∞).
 *
 * The minima of the pieces fall to the right, as ψ⁽ⁿ⁾(x) < ψ⁽ⁿ⁾(x − 1): one looks at the last whole piece and the last part. Far out the first piece that is
 * not has a lower one.
 */
function convexPieces(convex: Convex): UnaryKernel {
  const { f } = convex;
  const least = (lo: number, hi: number): number => {
    if (lo >= 0) return hi === Infinity ? 0 : lowerAt(f, hi);
    return Math.max(0, lo < far ? leastOfConvex(convex, far, far + 1) : leastOfConvex(convex, lo, hi));
  };
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi || (lo === hi && isPole(lo))) return writeEmpty(out, o);
    if (lo === hi) return writePoint(f, lo, out, o);
    if (!hasPoleInside(lo, hi)) {
      const down = least(lo, hi);
      const up = greatestOfConvex(f, lo, hi, 0);
      return isPole(lo) || isPole(hi) ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, isBounded(lo, hi));
    }
    const final = poleBelow(hi);
    const down = Math.min(least(Math.max(lo, final - 1), final), least(final, hi));
    // The bound of what is far out is not above that of the whole to the last bit.
    return writePartial(out, o, lo < far ? Math.min(down, least(lo, far)) : down, Infinity);
  };
}

const polygammas: UnaryKernel[] = [digammaInto];

/** The kernel of ψ⁽ⁿ⁾, the n-th derivative of the digamma function, for an integer n ≥ 0. */
export function polygammaKernel(n: number): UnaryKernel {
  const kernel = polygammas[n];
  if (kernel !== undefined) return kernel;
  if (!Number.isInteger(n) || n < 0 || n > 1000)
    throw new RangeError(`polygamma: expected an integer order from 0 to 1000, got ${n}; 0 is the digamma function itself`);
  const f: PointBounds = (x, out) => exactPolygamma(n, x, out);
  const slope: PointBounds = (x, out) => exactPolygamma(n + 1, x, out);
  const below = (x: number, slack: number): number => polygammaBelow(n, x, slack);
  const made = n % 2 === 0 ? increasingPieces(f, 0) : convexPieces({ f, slope, below });
  polygammas[n] = made;
  return made;
}
