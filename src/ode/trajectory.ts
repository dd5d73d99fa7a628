import { solutionSeries } from '../formula/solution-series.js';
import type { Series } from '../series/series.js';
import { showAsText } from '../text/inspect.js';
import { headerOf, jsonOf, partsOf, partsWith, type TrajectoryJson } from './archive.js';
import { bytesOf, partsOfBytes } from './binary.js';
import type { EventRecord } from './events.js';
import type { Steps } from './steps.js';

/** How an integration ended, and in `messages` what that means and what to do about it. */
export type IntegrationStatus = 'complete' | 'maxSteps' | 'singular' | 'notFinite' | 'stuck' | 'event' | 'aborted';

/** What a trajectory consists of. */
export interface TrajectoryParts {
  readonly status: IntegrationStatus;
  /** Made when it is read: a time takes as long to write out as two steps to make. */
  readonly message: () => string;
  /** The times asked for, as far as they were reached; without, those of the steps count. */
  readonly grid: readonly number[] | undefined;
  /** The states at the times asked for, where the steps between are not kept. */
  readonly states?: readonly (readonly number[])[] | undefined;
  readonly end: readonly number[];
  readonly steps: Steps;
  readonly events: readonly EventRecord[];
  readonly flowJacobian?: readonly (readonly number[])[] | undefined;
}

/**
 * What `integrate` returns: the states at the times asked for (or at the ends of its own steps), and the solution between them.
 *
 * Approximate: accurate to about the tolerance per step, with no bound that is proved.
 */
export class Trajectory {
  readonly status: IntegrationStatus;
  /** The last state reached. */
  readonly end: readonly number[];
  /** Number of steps taken. */
  readonly steps: number;
  readonly order: number;
  /** The events that happened, in order. */
  readonly events: readonly EventRecord[];
  /**
   * ∂x_i(t_end)/∂x_j(t_0) at [i][j], if `variational` asked for it: at the end time itself, which an event that stopped the orbit does not move along.
   *
   * Entries that grew beyond the doubles are not finite, and where the state did, there is none. NaN stands behind a point where two surfaces were met at once at which the
   * equations change, or two events that jump, and it matters in which sequence neighbors come to them; and behind a jump at a surface that the orbit only touched.
   */
  readonly flowJacobian: readonly (readonly number[])[] | undefined;
  readonly #parts: TrajectoryParts;
  readonly #steps: Steps;
  readonly #grid: readonly number[] | undefined;
  #t: readonly number[] | undefined;
  #states: readonly (readonly number[])[] | undefined;

  constructor(parts: TrajectoryParts) {
    this.status = parts.status;
    this.end = parts.end;
    this.events = parts.events;
    this.flowJacobian = parts.flowJacobian;
    this.steps = parts.steps.count;
    this.order = parts.steps.order;
    this.#parts = parts;
    this.#steps = parts.steps;
    this.#grid = parts.grid;
    this.#states = parts.states;
  }

  /** What the status means, with figures, and what to do about it. */
  get message(): string {
    return this.#parts.message();
  }

  /** The time of {@link end}: where an event or a failure has ended the orbit, the times asked for stop short of it. */
  get reached(): number {
    return this.#steps.end.hi;
  }

  /** Times, the initial time first: those asked for, or the ends of all steps that are kept. */
  get t(): readonly number[] {
    const { first, count } = this.#steps;
    this.#t ??= this.#grid ?? Array.from({ length: count - first + 1 }, (_, s) => this.#steps.time(first + s));
    return this.#t;
  }

