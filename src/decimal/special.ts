/**
 * Ranges of special functions over intervals of decimals. Values come from balls, see docs/proofs/special.md; here are the shapes of the functions, of which those
 * of Γ and its logarithm are taken over pieces between poles, and those of Bessel functions by the mean value theorem: enclosures that are not always tightest.
 */
import type { Decimal } from 'decimal.js';
import { besselJ, sphericalJ } from './bessel.js';
import { type Bounds, empty, entire, greatest, infinity, isEmpty, least, minusInfinity, minusOne, one, zero } from './bounds.js';
import { erf, erfc } from './error-function.js';
import { exactOf, topOf } from './exact.js';
import { type Monotone, rangeOf } from './functions.js';
import { gamma, isPole, lgammaCoefficient } from './gamma.js';
import { cospi, halfTurns, sinpi, tanpi } from './halfturn.js';
import { isAboveBranch, lambertW, lambertWm1 } from './lambert.js';
import { middle, radius } from './measure.js';
import type { PointFunction } from './point.js';
import { isReducible, passes } from './range.js';
import { type Rounding, roundingTo } from './rounding.js';
import { settle } from './scaled.js';

/** Bits beyond which nobody waits for a value of Γ to show that it is no decimal. */
const patience = (precision: number): number => 40 * precision + 2000;

type At = (x: Decimal, precision: number) => Bounds;

const at =
  (f: PointFunction): At =>
  (x, precision) => {
    const exact = exactOf(x);
    return settle(precision, (bits) => f(exact, bits));
  };

const patient =
  (f: PointFunction): At =>
  (x, precision) => {
    const exact = exactOf(x);
    return settle(precision, (bits) => f(exact, bits), patience(precision));
  };

const constant = (value: Decimal) => (): Bounds => ({ lo: value, hi: value });
const two = one.plus(one);

const monotone: Readonly<Record<'erf' | 'erfc', Monotone>> = {
  erf: { at: at(erf), from: minusInfinity, to: infinity, limitFrom: constant(minusOne), limitTo: constant(one) },
  erfc: { at: at(erfc), from: minusInfinity, to: infinity, limitFrom: constant(two), limitTo: constant(zero), falls: true },
};

const principal = at(lambertW);
const lower = at(lambertWm1);

/** {W₀(x) : x ≥ −1/e}, increasing from −1. */
function principalRange({ lo, hi }: Bounds, precision: number): Bounds {
  if (hi.isFinite() && !isAboveBranch(exactOf(hi))) return empty;
  const isWithin = lo.isFinite() && isAboveBranch(exactOf(lo));
  return { lo: isWithin ? principal(lo, precision).lo : minusOne, hi: hi.isFinite() ? principal(hi, precision).hi : infinity };
}

/** {W₋₁(x) : −1/e ≤ x < 0}, decreasing from −1 to −∞. */
function lowerRange({ lo, hi }: Bounds, precision: number): Bounds {
  if (lo.gte(zero) || (hi.lt(zero) && !isAboveBranch(exactOf(hi)))) return empty;
  const isWithin = lo.isFinite() && isAboveBranch(exactOf(lo));
  return { lo: hi.lt(zero) ? lower(hi, precision).lo : minusInfinity, hi: isWithin ? lower(lo, precision).hi : minusOne };
}

/** Half turns with more digits are not counted. */
const mostDigitsOfTurns = 10_000;

/** ⌊2x⌋ at both ends; undefined where they are not counted or are two turns apart. */
function turnsOf({ lo, hi }: Bounds): readonly [bigint, bigint, boolean] | undefined {
  const isCounted = (x: Decimal): boolean => x.isFinite() && (x.isZero() || topOf(exactOf(x)) < mostDigitsOfTurns);
  if (!isCounted(lo) || !isCounted(hi)) return undefined;
  const [first, last] = [halfTurns(exactOf(lo)), halfTurns(exactOf(hi))];
  return last.floor - first.floor > 4n ? undefined : [first.floor, last.floor, first.isExact];
}

