/** Bessel functions of the first kind, of integer order and spherical ones, which are of order n + ½. */
import {
  add,
  type Ball,
  ballOf,
  ballOfInteger,
  bitLength,
  div,
  mul,
  neg,
  one,
  onGrid,
  scaleBall,
  sqrtBall,
  sub,
  topExponent,
} from './ball.js';
import { pi } from './constants.js';
import { omitted } from './series.js';
import {
  doubleBelow,
  negateBounds,
  settle,
  settleNearQuotient,
  startPrecision,
  write,
  writeUndefined,
  writeWithin,
} from './settle.js';
import { type Reduced, reduce, sineAt } from './trigonometric.js';

const guard = 32;

/** Greatest |n|: with it the terms of the power series grow to thousands of digits. */
const greatestOrder = 10_000;

/**
 * Σ (−t)ᵏ/(k!·(2ν + 2)(2ν + 4)…(2ν + 2k)), t = x²/2, for 2ν = `twice` ≥ 0 and |x| < 2^20: Jᵥ(x) = (x/2)ᵛ/Γ(ν + 1) times this (DLMF 10.2.2).
 *
 * In units of 2^-F the k-th term T errs by e ≤ e′·t/(k(2ν + 2k)) + 2: by at most 2·Σ T_k/T_i over i ≤ k, and all N together by 2·Σᵢ (Σ_{k≥i} T_k)/Tᵢ. Where
 * Tᵢ ≥ 1 the inner quotient is at most the sum S of all sizes. Where Tᵢ < 1, t is below the geometric mean of m(2ν + 2m), m ≤ i, so below half of
 * (i + 1)(2ν + 2i + 2), later terms fall by 1/2 or more and the quotient is at most 2. What is left out after a term that is 0 in fixed point makes less than
 * 2·2(N + 1) units. S is known as the sum of the computed sizes plus those errors, below twice 2N·(S + 2) for 2N < 2^(F − 1). The derivative of the sum is
 * below S in size.
 */
function powerSeries(twice: number, x: Ball, fraction: number): Ball {
  const f = BigInt(fraction);
  const t = onGrid(scaleBall(mul(x, x, fraction), -1), -fraction);
  let term = 1n << f;
  let sum = term;
  let sizes = term;
  let count = 1;
  for (let k = 1; term !== 0n; k++) {
    term = ((term * t.mid) >> f) / (BigInt(k) * BigInt(twice + 2 * k));
    sum += k % 2 === 0 ? term : -term;
    sizes += term;
    count += 1;
  }
  const bound = (sizes >> f) + 6n;
  return { mid: sum, rad: BigInt(4 * count) * bound + t.rad * bound, exp: -fraction };
}

/** The bits of the fixed point of {@link powerSeries}, whose terms reach eˣ. */
function fractionBits(size: number, precision: number): number {
  return precision + Math.ceil(3 * size) + guard;
}

/** An argument x ≥ 0, known to as many bits as are asked, and about how large it is. */
export interface Argument {
  readonly size: number;
  at(bits: number): Ball;
  /** x = q·π/2 + r with r known to so many bits relative to its size; undefined where these do not suffice to tell. */
  reduced(bits: number): Reduced | undefined;
}

function argumentOf(x: number): Argument & { reduced(bits: number): Reduced } {
  return { size: x, at: () => ballOf(x), reduced: (bits) => reduce(x, bits) };
}

/** Jₙ(x) by (x/2)ⁿ/n! times its power series. */
function besselNear(n: number, { size, at }: Argument, precision: number): Ball {
  const bits = fractionBits(size, precision);
  const x = at(bits);
  const half = scaleBall(x, -1);
  let value = powerSeries(2 * n, x, bits);
  for (let k = 1; k <= n; k++) value = div(mul(value, half, bits), ballOfInteger(BigInt(k)), bits);
  return value;
}

/** jₙ(x) by xⁿ/(1·3·…·(2n + 1)) times its power series (DLMF 10.53.1). */
function sphericalNear(n: number, { size, at }: Argument, precision: number): Ball {
  const bits = fractionBits(size, precision);
  const x = at(bits);
  let value = powerSeries(2 * n + 1, x, bits);
  for (let k = 1; k <= n; k++) value = div(mul(value, x, bits), ballOfInteger(BigInt(2 * k + 1)), bits);
  return value;
}

/**
 * jₙ(x) for x ≥ n, by the closed form, in which nothing is left out (DLMF 10.49.2):
 *
 *     jₙ(x) = (P·sin(x − nπ/2) + Q·cos(x − nπ/2))/x
 *     P = a₀ − a₂ + a₄ − …,  Q = a₁ − a₃ + …,  a_k = (n + k)!/(k!(n − k)!·(2x)ᵏ), k ≤ n
 *
 * As x ≥ n the a_k sum to less than 2^(0.7n + 2): so many bits the cancellation may cost.
 */
