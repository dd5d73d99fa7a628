import type { System } from '../formula/system.js';
import { productEigenvalues } from '../linalg/product-eigenvalues.js';
import { integrate } from './integrate.js';
import { byGrowth, bySpread, type Cut, inUnits, nodesAlong, type OrbitPoint } from './nodes.js';
import type { IntegrateOptions } from './options.js';
import { aborted, byModulus, failed, type Multiplier, type OrbitProgress, type PeriodicOrbit } from './periodic-orbit.js';
import { type Arcs, type Condition, Correction, FAMILY } from './shooting.js';
import type { Trajectory } from './trajectory.js';
import { transverse } from './transverse.js';

/** What to close. */
export interface Task {
  readonly system: System;
  /** What `integrate` is told as well. */
  readonly given: Pick<IntegrateOptions, 'parameters' | 'tolerance' | 'signal'>;
  readonly onProgress?: ((progress: OrbitProgress) => void) | undefined;
  readonly maxSteps: number;
  /** From t = 0. */
  readonly points: readonly OrbitPoint[];
  readonly period: number;
  /** What may change of the first state, by number, and the period, by the number behind. */
  readonly free: readonly number[];
  readonly conditions: (state: readonly number[]) => Condition[];
}

/** How much differences may grow from node to node: what most orbits are found with, and what is tried where they are not. */
const GROWTHS = [32, 8, Infinity];

const MOST_ITERATIONS = 60;

/** Roundings of the state on a piece of the way, before it stretches them. */
const SETTLED = 2 ** -40;

/** No piece, however much it stretches roundings, is said to lead to the next node where it misses it by more. */
const CLOSED = 2 ** -30;

/** Corrections of so many roundings of the state change nothing that can be told. */
const ROUNDINGS = 32 * 2 ** -52;

/** Of a correction, a part this small that leads no nearer says that none does. */
const LEAST_PART = 2 ** -12;

/** A way that takes so many times the steps of the first one leads elsewhere, often into a singularity. */
const STRAY = 16;

/** A way around so short beside the state is none. */
const STILL = 1e-7;

/** As long as the orbit is open, so are, as a rule, directions in which the way around changes less than about this part of the gap: they would lead far along the family. */
const OPEN = 0.1;

/** Pieces of an orbit from its nodes. */
interface Turn extends Arcs {
  readonly points: readonly OrbitPoint[];
  readonly period: number;
  readonly ways: readonly Trajectory[];
}

/**
 * Closes the orbit of a task: Newton's method on the gaps between the pieces of the orbit and on its period. Of equations without the time, the multiplier 1 along
 * the field is not among those of the result.
 */
export class Search {
  readonly #task: Task;
  readonly #sizes: readonly number[];
  #most = Infinity;

  constructor(task: Task) {
    this.#task = task;
    this.#sizes = this.#sizesAlong();
  }

  run(): PeriodicOrbit {
    let first: PeriodicOrbit | undefined;
    for (const growth of GROWTHS) {
      const found = this.#from(byGrowth(growth));
      if (found.status === 'converged' || found.status === 'aborted') return found;
      first ??= found;
    }
    return first!;
  }

