/** The root E of Kepler's equation E − e·sin E = M. */
import { cosBounds, sinBounds } from '../elementary/trig.js';
import { pred, succ } from '../neighbor.js';
import { add, type Ball, ballOf, mul, neg } from './ball.js';
import { doubleAbove, doubleBelow, startPrecision, write, writeUndefined } from './settle.js';
import { sine } from './trigonometric.js';

/** Precision at which the sign of F at a double is given up; it would take t³/6 − M to vanish to some 5000 bits. */
const lastPrecision = startPrecision << 6;

/**
 * Writes the tightest bounds of the E with F(E) = E − e·sin E − M = 0, for 0 ≤ e ≤ 1 and finite M.
 *
 * Where e ≠ 0 and M ≠ 0, E is no double: it is not 0, so that sin E is transcendental (Lindemann), and (E − M)/e were not. So F, which increases strictly, has a sign
 * at each double t that enough bits tell, and that says on which side of t the root is. It lies in M + e·[−1, 1]. Which t are tried, Newton's method says, and
 * from the fifth on at each second one halving of the doubles that are left: no proof rests on it.
 */
export function exactKeplerE(e: number, M: number, out: Float64Array): void {
  if (!(e >= 0 && e <= 1 && Number.isFinite(M))) writeUndefined(out);
  else if (e === 0 || M === 0) write(M, M, out);
  else {
    // M ± e are rounded, and the next doubles are beyond them.
    let lo = pred(M - e);
    let hi = succ(M + e);
    let t = guess(e, M);
    for (let step = 1; succ(lo) < hi; step++) {
      const f = excess(e, M, t);
      if (f === 0) break;
      if (f < 0) lo = t;
      else hi = t;
      t = step > 4 && step % 2 === 0 ? halfway(lo, hi) : within(t - f / slope(e, t), lo, hi);
    }
    write(lo + 0, hi + 0, out);
  }
}

const trial = new Float64Array(2);

/** About the root, in [M − e, M + e], by Newton's method over doubles. */
function guess(e: number, M: number): number {
  let t = M;
  for (let i = 0; i < 10; i++) {
    sinBounds(t, trial);
    const f = t - e * trial[0]! - M;
    cosBounds(t, trial);
    t = Math.max(M - e, Math.min(t - f / (1 - e * trial[0]!) || M, M + e));
  }
  return t;
}

/** A double with the sign of F(t), and about its value; 0 if that sign is not found. */
function excess(e: number, M: number, t: number): number {
  for (let precision = startPrecision; precision <= lastPrecision; precision *= 2) {
    const p = precision + 8;
    const { mid, rad, exp } = add(add(ballOf(t), neg(mul(ballOf(e), sineOf(t, precision), p)), p), ballOf(-M), p);
    if (mid > rad) return Math.max(doubleBelow(mid, exp), 5e-324);
    if (mid < -rad) return Math.min(doubleAbove(mid, exp), -5e-324);
  }
  return 0;
}

const zero: Ball = ballOf(0);
const sineOf = (t: number, precision: number): Ball => (t === 0 ? zero : sine(t, precision));

/** About F′(t). */
function slope(e: number, t: number): number {
  cosBounds(t, trial);
  return 1 - e * trial[0]!;
}

/** The double strictly between two that is nearest to t, which may be NaN. */
function within(t: number, lo: number, hi: number): number {
  return t > lo ? Math.min(t, pred(hi)) : t < hi || t === lo ? succ(lo) : halfway(lo, hi);
}

const float = new Float64Array(2);
const bits = new BigInt64Array(float.buffer);

/** The double in the middle of those between lo and hi: their bits, read as integers, are in their order. */
function halfway(lo: number, hi: number): number {
  if (lo < 0 && hi > 0) return 0;
  if (hi <= 0) return 0 - halfway(0 - hi, 0 - lo);
  float[0] = lo;
  float[1] = hi;
  bits[0] = (bits[0]! + bits[1]!) / 2n;
  return float[0]!;
}
