import { factorLu, solveLu } from '../linalg/lu.js';
import { multiply } from '../linalg/matrix.js';
import { showAsText } from '../text/inspect.js';
import { headerOf, jsonOf, partsOf, partsWith, type TrajectoryJson } from './archive.js';
import { bytesOf, partsOfBytes } from './binary.js';
import { Course, type CourseParts, type IntegrationStatus, isTimes } from './course.js';
import { rowsOf, type Steps } from './steps.js';

export type { IntegrationStatus };

/** What a trajectory consists of. */
export interface TrajectoryParts extends CourseParts<number, Steps> {
  readonly flowJacobian?: readonly (readonly number[])[] | undefined;
  readonly back?: TrajectoryParts | undefined;
}

/**
 * What `integrate` returns: the states at the times asked for (or at the ends of its own steps), and the solution between them.
 *
 * Approximate: accurate to about the tolerance per step, with no bound that is proved.
 *
 * @example
 * const orbit = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 1, 2] });
 * [orbit.status, orbit.t, orbit.states[2][0] === orbit.end[0]]; // ['complete', [0, 1, 2], true]
 * Math.abs(orbit.at(0.7)[0] - Math.cos(0.7)) < 1e-15; // true
 * Trajectory.fromJSON(JSON.parse(JSON.stringify(orbit))).at(0.7)[0] === orbit.at(0.7)[0]; // true
 */
export class Trajectory extends Course<number, Steps> {
  /**
   * ∂x_i(t_end)/∂x_j(t_0) at [i][j], if `variational` asked for it: at the end time itself, which an event that stopped the orbit does not move along.
   *
   * Entries that grew beyond the doubles are not finite, and where the state did, there is none. NaN stands behind a point where two surfaces were met at once at which the
   * equations change, or two events that jump, and it matters in which sequence neighbors come to them; and behind a jump at a surface that the orbit only touched.
   */
  readonly flowJacobian: readonly (readonly number[])[] | undefined;
  declare protected readonly parts: TrajectoryParts;

  constructor(parts: TrajectoryParts) {
    super(parts);
    const { flowJacobian, back } = parts;
    this.flowJacobian = back === undefined ? flowJacobian : since(flowJacobian, back.flowJacobian);
  }

  /**
   * The state at any time that was reached, from the step's own Taylor polynomial: as accurate as the steps themselves. At an event that changed the state,
   * it is the state after the change. With `out`, n doubles for each time are written there, one time after the other: the fastest form for many times,
   * most of all where they are in order.
   *
   * @throws RangeError outside the span that was integrated, and outside of what was kept of it
   */
  override at(t: number): number[];
  override at(t: readonly number[] | Float64Array): number[][];
  override at(t: readonly number[] | Float64Array, out: Float64Array): Float64Array;
  override at(t: number | readonly number[] | Float64Array, out?: Float64Array): number[] | number[][] | Float64Array {
    const n = this.track.states;
    const times = typeof t === 'number' ? [t] : t;
    if (!isTimes(times)) throw new TypeError(`at: expected a time or a list of times, got ${notTimes(times)}`);
    if (out !== undefined && out.length < times.length * n) {
      throw new RangeError(`at: expected room for ${times.length * n} numbers in out, got ${out.length}`);
    }
    this.check('at', times);
    if (this.back === undefined) {
      const flat = out ?? new Float64Array(times.length * n);
      this.#fill(times, flat);
      if (out !== undefined) return out;
      const states = rowsOf(flat, n);
      return typeof t === 'number' ? states[0]! : states;
    }
    if (out === undefined) return super.at(t as number[]);
    for (const [j, state] of super.at(times as number[]).entries()) out.set(state, j * n);
    return out;
  }

