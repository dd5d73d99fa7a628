import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { watch } from '../formula/watch.js';
import type { SeriesN } from '../series/series-n.js';
import { Clock } from './clock.js';
import { EventFinder, reach } from './events.js';
import { checkSmooth } from './smooth.js';
import { type Interruption, type TransportStatus, transport } from './transport.js';
import { checkVariation, VariedOrbit } from './varied-orbit.js';

/** Something that happens along an orbit, and what it does, as formulas: so that its derivatives are known. */
export interface FlowEvent {
  /** The formula in the states, the time and the parameters that is zero there. */
  readonly when: string;
  /** Which crossings count. Default `both`. */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the way there: the map is then that to the section. */
  readonly stop?: boolean;
  /** New values of some states, by formulas in the old ones, the time and the parameters, such as `{ v: '-0.9*v' }`. */
  readonly jump?: Readonly<Record<string, string>>;
}

/** Options of `flowMap`. */
export interface FlowMapOptions {
  /** From where to where, in either direction. */
  readonly t: readonly [number, number];
  /** Degree of the map in the deviations: 1 gives the derivative, 2 also second derivatives, and so on. */
  readonly order: number;
  /**
   * What varies: names of states (their initial values) and of parameters, and `t0`, `t1` for the initial and the final time, unless a state or a parameter
   * has that name. Default: all states.
   */
  readonly variables?: readonly string[];
  readonly parameters?: Readonly<Record<string, number>>;
  readonly events?: readonly FlowEvent[];
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /**
   * Whose radius of convergence chooses the steps: that of all coefficients of the map (`map`), degree by degree, or that of the orbit alone (`orbit`), which
   * takes the same steps as without deviations and loses figures where derivatives grow faster than it moves. Default `map`.
   */
  readonly control?: 'map' | 'orbit';
  /** Default 100 000. */
  readonly maxSteps?: number;
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  readonly signal?: AbortSignal;
}

/** An event on the way of a flow map, with its dependence on what varies. */
export interface FlowCrossing {
  /** Which one, by its place in the options. */
  readonly event: number;
  /** When it happens. */
  readonly time: SeriesN<number>;
  /** The state there, on the section, before anything was changed. */
  readonly state: readonly SeriesN<number>[];
}

/** What `flowMap` returns. */
export interface FlowMap {
  readonly status: TransportStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /**
   * The final state as a Taylor polynomial in what varies, one series for each state, around the values that were given: `map[i].coefficient([1, 0])` is a first
   * derivative, `map[i].evaluate(values)` the state of a neighbor, `map[i].compose(…)` continues another map. Where the way ended early, that there.
   */
  readonly map: readonly SeriesN<number>[];
  /** The time reached. */
  readonly t: number;
  /** The final state itself: the constant terms. */
  readonly end: readonly number[];
  readonly events: readonly FlowCrossing[];
  readonly steps: number;
}

/**
 * The flow of x′ = f(x, t, p) as a Taylor map of any degree in the initial state, parameters, initial and final time: jet transport.
 *
 * The Taylor coefficients in time are themselves polynomials in the deviations, and run through the recurrences of the orbit. Another initial time
 * t0 + δ is the state at t0 of the solution that starts there, Σ c_k·(−δ)^k with its coefficients c_k at t0 + δ, and events bend time in the same way: the
 * time of each is solved for as a series, and a state that jumps there is taken back to a common time. So derivatives of every degree are exact to
 * rounding, also through impacts.
 *
 * @throws RangeError for wrong numbers of values, unknown names, or bad options
 * @complexity a product in the field costs C(2m + order, order) multiplications for each pair of time coefficients, with m variables
 * @see Pérez-Palau, Masdemont, Gómez, Tools to detect structures in dynamical systems using Jet Transport, Celest. Mech. Dyn. Astr. 123 (2015) 239–262
 * @example
 * // x = cos(√k·(t1 − t0)) has ∂²x/∂t0² = −k·x; the time of a quarter turn, π/(2√k), has the derivative −π/4
 * const spring = system({ x: 'v', v: '-k*x' }, { parameters: { k: 1 } });
 * const { map } = flowMap(spring, [1, 0], { t: [0, 1], order: 3, variables: ['x', 'k', 't0'] });
 * Math.abs(map[0].coefficient([1, 0, 0]) - Math.cos(1)) < 1e-15; // true
 * Math.abs(2 * map[0].coefficient([0, 0, 2]) + Math.cos(1)) < 1e-15; // true
 * const quarter = flowMap(spring, [1, 0], { t: [0, 9], order: 2, variables: ['k'], events: [{ when: 'x', stop: true }] });
 * Math.abs(quarter.events[0].time.coefficient([1]) + Math.PI / 4) < 1e-15; // true
 */
