import { Interval } from './interval.js';

/** Terms of t − sin t in |t| < 1: the next is 2^-60 of the first. */
const TERMS = 9;

/**
 * {E : E − e sin E = M} for eccentricities e in [0, 1], of which what lies outside is left out: Newton's method for intervals from M + e·[−1, 1], in which
 * every solution lies, and then what bisection still takes away. Proof: docs/proofs/special.md.
 *
 * @guarantee encloses
 */
export function keplerE(eccentricity: Interval, M: Interval): Interval {
  const e = eccentricity.intersection(new Interval(0, 1));
  if (e.isEmpty() || M.isEmpty()) return Interval.empty;
  let E = M.add(e.mul(new Interval(-1, 1)));
  for (let i = 0; i < 100; i++) {
    const m = E.mid();
    const slope = slopes(e, E);
    if (slope.lo <= 0) break;
    const next = new Interval(m, m).sub(excess(e, M, m).div(slope)).intersection(E);
    const isSlow = next.wid() > 0.99 * E.wid() || next.isSingleton();
    E = next;
    if (isSlow) break;
  }
  return bisected(e, M, E);
}

/** {1 − e cos t : t ∈ E}, also as (1 − e) + 2e sin²(t/2), which knows how small it is near e = 1, t = 0. */
function slopes(e: Interval, E: Interval): Interval {
  const apart = e.mul(E.div(2).sin().sqr()).mul(2).add(e.neg().add(1));
  return e.mul(E.cos()).neg().add(1).intersection(apart);
}

/** t − e sin t − M, in |t| < 1 also as (1 − e)t + e(t − sin t) − M. */
function excess(e: Interval, M: Interval, t: number): Interval {
  const point = new Interval(t, t);
  const direct = point.sub(e.mul(point.sin())).sub(M);
  if (!(Math.abs(t) < 1)) return direct;
  // t − sin t = t³/6·(1 − t²/(4·5)·(1 − t²/(6·7)·(…))), where what is in parentheses is in [0, 1]
  const square = point.sqr();
  let sum = new Interval(0, 1);
  for (let k = TERMS; k > 0; k--)
    sum = square
      .div((2 * k + 2) * (2 * k + 3))
      .mul(sum)
      .neg()
      .add(1);
  const cubic = square.mul(point).div(6).mul(sum);
  return direct.intersection(e.neg().add(1).mul(point).add(e.mul(cubic)).sub(M));
}

/** t − e sin t − M does not decrease in t, so that parts at either end of E where it has one sign for all e and M fall away. */
function bisected(e: Interval, M: Interval, E: Interval): Interval {
  let { lo, hi } = E;
  for (let step = E.wid() / 4, i = 0; i < 200; step /= 2, i++) {
    for (let t = lo + step; t > lo && t < hi && excess(e, M, t).hi < 0; t = lo + step) lo = t;
    for (let t = hi - step; t < hi && t > lo && excess(e, M, t).lo > 0; t = hi - step) hi = t;
  }
  return new Interval(lo, hi);
}
