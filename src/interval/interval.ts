import { showAsText } from '../text/inspect.js';
import type { Decoration } from './decoration.js';
import { keplerE } from './kepler.js';
import { atan2Into, atan2piInto } from './kernel/angle.js';
import {
  absInto,
  addInto,
  divInto,
  fmaInto,
  maxInto,
  minInto,
  mulInto,
  negInto,
  recipInto,
  sqrInto,
  sqrtInto,
  subInto,
} from './kernel/arithmetic.js';
import { besselJKernel, sphericalJKernel } from './kernel/bessel.js';
import type { BinaryKernel, UnaryKernel } from './kernel/bounds.js';
import {
  exp2Into,
  exp2m1Into,
  exp10Into,
  exp10m1Into,
  expInto,
  expm1Into,
  log1pInto,
  log2Into,
  log2p1Into,
  log10Into,
  log10p1Into,
  logInto,
} from './kernel/exponential.js';
import { digammaInto, gammaInto, lgammaInto, polygammaKernel } from './kernel/gamma.js';
import { acospiInto, asinpiInto, atanpiInto, cospiInto, sinpiInto, tanpiInto } from './kernel/halfturn.js';
import {
  acoshInto,
  acothInto,
  asinhInto,
  atanhInto,
  coshInto,
  cothInto,
  cschInto,
  sechInto,
  sinhInto,
  tanhInto,
} from './kernel/hyperbolic.js';
import { cbrtInto, compoundm1Into, hypotInto, powInto, pownInto, rootnInto } from './kernel/power.js';
import { cancelMinusInto, cancelPlusInto, hullInto, intersectionInto } from './kernel/set.js';
import {
  asinSlope3Into,
  atanSlope3Into,
  coshSlope2Into,
  cosSlope2Into,
  expSlope1Into,
  expSlope2Into,
  logSlope1Into,
  logSlope2Into,
  sinhSlope3Into,
  sinSlope3Into,
} from './kernel/slope.js';
import { erfcInto, erfInto, lambertWInto, lambertWLowerInto } from './kernel/special.js';
import { ceilInto, floorInto, roundAwayInto, roundEvenInto, signInto, truncInto } from './kernel/stepwise.js';
import {
  acosInto,
  acotInto,
  asinInto,
  atanInto,
  cosInto,
  cotInto,
  cscInto,
  secInto,
  sinInto,
  tanInto,
} from './kernel/trigonometric.js';
import * as numeric from './numeric.js';
import { boundsOf, type IntervalInput } from './operand.js';
import { formatExactly, formatInterval } from './print.js';
import * as relation from './relations.js';
import { readBounds } from './text.js';
import { formatUncertain } from './uncertain.js';

/** What a method takes where an interval is expected: a number, taken as exact, or anything with bounds. */
export type IntervalLike = number | relation.Bounds;

/**
 * A closed interval of real numbers, or the empty set, in double precision: IEEE 1788-2015, set-based flavor.
 *
 * Every operation returns an interval that contains f(x) for each x in the operands at which f is defined. Arithmetic, square roots and set operations
 * are tightest. Intervals never change.
 *
 * @guarantee encloses
 * @see {@link interval}, which makes one
 * @example
 * interval(1, 2).add(interval(3)).toString(); // '[4, 5]'
 */
export class Interval {
  /** The lower bound, −∞ if unbounded below; +∞ for the empty set. */
  readonly lo: number;
  /** The upper bound, +∞ if unbounded above; −∞ for the empty set. */
  readonly hi: number;

  /** @throws RangeError unless lo ≤ hi, lo < ∞, hi > −∞, or lo = +∞ and hi = −∞, which is the empty set. */
  constructor(lo: number, hi: number) {
    if (!(lo <= hi && lo < Infinity && hi > -Infinity)) requireEmpty(lo, hi);
    // A zero bound is +0: −0 says nothing more about a set.
    this.lo = lo + 0;
    this.hi = hi + 0;
  }

  /** The empty set. */
  static readonly empty: Interval = new Interval(Infinity, -Infinity);
  /** The real line. */
  static readonly entire: Interval = new Interval(-Infinity, Infinity);
  /** The tightest enclosure of π. */
  static readonly pi: Interval = new Interval(3.141592653589793, 3.1415926535897936);