export function flowMap(source: SystemSource, initial: readonly number[], options: FlowMapOptions): FlowMap {
  const base = systemOf(source);
  const { t, maxSteps, events, names } = check(base, initial, options);
  checkSmooth(
    'flowMap',
    base,
    events.map(({ when }) => when),
  );
  const { system, nodes } = watch(
    base,
    events.map(({ when }) => when),
  );
  const { states, parameters } = system;
  const values = parameterValues('flowMap', float64, system, new Map(Object.entries(options.parameters ?? {})));
  const { order, tolerance = 2 ** -52, control } = options;
  const jumps = events.map(({ jump }) => jump);
  const orbit = new VariedOrbit({ system, nodes, jumps, initial, t, parameters: values, names, order, tolerance, control });
  const { deviations } = orbit;
  const isTime = (name: string): boolean => names.includes(name) && !states.includes(name) && !parameters.includes(name);
  const finder = new EventFinder(
    events.map(({ when, direction = 'both', stop = false, jump }) => ({ when, direction, stop: stop || jump !== undefined })),
  );
  const clock = new Clock(t[0]);
  const crossings: FlowCrossing[] = [];
  // the solutions that start at t0 + δ, at the common time t0
  if (isTime('t0')) orbit.carry(deviations.varied(t[0], 't0'), deviations.variable('t0').neg());
  const meet = (proposed: number): Interruption | 'tangent' | undefined => {
    const full = reach(orbit.watched, events.length, proposed, tolerance);
    for (const { event, s, direction } of finder.find(orbit.watched, clock.hi, full)) {
      const { stop = false, jump } = events[event]!;
      const h = s * full;
      const time = clock.after(h);
      const crossing = direction === 0 ? undefined : orbit.cross(event, s, full, time);
      if (crossing === undefined) return 'tangent';
      crossings.push({ event, time: crossing.sigma.add(time), state: crossing.state });
      if (!stop && jump === undefined) continue;
      const act = (): boolean => {
        if (jump === undefined) orbit.land(crossing);
        else orbit.jump(event, crossing, clock.hi);
        return stop;
      };
      return { h, act };
    }
    // as far as the formulas' own polynomials are good
    return full === proposed ? undefined : { h: full, act: () => false };
  };
  const { status, steps } = transport(orbit, clock, t[1], { ...options, maxSteps }, events.length === 0 ? undefined : meet);
  if (status === 'complete' && isTime('t1')) orbit.carry(deviations.constant(t[1]), deviations.variable('t1'));
  const { map } = orbit;
  const end = map.map((series) => series.coefficient(deviations.origin));
  return { status, message: messages[status](clock.hi, steps), map, t: clock.hi, end, events: crossings, steps };
}

const messages: Readonly<Record<TransportStatus, (t: number, steps: number) => string>> = {
  complete: (t, steps) => `Reached t = ${t} in ${steps} steps.`,
  event: (t, steps) => `Stopped at an event at t = ${t} after ${steps} steps.`,
  tangent: (t) =>
    `Stopped before an event at t ≈ ${t} whose formula passes zero at no speed, or only touches it: its time has no derivatives; move the start, or leave the event out.`,
  maxSteps: (t, steps) => `Stopped at t = ${t} after ${steps} steps, the most allowed; raise maxSteps to go on.`,
  notFinite: (t) =>
    `Stopped at t = ${t}: the field or its derivatives are not finite there; the solution blows up or leaves the field's domain, so stop before or change variables.`,
  singular: (t) =>
    `Stopped at t = ${t}: steps became too small to change the time, as they do before a singularity of the solution.`,
  aborted: (t, steps) => `Stopped by the signal at t = ${t} after ${steps} steps.`,
};

function check(
  { states, parameters }: System,
  initial: readonly number[],
  options: FlowMapOptions,
): { t: readonly [number, number]; maxSteps: number; events: readonly FlowEvent[]; names: readonly string[] } {
  if (!Array.isArray(options?.t)) throw new TypeError('flowMap: expected options with times, { t: [t0, t1], order }, got none');
  const { t, order, maxSteps = 100_000, tolerance = 2 ** -52, events = [], variables: names = states } = options;
  if (initial.length !== states.length || !initial.every(Number.isFinite)) {
    throw new RangeError(
      `flowMap: expected ${states.length} finite initial values (${states.join(', ')}), got [${initial.join(', ')}]`,
    );
  }
  if (!(t.length === 2 && t.every(Number.isFinite)))
    throw new RangeError(`flowMap: expected finite times [t0, t1] in options.t, got [${t.join(', ')}]`);
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`flowMap: expected a tolerance between 0 and 1, got ${tolerance}`);
  if (!(Number.isInteger(maxSteps) && maxSteps >= 1))
    throw new RangeError(`flowMap: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  checkVariation('flowMap', [...states, ...parameters, 't0', 't1'], names, order);
  return { t, maxSteps, events, names };
}