  /** states[i] is the state at t[i]. */
  get states(): readonly (readonly number[])[] {
    const { first } = this.#steps;
    this.#states ??=
      this.#grid === undefined
        ? this.t.map((_, s) => (first + s === this.steps ? [...this.end] : this.#steps.start(first + s)))
        : this.at(this.t);
    return this.#states;
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial: as accurate as the steps themselves. At an event that changed the state,
   * it is the state after the change. With `out`, n doubles for each time are written there, one time after the other: the fastest form for many times,
   * most of all where they are in order.
   *
   * @throws RangeError outside the span that was integrated, and outside of what was kept of it
   */
  at(t: number): number[];
  at(t: readonly number[] | Float64Array): number[][];
  at(t: readonly number[] | Float64Array, out: Float64Array): Float64Array;
  at(t: number | readonly number[] | Float64Array, out?: Float64Array): number[] | number[][] | Float64Array {
    const n = this.#steps.states;
    const times = typeof t === 'number' ? [t] : t;
    if (out !== undefined && out.length < times.length * n) {
      throw new RangeError(`at: expected room for ${times.length * n} numbers in out, got ${out.length}`);
    }
    const flat = out ?? new Float64Array(times.length * n);
    this.#check('at', times);
    if (this.steps === 0) for (let j = 0; j < times.length; j++) flat.set(this.end, j * n);
    else {
      this.#steps.at(times, flat);
      // the last state itself, which an event may have changed
      const last = this.#steps.end.hi;
      for (let j = 0; j < times.length; j++) if (times[j] === last) flat.set(this.end, j * n);
    }
    if (out !== undefined) return out;
    const states = Array.from({ length: times.length }, (_, j) => Array.from(flat.subarray(j * n, (j + 1) * n)));
    return typeof t === 'number' ? states[0]! : states;
  }

  /**
   * The Taylor series of the solution about a time that was reached, one for each state, in t − t_center. They are computed at the state there, to any
   * order and with all figures, and not from the polynomial of the step.
   *
   * @throws RangeError as `at` does
   * @example
   * const [x] = integrate({ x: 'v', v: '-x' }, [0, 1], { t: [0, 3] }).series(0, { order: 5 });
   * x.toString(); // 't − 0.16666666666666666 t³ + 0.008333333333333333 t⁵ + 𝒪(t⁶)'
   */
  series(t: number, { order = this.order }: { readonly order?: number } = {}): Series<number>[] {
    const steps = this.#steps;
    const state = this.at(t);
    const s = steps.count === 0 ? 0 : steps.find(t, -1);
    const { system, parameters: values } = t === steps.end.hi ? steps.regimes.at(-1)! : steps.regimeOf(s);
    const parameters = Object.fromEntries(system.parameters.map((name, i) => [name, values[i]!]));
    return solutionSeries(system, state, { order, t, parameters });
  }

  /**
   * The k-th derivative of every state with respect to time, at a time that was reached.
   *
   * @throws RangeError as `at` does, and for a k that is not a whole number ≥ 0
   */
  derivativeAt(t: number, k = 1): number[] {
    if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`derivativeAt: expected an integer k ≥ 0, got ${k}`);
    return this.series(t, { order: Math.max(1, k) }).map((x) => x.derivativeAt(k));
  }

  /**
   * This trajectory and another one that begins where it ends: of the same equations and order, in the same direction of time. The states there may differ, as
   * after an impulse. Status, end and message are those of the other; the derivative of the flow, where both have one, is the product.
   *
   * @throws RangeError where the two do not fit
   * @example
   * const field = system({ x: 'v', v: '-x' });
   * const first = integrate(field, [1, 0], { t: [0, 1] });
   * const both = first.join(integrate(field, first.end, { t: [1, 3] }));
   * [both.at(0.5)[0] === first.at(0.5)[0], Math.abs(both.at(2.5)[0] - Math.cos(2.5)) < 1e-15]; // [true, true]
   */
  join(other: Trajectory): Trajectory {
    const [a, b] = [this.#steps, other.#steps];
    const demand = (holds: boolean, expected: string, got: string | number): void => {
      if (!holds) throw new RangeError(`join: expected a trajectory ${expected}, got ${got}`);
    };
    demand(a.system === b.system || `${a.system}` === `${b.system}`, `of ${a.system}`, `one of ${b.system}`);
    demand(a.order === b.order, `of order ${a.order}`, b.order);
    demand(b.first === 0, 'that has kept its first steps', `one without ${b.first} of them`);
    demand(b.time(0) === a.end.hi, `that starts at t = ${a.end.hi}`, b.time(0));
    demand(a.count === 0 || b.count === 0 || a.forward === b.forward, 'in the same direction of time', 'the other one');
    const grid = this.#grid !== undefined && other.#grid !== undefined ? joinedTimes(this.#grid, other.#grid) : undefined;
    const [first, second] = [this.flowJacobian, other.flowJacobian];
    return new Trajectory({
      status: other.status,
      message: () => other.message,
      grid,
      end: other.end,
      steps: a.joined(b, first && Float64Array.from(first.flat())),
      events: [...this.events, ...other.events],
      ...(first !== undefined && second !== undefined && { flowJacobian: product(second, first) }),
    });
  }

  /**
   * ∂x_i(t)/∂x_j(t_0) at [i][j], at any time that was reached, if `variational` asked for it: from the Taylor polynomials of the derivatives themselves, as accurate as
   * at the ends of steps. At a surface at which the equations change it is the derivative behind it.
   *
   * @throws RangeError as `at` does, and without derivatives
   * @example
   * const orbit = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 3], variational: true });
   * Math.abs(orbit.jacobianAt(1)[0][1] - Math.sin(1)) < 1e-15; // true
   */
  jacobianAt(t: number): number[][];
  jacobianAt(t: readonly number[] | Float64Array): number[][][];
  jacobianAt(t: number | readonly number[] | Float64Array): number[][] | number[][][] {
    const steps = this.#steps;
    const { states: n, rows } = steps;
    if (rows === n) {
      throw new RangeError(
        'jacobianAt: expected a trajectory with derivatives of the flow, got one without; integrate with variational: true, and with dense',
      );
    }
    const times = typeof t === 'number' ? [t] : t;
    this.#check('jacobianAt', times);
    const flat = new Float64Array(times.length * rows);
    if (this.steps > 0) steps.at(times, flat, 'rows');
    const matrixAt = (j: number): number[][] => {
      const atEnd = times[j] === steps.end.hi ? this.flowJacobian : undefined;
      if (atEnd !== undefined) return atEnd.map((row) => [...row]);
      return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, c) => flat[j * rows + n + c * n + i]!));
    };
    return typeof t === 'number' ? matrixAt(0) : Array.from({ length: times.length }, (_, j) => matrixAt(j));
  }

