import type { Watching } from './clear.js';
import { evaluate, slopeAt } from './evaluate.js';
import { zerosOf } from './roots.js';
import { rootOf } from './touch.js';

/** A kernel, or one of its lanes, whose coefficients can be computed at other points. */
export interface Leaping extends Watching {
  readonly states: number;
  /** How many of them, from the first, are the orbit's own, where others vary about it. */
  readonly layout?: { readonly states: number };
  at(i: number, k: number): number;
  readonly timeAt: number | undefined;
  solve(): void;
}

/** Parts of a step at which it is tried: at its end, and where no regular pattern has its zeros. */
export const TRIED: readonly number[] = [1, 0.6180339887498949, 0.2763932022500211];

/**
 * How well the equations have to hold there, as a part of the sizes of all terms; and formulas, whose last terms `reach` looks at.
 *
 * Three points do not tell much of a step, so that what is asked for is all that roundings leave, whatever the tolerance: x′ = t⁴⁰x takes 16 steps from −1 to 1 at 1e-10 and at 1e-6.
 */
const CLOSE = 2 ** -44;
const ROUGH = 2 ** -20;

/** Parts of the way to where a root touches zero at which equations have to hold, and to which steps go. */
const BEFORE = 1 - 2 ** -6;
const BEHIND = 1 + 2 ** -6;

/** No formula makes a step shorter than this part of it: one that is not defined before some time, or not after it, is no obstacle. */
const SHORTEST = 2 ** -20;

/**
 * How far a solution may be followed whose last coefficients are all zero, so that none bounds the step: perhaps because it is a polynomial, perhaps because the
 * others come later (x′ = t³⁰), or because it leaves the branch of a root that it is a polynomial on (x′ = −√x); or whose last coefficients say too little, beside such a
 * point (see `isDoubtful`). The equations, and what is watched, are computed
 * at points of the step and compared with the polynomials; the step is halved until they agree. Orbits with what varies about them are no worse off than without: their own states have
 * to agree in themselves, and where derivatives do not, though these do, steps are shorter than without.
 *
 * @param formulas - how many of the watched formulas count
 * @param sought - behind so many of them are guards of a piece, which at rest on a surface are nothing but rounding
 * @returns h, or a part of it, and whether that is because of the states; the coefficients are in place again
 */
export function leap(
  kernel: Leaping,
  formulas: number,
  t: number,
  h: number,
  sought: number = formulas,
): { readonly length: number; readonly isBent: boolean } {
  const { memory, order, states, timeAt, stride = 1, layout: { states: own } = { states } } = kernel;
  const gather = (at: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, k) => memory[at + k * stride]!);
  const x = Array.from({ length: states }, (_, i) => gather(kernel.at(i, 0), order + 1));
  const g = Array.from({ length: formulas }, (_, i) => gather(kernel.watchedAt(i), order));
  const put = (state: readonly number[], time: number): void => {
    for (const [i, value] of state.entries()) memory[kernel.at(i, 0)] = value;
    if (timeAt !== undefined) memory[timeAt] = time;
    kernel.solve();
  };
  const agrees = (length: number, watched: boolean): boolean =>
    TRIED.every((part) => {
      const s = part * length;
      put(
        x.map((c) => evaluate(c, 0, order, s)),
        t + s,
      );
      const sizeOf = (rows: readonly Float64Array[]): number =>
        rows.reduce((size, c) => (isLost(c) ? size : Math.max(size, sizeAt(c, s))), 1);
      const ownSize = sizeOf(x.slice(0, own));
      const size = Math.max(ownSize, sizeOf(x.slice(own)));
      const fits = (value: number, expected: number, bound: number): boolean =>
        Math.abs(value - expected) <= bound || (Number.isNaN(value) && Number.isNaN(expected));
      if (!watched)
        return x.every((c, i) => {
          const bound = CLOSE * (i < own ? ownSize : size);
          return isLost(c) || fits(memory[kernel.at(i, 1)]! * length, slopeAt(c, s) * length, bound);
        });
      const bad = g.flatMap((c, i) => {
        const bound = ROUGH * sizeAt(c, s) + (i < sought ? 0 : CLOSE * size);
        const value = memory[kernel.watchedAt(i)]!;
        // with a value and no derivatives where the step begins, and without a value behind, it ends there
        const isAtItsEnd = Number.isNaN(value) && !isLost(c);
        return !isAtItsEnd && fits(value, evaluate(c, 0, order - 1, s), bound) ? [] : [i];
      });
      // beside a place where √u touches zero, u is good, and what depends on √u is no better than that
      const isRough = (): boolean =>
        g.some((c, i) => {
          const [value, expected] = [memory[kernel.watchedAt(i)]!, evaluate(c, 0, order - 1, s)];
          return i >= sought && value > 0 && expected > 0 && Math.abs(value - expected) > ROUGH * expected;
        });
      return bad.every((i) => i < sought) && (bad.length === 0 || isRough());
    });
  /** A length just behind the place where a guard that is a root touches zero: up to there the polynomials are good, and orbits go on from there: see touch.ts. */
  const upToTouch = (): number | undefined => {
    const guards = g.slice(sought).map((c) => rootOf(c.map((x, k) => x * h ** k)));
    const [touch] = guards.flatMap((a) => zerosOf(a).zeros.filter(({ after }) => after < 0)).sort((a, b) => a.s - b.s);
    if (touch === undefined || touch.s * BEHIND >= 1) return undefined;
    if (![false, true].every((watched) => agrees(touch.s * BEFORE * h, watched))) return undefined;
    const s = touch.s * BEHIND * h;
    put(
      x.map((c) => evaluate(c, 0, order, s)),
      t + s,
    );
    const isRoot = guards.some(
      (_, i) => memory[kernel.watchedAt(sought + i)]! > 0 && evaluate(g[sought + i]!, 0, order - 1, s) < 0,
    );
    return isRoot ? s : undefined;
  };
  let length = h;
  const touch = sought < formulas && !agrees(h, false) ? upToTouch() : undefined;
  while (touch === undefined && t + length !== t && !agrees(length, false)) length /= 2;
  const isBent = touch !== undefined || length !== h;
  if (formulas > 0 && touch === undefined) {
    while (Math.abs(length) > SHORTEST * Math.abs(h) && t + length / 2 !== t && !agrees(length, true)) length /= 2;
  }
  put(
    x.map((c) => c[0]!),
    t,
  );
  return { length: touch ?? length, isBent };
}

/** Whether a row has had no value from the start: a derivative of the flow behind a corner. */
function isLost(c: Float64Array): boolean {
  return Number.isNaN(c[0]!);
}

/** Σ |c_k s^k|. */
function sizeAt(c: Float64Array, s: number): number {
  let size = 0;
  for (let k = c.length - 1; k >= 0; k--) size = size * Math.abs(s) + Math.abs(c[k]!);
  return size;
}