  #from(cut: Cut): PeriodicOrbit {
    const { points: guess, period: guessed, free, system, maxSteps, onProgress } = this.#task;
    this.#most = maxSteps;
    const given = { period: guessed, points: guess };
    const nodes = this.#nodes(guess, guessed, cut);
    if (this.#isAborted()) return aborted(given, 0);
    if (typeof nodes === 'string')
      return failed('noReturn', `The orbit of [${guess[0]!.state.join(', ')}] does not come around: ${nodes}`, given, 0);
    let turn = this.#turn(nodes, guessed);
    this.#most = STRAY * turn.ways.reduce((sum, { steps }) => sum + steps, 0);
    let previous = Infinity;
    for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
      const open = turn.ways.find(({ status, flowJacobian }) => status !== 'complete' || flowJacobian === undefined);
      if (open?.status === 'aborted') return aborted(given, 0);
      if (open !== undefined) return failed('noReturn', `The orbit does not come around: ${open.message}`, turn, iterations);
      onProgress?.({ iterations, residual: residualOf(turn) });
      if (this.#isAborted()) return aborted(turn, iterations, residualOf(turn));
      const fields = turn.ways.map((way, k) => way.derivativeAt(this.#end(turn, k)));
      if (system.time === undefined && this.#isStill(turn, fields))
        return failed(
          'singular',
          'The orbit stands still: the search has come to a rest point, or to no time at all; start elsewhere.',
          turn,
          iterations,
        );
      const jacobians = turn.ways.map(({ flowJacobian }) => flowJacobian!);
      const times = turn.points.map(({ t }, k) => this.#end(turn, k) - t);
      const newton = new Correction(jacobians, fields, times, turn, free);
      const openness = Math.min(1, Math.max(largestGap(turn), largestMiss(turn)));
      let least = Math.max(FAMILY, OPEN * openness);
      let { delta, left } = newton.of(turn, least);
      // unless the gap is just there
      while (least > FAMILY && left > 1 / 2) {
        least = Math.max(FAMILY, least / 8);
        ({ delta, left } = newton.of(turn, least));
      }
      const size = Math.max(...delta.map(Math.abs));
      const isNear = size <= Math.sqrt(ROUNDINGS);
      // what is left has to be what roundings come to on the way: corrections are short, too, where nothing that may change closes the gaps
      const rounded = SETTLED * Math.max(1, ...newton.matrices.map((m) => Math.hypot(...m)));
      const isClosed = largestGap(turn) <= Math.min(rounded, CLOSED) && largestMiss(turn) <= SETTLED;
      if (isClosed && (size <= ROUNDINGS || (isNear && size >= previous / 2))) return this.#closed(turn, iterations);
      if (size <= ROUNDINGS) {
        return failed(
          'stalled',
          'There is no periodic orbit nearby with what is fixed and the conditions; fix less, or start nearer.',
          turn,
          iterations,
        );
      }
      const length = newton.length(delta);
      let part = 2;
      let next: Turn | undefined;
      while (next === undefined) {
        part /= 2;
        if (part < LEAST_PART) {
          const remedy = 'start nearer, or with more points of the orbit, or fix what tells it from others';
          return failed('stalled', `No correction leads nearer to a periodic orbit; ${remedy}.`, turn, iterations);
        }
        const trial = this.#moved(turn, delta, part);
        if (this.#isAborted()) return aborted(turn, iterations, residualOf(turn));
        if (trial === undefined) continue;
        // what the same equations make of the gaps that are left: a measure of the distance, whatever the way around stretches
        if (isNear || newton.length(newton.of(trial, least).delta) <= (1 - part / 4) * length) next = trial;
      }
      turn = next;
      previous = size;
    }
    return failed('stalled', `No convergence in ${MOST_ITERATIONS} iterations; start nearer.`, turn, MOST_ITERATIONS);
  }

  #isAborted(): boolean {
    return this.#task.given.signal?.aborted === true;
  }

  /** How large the states are along the first orbit, in the root mean square over its steps; where it ends early, in a singularity, at its points. */
  #sizesAlong(): number[] {
    const { system, given, maxSteps, points, period } = this.#task;
    const seen = points.flatMap(({ t, state }, k) => {
      const way = integrate(system, state, { t: [t, points[k + 1]?.t ?? period], ...given, maxSteps });
      return way.status === 'complete' ? way.states : [state];
    });
    return system.states.map((_, j) => Math.sqrt(seen.reduce((sum, state) => sum + state[j]! ** 2, 0) / seen.length) || 1);
  }

  #nodes(points: readonly OrbitPoint[], period: number, cut: Cut): OrbitPoint[] | string {
    return nodesAlong((state, from, to) => this.#way(state, from, to), points, period, this.#sizes, cut);
  }

  #way(state: readonly number[], from: number, to: number): Trajectory {
    const { system, given, maxSteps } = this.#task;
    const most = Math.min(maxSteps, this.#most);
    return integrate(system, state, { t: [from, to], variational: true, dense: false, ...given, maxSteps: most });
  }

  #end({ points, period }: Pick<Turn, 'points' | 'period'>, k: number): number {
    return points[k + 1]?.t ?? period;
  }

  #turn(points: readonly OrbitPoint[], period: number): Turn {
    const sizes = this.#sizes;
    const ways = points.map(({ t, state }, k) => this.#way(state, t, this.#end({ points, period }, k)));
    const gaps = ways.map(({ end }, k) => {
      const next = points[k + 1] ?? points[0]!;
      return Float64Array.from(next.state, (x, i) => (x - end[i]!) / sizes[i]!);
    });
    return { points, period, ways, gaps, sizes, conditions: this.#task.conditions(points[0]!.state) };
  }

  /** What a part of a correction leads to; nothing where that has no way around. */
  #moved(turn: Turn, delta: Float64Array, part: number): Turn | undefined {
    const sizes = this.#sizes;
    const n = sizes.length;
    const factor = 1 + part * delta[delta.length - 1]!;
    if (!(factor > 0) || !delta.every(Number.isFinite)) return undefined;
    const points = turn.points.map(({ t, state }, k) => ({
      t: t * factor,
      state: state.map((x, i) => x + part * delta[k * n + i]! * sizes[i]!),
    }));
    const moved = this.#turn(points, turn.period * factor);
    return moved.ways.every(({ status }) => status === 'complete') ? moved : undefined;
  }

  #isStill({ period, points }: Turn, fields: readonly (readonly number[])[]): boolean {
    const sizes = this.#sizes;
    const length = (x: readonly number[]): number => Math.hypot(...x.map((value, i) => value / sizes[i]!));
    return fields.every((field, k) => length(field) * period <= STILL * Math.max(1, length(points[k]!.state)));
  }

  #closed(turn: Turn, iterations: number): PeriodicOrbit {
    const { points, period } = turn;
    const residual = residualOf(turn);
    const parts = this.#closesAfter(points, period);
    const sooner = parts === 1 ? '' : `; it closes after a part of ${parts} already`;
    const multipliers = this.#multipliers(points, period);
    if (multipliers === undefined) return aborted(turn, iterations, residual);
    return {
      status: 'converged',
      message: `A periodic orbit of period ${period}, found in ${iterations} iterations${sooner}.`,
      state: points[0]!.state,
      period,
      multipliers,
      residual,
      iterations,
      points,
    };
  }

