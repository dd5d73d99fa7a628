import { showAsText } from '../text/inspect.js';
import { type Decoration, type DecorationName, decorationNames, deserved, ILL, weaker } from './decoration.js';
import { Interval, type IntervalLike, interval } from './interval.js';
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
import { boundsOf, type IntervalInput } from './operand.js';
import { parseLiteral } from './text.js';

/** What a method takes where a decorated interval is expected; a bare operand gets the strongest decoration it can have. */
export type DecoratedLike = DecoratedInterval | IntervalLike;

/**
 * An interval that remembers how its computation behaved, IEEE 1788-2015 clause 11.
 *
 * For the function computed so far, on the box of its inputs: `com` says that it was defined and continuous, with box and results bounded; `dac` defined and
 * continuous; `def` defined; `trv` says nothing; `ill` marks NaI, which is not an interval. The operations are those of {@link Interval}; set operations and
 * cancellation are no functions of points and give `trv`.
 *
 * @guarantee encloses
 * @see {@link decorated}, which makes one
 * @example
 * decorated(interval(0, 4)).sqrt().toString(); // '[0, 2]_com'
 * decorated(interval(-1, 4)).sqrt().toString(); // '[0, 2]_trv'
 */
export class DecoratedInterval {
  /** The enclosure; the empty set for NaI. */
  readonly interval: Interval;
  readonly decoration: DecorationName;

  /** Pairs x with the given decoration or the strongest that x can have, whichever is weaker; `ill` gives NaI. */
  constructor(x: Interval, decoration: DecorationName) {
    const d = decorationNames.indexOf(decoration);
    if (d < 0)
      throw new RangeError(
        `decorated: expected one of ${decorationNames.join(', ')}, got ${String(decoration)}; leave it out for the strongest`,
      );
    this.interval = d === 0 ? Interval.empty : x;
    this.decoration = decorationNames[weaker(d as Decoration, deserved(x.lo, x.hi))]!;
  }

  /** Not an interval: the result of a meaningless construction, and of every operation on it. */
  static readonly nai: DecoratedInterval = new DecoratedInterval(Interval.empty, 'ill');

  /** The lower bound; NaN for NaI. */
  get lo(): number {
    return this.isNaI() ? NaN : this.interval.lo;
  }

  /** The upper bound; NaN for NaI. */
  get hi(): number {
    return this.isNaI() ? NaN : this.interval.hi;
  }

  isNaI(): boolean {
    return this.decoration === 'ill';
  }

  add(y: DecoratedLike): DecoratedInterval {
    return binary(addInto, this, y);
  }

  sub(y: DecoratedLike): DecoratedInterval {
    return binary(subInto, this, y);
  }

  mul(y: DecoratedLike): DecoratedInterval {
    return binary(mulInto, this, y);
  }

  div(y: DecoratedLike): DecoratedInterval {
    return binary(divInto, this, y);
  }

  min(y: DecoratedLike): DecoratedInterval {
    return binary(minInto, this, y);
  }

  max(y: DecoratedLike): DecoratedInterval {
    return binary(maxInto, this, y);
  }

  hypot(y: DecoratedLike): DecoratedInterval {
    return binary(hypotInto, this, y);
  }

  atan2(x: DecoratedLike): DecoratedInterval {
    return binary(atan2Into, this, x);
  }

  atan2pi(x: DecoratedLike): DecoratedInterval {
    return binary(atan2piInto, this, x);
  }

  intersection(y: DecoratedLike): DecoratedInterval {
    return binary(intersectionInto, this, y);
  }

  hull(y: DecoratedLike): DecoratedInterval {
    return binary(hullInto, this, y);
  }

  cancelMinus(y: DecoratedLike): DecoratedInterval {
    return binary(cancelMinusInto, this, y);
  }

  cancelPlus(y: DecoratedLike): DecoratedInterval {
    return binary(cancelPlusInto, this, y);
  }

  fma(y: DecoratedLike, z: DecoratedLike): DecoratedInterval {
    const second = lift(y);
    const third = lift(z);
    place(this, 0);
    place(second, 2);
    place(third, 6);
    return result(fmaInto(m, 4, m, 0, m, 2, m, 6), weaker(rank(this), weaker(rank(second), rank(third))));
  }

