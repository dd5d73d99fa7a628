import type { Equations } from '../formula/equations.js';
import { solutionSeries } from '../formula/solution-series.js';
import type { Series } from '../series/series.js';
import type { EventRecord } from './events.js';

/** How an integration ended, and in `messages` what that means and what to do about it. */
export type IntegrationStatus = 'complete' | 'maxSteps' | 'singular' | 'notFinite' | 'stuck' | 'event' | 'aborted';

/** What holds from a step on. */
export interface Held<T> {
  readonly from: number;
  /** The equations: those of the whole system, or of a piece of it, which may have more parameters. */
  readonly system: Equations;
  readonly parameters: readonly T[];
}

/** The steps of an orbit, and the solution in them. */
export interface Track<T> {
  readonly system: Equations;
  readonly order: number;
  readonly count: number;
  /** The first step that is kept. */
  readonly first: number;
  /** Whether time runs forward. */
  readonly forward: boolean;
  readonly regimes: readonly Held<T>[];
  /** What the values are. */
  readonly kind: string;
  /** b − a, with its sign and as a double. */
  between(a: T, b: T): number;
  /** The time at which step s starts, or for s = count the last one ends. */
  time(s: number): T;
  /** The state at the start of step s. */
  start(s: number): T[];
  /** The last step that starts at or before t as time runs; first a guess is tried. */
  find(t: T, guess: number): number;
  /** What holds in step s. */
  regimeOf(s: number): Held<T>;
  /** The states at times in the span of the steps. */
  statesAt(times: readonly T[]): T[][];
}

/** What an orbit consists of. */
export interface CourseParts<T, S extends Track<T>> {
  readonly status: IntegrationStatus;
  /** Made when it is read: a time takes as long to write out as two steps to make. */
  readonly message: () => string;
  /** The times asked for, as far as they were reached; without, those of the steps count. */
  readonly grid: readonly T[] | undefined;
  /** The states at the times asked for, where the steps between are not kept. */
  readonly states?: readonly (readonly T[])[] | undefined;
  readonly end: readonly T[];
  readonly steps: S;
  readonly events: readonly EventRecord<T>[];
  /** An orbit from the same initial time the other way: what is before that time. */
  readonly back?: CourseParts<T, S> | undefined;
}

/** An orbit as far as it came, over values of any kind: the states at the times asked for, or at the ends of its own steps, and the solution between them. */
export abstract class Course<T, S extends Track<T>> {
  readonly status: IntegrationStatus;
  /** The last state reached. */
  readonly end: readonly T[];
  /** Number of steps taken. */
  readonly steps: number;
  readonly order: number;
  /** The events that happened, in order. */
  readonly events: readonly EventRecord<T>[];
  protected readonly parts: CourseParts<T, S>;
  protected readonly track: S;
  #back: this | undefined;
  #t: readonly T[] | undefined;
  #states: readonly (readonly T[])[] | undefined;

  constructor(parts: CourseParts<T, S>) {
    const { steps, back } = parts;
    this.parts = parts;
    this.track = steps;
    this.status = parts.status;
    this.end = parts.end;
    this.order = steps.order;
    this.steps = back === undefined ? steps.count : steps.count + back.steps.count;
    this.events = back === undefined ? parts.events : [...[...back.events].reverse(), ...parts.events];
  }

  /** What the status means, with figures, and what to do about it. */
  get message(): string {
    return this.parts.message();
  }

  /** The time of {@link end}: where an event or a failure has ended the orbit, the times asked for stop short of it. */
  get reached(): T {
    return this.track.time(this.track.count);
  }

