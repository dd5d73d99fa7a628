import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type FormulaSource, type SystemSource, systemOf, textOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { watch } from '../formula/watch.js';
import type { SeriesN } from '../series/series-n.js';
import { demandNames, type NamesOf, namedValues } from '../text/options.js';
import { Encounters } from './encounters.js';
import { checkDirection } from './events.js';
import { smoothRegime, stepsOf } from './flow-archive.js';
import { Integration } from './integration.js';
import { checkKernel, type Kernel } from './kernel.js';
import { checkVariation, SLOWEST, type Variation } from './neighborhood.js';
import type { IntegrateOptions } from './options.js';
import type { Crossing as SectionCrossing } from './saltation.js';
import { orderFor } from './step.js';
import type { IntegrationStatus } from './trajectory.js';
import { transport } from './transport.js';
import { VariedOrbit } from './varied-orbit.js';

/** Options of `poincare`. */
export interface PoincareOptions {
  /**
   * The section is where this formula in the states and parameters is zero, such as `x`, `z - 27` or `atan2(y, x) - 1`, or a plain function of these, as `when` of an event of
   * `integrate`.
   */
  readonly section: FormulaSource;
  /** Which crossings count. Default `both`. */
  readonly direction?: 'rising' | 'falling' | 'both';
  readonly parameters?: Readonly<Record<string, number>>;
  /** The longest time to wait for a return; for several, in the mean. Default 1000. */
  readonly within?: number;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Default 100 000. */
  readonly maxSteps?: number;
  readonly kernel?: Kernel;
}

const poincareNames: NamesOf<PoincareOptions> = {
  section: true,
  direction: true,
  parameters: true,
  within: true,
  tolerance: true,
  maxSteps: true,
  kernel: true,
};

/** How far to follow an orbit. */
export interface ReturnOptions {
  /** To the crossing after so many. Default 1, the next. */
  readonly returns?: number;
  /** Ends the way early, as if there were no crossing. */
  readonly signal?: AbortSignal;
}

/** Options of `follow`. */
export interface FollowOptions extends ReturnOptions {
  /** Whether derivatives are wanted. Default false. */
  readonly derivative?: boolean;
}

/** Options of `expand`. */
export interface ExpandOptions extends ReturnOptions {
  /** Degree of the map. */
  readonly order: number;
  /** What varies: states, and parameters. Default: all states. */
  readonly variables?: readonly string[];
}

const returnNames: NamesOf<ReturnOptions> = { returns: true, signal: true };
const followNames: NamesOf<FollowOptions> = { ...returnNames, derivative: true };
const expandNames: NamesOf<ExpandOptions> = { ...returnNames, order: true, variables: true };

/** Where an orbit meets the section again, or why it does not. */
export interface Crossing {
  readonly status: 'returned' | 'noReturn' | Exclude<IntegrationStatus, 'event' | 'complete'>;
  readonly state: readonly number[];
  /** The time that it took. */
  readonly time: number;
  /** ∂state_i/∂x_j at [i][j], of the state on the section: the time of return moves along. NaN where the orbit only touches the section. */
  readonly derivative?: readonly (readonly number[])[];
  /** ∂time/∂x_j at [j]. */
  readonly timeDerivative?: readonly number[];
}

/**
 * A start on the section meets it at once; a crossing this part of the first step away is where the orbit starts and not yet a return.
 * It leaves room for a start that is on the section to eight figures.
 */
const START = 2 ** -26;

/**
 * The map from a point to where its orbit next crosses a section, with derivatives. Make one with `poincare`.
 *
 * @example
 * // Van der Pol's oscillator comes to its limit cycle, farther out each time, or farther in
 * const map = poincare({ x: 'y', y: '(1 - x^2)*y - x' }, { section: 'y', direction: 'falling' });
 * let x = [1, 0];
 * for (let i = 0; i < 6; i++) x = map.image(x);
 * x.map((value) => Number(value.toFixed(12)) + 0); // [2.008619860875, 0]
 * map.returnTime(x).toFixed(9); // '6.663286859'
 */
export class PoincareMap {
  readonly system: System;
  readonly section: string;
  readonly direction: 'rising' | 'falling' | 'both';
  /** Values of the system's parameters, in its order. */
  readonly parameters: readonly number[];
  readonly settings: Pick<IntegrateOptions, 'maxSteps' | 'kernel'> & { readonly tolerance: number };
  readonly #within: number;

