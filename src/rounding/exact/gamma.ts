/**
 * Γ, log |Γ| and its derivatives: the digamma function ψ = (log Γ)′ and the polygamma functions ψ⁽ⁿ⁾.
 *
 * All rest on Stirling's series of log Γ, differentiated, at arguments shifted up, and on the reflection at 1/2. Proof: docs/proofs/special.md.
 */
import { add, type Ball, ballOf, ballOfInteger, bitLength, div, mul, neg, one, scaleBall, sub, topExponent } from './ball.js';
import { bernoulli } from './bernoulli.js';
import { pi } from './constants.js';
import { expBall } from './exponential.js';
import { cospiBall, sinpiBall } from './halfturn.js';
import { logBall } from './logarithm.js';
import { omitted } from './series.js';
import { doubleBelow, settle, settleNearQuotient, startPrecision, write, writeHuge, writeUndefined } from './settle.js';

const guard = 40;
// Rational values are not known to be impossible, but for those that are recognized: see settle.
const last = 1536;

/** n! for n ≥ 0. */
export function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2; k <= n; k++) product *= BigInt(k);
  return product;
}

/** aⁿ for n ≥ 1. */
export function powerOf(a: Ball, n: number, precision: number): Ball {
  if (n === 1) return a;
  const half = powerOf(a, Math.floor(n / 2), precision);
  const square = mul(half, half, precision);
  return n % 2 === 0 ? square : mul(square, a, precision);
}

/** a/b for integers. */
function quotient(a: bigint, b: bigint, precision: number): Ball {
  return div(ballOfInteger(a), ballOfInteger(b), precision);
}

/**
 * The j-th derivative of log Γ at z > 0, by Stirling's series:
 *
 *     log Γ(z) = (z − ½)·log z − z + ½·log 2π + Σ_{k≥1} B_2k/(2k(2k − 1)z^(2k−1))
 *
 * and its derivatives, the terms of which are (−1)^j·B_2k·(2k + j − 2)!/((2k)!·z^(2k+j−1)). The error of a partial sum is at most the first
 * term omitted. The sum ends there at the precision wanted, or where the terms begin to grow.
 */
function stirling(j: number, z: Ball, p: number): Ball {
  const inverse = div(one, z, p);
  const square = mul(inverse, inverse, p);
  let sum = leading(j, z, inverse, p);
  let power = j === 0 ? inverse : powerOf(inverse, j + 1, p);
  const target = sum.mid === 0n ? -p : topExponent(sum) - p;
  let before = Infinity;
  for (let k = 1; ; k++) {
    const { num, den } = bernoulli(k);
    // (2k + j − 2)!/(2k)!
    let above = j % 2 === 0 ? num : -num;
    let below = den;
    for (let i = 2 * k + 1; i <= 2 * k + j - 2; i++) above *= BigInt(i);
    for (let i = 2 * k + j - 1; i <= 2 * k; i++) below *= BigInt(i);
    const term = mul(quotient(above, below, p), power, p);
    const top = topExponent(term);
    if (top < target || top > before) return add(sum, omitted(term), p);
    before = top;
    sum = add(sum, term, p);
    power = mul(power, square, p);
  }
}

/** The j-th derivative of (z − ½)·log z − z + ½·log 2π. */
function leading(j: number, z: Ball, inverse: Ball, p: number): Ball {
  const half: Ball = { mid: 1n, rad: 0n, exp: -1 };
  if (j === 0) {
    const constant = scaleBall(logBall(scaleBall(pi(p), 1), p), -1);
    return add(sub(mul(sub(z, half, p), logBall(z, p), p), z, p), constant, p);
  }
  if (j === 1) return sub(logBall(z, p), scaleBall(inverse, -1), p);
  // (−1)^j·((j − 2)!/z^(j−1) + (j − 1)!/(2z^j))
  const power = powerOf(inverse, j - 1, p);
  const first = mul(ballOfInteger(factorial(j - 2)), power, p);
  const second = scaleBall(mul(mul(ballOfInteger(factorial(j - 1)), power, p), inverse, p), -1);
  const value = add(first, second, p);
  return j % 2 === 0 ? value : neg(value);
}

