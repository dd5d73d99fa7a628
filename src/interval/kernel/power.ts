import { cbrtBounds } from '../../rounding/elementary/cbrt.js';
import { hypotBounds } from '../../rounding/elementary/hypot.js';
import { powBounds } from '../../rounding/elementary/pow.js';
import { pownBounds } from '../../rounding/elementary/pown.js';
import { rootnBounds } from '../../rounding/elementary/rootn.js';
import { exactCompoundm1 } from '../../rounding/exact/compound.js';
import type { Decoration } from '../decoration.js';
import { sqrInto } from './arithmetic.js';
import { type BinaryKernel, isBounded, type UnaryKernel, writeContinuous, writeEmpty, writePartial } from './bounds.js';
import { increasing } from './monotone.js';

const point = new Float64Array(2);

/** A point function of x with an integer parameter n. */
type PointPower = (x: number, n: number, out: Float64Array) => void;

// The bounds of f(x, n), f being xⁿ or x^(1/n) with its limits at 0 and ∞; x is not negative where f is not defined there.
function powerDown(f: PointPower, x: number, n: number): number {
  if (x === 0) return n > 0 ? 0 : Infinity;
  if (x === Infinity) return n > 0 ? Infinity : 0;
  f(x, n, point);
  return point[0]!;
}

function powerUp(f: PointPower, x: number, n: number): number {
  if (x === 0) return n > 0 ? 0 : Infinity;
  if (x === Infinity) return n > 0 ? Infinity : 0;
  f(x, n, point);
  return point[1]!;
}

// f(x, n) for odd n is odd in x: {f(x, n) : x ∈ a, f defined}.
function oddPower(f: PointPower, out: Float64Array, o: number, lo: number, hi: number, n: number): Decoration {
  if (n > 0) {
    const down = lo < 0 ? -powerUp(f, -lo, n) : powerDown(f, lo, n);
    const up = hi < 0 ? -powerDown(f, -hi, n) : powerUp(f, hi, n);
    return writeContinuous(out, o, down, up, isBounded(lo, hi));
  }
  if (lo > 0) return writeContinuous(out, o, powerDown(f, hi, n), powerUp(f, lo, n), isBounded(lo, hi));
  if (hi < 0) return writeContinuous(out, o, -powerUp(f, -hi, n), -powerDown(f, -lo, n), isBounded(lo, hi));
  if (lo === 0 && hi === 0) return writeEmpty(out, o);
  if (lo === 0) return writePartial(out, o, powerDown(f, hi, n), Infinity);
  if (hi === 0) return writePartial(out, o, -Infinity, -powerDown(f, -lo, n));
  return writePartial(out, o, -Infinity, Infinity);
}

/**
 * {xⁿ : x ∈ a, x ≠ 0 if n < 0} for an integer n, |n| ≤ 2⁵³; x⁰ is 1 everywhere, at 0 too.
 */
export function pownInto(out: Float64Array, o: number, a: Float64Array, i: number, n: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  if (n === 0) return writeContinuous(out, o, 1, 1, isBounded(lo, hi));
  if (n === 2) return sqrInto(out, o, a, i);
  if (n % 2 !== 0) return oddPower(pownBounds, out, o, lo, hi, n);
  const mag = Math.max(Math.abs(lo), Math.abs(hi));
  const mig = lo > 0 ? lo : hi < 0 ? -hi : 0;
  if (n > 0) return writeContinuous(out, o, powerDown(pownBounds, mig, n), powerUp(pownBounds, mag, n), isBounded(lo, hi));
  if (mag === 0) return writeEmpty(out, o);
  const down = powerDown(pownBounds, mag, n);
  const up = powerUp(pownBounds, mig, n);
  return mig === 0 ? writePartial(out, o, down, up) : writeContinuous(out, o, down, up, isBounded(lo, hi));
}

/**
 * {x^(1/n) : x ∈ a} for an integer n ≠ 0: for odd n on both sides of zero, for even n on x ≥ 0; for negative n not at 0.
 */
export function rootnInto(out: Float64Array, o: number, a: Float64Array, i: number, n: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || n === 0) return writeEmpty(out, o);
  if (n % 2 !== 0) return oddPower(rootnBounds, out, o, lo, hi, n);
  if (hi < 0 || (hi === 0 && n < 0)) return writeEmpty(out, o);
  const cut = Math.max(lo, 0);
  const down = powerDown(rootnBounds, n > 0 ? cut : hi, n);
  const up = powerUp(rootnBounds, n > 0 ? hi : cut, n);
  const defined = n > 0 ? lo >= 0 : lo > 0;
  return defined ? writeContinuous(out, o, down, up, isBounded(lo, hi)) : writePartial(out, o, down, up);
}

