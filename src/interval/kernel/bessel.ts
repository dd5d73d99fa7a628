import { addUp, divDown, divUp, mulDown, mulUp, sqrtDown, sqrtUp, subDown, subUp } from '../../rounding/directed.js';
import { exactBesselJ, exactSphericalJ } from '../../rounding/exact/bessel.js';
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

/** The same of the spherical j_k, which are √(π/(2x)) times J_{k+½}: 1, or where x > order + 1 x^(−½)·(x² − (order + ½)²)^(−¼). */
function sphericalAmplitude(order: number, x: number): number {
  if (!(x > order + 1)) return 1;
  const root = sqrtDown(mulDown(subDown(x, order + 0.5), x));
  return root > 0 ? Math.min(1, sqrtUp(divUp(1, mulDown(root, x)))) : 1;
}

/** A function f with |f″| ≤ 1 for x ≥ 0, increasing up to n ≥ 0, that oscillates beyond. */
interface Wave {
  readonly n: number;
  readonly f: PointBounds;
  /** Bounds of f′ at a point. */
  readonly slope: (x: number) => readonly [down: number, up: number];
  /** A bound of |f| on [x, ∞). */
  readonly amplitude: (x: number) => number;
  /** A bound of |f″| on [x, ∞). */
  readonly bend: (x: number) => number;
  /** A bound of |f|. */
  readonly most: number;
}

/** Jₙ, of which J′ₙ = (J₍ₙ₋₁₎ − J₍ₙ₊₁₎)/2. */
function cylindrical(n: number): Wave {
  const at =
    (m: number): PointBounds =>
    (x, out) =>
      exactBesselJ(m, x, out);
  const [before, after] = [at(n - 1), at(n + 1)];
  return {
    n,
    f: at(n),
    slope: (x) => [
      divDown(subDown(lowerAt(before, x), upperAt(after, x)), 2),
      divUp(subUp(upperAt(before, x), lowerAt(after, x)), 2),
    ],
    amplitude: (x) => amplitude(n, x),
    // |J″ₙ| = |J₍ₙ₋₂₎ − 2Jₙ + J₍ₙ₊₂₎|/4
    bend: (x) => amplitude(n + 2, x),
    most: n === 0 ? 1 : rootOfHalfAbove, // 1 = J₀² + 2·ΣJ_k²
  };
}

/** jₙ, of which (2n + 1)j′ₙ = n·j₍ₙ₋₁₎ − (n + 1)·j₍ₙ₊₁₎. */
function spherical(n: number): Wave {
  const at =
    (m: number): PointBounds =>
    (x, out) =>
      exactSphericalJ(m, x, out);
  const [before, after] = [at(Math.max(n - 1, 0)), at(n + 1)];
  const whole = 2 * n + 1;
  return {
    n,
    f: at(n),
    slope: (x) => [
      divDown(subDown(mulDown(n, lowerAt(before, x)), mulUp(n + 1, upperAt(after, x))), whole),
      divUp(subUp(mulUp(n, upperAt(before, x)), mulDown(n + 1, lowerAt(after, x))), whole),
    ],
    amplitude: (x) => sphericalAmplitude(n, x),
    // The weights in j′ₙ sum to 1 in size, and so do those of j₍ₙ₋₂₎, jₙ, j₍ₙ₊₂₎ in j″ₙ.
    bend: (x) => sphericalAmplitude(n + 2, x),
    most: 1,
  };
}

/** A point and the bounds of the function there. */
interface Sample {
  readonly x: number;
  readonly lo: number;
  readonly hi: number;
}

const point = new Float64Array(2);

/** The range over 0 ≤ lo ≤ hi as it is found. */
class Range {
  down: number;
  up: number;
  readonly wave: Wave;

  constructor(wave: Wave, lo: number) {
    this.wave = wave;
    wave.f(lo, point);
    this.down = point[0]!;
    this.up = point[1]!;
  }

  take(down: number, up: number): void {
    this.down = Math.min(this.down, down);
    this.up = Math.max(this.up, up);
  }

  takePoint(x: number): Sample {
    this.wave.f(x, point);
    const sample = { x, lo: point[0]!, hi: point[1]! };
    this.take(sample.lo, sample.hi);
    return sample;
  }

  /** Whether the slope at x is larger than `least` in size. */
  isSteep(x: number, least: number): boolean {
    const [down, up] = this.wave.slope(x);
    return down > least || up < -least;
  }

  /**
   * Takes [a, b]. With |f″| ≤ M the function is monotone where |f′| > ¾M(b − a) in the middle (½ and the
   * rounding of the middle), and always within M(b − a)²/8 of what is between its values at a and b.
   */
  takePiece(left: Sample, right: Sample): void {
    const [a, b] = [left.x, right.x];
    const width = subUp(b, a);
    const bend = this.wave.bend(a);
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

  /** Takes [lo, hi] after lo. */
  takeAll(lo: number, hi: number): void {
    const start = Math.min(Math.max(lo, this.wave.n), hi);
    const first = this.takePoint(start);
    const end = Math.min(hi, start + detail);
    if (end < hi) {
      const rest = this.wave.amplitude(end);
      this.take(-rest, rest);
    }
    if (start < end) this.takePiece(first, this.takePoint(end));
  }
}

const joined = new Float64Array(2);

/** Joins {f(x) : lo ≤ x ≤ hi} to `joined`, turned over for `sign` −1. */
function join(wave: Wave, lo: number, hi: number, sign: number): void {
  const range = new Range(wave, lo);
  range.takeAll(lo, hi);
  const down = Math.max(range.down, -wave.most);
  const up = Math.min(range.up, wave.most);
  joined[0] = Math.min(joined[0]!, sign > 0 ? down : 0 - up);
  joined[1] = Math.max(joined[1]!, sign > 0 ? up : 0 - down);
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

/**
 * {Jₙ(x) : x ∈ a} for an integer n. Tightest where Jₙ is monotone; at an extremum about one unit in the last place more. Beyond 64 from where the
 * oscillation begins, a wide interval is bounded by its amplitude.
 */
export function besselJKernel(n: number): UnaryKernel {
  // Jₙ(−x) = J₍₋ₙ₎(x) = (−1)ⁿ·Jₙ(x), and Jₙ increases up to n, as its first extremum is beyond (DLMF 10.21.3)
  const flipped = n % 2 === 0 ? 1 : -1;
  return oscillation(cylindrical(Math.abs(n)), n < 0 ? flipped : 1, flipped);
}

/**
 * {jₙ(x) : x ∈ a} for an integer n ≥ 0, as tight as that of Jₙ. For n > 0, jₙ increases up to √(n(n + 1)): as long as jₙ > 0 before it,
 * (x²j′ₙ)′ = (n(n + 1) − x²)·jₙ > 0.
 */
export function sphericalJKernel(n: number): UnaryKernel {
  return oscillation(spherical(n), 1, n % 2 === 0 ? 1 : -1);
}
