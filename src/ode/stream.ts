import type { SystemSource } from '../formula/source.js';
import { begin } from './begin.js';
import type { EventRecord } from './events.js';
import type { IntegrateOptions } from './options.js';
import { Trajectory } from './trajectory.js';

/** Options of `stream`: those of `integrate`, but for the times. */
export interface StreamOptions extends Omit<IntegrateOptions, 't'> {
  /**
   * From where to where, [t0, t1], with t1 = ±Infinity for an orbit without end: a point for the end of each step. Or times that run one way, the first one that of
   * the initial state: a list, or a generator, which is asked for the next time when the next point is asked for. Where the orbit ends between two of them, at an event, say,
   * and events are left to tell, the last point is that of the end.
   */
  readonly t: Iterable<number>;
  /** Default: as many as are asked for. */
  readonly maxSteps?: number;
}

/** A point of an orbit. */
export interface StreamPoint {
  readonly t: number;
  readonly state: readonly number[];
  /** Steps taken until then. */
  readonly steps: number;
  /** The events since the last point. */
  readonly events: readonly EventRecord[];
}

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
 */
export function* stream(
  source: SystemSource,
  initial: readonly number[],
  options: StreamOptions,
): Generator<StreamPoint, Trajectory, void> {
  const { t, ...others } = options;
  if (typeof t !== 'object' || t === null || !(Symbol.iterator in t)) {
    throw new TypeError('stream: expected options with times, { t: [t0, t1] } or an iterable, got none');
  }
  const isSpan = Array.isArray(t) && t.length === 2;
  // of a list it is known where the orbit has to end
  const end = Array.isArray(t) ? (t as readonly number[])[t.length - 1] : undefined;
  const times = t[Symbol.iterator]();
  const start = timeFrom(times) ?? Number.NaN;
  let next = timeFrom(times);
  const direction = Math.sign((next ?? start) - start);
  const isEndless = !(end !== undefined && Math.abs(end) < Infinity && (end - (next ?? start)) * direction >= 0);
  const integration = begin('stream', source, initial, {
    dense: false,
    maxSteps: Number.MAX_SAFE_INTEGER,
    ...(isEndless && { maxStep: LONGEST_ENDLESS }),
    ...others,
    t: [start, next === undefined ? start : isEndless ? direction * Number.MAX_VALUE : end],
  });
  let whole: Trajectory;
  try {
    yield integration.point();
    if (isSpan) {
      while (integration.goOn(1)) yield integration.point();
    } else {
      for (let last = start; next !== undefined; last = next, next = timeFrom(times)) {
        if (!((next - last) * direction > 0))
          throw new RangeError(`stream: expected times that run one way, got ${next} after ${last}`);
        while ((integration.time - next) * direction < 0 && integration.goOn(1));
        if ((integration.time - next) * direction < 0) {
          // the orbit has ended before: what has happened since the last time asked for is told all the same
          if (integration.hasNews) yield integration.point();
          break;
        }
        yield integration.point(next);
      }
    }
  } finally {
    // gives the kernel back, also when no more points are asked for
    whole = new Trajectory(integration.trajectory());
  }
  return whole;
}

function timeFrom(times: Iterator<number>): number | undefined {
  const { done, value } = times.next();
  return done === true ? undefined : value;
}
