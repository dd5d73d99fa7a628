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

/** From where to where. */
interface Times<T> {
  /**
   * From where to where, [t0, t1], with t1 = ±Infinity for an orbit without end: a point for the end of each step. Or times that run one way, the first one that of
   * the initial state: a list, or a generator, which is asked for the next time when the next point is asked for. Where the orbit ends between two of them, at an event, say,
   * and events are left to tell, the last point is that of the end.
   */
  readonly t: Iterable<T>;
  /** Default: as many as are asked for. */
  readonly maxSteps?: number;
}

/** Options of `stream`: those of `integrate`, but for the times. */
export interface StreamOptions extends Omit<IntegrateOptions, keyof Times<number>>, Times<number> {}

/** The same for values that are not numbers. */
export interface ValueStreamOptions<T> extends Omit<ValueOptions<T>, keyof Times<T>>, Times<T | number> {}

/** An orbit on its way, whatever its values are. */
interface Underway<T> {
  readonly time: T;
  readonly hasNews: boolean;
  goOn(limit: number): boolean;
  point(t?: T): StreamPoint<T>;
}

/** As far as orbits without end would go, which are longer in steps than anybody waits for: its square is a double. */
const ENDLESS = 2 ** 500;

/** Steps of an orbit without end whose polynomials end are as long as that, where nothing else bounds them. */
const LONGEST_ENDLESS = 2 ** 20;

/**
 * Integrates as `integrate` does, point by point, as far as points are asked for: first the initial state, then the ends of the steps, or the times given.
 *
 * Nothing is kept unless `dense` says so. What the generator returns when it is done, the `value` beside `done: true`, is the trajectory as far as it came.
 *
 * @throws RangeError as `integrate` does, and for times that turn back, when the first point is asked for
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
 */
export function stream(
  source: SystemSource,
  initial: readonly number[],
  options: StreamOptions,
): Generator<StreamPoint, Trajectory, void>;
export function stream<T extends object>(
  source: SystemSource,
  initial: readonly number[],
  options: ValueStreamOptions<T> & { readonly parameters: Readonly<Record<string, T>> },
): Generator<StreamPoint<T>, ValueTrajectory<T>, void>;
export function stream<T extends object | number>(
  source: SystemSource,
  initial: readonly T[],
  // numbers alone are for the first form
  options: [T] extends [number] ? never : ValueStreamOptions<Exclude<T, number>>,
): Generator<StreamPoint<Exclude<T, number>>, ValueTrajectory<Exclude<T, number>>, void>;
export function* stream<T>(
  source: SystemSource,
  initial: readonly (T | number)[],
  options: StreamOptions | ValueStreamOptions<T>,
): Generator<StreamPoint<T>, Trajectory | ValueTrajectory<T>, void> {
  const { t, ...others } = options as ValueStreamOptions<T>;
  if (typeof t !== 'object' || t === null || !(Symbol.iterator in t)) {
    const isAsync = typeof t === 'object' && t !== null && Symbol.asyncIterator in t;
    const got = isAsync ? 'an async one; await each time, and integrate on to it' : t === undefined ? 'none' : `t: ${t}`;
    throw new TypeError(`stream: expected options with times, { t: [t0, t1] } or an iterable, got ${got}`);
  }
  const isSpan = Array.isArray(t) && t.length === 2;
  // of a list it is known where the orbit has to end
  const end = Array.isArray(t) ? (t as readonly (T | number)[])[t.length - 1] : undefined;
  const times = t[Symbol.iterator]();
  const start = timeFrom(times) ?? Number.NaN;
  let next: T | number | undefined = timeFrom(times);
  const direction = Math.sign(between(start, next ?? start));
  const isEndless = !(end !== undefined && Number.isFinite(between(start, end)) && between(next ?? start, end) * direction >= 0);
  const settings = {
    dense: false,
    maxSteps: Number.MAX_SAFE_INTEGER,
    ...(isEndless && { maxStep: LONGEST_ENDLESS }),
    ...others,
    t: [start, next === undefined ? start : isEndless ? direction * ENDLESS : (end as T | number)],
  };
  let orbit: Underway<T>;
  let whole: () => Trajectory | ValueTrajectory<T>;
  let own: (time: T | number) => T;
  if (areNumbers(initial, settings)) {
    const integration = begin('stream', source, initial as readonly number[], settings as unknown as IntegrateOptions);
    whole = () => new Trajectory(integration.trajectory());
    [orbit, own] = [integration as unknown as Underway<T>, (time) => time as T];
  } else {
    const integration = new ValueIntegration<T>('stream', source, initial, settings);
    whole = () => new ValueTrajectory(integration.course());
    [orbit, own] = [integration, (time) => integration.own(time)];
  }
  /** How far the orbit is from a time that it has still to come to. */
  const left = (time: T | number): number => between(orbit.time, time) * direction;
  let last: Trajectory | ValueTrajectory<T>;
  try {
    yield orbit.point();
    if (isSpan) {
      while (orbit.goOn(1)) yield orbit.point();
    } else {
      for (let latest: T | number = start; next !== undefined; latest = next, next = timeFrom(times)) {
        if (!(between(latest, next) * direction > 0))
          throw new RangeError(`stream: expected times that run one way, got ${next} after ${latest}`);
        while (left(next) > 0 && orbit.goOn(1));
        if (left(next) > 0) {
          // the orbit has ended before: what has happened since the last time asked for is told all the same
          if (orbit.hasNews) yield orbit.point();
          break;
        }
        yield orbit.point(own(next));
      }
    }
  } finally {
    // gives the kernel back, also when no more points are asked for
    last = whole();
  }
  return last;
}

function timeFrom<T>(times: Iterator<T>): T | undefined {
  const { done, value } = times.next();
  return done === true ? undefined : value;
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