  /** The interval between two bounds, taken as they are: what a kernel wrote, or (+∞, −∞) for the empty set. */
  static fromBounds(lo: number, hi: number): Interval {
    return new Interval(lo, hi);
  }

  /** −x. */
  neg(): Interval {
    return unary(negInto, this);
  }

  /** {x + y}. */
  add(y: IntervalLike): Interval {
    load(this, y);
    addInto(m, 4, m, 0, m, 2);
    return result();
  }

  /** {x − y}. */
  sub(y: IntervalLike): Interval {
    load(this, y);
    subInto(m, 4, m, 0, m, 2);
    return result();
  }

  /** {x·y}. */
  mul(y: IntervalLike): Interval {
    load(this, y);
    mulInto(m, 4, m, 0, m, 2);
    return result();
  }

  /** {x/y : y ≠ 0}: empty for y = [0, 0], unbounded for a y that holds 0 and more. */
  div(y: IntervalLike): Interval {
    load(this, y);
    divInto(m, 4, m, 0, m, 2);
    return result();
  }

  /** {1/x : x ≠ 0}. */
  recip(): Interval {
    return unary(recipInto, this);
  }

  /** {x²}, never negative. */
  sqr(): Interval {
    return unary(sqrInto, this);
  }

  /** {√x : x ≥ 0}. */
  sqrt(): Interval {
    return unary(sqrtInto, this);
  }

  /** {x·y + z}, rounded once. */
  fma(y: IntervalLike, z: IntervalLike): Interval {
    load(this, y);
    place(z, 6);
    fmaInto(m, 4, m, 0, m, 2, m, 6);
    return result();
  }

  /** {|x|}. */
  abs(): Interval {
    return unary(absInto, this);
  }

  /** {min(x, y)}. */
  min(y: IntervalLike): Interval {
    return binary(minInto, this, y);
  }

  /** {max(x, y)}. */
  max(y: IntervalLike): Interval {
    return binary(maxInto, this, y);
  }

  /** {−1, 0 or 1}. */
  sign(): Interval {
    return unary(signInto, this);
  }

  /** {⌊x⌋}. */
  floor(): Interval {
    return unary(floorInto, this);
  }

  /** {⌈x⌉}. */
  ceil(): Interval {
    return unary(ceilInto, this);
  }

  /** {x rounded toward zero}. */
  trunc(): Interval {
    return unary(truncInto, this);
  }

  /** {x rounded to the nearest integer, ties to even}. */
  round(): Interval {
    return unary(roundEvenInto, this);
  }

  /** {x rounded to the nearest integer, ties away from zero}. */
  roundAway(): Interval {
    return unary(roundAwayInto, this);
  }

  /**
   * {xⁿ}. For an integer n this is the product of n factors, for negative x too; any other exponent, and every interval,
   * means the real power exp(n·log x), which is defined on x > 0 and, for n > 0, at 0.
   */
  pow(n: IntervalLike): Interval {
    return typeof n === 'number' && Number.isInteger(n) ? withInteger(pownInto, this, n) : binary(powInto, this, n);
  }

  /**
   * {(1 + x)^y − 1 : x > −1, or x = −1 and y > 0}: the interest of y periods at the rate x, without cancellation where it is small. The
   * power is the real one for integers y too, so that nothing is defined on x < −1, and, as for 0⁰, at (−1, 0).
   * @example
   * interval(0.25).compoundm1(2).toString(); // '[0.5625, 0.5625]'
   */
  compoundm1(y: IntervalLike): Interval {
    return binary(compoundm1Into, this, y);
  }

  /** {x^(1/n)} for an integer n ≠ 0; for odd n of negative x too. */
  rootn(n: number): Interval {
    if (!Number.isInteger(n) || n === 0)
      throw new RangeError(`rootn: expected a nonzero integer, got ${n}; use pow for other exponents`);
    return withInteger(rootnInto, this, n);
  }

  /** {1/√x : x > 0}. */
  rsqrt(): Interval {
    return withInteger(rootnInto, this, -2);
  }

  /** {∛x}. */
  cbrt(): Interval {
    return unary(cbrtInto, this);
  }

  /** {√(x² + y²)}. */
  hypot(y: IntervalLike): Interval {
    return binary(hypotInto, this, y);
  }

  /** {eˣ}. */
  exp(): Interval {
    return unary(expInto, this);
  }

  /** {2ˣ}. */
  exp2(): Interval {
    return unary(exp2Into, this);
  }

