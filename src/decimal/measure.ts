/** Midpoint, radius and width. */
import { Decimal } from 'decimal.js';
import { type Bounds, greatest, isEmpty, least, zero } from './bounds.js';
import { decimals, type Rounding } from './rounding.js';

const half = new (decimals(1, Decimal.ROUND_HALF_EVEN))('0.5');

/** The midpoint rounded to nearest: 0 for the real line, the greatest decimal for a half-line, NaN if empty. */
export function middle(x: Bounds, rounding: Rounding): Decimal {
  const Nearest = decimals(rounding.precision, Decimal.ROUND_HALF_EVEN);
  if (isEmpty(x)) return new Nearest(Number.NaN);
  if (!x.lo.isFinite() && !x.hi.isFinite()) return new Nearest(0);
  if (!x.lo.isFinite()) return new Nearest(rounding.greatest.neg());
  if (!x.hi.isFinite()) return new Nearest(rounding.greatest);
  // Halves of bounds with a digit more are exact, and their sum does not overflow.
  const Wide = decimals(rounding.precision + 1, Decimal.ROUND_HALF_EVEN);
  const sum = Nearest.add(Wide.mul(x.lo, half), Wide.mul(x.hi, half));
  return new Nearest(greatest(x.lo, least(sum, x.hi)));
}

/** hi − lo rounded up; NaN if empty. */
export function width(x: Bounds, rounding: Rounding): Decimal {
  return isEmpty(x) ? new rounding.Up(Number.NaN) : rounding.addUp(x.hi, x.lo.neg());
}

/** The least r of the precision with x ⊆ [mid − r, mid + r]; NaN if empty. */
export function radius(x: Bounds, rounding: Rounding): Decimal {
  const mid = middle(x, rounding);
  return greatest(width({ lo: x.lo, hi: mid }, rounding), width({ lo: mid, hi: x.hi }, rounding));
}

/** max |x|; NaN if empty. */
export function largest({ lo, hi }: Bounds, rounding: Rounding): Decimal {
  return lo.gt(hi) ? new rounding.Up(Number.NaN) : new rounding.Up(greatest(lo.abs(), hi.abs()));
}

/** min |x|; NaN if empty. */
export function smallest({ lo, hi }: Bounds, rounding: Rounding): Decimal {
  if (lo.gt(hi)) return new rounding.Down(Number.NaN);
  return new rounding.Down(lo.gt(zero) ? lo : hi.lt(zero) ? hi.neg() : zero);
}
