import { compileBatch } from '../formula/kernel/compile.js';
import { type PortableSystem, systemOfPortable } from '../formula/portable.js';
import type { System } from '../formula/system.js';
import { Clock } from './clock.js';
import { type Kernel, poolOf } from './kernel.js';
import { type NormStep, normStep } from './norm-step.js';
import type { IntegrationStatus } from './trajectory.js';

/** What all members of an ensemble have in common. */
export interface SweepJob {
  readonly system: PortableSystem;
  /** The times at which states are wanted, the initial time first. */
  readonly t: readonly number[];
  readonly order: number;
  readonly maxSteps: number;
  readonly kernel: Kernel;
  readonly lanes: 1 | 2;
}

/** Members, one after the other: their initial states and the values of their parameters. */
export interface Members {
  readonly count: number;
  readonly initial: Float64Array;
  readonly parameters: Float64Array;
}

/** How a member ended, by its place here. */
export const outcomes: readonly IntegrationStatus[] = ['complete', 'maxSteps', 'singular', 'notFinite', 'aborted'];

/** What became of members, one after the other. */
export interface Results {
  /** The states at the times after the first, NaN where these were not reached. */
  readonly states: Float64Array;
  /** The last state. */
  readonly ends: Float64Array;
  /** The time reached. */
  readonly times: Float64Array;
  readonly steps: Uint32Array;
  readonly outcomes: Uint8Array;
}

/** Coefficients of one trajectory or of two side by side. */
interface Lanes {
  readonly count: number;
  readonly memory: Float64Array;
  at(i: number, k: number): number;
  readonly timeAt: number | undefined;
  parameterAt(i: number): number;
  solve(): void;
  advance(h: readonly number[]): void;
}

/** A member in a lane. */
interface Running {
  readonly member: number;
  readonly clock: Clock;
  steps: number;
  /** The next time at which its state is wanted, by its number. */
  next: number;
  /** Whether the step at hand reaches the end. */
  isLast: boolean;
  outcome: IntegrationStatus | undefined;
}

/**
 * Integrates members of an ensemble one after the other, or two in step: a lane whose member has ended takes the next one, so that none waits.
 *
 * A member's steps are its own, whoever runs beside it: the results have the same bits in one lane and in two.
 */
export class Sweep {
  readonly #job: SweepJob;
  readonly #lanes: Lanes;
  readonly #states: number;
  readonly #parameters: number;
  readonly #direction: number;
  readonly #step: NormStep;

  constructor(job: SweepJob) {
    const system = systemOfPortable(job.system);
    this.#job = job;
    this.#lanes = lanesOf(system, job);
    this.#states = system.states.length;
    this.#parameters = system.parameters.length;
    this.#direction = Math.sign(job.t[job.t.length - 1]! - job.t[0]!);
    this.#step = normStep(job.order);
  }

  /** How many trajectories go side by side. */
  get lanes(): number {
    return this.#lanes.count;
  }