  /** {10ˣ}. */
  exp10(): Interval {
    return unary(exp10Into, this);
  }

  /** {eˣ − 1}. */
  expm1(): Interval {
    return unary(expm1Into, this);
  }

  /** {2ˣ − 1}. */
  exp2m1(): Interval {
    return unary(exp2m1Into, this);
  }

  /** {10ˣ − 1}. */
  exp10m1(): Interval {
    return unary(exp10m1Into, this);
  }

  /** {log x : x > 0}, the natural logarithm. */
  log(): Interval {
    return unary(logInto, this);
  }

  /** {log₂ x : x > 0}. */
  log2(): Interval {
    return unary(log2Into, this);
  }

  /** {log₁₀ x : x > 0}. */
  log10(): Interval {
    return unary(log10Into, this);
  }

  /** {log(1 + x) : x > −1}. */
  log1p(): Interval {
    return unary(log1pInto, this);
  }

  /** {log₂(1 + x) : x > −1}. */
  log2p1(): Interval {
    return unary(log2p1Into, this);
  }

  /** {log₁₀(1 + x) : x > −1}. */
  log10p1(): Interval {
    return unary(log10p1Into, this);
  }

  /** {sin x}. */
  sin(): Interval {
    return unary(sinInto, this);
  }

  /** {cos x}. */
  cos(): Interval {
    return unary(cosInto, this);
  }

  /** {tan x}: the real line for an x that holds a pole. */
  tan(): Interval {
    return unary(tanInto, this);
  }

  /** {cot x : x ≠ kπ}. */
  cot(): Interval {
    return unary(cotInto, this);
  }

  /** {1/cos x : cos x ≠ 0}. */
  sec(): Interval {
    return unary(secInto, this);
  }

  /** {1/sin x : sin x ≠ 0}. */
  csc(): Interval {
    return unary(cscInto, this);
  }

  /** {sin πx}. */
  sinpi(): Interval {
    return unary(sinpiInto, this);
  }

  /** {cos πx}. */
  cospi(): Interval {
    return unary(cospiInto, this);
  }

  /** {tan πx : x ≠ k + 1/2}. */
  tanpi(): Interval {
    return unary(tanpiInto, this);
  }

  /** {arcsin x : |x| ≤ 1}. */
  asin(): Interval {
    return unary(asinInto, this);
  }

  /** {arccos x : |x| ≤ 1}. */
  acos(): Interval {
    return unary(acosInto, this);
  }

  /** {arctan x}. */
  atan(): Interval {
    return unary(atanInto, this);
  }

  /** {arccot x}, in (0, π). */
  acot(): Interval {
    return unary(acotInto, this);
  }

  /** The angles in (−π, π] of the points (x, y) with y in this interval: {atan2(y, x) : (x, y) ≠ (0, 0)}. */
  atan2(x: IntervalLike): Interval {
    return binary(atan2Into, this, x);
  }

  /** {arcsin(x)/π : |x| ≤ 1}. */
  asinpi(): Interval {
    return unary(asinpiInto, this);
  }

  /** {arccos(x)/π : |x| ≤ 1}. */
  acospi(): Interval {
    return unary(acospiInto, this);
  }

  /** {arctan(x)/π}. */
  atanpi(): Interval {
    return unary(atanpiInto, this);
  }

  /** The angles in half turns, in (−1, 1], of the points (x, y) with y in this interval: {atan2(y, x)/π : (x, y) ≠ (0, 0)}. */
  atan2pi(x: IntervalLike): Interval {
    return binary(atan2piInto, this, x);
  }

  /** {sinh x}. */
  sinh(): Interval {
    return unary(sinhInto, this);
  }

  /** {cosh x}. */
  cosh(): Interval {
    return unary(coshInto, this);
  }

  /** {tanh x}. */
  tanh(): Interval {
    return unary(tanhInto, this);
  }

  /** {1/tanh x : x ≠ 0}. */
  coth(): Interval {
    return unary(cothInto, this);
  }

  /** {1/cosh x}. */
  sech(): Interval {
    return unary(sechInto, this);
  }

  /** {1/sinh x : x ≠ 0}. */
  csch(): Interval {
    return unary(cschInto, this);
  }

  /** {arsinh x}. */
  asinh(): Interval {
    return unary(asinhInto, this);
  }

