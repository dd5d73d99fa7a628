import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { variational } from '../formula/variational.js';
import { watch } from '../formula/watch.js';
import { Clock } from './clock.js';
import { cuts, EventFinder, type EventRecord, type EventSpec } from './events.js';
import { type Kernel, kernelOf } from './kernel.js';
import { orderFor, stepSize } from './step.js';
import { type IntegrationStatus, Steps, Trajectory } from './trajectory.js';
import { startVariations, variations } from './variations.js';

/** Options of `integrate`. */
export interface IntegrateOptions {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the state is wanted. */
  readonly t: readonly number[];
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance asks for (20 for 2⁻⁵²). */
  readonly order?: number;
  /** Values of the system's parameters, by name. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** What to look for along the orbit, and what to do there. */
  readonly events?: readonly EventSpec[];
  /**
   * Computes the derivative of the state at the end with respect to the initial state along, as `flowJacobian`.
   *
   * The steps stay the same: they are the states' own, so that on a long way along a rest point, where these allow long steps, the derivative loses figures.
   */
  readonly variational?: boolean;
  /** Default 100 000. */
  readonly maxSteps?: number;
  /** Default `auto`. */
  readonly kernel?: Kernel;
  /** Called after each step with the time reached and the number of steps. */
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  /** Ends the integration early; what was computed until then is returned. */
  readonly signal?: AbortSignal;
}

/**
 * Integrates x′ = f(x, t) by Taylor's method: order from the tolerance, step from the radius of convergence that the coefficients show
 * (Jorba and Zou 2005), dense output for nothing.
 *
 * @param initial - the state at t[0], in the order of the system's equations
 * @returns a trajectory; a numerical failure is its `status`, and what was computed until then is kept
 * @throws RangeError for a wrong number of values, a value that is not finite, times that do not run one way, or bad options
 * @see Jorba and Zou 2005, eq. 3-1 and 3-3
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * const { end } = integrate(oscillator, [1, 0], { t: [0, 1] });
 * Math.abs(end[0] - Math.cos(1)) < 1e-15; // true
 * const { flowJacobian } = integrate(oscillator, [1, 0], { t: [0, 1], variational: true });
 * Math.abs(flowJacobian[0][1] - Math.sin(1)) < 1e-15; // true
 */
export function integrate(source: SystemSource, initial: readonly number[], options: IntegrateOptions): Trajectory {
  if (!Array.isArray(options?.t)) throw new TypeError('integrate: expected options with times, { t: [t0, t1] }, got none');
  const events = options.events ?? [];
  const watched = watch(
    systemOf(source),
    events.map(({ when }) => when),
  );
  const { t, order, maxSteps } = check(watched.system, initial, options);
  const states = initial.length;
  const { system, nodes } = options.variational === true ? variational(watched) : watched;
  const target = t[t.length - 1]!;
  const given = new Map(Object.entries(options.parameters ?? {}));
  const kernel = kernelOf(system, order, parameterValues('integrate', float64, system, given), nodes, options.kernel ?? 'auto');
  const { memory, timeAt } = kernel;
  const polynomials = memory.subarray(0, states * (order + 1));
  const steps = new Steps(states, order, t[0]!);
  const clock = new Clock(t[0]!);
  const direction = Math.sign(target - t[0]!);
  for (const [i, x] of initial.entries()) memory[kernel.at(i, 0)] = x;
  if (options.variational === true) startVariations(kernel, states);
  const finder = new EventFinder(events);
  const records: EventRecord[] = [];
  let end: readonly number[] = [...initial];
  let status: IntegrationStatus = 'complete';
  let overflowed = false;

  while (clock.until(target) * direction > 0) {
    if (options.signal?.aborted) status = 'aborted';
    else if (steps.count >= maxSteps) status = 'maxSteps';
    if (status !== 'complete') break;
    if (timeAt !== undefined) memory[timeAt] = clock.hi;
    kernel.solve();
    const wanted = stepSize(polynomials, states, order);
    if (Number.isNaN(wanted) || wanted === 0) {
      status = 'notFinite';
      break;
    }
    const left = clock.until(target);
    const last = wanted >= Math.abs(left);
    const full = last ? left : direction * wanted;
    if (!last && clock.hi + full === clock.hi) {
      status = 'singular';
      break;
    }
    steps.begin(polynomials);
    const hits = events.length === 0 ? [] : finder.find(kernel, clock.hi, full);
    for (const { event, s, direction: sense } of hits) {
      records.push({ event, t: clock.after(s * full), state: steps.after(s * full), direction: sense });
    }
    const hit = hits[hits.length - 1];
    const cut = hit !== undefined && cuts(events[hit.event]!) ? events[hit.event] : undefined;
    const h = cut === undefined ? full : hit!.s * full;
    kernel.advance(h);
    const reached = finiteStates(polynomials, order + 1);
    if (reached === undefined) {
      status = 'notFinite';
      overflowed = true;
      break;
    }
    end = reached;
    clock.advance(h);
    if (last && cut === undefined) {
      clock.hi = target;
      clock.lo = 0;
    }
    steps.end(clock.hi, clock.lo);
    if (cut?.jump !== undefined) {
      end = changed(cut.jump(reached, clock.hi), watched.system);
      for (const [i, x] of end.entries()) memory[kernel.at(i, 0)] = x;
    }
    options.onProgress?.({ t: clock.hi, steps: steps.count });
    if (cut?.stop === true) {
      status = 'event';
      break;
    }
  }
  return new Trajectory({
    status,
    message: messages[status](clock.hi, steps.count),
    t: timesOf(t, steps),
    end,
    steps,
    events: records,
    // a step that overflowed has spoiled the kernel's memory beyond `end`
    ...(options.variational === true && !overflowed && { flowJacobian: variations(kernel, states) }),
  });
}

