import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { parameterValues } from '../formula/solution.js';
import { solutionSeries } from '../formula/solution-series.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { watch } from '../formula/watch.js';
import { rational } from '../rounding/rational.js';
import { groundOf, makeupOf } from '../series/coefficient.js';
import type { Series } from '../series/series.js';
import { demandNames, namedValues } from '../text/options.js';
import { withTexts } from './begin.js';
import { type EventSpec, whenOf } from './events.js';
import { orbitMessages } from './messages.js';
import { demandTimes, integrateNames } from './options.js';
import { eachDegree, hasSize, Orbit } from './orbit.js';
import { checkSmooth } from './smooth.js';
import { orderFor } from './step.js';
import { Timeline } from './timeline.js';
import type { IntegrationStatus } from './trajectory.js';
import { ValueEvents } from './value-events.js';
import { ValueTrajectory } from './value-trajectory.js';

/** Options of `integrate` for values that are not numbers. */
export interface ValueOptions<T> {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the state is wanted. Real. */
  readonly t: readonly (T | number)[];
  /** Error per step, relative to the state where it exceeds 1. Default: the precision of the values. */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance asks for: 59 for 50 digits. */
  readonly order?: number;
  readonly parameters?: Readonly<Record<string, T | number>>;
  /**
   * What to look for along the orbit, and what to do there, over Decimals and double-doubles: formulas without kinks. Zeros are told from each other as doubles tell them, and
   * then have all their digits; a jump that is a function gets and gives values, or numbers.
   */
  readonly events?: readonly EventSpec<T>[];
  /** Default 100 000. */
  readonly maxSteps?: number;
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  readonly signal?: AbortSignal;
}

/** The start of a step: expanded again where the orbit is wanted within it. */
interface Start<T> {
  readonly t: T;
  /** The time as a double, to find the step by. */
  readonly near: number;
  readonly state: readonly T[];
  readonly parameters: readonly T[];
}

/** Integrates over the algebra of the widest of the values: `integrate` for Decimals, double-doubles, complex numbers and series. */
export function integrateValues<T>(
  source: SystemSource,
  initial: readonly (T | number)[],
  options: ValueOptions<T>,
): ValueTrajectory<T> {
  const system = systemOf(source);
  const n = check(system, initial, options);
  const events = withTexts<T>('integrate', options.events ?? [], system);
  const texts = events.map(({ when }) => when);
  checkSmooth('integrate', system, texts);
  const byName = namedValues('integrate', options.parameters);
  const [names, given] = [[...byName.keys()], [...byName.values()]];
  const { algebra, values } = algebraOf<T>('integrate', [...initial, ...options.t, ...given] as readonly T[]);
  const makeup = makeupOf(algebra);
  const isReal = makeup === undefined && algebra.name !== 'Complex';
  if (events.length > 0 && !isReal) {
    throw new RangeError(
      `integrate: expected no events over ${algebra.name} values, got ${events.length}; numbers, Decimals and double-doubles take them`,
    );
  }
  if (!kinds.includes(groundOf(algebra).name)) {
    throw new TypeError(
      `integrate: expected numbers, Decimals, double-doubles, complex numbers or series of these, got ${algebra.name}; intervals go to enclose`,
    );
  }
  const times = values.slice(n, n + options.t.length);
  const named = new Map(names.map((name, i) => [name, values[n + times.length + i]!]));
  let parameters: readonly T[] = parameterValues('integrate', algebra, system, named);
  const order = orderOf(algebra, options);
  const watched = watch(system, texts, whenOf('integrate'));
  const control = makeup && eachDegree(makeup.base, makeup.space);
  const orbit = new Orbit(algebra, watched.system, order, parameters, watched.nodes, control);
  const timeline = new Timeline(algebra);
  const direction = checkTimes(
    options.t,
    times.slice(1).map((t, i) => timeline.size(timeline.between(times[i]!, t))),
    times.every((t) => timeline.isReal(t)),
  );
  const target = times[times.length - 1]!;
  const { maxSteps = 100_000, signal, onProgress } = options;
  const starts: Start<T>[] = [];
  let now = times[0] as T;
  let status: IntegrationStatus = 'complete';
  const found = events.length === 0 ? undefined : new ValueEvents(algebra, system, orbit, timeline, events, now);
  orbit.states = values.slice(0, n);
  let end: readonly T[] = orbit.states;

  while (status === 'complete') {
    const left = timeline.between(now, target);
    const size = timeline.size(left);
    if (!(size * direction > 0)) break;
    if (signal?.aborted) status = 'aborted';
    else if (starts.length >= maxSteps) status = 'maxSteps';
    if (status !== 'complete') break;
    orbit.time = now;
    orbit.solution.solve();
    const wanted = orbit.wanted(size, (s) => timeline.after(now, s));
    if (!(wanted > 0)) {
      status = 'notFinite';
      break;
    }
    const isLast = wanted >= Math.abs(size);
    const proposed = isLast ? size : direction * wanted;
    const sight = found?.look(now, proposed, isLast);
    const h = sight?.h ?? proposed;
    const cut = sight?.cutting[0];
    const next = cut ? timeline.later(now, cut.tau) : isLast && h === proposed ? target : timeline.after(now, h);
    // the time that has passed on the clock, as it rounds it
    const passed = timeline.between(now, next);
    if (cut === undefined && !(Math.abs(timeline.size(passed)) > Math.abs(h) / 2)) {
      status = 'singular';
      break;
    }
    const reached = orbit.afterExactly(passed);
    if (!reached.every((value) => hasSize(algebra, value))) {
      status = 'notFinite';
      break;
    }
    if (timeline.size(passed) !== 0) starts.push({ t: now, near: timeline.size(now), state: end, parameters });
    end = reached;
    now = next;
    if (sight !== undefined && cut !== undefined) {
      const changed = found!.act(sight, now, { state: end, parameters, stop: false });
      ({ state: end, parameters } = changed);
      orbit.parameters = parameters;
      if (changed.isStuck) status = 'stuck';
      if (changed.stop) status = 'event';
    }
    orbit.states = end;
    onProgress?.({ t: timeline.size(now), steps: starts.length });
  }

  const from = starts[0]?.t ?? now;
  const beyond = (a: T, b: T): boolean => timeline.size(timeline.between(a, b)) * direction < 0;
  const startOf = (time: T): Start<T> => {
    let s = lastBefore(starts, timeline.size(time), direction);
    while (s > 0 && beyond(starts[s]!.t, time)) s--;
    return starts[s]!;
  };
  const at = (t: T | number): T[] => {
    const time = algebraOf<T>('at', [t as T, now]).values[0] as T;
    if (beyond(from, time) || beyond(time, now))
      throw new RangeError(`at: expected a time from ${from} to ${now}, got ${t}; integrate further to see it`);
    if (starts.length === 0 || timeline.size(timeline.between(time, now)) === 0) return [...end];
    const start = startOf(time);
    orbit.states = start.state;
    orbit.parameters = start.parameters;
    orbit.time = start.t;
    orbit.solution.solve();
    return orbit.afterExactly(timeline.between(start.t, time));
  };
  const seriesAt = (t: T | number, order: number): Series<T>[] => {
    const state = at(t);
    const time = algebraOf<T>('series', [t as T, now]).values[0] as T;
    const isAtEnd = starts.length === 0 || timeline.size(timeline.between(time, now)) === 0;
    const held = isAtEnd ? parameters : startOf(time).parameters;
    const all = Object.fromEntries(system.parameters.map((name, i) => [name, held[i]!]));
    return solutionSeries<T>(system, state, { order, t, parameters: all });
  };
  const isGrid = times.length > 2;
  const reached = isGrid
    ? times.filter((t) => timeline.size(timeline.between(t, now)) * direction >= 0)
    : [...starts.map(({ t }) => t), now];
  return new ValueTrajectory({
    status,
    message: orbitMessages[status](String(now), starts.length),
    t: reached,
    states: isGrid ? reached.map(at) : [...starts.map(({ state }) => state), end],
    end,
    reached: now,
    steps: starts.length,
    order,
    events: found?.records ?? [],
    at,
    seriesAt,
  });
}

