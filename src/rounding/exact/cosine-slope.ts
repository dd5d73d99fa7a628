/**
 * Where cosSlope2(x) = (sin h/h)², h = x/2, has its zeros and its maxima on x > 0, and how high these are.
 *
 * Its derivative has the sign of sin h·(h·cos h − sin h): it vanishes at the zeros h = kπ and at the solutions h_k of tan h = h, one in
 * each (kπ, kπ + π/2), k ≥ 1, which are the maxima, of height 1/(1 + h_k²). None of them is a double (Lindemann).
 * Proof: docs/proofs/slopes.md.
 */

import { arctanBall } from './arctangent.js';
import { add, type Ball, ballOf, ballOfInteger, div, mul, one, scaleBall, sub, topExponent } from './ball.js';
import { halfPi, pi } from './constants.js';
import { omitted } from './series.js';
import { settle, startPrecision } from './settle.js';

const guard = 28;

/**
 * ⌊angle(h)/π⌋ for h = x/2, x > 0 finite, where the quotient is irrational: with ever more bits than stand before the point, until the
 * ball has no integer in it. From the usual `start` the first time is the last; from others tests see it turn.
 */
function halfTurns(x: number, start: number, angle: (h: Ball, precision: number) => Ball): bigint {
  const h = scaleBall(ballOf(x), -1);
  const whole = Math.max(0, topExponent(h) + 63) & -64; // in steps, as π is remembered for each precision
  for (let precision = start; ; precision *= 2) {
    const p = precision + whole;
    const { mid, rad, exp } = div(angle(h, p), pi(p), p);
    const least = (mid - rad) >> BigInt(-exp);
    if (least === (mid + rad) >> BigInt(-exp)) return least;
  }
}

/** How many zeros there are in (0, x], x > 0 finite. */
export function zerosUpTo(x: number, start: number = startPrecision): bigint {
  return x < 6 ? 0n : halfTurns(x, start, (h) => h);
}

/** How many maxima there are in (0, x], x > 0 finite: h − arctan h increases, and is kπ at h_k. */
export function maximaUpTo(x: number, start: number = startPrecision): bigint {
  return x < 8 ? 0n : halfTurns(x, start, (h, p) => sub(h, arctanBall(h, p), p));
}

/**
 * h_k for k ≥ 1, relative error near 2^-precision: the fixed point of G(s) = kπ + arctan s.
 *
 * Newton's method for s − G(s), on midpoints, goes from (k + ½)π − 1/((k + ½)π) to a point s near h_k. Nothing rests on how near:
 * |h_k − G(s)| ≤ 4|G(s) − s| for every s. As h_k and G(s) are within π/2 of kπ, that is so where |G(s) − s| ≥ 1. Where it is less,
 * s > kπ − π/2 − 1 > 0, so G(s) > kπ and s > kπ − 1 > 2; between s and h_k then |G′| ≤ 1/(1 + 2²) = 1/5, and
 * |h_k − G(s)| ≤ |h_k − s|/5 ≤ (|h_k − G(s)| + |G(s) − s|)/5, so |h_k − G(s)| ≤ |G(s) − s|/4.
 */
function tangentRoot(k: bigint, precision: number): Ball {
  const p = precision + guard;
  const turns = mul(ballOfInteger(k), pi(p), p);
  const image = (s: Ball): Ball => add(turns, arctanBall(s, p), p);
  const right = add(turns, halfPi(p), p);
  let s = middle(sub(right, div(one, right, p), p));
  for (let bits = 6; bits < p; bits *= 2) {
    const square = mul(s, s, p);
    const step = mul(sub(s, image(s), p), div(add(one, square, p), square, p), p); // 1 − G′(s) = s²/(1 + s²)
    s = middle(sub(s, step, p));
  }
  const end = image(s);
  return add(end, omitted(scaleBall(sub(end, s, p), 2)), p);
}

function middle({ mid, exp }: Ball): Ball {
  return { mid, rad: 0n, exp };
}

/** The bounds of the k-th maximum, 1/(1 + h_k²), k ≥ 1; transcendental, as h_k is. */
export function cosSlope2Maximum(k: bigint, out: Float64Array): void {
  settle((precision) => {
    const p = precision + guard;
    const h = tangentRoot(k, p);
    return div(one, add(one, mul(h, h, p), p), p);
  }, out);
}
