import type { SystemSource } from '../formula/source.js';
import { Itinerary, type Whole } from './itinerary.js';
import type { IntegrateOptions } from './options.js';
import type { StreamPoint } from './report.js';
import type { Trajectory } from './trajectory.js';
import type { ValueTrajectory } from './value-trajectory.js';
import type { ValueOptions } from './values.js';
import { inTurns, until } from './waiting.js';

/** From where to where. */
interface Times<Source> {
  /**
   * From where to where, [t0, t1], with t1 = ±Infinity for an orbit without end: a point for the end of each step. Or times that run one way, the first one that of
   * the initial state: a list, a generator, or what gives them asynchronously, such as an async generator or a stream of Node's. Each time is asked for when its point is.
   * Where the orbit ends between two of them, at an event, say, and events are left to tell, the last point is that of the end.
   */
  readonly t: Source;
  /** Default: as many as are asked for. */
  readonly maxSteps?: number;
}

/** Options of `stream`: those of `integrate`, but for the times. */
export interface StreamOptions<Source = Iterable<number>> extends Omit<IntegrateOptions, keyof Times<Source>>, Times<Source> {}

/** The same for values that are not numbers. */
export interface ValueStreamOptions<T, Source = Iterable<T | number>>
  extends Omit<ValueOptions<T>, keyof Times<Source>>,
    Times<Source> {}

/**
 * Integrates as `integrate` does, point by point, as far as points are asked for: first the initial state, then the ends of the steps, or the times given.
 *
 * Nothing is kept unless `dense` says so. What the generator returns when it is done, the `value` beside `done: true`, is the trajectory as far as it came.
 *
 * Times that come asynchronously give the same points, and an async generator of them. Of a long way to the next one, other tasks have their turns, too. The `signal` also
 * ends the wait for a time, where `return()` waits for it; before the first time there is no orbit yet, and the generator throws the reason of the signal. However a stream ends, it closes
 * the source of its times, whose errors pass through it.
 *
 * @throws TypeError for times that are none; RangeError as `integrate` does, and for times that turn back, when the point is asked for
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * let rises = 0;
 * for (const { t, state, events } of stream(oscillator, [1, 0], { t: [0, Infinity], events: [{ when: 'x', direction: 'rising' }] })) {
 *   rises += events.length;
 *   if (t > 100) break;
 * }
 * rises; // 16
 * const [, one] = stream(oscillator, [doubleDouble(1), 0], { t: [0, 1, 2] });
 * one.state[0].toString(); // '0.540302305868139717400936607443'
 * const ticks = async function* () {
 *   for (let k = 0; k < 4; k++) yield await new Promise((resolve) => setTimeout(resolve, 5, k / 10));
 * };
 * const seen = [];
 * for await (const { t, state } of stream(oscillator, [1, 0], { t: ticks() })) seen.push(`${t}: ${state[0].toFixed(6)}`);
 * seen; // ['0: 1.000000', '0.1: 0.995004', '0.2: 0.980067', '0.3: 0.955336']
 */
export function stream(
  source: SystemSource,
  initial: readonly number[],
  options: StreamOptions,
): Generator<StreamPoint, Trajectory, void>;
export function stream(
  source: SystemSource,
  initial: readonly number[],
  options: StreamOptions<AsyncIterable<number>>,
): AsyncGenerator<StreamPoint, Trajectory, void>;
export function stream<T extends object>(
  source: SystemSource,
  initial: readonly number[],
  options: ValueStreamOptions<T> & { readonly parameters: Readonly<Record<string, T>> },
): Generator<StreamPoint<T>, ValueTrajectory<T>, void>;
export function stream<T extends object>(
  source: SystemSource,
  initial: readonly number[],
  options: ValueStreamOptions<T, AsyncIterable<T | number>> & { readonly parameters: Readonly<Record<string, T>> },
): AsyncGenerator<StreamPoint<T>, ValueTrajectory<T>, void>;
export function stream<T extends object | number>(
  source: SystemSource,
  initial: readonly T[],
  // numbers alone are for the first form
  options: [T] extends [number] ? never : ValueStreamOptions<Exclude<T, number>>,
): Generator<StreamPoint<Exclude<T, number>>, ValueTrajectory<Exclude<T, number>>, void>;
export function stream<T extends object | number>(
  source: SystemSource,
  initial: readonly T[],
  options: [T] extends [number] ? never : ValueStreamOptions<Exclude<T, number>, AsyncIterable<Exclude<T, number> | number>>,
): AsyncGenerator<StreamPoint<Exclude<T, number>>, ValueTrajectory<Exclude<T, number>>, void>;
export function stream<T>(
  source: SystemSource,
  initial: readonly (T | number)[],
  options: StreamOptions<unknown> | ValueStreamOptions<T, unknown>,
): Points<T> | AsyncPoints<T> {
  const { t, ...others } = (options ?? {}) as ValueStreamOptions<T, unknown>;
  if (isList<T>(t)) {
    const way = new Itinerary<T>(source, initial, others, t);
    return t.length === 2 ? steps(way, t[0]!) : points(way, t);
  }
  const way = new Itinerary<T>(source, initial, others);
  if (typeof t === 'object' && t !== null) {
    if (Symbol.iterator in t) return points(way, t as Iterable<T>);
    if (Symbol.asyncIterator in t) return asyncPoints(way, until(others.signal, t as AsyncIterable<T>));
  }
  const got = t === undefined ? 'none' : `t: ${t}`;
  throw new TypeError(`stream: expected options with times, { t: [t0, t1] } or an iterable, got ${got}`);
}

type Points<T> = Generator<StreamPoint<T>, Whole<T>, void>;
type AsyncPoints<T> = AsyncGenerator<StreamPoint<T>, Whole<T>, void>;

function isList<T>(t: unknown): t is readonly (T | number)[] {
  return Array.isArray(t);
}

/** The ends of all steps. */
function* steps<T>(way: Itinerary<T>, start: T | number): Points<T> {
  try {
    way.lead(start);
    do yield way.point();
    while (way.goOn());
    return way.whole();
  } finally {
    // also when no more points are asked for
    way.leave();
  }
}

function* points<T>(way: Itinerary<T>, times: Iterable<T | number>): Points<T> {
  try {
    for (const time of times) {
      way.lead(time);
      while (way.nears());
      const point = way.arrive();
      if (point !== undefined) yield point;
      if (way.isOver) break;
    }
    return way.whole();
  } finally {
    way.leave();
  }
}

async function* asyncPoints<T>(way: Itinerary<T>, times: AsyncIterable<T | number>): AsyncPoints<T> {
  try {
    for await (const time of times) {
      way.lead(time);
      await inTurns(() => way.nears());
      const point = way.arrive();
      if (point !== undefined) yield point;
      if (way.isOver) break;
    }
    return way.whole();
  } finally {
    way.leave();
  }
}