  /** Plain data for JSON, from which `Trajectory.fromJSON` makes this trajectory again, to the last bit. */
  toJSON(): TrajectoryJson {
    return jsonOf(this.#parts);
  }

  /**
   * The trajectory that `toJSON` has written: from the object, not from its text.
   *
   * @throws RangeError for anything else, FormulaError for equations that cannot be read
   */
  static fromJSON(value: unknown): Trajectory {
    return new Trajectory(partsOf('Trajectory.fromJSON', value));
  }

  /** The same in 8·(n + 2) bytes a step, n² more doubles where derivatives are recorded, with a check sum. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return bytesOf(FORMAT, headerOf(this.#parts), this.#steps);
  }

  /**
   * The trajectory that `toBytes` has written.
   *
   * @throws RangeError for bytes that were changed, cut off, or are of another kind
   */
  static fromBytes(bytes: Uint8Array): Trajectory {
    const where = 'Trajectory.fromBytes';
    const { header, records } = partsOfBytes(where, FORMAT, bytes);
    return new Trajectory(partsWith(where, header, records));
  }

  /** The span, the work and the end in one line: `complete: t = 0 … 10 in 31 steps of order 20, end (0.5, −1)`. */
  toString(): string {
    const from = this.#grid === undefined && this.#steps.first > 0 ? '' : `${this.t[0]} `;
    return `${this.status}: t = ${from}… ${this.reached} in ${this.steps} steps of order ${this.order}, end (${this.end.join(', ')})`;
  }

  #check(where: string, times: ArrayLike<number>): void {
    const steps = this.#steps;
    const [from, to] = [steps.time(steps.first), steps.end.hi];
    const [least, most] = [Math.min(from, to), Math.max(from, to)];
    for (let j = 0; j < times.length; j++) {
      const t = times[j]!;
      if (t >= least && t <= most) continue;
      const remedy =
        steps.first > 0
          ? 'what was before is not kept: raise options.dense, or ask for it in options.t'
          : 'integrate further to see it';
      throw new RangeError(`${where}: expected a time from ${from} to ${to}, got ${t}; ${remedy}`);
    }
  }
}

/** What its bytes begin with. */
const FORMAT = 'BROOKTRJ';

/** Times of both, the one at which they meet once. */
function joinedTimes(first: readonly number[], second: readonly number[]): number[] {
  return [...first, ...second.filter((t) => t !== first[first.length - 1])];
}

function product(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

showAsText(Trajectory.prototype);
