import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { Jet } from './deviation.js';
import { checkEvents, EventFinder } from './events.js';
import { type FlowCrossing, FlowMap } from './flow.js';
import { stepsOf } from './flow-archive.js';
import type { Kernel } from './kernel.js';
import { orbitMessages } from './messages.js';
import { checkVariation, type Neighborhood, type Variation, type VariedCrossing } from './neighborhood.js';
import { demandTimes } from './options.js';
import { reach } from './reach.js';
import { areSame, MOST_TOGETHER, permutations } from './sequences.js';
import { checkSmooth } from './smooth.js';
import { orderFor } from './step.js';
import { type Interruption, type TransportStatus, transport } from './transport.js';
import { VariedOrbit } from './varied-orbit.js';

/** Something that happens along an orbit, and what it does, as formulas: so that its derivatives are known. */
export interface FlowEvent {
  /** The formula in the states, the time and the parameters that is zero there; not of `atan2`, which goes on beyond ±π until a step ends. */
  readonly when: string;
  /** Which crossings count. Default `both`. */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the way there: the map is then that to the section. */
  readonly stop?: boolean;
  /** New values of some states, by formulas in the old ones, the time and the parameters, such as `{ v: '-0.9*v' }`. */
  readonly jump?: Readonly<Record<string, string>>;
}

const flowEventNames: NamesOf<FlowEvent> = { when: true, direction: true, stop: true, jump: true };

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
  /**
   * Whether the starts of all steps are kept, for maps at times on the way: 8 bytes for each coefficient of each step. Default true.
   */
  readonly dense?: boolean;
  /** Default 100 000. */
  readonly maxSteps?: number;
  /** Default `auto`. */
  readonly kernel?: Kernel;
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  readonly signal?: AbortSignal;
}

const flowMapNames: NamesOf<FlowMapOptions> = {
  t: true,
  order: true,
  variables: true,
  parameters: true,
  events: true,
  tolerance: true,
  control: true,
  dense: true,
  maxSteps: true,
  kernel: true,
  onProgress: true,
  signal: true,
};

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
  const system = systemOf(source);
  const { t, maxSteps, events, names } = check(system, initial, options);
  const watched = events.map(({ when }) => when);
  checkSmooth('flowMap', system, watched);
  const { order, tolerance = 2 ** -52, control, kernel, dense = true } = options;
  const variation: Variation = {
    system,
    watched,
    jumps: events.map(({ jump }) => jump),
    initial,
    t,
    parameters: parameterValues('flowMap', float64, system, new Map(Object.entries(options.parameters ?? {}))),
    names,
    order,
    // as many coefficients in time as a time without constant term can see
    timeOrder: Math.max(orderFor(tolerance), order + 1),
  };
  const orbit = new VariedOrbit(variation, { where: 'flowMap', control, kernel });
  const { neighborhood, stepper } = orbit;
  const { deviations } = neighborhood;
  const { clock } = stepper;
  const finder = new EventFinder(
    events.map(({ when, direction = 'both', stop = false, jump }) => ({ when, direction, stop: stop || jump !== undefined })),
  );
  const crossings: FlowCrossing[] = [];
  const steps = stepsOf(variation, neighborhood.moving, dense ? Infinity : 0);
  // the solutions that start at t0 + δ, at the common time t0
  if (neighborhood.varies('t0'))
    orbit.states = neighborhood.along(orbit.states, deviations.varied(t[0], 't0'), deviations.variable('t0').neg());

  const meet = (proposed: number): Interruption | 'tangent' => {
    // as far as the formulas' own polynomials are good
    const full = reach(orbit.kernel, events.length, clock.hi, proposed, tolerance, finder.lost);
    const cutting: Met[] = [];
    for (const { event, s, direction } of finder.find(orbit.kernel, clock.hi, full)) {
      const h = s * full;
      const time = clock.after(h);
      const crossing = direction === 0 ? undefined : neighborhood.cross(event, orbit.after(h), time, full);
      if (crossing === undefined) return 'tangent';
      crossings.push({ event, time: crossing.sigma.add(time), state: crossing.state });
      const { stop = false, jump } = events[event]!;
      if (stop || jump !== undefined) cutting.push({ event, h, crossing });
    }
    const [first] = cutting;
    if (first === undefined) return { h: full, act: () => undefined };
    const act = (): 'event' | 'corner' | undefined => {
      const { event, crossing } = first;
      const { stop = false, jump } = events[event]!;
      for (const met of cutting) finder.leave(met.event, met.crossing.left);
      if (cutting.length === 1) {
        orbit.states =
          jump === undefined ? crossing.state.map((series) => series.coefficients) : neighborhood.jump(event, crossing, clock.hi);
        return stop ? 'event' : undefined;
      }
      const isJump = cutting.every((met) => events[met.event]!.jump !== undefined && events[met.event]!.stop !== true);
      const after = isJump ? jumpTogether(neighborhood, cutting, orbit.states, clock.hi, full) : undefined;
      if (after === undefined) return 'corner';
      orbit.states = after;
      return undefined;
    };
    return { h: first.h, act };
  };
  const { status, steps: made } = transport(orbit, t[1], { ...options, maxSteps }, meet, steps);
  const varied = status === 'complete' && neighborhood.varies('t1');
  const end = varied ? neighborhood.along(orbit.states, deviations.constant(t[1]), deviations.variable('t1')) : orbit.states;
  const map = neighborhood.seriesOf(end);
  orbit.done(made);
  return new FlowMap({ variation, status, message: messages[status](clock.hi, made), map, events: crossings, steps });
}

