import { CUT_OFF, NOT_MUCH } from './clear.js';
import { evaluate } from './evaluate.js';
import type { Leaping } from './leap.js';

/**
 * How much of a step of length h the polynomials of formulas are good for: the states, which choose the steps, may be known for longer. Near a pole, or an end of where a
 * formula has values, steps get shorter and shorter, until they pass it; and where a formula has no value, the step ends where it has one again, if it does.
 *
 * @param t - the time at which the step starts
 * @param tail - the last term of the states at h, as a part of them
 * @param counts - whether a formula is of interest in the step
 * @param isCompensated - whether the state keeps what its sums round away: if not, the shortest steps have to change it
 * @param unknown - what a formula need not be known better than in the step
 * @param lost - is set to 1 for formulas whose polynomials are not good in the step, however short
 */
export function reach(
  kernel: Leaping,
  formulas: number,
  t: number,
  h: number,
  tail: number,
  lost: Uint8Array,
  counts: (formula: number) => boolean = () => true,
  isCompensated = true,
  unknown: (formula: number, h: number) => number = () => 0,
): number {
  const { memory, order, stride = 1 } = kernel;
  const least = Math.max(CUT_OFF, NOT_MUCH * tail);
  const shortest = isCompensated ? LEAST_PART : leastPart(kernel, h);
  let part = 1;
  const without: number[] = [];
  for (let i = 0; i < formulas; i++) {
    if (!counts(i)) continue;
    const at = kernel.watchedAt(i);
    // a shorter step also makes the largest term smaller
    for (let again = true; again; ) {
      again = false;
      let [size, last] = [0, 0];
      let power = 1;
      for (let k = 0; k < order; k++) {
        const term = Math.abs(memory[at + k * stride]!) * power;
        size = Math.max(size, term);
        if (k >= order - 2) last = Math.max(last, term);
        power *= Math.abs(h) * part;
      }
      if (!(size < Infinity) && part > shortest && isKnown(kernel, at)) {
        // powers of the step are beyond the doubles, and not the coefficients
        part *= 2 ** -6;
        again = true;
      } else if (!(size < Infinity)) without.push(i);
      else if (last > Math.max(least * size, unknown(i, h * part))) {
        if (part > shortest) {
          part *= Math.min(0.9, ((least * size) / last) ** (1 / (order - 1)));
          again = true;
        } else if (i < lost.length) lost[i] = 1;
      }
    }
  }
  return without.length === 0 ? part * h : upToValues(kernel, without, t, part * h);
}

/** How far the terms of the states may exceed the states where events are looked for: steps that radii of convergence bound keep to less. */
const MOST_TERMS = 16;

/**
 * A step of length h, or a part of it in which the terms of the states do not exceed these, or 1, by much. A polynomial may be good for a million units of time; what its last
 * terms come to then is more than the first ones are told from, and with them all zeros near the start.
 *
 * @param states - how many have a say
 */
export function tempered(kernel: Pick<Leaping, 'at' | 'memory' | 'order' | 'stride'>, states: number, h: number): number {
  const { memory, order, stride = 1 } = kernel;
  let start = 1;
  for (let i = 0; i < states; i++) start = Math.max(start, Math.abs(memory[kernel.at(i, 0)]!));
  let length = h;
  for (let i = 0; i < states; i++) {
    const from = kernel.at(i, 0);
    const terms = (): number => {
      let size = 0;
      for (let k = order; k >= 1; k--) size = (size + Math.abs(memory[from + k * stride]!)) * Math.abs(length);
      return size;
    };
    while (terms() > MOST_TERMS * start) length /= 2;
  }
  return length;
}

/** A part of a step that is none. */
export const LEAST_PART: number = 2 ** -48;

/** The same where the state is rounded: x + h·x′ is not x. Before a pole, steps that leave the state as it is would never end. */
function leastPart(kernel: Leaping, h: number): number {
  const { memory, states, stride = 1 } = kernel;
  let [size, speed] = [0, 0];
  for (let i = 0; i < states; i++) {
    size = Math.max(size, Math.abs(memory[kernel.at(i, 0)]!));
    speed = Math.max(speed, Math.abs(memory[kernel.at(i, 0) + stride]!));
  }
  return Math.max(LEAST_PART, Math.min(2 ** -20, (2 ** -50 * size) / (speed * Math.abs(h))));
}

/** Whether all coefficients of a formula are finite. */
function isKnown({ memory, order, stride = 1 }: Leaping, at: number): boolean {
  for (let k = 0; k < order; k++) if (!Number.isFinite(memory[at + k * stride]!)) return false;
  return true;
}

/** Parts of a step at which formulas are tried that have no value, or no derivatives, at its start: near it, and all over it. */
const TRIED: readonly number[] = [
  ...Array.from({ length: 8 }, (_, i) => 2 ** (6 * (i - 8))),
  ...Array.from({ length: 8 }, (_, i) => (i + 1) / 8),
];

/** How far it is to where one of some formulas has a value and derivatives, to rounding; h where none has in the step. The coefficients are in place again. */
function upToValues(kernel: Leaping, formulas: readonly number[], t: number, h: number): number {
  const { memory, order, states, timeAt, stride = 1 } = kernel;
  const polynomials = Array.from({ length: states }, (_, i) =>
    Float64Array.from({ length: order + 1 }, (_, k) => memory[kernel.at(i, 0) + k * stride]!),
  );
  const put = (s: number): void => {
    for (const [i, c] of polynomials.entries()) memory[kernel.at(i, 0)] = s === 0 ? c[0]! : evaluate(c, 0, order, s);
    if (timeAt !== undefined) memory[timeAt] = t + s;
    kernel.solve();
  };
  const areThere = (s: number): boolean => {
    put(s);
    return formulas.some((i) => isKnown(kernel, kernel.watchedAt(i)));
  };
  let [without, within] = [0, h];
  for (const part of TRIED) {
    const s = part * h;
    if (t + s === t) continue;
    within = s;
    if (areThere(s)) break;
    without = s;
  }
  // none has been found, or it was at once
  if (without !== h && without !== 0) {
    for (let middle = (without + within) / 2; middle !== without && middle !== within; middle = (without + within) / 2) {
      if (t + middle === t + without || t + middle === t + within) break;
      if (areThere(middle)) within = middle;
      else without = middle;
    }
  }
  put(0);
  return within;
}
