import { showAsText } from '../text/inspect.js';
import type { EventRecord } from './events.js';
import { horner } from './kernel.js';

/** How an integration ended, and in `messages` what that means and what to do about it. */
export type IntegrationStatus = 'complete' | 'maxSteps' | 'singular' | 'notFinite' | 'event' | 'aborted';

/** Doubles that one block of stored coefficients holds, about: blocks are filled one after the other, and none is ever copied. */
const BLOCK = 65536;

/** The steps of a Taylor integration as they are made: the polynomials of each and where they hold. */
export class Steps {
  readonly states: number;
  readonly order: number;
  count = 0;
  /** times[s] + remainders[s] is where step s starts, and where the one before it ends. */
  readonly times: number[];
  readonly remainders: number[] = [0];
  /** Coefficient k of component i of the s-th step of a block at (s·states + i)·(order + 1) + k. */
  readonly #blocks: Float64Array[] = [];
  readonly #stepsPerBlock: number;

  constructor(states: number, order: number, start: number) {
    this.states = states;
    this.order = order;
    this.times = [start];
    this.#stepsPerBlock = Math.max(1, Math.floor(BLOCK / (states * (order + 1))));
  }

  /** Takes the polynomials of the next step, coefficient k of component i at i·(order + 1) + k; it counts only once `end` has said where it ends. */
  begin(polynomials: Float64Array): void {
    const s = this.count % this.#stepsPerBlock;
    const block = (this.count - s) / this.#stepsPerBlock;
    if (block === this.#blocks.length) this.#blocks.push(new Float64Array(this.#stepsPerBlock * polynomials.length));
    this.#blocks[block]!.set(polynomials, s * polynomials.length);
  }

  /** The state that the polynomials last taken give after a time h. */
  after(h: number): number[] {
    return this.#after(this.count, h);
  }

  end(time: number, remainder: number): void {
    this.count++;
    this.times.push(time);
    this.remainders.push(remainder);
  }

  /** The state at the start of step s: the constant terms of its polynomials. */
  startOf(s: number): number[] {
    return this.#after(s, 0);
  }

  /** The state at time t, in the span of the steps. */
  at(t: number): number[] {
    const s = this.#find(t);
    return this.#after(s, t - this.times[s]! - this.remainders[s]!);
  }

  #after(s: number, h: number): number[] {
    const { states, order } = this;
    const inBlock = s % this.#stepsPerBlock;
    const block = this.#blocks[(s - inBlock) / this.#stepsPerBlock]!;
    return Array.from({ length: states }, (_, i) => horner(block, (inBlock * states + i) * (order + 1), order, h));
  }

  /** The step whose span holds t, by bisection; times may run either way. */
  #find(t: number): number {
    const forward = this.times[this.count]! >= this.times[0]!;
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const start = this.times[middle]!;
      if (forward ? start <= t : start >= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * What `integrate` returns: the states at the times asked for (or at the ends of its own steps), and the solution between them.
 *
 * Approximate: accurate to about the tolerance per step, with no bound that is proved.
 */
export class Trajectory {
  readonly status: IntegrationStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** Times, the initial time first. */
  readonly t: readonly number[];
  /** The last state reached. */
  readonly end: readonly number[];
  /** Number of steps taken. */
  readonly steps: number;
  readonly order: number;
  /** The events that happened, in order. */
  readonly events: readonly EventRecord[];
  /**
   * ∂x_i(t_end)/∂x_j(t_0) at [i][j], if `variational` asked for it: at the end time itself, which an event that stopped the orbit does not move along.
   *
   * Entries that grew beyond the doubles are not finite, and where the state did, there is none.
   */
  readonly flowJacobian: readonly (readonly number[])[] | undefined;
  readonly #steps: Steps;
  #states: readonly (readonly number[])[] | undefined;

  constructor(parts: {
    readonly status: IntegrationStatus;
    readonly message: string;
    readonly t: readonly number[];
    readonly end: readonly number[];
    readonly steps: Steps;
    readonly events: readonly EventRecord[];
    readonly flowJacobian?: readonly (readonly number[])[];
  }) {
    this.status = parts.status;
    this.message = parts.message;
    this.t = parts.t;
    this.end = parts.end;
    this.events = parts.events;
    this.flowJacobian = parts.flowJacobian;
    this.steps = parts.steps.count;
    this.order = parts.steps.order;
    this.#steps = parts.steps;
  }

  /** states[i] is the state at t[i]. */
  get states(): readonly (readonly number[])[] {
    this.#states ??= this.t.map((time, i) =>
      this.t.length === this.steps + 1 && i < this.steps ? this.#steps.startOf(i) : this.at(time),
    );
    return this.#states;
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial: as accurate as the steps themselves.
   *
   * @throws RangeError outside the span that was integrated
   */
  at(t: number): number[] {
    const { times, count } = this.#steps;
    const [from, to] = [times[0]!, times[count]!];
    if (!(t >= Math.min(from, to) && t <= Math.max(from, to))) {
      throw new RangeError(`at: expected a time from ${from} to ${to}, got ${t}; integrate further to see it`);
    }
    return count === 0 || t === to ? [...this.end] : this.#steps.at(t);
  }

  /** The span, the work and the end in one line: `complete: t = 0 … 10 in 31 steps of order 20, end (0.5, −1)`. */
  toString(): string {
    const [from, to] = [this.t[0]!, this.t.at(-1)!];
    return `${this.status}: t = ${from} … ${to} in ${this.steps} steps of order ${this.order}, end (${this.end.join(', ')})`;
  }
}

showAsText(Trajectory.prototype);