/** {sin πx} or {cos πx}: 1 at 2x ≡ `top` (mod 4), −1 two further on. */
function wave(f: At, top: bigint, x: Bounds, precision: number): Bounds {
  const turns = turnsOf(x);
  if (turns === undefined) return { lo: minusOne, hi: one };
  const [left, right] = [f(x.lo, precision), f(x.hi, precision)];
  const [first, last] = turns;
  return {
    lo: passes(first, last, top + 2n) ? minusOne : least(left.lo, right.lo),
    hi: passes(first, last, top) ? one : greatest(left.hi, right.hi),
  };
}

const tangentAt = at(tanpi);

/** {tan πx}: the real line for an interval with a pole, at the odd 2x. */
function tangent(x: Bounds, precision: number): Bounds {
  const turns = turnsOf(x);
  if (turns === undefined) return entire;
  const [first, last, isExact] = turns;
  const isAtPole = isExact && first % 2n !== 0n;
  if (isAtPole && x.lo.eq(x.hi)) return empty;
  if (isAtPole || passes(first, last, 1n) || passes(first, last, 3n)) return entire;
  return { lo: tangentAt(x.lo, precision).lo, hi: tangentAt(x.hi, precision).hi };
}

/**
 * Arithmetic for how far a function may go from its value at a midpoint. Three digits more than those of the interval cost little, and leave of what rounding
 * takes at few digits a thousandth.
 */
const guarded = (precision: number): Rounding => roundingTo(precision + 3);

/** Bounds of |x|. */
const sizeOf = ({ lo, hi }: Bounds): Decimal => greatest(lo.neg(), hi);

/** A piece of the line between two poles that a bounded interval lies in; undefined where it holds a pole. */
function isBetweenPoles({ lo, hi }: Bounds): boolean {
  if (lo.gt(zero)) return true;
  return hi.lt(zero) && lo.floor().eq(hi.floor()) && !lo.isInteger() && !hi.isInteger();
}

const coefficients: At[] = [];

function coefficientAt(i: number): At {
  let known = coefficients[i];
  if (known === undefined) {
    known = patient(lgammaCoefficient(i));
    coefficients[i] = known;
  }
  return known;
}

const gammaAt = patient(gamma);

/**
 * A convex f on a bounded interval without poles, with f′ = factor·slope: from its ends where f′ keeps its sign, as it increases. Otherwise it lies above its
 * tangent at the midpoint m, f(m) − |f′(m)|·r.
 */
function convexRange(f: At, slope: At, factor: number, x: Bounds, precision: number): Bounds {
  const [left, right] = [f(x.lo, precision), f(x.hi, precision)];
  if (x.lo.eq(x.hi)) return left;
  if (slope(x.lo, precision).lo.gte(zero)) return { lo: left.lo, hi: right.hi };
  if (slope(x.hi, precision).hi.lte(zero)) return { lo: right.lo, hi: left.hi };
  const rounding = roundingTo(precision);
  const m = middle(x, rounding);
  const inner = guarded(precision);
  const drop = inner.mulUp(inner.mulUp(sizeOf(slope(m, inner.precision)), new inner.Up(factor)), radius(x, rounding));
  return { lo: rounding.addDown(f(m, precision).lo, drop.neg()), hi: greatest(left.hi, right.hi) };
}

/** |Γ| on a bounded interval without poles, where it is log-convex: |Γ(x)| ≥ |Γ(m)|·e^(ψ(m)(x − m)) ≥ |Γ(m)|·(1 − |ψ(m)|·r). */
function sizeOfGamma(x: Bounds, isNegative: boolean, precision: number): Bounds {
  const f: At = (t, digits) => {
    const value = gammaAt(t, digits);
    return isNegative ? { lo: value.hi.neg(), hi: value.lo.neg() } : value;
  };
  const psi = coefficientAt(1);
  const [left, right] = [f(x.lo, precision), f(x.hi, precision)];
  if (x.lo.eq(x.hi)) return left;
  if (psi(x.lo, precision).lo.gte(zero)) return { lo: left.lo, hi: right.hi };
  if (psi(x.hi, precision).hi.lte(zero)) return { lo: right.lo, hi: left.hi };
  const rounding = roundingTo(precision);
  const m = middle(x, rounding);
  const inner = guarded(precision);
  const fall = inner.mulUp(sizeOf(psi(m, inner.precision)), radius(x, rounding));
  const least = rounding.mulDown(f(m, precision).lo, greatest(zero, rounding.addDown(one, fall.neg())));
  return { lo: least, hi: greatest(left.hi, right.hi) };
}