/** How far x > 0 is shifted up before Stirling's series is summed: the least of its terms falls like e^(−2πz). */
function shiftOf(x: Ball, j: number, p: number): number {
  const wanted = Math.ceil(p / 4) + 8 + j;
  const top = bitLength(x.mid) + x.exp;
  if (top > 40) return 0;
  const size = Number(x.exp >= 0 ? x.mid << BigInt(x.exp) : x.mid >> BigInt(-x.exp));
  return Math.max(0, wanted - size);
}

const shifted = (x: Ball, i: number, p: number): Ball => (i === 0 ? x : add(x, ballOfInteger(BigInt(i)), p));

/** x(x + 1)…(x + n − 1); exact factors near the poles, since x + i is exact there. */
function rising(x: Ball, n: number, p: number): Ball {
  let product = one;
  for (let i = 0; i < n; i++) product = mul(product, shifted(x, i, p), p);
  return product;
}

/** Γ(x) = Γ(x + N)/(x(x + 1)…(x + N − 1)), for −300 < x < 300, no pole. */
function gammaBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const { log, product } = gammaParts(x, p);
  return div(expBall(log, p), product, p);
}

/** log Γ(x + N) and x(x + 1)…(x + N − 1) for an N at which Stirling's series is right to p bits. */
export function gammaParts(x: Ball, p: number): { readonly log: Ball; readonly product: Ball } {
  const n = shiftOf(x, 0, p);
  return { log: stirling(0, shifted(x, n, p), p), product: rising(x, n, p) };
}

/** log Γ(x) for x > 0. */
export function logGammaBall(x: Ball, p: number): Ball {
  const n = shiftOf(x, 0, p);
  const value = stirling(0, shifted(x, n, p), p);
  return n === 0 ? value : sub(value, logBall(rising(x, n, p), p), p);
}

/** log |Γ(x)|, no pole; log |Γ(x)| = log π − log |sin πx| − log Γ(1 − x) for x < 0. */
function lgammaBall(x: number, precision: number): Ball {
  const p = precision + guard;
  const a = ballOf(x);
  if (x > 0) return logGammaBall(a, p);
  const sine = sinpiBall(x, p);
  const size = sine.mid < 0n ? neg(sine) : sine;
  return sub(logBall(div(pi(p), size, p), p), logGammaBall(sub(one, a, p), p), p);
}

/** ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + N) − (−1)ⁿ·n!·Σ_{i<N} 1/(x + i)^(n+1), for x > 0. */
export function polygammaPositive(n: number, x: Ball, p: number): Ball {
  const count = shiftOf(x, n + 1, p);
  const value = stirling(n + 1, shifted(x, count, p), p);
  if (count === 0) return value;
  let sum: Ball = { mid: 0n, rad: 0n, exp: 0 };
  for (let i = 0; i < count; i++) sum = add(sum, div(one, powerOf(shifted(x, i, p), n + 1, p), p), p);
  const rest = mul(ballOfInteger(factorial(n)), sum, p);
  return n % 2 === 0 ? sub(value, rest, p) : add(value, rest, p);
}

/**
 * The n-th derivative of cot divided by its sign (−1)ⁿ, as a polynomial in cot with coefficients ≥ 0:
 * P₀ = c and P₍ₙ₊₁₎ = (1 + c²)·P′ₙ.
 */
function cotangentPolynomial(n: number): readonly bigint[] {
  let p: bigint[] = [0n, 1n];
  for (let k = 0; k < n; k++) {
    const next: bigint[] = Array.from({ length: p.length + 1 }, () => 0n);
    for (let i = 1; i < p.length; i++) {
      const slope = BigInt(i) * p[i]!;
      next[i - 1]! += slope;
      next[i + 1]! += slope;
    }
    p = next;
  }
  return p;
}

/** π^(n+1)·|cot⁽ⁿ⁾|(πx) for c = cot πx, with the sign of (−1)ⁿ·cot⁽ⁿ⁾. Coefficients have one sign and powers one parity: nothing cancels. */
export function cotangentDerivative(n: number, c: Ball, p: number): Ball {
  let value: Ball = { mid: 0n, rad: 0n, exp: 0 };
  const polynomial = cotangentPolynomial(n);
  for (let i = polynomial.length - 1; i >= 0; i--) value = add(mul(value, c, p), ballOfInteger(polynomial[i]!), p);
  return mul(value, powerOf(pi(p), n + 1, p), p);
}