/** The last step that starts before a time, or the first one. */
function lastBefore(starts: readonly { readonly near: number }[], t: number, direction: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((t - starts[middle]!.near) * direction >= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The order that the precision of an algebra asks for: as far as 1 + ε is told from 1. */
function orderOf<T, M extends Memory>(algebra: Algebra<T, M>, { order, tolerance }: ValueOptions<T>): number {
  if (order !== undefined) {
    if (!Number.isInteger(order) || order < 2) throw new RangeError(`integrate: expected an integer order ≥ 2, got ${order}`);
    return order;
  }
  if (tolerance !== undefined) {
    if (!(tolerance > 0 && tolerance < 1))
      throw new RangeError(`integrate: expected a tolerance between 0 and 1, got ${tolerance}`);
    return orderFor(tolerance);
  }
  return orderFor(roundingOf(algebra));
}

/** The largest relative error of a few reciprocals: about half the distance from 1 to the next value. */
function roundingOf<T, M extends Memory>(algebra: Algebra<T, M>): number {
  const m = algebra.allocate(2);
  const { width } = algebra;
  algebra.rational(m, width, rational(1n));
  let largest = 0;
  for (let k = 3; k < 64; k += 2) {
    algebra.rational(m, 0, rational(1n, BigInt(k)));
    algebra.scale(m, 0, 0, k);
    algebra.sub(m, 0, 0, width);
    largest = Math.max(largest, algebra.magnitude(m, 0));
  }
  return largest;
}

/** Options of `IntegrateOptions` that would be passed over in silence, though the result depends on them. */
const onlyOfNumbers = ['variational', 'step', 'stepControl', 'minStep', 'maxStep'];

/** Kinds of values that this is for: an enclosure needs proofs, and exact fractions would grow without end. */
const kinds = ['number', 'Decimal', 'DoubleDouble', 'Complex'];

function check<T>({ states }: System, initial: readonly unknown[], options: ValueOptions<T>): number {
  if (initial.length !== states.length) {
    throw new RangeError(`integrate: expected ${states.length} initial values (${states.join(', ')}), got ${initial.length}`);
  }
  demandNames('integrate', options, integrateNames);
  demandTimes('integrate', options?.t);
  const { maxSteps = 1 } = options;
  const [unheard] = Object.entries(options).find(([name, value]) => value !== undefined && onlyOfNumbers.includes(name)) ?? [];
  if (unheard !== undefined) {
    throw new RangeError(
      `integrate: expected no ${unheard} with initial values that are not numbers, got one; all of that is for numbers`,
    );
  }
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`integrate: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  return states.length;
}

/** The direction of time: 1 or −1, or 0 where there is no way to go. */
function checkTimes(t: readonly unknown[], spans: readonly number[], areReal: boolean): number {
  if (!areReal) throw new RangeError(`integrate: expected real times in options.t, got [${t.join(', ')}]`);
  const direction = Math.sign(spans.find((span) => span !== 0) ?? 0);
  const isMonotone = spans.every((span) => Number.isFinite(span) && (span * direction > 0 || t.length === 2));
  if (spans.length === 0 || !isMonotone) {
    throw new RangeError(`integrate: expected at least two finite times that run one way in options.t, got [${t.join(', ')}]`);
  }
  return direction;
}
