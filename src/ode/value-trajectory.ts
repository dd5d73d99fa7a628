import type { Series } from '../series/series.js';
import type { EventRecord } from './events.js';
import type { IntegrationStatus } from './trajectory.js';

/** What `integrate` returns for values that are not numbers. */
export class ValueTrajectory<T> {
  readonly status: IntegrationStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** Times, the initial time first: those asked for as far as they were reached, or the ends of all steps. */
  readonly t: readonly T[];
  /** states[i] is the state at t[i]. */
  readonly states: readonly (readonly T[])[];
  /** The last state reached. */
  readonly end: readonly T[];
  /** When it was reached: after an event that stopped the orbit or a failure, the times asked for stop short of it. */
  readonly reached: T;
  /** Number of steps taken. */
  readonly steps: number;
  readonly order: number;
  /** The events that happened, in order, with all their digits. */
  readonly events: readonly EventRecord<T>[];
  readonly #at: (t: T | number) => T[];
  readonly #seriesAt: (t: T | number, order: number) => Series<T>[];

  constructor(parts: {
    readonly status: IntegrationStatus;
    readonly message: string;
    readonly t: readonly T[];
    readonly states: readonly (readonly T[])[];
    readonly end: readonly T[];
    readonly reached: T;
    readonly steps: number;
    readonly order: number;
    readonly events: readonly EventRecord<T>[];
    readonly at: (t: T | number) => T[];
    readonly seriesAt: (t: T | number, order: number) => Series<T>[];
  }) {
    this.status = parts.status;
    this.message = parts.message;
    this.t = parts.t;
    this.states = parts.states;
    this.end = parts.end;
    this.reached = parts.reached;
    this.steps = parts.steps;
    this.order = parts.order;
    this.events = parts.events;
    this.#at = parts.at;
    this.#seriesAt = parts.seriesAt;
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial; at an event that changed the state, it is the state after the change.
   *
   * @throws RangeError outside the span that was integrated
   */
  at(t: T | number): T[];
  at(t: readonly (T | number)[]): T[][];
  at(t: T | number | readonly (T | number)[]): T[] | T[][] {
    return Array.isArray(t) ? (t as readonly (T | number)[]).map(this.#at) : this.#at(t as T | number);
  }

  /**
   * The Taylor series of the solution about a time that was reached, one for each state: see `Trajectory.series`.
   *
   * @throws RangeError as `at` does
   */
  series(t: T | number, { order = this.order }: { readonly order?: number } = {}): Series<T>[] {
    return this.#seriesAt(t, order);
  }

  /**
   * The k-th derivative of every state with respect to time, at a time that was reached.
   *
   * @throws RangeError as `at` does, and for a k that is not a whole number ≥ 0
   */
  derivativeAt(t: T | number, k = 1): T[] {
    if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`derivativeAt: expected an integer k ≥ 0, got ${k}`);
    return this.#seriesAt(t, Math.max(1, k)).map((x) => x.derivativeAt(k));
  }
}
