/** What an interval operand may be: anything with a lower and an upper bound. The empty set is lo = +∞, hi = −∞. */
export interface Bounds {
  readonly lo: number;
  readonly hi: number;
}

// IEEE 1788-2015 table 10.3, with ∅ ⊆ everything and comparisons between two empty sets true.

export function isEmpty(x: Bounds): boolean {
  return x.lo > x.hi;
}

export function isEntire(x: Bounds): boolean {
  return x.lo === -Infinity && x.hi === Infinity;
}

export function isSingleton(x: Bounds): boolean {
  return x.lo === x.hi;
}

/** Nonempty and bounded. */
export function isCommon(x: Bounds): boolean {
  return x.lo > -Infinity && x.hi < Infinity && x.lo <= x.hi;
}

/** m ∈ x; an infinity is a member of nothing. */
export function isMember(m: number, x: Bounds): boolean {
  return m >= x.lo && m <= x.hi && m > -Infinity && m < Infinity;
}

export function equal(x: Bounds, y: Bounds): boolean {
  return (x.lo === y.lo && x.hi === y.hi) || (isEmpty(x) && isEmpty(y));
}

/** x ⊆ y. */
export function subset(x: Bounds, y: Bounds): boolean {
  return isEmpty(x) || (y.lo <= x.lo && x.hi <= y.hi);
}

// Strict order, where an infinite bound lies inside itself: ℝ is its own interior.
function insideOrInfinite(a: number, b: number): boolean {
  return a < b || (a === b && (a === Infinity || a === -Infinity));
}

/** x ⊇ y. */
export function superset(x: Bounds, y: Bounds): boolean {
  return subset(y, x);
}

/** x lies in the interior of y. */
export function interior(x: Bounds, y: Bounds): boolean {
  return isEmpty(x) || (insideOrInfinite(y.lo, x.lo) && insideOrInfinite(x.hi, y.hi));
}

/** x ∩ y = ∅. */
export function disjoint(x: Bounds, y: Bounds): boolean {
  return isEmpty(x) || isEmpty(y) || x.hi < y.lo || y.hi < x.lo;
}

/** Every point of x has one of y at or above it, and every point of y one of x at or below it. */
export function less(x: Bounds, y: Bounds): boolean {
  if (isEmpty(x) || isEmpty(y)) return isEmpty(x) && isEmpty(y);
  return x.lo <= y.lo && x.hi <= y.hi;
}

/** `less` with both comparisons strict. */
export function strictLess(x: Bounds, y: Bounds): boolean {
  if (isEmpty(x) || isEmpty(y)) return isEmpty(x) && isEmpty(y);
  return insideOrInfinite(x.lo, y.lo) && insideOrInfinite(x.hi, y.hi);
}

/** x lies left of y, or touches it: no point of x is above one of y. */
export function precedes(x: Bounds, y: Bounds): boolean {
  return isEmpty(x) || isEmpty(y) || x.hi <= y.lo;
}

/** x lies left of y and does not touch it. */
export function strictPrecedes(x: Bounds, y: Bounds): boolean {
  return isEmpty(x) || isEmpty(y) || x.hi < y.lo;
}
