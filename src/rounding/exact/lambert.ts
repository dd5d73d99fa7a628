/** The real branches W₀ and W₋₁ of Lambert's function: w·e^w = x. */
import { add, type Ball, ballOf, ballOfInteger, bitLength, div, mul, neg, one, scaleBall, sqrtBall, sub, trim } from './ball.js';
import { expBall } from './exponential.js';
import { logBall } from './logarithm.js';
import { settle, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';

const guard = 40;

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

/** Newton's method doubles the digits in each step; more are not taken. */
const MOST_STEPS = 200;

/** What holds every number, where a function is not known. */
const everything: Ball = { mid: 0n, rad: 1n, exp: 1100 };

/**
 * From a guess by Newton's method to a ball around the root of f, where step(w) = f(w)/f′(w).
 *
 * Undefined where the precision does not suffice. That the iteration arrives is no part of the proof. Let s be a bound of |step(w)| at its end: if f′ is at least f′(w)/2 within 2s of w, then f changes its
 * sign there. The callers' f′ is, for 2s ≤ scale(w)/4.
 */
function rootNear(guess: Ball, step: (w: Ball) => Ball, scale: (w: Ball) => Ball, p: number): Ball | undefined {
  let w = middle(guess, p + 32);
  for (let i = 0; i < MOST_STEPS; i++) {
    const s = step(w);
    // Newton's steps shrink until they are as small as what is not known of them.
    if (bitLength(s.mid) <= bitLength(s.rad) + 2 && isSmallBeside(s, scale(w))) {
      return add(w, { mid: 0n, rad: 2n * (sizeOf(s) + s.rad), exp: s.exp }, p);
    }
    w = middle(sub(w, s, p + 32), p + 32);
  }
  return undefined;
}

/** −1 + q − q²/3, near W(x) for x near −1/e; q = ±√(2(ex + 1)) for W₀ and W₋₁. */
function nearStart(x: Ball, sign: 1 | -1, p: number): Ball | undefined {
  const square = scaleBall(add(mul(expBall(one, p), x, p), one, p), 1);
  if (square.mid <= square.rad) return undefined;
  const root = sqrtBall(square, p);
  const q = sign > 0 ? root : neg(root);
  return sub(sub(q, div(mul(q, q, p), ballOfInteger(3n), p), p), one, p);
}

function principalGuess(a: Ball, size: number, p: number): Ball | undefined {
  if (size < -0.25) return nearStart(a, 1, p);
  if (size < 8) return logBall(add(a, one, p), p);
  const log = logBall(a, p);
  return sub(log, logBall(log, p), p);
}

/**
 * W₀(x) for an x that is `size` in double precision: the root of f(w) = w·e^w − x above −1; f′(w) = (1 + w)·e^w, and within δ ≤ min(1, 1 + w)/4 of w it is at least ¾·e^-¼ of that.
 * f is convex for w > −2, so that Newton's iterates come down to the root.
 */
export function principalBall(x: Ball, size: number, precision: number): Ball | undefined {
  const p = precision + guard;
  const guess = principalGuess(x, size, p);
  const step = (w: Ball): Ball => {
    const e = expBall(w, p);
    return div(sub(mul(w, e, p), x, p), mul(add(one, w, p), e, p), p);
  };
  return guess && rootNear(guess, step, (w) => (w.mid < 0n ? add(one, w, p) : one), p);
}

function lowerGuess(x: Ball, size: number, p: number): Ball | undefined {
  if (size < -0.25) return nearStart(x, -1, p);
  const log = logBall(neg(x), p);
  return sub(log, logBall(neg(log), p), p);
}

/**
 * W₋₁(x): the root of f(w) = w + log(w/x) below −1; f′(w) = (1 + w)/w, and within δ ≤ |1 + w|/4 of w it is at least ¾/1¼ of that. f is concave, so that
 * Newton's iterates come up to the root.
 */
export function lowerBall(x: Ball, size: number, precision: number): Ball | undefined {
  const p = precision + guard;
  const guess = lowerGuess(x, size, p);
  const step = (w: Ball): Ball => div(mul(add(w, logBall(div(w, x, p), p), p), w, p), add(one, w, p), p);
  return guess && rootNear(guess, step, (w) => add(one, w, p), p);
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
  } else settle((precision) => principalBall(ballOf(x), x, precision) ?? everything, out);
}

/** W₋₁(x) for −1/e ≤ x < 0, transcendental as W₀. */
export function exactLambertWLower(x: number, out: Float64Array): void {
  if (x >= lambertStart && x < 0) settle((precision) => lowerBall(ballOf(x), x, precision) ?? everything, out);
  else writeUndefined(out);
}

/**
 * The root w of w + log |w| = L for |L| ≥ 4, positive or, below −1, negative as L is: W₀(e^L), or W₋₁(−e^L).
 *
 * The root has the sign of L and is above 2 or below −4 in size: |w| = |L − log |w||. On w > 0 the derivative 1 + 1/w is above 1, on w < −2 above ½, so
 * that f changes its sign within 2|f(w)| of w, if w − 2|f(w)| is positive, or w + 2|f(w)| below −2; the rest is Newton's method.
 */
export function logarithmicBall(L: Ball, precision: number): Ball | undefined {
  const p = precision + guard;
  const isBelow = L.mid < 0n;
  const size = (w: Ball): Ball => (isBelow ? neg(w) : w);
  let w = middle(sub(L, logBall(size(L), p), p), p);
  for (let i = 0; i < MOST_STEPS; i++) {
    const f = sub(add(w, logBall(size(w), p), p), L, p);
    if (bitLength(f.mid) <= bitLength(f.rad) + 2) {
      const slack: Ball = { mid: 0n, rad: 2n * (sizeOf(f) + f.rad), exp: f.exp };
      const root = add(w, slack, p);
      return isSmallBeside(slack, w) ? root : undefined;
    }
    w = middle(sub(w, div(mul(f, w, p), add(w, one, p), p), p), p);
  }
  return undefined;
}
