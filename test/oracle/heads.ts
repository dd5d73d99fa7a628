import type { HeadName } from '../../src/algebra/algebra.js';
import { exactRoot, type Fraction, fraction, minus, one, over, plus, times } from './fraction.js';

/**
 * Values of functions where the recurrences start: the true ones where these are rational, and elsewhere rational stand-ins.
 *
 * A recurrence is a formal identity: it needs of its start only what its derivation used. exp may start anywhere; sin and cos on the unit circle;
 * sinh and cosh on the unit hyperbola; logarithms and inverse functions anywhere; roots must be real roots. So e^x, tan(x/2), ln 2 … may be
 * replaced by any rationals that keep these relations, and everything can be compared exactly.
 */
const standIn = (seed: bigint, x: Fraction): Fraction => {
  const mixed = (((x.num * 31n + x.den * 17n + seed * 101n) % 89n) + 89n) % 89n;
  return fraction(mixed + 2n, (mixed % 7n) + 3n);
};

/** e^x, 1 at 0. */
const exp = (x: Fraction): Fraction => (x.num === 0n ? one : standIn(1n, x));
/** tan(x/2), 0 at 0. */
const halfTangent = (x: Fraction): Fraction => (x.num === 0n ? x : standIn(2n, x));
/** ln x, 0 at 1. */
const log = (x: Fraction): Fraction => (x.num === x.den ? fraction(0) : standIn(3n, x));
/** An odd function with value 0 at 0. */
const odd =
  (seed: bigint) =>
  (x: Fraction): Fraction =>
    x.num === 0n ? x : standIn(seed, x);

const sqr = (x: Fraction): Fraction => times(x, x);
const recip = (x: Fraction): Fraction => over(one, x);
const half = (x: Fraction): Fraction => over(x, fraction(2));
const sin = (x: Fraction): Fraction => over(times(fraction(2), halfTangent(x)), plus(one, sqr(halfTangent(x))));
const cos = (x: Fraction): Fraction => over(minus(one, sqr(halfTangent(x))), plus(one, sqr(halfTangent(x))));
const sinh = (x: Fraction): Fraction => half(minus(exp(x), recip(exp(x))));
const cosh = (x: Fraction): Fraction => half(plus(exp(x), recip(exp(x))));

/** A point on the unit circle, (0, 1) for 0. */
const quarterTangent = (x: Fraction): Fraction => (x.num === 0n ? x : standIn(15n, x));
const sinpi = (x: Fraction): Fraction => over(times(fraction(2), quarterTangent(x)), plus(one, sqr(quarterTangent(x))));
const cospi = (x: Fraction): Fraction => over(minus(one, sqr(quarterTangent(x))), plus(one, sqr(quarterTangent(x))));

export const heads: Readonly<Record<HeadName, (x: Fraction) => Fraction>> = {
  sqr,
  sqrt: (x) => exactRoot(x, 2),
  cbrt: (x) => exactRoot(x, 3),
  exp,
  exp2: (x) => (x.num === 0n ? one : standIn(4n, x)),
  exp10: (x) => (x.num === 0n ? one : standIn(5n, x)),
  expm1: (x) => minus(exp(x), one),
  log,
  log2: (x) => over(log(x), log(fraction(2))),
  log10: (x) => over(log(x), log(fraction(10))),
  log1p: (x) => log(plus(one, x)),
  sin,
  cos,
  tan: (x) => over(sin(x), cos(x)),
  asin: odd(6n),
  acos: (x) => (x.num === x.den ? fraction(0) : standIn(7n, x)),
  atan: odd(8n),
  sinh,
  cosh,
  tanh: (x) => over(sinh(x), cosh(x)),
  asinh: odd(9n),
  acosh: (x) => (x.num === x.den ? fraction(0) : standIn(10n, x)),
  atanh: odd(11n),
  sinpi,
  cospi,
  tanpi: (x) => over(sinpi(x), cospi(x)),
  gaussian: (x) => (x.num === 0n ? one : standIn(12n, x)),
  erf: odd(13n),
  erfc: (x) => minus(one, odd(13n)(x)),
  // (1 + tanh(x/2))/2, which with these stand-ins is odd about 1/2 at 0 alone
  sigmoid: (x) => half(plus(one, over(sinh(half(x)), cosh(half(x))))),
  lambertW: odd(14n),
  lambertWm1: (x) => minus(fraction(-1), standIn(16n, x)),
};

/** Bessel functions and coefficients of ln Γ: any numbers will do, since the ladders are linear in them. */
export const rung = (seed: bigint, n: number, x: Fraction): Fraction => standIn(seed + BigInt(n), x);