function sphericalFar(n: number, x: Argument, precision: number): Ball | undefined {
  const p = precision + guard + Math.ceil(0.7 * n);
  const a = x.at(p);
  const inverse = div(one, scaleBall(a, 1), p);
  let even = one;
  let odd: Ball = { mid: 0n, rad: 0n, exp: 0 };
  let term = one;
  for (let k = 1; k <= n; k++) {
    const factor = ballOfInteger(BigInt(n + k) * BigInt(n - k + 1));
    term = div(mul(mul(term, factor, p), inverse, p), ballOfInteger(BigInt(k)), p);
    const signed = k % 4 < 2 ? term : neg(term);
    if (k % 2 === 0) even = add(even, signed, p);
    else odd = add(odd, signed, p);
  }
  const reduced = x.reduced(p);
  if (reduced === undefined) return undefined;
  const { quarter, rest } = reduced;
  const turned = (quarter + 3 * n) % 4; // of x − nπ/2
  const value = add(mul(even, sineAt(turned, rest, p), p), mul(odd, sineAt((turned + 1) % 4, rest, p), p), p);
  return div(value, a, p);
}

/**
 * Jₙ(x) for x ≥ 2n, x large, by Hankel's expansion:
 *
 *     Jₙ(x) = √(2/(πx))·(P·cos χ − Q·sin χ),  χ = x − nπ/2 − π/4
 *     P = 1 − a₂/x² + a₄/x⁴ − …,  Q = a₁/x − a₃/x³ + …,  a_k = (4n² − 1²)(4n² − 3²)…(4n² − (2k − 1)²)/(k!·8ᵏ)
 *
 * A partial sum of P or Q that ends before the k-th term, k ≥ n, errs by less than that term (DLMF 10.17(iii)).
 */
function hankel(n: number, x: Argument, precision: number): Ball | undefined {
  const p = precision + guard + Math.ceil(n / 2);
  const a = x.at(p);
  const inverse = div(one, scaleBall(a, 3), p); // 1/(8x)
  const square = 4 * n * n;
  let even = one;
  let odd: Ball = { mid: 0n, rad: 0n, exp: 0 };
  let term = one;
  let before = Infinity;
  for (let k = 1; ; k++) {
    const factor = BigInt(square - (2 * k - 1) * (2 * k - 1));
    term = div(mul(mul(term, ballOfInteger(factor), p), inverse, p), ballOfInteger(BigInt(k)), p);
    const top = topExponent(term);
    if (k >= n && (top < -p || top > before)) {
      // The next term of the other sum is no larger than this one where they fall; where they begin to grow, at most four times as large.
      const rest = scaleBall(omitted(term), 2);
      even = add(even, rest, p);
      odd = add(odd, rest, p);
      break;
    }
    before = top;
    const signed = k % 4 < 2 ? term : neg(term);
    if (k % 2 === 0) even = add(even, signed, p);
    else odd = add(odd, signed, p);
  }
  const reduced = x.reduced(p);
  if (reduced === undefined) return undefined;
  const { quarter, rest } = reduced;
  const turned = (quarter + 3 * n) % 4; // of x − nπ/2
  const sine = sineAt(turned, rest, p);
  const cosine = sineAt((turned + 1) % 4, rest, p);
  // √2·cos χ = cos + sin, √2·sin χ = sin − cos
  const value = sub(mul(even, add(cosine, sine, p), p), mul(odd, sub(sine, cosine, p), p), p);
  return div(value, sqrtBall(mul(pi(p), a, p), p), p);
}

/** Jₙ(x) for n ≥ 0, x > 0; undefined where x cannot be reduced. */
export function besselBallAt(n: number, x: Argument, precision: number): Ball | undefined {
  const isFar = x.size >= Math.max(2 * n, precision / 2 + guard);
  return isFar ? hankel(n, x, precision) : besselNear(n, x, precision);
}

/** jₙ(x) for n ≥ 0, x > 0; undefined where x cannot be reduced. */
export function sphericalBallAt(n: number, x: Argument, precision: number): Ball | undefined {
  return (x.size < n ? sphericalNear : sphericalFar)(n, x, precision);
}

// Doubles can always be reduced.

function besselBall(n: number, x: number, precision: number): Ball {
  return besselBallAt(n, argumentOf(x), precision)!;
}

function sphericalBall(n: number, x: number, precision: number): Ball {
  return sphericalBallAt(n, argumentOf(x), precision)!;
}

/**
 * Jₙ(x) for an integer n. For x ≠ 0 the value is transcendental (C. L. Siegel, 1929), so no double.
 *
 * Near 0, J₀(x) is above 1 − x²/4 and J₁(x) = (x/2)(1 − x²/8 + …).
 * @throws RangeError unless n is an integer, |n| ≤ {@link greatestOrder}.
 */