  /** {arcosh x : x ≥ 1}. */
  acosh(): Interval {
    return unary(acoshInto, this);
  }

  /** {artanh x : |x| < 1}. */
  atanh(): Interval {
    return unary(atanhInto, this);
  }

  /** {artanh(1/x) : |x| > 1}. */
  acoth(): Interval {
    return unary(acothInto, this);
  }

  /**
   * {(eˣ − 1)/x}. This and the nine after it are the slope functions of IEEE 1788-2015, table 10.6: what is left of a function when
   * its first Taylor terms at 0 are taken off, over the next term. All are continued to x = 0, where they are 1, as the table says;
   * formulas quoted from it with other factors or signs (half of sinSlope3 and sinhSlope3, logSlope1 turned over) would not be.
   * @example
   * interval(0).expSlope1().toString(); // '[1, 1]'
   */
  expSlope1(): Interval {
    return unary(expSlope1Into, this);
  }

  /** {2(eˣ − 1 − x)/x²}. */
  expSlope2(): Interval {
    return unary(expSlope2Into, this);
  }

  /** {−2(log(1 + x) − x)/x² : x > −1}. */
  logSlope1(): Interval {
    return unary(logSlope1Into, this);
  }

  /** {3(log(1 + x) − x + x²/2)/x³ : x > −1}. */
  logSlope2(): Interval {
    return unary(logSlope2Into, this);
  }

  /** {−2(cos x − 1)/x²}. */
  cosSlope2(): Interval {
    return unary(cosSlope2Into, this);
  }

  /** {−6(sin x − x)/x³}. */
  sinSlope3(): Interval {
    return unary(sinSlope3Into, this);
  }

  /** {6(arcsin x − x)/x³ : |x| ≤ 1}. */
  asinSlope3(): Interval {
    return unary(asinSlope3Into, this);
  }

  /** {−3(arctan x − x)/x³}. */
  atanSlope3(): Interval {
    return unary(atanSlope3Into, this);
  }

  /** {2(cosh x − 1)/x²}. */
  coshSlope2(): Interval {
    return unary(coshSlope2Into, this);
  }

  /** {6(sinh x − x)/x³}. */
  sinhSlope3(): Interval {
    return unary(sinhSlope3Into, this);
  }

  /** {erf x}, the integral of 2/√π·exp(−t²) from 0 to x. */
  erf(): Interval {
    return unary(erfInto, this);
  }

  /** {1 − erf x}. */
  erfc(): Interval {
    return unary(erfcInto, this);
  }

  /** {Γ(x) : x ≠ 0, −1, −2, …}; the lower end is within two units in the last place where it is a minimum between doubles. */
  gamma(): Interval {
    return unary(gammaInto, this);
  }

  /** {log |Γ(x)| : x ≠ 0, −1, −2, …}, for negative x too. */
  lgamma(): Interval {
    return unary(lgammaInto, this);
  }

  /** {ψ(x) : x ≠ 0, −1, −2, …}, the derivative of log |Γ|. */
  digamma(): Interval {
    return unary(digammaInto, this);
  }

  /** {ψ⁽ⁿ⁾(x) : x ≠ 0, −1, −2, …}, the n-th derivative of the digamma function, for an integer 0 ≤ n ≤ 1000. */
  polygamma(n: number): Interval {
    return unary(polygammaKernel(n), this);
  }

  /**
   * {Jₙ(x)}, the Bessel function of the first kind, for an integer |n| ≤ 10000.
   *
   * Tightest up to 2^24, but for chance at an extremum; beyond, tightest where it is monotone, and otherwise bounded by the amplitude √(2/(πx)).
   */
  besselJ(n: number): Interval {
    return unary(besselJKernel(n), this);
  }

  /** {jₙ(x)}, the spherical Bessel function, for an integer 0 ≤ n ≤ 10000, as tight as `besselJ`; j₀ is sin(x)/x. */
  sphericalJ(n: number): Interval {
    return unary(sphericalJKernel(n), this);
  }

  /** {E : E − e·sin E = M} for the eccentricities e in this interval, of which what lies outside [0, 1] is left out. */
  keplerE(M: IntervalLike): Interval {
    const { lo, hi } = boundsOf(M);
    return keplerE(this, new Interval(lo, hi));
  }

