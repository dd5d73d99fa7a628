import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { parameterValues } from '../formula/solution.js';
import { solutionSeries } from '../formula/solution-series.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { rational } from '../rounding/rational.js';
import { groundOf, makeupOf } from '../series/coefficient.js';
import type { Series } from '../series/series.js';
import { demandNames } from '../text/options.js';
import { orbitMessages } from './messages.js';
import { demandTimes, integrateNames } from './options.js';
import { eachDegree, Orbit } from './orbit.js';
import { checkSmooth } from './smooth.js';
import { orderFor } from './step.js';
import { Timeline } from './timeline.js';
import type { IntegrationStatus } from './trajectory.js';

/** Options of `integrate` for values that are not numbers. */
export interface ValueOptions<T> {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the state is wanted. Real. */
  readonly t: readonly (T | number)[];
  /** Error per step, relative to the state where it exceeds 1. Default: the precision of the values. */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance asks for: 59 for 50 digits. */
  readonly order?: number;
  readonly parameters?: Readonly<Record<string, T | number>>;
  /** Default 100 000. */
  readonly maxSteps?: number;
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  readonly signal?: AbortSignal;
}

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
  /** When it was reached: after a failure, the times asked for stop short of it. */
  readonly reached: T;
  /** Number of steps taken. */
  readonly steps: number;
  readonly order: number;
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
    this.#at = parts.at;
    this.#seriesAt = parts.seriesAt;
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial.
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

/** The start of a step: expanded again where the orbit is wanted within it. */
interface Start<T> {
  readonly t: T;
  /** The time as a double, to find the step by. */
  readonly near: number;
  readonly state: readonly T[];
}

/** Integrates over the algebra of the widest of the values: `integrate` for Decimals, double-doubles, complex numbers and series. */
export function integrateValues<T>(
  source: SystemSource,
  initial: readonly (T | number)[],
  options: ValueOptions<T>,
): ValueTrajectory<T> {
  const system = systemOf(source);
  const n = check(system, initial, options);
  checkSmooth('integrate', system);
  const names = Object.keys(options.parameters ?? {});
  const given = names.map((name) => options.parameters![name]!);
  const { algebra, values } = algebraOf<T>('integrate', [...initial, ...options.t, ...given] as readonly T[]);
  const makeup = makeupOf(algebra);
  if (!kinds.includes(groundOf(algebra).name)) {
    throw new TypeError(
      `integrate: expected numbers, Decimals, double-doubles, complex numbers or series of these, got ${algebra.name}; intervals go to enclose`,
    );
  }
  const times = values.slice(n, n + options.t.length);
  const named = new Map(names.map((name, i) => [name, values[n + times.length + i]!]));
  const parameters = parameterValues('integrate', algebra, system, named);
  const order = orderOf(algebra, options);
  const orbit = new Orbit(algebra, system, order, parameters, [], makeup && eachDegree(makeup.base, makeup.space));
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
  let status: SmoothStatus = 'complete';
  orbit.states = values.slice(0, n);
  let end = orbit.states;

  while (status === 'complete') {
    const left = timeline.between(now, target);
    const size = timeline.size(left);
    if (!(size * direction > 0)) break;
    if (signal?.aborted) status = 'aborted';
    else if (starts.length >= maxSteps) status = 'maxSteps';
    if (status !== 'complete') break;
    orbit.time = now;
    orbit.solution.solve();
    let wanted = orbit.wanted();
    if (wanted === Infinity) wanted = Math.abs(orbit.leap(size, (s) => timeline.after(now, s)));
    if (!(wanted > 0)) {
      status = 'notFinite';
      break;
    }
    const last = wanted >= Math.abs(size);
    const next = last ? target : timeline.after(now, direction * wanted);
    if (!last && !(Math.abs(timeline.size(timeline.between(now, next))) > wanted / 2)) {
      status = 'singular';
      break;
    }
    // the time that has passed on the clock, as it rounds it
    const reached = orbit.afterExactly(timeline.between(now, next));
    if (!reached.every((value) => hasSize(algebra, value))) {
      status = 'notFinite';
      break;
    }
    starts.push({ t: now, near: timeline.size(now), state: end });
    orbit.states = reached;
    end = reached;
    now = next;
    onProgress?.({ t: timeline.size(now), steps: starts.length });
  }

  const from = starts[0]?.t ?? now;
  const at = (t: T | number): T[] => {
    const time = algebraOf<T>('at', [t as T, now]).values[0] as T;
    const position = timeline.size(time);
    const beyond = (a: T, b: T): boolean => timeline.size(timeline.between(a, b)) * direction < 0;
    if (beyond(from, time) || beyond(time, now))
      throw new RangeError(`at: expected a time from ${from} to ${now}, got ${t}; integrate further to see it`);
    const s = lastBefore(starts, position, direction);
    if (s < 0 || timeline.size(timeline.between(time, now)) === 0) return [...end];
    const start = starts[s]!;
    orbit.states = start.state;
    orbit.time = start.t;
    orbit.solution.solve();
    return orbit.afterExactly(timeline.between(start.t, time));
  };
  const all = Object.fromEntries(system.parameters.map((name, i) => [name, parameters[i]!]));
  const seriesAt = (t: T | number, order: number): Series<T>[] => solutionSeries<T>(system, at(t), { order, t, parameters: all });
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
    at,
    seriesAt,
  });
}

/** The last step that starts before a time; −1 without steps. */
function lastBefore(starts: readonly { readonly near: number }[], t: number, direction: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((t - starts[middle]!.near) * direction >= 0) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}

/** Whether a value is finite. */
function hasSize<T, M extends Memory>(algebra: Algebra<T, M>, value: T): boolean {
  const m = algebra.allocate(1);
  algebra.write(m, 0, value);
  return Number.isFinite(algebra.magnitude(m, 0));
}

/** How the orbit of a smooth system ends. */
type SmoothStatus = Exclude<IntegrationStatus, 'stuck'>;

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
const onlyOfNumbers = ['events', 'variational', 'step', 'minStep', 'maxStep'];

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
