import type { Jet } from './deviation.js';
import { evaluate } from './evaluate.js';
import { type Kernel, type OdeKernel, type Pool, poolOf, type Recipe, setParameters } from './kernel.js';
import { Neighborhood, type Variation } from './neighborhood.js';
import { stepsAhead } from './outlook.js';
import { planOf } from './step.js';
import { Stepper } from './stepper.js';

/** How neighbors move along. */
export interface Carriage {
  /** Who asks: what messages begin with. */
  readonly where: string;
  /** Whether all of the map chooses the steps, degree by degree, or the orbit alone. */
  readonly control?: 'map' | 'orbit' | undefined;
  readonly kernel?: Kernel | undefined;
}

/** What kernels are to do that move neighbors along, of which `moving` varies. */
export function recipeOf(
  { watched, order, timeOrder }: Variation,
  moving: readonly string[],
  { where, control, kernel }: Carriage,
): Recipe {
  return {
    where,
    order: timeOrder,
    watched,
    events: watched.length,
    varied: { names: moving, order },
    control: control === 'orbit' ? 'states' : 'degrees',
    recorded: true,
    bounded: true,
    compensated: true,
    kind: kernel ?? 'auto',
  };
}

/** An orbit with all its neighbors on its way: the coefficients of their polynomials are the states of a kernel. */
export class VariedOrbit {
  readonly neighborhood: Neighborhood;
  readonly pool: Pool;
  readonly stepper: Stepper;
  readonly parameters: readonly number[];

  constructor(variation: Variation, carriage: Carriage) {
    const { system, initial, t, parameters, timeOrder } = variation;
    this.neighborhood = new Neighborhood(variation);
    this.parameters = parameters;
    this.pool = poolOf(system, recipeOf(variation, this.neighborhood.moving, carriage));
    const steps = this.pool.isUndecided ? stepsAhead(system, initial, t[0], t[1] - t[0], parameters) : 1;
    const kernel = this.pool.take(steps);
    kernel.holds = undefined;
    setParameters(kernel, parameters);
    this.stepper = new Stepper(kernel, this.neighborhood.rowsOf(this.neighborhood.start), t[0], planOf(timeOrder));
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

  /** There is no going on after this. */
  done(steps: number): void {
    this.kernel.holds = undefined;
    this.pool.giveBack(this.kernel, steps);
  }
}
