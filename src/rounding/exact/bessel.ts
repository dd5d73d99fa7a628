/** Bessel functions of the first kind and integer order. */
import { add, type Ball, ballOf, ballOfInteger, div, mul, neg, onGrid, scaleBall, sqrtBall, sub, topExponent } from './ball.js';
import { pi } from './constants.js';
import { omitted } from './series.js';
import { negateBounds, settle, settleNearQuotient, write, writeUndefined, writeWithin } from './settle.js';
import { reduce, sineAt } from './trigonometric.js';

const guard = 32;
const one: Ball = ballOfInteger(1n);

/** Greatest |n| of {@link exactBesselJ}: with it the terms of the power series grow to thousands of digits. */
const greatestOrder = 10_000;

/**
 * Jₙ(x) for |x| < 2^20, by its power series (x/2)ⁿ/n!·Σ (−t)ᵏ·n!/(k!(n + k)!), t = x²/4.
 *
 * In units of 2^-F the k-th term T errs by e ≤ e′·t/(k(n + k)) + 2: by at most 2·Σ T_k/T_i over i ≤ k, and all N together by 2·Σᵢ (Σ_{k≥i} T_k)/Tᵢ. Where
 * Tᵢ ≥ 1 the inner quotient is at most the sum S of all sizes. Where Tᵢ < 1, t is below the geometric mean of m(n + m), m ≤ i, so below half of
 * (i + 1)(n + i + 1), later terms fall by 1/2 or more and the quotient is at most 2. What is left out after a term that is 0 in fixed point makes less than
 * 2·2(N + 1) units. S is known as the sum of the computed sizes plus those errors, below twice 2N·(S + 2) for 2N < 2^(F − 1). The derivative of the sum is
 * below S in size.
 */
function powerSeries(n: number, x: Ball, size: number, precision: number): Ball {
  const fraction = precision + Math.ceil(3 * size) + guard;
  const f = BigInt(fraction);
  const t = onGrid(scaleBall(mul(x, x, fraction), -2), -fraction);
  let term = 1n << f;
  let sum = term;
  let sizes = term;
  let count = 1;
  for (let k = 1; term !== 0n; k++) {
    term = ((term * t.mid) >> f) / (BigInt(k) * BigInt(n + k));
    sum += k % 2 === 0 ? term : -term;
    sizes += term;
    count += 1;
  }
  const bound = (sizes >> f) + 6n;
  let value: Ball = { mid: sum, rad: BigInt(4 * count) * bound + t.rad * bound, exp: -fraction };
  const half = scaleBall(x, -1);
  for (let k = 1; k <= n; k++) value = div(mul(value, half, fraction), ballOfInteger(BigInt(k)), fraction);
  return value;
}

/**
 * Jₙ(x) for x ≥ 2n, x large, by Hankel's expansion:
 *
 *     Jₙ(x) = √(2/(πx))·(P·cos χ − Q·sin χ),  χ = x − nπ/2 − π/4
 *     P = 1 − a₂/x² + a₄/x⁴ − …,  Q = a₁/x − a₃/x³ + …,  a_k = (4n² − 1²)(4n² − 3²)…(4n² − (2k − 1)²)/(k!·8ᵏ)
 *
 * A partial sum of P or Q that ends before the k-th term, k ≥ n, errs by less than that term (DLMF 10.17(iii)).
 */
function hankel(n: number, x: number, precision: number): Ball {
  const p = precision + guard + Math.ceil(n / 2);
  const a = ballOf(x);
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
  const { quarter, rest } = reduce(x, p);
  const turned = (quarter + 3 * n) % 4; // of x − nπ/2
  const sine = sineAt(turned, rest, p);
  const cosine = sineAt((turned + 1) % 4, rest, p);
  // √2·cos χ = cos + sin, √2·sin χ = sin − cos
  const value = sub(mul(even, add(cosine, sine, p), p), mul(odd, sub(sine, cosine, p), p), p);
  return div(value, sqrtBall(mul(pi(p), a, p), p), p);
}

/** Jₙ(x) for n ≥ 0, x > 0. */
function besselBall(n: number, x: number, precision: number): Ball {
  const isFar = x >= Math.max(2 * n, precision / 2 + guard);
  return isFar ? hankel(n, x, precision) : powerSeries(n, ballOf(x), x, precision);
}

/**
 * Jₙ(x) for an integer n. For x ≠ 0 the value is transcendental (C. L. Siegel, 1929), so no double.
 *
 * Near 0, J₀(x) is above 1 − x²/4 and J₁(x) = (x/2)(1 − x²/8 + …).
 * @throws RangeError unless n is an integer, |n| ≤ {@link greatestOrder}.
 */
export function exactBesselJ(n: number, x: number, out: Float64Array): void {
  if (!Number.isInteger(n) || Math.abs(n) > greatestOrder)
    throw new RangeError(`besselJ: expected an integer order from −${greatestOrder} to ${greatestOrder}, got ${n}`);
  const order = Math.abs(n);
  const size = Math.abs(x);
  if (!(size < Infinity)) writeUndefined(out);
  else if (x === 0) write(n === 0 ? 1 : 0, n === 0 ? 1 : 0, out);
  else if (order === 0 && size < 1e-8) writeWithin(1, out);
  else if (order === 1 && size < 5e-17) settleNearQuotient(size, 2, -1, out);
  else settle((precision) => besselBall(order, size, precision), out);
  if (order % 2 === 1 && x < 0 !== n < 0) negateBounds(out);
}
