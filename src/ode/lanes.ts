import type { Equations } from '../formula/equations.js';
import { compileBatch, compileSolution, type ExtensionPlace } from '../formula/kernel/compile.js';
import { watch } from '../formula/watch.js';
import type { Watching } from './clear.js';
import { evaluate } from './evaluate.js';
import { whenOf } from './events.js';
import type { Leaping } from './leap.js';
import { poolOf } from './pool.js';
import type { Plan } from './step.js';
import type { SweepJob } from './sweep-job.js';
import { type LanePlaces, sweepDoubles, sweepPlaces, writeSweep } from './sweep-march.js';

/** Coefficients of one trajectory or of two side by side. */
export interface Lanes extends Watching {
  readonly count: number;
  at(i: number, k: number): number;
  readonly timeAt: number | undefined;
  parameterAt(i: number): number;
  solve(): void;
  advance(h: readonly number[]): void;
  /** Compiled rounds, and where they keep what they know of the lanes. */
  readonly march: { readonly run: () => number; readonly places: readonly LanePlaces[] } | undefined;
}

/** One of the trajectories that go side by side. */
export class Lane implements Leaping {
  readonly memory: Float64Array;
  readonly order: number;
  readonly stride: number;
  readonly states: number;
  readonly timeAt: number | undefined;
  readonly #lanes: Lanes;
  readonly #lane: number;
  /** Where the rows of the states begin. */
  readonly #rows: Int32Array;
  /** One Taylor polynomial. */
  readonly #polynomial: Float64Array;

  constructor(lanes: Lanes, lane: number, states: number) {
    this.memory = lanes.memory;
    this.order = lanes.order;
    this.stride = lanes.count;
    this.states = states;
    this.timeAt = lanes.timeAt === undefined ? undefined : lanes.timeAt + lane;
    this.#lanes = lanes;
    this.#lane = lane;
    this.#rows = Int32Array.from({ length: states }, (_, i) => lanes.at(i, 0) + lane);
    this.#polynomial = new Float64Array(lanes.order + 1);
  }

  at(i: number, k: number): number {
    return this.#rows[i]! + k * this.stride;
  }

  watchedAt(event: number): number {
    return this.#lanes.watchedAt(event) + this.#lane;
  }

  /** Computes the coefficients of all lanes. */
  solve(): void {
    this.#lanes.solve();
  }

  get state(): number[] {
    const state: number[] = [];
    for (let i = 0; i < this.states; i++) state.push(this.memory[this.at(i, 0)]!);
    return state;
  }

  put(state: ArrayLike<number>, parameters: readonly number[]): void {
    for (let i = 0; i < this.states; i++) this.memory[this.at(i, 0)] = state[i]!;
    for (const [i, value] of parameters.entries()) this.memory[this.#lanes.parameterAt(i) + this.#lane] = value;
  }

  set time(t: number) {
    if (this.timeAt !== undefined) this.memory[this.timeAt] = t;
  }

  /** |x_i^[k]| */
  size(i: number, k: number): number {
    return Math.abs(this.memory[this.at(i, k)]!);
  }

  /** max_i |x_i^[k]| */
  norm(k: number): number {
    let largest = 0;
    for (let i = 0; i < this.states; i++) largest = Math.max(largest, this.size(i, k));
    return largest;
  }

  /** Σ_k x_i^[k] h^k for each i. */
  after(h: number): number[] {
    const { memory, order, stride } = this;
    const polynomial = this.#polynomial;
    const state: number[] = [];
    for (let i = 0; i < this.states; i++) {
      for (let k = 0, at = this.at(i, 0); k <= order; k++, at += stride) polynomial[k] = memory[at]!;
      state.push(evaluate(polynomial, 0, order, h));
    }
    return state;
  }
}

/** The lanes for a job. */
export function lanesOf(system: Equations, { order, margin, kernel, lanes, events, t }: SweepJob): Lanes {
  const side = t[t.length - 1]! < t[0]! ? -1 : 1;
  const watched = events.map(({ when }) => when);
  if (kernel === 'auto' || kernel === 'wasm') {
    const compiled = lanes === 2 ? compiledLanes(system, watched, 2, { order, margin }, side) : undefined;
    const known = compiled ?? compiledLanes(system, watched, 1, { order, margin }, side);
    if (known !== undefined) return known;
  }
  const single = poolOf(system, {
    where: 'ensemble',
    order,
    watched,
    events: watched.length,
    control: 'states',
    compensated: false,
    kind: kernel,
    side,
  }).take();
  return { ...single, count: 1, advance: (h) => single.advance(h[0]!), march: undefined };
}

function compiledLanes(system: Equations, watched: readonly string[], count: 1 | 2, plan: Plan, side: 1 | -1): Lanes | undefined {
  const { order } = plan;
  const all = watch(system, watched, whenOf('ensemble'));
  const layout = {
    states: system.states.length,
    ...plan,
    events: watched.length,
    lanes: count,
    direction: side,
  };
  const extension = {
    doubles: sweepDoubles(layout),
    compensated: false,
    write: (place: ExtensionPlace) => writeSweep(place, layout),
  };
  const unset = system.parameters.map(() => 0);
  const kernel =
    count === 2
      ? compileBatch(all.system, order, all.nodes, undefined, extension, side)
      : compileSolution(all.system, order, unset, all.nodes, undefined, extension, side);
  if (kernel === undefined) return undefined;
  const { own, functions } = kernel;
  return {
    ...kernel,
    count,
    advance: (h) => functions['advance']!(...h),
    march: { run: functions['sweep']!, places: sweepPlaces(layout, own) },
  };
}