  /** Times, the initial time first: those asked for, or the ends of all steps that are kept. */
  get t(): readonly T[] {
    const { first, count } = this.track;
    this.#t ??= [
      ...turned(this.back?.t),
      ...(this.parts.grid ?? Array.from({ length: count - first + 1 }, (_, s) => this.track.time(first + s))),
    ];
    return this.#t;
  }

  /** states[i] is the state at t[i]. */
  get states(): readonly (readonly T[])[] {
    const { grid, states } = this.parts;
    const { first, count } = this.track;
    this.#states ??= [
      ...turned(this.back?.states),
      ...(states ??
        (grid === undefined
          ? Array.from({ length: count - first + 1 }, (_, s) =>
              first + s === count ? [...this.end] : this.track.start(first + s),
            )
          : this.at(grid))),
    ];
    return this.#states;
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial: as accurate as the steps themselves. At an event that changed the state,
   * it is the state after the change.
   *
   * @throws RangeError outside the span that was integrated, and outside of what was kept of it
   */
  at(t: T | number): T[];
  at(t: readonly (T | number)[]): T[][];
  at(t: T | number | readonly (T | number)[]): T[] | T[][] {
    const times = this.timesOf('at', t);
    const states = this.bySide(times, (side, own) => side.within(own));
    return isTimes(t) ? states : states[0]!;
  }

  /**
   * The Taylor series of the solution about a time that was reached, one for each state, in t − t_center. They are computed at the state there, to any
   * order and with all figures, and not from the polynomial of the step.
   *
   * @throws RangeError as `at` does
   * @example
   * const [x] = integrate({ x: 'v', v: '-x' }, [0, 1], { t: [0, 3] }).series(0, { order: 5 });
   * x.toString(); // 't − 0.16666666666666666 t³ + 0.008333333333333333 t⁵ + 𝒪(t⁶)'
   */
  series(t: T | number, { order = this.order }: { readonly order?: number } = {}): Series<T>[] {
    const { track } = this;
    if (isTimes(t)) throw new TypeError('series: expected one time, got a list');
    const [time] = this.timesOf('series', t);
    if (this.back !== undefined && this.isBefore(time!)) return this.back.series(time!, { order });
    const isAtEnd = track.count === 0 || this.between(time!, this.reached) === 0;
    const { system, parameters: values } = isAtEnd ? track.regimes.at(-1)! : track.regimeOf(track.find(time!, -1));
    const parameters = Object.fromEntries(system.parameters.map((name, i) => [name, values[i]!]));
    return solutionSeries<T>(system, this.within([time!])[0]!, { order, t: time!, parameters });
  }

  /**
   * The k-th derivative of every state with respect to time, at a time that was reached, or at each of several.
   *
   * @throws RangeError as `at` does, and for a k that is not a whole number ≥ 0
   * @example
   * const orbit = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 3] });
   * Math.abs(orbit.derivativeAt(1, 3)[0] - Math.sin(1)) < 1e-15; // true
   * orbit.derivativeAt([1, 2]).length; // 2
   */
  derivativeAt(t: T | number, k?: number): T[];
  derivativeAt(t: readonly (T | number)[] | Float64Array, k?: number): T[][];
  derivativeAt(t: T | number | readonly (T | number)[] | Float64Array, k = 1): T[] | T[][] {
    if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`derivativeAt: expected an integer k ≥ 0, got ${k}`);
    if (isTimes(t)) return Array.from(t as ArrayLike<T | number>, (time) => this.derivativeAt(time, k));
    return this.series(t, { order: Math.max(1, k) }).map((x) => x.derivativeAt(k));
  }

  /** The span, the work and the end in one line: `complete: t = 0 … 10 in 31 steps of order 20, end (0.5, −1)`. */
  toString(): string {
    const from = this.parts.grid === undefined && this.track.first > 0 ? '' : `${this.t[0]} `;
    return `${this.status}: t = ${from}… ${this.reached} in ${this.steps} steps of order ${this.order}, end (${this.end.join(', ')})`;
  }

  /** What a course of the same kind is made of. */
  protected abstract made(parts: CourseParts<T, S>): this;

  /** A time as one of the orbit's own values. */
  protected abstract own(where: string, t: T | number): T;

  /** What ran the other way. */
  protected get back(): this | undefined {
    const { back } = this.parts;
    if (back !== undefined) this.#back ??= this.made(back);
    return this.#back;
  }

  /** Times as those of the orbit, all of them in its span. */
  protected timesOf(where: string, t: T | number | ArrayLike<T | number>): T[] {
    const times = Array.from(isTimes(t) ? t : [t], (time) => this.own(where, time));
    this.check(where, times, isTimes(t) ? t : [t]);
    return times;
  }

  /** Throws unless times are in the span. */
  protected check(where: string, times: ArrayLike<T>, given: ArrayLike<T | number> = times): void {
    const { first } = this.track;
    const [from, to] = [this.back?.reached ?? this.track.time(first), this.reached];
    const isForward = this.between(from, to) >= 0;
    const [least, most] = isForward ? [from, to] : [to, from];
    for (let j = 0; j < times.length; j++) {
      if (this.between(least, times[j]!) >= 0 && this.between(times[j]!, most) >= 0) continue;
      const remedy =
        first > 0
          ? 'what was before is not kept: raise options.dense, or ask for it in options.t'
          : 'integrate further to see it';
      throw new RangeError(`${where}: expected a time from ${from} to ${to}, got ${given[j]}; ${remedy}`);
    }
  }

  /** What is to be said of each time, asked of the part of the orbit that it is in. */
  protected bySide<V>(times: readonly T[], ask: (side: this, own: readonly T[]) => V[]): V[] {
    if (this.back === undefined) return ask(this, times);
    const areBefore = times.map((t) => this.isBefore(t));
    const before = ask(
      this.back,
      times.filter((_, j) => areBefore[j]),
    );
    const since = ask(
      this,
      times.filter((_, j) => !areBefore[j]),
    );
    let [i, j] = [0, 0];
    return areBefore.map((isBefore) => (isBefore ? before[i++]! : since[j++]!));
  }

  /**
   * What this course and another one make together: one that begins where this one ends, or where this one begins, and goes the other way.
   *
   * @param joined - the steps of both, one after the other
   */
  protected joinedParts(other: this, joined: (a: S, b: S) => S): CourseParts<T, S> {
    const demand = (holds: boolean, expected: string, got: unknown): void => {
      if (!holds) throw new RangeError(`join: expected a trajectory ${expected}, got ${got}`);
    };
    if (!(other instanceof this.constructor)) {
      const got = (other as object | undefined)?.constructor.name ?? String(other);
      throw new TypeError(`join: expected a ${this.constructor.name}, got ${got}`);
    }
    const [a, b] = [this.track, other.track];
    demand(a.kind === b.kind, `over ${a.kind} values`, `one over ${b.kind} values`);
    demand(a.system === b.system || `${a.system}` === `${b.system}`, `of ${a.system}`, `one of ${b.system}`);
    demand(a.order === b.order, `of order ${a.order}`, b.order);
    demand(b.first === 0, 'that has kept its first steps', `one without ${b.first} of them`);
    demand(
      other.parts.back === undefined,
      'that ran one way from its initial time',
      'one that was joined of two that ran from there',
    );
    const [mine, others] = [this.parts, other.parts];
    const isGrid = mine.grid !== undefined && others.grid !== undefined;
    const areApart = a.count > 0 && b.count > 0 && a.forward !== b.forward && mine.back === undefined;
    if (areApart && a.first === 0 && this.between(a.time(0), b.time(0)) === 0) {
      const off = isGrid ? undefined : { grid: undefined, states: undefined };
      return { ...others, ...off, back: { ...mine, ...off } };
    }
    demand(this.between(this.reached, b.time(0)) === 0, `that starts at t = ${this.reached}`, b.time(0));
    demand(a.count === 0 || b.count === 0 || a.forward === b.forward, 'in the same direction of time', 'the other one');
    return {
      status: others.status,
      message: others.message,
      grid: isGrid ? this.#followed(mine.grid, others.grid, mine.grid) : undefined,
      // where they meet, the state is that from which the other one starts
      states:
        isGrid && (mine.states ?? others.states)
          ? this.#followed(mine.states ?? this.at(mine.grid), other.states, mine.grid)
          : undefined,
      end: others.end,
      steps: joined(a, b),
      events: [...mine.events, ...others.events],
      back: mine.back,
    };
  }

  /** What belongs to times of both, to the one at which they meet once. */
  #followed<V>(first: readonly V[], second: readonly V[], grid: readonly T[]): V[] {
    const isMet = this.between(grid.at(-1)!, this.reached) === 0;
    return [...(isMet ? first.slice(0, -1) : first), ...second];
  }

  /** b − a, with its sign. */
  protected between(a: T, b: T): number {
    return this.track.between(a, b);
  }

  /** Whether a time is before the initial one, in the part that ran the other way. */
  protected isBefore(t: T): boolean {
    const since = this.between(this.track.time(0), t);
    return this.between(this.back!.reached, this.track.time(0)) > 0 ? since < 0 : since > 0;
  }

  /** States in the part that ran this way. */
  protected within(times: readonly T[]): T[][] {
    if (this.track.count === 0) return times.map(() => [...this.end]);
    // the last state itself, which an event may have changed
    const states = this.track.statesAt(times);
    return states.map((state, j) => (this.between(times[j]!, this.reached) === 0 ? [...this.end] : state));
  }
}

/** Whether there are several times, or one. */
export function isTimes<T>(t: T | number | ArrayLike<T | number>): t is ArrayLike<T | number> {
  return Array.isArray(t) || ArrayBuffer.isView(t);
}

/** From the end to the start, which is left out. */
function turned<V>(values: readonly V[] = []): V[] {
  return values.slice(1).reverse();
}
