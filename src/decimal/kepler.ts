import { type DecimalInterval, decimalInterval } from './decimal-interval.js';

/** Newton's method doubles the digits in each step; it ends where nothing is gained. */
const MOST_STEPS = 100;

/**
 * {E : E − e sin E = M} for eccentricities e in [0, 1], of which what lies outside is left out, by Newton's method for intervals from M + e·[−1, 1], as for intervals
 * of doubles: docs/proofs/special.md, Start and Newton. Where e cos E may be 1 there is no step, and the enclosure is as wide as e.
 *
 * @guarantee encloses
 */
export function keplerE(eccentricity: DecimalInterval, M: DecimalInterval): DecimalInterval {
  const { precision } = M;
  const e = eccentricity.intersection(decimalInterval(0, 1, { precision }));
  if (e.isEmpty() || M.isEmpty()) return decimalInterval('[empty]', { precision });
  let E = M.add(e.mul(decimalInterval(-1, 1, { precision })));
  if (!E.mag().isFinite()) return E;
  for (let i = 0; i < MOST_STEPS; i++) {
    const m = decimalInterval(E.mid(), { precision });
    // 1 − e cos E, also as (1 − e) + 2e sin²(E/2), which knows how small it is near e = 1, E = 0
    const apart = e.mul(E.div(2).sin().sqr()).mul(2).add(e.neg().add(1));
    const slope = e.mul(E.cos()).neg().add(1).intersection(apart);
    if (slope.lo.lte(0)) return E;
    const next = m.sub(m.sub(e.mul(m.sin())).sub(M).div(slope)).intersection(E);
    const isSlow = next.wid().gt(E.wid().times(0.9)) || next.isSingleton();
    E = next;
    if (isSlow) return E;
  }
  return E;
}