  /** See {@link Interval.pow}: an integer exponent is a repeated product, any other a real power of x ≥ 0. */
  pow(n: DecoratedLike): DecoratedInterval {
    if (typeof n !== 'number' || !Number.isInteger(n)) return binary(powInto, this, n);
    place(this, 0);
    return result(pownInto(m, 4, m, 0, n), rank(this));
  }

  rootn(n: number): DecoratedInterval {
    if (!Number.isInteger(n) || n === 0)
      throw new RangeError(`rootn: expected a nonzero integer, got ${n}; use pow for other exponents`);
    place(this, 0);
    return result(rootnInto(m, 4, m, 0, n), rank(this));
  }

  /** See {@link Interval.compoundm1}. */
  compoundm1(y: DecoratedLike): DecoratedInterval {
    return binary(compoundm1Into, this, y);
  }

  neg(): DecoratedInterval {
    return unary(negInto, this);
  }

  recip(): DecoratedInterval {
    return unary(recipInto, this);
  }

  sqr(): DecoratedInterval {
    return unary(sqrInto, this);
  }

  sqrt(): DecoratedInterval {
    return unary(sqrtInto, this);
  }

  abs(): DecoratedInterval {
    return unary(absInto, this);
  }

  sign(): DecoratedInterval {
    return unary(signInto, this);
  }

  floor(): DecoratedInterval {
    return unary(floorInto, this);
  }

  ceil(): DecoratedInterval {
    return unary(ceilInto, this);
  }

  trunc(): DecoratedInterval {
    return unary(truncInto, this);
  }

  round(): DecoratedInterval {
    return unary(roundEvenInto, this);
  }

  roundAway(): DecoratedInterval {
    return unary(roundAwayInto, this);
  }

  rsqrt(): DecoratedInterval {
    place(this, 0);
    return result(rootnInto(m, 4, m, 0, -2), rank(this));
  }

  cbrt(): DecoratedInterval {
    return unary(cbrtInto, this);
  }

  exp(): DecoratedInterval {
    return unary(expInto, this);
  }

  exp2(): DecoratedInterval {
    return unary(exp2Into, this);
  }

  exp10(): DecoratedInterval {
    return unary(exp10Into, this);
  }

  expm1(): DecoratedInterval {
    return unary(expm1Into, this);
  }

  exp2m1(): DecoratedInterval {
    return unary(exp2m1Into, this);
  }

  exp10m1(): DecoratedInterval {
    return unary(exp10m1Into, this);
  }

  log(): DecoratedInterval {
    return unary(logInto, this);
  }

  log2(): DecoratedInterval {
    return unary(log2Into, this);
  }

  log10(): DecoratedInterval {
    return unary(log10Into, this);
  }

  log1p(): DecoratedInterval {
    return unary(log1pInto, this);
  }

  log2p1(): DecoratedInterval {
    return unary(log2p1Into, this);
  }

  log10p1(): DecoratedInterval {
    return unary(log10p1Into, this);
  }

  sin(): DecoratedInterval {
    return unary(sinInto, this);
  }

  cos(): DecoratedInterval {
    return unary(cosInto, this);
  }

  tan(): DecoratedInterval {
    return unary(tanInto, this);
  }

  cot(): DecoratedInterval {
    return unary(cotInto, this);
  }

  sec(): DecoratedInterval {
    return unary(secInto, this);
  }

  csc(): DecoratedInterval {
    return unary(cscInto, this);
  }

  sinpi(): DecoratedInterval {
    return unary(sinpiInto, this);
  }

  cospi(): DecoratedInterval {
    return unary(cospiInto, this);
  }

  tanpi(): DecoratedInterval {
    return unary(tanpiInto, this);
  }

  asin(): DecoratedInterval {
    return unary(asinInto, this);
  }

  acos(): DecoratedInterval {
    return unary(acosInto, this);
  }

  atan(): DecoratedInterval {
    return unary(atanInto, this);
  }

  acot(): DecoratedInterval {
    return unary(acotInto, this);
  }

  asinpi(): DecoratedInterval {
    return unary(asinpiInto, this);
  }

  acospi(): DecoratedInterval {
    return unary(acospiInto, this);
  }

  atanpi(): DecoratedInterval {
    return unary(atanpiInto, this);
  }

