import { float64 } from '../algebra/float64.js';
import { differentiate } from '../formula/differentiate.js';
import { Formula } from '../formula/formula.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { watch } from '../formula/watch.js';
import type { SeriesN } from '../series/series-n.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { checkDirection, EventFinder, type Sought } from './events.js';
import { firstOrder, type Kernel, type OdeKernel, type Pool, poolOf, setParameters } from './kernel.js';
import { checkVariation, Neighborhood, type Variation } from './neighborhood.js';
import { reach } from './reach.js';
import { checkSmooth } from './smooth.js';
import { orderFor } from './step.js';
import { Stepper } from './stepper.js';
import { transport } from './transport.js';
import { startVariations, variations } from './variations.js';
import { VariedOrbit } from './varied-orbit.js';

/** Options of `poincare`. */
export interface PoincareOptions {
  /**
   * The section is where this formula in the states and parameters is zero, such as `x` or `z - 27`. A half plane at an angle a is `x*sin(a) - y*cos(a)` with a
   * direction, and not `atan2(y, x) - a`, which goes on beyond ±π until a step ends.
   */
  readonly section: string;
  /** Which crossings count. Default `both`. */
  readonly direction?: 'rising' | 'falling' | 'both';
  readonly parameters?: Readonly<Record<string, number>>;
  /** The longest time to wait for a return. Default 1000. */
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

/** Where an orbit meets the section again, or why it does not. */
export interface Crossing {
  readonly status: 'returned' | 'noReturn' | 'maxSteps' | 'notFinite' | 'singular';
  readonly state: readonly number[];
  /** The time that it took. */
  readonly time: number;
  /** ∂state_i/∂x_j at [i][j], of the state on the section: the time of return moves along. */
  readonly derivative?: readonly (readonly number[])[];
}

/**
 * A start on the section meets it at once; a crossing this part of the first step away is where the orbit starts and not yet a return.
 * It leaves room for a start that is on the section to eight figures.
 */
const START = 2 ** -26;

/** The map from a point to where its orbit next crosses a section, with derivatives. Make one with `poincare`. */
export class PoincareMap {
  readonly #section: string;
  readonly #sought: Sought;
  readonly #within: number;
  readonly #tolerance: number;
  readonly #maxSteps: number;
  readonly #system: System;
  readonly #parameters: readonly number[];
  readonly #pool: (variational: boolean) => Pool;

  constructor(source: SystemSource, options: PoincareOptions) {
    demandNames('poincare', options, poincareNames);
    const { tolerance = 2 ** -52, within = 1000, maxSteps = 100_000, direction = 'both', section } = options ?? {};
    if (!(tolerance > 0 && tolerance < 1))
      throw new RangeError(`poincare: expected a tolerance between 0 and 1, got ${tolerance}`);
    if (!(within > 0 && within < Infinity)) throw new RangeError(`poincare: expected a finite time within > 0, got ${within}`);
    const base = systemOf(source);
    const named = (): string => 'poincare: in options.section';
    if (typeof section !== 'string')
      throw new TypeError(
        `poincare: expected a formula in options.section, such as 'x', got ${section === undefined ? 'none' : typeof section}`,
      );
    checkDirection('poincare', direction);
    checkSmooth('poincare', base, [section], named);
    const { system, nodes } = watch(base, [section], named);
    if (system.time !== undefined) {
      throw new RangeError(
        `poincare: expected a field and a section without the time, got ${system.time}; make it a state with derivative 1`,
      );
    }
    const { dag, states, variables } = system;
    const gradient = states.map((_, j) => new Formula(dag, differentiate(dag, nodes, j)[0]!, variables).toString());
    this.#system = base;
    this.#section = section;
    this.#sought = { direction };
    this.#within = within;
    this.#tolerance = tolerance;
    this.#maxSteps = maxSteps;
    this.#parameters = parameterValues('poincare', float64, base, new Map(Object.entries(options.parameters ?? {})));
    this.#pool = (variational) =>
      poolOf(base, {
        where: 'poincare',
        order: orderFor(tolerance),
        watched: [section, ...gradient],
        events: 1,
        varied: variational ? firstOrder(base) : undefined,
        control: 'states',
        compensated: false,
        kind: options.kernel ?? 'auto',
      });
  }

  /** The next point of the section on the orbit of x; NaN where there is none, which `follow` explains. */
  image(x: readonly number[]): number[] {
    const { status, state } = this.follow(x);
    return status === 'returned' ? [...state] : x.map(() => Number.NaN);
  }

  /** The time that the orbit of x takes to the section; NaN where it does not come there. */
  returnTime(x: readonly number[]): number {
    const { status, time } = this.follow(x);
    return status === 'returned' ? time : Number.NaN;
  }

  /**
   * The derivative of `image` at x: DP = (1 − f ∇sᵀ/(∇s·f))·DΦ, with the field f and the section's gradient ∇s at the image. NaN where there is no image.
   *
   * It acts on all of the space; along the field it is zero, and its values are tangent to the section.
   */
  derivative(x: readonly number[]): number[][] {
    return this.follow(x, { derivative: true }).derivative?.map((row) => [...row]) ?? x.map(() => x.map(() => Number.NaN));
  }

