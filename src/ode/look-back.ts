import { Clock } from './clock.js';
import { evaluate } from './evaluate.js';
import type { OdeKernel } from './kernel.js';
import type { Stepper } from './stepper.js';
import type { Steps } from './steps.js';

/** The start of a step that was made: its time, high and low part, and its rows. */
interface Made {
  readonly hi: number;
  readonly lo: number;
  readonly rows: ArrayLike<number>;
}

/** Where a formula has changed its sign in a step that was made, unseen by its polynomial. */
interface Unseen {
  readonly event: number;
  /** Part of the step, in time. */
  readonly s: number;
  /** All rows there. */
  readonly rows: readonly number[];
}

/**
 * Goes back to where the formula of one of some events has changed its sign in a step that was made already, unseen; what followed that step is forgotten. Returns the event; where
 * there is none, nothing has changed.
 */
export function goBack(
  kernel: OdeKernel,
  stepper: Stepper,
  steps: Steps,
  step: number,
  events: readonly number[],
): number | undefined {
  const { clock } = stepper;
  if (step < Math.max(0, steps.first) || kernel.layout.rows !== steps.rows) return undefined;
  if (steps.regimeOf(step) !== steps.regimes.at(-1)) return undefined;
  const now = Array.from({ length: kernel.layout.rows }, (_, i) => kernel.memory[kernel.at(i, 0)]!);
  const [hi, lo] = [steps.time(step), steps.remainder(step)];
  const made = { hi, lo, rows: steps.recordOf(step).subarray(2) };
  const found = lookBack(kernel, made, clock.hi - hi + (clock.lo - lo), events);
  const before = new Clock(hi);
  before.lo = lo;
  if (found !== undefined) before.advance(found.s);
  const isBack = found !== undefined && before.hi !== clock.hi;
  for (const [i, x] of (isBack ? found.rows : now).entries()) kernel.memory[kernel.at(i, 0)] = x;
  if (!isBack) {
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = clock.hi;
    kernel.solve();
    return undefined;
  }
  [clock.hi, clock.lo] = [before.hi, before.lo];
  // the rounding that was kept is that of another state
  const { state } = stepper;
  stepper.state = state;
  steps.count = step + 1;
  Object.assign(steps.end, { hi: clock.hi, lo: clock.lo });
  return found.event;
}

/**
 * Looks into a step of length `length` for the first change of sign of formulas whose signs at its ends differ, by bisection with the formulas themselves: tanh(1000·x) is
 * flat to rounding at 1, and a polynomial made there does not know of its zero. A jump or a pole is none. The coefficients at hand are lost.
 */
function lookBack(kernel: OdeKernel, made: Made, length: number, events: readonly number[]): Unseen | undefined {
  const { memory, order, layout, timeAt } = kernel;
  const put = (rows: ArrayLike<number>, s: number): void => {
    for (let i = 0; i < rows.length; i++) memory[kernel.at(i, 0)] = rows[i]!;
    if (timeAt !== undefined) memory[timeAt] = made.hi + (made.lo + s);
    kernel.solve();
  };
  put(made.rows, 0);
  const polynomials = Array.from({ length: layout.rows }, (_, i) =>
    Float64Array.from({ length: order + 1 }, (_, k) => memory[kernel.at(i, k)]!),
  );
  const rowsAt = (s: number): number[] => polynomials.map((c) => evaluate(c, 0, order, s));
  let first: Unseen | undefined;
  for (const event of events) {
    const valueAt = (s: number): number => {
      put(rowsAt(s), s);
      return memory[kernel.watchedAt(event)]!;
    };
    const [start, end] = [valueAt(0), valueAt(length)];
    let [low, high] = [0, length];
    let [below, above] = [start, end];
    // signs, not products: those of values below 1e-154 underflow
    if (Math.sign(start) * Math.sign(end) !== -1) continue;
    for (let s = length / 2; s !== low && s !== high && made.hi + low !== made.hi + high; s = (low + high) / 2) {
      const value = valueAt(s);
      if (Number.isNaN(value)) break;
      if (Math.sign(value) === Math.sign(start)) [low, below] = [s, value];
      else [high, above] = [s, value];
    }
    const isJump = Math.min(Math.abs(below), Math.abs(above)) > Math.min(Math.abs(start), Math.abs(end)) / 2;
    if (isJump || (first !== undefined && Math.abs(first.s) <= Math.abs(high))) continue;
    first = { event, s: high, rows: rowsAt(high) };
  }
  return first;
}
