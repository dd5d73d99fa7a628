import type { Equations } from '../formula/equations.js';
import { Clock } from './clock.js';
import type { CostTerm } from './cost.js';
import { costate } from './costate.js';
import { type Kernel, type OdeKernel, setParameters } from './kernel.js';
import { leap } from './leap.js';
import { type NormStep, normStep } from './norm-step.js';
import { type Pool, poolOf } from './pool.js';
import { isDoubtful, orderFor, planOf } from './step.js';
import type { IntegrationStatus } from './trajectory.js';

/** The costate on its way back, x given by the orbit itself. */
export class WayBack {
  readonly #pool: Pool;
  readonly #kernel: OdeKernel;
  readonly #step: NormStep;
  readonly #stateAt: (t: number) => readonly number[];
  readonly #clock: Clock;
  readonly #n: number;
  readonly #m: number;
  steps = 0;

  constructor(
    system: Equations,
    running: string,
    parameters: readonly number[],
    stateAt: (t: number) => readonly number[],
    t: number,
    tolerance: number,
    kind: Kernel,
  ) {
    this.#pool = poolOf(costate(system, running), {
      where: 'adjoint',
      order: orderFor(tolerance),
      watched: [],
      events: 0,
      control: 'states',
      compensated: false,
      kind,
    });
    this.#kernel = this.#pool.take();
    this.#step = normStep(planOf(this.#kernel.order));
    this.#kernel.holds = undefined;
    setParameters(this.#kernel, parameters);
    this.#stateAt = stateAt;
    this.#clock = new Clock(t);
    this.#n = system.states.length;
    this.#m = parameters.length;
    for (let i = this.#n; i <= 2 * this.#n + this.#m; i++) this.#write(i, 0);
  }

  /** The time reached. */
  get time(): number {
    return this.#clock.hi;
  }

  /** λ: what the cost that is still to come changes by with the state here. */
  get costates(): number[] {
    return Array.from({ length: this.#n }, (_, i) => this.#read(this.#n + i));
  }

  /** What the cost that is still to come changes by with each parameter. */
  get quadratures(): number[] {
    return Array.from({ length: this.#m }, (_, i) => this.#read(2 * this.#n + i));
  }

  /** Adds a cost of the state here. */
  add({ byState, byParameter }: CostTerm): void {
    for (const [i, slope] of [...byState, ...byParameter].entries()) this.#write(this.#n + i, this.#read(this.#n + i) + slope);
  }

  /** H at the time reached. */
  hamiltonian(): number {
    this.#expand();
    return this.#kernel.memory[this.#kernel.at(2 * this.#n + this.#m, 1)]!;
  }

  /** There is no going on after this. */
  done(): void {
    this.#pool.giveBack(this.#kernel);
  }

  to(target: number, maxSteps: number, signal: AbortSignal | undefined, told: (() => void) | undefined): IntegrationStatus {
    const clock = this.#clock;
    const direction = Math.sign(clock.until(target));
    for (let left = clock.until(target); left * direction > 0; left = clock.until(target)) {
      if (signal?.aborted) return 'aborted';
      if (this.steps >= maxSteps) return 'maxSteps';
      this.#expand();
      const wanted = this.#wanted(left);
      if (Number.isNaN(wanted) || wanted === 0) return 'notFinite';
      const last = wanted >= Math.abs(left);
      const proposed = direction * wanted;
      if (!last && clock.hi + proposed === clock.hi) return 'singular';
      // the state is that at the time as a double
      const h = last ? left : clock.snapped(proposed);
      this.#kernel.advance(h);
      clock.advance(h);
      if (last) clock.set(target);
      this.steps++;
      told?.();
    }
    return [...this.costates, ...this.quadratures].every(Number.isFinite) ? 'complete' : 'notFinite';
  }

  message(status: IntegrationStatus): string {
    const where = `On the way back at t = ${this.#clock.hi} after ${this.steps} steps`;
    if (status === 'aborted') return `${where}: stopped by the signal.`;
    if (status === 'maxSteps') return `${where}: the most allowed; raise maxSteps to go on.`;
    return `${where}: the derivatives of the field or of the cost are not finite there, or too large for steps that change the time.`;
  }

  #expand(): void {
    const { memory, timeAt } = this.#kernel;
    for (const [i, x] of this.#stateAt(this.#clock.hi).entries()) this.#write(i, x);
    if (timeAt !== undefined) memory[timeAt] = this.#clock.hi;
    this.#kernel.solve();
  }

  /** States, costates and quadratures each choose by their own size. What they say too little of is tried before: see `leap`. */
  #wanted(left: number): number {
    const [n, m] = [this.#n, this.#m];
    const groups = [this.#wantedBy(0, n), this.#wantedBy(n, n), this.#wantedBy(2 * n, m)];
    const wanted = Math.min(...groups.map(({ h }) => h)); // a NaN stays
    if (wanted !== Infinity && !(wanted > 0 && groups.some(({ mayBeWrong }) => mayBeWrong))) return wanted;
    const longest = Math.sign(left) * Math.min(wanted, Math.abs(left));
    return Math.abs(leap(this.#kernel, 0, this.#clock.hi, longest).length);
  }

  #wantedBy(from: number, count: number): { readonly h: number; readonly mayBeWrong: boolean } {
    const { memory, order } = this.#kernel;
    const norm = (k: number): number => {
      let largest = 0;
      for (let i = from; i < from + count; i++) largest = Math.max(largest, Math.abs(memory[this.#kernel.at(i, k)]!));
      return largest;
    };
    const [last, previous] = [norm(order), norm(order - 1)];
    const h = this.#step(norm(0), last, previous);
    return { h, mayBeWrong: isDoubtful(h, order, norm) };
  }

  #read(i: number): number {
    return this.#kernel.memory[this.#kernel.at(i, 0)]!;
  }

  #write(i: number, value: number): void {
    this.#kernel.memory[this.#kernel.at(i, 0)] = value;
  }
}