/** An event that ends a step of the orbit after the time h. */
interface Met {
  readonly event: number;
  readonly h: number;
  readonly crossing: VariedCrossing;
}

/**
 * The neighbors behind several jumps at the same time. These come to them in one sequence or in another; there is a map only where that makes no difference, as for two
 * balls that hit the floor far from each other.
 */
function jumpTogether(
  neighborhood: Neighborhood,
  met: readonly Met[],
  states: readonly Jet[],
  t: number,
  step: number,
): readonly Jet[] | undefined {
  if (met.length > MOST_TOGETHER) return undefined;
  let common: readonly Jet[] | undefined;
  for (const sequence of permutations(met)) {
    let after = states;
    for (const { event } of sequence) {
      const crossing = neighborhood.cross(event, after, t, step);
      if (crossing === undefined) return undefined;
      after = neighborhood.jump(event, crossing, t);
    }
    common ??= after;
    if (!areSame(common.flat(), after.flat())) return undefined;
  }
  return common;
}

const messages: Readonly<Record<TransportStatus, (t: number, steps: number) => string>> = {
  ...orbitMessages,
  tangent: (t) =>
    `Stopped before an event at t ≈ ${t} whose formula passes zero at no speed, or only touches it: its time has no derivatives; move the start, or leave the event out.`,
  corner: (t) =>
    `Stopped at t = ${t}: several events happen there at once, and what comes out depends on which of them neighbors meet first, so that the map has no derivatives; move the start, or leave some of the events out.`,
};

function check(
  { states, parameters }: System,
  initial: readonly number[],
  options: FlowMapOptions,
): { t: readonly [number, number]; maxSteps: number; events: readonly FlowEvent[]; names: readonly string[] } {
  demandNames('flowMap', options, flowMapNames);
  demandTimes('flowMap', options?.t, '{ t: [t0, t1], order }');
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
  checkEvents('flowMap', events, flowEventNames);
  for (const [i, { when, jump }] of events.entries()) {
    // functions have no derivatives to be known
    if (typeof when !== 'string')
      throw new TypeError(`flowMap: events[${i}]: expected a formula as a text in when, got ${typeof when}`);
    if (typeof jump === 'function')
      throw new TypeError(`flowMap: events[${i}]: expected a jump by formulas such as { v: '-v' }, got a function`);
  }
  checkVariation('flowMap', [...states, ...parameters, 't0', 't1'], names, order);
  return { t, maxSteps, events, names };
}