  /**
   * This trajectory and another one of the same equations and order: one that begins where this one ends and goes on in the same direction of time, or one from the same initial
   * time in the other direction, behind which this one then runs back to front. The states where they meet may differ, as after an impulse; there, the state is that of the
   * other one. Status, end and message are those of the other; the derivative of the flow, where both have one, is that of the whole way.
   *
   * @throws RangeError where the two do not fit, TypeError for a trajectory of another kind
   * @example
   * const field = system({ x: 'v', v: '-x' });
   * const first = integrate(field, [1, 0], { t: [0, 1] });
   * const both = first.join(integrate(field, first.end, { t: [1, 3] }));
   * [both.at(0.5)[0] === first.at(0.5)[0], Math.abs(both.at(2.5)[0] - Math.cos(2.5)) < 1e-15]; // [true, true]
   * const past = integrate(field, [1, 0], { t: [0, -5] });
   * const all = past.join(both);
   * [all.t[0], all.reached, all.at(-4)[0] === past.at(-4)[0]]; // [-5, 3, true]
   */
  join(other: Trajectory): Trajectory {
    const first = this.parts.flowJacobian;
    const parts = this.joinedParts(other as this, (a, b) => a.joined(b, first && Float64Array.from(first.flat())));
    const second = other.parts.flowJacobian;
    const isTurned = parts.back !== this.parts.back;
    const flowJacobian = isTurned ? second : first && second && product(second, first);
    return new Trajectory({ ...parts, flowJacobian });
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
    const { states: n, rows } = this.track;
    if (rows === n || this.parts.back?.steps.rows === n) {
      throw new RangeError(
        'jacobianAt: expected a trajectory with derivatives of the flow, got one without; integrate with variational: true, and with dense',
      );
    }
    const matrices = this.bySide(this.timesOf('jacobianAt', t), (side, times) => side.#jacobians(times));
    const first = this.parts.back?.flowJacobian;
    const all = this.back === undefined ? matrices : matrices.map((matrix) => since(matrix, first)!);
    return typeof t === 'number' ? all[0]! : all;
  }

  /** Plain data for JSON, from which `Trajectory.fromJSON` makes this trajectory again, to the last bit. */
  toJSON(): TrajectoryJson {
    return jsonOf(this.parts);
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
    const { steps, back } = this.parts;
    return bytesOf(FORMAT, headerOf(this.parts), steps, ...(back === undefined ? [] : [back.steps]));
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

  protected override made(parts: TrajectoryParts): this {
    return new Trajectory(parts) as this;
  }

  protected override own(where: string, t: number): number {
    if (typeof t !== 'number') throw new TypeError(`${where}: expected a time, a number, got ${notTimes(t)}`);
    return t;
  }

  /** The states at times in the part that ran this way. */
  #fill(times: ArrayLike<number>, flat: Float64Array): void {
    const n = this.track.states;
    if (this.track.count === 0) for (let j = 0; j < times.length; j++) flat.set(this.end, j * n);
    else {
      this.track.at(times, flat);
      // the last state itself, which an event may have changed
      const last = this.reached;
      for (let j = 0; j < times.length; j++) {
        if (times[j] === last) for (let i = 0; i < n; i++) flat[j * n + i] = this.end[i]!;
      }
    }
  }

  /** The derivatives of the flow since the initial time of the part that ran this way. */
  #jacobians(times: readonly number[]): number[][][] {
    const { states: n, rows, count } = this.track;
    const flat = new Float64Array(times.length * rows);
    if (count > 0) this.track.at(times, flat, 'rows');
    return times.map((t, j) => {
      const atEnd = t === this.reached ? this.parts.flowJacobian : undefined;
      if (atEnd !== undefined) return atEnd.map((row) => [...row]);
      return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, c) => flat[j * rows + n + c * n + i]!));
    });
  }
}

/** How messages call what is no number. */
function notTimes(t: unknown): string {
  return t === undefined ? 'none' : typeof t === 'string' ? `the text ${JSON.stringify(t)}` : typeof t;
}

/** What its bytes begin with. */
const FORMAT = 'BROOKTRJ';

type Matrix = readonly (readonly number[])[];

/** A·B. */
function product(a: Matrix, b: Matrix): number[][] {
  const n = a.length;
  const out = new Float64Array(n * n);
  multiply(out, Float64Array.from(a.flat()), Float64Array.from(b.flat()), n, n, n);
  return rowsOf(out, n);
}

/** M·J⁻¹, the derivative since where J has led to; NaN where there is no inverse. */
function since(m: Matrix | undefined, j: Matrix | undefined): number[][] | undefined {
  if (m === undefined || j === undefined) return undefined;
  const n = m.length;
  // Jᵀ Xᵀ = Mᵀ
  const [lu, rows, x] = [columns(j), new Int32Array(n), new Float64Array(n * n)];
  if (factorLu(lu, rows, n)) solveLu(x, lu, rows, columns(m), n, n);
  else x.fill(Number.NaN);
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, k) => x[k * n + i]!));
}

function columns(m: Matrix): Float64Array {
  return Float64Array.from(m.flatMap((_, k) => m.map((row) => row[k]!)));
}

showAsText(Trajectory.prototype);
