/**
 * Bessel functions Jₙ and jₙ over intervals.
 *
 * For x ≥ 0 they increase up to n and oscillate beyond, with extrema that fall in size: the range over an interval is that of its ends and of the first two
 * extrema in it. An extremum lies between two neighboring doubles, and its bounds depend on those alone. So ranges are tightest, but for chance at an extremum,
 * and the range over a part is a part of the range. Proof: docs/proofs/special.md.
 */
import { divUp, mulDown, sqrtDown, sqrtUp, subDown } from '../../rounding/directed.js';
import {
  besselJAround,
  besselJSlope,
  exactBesselJ,
  exactSphericalJ,
  sphericalJAround,
  sphericalJSlope,
} from '../../rounding/exact/bessel.js';
import { pred, succ } from '../../rounding/neighbor.js';
import type { Decoration } from '../decoration.js';
import { isBounded, lowerAt, type PointBounds, type UnaryKernel, upperAt, writeContinuous, writeEmpty } from './bounds.js';

/** Beyond this extrema are not looked for: there an interval that has one is bounded by the amplitude. */
const far = 16777216; // 2^24
/** Extrema are farther apart than this. */
const stride = 1.5;

/** A function f that increases on [0, n] and oscillates beyond. */
interface Wave {
  readonly n: number;
  readonly f: PointBounds;
  /** A number of the sign of f′(x) and near it, for x ≥ 1. */
  readonly slope: (x: number) => number;
  /** Bounds of f(x)·[1 − slack, 1 + slack]. */
  readonly around: (x: number, slack: number, out: Float64Array) => void;
  /** A bound of |f| on [x, ∞) for x ≥ 2^24, which falls with x. */
  readonly amplitude: (x: number) => number;
}

/**
 * Jₙ, of size below √(2/π)·(x² − n²)^(−1/4): (x² − n²)^½·(Jₙ² + Yₙ²) increases to 2/π for n > ½, and so does x·(J₀² + Y₀²) (G. N. Watson, "Theory of Bessel
 * functions", 13.74).
 */
function cylindrical(n: number): Wave {
  return {
    n,
    f: (x, out) => exactBesselJ(n, x, out),
    slope: (x) => besselJSlope(n, x),
    around: (x, slack, out) => besselJAround(n, x, slack, out),
    amplitude: (x) => sqrtUp(divUp(twoOverPiAbove, sqrtDown(mulDown(subDown(x, n), x)))), // x + n ≥ x
  };
}

const twoOverPiAbove = 0.6366197723675814;

/** jₙ, which is √(π/(2x)) times J of order n + ½: |jₙ| < x^(−1/2)·(x² − (n + ½)²)^(−1/4). */
function spherical(n: number): Wave {
  return {
    n,
    f: (x, out) => exactSphericalJ(n, x, out),
    slope: (x) => sphericalJSlope(n, x),
    around: (x, slack, out) => sphericalJAround(n, x, slack, out),
    amplitude: (x) => sqrtUp(divUp(1, mulDown(sqrtDown(mulDown(subDown(x, n + 0.5), x)), x))),
  };
}

/** Neighboring doubles a < b between which `slope` changes its sign, as it does once between left and right: by false position (the Illinois method). */
function neighborsAtExtremum(slope: (x: number) => number, left: number, right: number, rises: boolean): [number, number] {
  let [a, b] = [left, right];
  let [atA, atB] = [slope(a), slope(b)];
  let isFirst: boolean | undefined;
  for (;;) {
    const [first, last] = [succ(a), pred(b)];
    if (first > last) return [a, b];
    const x = Math.min(Math.max(a + (b - a) * (atA / (atA - atB)), first), last);
    const at = slope(x);
    const isLeft = at >= 0 === rises;
    if (isLeft) {
      [a, atA] = [x, at];
      if (isFirst === true) atB /= 2;
    } else {
      [b, atB] = [x, at];
      if (isFirst === false) atA /= 2;
    }
    isFirst = isLeft;
  }
}

const point = new Float64Array(2);
const joined = new Float64Array(2);

function take(down: number, up: number, sign: number): void {
  joined[0] = Math.min(joined[0]!, sign > 0 ? down : 0 - up);
  joined[1] = Math.max(joined[1]!, sign > 0 ? up : 0 - down);
}

/**
 * Takes the extremum c between two points.
 *
 * On the neighbors [a, b] around it, at distance w, |f″| ≤ 2|f(a)|, as |f″| ≤ |f| + 2|f′|/x, |f′| ≤ w·max |f″| and |f| ≤ |f(a)| + w²·max |f″|. So
 * |f(c) − f(a)| ≤ w²·|f(a)|.
 */
function takeExtremum(wave: Wave, left: number, right: number, rises: boolean, sign: number): void {
  const [a, b] = neighborsAtExtremum(wave.slope, left, right, rises);
  const w = b - a; // a power of two
  wave.around(a, w * w, point);
  if (rises) take(Infinity, point[1]!, sign);
  else take(point[0]!, -Infinity, sign);
}

/** Joins {f(x) : lo ≤ x ≤ hi}, 0 ≤ lo, to `joined`, turned over for `sign` −1. */
function join(wave: Wave, lo: number, hi: number, sign: number): void {
  take(lowerAt(wave.f, lo), upperAt(wave.f, lo), sign);
  if (lo === hi) return;
  if (hi < Infinity) take(lowerAt(wave.f, hi), upperAt(wave.f, hi), sign);
  // up to 1 too there is no extremum but that of J₀ and j₀ at 0
  const calm = Math.max(wave.n, 1);
  const rises = (x: number): boolean => (x <= calm ? wave.n > 0 : wave.slope(x) >= 0);
  const end = Math.min(hi, far);
  let left = Math.max(lo, calm);
  if (left < end) {
    let isRising = rises(left);
    for (let found = 0; left < end && found < 2; ) {
      const right = Math.min(left + stride, end);
      const isRisingThere = rises(right);
      if (isRisingThere !== isRising) {
        takeExtremum(wave, left, right, isRising, sign);
        found++;
      }
      left = right;
      isRising = isRisingThere;
    }
  }
  const start = Math.max(lo, far);
  if (hi > start && !(hi - start <= stride && rises(start) === rises(hi))) {
    const most = wave.amplitude(start);
    take(-most, most, sign);
  }
}

/** The kernel of f, turned over for `sign` −1, where f(−x) = `flipped`·f(x). */
function oscillation(wave: Wave, sign: number, flipped: number): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    joined[0] = Infinity;
    joined[1] = -Infinity;
    if (hi >= 0) join(wave, Math.max(lo, 0), hi, sign);
    if (lo < 0) join(wave, Math.max(0 - hi, 0), 0 - lo, sign * flipped);
    return writeContinuous(out, o, joined[0]!, joined[1]!, isBounded(lo, hi));
  };
}

/** {Jₙ(x) : x ∈ a} for an integer n. */
export function besselJKernel(n: number): UnaryKernel {
  // Jₙ(−x) = J₍₋ₙ₎(x) = (−1)ⁿ·Jₙ(x), and Jₙ increases up to n, as its first extremum is beyond (DLMF 10.21.3)
  const flipped = n % 2 === 0 ? 1 : -1;
  return oscillation(cylindrical(Math.abs(n)), n < 0 ? flipped : 1, flipped);
}

/** {jₙ(x) : x ∈ a} for an integer n ≥ 0. */
export function sphericalJKernel(n: number): UnaryKernel {
  return oscillation(spherical(n), 1, n % 2 === 0 ? 1 : -1);
}