  constructor(source: SystemSource, options: PoincareOptions) {
    demandNames('poincare', options, poincareNames);
    const { tolerance = 2 ** -52, within = 1000, maxSteps = 100_000, direction = 'both' } = options ?? {};
    if (!(tolerance > 0 && tolerance < 1))
      throw new RangeError(`poincare: expected a tolerance between 0 and 1, got ${tolerance}`);
    if (!(within > 0 && within < Infinity)) throw new RangeError(`poincare: expected a finite time within > 0, got ${within}`);
    const base = systemOf(source);
    const named = (): string => 'poincare: in options.section';
    const section = textOf('poincare: expected a formula in options.section', options?.section, base);
    checkDirection('poincare', direction);
    if (watch(base, [section], named).system.time !== undefined) {
      throw new RangeError(
        `poincare: expected a field and a section without the time, got ${base.time ?? 't'}; make it a state with derivative 1`,
      );
    }
    this.system = base;
    this.section = section;
    this.direction = direction;
    this.#within = within;
    this.settings = {
      tolerance,
      maxSteps,
      ...(options.kernel !== undefined && { kernel: options.kernel }),
    };
    checkKernel('poincare', options.kernel ?? 'auto');
    this.parameters = parameterValues('poincare', float64, base, namedValues('poincare', options.parameters));
  }