  sinh(): DecoratedInterval {
    return unary(sinhInto, this);
  }

  cosh(): DecoratedInterval {
    return unary(coshInto, this);
  }

  tanh(): DecoratedInterval {
    return unary(tanhInto, this);
  }

  coth(): DecoratedInterval {
    return unary(cothInto, this);
  }

  sech(): DecoratedInterval {
    return unary(sechInto, this);
  }

  csch(): DecoratedInterval {
    return unary(cschInto, this);
  }

  asinh(): DecoratedInterval {
    return unary(asinhInto, this);
  }

  acosh(): DecoratedInterval {
    return unary(acoshInto, this);
  }

  atanh(): DecoratedInterval {
    return unary(atanhInto, this);
  }

  acoth(): DecoratedInterval {
    return unary(acothInto, this);
  }

  expSlope1(): DecoratedInterval {
    return unary(expSlope1Into, this);
  }

  expSlope2(): DecoratedInterval {
    return unary(expSlope2Into, this);
  }

  logSlope1(): DecoratedInterval {
    return unary(logSlope1Into, this);
  }

  logSlope2(): DecoratedInterval {
    return unary(logSlope2Into, this);
  }

  cosSlope2(): DecoratedInterval {
    return unary(cosSlope2Into, this);
  }

  sinSlope3(): DecoratedInterval {
    return unary(sinSlope3Into, this);
  }

  asinSlope3(): DecoratedInterval {
    return unary(asinSlope3Into, this);
  }

  atanSlope3(): DecoratedInterval {
    return unary(atanSlope3Into, this);
  }

  coshSlope2(): DecoratedInterval {
    return unary(coshSlope2Into, this);
  }

  sinhSlope3(): DecoratedInterval {
    return unary(sinhSlope3Into, this);
  }

  erf(): DecoratedInterval {
    return unary(erfInto, this);
  }

  erfc(): DecoratedInterval {
    return unary(erfcInto, this);
  }

  gamma(): DecoratedInterval {
    return unary(gammaInto, this);
  }

  lgamma(): DecoratedInterval {
    return unary(lgammaInto, this);
  }

  digamma(): DecoratedInterval {
    return unary(digammaInto, this);
  }

  polygamma(n: number): DecoratedInterval {
    return unary(polygammaKernel(n), this);
  }

  besselJ(n: number): DecoratedInterval {
    return unary(besselJKernel(n), this);
  }

  sphericalJ(n: number): DecoratedInterval {
    return unary(sphericalJKernel(n), this);
  }

  lambertW(branch: 0 | -1 = 0): DecoratedInterval {
    if (branch !== 0 && branch !== -1) throw new RangeError(`lambertW: expected the branch 0 or −1, got ${String(branch)}`);
    return unary(branch === 0 ? lambertWInto : lambertWLowerInto, this);
  }

  mid(): number {
    return this.interval.mid();
  }

  rad(): number {
    return this.interval.rad();
  }

  wid(): number {
    return this.interval.wid();
  }

  mag(): number {
    return this.interval.mag();
  }

  mig(): number {
    return this.interval.mig();
  }

  /** False for NaI. */
  isEmpty(): boolean {
    return !this.isNaI() && this.interval.isEmpty();
  }

  isEntire(): boolean {
    return this.interval.isEntire();
  }

  isSingleton(): boolean {
    return this.interval.isSingleton();
  }

  isCommon(): boolean {
    return this.interval.isCommon();
  }

  /** As for intervals; false where either side is NaI, and so are all comparisons. */
  contains(x: number | DecoratedLike): boolean {
    return typeof x === 'number' ? this.interval.contains(x) : compare('contains', this, x);
  }

  subset(y: DecoratedLike): boolean {
    return compare('subset', this, y);
  }

  interior(y: DecoratedLike): boolean {
    return compare('interior', this, y);
  }

  disjoint(y: DecoratedLike): boolean {
    return compare('disjoint', this, y);
  }

  equals(y: DecoratedLike): boolean {
    return compare('equals', this, y);
  }

  less(y: DecoratedLike): boolean {
    return compare('less', this, y);
  }

  strictLess(y: DecoratedLike): boolean {
    return compare('strictLess', this, y);
  }

