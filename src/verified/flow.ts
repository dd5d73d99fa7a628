import { type IntervalAlgebra, intervalAlgebra } from '../algebra/interval.js';
import { parameterValues, Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';
import { COM, DAC } from '../interval/decoration.js';
import type { Interval } from '../interval/interval.js';
import { jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';

/**
 * Enclosures of the Taylor coefficients in time that one step needs: of the solution through a point, of all solutions through a box together
 * with their derivatives with respect to the initial state, and of the remainder over a box.
 */
export class Flow {
  readonly n: number;
  readonly order: number;
  /** Pairs lo, hi: coefficient k = 0 … order + 1 of component i, from `range`. */
  readonly rangeAt: (i: number, k: number) => number;
  /** Coefficient k = 0 … order of component i over the box of `spread`; its derivatives by x_j follow at 2·(1 + j). */
  readonly spreadAt: (i: number, k: number) => number;
  readonly ranges: Float64Array;
  readonly spreads: Float64Array;
  readonly #algebra: IntervalAlgebra = intervalAlgebra({ compiled: true });
  readonly #range: Solution<Interval, Float64Array>;
  readonly #spread: Solution<readonly Interval[], Float64Array>;

  constructor(system: System, order: number, given: ReadonlyMap<string, Interval>) {
    const parameters = parameterValues('enclose', this.#algebra, system, given);
    const space = new Space(system.states.length, 1);
    const zeros = new Float64Array(2);
    const zero = this.#algebra.read(zeros, 0);
    const jets = jetAlgebra(this.#algebra, space);
    this.n = system.states.length;
    this.order = order;
    this.#range = new Solution(this.#algebra, system, order + 1, parameters);
    this.#spread = new Solution(
      jets,
      system,
      order,
      parameters.map((value) => [value, ...Array.from({ length: this.n }, () => zero)]),
    );
    this.ranges = this.#range.memory;
    this.spreads = this.#spread.memory;
    this.rangeAt = (i, k) => this.#range.at(i, k);
    this.spreadAt = (i, k) => this.#spread.at(i, k);
  }

  /**
   * Coefficients 0 … order + 1 of the solutions through every point of `box` at every time in `time`.
   *
   * @returns whether the field is defined and smooth on the whole of the box there, and the coefficients are bounded
   */
  range(box: Float64Array, time: Float64Array): boolean {
    const { n, ranges } = this;
    for (let i = 0; i < n; i++) ranges.set(box.subarray(2 * i, 2 * i + 2), this.rangeAt(i, 0));
    if (this.#range.timeAt !== undefined) ranges.set(time.subarray(0, 2), this.#range.timeAt);
    return this.#solve(this.#range, this.order + 1);
  }

  /** The same for coefficients 0 … order and their derivatives with respect to the initial state. */
  spread(box: Float64Array, time: Float64Array): boolean {
    const { n, spreads } = this;
    for (let i = 0; i < n; i++) {
      const at = this.spreadAt(i, 0);
      spreads.fill(0, at, at + 2 * (n + 1));
      spreads.set(box.subarray(2 * i, 2 * i + 2), at);
      spreads.fill(1, at + 2 * (1 + i), at + 2 * (2 + i));
    }
    if (this.#spread.timeAt !== undefined) spreads.set(time.subarray(0, 2), this.#spread.timeAt);
    return this.#solve(this.#spread, this.order);
  }

  #solve<T>(solution: Solution<T, Float64Array>, order: number): boolean {
    this.#algebra.decoration = COM;
    solution.solve();
    if (this.#algebra.decoration < DAC) return false;
    const { memory, algebra } = solution;
    for (let i = 0; i < this.n; i++) {
      const from = solution.at(i, 0);
      const end = from + (order + 1) * algebra.width;
      for (let at = from; at < end; at++) if (!Number.isFinite(memory[at]!)) return false;
    }
    return true;
  }
}