  /** Values of the system's parameters, by name. */
  get named(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.system.parameters.map((name, i) => [name, this.parameters[i]!]));
  }

  /** The next point of the section on the orbit of x, or the one after so many `returns`; NaN where there is none, which `follow` explains. */
  image(x: readonly number[], options: ReturnOptions = {}): number[] {
    demandNames('PoincareMap', options, returnNames);
    const { status, state } = this.follow(x, options);
    return status === 'returned' ? [...state] : x.map(() => Number.NaN);
  }

  /** The time that the orbit of x takes to the section; NaN where it does not come there. */
  returnTime(x: readonly number[], options: ReturnOptions = {}): number {
    demandNames('PoincareMap', options, returnNames);
    const { status, time } = this.follow(x, options);
    return status === 'returned' ? time : Number.NaN;
  }

  /**
   * The derivative of `image` at x: DP = (1 − f ∇sᵀ/(∇s·f))·DΦ, with the field f and the section's gradient ∇s at the image. NaN where there is no image.
   *
   * It acts on all of the space; along the field it is zero, and its values are tangent to the section.
   */
  derivative(x: readonly number[], options: ReturnOptions = {}): number[][] {
    demandNames('PoincareMap', options, returnNames);
    return (
      this.follow(x, { ...options, derivative: true }).derivative?.map((row) => [...row]) ?? x.map(() => x.map(() => Number.NaN))
    );
  }

  /**
   * The map around x to any degree: the state on the section and the time that it takes, as series in what varies: states, and parameters if `variables` names some.
   *
   * @throws RangeError where there is no image, also where the signal has ended the way to it, the orbit only touches the section there, or its way has no derivatives: through a corner of the equations, for example
   * @example
   * const oscillator = poincare({ x: 'v', v: '-x + x^3/10' }, { section: 'x', direction: 'rising' });
   * const { time } = oscillator.expand([0, 1], { order: 4 });
   * // ∂T/∂v and ∂²T/∂v²: the period grows with the swing
   * [time.coefficient([0, 1]) > 0, time.coefficient([0, 2]) > 0]; // [true, true]
   */
  expand(
    x: readonly number[],
    options: ExpandOptions,
  ): { readonly state: readonly SeriesN<number>[]; readonly time: SeriesN<number> } {
    demandNames('PoincareMap', options, expandNames);
    const { order, variables = this.system.states, returns = 1, signal } = options;
    checkVariation('PoincareMap', [...this.system.states, ...this.system.parameters], variables, order);
    const { status, time } = this.follow(x, { returns, ...(signal && { signal }) });
    if (status !== 'returned') throw new RangeError(`PoincareMap: expected an orbit that returns to the section, got ${status}`);
    const variation: Variation = {
      system: this.system,
      watched: [this.section],
      initial: x,
      t: [0, time],
      parameters: this.parameters,
      names: variables,
      order,
      timeOrder: Math.max(orderFor(this.settings.tolerance), order + 1),
    };
    const orbit = new VariedOrbit(variation, { where: 'PoincareMap', sought: 0 });
    const { neighborhood } = orbit;
    const steps = stepsOf(variation, [orbit.regime ?? smoothRegime(variation, neighborhood.moving)], 0);
    const encounters = new Encounters(orbit, variation, [], steps);
    const { status: way, steps: made } = transport(orbit, time, { maxSteps: Infinity, signal }, encounters);
    if (way !== 'complete') {
      const { hi: t } = orbit.stepper.clock;
      orbit.done(made);
      throw new RangeError(`PoincareMap: expected a way to the section that has derivatives, got ${way} at t = ${t}`);
    }
    const crossing = neighborhood.cross(0, orbit.states, time, orbit.kernel.wanted());
    orbit.done(made);
    if (crossing === undefined)
      throw new RangeError('PoincareMap: expected an orbit that crosses the section, got one that touches it');
    return { state: crossing.state, time: crossing.sigma.add(time) };
  }

  /** Follows the orbit of x to its next crossing, or the one after so many `returns`; where the signal ends it early, to the state reached. */
  follow(x: readonly number[], options: FollowOptions = {}): Crossing {
    demandNames('PoincareMap', options, followNames);
    const { returns = 1, derivative = false, signal } = options;
    const n = this.system.states.length;
    if (x.length !== n || !x.every(Number.isFinite)) {
      throw new RangeError(`PoincareMap: expected ${n} finite values (${this.system.states.join(', ')}), got [${x.join(', ')}]`);
    }
    if (!(Number.isInteger(returns) && returns >= 1))
      throw new RangeError(`PoincareMap: expected returns to be an integer ≥ 1, got ${returns}`);
    const integration = new Integration('PoincareMap', this.system, x, {
      t: [0, returns * this.#within],
      events: [{ when: this.section, direction: this.direction, stop: true }],
      variational: derivative,
      dense: false,
      ...this.settings,
      ...(signal && { signal }),
      parameters: this.named,
    });
    let status = integration.run();
    for (let left = returns; status === 'event'; status = integration.run()) {
      if (integration.time > START * integration.step) left--;
      if (left === 0) break;
      integration.resume();
    }
    const crossing = derivative && status === 'event' ? integration.crossing(0) : undefined;
    const { time } = integration;
    const { end: state, flowJacobian } = integration.trajectory();
    return {
      status: status === 'event' ? 'returned' : status === 'complete' ? 'noReturn' : status,
      state,
      time,
      ...(crossing !== undefined && onSection(flowJacobian!, crossing)),
    };
  }
}

/** (1 − f ∇sᵀ/ṡ)·M, and −∇sᵀM/ṡ: neighbors come to the section earlier or later. */
function onSection(
  m: readonly (readonly number[])[],
  { field, gradient, rate }: SectionCrossing,
): Required<Pick<Crossing, 'derivative' | 'timeDerivative'>> {
  const isTouch = !(Math.abs(rate) > SLOWEST * Math.hypot(...gradient) * Math.hypot(...field));
  const speed = isTouch ? Number.NaN : rate;
  const timeDerivative = m.map((_, j) => gradient.reduce((sum, s, i) => sum - s * m[i]![j]!, 0) / speed);
  return { derivative: m.map((row, i) => row.map((entry, j) => entry + field[i]! * timeDerivative[j]!)), timeDerivative };
}

/**
 * The Poincaré map of a system: where its orbits next cross a section, to rounding and without proof.
 *
 * @throws RangeError for a system that depends on time, or bad options
 * @see Hénon, On the numerical computation of Poincaré maps, Physica D 5 (1982), of which the Taylor polynomials of the section take the place
 * @example
 * const oscillator = poincare({ x: 'v', v: '-x' }, { section: 'x', direction: 'rising' });
 * Math.abs(oscillator.returnTime([0, 1]) - 2 * Math.PI) < 1e-14; // true
 */
export function poincare(source: SystemSource, options: PoincareOptions): PoincareMap {
  return new PoincareMap(source, options);
}
