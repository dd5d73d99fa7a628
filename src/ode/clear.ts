import type { SolutionKernel } from '../formula/solution.js';
import { type Arithmetic, numbers } from './arithmetic.js';
import { NOISE } from './roots.js';

// Steps in which the polynomial of an event clearly keeps its sign.

/** Where the Taylor coefficients of the event functions are found. */
export interface Watching extends Pick<SolutionKernel, 'memory' | 'order' | 'watchedAt'> {
  /** Doubles from one coefficient to the next, 1 unless given. */
  readonly stride?: number;
  /** The time in which they are measured, 1 unless given. */
  readonly unit?: number;
}

/** A polynomial keeps clear of zero where its constant term exceeds the sizes of all others by more than rounding: see `NOISE` in roots.ts. */
export const CLEARLY: number = 1 + 2 ** -48;

/**
 * Polynomials of events are cut off after terms that are this small a part of the largest one, or not much larger a part than those of the states. What comes behind is an
 * eighth of it where steps keep to Jorba and Zou's part of the radius, which moves a zero by about a rounding of the time. Formulas of degree 2 would need shorter
 * steps than their states for a smaller part.
 */
export const CUT_OFF: number = 2 ** -46;
export const NOT_MUCH = 64;

/** The terms that are cut off, as a multiple of the last ones that are not: more than enough where those before them fall off by 1/2 each on an average. */
export const REST = 8;

/** Terms among which the largest one is looked for. */
const FIRST_TERMS = 6;

/**
 * The last two terms stand for all that are cut off behind them, with this weight: where they are so much smaller than g_0 that the weight does not matter, terms fall off
 * by 0.7 or less each on an average. Near the end of its domain, √x goes by a polynomial that stays clear of zero, and ∛x does so up to its zero and beyond.
 */
export function restWeight(order: number): number {
  return 1 + 2 ** Math.round(order / 2);
}

/** Whether |g_0| > Σ_{k≥1} |g_k| |h|^k fails, the last terms weighed, without which a formula keeps its sign in the step. */
function mayVanish(kernel: Watching, event: number, h: number): boolean {
  return !(Math.abs(kernel.memory[kernel.watchedAt(event)]!) > sizeBehind(kernel, event, Math.abs(h)) * CLEARLY);
}

/** Σ_{k≥1} |g_k| h^k, the last two terms weighed, as h·(o + h·e) with o = |g_1| + |g_3| h² + … and e = |g_2| + |g_4| h² + …, which halves the chain of dependent operations. */
function sizeBehind(kernel: Watching, event: number, h: number): number {
  const { memory, order, stride = 1 } = kernel;
  const at = kernel.watchedAt(event);
  const square = h * h;
  const weight = restWeight(order);
  let k = 2 * (order >> 1) - 1;
  let odd = weight * Math.abs(memory[at + k * stride]!);
  let even = 0;
  if (k !== order - 1) even = weight * Math.abs(memory[at + (k + 1) * stride]!);
  else if (k > 1) {
    k -= 2;
    odd = odd * square + Math.abs(memory[at + k * stride]!);
    even = weight * Math.abs(memory[at + (k + 1) * stride]!);
  }
  for (k -= 2; k > 0; k -= 2) {
    odd = odd * square + Math.abs(memory[at + k * stride]!);
    even = even * square + Math.abs(memory[at + (k + 1) * stride]!);
  }
  return h * (odd + h * even);
}

/**
 * How much is left of an event's polynomial at the end of a step: its last terms, at most `least` of its largest one where it is good for all of the step (see `reach`).
 *
 * @param start - the largest state, or 1
 * @param last - the largest of the last coefficients of the states
 */
export function tailOf<V>(
  on: Arithmetic<V>,
  parts: { readonly order: number; readonly h: V; readonly coefficient: (k: number) => V; readonly start: V; readonly last: V },
): { readonly least: V; readonly end: V; readonly largest: V } {
  const { order, h, coefficient, start, last } = parts;
  let largest = on.abs(coefficient(0));
  let power = h;
  for (let k = 1; k < Math.min(order, FIRST_TERMS); k++) {
    largest = on.max(largest, on.mul(on.abs(coefficient(k)), power));
    power = on.mul(power, h);
  }
  power = powerOf(on, h, order - 2);
  const tail = on.div(on.mul(on.mul(last, on.mul(power, h)), h), start);
  const end = on.mul(on.max(on.mul(on.abs(coefficient(order - 1)), h), on.abs(coefficient(order - 2))), power);
  return { least: on.max(on.constant(CUT_OFF), on.mul(on.constant(NOT_MUCH * (1 - 2 ** -40)), tail)), end, largest };
}

/** x^n by repeated squaring. */
function powerOf<V>(on: Arithmetic<V>, x: V, n: number): V {
  let power = on.constant(1);
  let squared = x;
  for (let rest = n; rest > 0; rest >>= 1) {
    if (rest % 2 === 1) power = on.mul(power, squared);
    if (rest > 1) squared = on.mul(squared, squared);
  }
  return power;
}

/**
 * Whether an event may happen in a step: its polynomial may vanish, and is not clearly on the side of zero on which it has been last; or it has happened unseen by the
 * polynomial of the step before.
 */
export function isOpen(kernel: Watching, event: number, h: number, side: number, start: number, last: number): boolean {
  const isTurned = kernel.memory[kernel.watchedAt(event)]! * side < 0;
  return isTurned || (mayVanish(kernel, event, h) && !isBeyond(kernel, event, h, side, start, last));
}

/**
 * Whether the polynomial of an event is on one side of zero throughout a step, whatever terms are cut off: by Horner's rule over the whole step, as in `zerosOf`, with
 * something to spare for other roundings.
 *
 * @param side - 1 or −1; with 0 the answer is no
 * @param start - the largest state, or 1
 * @param last - the largest of the last coefficients of the states
 */
function isBeyond(kernel: Watching, event: number, h: number, side: number, start: number, last: number): boolean {
  const { memory, order, stride = 1 } = kernel;
  const at = kernel.watchedAt(event);
  const length = Math.abs(h);
  const all = sizeBehind(kernel, event, length) + Math.abs(memory[at]!);
  const coefficient = (k: number): number => memory[at + k * stride]!;
  const { least, end, largest } = tailOf(numbers, { order, h: length, coefficient, start, last });
  const direction = h < 0 ? -1 : 1;
  let sign = order % 2 === 0 ? direction : 1;
  // lower bounds of the polynomial and of its negative
  let [above, below] = [0, 0];
  for (let k = order - 1; k >= 0; k--) {
    const term = coefficient(k) * sign;
    above = Math.min(0, above * length) + term;
    below = Math.min(0, below * length) - term;
    sign *= direction;
  }
  const rest = end <= Math.max(least, 2 ** -order) * largest ? REST * end : Infinity;
  const noise = 2 * NOISE * all + rest;
  return side !== 0 && (side > 0 ? above : below) > noise;
}
