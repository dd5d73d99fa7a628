import type { Algebra, Memory } from '../algebra/algebra.js';
import { Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';
import { type NormStep, normStep } from './norm-step.js';
import { planOf } from './step.js';

/** The size of the coefficient at a position, as group number `group` of its parts has it. */
export type Measure<M extends Memory> = (m: M, at: number, group: number) => number;

/** How the coefficients of a solution have a say in its steps: in groups, each relative to its own size. */
export interface Control<M extends Memory> {
  readonly groups: number;
  readonly measure: Measure<M>;
}

/** A solution over any algebra that is moved step by step: numbers of more digits, complex numbers, jets. */
export class Orbit<T, M extends Memory> {
  readonly solution: Solution<T, M>;
  readonly #control: Control<M>;
  readonly #step: NormStep;
  readonly #work: M;

  constructor(
    algebra: Algebra<T, M>,
    system: System,
    order: number,
    parameters: readonly T[],
    watched: readonly number[] = [],
    control: Control<M> = { groups: 1, measure: (m, at) => algebra.magnitude(m, at) },
  ) {
    this.solution = new Solution(algebra, system, order, parameters, watched);
    this.#control = control;
    this.#step = normStep(planOf(order));
    this.#work = algebra.allocate(3);
  }

  get states(): T[] {
    const { algebra, memory, states } = this.solution;
    return Array.from({ length: states }, (_, i) => algebra.read(memory, this.solution.at(i, 0)));
  }

  set states(values: readonly T[]) {
    const { algebra, memory } = this.solution;
    values.forEach((value, i) => {
      algebra.write(memory, this.solution.at(i, 0), value);
    });
  }

  /** Says what the time is, to a field that asks. */
  set time(t: T) {
    const { algebra, memory, timeAt } = this.solution;
    if (timeAt !== undefined) algebra.write(memory, timeAt, t);
  }

  /** The length of step that the coefficients at hand allow every group: positive, and NaN or 0 where they are not finite. */
  wanted(): number {
    const { order } = this.solution;
    let wanted = Infinity;
    for (let group = 0; group < this.#control.groups; group++) {
      // a NaN stays
      wanted = Math.min(wanted, this.#step(this.#norm(0, group), this.#norm(order, group), this.#norm(order - 1, group)));
    }
    return wanted;
  }

  #norm(k: number, group: number): number {
    const { memory, states } = this.solution;
    let largest = 0;
    for (let i = 0; i < states; i++) largest = Math.max(largest, this.#control.measure(memory, this.solution.at(i, k), group));
    return largest;
  }

  /** Σ_k x_i^[k] h^k for every state. */
  after(h: number): T[] {
    const { algebra } = this.solution;
    return this.#sums((m, sum) => algebra.scale(m, sum, sum, h));
  }

  /** The same for a time of the algebra's own. */
  afterExactly(h: T): T[] {
    const { algebra } = this.solution;
    const { width } = algebra;
    algebra.write(this.#work, 2 * width, h);
    return this.#sums((m, sum) => {
      algebra.mul(m, width, sum, 2 * width);
      algebra.copy(m, sum, width);
    });
  }

  /** Horner's rule, whose sum is multiplied at `sum`. */
  #sums(multiply: (m: M, sum: number) => void): T[] {
    const { algebra, memory, order, states } = this.solution;
    const work = this.#work;
    return Array.from({ length: states }, (_, i) => {
      algebra.transfer(work, 0, memory, this.solution.at(i, order), 1);
      for (let k = order - 1; k >= 0; k--) {
        multiply(work, 0);
        algebra.transfer(work, algebra.width, memory, this.solution.at(i, k), 1);
        algebra.add(work, 0, 0, algebra.width);
      }
      return algebra.read(work, 0);
    });
  }
}