/** The state that an event put in place of its own. */
function changed(state: readonly number[], { states }: System): readonly number[] {
  if (Array.isArray(state) && state.length === states.length && state.every(Number.isFinite)) return [...state];
  throw new RangeError(
    `integrate: expected ${states.length} finite values (${states.join(', ')}) from an event's jump, got [${state}]`,
  );
}

/** The states among the polynomials, where no overflow has made one infinite or NaN. */
function finiteStates(polynomials: Float64Array, stride: number): number[] | undefined {
  const state: number[] = [];
  for (let i = 0; i < polynomials.length; i += stride) {
    if (!Number.isFinite(polynomials[i]!)) return undefined;
    state.push(polynomials[i]!);
  }
  return state;
}

const messages: Readonly<Record<IntegrationStatus, (t: number, steps: number) => string>> = {
  complete: (t, steps) => `Reached t = ${t} in ${steps} steps.`,
  maxSteps: (t, steps) => `Stopped at t = ${t} after ${steps} steps, the most allowed; raise maxSteps to go on.`,
  singular: (t) =>
    `Stopped at t = ${t}: steps became too small to change the time, as they do before a singularity of the solution.`,
  notFinite: (t) =>
    `Stopped at t = ${t}: the field or its derivatives are not finite there; the solution blows up or leaves the field's domain, so stop before or change variables.`,
  event: (t, steps) => `Stopped at an event at t = ${t} after ${steps} steps.`,
  aborted: (t, steps) => `Stopped by the signal at t = ${t} after ${steps} steps.`,
};

/** The times asked for: of the grid as far as it was reached, or the ends of the steps. */
function timesOf(t: readonly number[], { times, count }: Steps): readonly number[] {
  if (t.length === 2) return times;
  const direction = Math.sign(t[t.length - 1]! - t[0]!);
  return t.filter((time) => (times[count]! - time) * direction >= 0);
}

function check(
  system: System,
  initial: readonly number[],
  options: IntegrateOptions,
): { t: readonly number[]; order: number; maxSteps: number } {
  const { states } = system;
  if (initial.length !== states.length) {
    throw new RangeError(`integrate: expected ${states.length} initial values (${states.join(', ')}), got ${initial.length}`);
  }
  const bad = initial.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new RangeError(`integrate: expected a finite initial value of ${states[bad]}, got ${initial[bad]}`);
  const { t, maxSteps = 100_000, tolerance = 2 ** -52 } = options;
  const direction = Math.sign(t[t.length - 1]! - t[0]!);
  const monotone = t.every((time, i) => Number.isFinite(time) && (i === 0 || (time - t[i - 1]!) * direction > 0));
  if (t.length < 2 || !(monotone || (t.length === 2 && t[0] === t[1]))) {
    throw new RangeError(`integrate: expected at least two finite times that run one way in options.t, got [${t.join(', ')}]`);
  }
  if (!(tolerance > 0 && tolerance < 1))
    throw new RangeError(`integrate: expected a tolerance between 0 and 1, got ${tolerance}`);
  const order = options.order ?? orderFor(tolerance);
  if (!Number.isInteger(order) || order < 2) throw new RangeError(`integrate: expected an integer order ≥ 2, got ${order}`);
  if (options.variational === true && options.events?.some(({ jump }) => jump !== undefined)) {
    throw new RangeError(
      'integrate: expected no events with a jump together with variational, got one; its derivative is not known, so integrate up to it and go on from there',
    );
  }
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`integrate: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  return { t, order, maxSteps };
}