  /** {w ≥ −1 : w·eʷ = x}, or for branch −1 {w ≤ −1 : w·eʷ = x}: the real branches of the Lambert function, on x ≥ −1/e and on −1/e ≤ x < 0. */
  lambertW(branch: 0 | -1 = 0): Interval {
    if (branch !== 0 && branch !== -1) throw new RangeError(`lambertW: expected the branch 0 or −1, got ${String(branch)}`);
    return unary(branch === 0 ? lambertWInto : lambertWLowerInto, this);
  }

  /** x ∩ y. */
  intersection(y: IntervalLike): Interval {
    return binary(intersectionInto, this, y);
  }

  /** The smallest interval that contains x and y. */
  hull(y: IntervalLike): Interval {
    return binary(hullInto, this, y);
  }

  /** The tightest z with y + z ⊇ x, which undoes an addition of y; the real line where x is unbounded or narrower than y. */
  cancelMinus(y: IntervalLike): Interval {
    return binary(cancelMinusInto, this, y);
  }

  /** The tightest z with z − y ⊇ x. */
  cancelPlus(y: IntervalLike): Interval {
    return binary(cancelPlusInto, this, y);
  }

  /** The midpoint rounded to nearest: 0 for the real line, ±MAX for a half-line, NaN if empty. */
  mid(): number {
    return numeric.mid(this);
  }

  /** The least double r with x ⊆ [mid − r, mid + r]; NaN if empty. */
  rad(): number {
    return numeric.rad(this);
  }

  /** hi − lo rounded up; NaN if empty. */
  wid(): number {
    return numeric.wid(this);
  }

  /** max |x|; NaN if empty. */
  mag(): number {
    return numeric.mag(this);
  }

  /** min |x|; NaN if empty. */
  mig(): number {
    return numeric.mig(this);
  }

  isEmpty(): boolean {
    return relation.isEmpty(this);
  }

  isEntire(): boolean {
    return relation.isEntire(this);
  }

  isSingleton(): boolean {
    return relation.isSingleton(this);
  }

  /** Nonempty and bounded. */
  isCommon(): boolean {
    return relation.isCommon(this);
  }

  /** Whether the number x is a member, or the interval x a subset. An infinity is a member of nothing. */
  contains(x: IntervalLike): boolean {
    return typeof x === 'number' ? relation.isMember(x, this) : relation.subset(boundsOf(x), this);
  }

  /** x ⊆ y. */
  subset(y: IntervalLike): boolean {
    return relation.subset(this, boundsOf(y));
  }

  /** Whether x lies in the interior of y. */
  interior(y: IntervalLike): boolean {
    return relation.interior(this, boundsOf(y));
  }

  /** x ∩ y = ∅. */
  disjoint(y: IntervalLike): boolean {
    return relation.disjoint(this, boundsOf(y));
  }

  equals(y: IntervalLike): boolean {
    return relation.equal(this, boundsOf(y));
  }

  /** lo ≤ y.lo and hi ≤ y.hi: the intervals may overlap. */
  less(y: IntervalLike): boolean {
    return relation.less(this, boundsOf(y));
  }

  strictLess(y: IntervalLike): boolean {
    return relation.strictLess(this, boundsOf(y));
  }

  /** hi ≤ y.lo: no member is above one of y. */
  precedes(y: IntervalLike): boolean {
    return relation.precedes(this, boundsOf(y));
  }

  strictPrecedes(y: IntervalLike): boolean {
    return relation.strictPrecedes(this, boundsOf(y));
  }

  /** The two halves, which share the midpoint. */
  bisect(): [Interval, Interval] {
    if (this.isEmpty()) return [this, this];
    const middle = this.mid();
    return [new Interval(this.lo, middle), new Interval(middle, this.hi)];
  }

  /**
   * n intervals of nearly equal width, each sharing an end with the next, that cover this one.
   * @throws RangeError if the interval is empty or unbounded, or n is not a positive integer.
   */
  mince(n: number): Interval[] {
    if (!Number.isInteger(n) || n < 1)
      throw new RangeError(`mince: expected a positive integer, got ${n}; give the number of pieces`);
    if (!this.isCommon())
      throw new RangeError(`mince: expected a nonempty bounded interval, got ${this}; intersect it with bounds first`);
    const pieces: Interval[] = [];
    let cut = this.lo;
    for (let k = 1; k <= n; k++) {
      // Any increasing cuts do: rounding only makes the pieces unequal.
      const next = k === n ? this.hi : Math.min(this.hi, Math.max(cut, this.lo * (1 - k / n) + this.hi * (k / n)));
      pieces.push(new Interval(cut, next));
      cut = next;
    }
    return pieces;
  }