  precedes(y: DecoratedLike): boolean {
    return compare('precedes', this, y);
  }

  strictPrecedes(y: DecoratedLike): boolean {
    return compare('strictPrecedes', this, y);
  }

  /** The literal of IEEE 1788: `[1, 2]_com`, `[nai]`. */
  toString(digits = 17): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toString(digits)}_${this.decoration}`;
  }

  /** The literal in uncertain form: `3.56?11_com`. */
  toUncertain(digits = 2): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toUncertain(digits)}_${this.decoration}`;
  }

  /** The literal with bounds in hexadecimal, which reads back to the same. */
  toExact(): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toExact()}_${this.decoration}`;
  }

  toJSON(): { lo: number | string; hi: number | string; decoration: DecorationName } {
    return { ...this.interval.toJSON(), decoration: this.decoration };
  }
}

showAsText(DecoratedInterval.prototype);

/**
 * Decorates an interval: with the strongest decoration it can have, or with the given one.
 *
 * Text is read as a decorated literal of IEEE 1788, `'[1, 2]_def'`. A decoration the interval cannot have is replaced by the strongest it can have; `'ill'` gives NaI.
 *
 * @guarantee encloses
 * @throws SyntaxError or RangeError for text that is no decorated interval.
 * @example
 * decorated('[1, 2]_def').decoration; // 'def'
 * decorated(interval(1, 2)).decoration; // 'com'
 */
export function decorated(x: IntervalInput | DecoratedInterval, decoration?: DecorationName): DecoratedInterval {
  if (typeof x === 'string' && /[[?]/.test(x)) {
    const literal = parseLiteral(x);
    return restricted(new DecoratedInterval(new Interval(literal.lo, literal.hi), literal.decoration ?? 'com'), decoration);
  }
  if (x instanceof DecoratedInterval) return restricted(x, decoration);
  return restricted(new DecoratedInterval(interval(x), ownDecoration(x)), decoration);
}

/** The decoration that a value brings along, as what comes back from JSON does; the strongest for what has none. */
function ownDecoration(x: unknown): DecorationName {
  return typeof x === 'object' && x !== null && 'decoration' in x ? (x.decoration as DecorationName) : 'com';
}

function restricted(x: DecoratedInterval, decoration: DecorationName | undefined): DecoratedInterval {
  if (decoration === undefined) return x;
  const given = new DecoratedInterval(x.interval, decoration);
  return rank(given) < rank(x) ? given : x;
}

// The operands of one operation, at 0, 2 and 6, and its result, at 4.
const m = new Float64Array(8);

function lift(y: DecoratedLike): DecoratedInterval {
  if (y instanceof DecoratedInterval) return y;
  const bounds = boundsOf(y);
  return new DecoratedInterval(new Interval(bounds.lo, bounds.hi), ownDecoration(y));
}

function rank(x: DecoratedInterval): Decoration {
  return decorationNames.indexOf(x.decoration) as Decoration;
}

function place(x: DecoratedInterval, at: number): void {
  m[at] = x.interval.lo;
  m[at + 1] = x.interval.hi;
}

// The decoration of a composition is the weakest of its parts.
function result(local: Decoration, inherited: Decoration): DecoratedInterval {
  if (inherited === ILL) return DecoratedInterval.nai;
  return new DecoratedInterval(new Interval(m[4]!, m[5]!), decorationNames[weaker(local, inherited)]!);
}

function unary(kernel: UnaryKernel, x: DecoratedInterval): DecoratedInterval {
  place(x, 0);
  return result(kernel(m, 4, m, 0), rank(x));
}

function binary(kernel: BinaryKernel, x: DecoratedInterval, y: DecoratedLike): DecoratedInterval {
  const second = lift(y);
  place(x, 0);
  place(second, 2);
  return result(kernel(m, 4, m, 0, m, 2), weaker(rank(x), rank(second)));
}

type Relation =
  | 'contains'
  | 'subset'
  | 'interior'
  | 'disjoint'
  | 'equals'
  | 'less'
  | 'strictLess'
  | 'precedes'
  | 'strictPrecedes';

function compare(relation: Relation, x: DecoratedInterval, y: DecoratedLike): boolean {
  const second = lift(y);
  return !x.isNaI() && !second.isNaI() && x.interval[relation](second.interval);
}