/** {Γ(x)}: the real line for an interval with a pole. */
export function gammaRange(x: Bounds, precision: number): Bounds {
  if (isEmpty(x) || isSinglePole(x)) return empty;
  if (!isBetweenPoles(x)) return entire;
  if (!x.hi.isFinite()) return upward((y) => gammaRange(y, precision), x, infinity);
  const isNegative = x.lo.lt(zero) && !x.lo.floor().div(two).isInteger();
  const { lo, hi } = sizeOfGamma(x, isNegative, precision);
  return isNegative ? { lo: hi.neg(), hi: lo.neg() } : { lo, hi };
}

const isSinglePole = ({ lo, hi }: Bounds): boolean => lo.eq(hi) && isPole(exactOf(lo));

/** A function that increases from 2 on, over [lo, ∞): from its range over [lo, 2], or its value at a greater lo. */
function upward(range: (y: Bounds) => Bounds, { lo }: Bounds, limit: Decimal): Bounds {
  return { lo: range({ lo, hi: greatest(lo, two) }).lo, hi: limit };
}

/**
 * {L_i(x)} for Taylor coefficient i of log |Γ|, which is (−1)^i ζ(i, x)/i for i ≥ 2: the real line for an interval with a pole. log |Γ| is convex between poles; L_i
 * with odd i increases, as its derivative (i + 1)·L_{i+1} is positive, and with even i ≥ 2 is convex, and falls to 0 on x > 0.
 */
export function lgammaRange(i: number, x: Bounds, precision: number): Bounds {
  if (isEmpty(x) || isSinglePole(x)) return empty;
  if (!isBetweenPoles(x)) return entire;
  const f = coefficientAt(i);
  if (!x.hi.isFinite()) {
    if (i === 0) return upward((y) => lgammaRange(0, y, precision), x, infinity);
    const first = f(x.lo, precision);
    return i === 1 ? { lo: first.lo, hi: infinity } : i % 2 === 1 ? { lo: first.lo, hi: zero } : { lo: zero, hi: first.hi };
  }
  if (i % 2 === 1) return { lo: f(x.lo, precision).lo, hi: f(x.hi, precision).hi };
  return convexRange(f, coefficientAt(i + 1), i + 1, x, precision);
}

/** Pieces no wider than this are taken whole. */
const fine = one.div(two.plus(two));
/** Wider intervals than so many pieces are bounded by [−1, 1] alone. */
const mostPieces = 64;

/**
 * {f(x)} for J_n or j_n, whose size and that of whose first two derivatives is at most 1 (docs/proofs/special.md). On a piece with midpoint m and radius r, f is
 * monotone where |f′(m)| > r, and otherwise within |f′(m)|·r + r²/2 of f(m).
 */