  /**
   * The interval as `[lo, hi]` in decimal, rounded outward to `digits` significant digits.
   * @example
   * interval('0.1').toString(3); // '[0.0999, 0.101]'
   */
  toString(digits = 17): string {
    return formatInterval(this, digits);
  }

  /**
   * The interval as `m?r`, which is m ± r units of the last place of m, r with at most `digits` digits, rounded outward: an uncertain
   * literal of IEEE 1788.
   * @guarantee encloses
   * @throws RangeError unless `digits` is from 1 to 17.
   * @example
   * interval('[3.5, 3.75]').toUncertain(); // '3.63?13'
   * interval(-Infinity, 2).toUncertain(); // '2??d'
   */
  toUncertain(digits = 2): string {
    return formatUncertain(this, digits);
  }

  /**
   * The interval as `[lo, hi]` in hexadecimal, which reads back to the same bounds: intervalToExact of IEEE 1788.
   * @guarantee exact
   * @example
   * interval(0.1, 0.5).toExact(); // '[0x1.999999999999ap-4, 0x1p-1]'
   */
  toExact(): string {
    return formatExactly(this);
  }

  /**
   * The bounds as they are, with infinities as strings, which JSON would lose; `interval` reads it back.
   * @guarantee exact
   */
  toJSON(): { lo: number | string; hi: number | string } {
    return { lo: jsonNumber(this.lo), hi: jsonNumber(this.hi) };
  }
}

showAsText(Interval.prototype);

/**
 * Makes an interval from exact bounds.
 *
 * A number is that double exactly; a bigint is that integer; a string is a decimal, hexadecimal or rational number, read exactly and rounded outward.
 * One string may be any interval literal of IEEE 1788-2015: `'[1/4, 2.5]'`, `'3.56?1'`, `'[empty]'`. One number gives the interval of that number alone.
 *
 * @guarantee encloses
 * @throws RangeError for inverted bounds, NaN, or an infinite number alone.
 * @throws SyntaxError for text that is no number and no interval.
 * @throws TypeError for anything else.
 * @example
 * interval(1, 2).contains(1.5); // true
 * interval('0.1').isSingleton(); // false
 * interval(0.1).isSingleton(); // true
 */
export function interval(lo: IntervalInput, hi?: number | string | bigint): Interval {
  if (lo instanceof Interval && hi === undefined) return lo;
  readBounds(lo, hi, m);
  return new Interval(m[0]!, m[1]!);
}

// The operands of one operation, at 0, 2 and 6, and its result, at 4.
const m = new Float64Array(8);

function place(y: IntervalLike, at: number): void {
  const bounds = boundsOf(y);
  m[at] = bounds.lo;
  m[at + 1] = bounds.hi;
}

function load(x: Interval, y: IntervalLike): void {
  m[0] = x.lo;
  m[1] = x.hi;
  if (y instanceof Interval) {
    m[2] = y.lo;
    m[3] = y.hi;
  } else place(y, 2);
}

function result(): Interval {
  return new Interval(m[4]!, m[5]!);
}

function unary(kernel: UnaryKernel, x: Interval): Interval {
  m[0] = x.lo;
  m[1] = x.hi;
  kernel(m, 4, m, 0);
  return result();
}

function binary(kernel: BinaryKernel, x: Interval, y: IntervalLike): Interval {
  load(x, y);
  kernel(m, 4, m, 0, m, 2);
  return result();
}

type IntegerKernel = (out: Float64Array, o: number, a: Float64Array, i: number, n: number) => Decoration;

function withInteger(kernel: IntegerKernel, x: Interval, n: number): Interval {
  m[0] = x.lo;
  m[1] = x.hi;
  kernel(m, 4, m, 0, n);
  return result();
}

function requireEmpty(lo: number, hi: number): void {
  if (lo === Infinity && hi === -Infinity) return;
  throw new RangeError(
    `Interval: expected lo ≤ hi with a finite number between them, got [${lo}, ${hi}]; Interval.empty is the empty set`,
  );
}

function jsonNumber(x: number): number | string {
  return Number.isFinite(x) ? x : String(x);
}