  run(members: Members): Results {
    const { count, initial } = members;
    const { t } = this.#job;
    const results: Results = {
      states: new Float64Array(count * (t.length - 1) * this.#states).fill(Number.NaN),
      ends: Float64Array.from(initial),
      times: new Float64Array(count).fill(t[0]!),
      steps: new Uint32Array(count),
      outcomes: new Uint8Array(count),
    };
    const running: (Running | undefined)[] = Array.from({ length: this.#lanes.count }, () => undefined);
    const h = running.map(() => 0);
    for (let started = 0; ; ) {
      for (let lane = 0; lane < running.length; lane++) {
        if (running[lane] === undefined && started < count) running[lane] = this.#start(members, started++, lane);
      }
      if (running.every((one) => one === undefined)) return results;
      this.#lanes.solve();
      for (let lane = 0; lane < running.length; lane++) {
        const one = running[lane];
        h[lane] = one === undefined ? 0 : this.#propose(one, lane, results);
      }
      this.#lanes.advance(h);
      for (let lane = 0; lane < running.length; lane++) {
        const one = running[lane];
        if (one === undefined) continue;
        this.#arrive(one, lane, h[lane]!, results);
        if (one.outcome !== undefined) running[lane] = undefined;
      }
    }
  }

  #start({ initial, parameters }: Members, member: number, lane: number): Running {
    const { memory, timeAt } = this.#lanes;
    const [n, m, from] = [this.#states, this.#parameters, this.#job.t[0]!];
    for (let i = 0; i < n; i++) memory[this.#lanes.at(i, 0) + lane] = initial[member * n + i]!;
    for (let i = 0; i < m; i++) memory[this.#lanes.parameterAt(i) + lane] = parameters[member * m + i]!;
    if (timeAt !== undefined) memory[timeAt + lane] = from;
    return { member, clock: new Clock(from), steps: 0, next: 1, isLast: false, outcome: undefined };
  }

  /** The step that the coefficients at hand allow a lane; 0 where its member ends before it. Takes the states that are wanted within it. */
  #propose(one: Running, lane: number, results: Results): number {
    const { t, maxSteps } = this.#job;
    const { clock } = one;
    const left = clock.until(t[t.length - 1]!);
    if (!(left * this.#direction > 0)) one.outcome = 'complete';
    else if (one.steps >= maxSteps) one.outcome = 'maxSteps';
    if (one.outcome !== undefined) return 0;
    const wanted = this.#wanted(lane);
    if (!(wanted > 0)) {
      one.outcome = 'notFinite';
      return 0;
    }
    one.isLast = wanted >= Math.abs(left);
    const h = one.isLast ? left : this.#direction * wanted;
    if (!one.isLast && clock.hi + h === clock.hi) {
      one.outcome = 'singular';
      return 0;
    }
    for (; one.next < t.length - 1; one.next++) {
      const offset = clock.until(t[one.next]!);
      if (Math.abs(offset) > Math.abs(h)) break;
      for (let i = 0; i < this.#states; i++) results.states[this.#place(one, one.next) + i] = this.#value(i, lane, offset);
    }
    return h;
  }

  /** Takes over the state after a step. */
  #arrive(one: Running, lane: number, h: number, results: Results): void {
    const { memory, timeAt } = this.#lanes;
    const { t } = this.#job;
    const { member, clock } = one;
    const n = this.#states;
    results.outcomes[member] = outcomes.indexOf(one.outcome ?? 'complete');
    if (one.outcome !== undefined) return;
    for (let i = 0; i < n; i++) {
      if (Number.isFinite(memory[this.#lanes.at(i, 0) + lane]!)) continue;
      one.outcome = 'notFinite';
      results.outcomes[member] = outcomes.indexOf(one.outcome);
      return;
    }
    for (let i = 0; i < n; i++) results.ends[member * n + i] = memory[this.#lanes.at(i, 0) + lane]!;
    clock.advance(h);
    results.steps[member] = ++one.steps;
    if (one.isLast) {
      clock.set(t[t.length - 1]!);
      one.outcome = 'complete';
      for (let i = 0; i < n; i++) results.states[this.#place(one, t.length - 1) + i] = results.ends[member * n + i]!;
    }
    results.times[member] = clock.hi;
    if (timeAt !== undefined) memory[timeAt + lane] = clock.hi;
  }

  #place({ member }: Running, time: number): number {
    return (member * (this.#job.t.length - 1) + time - 1) * this.#states;
  }

  #wanted(lane: number): number {
    const { order } = this.#job;
    return this.#step(this.#norm(0, lane), this.#norm(order, lane), this.#norm(order - 1, lane));
  }

  #norm(k: number, lane: number): number {
    const { memory } = this.#lanes;
    let largest = 0;
    for (let i = 0; i < this.#states; i++) largest = Math.max(largest, Math.abs(memory[this.#lanes.at(i, k) + lane]!));
    return largest;
  }

  /** Σ_k x_i^[k] h^k, the constant term last. */
  #value(i: number, lane: number, h: number): number {
    const { memory } = this.#lanes;
    let sum = 0;
    for (let k = this.#job.order; k > 0; k--) sum = (sum + memory[this.#lanes.at(i, k) + lane]!) * h;
    return memory[this.#lanes.at(i, 0) + lane]! + sum;
  }
}

function lanesOf(system: System, { t, order, kernel, lanes }: SweepJob): Lanes {
  const side = t[t.length - 1]! < t[0]! ? -1 : 1;
  const batch = lanes === 2 && kernel !== 'interpreter' ? compileBatch(system, order, [], undefined, side) : undefined;
  if (batch !== undefined) return { ...batch, count: 2, advance: (h) => batch.advance(h[0]!, h[1]!) };
  const recipe = {
    order,
    watched: [],
    events: 0,
    variational: false,
    control: 'states',
    compensated: false,
    kind: kernel,
    side,
  } as const;
  const single = poolOf(system, recipe).take();
  return { ...single, count: 1, advance: (h) => single.advance(h[0]!) };
}
