import { Interval, interval } from '../interval/interval.js';
import type { IntervalInput } from '../interval/operand.js';
import { hullIntervals } from '../linalg/interval-matrix.js';
import { subDown, subUp } from '../rounding/directed.js';
import { boxAt, type ProvedStep } from './step.js';

/** How a validated integration ended; `Flowpipe.message` says what that means and what to do about it. */
export type EnclosureStatus = 'complete' | 'maxSteps' | 'stepTooSmall' | 'tooWide' | 'outsideDomain' | 'aborted';

/** A span of time and a box that holds every solution during all of it. */
export interface Segment {
  readonly t: Interval;
  readonly box: readonly Interval[];
}

/**
 * What `enclose` returns: boxes that contain every solution of the system that starts in the initial box, at each time and over spans of time.
 *
 * A theorem as far as it reaches: existence and uniqueness of each solution up to `reached` are part of it.
 *
 * @guarantee encloses
 * @example
 * const pipe = enclose({ x: '-x' }, [1], { t: [0, 1] });
 * pipe.end[0].contains(Math.exp(-1)); // true
 * pipe.at(interval(0, 0.5))[0].contains(0.7); // true
 */
export class Flowpipe {
  readonly status: EnclosureStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** The time up to which everything is proved. */
  readonly reached: number;
  /** The box at `reached`. */
  readonly end: readonly Interval[];
  /** Number of steps. */
  readonly steps: number;
  readonly order: number;
  readonly #steps: readonly ProvedStep[];
  readonly #start: number;
  readonly #states: number;

  constructor(parts: {
    readonly status: EnclosureStatus;
    readonly message: string;
    readonly start: number;
    readonly reached: number;
    readonly end: Float64Array;
    /** Components to show: behind them stand the parameters that are carried along. */
    readonly states: number;
    readonly order: number;
    readonly steps: readonly ProvedStep[];
  }) {
    this.status = parts.status;
    this.message = parts.message;
    this.#start = parts.start;
    this.reached = parts.reached;
    this.#states = parts.states;
    this.end = Object.freeze(this.#shown(parts.end));
    this.order = parts.order;
    this.#steps = parts.steps;
    this.steps = parts.steps.length;
  }

  /** The steps in order: over which span of time, and a box that no solution leaves during it. */
  get segments(): Segment[] {
    return this.#steps.map(({ from, to, tube }) => ({
      t: new Interval(Math.min(from, to), Math.max(from, to)),
      box: this.#shown(tube),
    }));
  }

  /**
   * A box of all solutions at a time, or at every time of an interval, as `interval` reads it: a number is that time exactly, a text encloses it.
   *
   * @throws RangeError for times that were not reached
   * @guarantee encloses
   */
  at(t: IntervalInput): Interval[] {
    const times = typeof t === 'number' ? { lo: t, hi: t } : interval(t);
    const { lo, hi } = times;
    const [first, last] = [Math.min(this.#start, this.reached), Math.max(this.#start, this.reached)];
    if (!(first <= lo && lo <= hi && hi <= last)) {
      throw new RangeError(
        `at: expected times from ${first} to ${last}, got ${typeof t === 'number' ? t : times}; enclose further to see them`,
      );
    }
    if (lo === hi && lo === this.reached) return [...this.end];
    const boxes = this.#steps.flatMap((step) => {
      const from = Math.max(lo, Math.min(step.from, step.to));
      const to = Math.min(hi, Math.max(step.from, step.to));
      return from <= to ? [boxAt(step, Float64Array.of(subDown(from, step.from), subUp(to, step.from)))] : [];
    });
    const hull = boxes[0]!;
    for (const box of boxes.slice(1)) hullIntervals(hull, hull, box, box.length / 2);
    return this.#shown(hull);
  }

  #shown(box: Float64Array): Interval[] {
    return Array.from({ length: this.#states }, (_, i) => new Interval(box[2 * i]!, box[2 * i + 1]!));
  }
}
