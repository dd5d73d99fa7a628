/** Arithmetic of intervals of decimals, each bound rounded outward once. */
import type { Decimal } from 'decimal.js';
import { type Bounds, empty, entire, greatest, infinity, isEmpty, least, minusInfinity, one, zero } from './bounds.js';
import { absoluteOf } from './range.js';
import { type Rounding, roundingTo } from './rounding.js';

export function opposite({ lo, hi }: Bounds): Bounds {
  return { lo: hi.neg(), hi: lo.neg() };
}

export function sumOf(x: Bounds, y: Bounds, rounding: Rounding): Bounds {
  if (isEmpty(x) || isEmpty(y)) return empty;
  return { lo: rounding.addDown(x.lo, y.lo), hi: rounding.addUp(x.hi, y.hi) };
}

export function productOf(x: Bounds, y: Bounds, rounding: Rounding): Bounds {
  if (isEmpty(x) || isEmpty(y)) return empty;
  const between = (a: Decimal, b: Decimal, c: Decimal, d: Decimal): Bounds => ({
    lo: rounding.mulDown(a, b),
    hi: rounding.mulUp(c, d),
  });
  if (x.lo.gte(zero)) return between(y.lo.gte(zero) ? x.lo : x.hi, y.lo, y.hi.gte(zero) ? x.hi : x.lo, y.hi);
  if (x.hi.lte(zero)) return between(y.hi.gte(zero) ? x.lo : x.hi, y.hi, y.lo.gte(zero) ? x.hi : x.lo, y.lo);
  if (y.lo.gte(zero)) return between(x.lo, y.hi, x.hi, y.hi);
  if (y.hi.lte(zero)) return between(x.hi, y.lo, x.lo, y.lo);
  return {
    lo: least(rounding.mulDown(x.lo, y.hi), rounding.mulDown(x.hi, y.lo)),
    hi: greatest(rounding.mulUp(x.lo, y.lo), rounding.mulUp(x.hi, y.hi)),
  };
}

/** {x/y : y ≠ 0} */
export function quotientOf(x: Bounds, y: Bounds, rounding: Rounding): Bounds {
  if (isEmpty(x) || isEmpty(y) || (y.lo.isZero() && y.hi.isZero())) return empty;
  if (x.lo.isZero() && x.hi.isZero()) return { lo: zero, hi: zero };
  if (y.lo.lt(zero) && y.hi.gt(zero)) return entire;
  return y.lo.lt(zero) ? byPositive(opposite(x), opposite(y), rounding) : byPositive(x, y, rounding);
}

/** {x/y : y > 0} for y = [c, d] with 0 ≤ c, d > 0, and an x that is not [0, 0]: a positive bound is largest divided by c, smallest by d. */
function byPositive(x: Bounds, { lo: c, hi: d }: Bounds, rounding: Rounding): Bounds {
  const from = x.lo.gte(zero) ? d : c;
  const to = x.hi.gt(zero) ? c : d;
  return {
    lo: from.isZero() ? minusInfinity : rounding.divDown(x.lo, from),
    hi: to.isZero() ? infinity : rounding.divUp(x.hi, to),
  };
}

/** {x²}, never below 0. */
export function squareOf(x: Bounds, rounding: Rounding): Bounds {
  const { lo, hi } = absoluteOf(x);
  return isEmpty(x) ? empty : { lo: rounding.mulDown(lo, lo), hi: rounding.mulUp(hi, hi) };
}

/** {x^n} for an integer n, as the product of n factors: never below 0 for even n. */
export function powerOf(x: Bounds, n: number, precision: number): Bounds {
  if (isEmpty(x)) return empty;
  if (n === 0) return { lo: one, hi: one };
  if (n < 0) {
    // One rounding of the quotient, and none of the power that shows.
    return quotientOf({ lo: one, hi: one }, powerOf(x, -n, precision + guard), roundingTo(precision));
  }
  const rounding = roundingTo(precision);
  const base = n % 2 === 0 ? absoluteOf(x) : x;
  return {
    lo: base.lo.lt(zero)
      ? rounding.down(rise(base.lo.neg(), n, precision, 'mulUp').neg())
      : rounding.down(rise(base.lo, n, precision, 'mulDown')),
    hi: base.hi.lt(zero)
      ? rounding.up(rise(base.hi.neg(), n, precision, 'mulDown').neg())
      : rounding.up(rise(base.hi, n, precision, 'mulUp')),
  };
}

/** Digits for the rounding errors of a product of up to 2^53 factors. */
const guard = 20;

/** a^n for a ≥ 0 by repeated squaring with more digits, every product rounded in one direction. */
function rise(a: Decimal, n: number, precision: number, product: 'mulDown' | 'mulUp'): Decimal {
  const rounding = roundingTo(precision + guard);
  let power: Decimal = one;
  let square = a;
  for (let rest = n; ; square = rounding[product](square, square)) {
    if (rest % 2 === 1) power = rounding[product](power, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return power;
  }
}
