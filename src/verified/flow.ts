import type { Algebra, Memory } from '../algebra/algebra.js';
import { type IntervalAlgebra, intervalAlgebra } from '../algebra/interval.js';
import { IntervalRecorder } from '../algebra/interval-recorder.js';
import { parameterValues, Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';
import { COM, DAC } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';

/** Taylor coefficients of solutions in a memory of bounds: recorded where that can be, interpreted otherwise, with the same bits. */
interface Expansion {
  readonly memory: Float64Array;
  readonly width: number;
  /** Position of coefficient k of state i. */
  readonly at: (i: number, k: number) => number;
  readonly timeAt: number | undefined;
  readonly solve: () => void;
}

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
  readonly #range: Expansion;
  readonly #spread: Expansion;

  constructor(system: System, order: number, given: ReadonlyMap<string, Interval>) {
    const parameters = parameterValues('enclose', this.#algebra, system, given);
    const n = system.states.length;
    this.n = n;
    this.order = order;
    this.#range = expansion(this.#algebra, (base) => new Solution(base, system, order + 1, parameters));
    this.#spread = expansion(this.#algebra, (base) => {
      const jets = jetAlgebra(base, new Space(n, 1));
      const constants = parameters.map((value) => [value, ...Array.from({ length: n }, () => zero)]);
      const solution = new Solution(jets, system, order, constants);
      // the state's derivatives with respect to itself stay what they are
      for (let i = 0; i < n; i++) {
        const derivatives = Array.from({ length: n }, (_, j) => (i === j ? one : zero));
        jets.write(solution.memory, solution.at(i, 0), [zero, ...derivatives]);
      }
      return solution;
    });
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
      spreads.set(box.subarray(2 * i, 2 * i + 2), this.spreadAt(i, 0));
    }
    if (this.#spread.timeAt !== undefined) spreads.set(time.subarray(0, 2), this.#spread.timeAt);
    return this.#solve(this.#spread, this.order);
  }

  #solve({ memory, width, at, solve }: Expansion, order: number): boolean {
    this.#algebra.decoration = COM;
    solve();
    if (this.#algebra.decoration < DAC) return false;
    for (let i = 0; i < this.n; i++) {
      const from = at(i, 0);
      const end = from + (order + 1) * width;
      for (let l = from; l < end; l++) if (!Number.isFinite(memory[l]!)) return false;
    }
    return true;
  }
}

const zero = new Interval(0, 0);
const one = new Interval(1, 1);

/** The same solution over the algebra, or over a recording of it. A run that leaves the field's domain is of no use here, so that what a recording does not note is not missed. */
function expansion(
  real: IntervalAlgebra,
  solutionOver: <M extends Memory>(base: Algebra<Interval, M>) => Solution<unknown, M>,
): Expansion {
  const recorder = new IntervalRecorder(real);
  const recorded = solutionOver(recorder.algebra);
  recorder.start();
  recorded.solve();
  const { start } = recorded.memory;
  const from = (position: number): number => start + position;
  const inputs = Array.from({ length: recorded.states }, (_, i) => from(recorded.at(i, 0)));
  const timeAt = recorded.timeAt === undefined ? undefined : from(recorded.timeAt);
  const recording = recorder.finish(timeAt === undefined ? inputs : [...inputs, timeAt]);
  if (recording !== undefined) {
    const { memory, run } = recording;
    return { memory, width: recorded.algebra.width, at: (i, k) => from(recorded.at(i, k)), timeAt, solve: run };
  }
  const solution = solutionOver(real);
  return {
    memory: solution.memory,
    width: solution.algebra.width,
    at: (i, k) => solution.at(i, k),
    timeAt: solution.timeAt,
    solve: () => solution.solve(),
  };
}
