/** The real branches W₀ and W₋₁ of Lambert's function: w·e^w = x. */
import { add, type Ball, ballOf, ballOfInteger, bitLength, div, mul, neg, scaleBall, sqrtBall, sub, trim } from './ball.js';
import { expBall } from './exponential.js';
import { logBall } from './logarithm.js';
import { settle, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

const guard = 40;
const one: Ball = ballOfInteger(1n);

/** The least double above −1/e, where both branches begin. */
export const lambertStart: number = -0.3678794411714423;

const sizeOf = (a: Ball): bigint => (a.mid < 0n ? -a.mid : a.mid);

/** The midpoint as a number. */
function middle(a: Ball, p: number): Ball {
  const { mid, exp } = trim(a, p);
  return { mid, rad: 0n, exp };
}

/** |a| ≤ |b|/8 for all members. */
function isSmallBeside(a: Ball, b: Ball): boolean {
  const greatest = sizeOf(a) + a.rad;
  const least = sizeOf(b) - b.rad;
  return least > 0n && bitLength(greatest) + a.exp + 4 <= bitLength(least) + b.exp;
}

/**
 * From a guess by Newton's method to a ball around the root of f, where step(w) = f(w)/f′(w).
 *
 * That the iteration arrives is no part of the proof. Let s be a bound of |step(w)| at its end: if f′ is at least f′(w)/2 within 2s of w, then f changes its
 * sign there. The callers' f′ is, for 2s ≤ scale(w)/4.
 */
function rootNear(guess: Ball, step: (w: Ball) => Ball, scale: (w: Ball) => Ball, p: number): Ball {
  let w = middle(guess, p + 32);
  for (;;) {
    const s = step(w);
    // Newton's steps shrink until they are as small as what is not known of them.
    if (bitLength(s.mid) <= bitLength(s.rad) + 2 && isSmallBeside(s, scale(w))) {
      return add(w, { mid: 0n, rad: 2n * (sizeOf(s) + s.rad), exp: s.exp }, p);
    }
    w = middle(sub(w, s, p + 32), p + 32);
  }
}

/** −1 + q − q²/3, near W(x) for x near −1/e; q = ±√(2(ex + 1)) for W₀ and W₋₁. */
function nearStart(x: Ball, sign: 1 | -1, p: number): Ball {
  const root = sqrtBall(scaleBall(add(mul(expBall(one, p), x, p), one, p), 1), p);
  const q = sign > 0 ? root : neg(root);
  return sub(sub(q, div(mul(q, q, p), ballOfInteger(3n), p), p), one, p);
}

function principalGuess(x: number, p: number): Ball {
  const a = ballOf(x);
  if (x < -0.25) return nearStart(a, 1, p);
  if (x < 8) return logBall(add(a, one, p), p);
  const log = logBall(a, p);
  return sub(log, logBall(log, p), p);
}

/**
 * W₀(x): the root of f(w) = w·e^w − x above −1; f′(w) = (1 + w)·e^w, and within δ ≤ min(1, 1 + w)/4 of w it is at least ¾·e^-¼ of that.
 * f is convex for w > −2, so that Newton's iterates come down to the root.
 */
function principal(x: number, precision: number): Ball {
  const p = precision + guard;
  const step = (w: Ball): Ball => {
    const e = expBall(w, p);
    return div(sub(mul(w, e, p), ballOf(x), p), mul(add(one, w, p), e, p), p);
  };
  return rootNear(principalGuess(x, p), step, (w) => (w.mid < 0n ? add(one, w, p) : one), p);
}

function lowerGuess(x: number, p: number): Ball {
  if (x < -0.25) return nearStart(ballOf(x), -1, p);
  const log = logBall(ballOf(-x), p);
  return sub(log, logBall(neg(log), p), p);
}

/**
 * W₋₁(x): the root of f(w) = w + log(w/x) below −1; f′(w) = (1 + w)/w, and within δ ≤ |1 + w|/4 of w it is at least ¾/1¼ of that. f is concave, so that
 * Newton's iterates come up to the root.
 */
function lower(x: number, precision: number): Ball {
  const p = precision + guard;
  const step = (w: Ball): Ball => div(mul(add(w, logBall(div(w, ballOf(x), p), p), p), w, p), add(one, w, p), p);
  return rootNear(lowerGuess(x, p), step, (w) => add(one, w, p), p);
}

/**
 * W₀(x) for x ≥ −1/e. For x ≠ 0 the value is transcendental: were it algebraic, e^w = x/w would be, against Lindemann. Close to 0 it is x − x² + ….
 */
export function exactLambertW(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (x === Infinity) writeHuge(out);
  else if (!(x >= lambertStart)) writeUndefined(out);
  else if (Math.abs(x) < 5e-17) {
    if (x > 0) writeWithin(x, out);
    else writeBeyond(x, out);
  } else settle((precision) => principal(x, precision), out);
}

/** W₋₁(x) for −1/e ≤ x < 0, transcendental as W₀. */
export function exactLambertWLower(x: number, out: Float64Array): void {
  if (x >= lambertStart && x < 0) settle((precision) => lower(x, precision), out);
  else writeUndefined(out);
}
