import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Equations } from '../formula/equations.js';
import { Solution } from '../formula/solution.js';
import type { Space } from '../series/space.js';
import { TRIED } from './leap.js';
import { type NormStep, normStep } from './norm-step.js';
import { isDoubtful, planOf } from './step.js';

/** The size of the coefficient at a position, as group number `group` of its parts has it. */
export type Measure<M extends Memory> = (m: M, at: number, group: number) => number;

/** How the coefficients of a solution have a say in its steps: in groups, each relative to its own size. */
export interface Control<M extends Memory> {
  readonly groups: number;
  readonly measure: Measure<M>;
}

/** Polynomials over an algebra have a say by the parts of every degree, each relative to its own size. */
export function eachDegree<M extends Memory>(
  { magnitude, width }: Algebra<unknown, M>,
  { first, order }: Pick<Space, 'first' | 'order'>,
): Control<M> {
  return {
    groups: order + 1,
    measure: (m, at, degree) => {
      let largest = 0;
      for (let i = first[degree]!; i < first[degree + 1]!; i++) largest = Math.max(largest, magnitude(m, at + i * width));
      return largest;
    },
  };
}

/** How well the equations have to hold, in units of the error e^{−2p} that steps of order p have by themselves: some roundings more. */
export const CLOSE: number = 2 ** 10;

/** Whether a value is finite. */
export function hasSize<T, M extends Memory>(algebra: Algebra<T, M>, value: T): boolean {
  const m = algebra.allocate(1);
  algebra.write(m, 0, value);
  return Number.isFinite(algebra.magnitude(m, 0));
}

/** Another unit of time is tried where the last coefficients are beyond these bounds; and so many powers of two longer or shorter, so often. */
const SMALL = 2 ** -900;
const LARGE = 2 ** 900;
const UNIT = 8;
const MOST_UNITS = 128;

function isExtreme(size: number): boolean {
  return size > 0 && !(size > SMALL && size < LARGE);
}

/** Multiplies a coefficient by 2^exponent, which need not be a double. */
export function scaleByPower<T, M extends Memory>(algebra: Algebra<T, M>, m: M, at: number, exponent: number): void {
  for (let rest = exponent; rest !== 0; ) {
    const part = Math.min(Math.max(rest, -1000), 1000);
    algebra.scale(m, at, at, 2 ** part);
    rest -= part;
  }
}

/** Halvings after which a step is as good as none. */
const MOST_HALVINGS = 200;

/** A solution over any algebra that is moved step by step: numbers of more digits, complex numbers, jets. */
export class Orbit<T, M extends Memory> {
  readonly solution: Solution<T, M>;
  readonly #control: Control<M>;
  readonly #step: NormStep;
  readonly #work: M;