  /**
   * The map around x to any degree: the state on the section and the time that it takes, as series in what varies: states, and parameters if `variables` names some.
   *
   * @throws RangeError where there is no image, or the orbit only touches the section there
   * @example
   * const oscillator = poincare({ x: 'v', v: '-x + x^3/10' }, { section: 'x', direction: 'rising' });
   * const { time } = oscillator.expand([0, 1], { order: 4 });
   * // ∂T/∂v and ∂²T/∂v²: the period grows with the swing
   * [time.coefficient([0, 1]) > 0, time.coefficient([0, 2]) > 0]; // [true, true]
   */
  expand(
    x: readonly number[],
    options: { readonly order: number; readonly variables?: readonly string[]; readonly returns?: number },
  ): { readonly state: readonly SeriesN<number>[]; readonly time: SeriesN<number> } {
    const { order, variables = this.#system.states } = options;
    checkVariation('PoincareMap', [...this.#system.states, ...this.#system.parameters], variables, order);
    const { status, time } = this.follow(x, options);
    if (status !== 'returned') throw new RangeError(`PoincareMap: expected an orbit that returns to the section, got ${status}`);
    const variation: Variation = {
      system: this.#system,
      watched: [],
      initial: x,
      t: [0, time],
      parameters: this.#parameters,
      names: variables,
      order,
      timeOrder: Math.max(orderFor(this.#tolerance), order + 1),
    };
    const orbit = new VariedOrbit(variation, { where: 'PoincareMap' });
    const { steps } = transport(orbit, time, { maxSteps: Infinity });
    const neighborhood = new Neighborhood({ ...variation, watched: [this.#section] });
    const crossing = neighborhood.cross(0, orbit.states, time, orbit.kernel.wanted());
    orbit.done(steps);
    if (crossing === undefined)
      throw new RangeError('PoincareMap: expected an orbit that crosses the section, got one that touches it');
    return { state: crossing.state, time: crossing.sigma.add(time) };
  }

  /** Follows the orbit of x to its next crossing, or the one after so many `returns`. */
  follow(
    x: readonly number[],
    { returns = 1, derivative = false }: { readonly returns?: number; readonly derivative?: boolean } = {},
  ): Crossing {
    const n = this.#system.states.length;
    if (x.length !== n || !x.every(Number.isFinite)) {
      throw new RangeError(`PoincareMap: expected ${n} finite values (${this.#system.states.join(', ')}), got [${x.join(', ')}]`);
    }
    if (!(Number.isInteger(returns) && returns >= 1))
      throw new RangeError(`PoincareMap: expected returns to be an integer ≥ 1, got ${returns}`);
    const pool = this.#pool(derivative);
    const kernel = pool.take();
    const crossing = this.#follow(kernel, x, returns, derivative);
    pool.giveBack(kernel);
    return crossing;
  }

  #follow(kernel: OdeKernel, x: readonly number[], returns: number, derivative: boolean): Crossing {
    kernel.holds = undefined;
    setParameters(kernel, this.#parameters);
    const stepper = new Stepper(kernel, x, 0);
    if (derivative) startVariations(kernel, x.length);
    const { clock } = stepper;
    const finder = new EventFinder([this.#sought]);
    let wanted = returns;
    let earliest = 0;
    const stop = (status: Crossing['status']): Crossing => ({ status, state: stepper.state, time: clock.hi });

    for (let steps = 0; clock.until(this.#within) > 0; steps++) {
      if (steps >= this.#maxSteps) return stop('maxSteps');
      const proposed = stepper.propose(this.#within);
      if (typeof proposed === 'string') return stop(proposed);
      stepper.step = proposed;
      const h = reach(kernel, 1, clock.hi, proposed, stepper.tail, finder.lost);
      if (steps === 0) earliest = START * h;
      const hits = finder.find(kernel, clock.hi, h).filter(({ s }) => clock.after(s * h) > earliest);
      const hit = hits[wanted - 1];
      if (!stepper.take(hit === undefined ? h : hit.s * h)) return stop('notFinite');
      if (hit !== undefined) return { ...stop('returned'), ...(derivative && { derivative: this.#onSection(kernel) }) };
      wanted -= hits.length;
    }
    return stop('noReturn');
  }

  /** (1 − f ∇sᵀ/(∇s·f))·M at the kernel's state. */
  #onSection(kernel: OdeKernel): number[][] {
    const n = this.#system.states.length;
    const m = variations(kernel, n);
    kernel.solve();
    const f = m.map((_, i) => kernel.memory[kernel.at(i, 1)]!);
    const gradient = m.map((_, j) => kernel.memory[kernel.watchedAt(1 + j)]!);
    const speed = gradient.reduce((sum, s, i) => sum + s * f[i]!, 0);
    const slopes = m.map((_, j) => gradient.reduce((sum, s, i) => sum + s * m[i]![j]!, 0) / speed);
    return m.map((row, i) => row.map((entry, j) => entry - f[i]! * slopes[j]!));
  }
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