/** ψ⁽ⁿ⁾(x), no pole; (−1)ⁿ·ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(1 − x) − π^(n+1)·(−1)ⁿ·cot⁽ⁿ⁾(πx) for x < 0. */
function polygammaBall(n: number, x: number, precision: number): Ball {
  const p = precision + guard + 2 * n;
  const a = ballOf(x);
  if (x > 0) return polygammaPositive(n, a, p);
  const c = div(cospiBall(x, p), sinpiBall(x, p), p);
  const value = sub(polygammaPositive(n, sub(one, a, p), p), cotangentDerivative(n, c, p), p);
  return n % 2 === 0 ? value : neg(value);
}

/** Is x a pole: 0, −1, −2, …? */
export function isPole(x: number): boolean {
  return x <= 0 && Math.floor(x) === x;
}

/**
 * Γ(x); undefined at the poles 0, −1, −2, …, −∞. Integers give factorials, exactly. For tiny x it is (1/x)(1 − γx + …). Γ(172) > 2^1024, and below
 * −200 |Γ(x)| < 2^-1075 even beside the poles.
 */
export function exactGamma(x: number, out: Float64Array): void {
  if (Number.isNaN(x) || isPole(x)) writeUndefined(out);
  else if (x >= 172) writeHuge(out);
  else if (Math.abs(x) < 1e-33) settleNearQuotient(1, x, x > 0 ? -1 : 1, out);
  else if (Math.floor(x) === x) settle(() => ballOfInteger(factorial(x - 1)), out);
  else if (x < -200) {
    if (Math.floor(x) % 2 === 0) write(0, 5e-324, out);
    else write(-5e-324, 0, out);
  } else settle((precision) => gammaBall(ballOf(x), precision), out, last);
}

/** log |Γ(x)|; +∞, that is [MAX, ∞], at the poles 0, −1, −2, … and 0 at 1 and 2. */
export function exactLgamma(x: number, out: Float64Array): void {
  if (Number.isNaN(x) || x === -Infinity) writeUndefined(out);
  else if (x === Infinity || isPole(x)) writeHuge(out);
  else if (x === 1 || x === 2) write(0, 0, out);
  else settle((precision) => lgammaBall(x, precision), out, last);
}

/** ψ(x); undefined at the poles 0, −1, −2, …. For tiny x it is −(1/x)(1 + γx − …). */
export function exactDigamma(x: number, out: Float64Array): void {
  if (Number.isNaN(x) || x === -Infinity || isPole(x)) writeUndefined(out);
  else if (x === Infinity) writeHuge(out);
  else if (Math.abs(x) < 1e-33) settleNearQuotient(-1, x, x > 0 ? 1 : -1, out);
  else settle((precision) => polygammaBall(0, x, precision), out, last);
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of ψ, n ≥ 0; for n ≥ 1 undefined at the poles and 0 at +∞. */
export function exactPolygamma(n: number, x: number, out: Float64Array): void {
  if (n === 0) exactDigamma(x, out);
  else if (Number.isNaN(x) || x === -Infinity || isPole(x)) writeUndefined(out);
  else if (x === Infinity) write(0, 0, out);
  else settle((precision) => polygammaBall(n, x, precision), out, last);
}

// Lower bounds beside a minimum, tightest but for chance: nothing is known of the slack that would let a loop end.

/** The greatest double ≤ log |Γ(x)| − slack, or the one before, for no pole and a slack > 0. */
export function lgammaBelow(x: number, slack: number): number {
  return lowerEnd(sub(lgammaBall(x, startPrecision), ballOf(slack), startPrecision));
}

/** The greatest double ≤ |Γ(x)|·(1 − slack), or the one before, for −300 < x < 300, no pole, and 0 < slack < 1. */
export function gammaBelow(x: number, slack: number): number {
  const value = gammaBall(ballOf(x), startPrecision);
  const size = value.mid < 0n ? neg(value) : value;
  return lowerEnd(mul(size, sub(one, ballOf(slack), 2 * startPrecision), startPrecision));
}

/** The greatest double ≤ ψ⁽ⁿ⁾(x) − slack, or the one before, for no pole and a slack > 0. */
export function polygammaBelow(n: number, x: number, slack: number): number {
  return lowerEnd(sub(polygammaBall(n, x, startPrecision), ballOf(slack), startPrecision));
}

function lowerEnd({ mid, rad, exp }: Ball): number {
  return doubleBelow(mid - rad, exp);
}