/** {∛x : x ∈ a}. */
export const cbrtInto: UnaryKernel = increasing(cbrtBounds, -Infinity, Infinity);

/** A point function of two arguments. */
type PointPair = (x: number, y: number, out: Float64Array) => void;

/**
 * The kernel of f(x, y) = (x − origin)^y + origin, defined where x > origin, and at x = origin for y > 0; 1 below is origin + 1.
 *
 * (x − origin)^y increases in y for x > 1 and decreases for x < 1; it increases in x for y > 0 and decreases for y < 0: the extremes
 * are at corners, chosen as in a product of the logarithm and y.
 */
function realPowers(f: PointPair, origin: number): BinaryKernel {
  const one = origin + 1;

  // Limits of exp(y·log(x − origin)) at the edges; at the corners 0^0, ∞^0, 1^±∞ the exponent 0·∞ counts as 0, which is the limit
  // along the side of the box that the cases below ask for.
  const edge = (x: number, y: number): void => {
    if (y === 0 || x === one) {
      point[0] = one;
      point[1] = one;
    } else if (x === origin || x === Infinity || y === Infinity || y === -Infinity) {
      const grows = x > one === y > 0;
      point[0] = grows ? Infinity : origin;
      point[1] = point[0];
    } else f(x, y, point);
  };
  const down = (x: number, y: number): number => {
    edge(x, y);
    return point[0]!;
  };
  const up = (x: number, y: number): number => {
    edge(x, y);
    return point[1]!;
  };

  return (out, o, a, i, b, j): Decoration => {
    const xl = Math.max(a[i]!, origin);
    const xh = a[i + 1]!;
    const yl = b[j]!;
    const yh = b[j + 1]!;
    if (xl > xh || yl > yh) return writeEmpty(out, o);
    const defined = a[i]! > origin || (a[i] === origin && yl > 0);
    const bounded = xh < Infinity && isBounded(yl, yh);
    if (xh === origin) {
      if (yh <= 0) return writeEmpty(out, o);
      return defined ? writeContinuous(out, o, origin, origin, bounded) : writePartial(out, o, origin, origin);
    }
    let lo: number;
    let hi: number;
    if (xl < one && xh > one && yl < 0 && yh > 0) {
      lo = Math.min(down(xl, yh), down(xh, yl));
      hi = Math.max(up(xl, yl), up(xh, yh));
    } else if (yl >= 0) {
      lo = down(xl, xl >= one ? yl : yh);
      hi = up(xh, xh >= one ? yh : yl);
    } else if (yh <= 0) {
      lo = down(xh, xh >= one ? yl : yh);
      hi = up(xl, xl >= one ? yh : yl);
    } else if (xl >= one) {
      lo = down(xh, yl);
      hi = up(xh, yh);
    } else {
      lo = down(xl, yh);
      hi = up(xl, yl);
    }
    return defined ? writeContinuous(out, o, lo, hi, bounded) : writePartial(out, o, lo, hi);
  };
}

/** {x^y : x ∈ a, y ∈ b, x > 0 or (x = 0 and y > 0)}. */
export const powInto: BinaryKernel = realPowers(powBounds, 0);

/** {(1 + x)^y − 1 : x ∈ a, y ∈ b, x > −1 or (x = −1 and y > 0)}. */
export const compoundm1Into: BinaryKernel = realPowers(exactCompoundm1, -1);

/** {√(x² + y²) : x ∈ a, y ∈ b}. */
export function hypotInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const xl = a[i]!;
  const xh = a[i + 1]!;
  const yl = b[j]!;
  const yh = b[j + 1]!;
  if (xl > xh || yl > yh) return writeEmpty(out, o);
  hypotBounds(xl > 0 ? xl : xh < 0 ? -xh : 0, yl > 0 ? yl : yh < 0 ? -yh : 0, point);
  const lo = point[0]!;
  if (!isBounded(xl, xh) || !isBounded(yl, yh)) return writeContinuous(out, o, lo, Infinity, false);
  hypotBounds(Math.max(Math.abs(xl), Math.abs(xh)), Math.max(Math.abs(yl), Math.abs(yh)), point);
  return writeContinuous(out, o, lo, point[1]!, true);
}