  constructor(
    algebra: Algebra<T, M>,
    system: Equations,
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

  set parameters(values: readonly T[]) {
    const { algebra, memory } = this.solution;
    values.forEach((value, i) => {
      algebra.write(memory, this.solution.parameterAt(i), value);
    });
  }

  /** Says what the time is, to a field that asks. */
  set time(t: T) {
    const { algebra, memory, timeAt } = this.solution;
    if (timeAt !== undefined) algebra.write(memory, timeAt, t);
  }

  /**
   * The length of the step that the coefficients at hand allow every group: positive, and NaN or 0 where they are not finite. Where none bounds it, or they say too little, it
   * is tried before.
   *
   * @param left - the way that is left, with its sign
   * @param timeAfter - the time after a part of it
   */
  wanted(left: number, timeAfter: (s: number) => T): number {
    const { order } = this.solution;
    let [wanted, mayBeWrong] = [Infinity, false];
    for (let group = 0; group < this.#control.groups; group++) {
      let unit = 0;
      let norms = [this.#norm(order, group), this.#norm(order - 1, group)] as const;
      // sizes are doubles, and those of high order are beyond them where a unit of time is short or long beside the step
      for (let i = 0; i < MOST_UNITS && isExtreme(Math.max(...norms)); i++) {
        unit += norms[1] < 1 ? UNIT : -UNIT;
        norms = [this.#norm(order, group, unit), this.#norm(order - 1, group, unit)];
      }
      const [last, previous] = norms;
      const h = this.#step(this.#norm(0, group), last, previous);
      mayBeWrong ||= isDoubtful(h, order, (k) => this.#norm(k, group, unit));
      wanted = Math.min(wanted, h * 2 ** unit); // a NaN stays
    }
    if (wanted !== Infinity && !(mayBeWrong && wanted > 0)) return wanted;
    return Math.abs(this.#leap(Math.sign(left) * Math.min(wanted, Math.abs(left)), timeAfter));
  }

  /** The size of coefficients number k in time units of 2^unit. */
  #norm(k: number, group: number, unit = 0): number {
    const { algebra, memory, states } = this.solution;
    let largest = 0;
    for (let i = 0; i < states; i++) {
      let [m, at] = [memory, this.solution.at(i, k)];
      if (unit !== 0) {
        algebra.transfer(this.#work, 0, m, at, 1);
        scaleByPower(algebra, this.#work, 0, k * unit);
        [m, at] = [this.#work, 0];
      }
      largest = Math.max(largest, this.#control.measure(m, at, group));
    }
    return largest;
  }

  /**
   * How much of a step of length h the equations hold for: what `leap` does for kernels. The coefficients are in place again.
   *
   * @param timeAfter - the time after so much of the step
   */
  #leap(h: number, timeAfter: (s: number) => T): number {
    const { algebra, memory, order, states } = this.solution;
    const { width } = algebra;
    const bound = CLOSE * Math.exp(-2 * order);
    const start = this.states;
    const rows = start.map((_, i) => {
      const row = algebra.allocate(order + 3);
      algebra.transfer(row, 0, memory, this.solution.at(i, 0), order + 1);
      return row;
    });
    const put = (values: readonly T[], s: number): void => {
      this.states = values;
      this.time = timeAfter(s);
      this.solution.solve();
    };
    const [sum, term] = [(order + 1) * width, (order + 2) * width];
    /** Σ_k k^power x^[k] s^{k − power} at `sum`. */
    const horner = (row: M, s: number, power: 0 | 1): void => {
      algebra.zero(row, sum);
      for (let k = order; k >= power; k--) {
        algebra.scale(row, sum, sum, s);
        algebra.scale(row, term, k * width, k ** power);
        algebra.add(row, sum, sum, term);
      }
    };
    const agrees = (length: number): boolean =>
      TRIED.every((part) => {
        const s = part * length;
        let size = 1;
        const values = rows.map((row) => {
          horner(row, s, 0);
          let terms = 0;
          for (let k = order; k >= 0; k--) terms = terms * Math.abs(s) + algebra.magnitude(row, k * width);
          size = Math.max(size, terms);
          return algebra.read(row, sum);
        });
        put(values, s);
        return rows.every((row, i) => {
          horner(row, s, 1);
          algebra.transfer(row, term, memory, this.solution.at(i, 1), 1);
          algebra.sub(row, sum, sum, term);
          return algebra.magnitude(row, sum) * Math.abs(length) <= bound * size;
        });
      });
    let length = h;
    for (let i = 0; i < MOST_HALVINGS && states > 0 && !agrees(length); i++) length /= 2;
    put(start, 0);
    return length;
  }

  /** Σ_k x_i^[k] h^k for every state. */
  after(h: number): T[] {
    const { algebra } = this.solution;
    return this.#sums((m, sum) => algebra.scale(m, sum, sum, h), 0);
  }

  /** The same for a time of the algebra's own. */
  afterExactly(h: T): T[] {
    return this.#sums(this.#times(h), 0);
  }

  /** The same without the state itself: Σ_{k≥1}. */
  increments(h: T): T[] {
    return this.#sums(this.#times(h), 1);
  }

  /** Multiplies what is at `sum` by a value. */
  #times(h: T): (m: M, sum: number) => void {
    const { algebra } = this.solution;
    const { width } = algebra;
    algebra.write(this.#work, 2 * width, h);
    return (m, sum) => {
      algebra.mul(m, width, sum, 2 * width);
      algebra.copy(m, sum, width);
    };
  }

  /** Σ_{k≥first} x_i^[k] h^k by Horner's rule, whose sum is multiplied at `sum`. */
  #sums(multiply: (m: M, sum: number) => void, first: number): T[] {
    const { algebra, memory, order, states } = this.solution;
    const work = this.#work;
    return Array.from({ length: states }, (_, i) => {
      algebra.transfer(work, 0, memory, this.solution.at(i, order), 1);
      for (let k = order - 1; k >= first; k--) {
        multiply(work, 0);
        algebra.transfer(work, algebra.width, memory, this.solution.at(i, k), 1);
        algebra.add(work, 0, 0, algebra.width);
      }
      for (let k = first; k > 0; k--) multiply(work, 0);
      return algebra.read(work, 0);
    });
  }
}
