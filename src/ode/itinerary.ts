import { algebraOf } from '../algebra/of.js';
import type { SystemSource } from '../formula/source.js';
import { begin } from './begin.js';
import type { IntegrateOptions } from './options.js';
import type { StreamPoint } from './report.js';
import { Timeline } from './timeline.js';
import { Trajectory } from './trajectory.js';
import { ValueIntegration } from './value-integration.js';
import { ValueTrajectory } from './value-trajectory.js';
import { areNumbers, type ValueOptions } from './values.js';

/** An orbit as far as it came, whatever its values are. */
export type Whole<T> = Trajectory | ValueTrajectory<T>;

/** An orbit on its way. */
interface Underway<T> {
  readonly time: T;
  readonly hasNews: boolean;
  goOn(limit: number): boolean;
  point(t?: T): StreamPoint<T>;
}

/** The same, with how a time becomes one of its own, and its end, which gives the kernel back. */
interface Begun<T> {
  readonly orbit: Underway<T>;
  readonly own: (time: T | number) => T;
  readonly end: () => Whole<T>;
}

/** As far as orbits without end would go, which are longer in steps than anybody waits for: its square is a double. */
const ENDLESS = 2 ** 500;

/** Steps of an orbit without end whose polynomials end are as long as that, where nothing else bounds them. */
const LONGEST_ENDLESS = 2 ** 20;

/** An orbit that is led from one time to the next: what streams have in common, however they get their times. */
export class Itinerary<T> {
  /** Where the orbit has ended before the time that it was led to. */
  isOver = false;
  readonly #begin: (t: readonly [T | number, T | number], isEndless: boolean) => Begun<T>;
  readonly #list: readonly (T | number)[];
  readonly #signal: AbortSignal | undefined;
  #begun: Begun<T> | undefined;
  #start: T | number | undefined;
  /** The time that it is led to. */
  #target: T | number | undefined;
  /** The same as one of the orbit's own. */
  #place: T | undefined;
  /** 0 as long as only one time is known. */
  #direction = 0;

  /** @param list - all times, where these are known: then also where the orbit has to end */
  constructor(
    source: SystemSource,
    initial: readonly (T | number)[],
    options: Omit<ValueOptions<T>, 't'>,
    list: readonly (T | number)[] = [],
  ) {
    this.#list = list;
    this.#signal = options.signal;
    this.#begin = (t, isEndless) => {
      const bounds = { dense: false, maxSteps: Number.MAX_SAFE_INTEGER, ...(isEndless && { maxStep: LONGEST_ENDLESS }) };
      return begun(source, initial, { ...bounds, ...options, t });
    };
  }

  /** Leads it to a time: it begins at the first one. */
  lead(time: T | number): void {
    const latest = this.#target;
    if (this.#begun === undefined) {
      this.#start = time;
      this.#head(this.#list[1], this.#list.at(-1));
    } else if (this.#direction === 0) this.#head(time);
    this.#place = this.#begun!.own(time);
    if (latest !== undefined && !(between(latest, time) * this.#direction > 0))
      throw new RangeError(`stream: expected times that run one way, got ${time} after ${latest}`);
    this.#target = time;
  }

  /** Makes a step there, where one is left to make. Returns whether it has. */
  nears(): boolean {
    return this.#left > 0 && this.goOn();
  }

  /** Makes a step, where the orbit has not ended. Returns whether it has. */
  goOn(): boolean {
    return this.#begun!.orbit.goOn(1);
  }

  /** The point at the time that it was led to; where the orbit has ended before, that of its end, if there is something to tell of that has happened since the last point. */
  arrive(): StreamPoint<T> | undefined {
    const { orbit } = this.#begun!;
    this.isOver = this.#left > 0;
    if (!this.isOver) return orbit.point(this.#place);
    return orbit.hasNews ? orbit.point() : undefined;
  }

  /** The point at the time reached. */
  point(): StreamPoint<T> {
    return this.#begun!.orbit.point();
  }

  /** The orbit as far as it came, when there are no more times. */
  whole(): Whole<T> {
    const isAborted = this.#signal?.aborted === true;
    if (this.#begun === undefined) {
      if (isAborted) throw this.#signal!.reason;
      throw new RangeError('stream: expected at least one time in options.t, got none');
    }
    if (isAborted) {
      // what has come to an end is aborted only where there was more to come
      if (this.#direction === 0 && this.#list.length === 0) this.#head(Infinity);
      this.goOn();
    }
    const { end } = this.#begun;
    this.#begun = undefined;
    return end();
  }

  /** Leaves the orbit, where nobody has asked for the whole of it. */
  leave(): void {
    this.#begun?.end();
    this.#begun = undefined;
  }

  /** How far it is to the time that it was led to. */
  get #left(): number {
    return between(this.#begun!.orbit.time, this.#target!) * this.#direction;
  }

  /** Begins toward the time behind the first one, where that is known, and not beyond the end. */
  #head(next?: T | number, end?: T | number): void {
    this.leave();
    const start = this.#start!;
    const direction = next === undefined ? 0 : Math.sign(between(start, next));
    const isBounded = end !== undefined && Number.isFinite(between(start, end)) && between(next ?? start, end) * direction >= 0;
    const far = direction === 0 ? start : isBounded ? end : direction * ENDLESS;
    this.#begun = this.#begin([start, far], !isBounded);
    this.#direction = direction;
  }
}

function begun<T>(source: SystemSource, initial: readonly (T | number)[], options: ValueOptions<T>): Begun<T> {
  if (!areNumbers(initial, options)) {
    const orbit = new ValueIntegration<T>('stream', source, initial, options);
    return { orbit, own: (time) => orbit.own(time), end: () => new ValueTrajectory(orbit.course()) };
  }
  const [start] = options.t as readonly [unknown];
  demandNumber(start);
  const orbit = begin('stream', source, initial as readonly number[], options as unknown as IntegrateOptions);
  const own = (time: T | number): T => {
    demandNumber(time);
    return time as T;
  };
  return { orbit: orbit as unknown as Underway<T>, own, end: () => new Trajectory(orbit.trajectory()) };
}

function demandNumber(time: unknown): void {
  if (typeof time === 'number') return;
  const got = typeof time === 'string' ? `the text ${JSON.stringify(time)}` : time instanceof Promise ? 'a promise' : `${time}`;
  throw new TypeError(`stream: expected times that are numbers, as the initial values are, got ${got}`);
}

/** b − a as a double, for times of any kinds. */
function between<T>(a: T | number, b: T | number): number {
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  const far = Number(b);
  if (Math.abs(far) === Infinity) return far;
  const { algebra, values } = algebraOf<T>('stream', [a, b] as T[]);
  const timeline = new Timeline(algebra);
  return timeline.size(timeline.between(values[0]!, values[1]!));
}
