import type { Memory } from '../algebra/algebra.js';
import { type IntervalAlgebra, intervalAlgebra } from '../algebra/interval.js';
import { type Laid, recorded } from '../algebra/interval-recorder.js';
import { parameterValues, Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';
import { COM, DAC } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
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
  readonly #algebra: IntervalAlgebra = intervalAlgebra();
  readonly #range: Laid<Float64Array>;
  readonly #spread: Laid<Float64Array>;
  readonly #isTimed: boolean;

  constructor(system: System, order: number, given: ReadonlyMap<string, Interval>) {
    const parameters = parameterValues('enclose', this.#algebra, system, given);
    const n = system.states.length;
    this.n = n;
    this.order = order;
    this.#isTimed = system.time !== undefined;
    const inputs = n + Number(this.#isTimed);
    // A run that leaves the field's domain is of no use here, so that what a recording does not note is not missed.
    this.#range = recorded(this.#algebra, inputs, (base) => laid(new Solution(base, system, order + 1, parameters)));
    this.#spread = recorded(this.#algebra, inputs, (base) => {
      const jets = jetAlgebra(base, new Space(n, 1));
      const constants = parameters.map((value) => [value, ...Array.from({ length: n }, () => zero)]);
      const solution = new Solution(jets, system, order, constants);
      // the state's derivatives with respect to itself stay what they are
      for (let i = 0; i < n; i++) {
        const derivatives = Array.from({ length: n }, (_, j) => (i === j ? one : zero));
        jets.write(solution.memory, solution.at(i, 0), [zero, ...derivatives]);
      }
      return laid(solution);
    });
    this.ranges = this.#range.memory;
    this.spreads = this.#spread.memory;
    this.rangeAt = (i, k) => this.#range.outputAt(i * (order + 2) + k);
    this.spreadAt = (i, k) => this.#spread.outputAt(i * (order + 1) + k);
  }

  /**
   * Coefficients 0 … order + 1 of the solutions through every point of `box` at every time in `time`.
   *
   * @returns whether the field is defined and smooth on the whole of the box there, and the coefficients are bounded
   */
  range(box: Float64Array, time: Float64Array): boolean {
    const { n, ranges } = this;
    for (let i = 0; i < n; i++) ranges.set(box.subarray(2 * i, 2 * i + 2), this.rangeAt(i, 0));
    if (this.#isTimed) ranges.set(time.subarray(0, 2), this.#range.inputAt(n));
    return this.#solve(this.#range, this.order + 2, 2);
  }

  /** The same for coefficients 0 … order and their derivatives with respect to the initial state. */
  spread(box: Float64Array, time: Float64Array): boolean {
    const { n, spreads } = this;
    for (let i = 0; i < n; i++) {
      spreads.set(box.subarray(2 * i, 2 * i + 2), this.spreadAt(i, 0));
    }
    if (this.#isTimed) spreads.set(time.subarray(0, 2), this.#spread.inputAt(n));
    return this.#solve(this.#spread, this.order + 1, 2 * (n + 1));
  }

  #solve({ memory, outputAt, run }: Laid<Float64Array>, stride: number, width: number): boolean {
    this.#algebra.decoration = COM;
    run();
    if (this.#algebra.decoration < DAC) return false;
    for (let i = 0; i < this.n; i++) {
      const from = outputAt(i * stride);
      const end = from + stride * width;
      for (let l = from; l < end; l++) if (!Number.isFinite(memory[l]!)) return false;
    }
    return true;
  }
}

const zero = new Interval(0, 0);
const one = new Interval(1, 1);

/** The flow of each system that was used last, with what it was made for: recording one takes as long as ten steps with it. */
const idle = new WeakMap<System, { readonly key: string; readonly flow: Flow }>();

/** What `use` gives of a flow of the system, which is kept for the next who asks for the same; nobody else has it until then. */
export function withFlow<T>(system: System, order: number, parameters: ReadonlyMap<string, Interval>, use: (flow: Flow) => T): T {
  const key = JSON.stringify([order, [...parameters].map(([name, { lo, hi }]) => [name, lo, hi])]);
  const known = idle.get(system);
  idle.delete(system);
  const flow = known?.key === key ? known.flow : new Flow(system, order, parameters);
  const result = use(flow);
  idle.set(system, { key, flow });
  return result;
}

/** A solution with its state and time for what goes in and its coefficients for what comes out. */
function laid<T, M extends Memory>(solution: Solution<T, M>): Laid<M> {
  const { memory, states, order, timeAt } = solution;
  const stride = order + 1;
  return {
    memory,
    inputAt: (i) => (i < states ? solution.at(i, 0) : timeAt!),
    outputAt: (i) => solution.at(Math.floor(i / stride), i % stride),
    run: () => solution.solve(),
  };
}
