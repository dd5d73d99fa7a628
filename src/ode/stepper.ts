import type { SteppingKernel } from '../formula/kernel/compile.js';
import { Clock } from './clock.js';
import { stepSize } from './step.js';

/** Moves a state step by step and keeps nothing: for orbits of which only a few figures are wanted. */
export class Stepper {
  readonly kernel: SteppingKernel;
  readonly clock: Clock;
  readonly #states: number;
  readonly #controlling: number;
  readonly #polynomials: Float64Array;

  /** @param controlling - how many of the kernel's rows choose the steps: those of the state, or more */
  constructor(kernel: SteppingKernel, state: readonly number[], t: number, controlling: number = state.length) {
    this.kernel = kernel;
    this.clock = new Clock(t);
    this.#states = state.length;
    this.#controlling = controlling;
    this.#polynomials = kernel.memory.subarray(0, controlling * (kernel.order + 1));
    for (const [i, x] of state.entries()) kernel.memory[kernel.at(i, 0)] = x;
  }

  get state(): number[] {
    return Array.from({ length: this.#states }, (_, i) => this.kernel.memory[this.kernel.at(i, 0)]!);
  }

  /** Computes the coefficients at the state and the length of a step that does not go beyond `target`; or says why there is none. */
  propose(target: number): number | 'notFinite' | 'singular' {
    const { kernel, clock } = this;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = clock.hi;
    kernel.solve();
    const wanted = stepSize(this.#polynomials, this.#controlling, kernel.order);
    if (Number.isNaN(wanted) || wanted === 0) return 'notFinite';
    const left = clock.until(target);
    if (wanted >= Math.abs(left)) return left;
    const h = Math.sign(left) * wanted;
    return clock.hi + h === clock.hi ? 'singular' : h;
  }

  /** Goes on by h. Returns whether the state is finite there. */
  take(h: number): boolean {
    this.kernel.advance(h);
    this.clock.advance(h);
    for (let i = 0; i < this.#states; i++) if (!Number.isFinite(this.kernel.memory[this.kernel.at(i, 0)]!)) return false;
    return true;
  }
}
