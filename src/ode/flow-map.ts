import { float64 } from '../algebra/float64.js';
import { promote } from '../formula/promote.js';
import { parameterValues } from '../formula/solution.js';
import { type FormulaSource, type SystemSource, systemOf, textOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { demandNames, type NamesOf, namedValues } from '../text/options.js';
import { Encounters } from './encounters.js';
import { checkEvents, type Sought } from './events.js';
import { FlowMap } from './flow.js';
import { smoothRegime, stepsOf } from './flow-archive.js';
import { demandInitial } from './initial.js';
import type { Kernel } from './kernel.js';
import { orbitMessages } from './messages.js';
import { checkVariation, type Variation } from './neighborhood.js';
import { demandTimes } from './options.js';
import { orderFor } from './step.js';
import { type TransportStatus, transport } from './transport.js';
import { VariedOrbit } from './varied-orbit.js';

/** Something that happens along an orbit, and what it does, as formulas: so that its derivatives are known. */
export interface FlowEvent {
  /** The formula in the states, the time and the parameters that is zero there, or a plain function of these, as `when` of an event of `integrate`. */
  readonly when: FormulaSource;
  /** Which crossings count. Default `both`. */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the way there: the map is then that to the section. */
  readonly stop?: boolean;
  /**
   * New values of some states or parameters, by formulas in the old ones, the time and the parameters, such as `{ v: '-0.9*v' }`. Parameters that an event changes are
   * among the states of the map, behind the system's own.
   */
  readonly jump?: Readonly<Record<string, string>>;
}

type TextFlowEvent = FlowEvent & { readonly when: string };

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
  /**
   * Default `auto`: for maps of many coefficients, polynomials in the deviations are multiplied as such then, which takes no time to prepare. A kernel that is named makes equations
   * for all coefficients and code of these, to which thousands of steps of a map of middle degree go two or three times as fast. The two differ by roundings.
   */
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
 * Equations with kinks, jumps and branches go by their pieces, as `integrate` has them: neighbors come to the surface between two at times of their own, go by the other
 * equations from there, and are taken back to a common time. That gives the jumps of derivatives of every degree, also where a motion begins or ends to slide along it.
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
  const given = systemOf(source);
  const { t, maxSteps, events, names } = check(given, initial, options);
  const { order, tolerance = 2 ** -52, control, kernel, dense = true } = options;
  const values = parameterValues('flowMap', float64, given, namedValues('flowMap', options.parameters));
  // parameters that events change are states that do not change between
  const changed = given.parameters.filter((name) => events.some(({ jump = {} }) => Object.hasOwn(jump, name)));
  const system = changed.length === 0 ? given : promote(given, changed);
  const givenValue = (name: string): number => values[given.parameters.indexOf(name)]!;
  const variation: Variation = {
    system,
    watched: events.map(({ when }) => when),
    jumps: events.map(({ jump }) => jump),
    initial: [...initial, ...changed.map(givenValue)],
    t,
    parameters: system.parameters.map(givenValue),
    names,
    order,
    // as many coefficients in time as a time without constant term can see
    timeOrder: Math.max(orderFor(tolerance), order + 1),
  };
  const orbit = new VariedOrbit(variation, { where: 'flowMap', control, kernel });
  const { neighborhood, stepper } = orbit;
  const { deviations } = neighborhood;
  const specs = events.map(
    ({ direction = 'both', stop = false, jump }): Sought => ({
      direction,
      stop,
      ...(jump !== undefined && { jump }),
    }),
  );
  const regime = orbit.regime ?? smoothRegime(variation, neighborhood.moving);
  const encounters = new Encounters(orbit, variation, specs, stepsOf(variation, [regime], dense ? Infinity : 0));
  // the solutions that start at t0 + δ, at the common time t0
  if (neighborhood.varies('t0'))
    orbit.states = neighborhood.along(orbit.states, deviations.varied(t[0], 't0'), deviations.variable('t0').neg());
  const { status, steps: made } = transport(orbit, t[1], { ...options, maxSteps }, encounters);
  const varied = status === 'complete' && neighborhood.varies('t1');
  const end = varied ? neighborhood.along(orbit.states, deviations.constant(t[1]), deviations.variable('t1')) : orbit.states;
  const map = neighborhood.seriesOf(end);
  orbit.done(made);
  const { crossings, steps } = encounters;
  const message = messages[status](stepper.clock.hi, made);
  return new FlowMap({ variation, status, message, map, events: crossings, steps });
}

const messages: Readonly<Record<TransportStatus, (t: number, steps: number) => string>> = {
  ...orbitMessages,
  tangent: (t) =>
    `Stopped at t ≈ ${t}, where the formula of an event, or of a surface at which the equations change, passes zero at no speed, or only touches it: its time has no derivatives; move the start, or leave the event out.`,
  corner: (t) =>
    `Stopped at t = ${t}: several events or changes of the equations happen there at once, or a root touches zero, and what comes out depends on which of them neighbors meet first, so that the map has no derivatives; move the start, or leave some of the events out.`,
};

function check(
  system: System,
  initial: readonly number[],
  options: FlowMapOptions,
): { t: readonly [number, number]; maxSteps: number; events: readonly TextFlowEvent[]; names: readonly string[] } {
  const { states, parameters } = system;
  demandNames('flowMap', options, flowMapNames);
  demandTimes('flowMap', options?.t, '{ t: [t0, t1], order }');
  const { t, order, maxSteps = 100_000, tolerance = 2 ** -52, events = [], variables: names = states } = options;
  demandInitial('flowMap', states, initial);
  if (!(t.length === 2 && t.every(Number.isFinite)))
    throw new RangeError(`flowMap: expected finite times [t0, t1] in options.t, got [${t.join(', ')}]`);
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`flowMap: expected a tolerance between 0 and 1, got ${tolerance}`);
  if (!(Number.isInteger(maxSteps) && maxSteps >= 1))
    throw new RangeError(`flowMap: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  checkEvents('flowMap', events, flowEventNames);
  const texts = events.map((event, i): TextFlowEvent => {
    // what it does to a state is all that is known of a function
    if (typeof event.jump === 'function')
      throw new TypeError(`flowMap: events[${i}]: expected a jump by formulas such as { v: '-v' }, got a function`);
    return { ...event, when: textOf(`flowMap: events[${i}]: expected a formula in when`, event.when, system) };
  });
  checkVariation('flowMap', [...states, ...parameters, 't0', 't1'], names, order);
  return { t, maxSteps, events: texts, names };
}
