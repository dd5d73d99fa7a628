/** Functions of one argument: their bounds at decimals and their ranges over intervals. */
import type { Decimal } from 'decimal.js';
import { neg } from '../rounding/exact/ball.js';
import { halfPi, pi } from '../rounding/exact/constants.js';
import { type Bounds, empty, greatest, infinity, isEmpty, least, minusInfinity, minusOne, one, zero } from './bounds.js';
import { exactOf, magnitudeOf } from './exact.js';
import { exp, exp2, exp10, expm1 } from './exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.js';
import { log, log1p, log2, log10 } from './logarithm.js';
import type { PointFunction } from './point.js';
import { rootBounds } from './power.js';
import { settle, unscaled } from './scaled.js';
import { acos, asin, atan, cos, sin, tan } from './trigonometric.js';

/** Bounds of a function at one decimal, tightest but for values that are decimals of the precision without being recognized. */
type BoundsAt = (x: Decimal, precision: number) => Bounds;

/** A monotone function with its domain, whose ends are infinite or belong to it where there is no limit given. */
export interface Monotone {
  readonly at: BoundsAt;
  readonly from: Decimal;
  readonly to: Decimal;
  /** What the function tends to at an end that does not belong to its domain. */
  readonly limitFrom?: BoundsAt;
  readonly limitTo?: BoundsAt;
  readonly falls?: true;
}

const settled =
  (f: PointFunction): BoundsAt =>
  (x, precision) => {
    const argument = exactOf(x);
    return settle(precision, (bits) => f(argument, bits));
  };

const constant =
  (value: Decimal): BoundsAt =>
  () => ({ lo: value, hi: value });

/** On the whole line, tending to `bottom` and `top`. */
const rising = (f: PointFunction, bottom: BoundsAt, top: BoundsAt): Monotone => ({
  at: settled(f),
  from: minusInfinity,
  to: infinity,
  limitFrom: bottom,
  limitTo: top,
});

const below = constant(minusInfinity);
const above = constant(infinity);

/** From a pole at `from` to infinity. */
const logarithm = (f: PointFunction, from: Decimal): Monotone => ({
  at: settled(f),
  from,
  to: infinity,
  limitFrom: below,
  limitTo: above,
});

const quarterTurn: BoundsAt = (_, precision) => settle(precision, (bits) => unscaled(halfPi(bits + 32)));
const minusQuarterTurn: BoundsAt = (_, precision) => settle(precision, (bits) => unscaled(neg(halfPi(bits + 32))));

/** The tightest decimals around π. */
export function piBounds(precision: number): Bounds {
  return settle(precision, (bits) => unscaled(pi(bits + 32)));
}

/** x^(1/n), for x < 0 where n is odd. */
const root =
  (n: number): BoundsAt =>
  (x, precision) => {
    if (x.isZero()) return { lo: zero, hi: zero };
    const { lo, hi } = rootBounds(magnitudeOf(exactOf(x)), n, precision);
    return x.isNegative() ? { lo: hi.neg(), hi: lo.neg() } : { lo, hi };
  };

/** Names of the monotone functions, and of cosh on x ≥ 0. */
export type MonotoneName =
  | 'sqrt'
  | 'cbrt'
  | 'exp'
  | 'exp2'
  | 'exp10'
  | 'expm1'
  | 'log'
  | 'log2'
  | 'log10'
  | 'log1p'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh';

export const monotone: Readonly<Record<MonotoneName, Monotone>> = {
  sqrt: { at: root(2), from: zero, to: infinity, limitTo: above },
  cbrt: { at: root(3), from: minusInfinity, to: infinity, limitFrom: below, limitTo: above },
  exp: rising(exp, constant(zero), above),
  exp2: rising(exp2, constant(zero), above),
  exp10: rising(exp10, constant(zero), above),
  expm1: rising(expm1, constant(minusOne), above),
  log: logarithm(log, zero),
  log2: logarithm(log2, zero),
  log10: logarithm(log10, zero),
  log1p: logarithm(log1p, minusOne),
  asin: { at: settled(asin), from: minusOne, to: one },
  acos: { at: settled(acos), from: minusOne, to: one, falls: true },
  atan: rising(atan, minusQuarterTurn, quarterTurn),
  sinh: rising(sinh, below, above),
  cosh: { at: settled(cosh), from: zero, to: infinity, limitTo: above },
  tanh: rising(tanh, constant(minusOne), constant(one)),
  asinh: rising(asinh, below, above),
  acosh: { at: settled(acosh), from: one, to: infinity, limitTo: above },
  atanh: { at: settled(atanh), from: minusOne, to: one, limitFrom: below, limitTo: above },
};

/** The periodic functions at finite decimals that are not too large to be reduced. */
export const periodic: Readonly<Record<'sin' | 'cos' | 'tan', BoundsAt>> = {
  sin: settled(sin),
  cos: settled(cos),
  tan: settled(tan),
};

/** x^r on x ≥ 0 for a rational r ≠ 0, by its values at x > 0; the power of 0 is 0 for r > 0. */
export function powerFunction(f: PointFunction, isRising: boolean): Monotone {
  const at = settled(f);
  return isRising
    ? { at: (x, precision) => (x.isZero() ? { lo: zero, hi: zero } : at(x, precision)), from: zero, to: infinity, limitTo: above }
    : { at, from: zero, to: infinity, limitFrom: above, limitTo: constant(zero), falls: true };
}

/** A monotone function at x, an infinity included; undefined outside its domain, the limit at its ends. */
export function valueAt(f: Monotone, x: Decimal, precision: number): Bounds | undefined {
  if (x.lt(f.from) || x.gt(f.to)) return undefined;
  if (f.limitFrom !== undefined && x.eq(f.from)) return f.limitFrom(x, precision);
  return f.limitTo !== undefined && x.eq(f.to) ? f.limitTo(x, precision) : f.at(x, precision);
}

/** {f(x)} for the x in an interval that lie in the domain of f. */
export function rangeOf(f: Monotone, x: Bounds, precision: number): Bounds {
  const lo = greatest(x.lo, f.from);
  const hi = least(x.hi, f.to);
  if (isEmpty(x) || lo.gt(hi) || (lo.eq(hi) && isExcluded(f, lo))) return empty;
  const first = valueAt(f, lo, precision)!;
  const last = lo.eq(hi) ? first : valueAt(f, hi, precision)!;
  return f.falls ? { lo: last.lo, hi: first.hi } : { lo: first.lo, hi: last.hi };
}

function isExcluded(f: Monotone, x: Decimal): boolean {
  return (f.limitFrom !== undefined && x.eq(f.from)) || (f.limitTo !== undefined && x.eq(f.to));
}
