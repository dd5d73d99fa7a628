import { addUp, divUp, mulDown, mulUp, sqrtDown, sqrtUp, subDown, subUp } from '../../rounding/directed.js';
import { exactBesselJ } from '../../rounding/exact/bessel.js';
import type { Decoration } from '../decoration.js';
import { isBounded, lowerAt, type PointBounds, type UnaryKernel, upperAt, writeContinuous, writeEmpty } from './bounds.js';

const twoOverPiAbove = 0.6366197723675814;
const rootOfHalfAbove = 0.7071067811865476;
/** Wider intervals are looked at in detail over this width only; the rest is bounded by the falling amplitude. */
const detail = 64;
/** Relative slack at an extremum. */
const slackWanted = 2.7755575615628914e-17; // 2^-55

/**
 * A bound of |J_k| on [x, ∞) for all orders |k| ≤ order: 1, or where x > order √(2/π)·(x² − order²)^(−1/4).
 *
 * (x² − k²)^½·(J_k² + Y_k²) increases to 2/π for k > ½, and so does x·(J₀² + Y₀²) (G. N. Watson, "Theory of Bessel functions", 13.74).
 */
function amplitude(order: number, x: number): number {
  if (!(x > order)) return 1;
  const root = sqrtDown(mulDown(subDown(x, order), x)); // x + order ≥ x
  return root > 0 ? Math.min(1, sqrtUp(divUp(twoOverPiAbove, root))) : 1;
}

/** A point and the bounds of the function there. */
interface Sample {
  readonly x: number;
  readonly lo: number;
  readonly hi: number;
}

const point = new Float64Array(2);

/** The range over 0 ≤ lo ≤ hi, for n ≥ 0, as it is found. */
class Range {
  down: number;
  up: number;
  readonly n: number;
  readonly f: PointBounds;

  constructor(n: number, lo: number) {
    this.n = n;
    this.f = (x, out) => exactBesselJ(n, x, out);
    this.f(lo, point);
    this.down = point[0]!;
    this.up = point[1]!;
  }

  take(down: number, up: number): void {
    this.down = Math.min(this.down, down);
    this.up = Math.max(this.up, up);
  }

  takePoint(x: number): Sample {
    this.f(x, point);
    const sample = { x, lo: point[0]!, hi: point[1]! };
    this.take(sample.lo, sample.hi);
    return sample;
  }

  /** Whether J′ₙ = (J₍ₙ₋₁₎ − J₍ₙ₊₁₎)/2 is larger than `least` in size at x. */
  isSteep(x: number, least: number): boolean {
    const before: PointBounds = (t, out) => exactBesselJ(this.n - 1, t, out);
    const after: PointBounds = (t, out) => exactBesselJ(this.n + 1, t, out);
    const down = subDown(lowerAt(before, x), upperAt(after, x));
    const up = subUp(upperAt(before, x), lowerAt(after, x));
    return down > 2 * least || up < -2 * least;
  }

  /**
   * Takes [a, b]. With |J″ₙ| = |J₍ₙ₋₂₎ − 2Jₙ + J₍ₙ₊₂₎|/4 ≤ M, the amplitude, the function is monotone where |J′| > ¾M(b − a) in the middle (½ and the
   * rounding of the middle), and always within M(b − a)²/8 of what is between its values at a and b.
   */
  takePiece(left: Sample, right: Sample): void {
    const [a, b] = [left.x, right.x];
    const width = subUp(b, a);
    const bend = amplitude(this.n + 2, a);
    const slack = mulUp(mulUp(bend, width), width / 8);
    const down = subDown(Math.min(left.lo, right.lo), slack);
    const up = addUp(Math.max(left.hi, right.hi), slack);
    if (down >= this.down && up <= this.up) return;
    const middle = a + (b - a) / 2;
    const isFine = slack <= slackWanted * Math.max(Math.abs(this.down), Math.abs(this.up));
    if (isFine || !(middle > a && middle < b)) {
      this.take(down, up);
      return;
    }
    if (this.isSteep(middle, mulUp(bend, width) * 0.75)) return;
    const between = this.takePoint(middle);
    this.takePiece(left, between);
    this.takePiece(between, right);
  }

  /** Takes [lo, hi] after lo: Jₙ increases up to n, as its first extremum is beyond (DLMF 10.21.3). */
  takeAll(lo: number, hi: number): void {
    const start = Math.min(Math.max(lo, this.n), hi);
    const first = this.takePoint(start);
    const end = Math.min(hi, start + detail);
    if (end < hi) {
      const rest = amplitude(this.n, end);
      this.take(-rest, rest);
    }
    if (start < end) this.takePiece(first, this.takePoint(end));
  }
}

const joined = new Float64Array(2);

/** Joins {Jₙ(x) : lo ≤ x ≤ hi} to `joined`, turned over for `sign` −1. */
function join(n: number, lo: number, hi: number, sign: number): void {
  const range = new Range(n, lo);
  range.takeAll(lo, hi);
  const most = n === 0 ? 1 : rootOfHalfAbove; // 1 = J₀² + 2·ΣJ_k²
  const down = Math.max(range.down, -most);
  const up = Math.min(range.up, most);
  joined[0] = Math.min(joined[0]!, sign > 0 ? down : 0 - up);
  joined[1] = Math.max(joined[1]!, sign > 0 ? up : 0 - down);
}

/**
 * {Jₙ(x) : x ∈ a} for an integer n. Tightest where Jₙ is monotone; at an extremum about one unit in the last place more. Beyond 64 from where the
 * oscillation begins, a wide interval is bounded by its amplitude.
 */
export function besselJKernel(n: number): UnaryKernel {
  const order = Math.abs(n);
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    joined[0] = Infinity;
    joined[1] = -Infinity;
    // Jₙ(−x) = J₍₋ₙ₎(x) = (−1)ⁿ·Jₙ(x)
    const flipped = order % 2 === 1 ? -1 : 1;
    const ofOrder = n < 0 ? flipped : 1;
    if (hi >= 0) join(order, Math.max(lo, 0), hi, ofOrder);
    if (lo < 0) join(order, Math.max(0 - hi, 0), 0 - lo, ofOrder * flipped);
    return writeContinuous(out, o, joined[0]!, joined[1]!, isBounded(lo, hi));
  };
}
