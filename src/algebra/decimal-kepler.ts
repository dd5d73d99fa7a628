import { periodic, piBounds } from '../decimal/functions.js';
import { type Decimal, type DecimalConstructor, decimals } from '../decimal/rounding.js';
import { keplerE as nearest } from '../number/kepler.js';

const HALF_EVEN = 6;
const MOST_STEPS = 200;

/** E with E − e sin E = M for 0 ≤ e ≤ 1: Newton's method from the solution in doubles, with as many digits more as E − sin E may lose; NaN elsewhere. */
export function keplerE(Constructor: DecimalConstructor, e: Decimal, M: Decimal): Decimal {
  if (!(e.gte(0) && e.lte(1)) || !M.isFinite()) return new Constructor(Number.NaN);
  if (M.isZero() || e.isZero()) return new Constructor(M);
  const { precision, rounding } = Constructor;
  // E³ is above M: so small may E be, and twice that is lost where e is 1; a large M has digits before the point
  const digits = precision + 12 + Math.max(0, -M.e) + Math.max(0, M.e);
  const Fine = decimals(digits, HALF_EVEN);
  const a = new Fine(e);
  const sin = (x: Decimal): Decimal => periodic.sin(x, digits).lo;
  const cos = (x: Decimal): Decimal => periodic.cos(x, digits).lo;
  // E(M + 2πk) = E(M) + 2πk
  const turn = Fine.mul(2, piBounds(digits).lo);
  const turns = Fine.mul(Fine.div(M, turn).round(), turn);
  const m = Fine.sub(M, turns);
  let E = start(Fine, a, m);
  for (let i = 0; i < MOST_STEPS; i++) {
    const step = Fine.div(Fine.sub(Fine.sub(E, Fine.mul(a, sin(E))), m), Fine.sub(1, Fine.mul(a, cos(E))));
    E = Fine.sub(E, step);
    if (step.isZero() || step.e < E.e - precision - 6) break;
  }
  return new Constructor(Fine.add(turns, E).toSignificantDigits(precision, rounding));
}

/** Near the solution: that of doubles, or where they cannot tell M/(1 − e), or ∛(6M) for e = 1. */
function start(Fine: DecimalConstructor, e: Decimal, M: Decimal): Decimal {
  const size = M.abs();
  if (size.gt(1e-9)) return new Fine(nearest(e.toNumber(), M.toNumber()));
  const slope = Fine.sub(1, e);
  const root = Fine.cbrt(Fine.mul(6, size));
  const line = slope.isZero() ? root : Fine.div(size, slope);
  const least = line.lt(root) ? line : root;
  return M.isNegative() ? least.neg() : least;
}