export function exactBesselJ(n: number, x: number, out: Float64Array): void {
  requireOrder('besselJ', n, -greatestOrder);
  const order = Math.abs(n);
  const size = Math.abs(x);
  if (!(size < Infinity)) writeUndefined(out);
  else if (x === 0) write(n === 0 ? 1 : 0, n === 0 ? 1 : 0, out);
  else if (order === 0 && size < 1e-8) writeWithin(1, out);
  else if (order === 1 && size < 5e-17) settleNearQuotient(size, 2, -1, out);
  else settle((precision) => besselBall(order, size, precision), out);
  if (order % 2 === 1 && x < 0 !== n < 0) negateBounds(out);
}

/**
 * jₙ(x), the spherical Bessel function, for an integer n ≥ 0; j₀ is sin(x)/x. For x ≠ 0 the value is transcendental, by Lindemann and Weierstrass: it is
 * A·sin x + B·cos x with algebraic A, B not both 0.
 *
 * Near 0, j₀(x) is above 1 − x²/6 and j₁(x) = (x/3)(1 − x²/10 + …).
 * @throws RangeError unless n is an integer, 0 ≤ n ≤ {@link greatestOrder}.
 */
export function exactSphericalJ(n: number, x: number, out: Float64Array): void {
  requireOrder('sphericalJ', n, 0);
  const size = Math.abs(x);
  if (!(size < Infinity)) writeUndefined(out);
  else if (x === 0) write(n === 0 ? 1 : 0, n === 0 ? 1 : 0, out);
  else if (n === 0 && size < 1e-8) writeWithin(1, out);
  else if (n === 1 && size < 5e-17) settleNearQuotient(size, 3, -1, out);
  else settle((precision) => sphericalBall(n, size, precision), out);
  if (n % 2 === 1 && x < 0) negateBounds(out);
}

/**
 * A double near J′ₙ(x) and of its sign, for n ≥ 0 and x ≥ 1; 0 stands for less than any. J′ₙ = (J₍ₙ₋₁₎ − J₍ₙ₊₁₎)/2 (DLMF 10.6.1), J′₀ = −J₁.
 *
 * J₀(x) and J′₀(x) are algebraically independent (Siegel), and J′ₙ(x) is a combination of them with rational coefficients, not both 0, or Y′ₙ(x) would be 0 as well.
 */
export function besselJSlope(n: number, x: number): number {
  return signed((p) => {
    const after = besselBall(n + 1, x, p);
    return n === 0 ? neg(after) : scaleBall(sub(besselBall(n - 1, x, p), after, p), -1);
  });
}

/** The same of jₙ. (2n + 1)·j′ₙ = n·j₍ₙ₋₁₎ − (n + 1)·j₍ₙ₊₁₎ (DLMF 10.51.2); here it is sin x and cos x that are independent. */
export function sphericalJSlope(n: number, x: number): number {
  const [whole, below, above] = [2 * n + 1, n, n + 1].map((k) => ballOfInteger(BigInt(k))) as [Ball, Ball, Ball];
  return signed((p) => {
    const after = mul(above, sphericalBall(n + 1, x, p), p);
    return div(n === 0 ? neg(after) : sub(mul(below, sphericalBall(n - 1, x, p), p), after, p), whole, p);
  });
}

/** The first bits, and the sign, of a number that is not 0. */
function signed(enclose: (precision: number) => Ball): number {
  for (let precision = 64; ; precision *= 2) {
    const { mid, rad, exp } = enclose(precision);
    if (mid !== 0n && bitLength(mid) - bitLength(rad) >= 30) return doubleBelow(mid, exp);
  }
}

/** Bounds of Jₙ(x)·[1 − slack, 1 + slack] for n ≥ 0, x > 0, and a power of two below 1 as the slack; tightest but for chance. */
export function besselJAround(n: number, x: number, slack: number, out: Float64Array): void {
  settle((precision) => widened(besselBall(n, x, precision), slack, precision), out, startPrecision);
}

/** The same of jₙ. */
export function sphericalJAround(n: number, x: number, slack: number, out: Float64Array): void {
  settle((precision) => widened(sphericalBall(n, x, precision), slack, precision), out, startPrecision);
}

function widened(a: Ball, slack: number, precision: number): Ball {
  const { mid, exp } = ballOf(slack);
  return mul(a, { mid: 1n << BigInt(-exp), rad: mid, exp }, precision);
}

function requireOrder(name: string, n: number, least: number): void {
  if (Number.isInteger(n) && n >= least && n <= greatestOrder) return;
  throw new RangeError(
    `${name}: expected an integer order from ${String(least).replace('-', '−')} to ${greatestOrder}, got ${n}`,
  );
}