function oscillation(f: At, slope: At, x: Bounds, precision: number): Bounds {
  if (isEmpty(x)) return empty;
  const whole: Bounds = { lo: minusOne, hi: one };
  if (!isReducible(x.lo) || !isReducible(x.hi)) return whole;
  if (x.lo.eq(x.hi)) return f(x.lo, precision);
  const rounding = roundingTo(precision);
  const inner = guarded(precision);
  const pieces = pieceCount(x, rounding);
  if (pieces === undefined) return whole;
  const range = (y: Bounds, count: number): Bounds => {
    const m = middle(y, rounding);
    if (count > 1) {
      const [left, right] = [range({ lo: y.lo, hi: m }, count / 2), range({ lo: m, hi: y.hi }, count / 2)];
      return { lo: least(left.lo, right.lo), hi: greatest(left.hi, right.hi) };
    }
    const r = radius(y, rounding);
    const bounds = slope(m, inner.precision);
    if (bounds.lo.gt(r) || bounds.hi.lt(r.neg())) {
      const [left, right] = [f(y.lo, precision), f(y.hi, precision)];
      return { lo: least(left.lo, right.lo), hi: greatest(left.hi, right.hi) };
    }
    const slack = inner.mulUp(r, inner.addUp(sizeOf(bounds), inner.divUp(r, two)));
    const value = f(m, precision);
    return { lo: rounding.addDown(value.lo, slack.neg()), hi: rounding.addUp(value.hi, slack) };
  };
  const { lo, hi } = range(x, pieces);
  return { lo: greatest(lo, minusOne), hi: least(hi, one) };
}

/** A power of two of pieces that are fine; undefined beyond `mostPieces`. */
function pieceCount(x: Bounds, rounding: Rounding): number | undefined {
  let width = radius(x, rounding);
  for (let count = 1; count <= mostPieces; count *= 2) {
    if (width.lte(fine)) return count;
    width = rounding.divUp(width, two);
  }
  return undefined;
}

const besselAt = atEach(besselJ);
const sphericalAt = atEach(sphericalJ);

/** Functions with a whole number before their argument, made once. */
function atEach(f: (n: number) => PointFunction): (n: number) => At {
  const known: At[] = [];
  return (n) => {
    let own = known[n];
    if (own === undefined) {
      own = at(f(n));
      known[n] = own;
    }
    return own;
  };
}

/** {J_n(x)} for n ≥ 0, J_n′ = (J_{n−1} − J_{n+1})/2, J_0′ = −J_1. */
export function besselRange(n: number, x: Bounds, precision: number): Bounds {
  const slope = (m: Decimal, digits: number): Bounds => {
    const rounding = roundingTo(digits);
    const above = besselAt(n + 1)(m, digits);
    if (n === 0) return { lo: above.hi.neg(), hi: above.lo.neg() };
    const below = besselAt(n - 1)(m, digits);
    return {
      lo: rounding.divDown(rounding.addDown(below.lo, above.hi.neg()), two),
      hi: rounding.divUp(rounding.addUp(below.hi, above.lo.neg()), two),
    };
  };
  return oscillation(besselAt(n), slope, x, precision);
}

/** {j_n(x)} for n ≥ 0, (2n + 1)·j_n′ = n·j_{n−1} − (n + 1)·j_{n+1}. */
export function sphericalRange(n: number, x: Bounds, precision: number): Bounds {
  const slope = (m: Decimal, digits: number): Bounds => {
    const rounding = roundingTo(digits);
    const { Down, Up } = rounding;
    const above = sphericalAt(n + 1)(m, digits);
    const below = n === 0 ? { lo: zero, hi: zero } : sphericalAt(n - 1)(m, digits);
    const whole = new Up(2 * n + 1);
    return {
      lo: rounding.divDown(
        rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),
        whole,
      ),
      hi: rounding.divUp(
        rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),
        whole,
      ),
    };
  };
  return oscillation(sphericalAt(n), slope, x, precision);
}

/** Names of special functions of one argument. */
export type SpecialName = 'sinpi' | 'cospi' | 'tanpi' | 'erf' | 'erfc' | 'lambertW' | 'lambertWm1';

const sineAt = at(sinpi);
const cosineAt = at(cospi);

/** {f(x)} for the x in an interval at which f is defined. */
export function specialRange(name: SpecialName, x: Bounds, precision: number): Bounds {
  if (isEmpty(x)) return empty;
  switch (name) {
    case 'sinpi':
      return wave(sineAt, 1n, x, precision);
    case 'cospi':
      return wave(cosineAt, 0n, x, precision);
    case 'tanpi':
      return tangent(x, precision);
    case 'lambertW':
      return principalRange(x, precision);
    case 'lambertWm1':
      return lowerRange(x, precision);
    default:
      return rangeOf(monotone[name], x, precision);
  }
}
