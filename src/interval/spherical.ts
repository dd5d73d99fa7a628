import { Interval } from './interval.js';

const one = new Interval(1, 1);
const unit = new Interval(-1, 1);
/** 2^-60. */
const SMALL = 1 / 1152921504606846976;
/** 2^-1060, still a number. */
const TINY = 16384 * Number.MIN_VALUE;

/**
 * {j_n(t) : t ∈ x}, spherical Bessel functions, of which j_0 is sin(t)/t: f(m) + [−1, 1]·(x − m) with m in x, since |j_n′| ≤ 1, which follows from
 * (2n + 1) j_n′ = n j_{n−1} − (n + 1) j_{n+1} and |j_n| ≤ 1 (Abramowitz and Stegun, 10.1.20 and 10.1.14).
 *
 * @guarantee encloses
 */
export function sphericalJ(n: number, x: Interval): Interval {
  if (x.isEmpty()) return x;
  const m = x.mid();
  if (!Number.isFinite(m) || !Number.isFinite(x.rad())) return unit;
  const around = atPoint(n, m);
  const value = x.isSingleton() ? around : around.add(unit.mul(x.sub(m)));
  return value.intersection(unit);
}

/** j_n at a number. */
function atPoint(n: number, t: number): Interval {
  const x = new Interval(t, t);
  if (t === 0) return n === 0 ? one : new Interval(0, 0);
  if (n >= Math.abs(t)) return bySeries(n, x);
  // j_{m+1} = (2m + 1)/t·j_m − j_{m−1}
  let below = x.sin().div(x);
  if (n === 0) return below;
  let at = below.sub(x.cos()).div(x);
  for (let m = 1; m < n; m++)
    [below, at] = [
      at,
      at
        .mul(2 * m + 1)
        .div(x)
        .sub(below),
    ];
  return at;
}

/** t^n/(2n+1)!! Σ_k (−t²/2)^k/(k! (2n+3)(2n+5)…(2n+2k+1)) (10.1.2): for n ≥ |t| its terms fall once k > |t|/4, and alternate. */
function bySeries(n: number, x: Interval): Interval {
  let term = one;
  for (let m = 1; m <= n; m++) term = term.mul(x).div(2 * m + 1);
  const q = x.sqr().div(-2);
  let sum = term;
  for (let k = 1; ; k++) {
    const ratio = q.div(k * (2 * n + 2 * k + 1));
    term = term.mul(ratio);
    // The rest of an alternating series whose terms fall is at most its first term.
    if (ratio.mag() < 0.5 && term.mag() <= SMALL * sum.mag()) return sum.add(unit.mul(term.mag()));
    if (ratio.mag() < 0.5 && term.mag() < TINY) return sum.add(unit.mul(TINY));
    sum = sum.add(term);
  }
}
