import type { Jet } from './deviation.js';
import { evaluate } from './evaluate.js';
import { carryOver, type Kernel, type OdeKernel, setParameters } from './kernel.js';
import { type Leg, type Legs, legsOf } from './legs.js';
import { Neighborhood, type Variation } from './neighborhood.js';
import { stepsAhead } from './outlook.js';
import { type Pool, poolOf, type Recipe } from './pool.js';
import { planOf } from './step.js';
import { Stepper } from './stepper.js';
import type { Regime } from './steps.js';
import { Switching } from './switching.js';

/** How neighbors move along. */
export interface Carriage {
  /** Who asks: what messages begin with. */
  readonly where: string;
  /** Whether all of the map chooses the steps, degree by degree, or the orbit alone. */
  readonly control?: 'map' | 'orbit' | undefined;
  readonly kernel?: Kernel | undefined;
  /** How many of the formulas that are watched are events; all unless given. */
  readonly sought?: number;
}

/** What kernels are to do that move neighbors along, of which `moving` varies. */
export function recipeOf(
  { watched, order, timeOrder }: Variation,
  moving: readonly string[],
  { where, control, kernel = 'auto', sought = watched.length }: Carriage,
): Recipe {
  return {
    where,
    order: timeOrder,
    watched,
    events: sought,
    varied: { names: moving, order, isBrief: kernel === 'auto' },
    control: control === 'orbit' ? 'states' : 'degrees',
    recorded: true,
    bounded: true,
    compensated: true,
    kind: kernel,
  };
}

/** An orbit with all its neighbors on its way: the coefficients of their polynomials are the states of a kernel. */
export class VariedOrbit {
  readonly neighborhood: Neighborhood;
  readonly stepper: Stepper;
  /** Keeps the orbit to the pieces of a system with branches; undefined for a smooth one. */
  readonly switching: Switching | undefined;
  /** Whether no piece leads on from the start. */
  readonly isStuck: boolean;
  readonly #variation: Variation;
  /** The pieces by which neighbors move. */
  readonly #legs: Legs | undefined;
  #pool: Pool;

  constructor(variation: Variation, carriage: Carriage) {
    const { system, initial, t, parameters, timeOrder } = variation;
    this.#variation = variation;
    this.neighborhood = new Neighborhood(variation);
    const direction = Math.sign(t[1] - t[0]) || 1;
    const side = direction < 0 ? -1 : 1;
    const recipe: Recipe = { ...recipeOf(variation, this.neighborhood.moving, carriage), side };
    this.#legs = legsOf(system, recipe);
    // the orbit itself chooses the pieces
    const plain = this.#legs && legsOf(system, { ...recipe, varied: undefined, control: 'states', compensated: false });
    this.switching = plain && new Switching(plain, direction);
    this.isStuck = this.switching?.start({ state: initial, t: t[0], parameters }) === false;
    this.#pool = this.#leg?.pool ?? poolOf(system, recipe);
    this.#enter();
    const steps = this.#pool.isUndecided ? stepsAhead(system, initial, t[0], t[1] - t[0], parameters) : 1;
    const kernel = this.#pool.take(steps);
    kernel.holds = undefined;
    setParameters(kernel, this.parameters);
    this.stepper = new Stepper(kernel, this.neighborhood.rowsOf(this.neighborhood.start), t[0], planOf(timeOrder));
  }

  /** What makes kernels for the equations at hand. */
  get pool(): Pool {
    return this.#pool;
  }

  /** Values of the parameters as those kernels take them. */
  get parameters(): readonly number[] {
    const { parameters } = this.#variation;
    return this.#leg === undefined ? parameters : this.switching!.parameters(parameters);
  }

  /** What holds in the piece at hand, as of the first step; undefined for a smooth system. */
  get regime(): Regime | undefined {
    const leg = this.#leg;
    return leg && { from: 0, system: leg.piece.system, pool: leg.pool, parameters: this.parameters };
  }

  get #leg(): Leg | undefined {
    if (this.switching === undefined) return undefined;
    const { sides, slide } = this.switching;
    return this.#legs!.at(sides, slide);
  }

  /** Goes on with the piece that has been chosen. */
  follow(): void {
    const { pool } = this.#leg!;
    if (pool !== this.#pool) {
      const kernel = pool.take(1);
      carryOver(this.kernel, kernel);
      this.#pool.giveBack(this.kernel);
      this.#pool = pool;
      this.stepper.kernel = kernel;
    }
    setParameters(this.kernel, this.parameters);
    this.#enter();
  }

  #enter(): void {
    const leg = this.#leg;
    if (leg !== undefined) this.neighborhood.enter(leg.piece, this.parameters.slice(this.#variation.parameters.length));
  }

  get kernel(): OdeKernel {
    return this.stepper.kernel;
  }

  get rows(): Float64Array {
    const { kernel } = this;
    return Float64Array.from({ length: kernel.layout.rows }, (_, i) => kernel.memory[kernel.at(i, 0)]!);
  }

  get states(): Jet[] {
    return this.neighborhood.jetsOf(this.rows);
  }

  set states(jets: readonly Jet[]) {
    this.stepper.state = this.neighborhood.rowsOf(jets);
  }

  /** The neighbors after a time h, with the coefficients at hand. */
  after(h: number): Jet[] {
    const { kernel } = this;
    const { memory, order, layout } = kernel;
    return this.neighborhood.jetsOf(Array.from({ length: layout.rows }, (_, i) => evaluate(memory, kernel.at(i, 0), order, h)));
  }

  /** The kernel with the coefficients at the time and the state reached. */
  solved(): OdeKernel {
    const { kernel, stepper } = this;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = stepper.clock.hi;
    kernel.solve();
    return kernel;
  }

  /** There is no going on after this. */
  done(steps: number): void {
    this.kernel.holds = undefined;
    this.#pool.giveBack(this.kernel, steps);
  }
}
