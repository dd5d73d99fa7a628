import type { Track } from './course.js';
import type { EventRecord } from './events.js';

/** A point of an orbit. */
export interface StreamPoint<T = number> {
  readonly t: T;
  readonly state: readonly T[];
  /** Steps taken until then. */
  readonly steps: number;
  /** The events since the last point. */
  readonly events: readonly EventRecord<T>[];
}

/** An orbit on its way, as far as it came. */
export interface Progress<T> {
  readonly steps: Track<T>;
  /** The time reached, and the state there. */
  readonly time: T;
  readonly end: readonly T[];
  readonly events: readonly EventRecord<T>[];
  /** How far b lies ahead of a, as time runs. */
  ahead(a: T, b: T): number;
}

/** What is told of an orbit: the states at the times asked for, and points one after the other. */
export class Report<T> {
  readonly #grid: readonly T[] | undefined;
  /** Whether steps are given up, so that states have to be taken on the way. */
  readonly #isOnWay: boolean;
  readonly #states: T[][] = [];
  /** Events that points have told of. */
  #told = 0;

  /** @param grid - the times asked for, where there are more than the two ends */
  constructor(grid: readonly T[] | undefined, isOnWay: boolean) {
    this.#grid = grid;
    this.#isOnWay = isOnWay;
  }

  /** Takes the states at the times asked for that were passed, before the steps are given up. */
  fill({ steps, time, end, ahead }: Progress<T>): void {
    const passed: T[] = [];
    for (let i = this.#states.length; i < (this.#grid?.length ?? 0); i++) {
      if (ahead(time, this.#grid![i]!) > 0) break;
      passed.push(this.#grid![i]!);
    }
    if (passed.length === 0) return;
    const states = steps.count === 0 ? [] : steps.statesAt(passed);
    passed.forEach((t, j) => {
      this.#states.push(ahead(t, time) === 0 ? [...end] : states[j]!);
    });
  }

  /** The times asked for, as far as they were reached, with their states where those were taken. */
  reached({ time, ahead }: Pick<Progress<T>, 'time' | 'ahead'>): {
    readonly grid: readonly T[] | undefined;
    readonly states: readonly (readonly T[])[] | undefined;
  } {
    const grid = this.#grid?.filter((t) => ahead(time, t) <= 0);
    return { grid, states: this.#isOnWay && grid !== undefined ? this.#states : undefined };
  }

  /** Whether there are events that no point has told of. */
  isBehind({ events }: Pick<Progress<T>, 'events'>): boolean {
    return this.#told < events.length;
  }

  /** The point at the time reached, or at one before it in the last steps. */
  point({ steps, time, end, events, ahead }: Progress<T>, t: T): StreamPoint<T> {
    const state = ahead(t, time) === 0 ? [...end] : steps.statesAt([t])[0]!;
    const from = this.#told;
    while (this.#told < events.length && ahead(t, events[this.#told]!.t) <= 0) this.#told++;
    return { t, state, steps: steps.count, events: events.slice(from, this.#told) };
  }
}