  /** Nothing where the signal has ended a way. */
  #multipliers(points: readonly OrbitPoint[], period: number): Multiplier[] | undefined {
    const sizes = this.#sizes;
    const finer = this.#nodes(points, period, bySpread);
    const nodes = typeof finer === 'string' ? points : finer;
    const { ways } = this.#turn(nodes, period);
    if (this.#isAborted()) return undefined;
    const matrices = ways.map(({ flowJacobian }) => inUnits(flowJacobian!, sizes));
    if (this.#task.system.time !== undefined) return multipliersOf(matrices, sizes.length);
    const fields = ways.map((way, k) => way.derivativeAt(this.#end({ points: nodes, period }, k)));
    return multipliersOf(transverse(matrices, fields, sizes), sizes.length - 1);
  }

  /** Into how many equal parts, of the first few primes, the orbit falls. */
  #closesAfter(points: readonly OrbitPoint[], period: number): number {
    const start = points[0]!.state;
    const closes = (parts: number): boolean => {
      const t = period / parts;
      const from = points[points.filter((point) => point.t <= t).length - 1]!;
      const { end } = this.#way(from.state, from.t, t);
      return end.every((x, i) => Math.abs(x - start[i]!) <= STILL * this.#sizes[i]!);
    };
    return [2, 3, 5, 7].find(closes) ?? 1;
  }
}

function largestGap({ gaps }: Arcs): number {
  return Math.max(...gaps.map((gap) => Math.hypot(...gap)));
}

/** How far the first point is from what the conditions ask for, which no way stretches. */
function largestMiss({ conditions, sizes }: Arcs): number {
  return Math.max(
    0,
    ...conditions.map(({ value, gradient }) => Math.abs(value) / (Math.hypot(...gradient.map((g, i) => g * sizes[i]!)) || 1)),
  );
}

/** How far the pieces miss the next node, in the units of the states. */
function residualOf({ gaps, sizes }: Arcs): number {
  return Math.max(...gaps.map((gap) => Math.max(...gap.map((x, i) => Math.abs(x * sizes[i]!)))));
}

function multipliersOf(matrices: readonly Float64Array[], n: number): Multiplier[] {
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  if (!productEigenvalues(re, im, matrices, n)) for (const values of [re, im]) values.fill(Number.NaN);
  return Array.from(re, (part, i) => ({ re: part, im: im[i]! })).sort(byModulus);
}
