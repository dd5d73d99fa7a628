import { Interval } from './interval.js';

const unit = new Interval(-1, 1);

/**
 * {E : E − e sin E = M} for eccentricities e in [0, 1], of which what lies outside is left out: Newton's method for intervals from M + e·[−1, 1], in which
 * every solution lies.
 *
 * @guarantee encloses
 */
export function keplerE(eccentricity: Interval, M: Interval): Interval {
  const e = eccentricity.intersection(new Interval(0, 1));
  if (e.isEmpty() || M.isEmpty()) return Interval.empty;
  let E = M.add(e.mul(unit));
  for (let i = 0; i < 100; i++) {
    const m = E.mid();
    if (!Number.isFinite(m)) return E;
    const point = new Interval(m, m);
    // 1 − e cos E, which holds the slopes between m and the solutions
    const slope = e.mul(E.cos()).neg().add(1);
    if (slope.lo <= 0) break;
    const next = point.sub(point.sub(e.mul(point.sin())).sub(M).div(slope)).intersection(E);
    if (next.wid() > 0.99 * E.wid()) return next;
    E = next;
  }
  return bisected(e, M, E);
}

/** Where the slope may vanish (e = 1, E = 0): F(E) = E − e sin E − M does not decrease, so that parts at either end where it has one sign fall away. */
function bisected(e: Interval, M: Interval, E: Interval): Interval {
  const sign = (t: number): number => {
    const point = new Interval(t, t);
    const f = point.sub(e.mul(point.sin())).sub(M);
    return f.lo > 0 ? 1 : f.hi < 0 ? -1 : 0;
  };
  let { lo, hi } = E;
  for (let step = E.wid() / 4, i = 0; i < 60; step /= 2, i++) {
    // a step that rounding swallows would be taken for ever
    while (lo + step > lo && lo + step < hi && sign(lo + step) < 0) lo += step;
    while (hi - step < hi && hi - step > lo && sign(hi - step) > 0) hi -= step;
  }
  return new Interval(lo, hi);
}
