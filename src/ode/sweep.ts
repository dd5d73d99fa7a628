import type { Equations } from '../formula/equations.js';
import { compileBatch, compileSolution, type ExtensionPlace } from '../formula/kernel/compile.js';
import { type PortableSystem, systemOfPortable } from '../formula/portable.js';
import { watch } from '../formula/watch.js';
import { isOpen, type Watching } from './clear.js';
import { Clock } from './clock.js';
import { evaluate } from './evaluate.js';
import { cuts, EventFinder, type EventRecord, Haste, type Hit, type TextEvent, whenOf } from './events.js';
import { type Jump, jumpsOf } from './jump.js';
import { type Kernel, poolOf } from './kernel.js';
import { type Leaping, leap } from './leap.js';
import { type PackedEvents, packEvents } from './member-events.js';
import { type NormStep, normStep } from './norm-step.js';
import { reach } from './reach.js';
import type { Plan } from './step.js';
import { MOST_BENT } from './stepper.js';
import { type LanePlaces, sweepDoubles, sweepPlaces, writeSweep } from './sweep-march.js';
import type { IntegrationStatus } from './trajectory.js';

/** What all members of an ensemble have in common. */
export interface SweepJob {
  readonly system: PortableSystem;
  /** The times at which states are wanted, the initial time first. */
  readonly t: readonly number[];
  readonly order: number;
  /** How far steps stay within the radius of convergence: see `Plan`. */
  readonly margin: number;
  readonly maxSteps: number;
  readonly kernel: Kernel;
  readonly tolerance: number;
  /** The order that was asked for, if any. */
  readonly givenOrder: number | undefined;
  readonly lanes: 1 | 2;
  /** Plain data, too, where jumps are formulas. */
  readonly events: readonly TextEvent[];
}

/** Members, one after the other: their initial states and the values of their parameters. */
export interface Members {
  readonly count: number;
  readonly initial: Float64Array;
  readonly parameters: Float64Array;
}

/** How a member ended, by its place here. */
export const outcomes: readonly IntegrationStatus[] = [
  'complete',
  'maxSteps',
  'singular',
  'notFinite',
  'aborted',
  'event',
  'stuck',
];

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
  readonly events: PackedEvents;
}

/** Results that are filled on the way. */
type Wanted = Omit<Results, 'events'>;

/** Coefficients of one trajectory or of two side by side. */
interface Lanes extends Watching {
  readonly count: number;
  at(i: number, k: number): number;
  readonly timeAt: number | undefined;
  parameterAt(i: number): number;
  solve(): void;
  advance(h: readonly number[]): void;
  /** Compiled rounds, and where they keep what they know of the lanes. */
  readonly march: { readonly run: () => number; readonly places: readonly LanePlaces[] } | undefined;
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
  readonly finder: EventFinder;
  readonly events: EventRecord[];
  /** The events that end the step at hand. */
  hits: readonly Hit[];
  readonly haste: Haste;
  parameters: readonly number[];
  /** The state at the start of the step at hand. */
  before: number[];
  /** Leaps in a row that had to be shortened. */
  bent: number;
  /** The steps made when events were looked at last, with that at hand: in those since, all formulas clearly have had one sign. */
  looked: number;
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
  /** The coefficients of the events of each lane. */
  readonly #watching: readonly Leaping[];
  readonly #jumps: readonly (Jump | undefined)[];
  /** One Taylor polynomial. */
  readonly #polynomial: Float64Array;
  readonly #states: number;
  readonly #parameters: number;
  readonly #direction: number;
  readonly #step: NormStep;

  constructor(job: SweepJob) {
    const system = systemOfPortable(job.system);
    this.#job = job;
    const lanes = lanesOf(system, job);
    this.#lanes = lanes;
    this.#watching = Array.from({ length: lanes.count }, (_, lane) => ({
      memory: lanes.memory,
      order: lanes.order,
      watchedAt: (event) => lanes.watchedAt(event) + lane,
      stride: lanes.count,
      states: system.states.length,
      at: (i, k) => lanes.at(i, k) + lane,
      timeAt: lanes.timeAt === undefined ? undefined : lanes.timeAt + lane,
      solve: () => lanes.solve(),
    }));
    this.#jumps = jumpsOf('ensemble', system, job.events);
    this.#polynomial = new Float64Array(job.order + 1);
    this.#states = system.states.length;
    this.#parameters = system.parameters.length;
    this.#direction = Math.sign(job.t[job.t.length - 1]! - job.t[0]!);
    this.#step = normStep(job);
  }

  /** How many trajectories go side by side. */
  get lanes(): number {
    return this.#lanes.count;
  }

  run(members: Members): Results {
    const { count, initial } = members;
    const { t } = this.#job;
    const events: EventRecord[][] = Array.from({ length: count }, () => []);
    const results = {
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
        if (running[lane] === undefined && started < count)
          running[lane] = this.#start(members, started, lane, events[started++]!);
      }
      if (running.every((one) => one === undefined)) return { ...results, events: packEvents(events, this.#states) };
      if (this.#march(running, results)) continue;
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

  /**
   * Computes the coefficients for the next round, and makes it, and further ones, as long as no lane does more than a step. Returns whether a member ended
   * because its state overflowed; then there is no round at hand.
   */
  #march(running: (Running | undefined)[], results: Wanted): boolean {
    const { march, memory } = this.#lanes;
    if (march === undefined) {
      this.#lanes.solve();
      return false;
    }
    const { t, maxSteps } = this.#job;
    for (const [lane, one] of running.entries()) {
      const place = march.places[lane]!;
      memory[place.active] = Number(one !== undefined);
      if (one === undefined) continue;
      memory[place.hi] = one.clock.hi;
      memory[place.lo] = one.clock.lo;
      memory[place.target] = t[t.length - 1]!;
      memory[place.next] = t[Math.min(one.next, t.length - 1)]!;
      memory[place.steps] = one.steps;
      memory[place.most] = maxSteps;
    }
    const overflowed = march.run() !== 0;
    for (const [lane, one] of running.entries()) {
      if (one === undefined) continue;
      const { hi, lo, steps, before } = march.places[lane]!;
      one.clock.hi = memory[hi]!;
      one.clock.lo = memory[lo]!;
      one.steps = memory[steps]!;
      if (!overflowed || this.#state(lane).every(Number.isFinite)) continue;
      one.outcome = 'notFinite';
      this.#end(one, memory.subarray(before, before + this.#states), results);
      running[lane] = undefined;
    }
    return overflowed;
  }

  #state(lane: number): number[] {
    return Array.from({ length: this.#states }, (_, i) => this.#lanes.memory[this.#lanes.at(i, 0) + lane]!);
  }

  #start({ initial, parameters }: Members, member: number, lane: number, events: EventRecord[]): Running {
    const { memory, timeAt } = this.#lanes;
    const [n, m, from] = [this.#states, this.#parameters, this.#job.t[0]!];
    const one: Running = {
      member,
      clock: new Clock(from),
      steps: 0,
      next: 1,
      isLast: false,
      outcome: undefined,
      finder: new EventFinder(this.#job.events),
      events,
      hits: [],
      haste: new Haste(),
      parameters: Array.from(parameters.subarray(member * m, (member + 1) * m)),
      before: [],
      bent: 0,
      looked: 0,
    };
    this.#put(lane, initial.subarray(member * n, (member + 1) * n), one.parameters);
    if (timeAt !== undefined) memory[timeAt + lane] = from;
    return one;
  }

  /** Puts a state and values of the parameters in a lane. */
  #put(lane: number, state: ArrayLike<number>, parameters: readonly number[]): void {
    const { memory } = this.#lanes;
    for (let i = 0; i < this.#states; i++) memory[this.#lanes.at(i, 0) + lane] = state[i]!;
    for (let i = 0; i < this.#parameters; i++) memory[this.#lanes.parameterAt(i) + lane] = parameters[i]!;
  }

  /** The step that the coefficients at hand allow a lane; 0 where its member ends before it. Takes the states that are wanted within it. */
  #propose(one: Running, lane: number, results: Wanted): number {
    const { t, maxSteps } = this.#job;
    const { clock } = one;
    one.before = this.#state(lane);
    const left = clock.until(t[t.length - 1]!);
    if (!(left * this.#direction > 0)) one.outcome = 'complete';
    else if (one.steps >= maxSteps) one.outcome = 'maxSteps';
    if (one.outcome !== undefined) return 0;
    let wanted = this.#wanted(lane);
    if (!(wanted > 0)) {
      one.outcome = 'notFinite';
      return 0;
    }
    if (wanted === Infinity) {
      const { length, isBent } = leap(this.#watching[lane]!, this.#job.events.length, clock.hi, left);
      one.bent = isBent ? one.bent + 1 : 0;
      wanted = Math.abs(length);
      if (one.bent > MOST_BENT) {
        one.outcome = 'singular';
        return 0;
      }
    } else one.bent = 0;
    one.isLast = wanted >= Math.abs(left);
    let full = one.isLast ? left : this.#direction * wanted;
    if (!one.isLast && clock.hi + full === clock.hi) {
      one.outcome = 'singular';
      return 0;
    }
    if (!one.isLast && this.#lanes.timeAt !== undefined) {
      full = clock.snapped(full);
      one.isLast = Math.abs(full) >= Math.abs(left);
      if (one.isLast) full = left;
    }
    const h = this.#upToEvent(one, lane, full);
    for (; one.next < t.length - 1; one.next++) {
      const offset = clock.until(t[one.next]!);
      // the state at the time of a jump is that behind it
      if (Math.abs(offset) > Math.abs(h) || (one.hits.length > 0 && Math.abs(offset) === Math.abs(h))) break;
      for (let i = 0; i < this.#states; i++) results.states[this.#place(one, one.next) + i] = this.#value(i, lane, offset);
    }
    return h;
  }

  /** Takes the events in a step of length `full`, and returns how much of it is made. */
  #upToEvent(one: Running, lane: number, proposed: number): number {
    const { events, t, order } = this.#job;
    const watching = this.#watching[lane]!;
    one.hits = [];
    const [start, last] = [Math.max(1, this.#norm(0, lane)), this.#norm(order, lane)];
    const counts = (event: number): boolean => isOpen(watching, event, proposed, one.finder.sides[event]!, start, last);
    const learn = (event: number): void => {
      if (one.finder.sides[event] === 0) one.finder.learn(event, watching.memory[watching.watchedAt(event)]!);
    };
    if (one.steps > one.looked) for (const event of events.keys()) learn(event);
    one.looked = one.steps + 1;
    const open = events.findIndex((_, event) => counts(event));
    for (const event of events.slice(0, open < 0 ? events.length : open).keys()) learn(event);
    if (open < 0) return proposed;
    const tail = (last / start) * Math.abs(proposed) ** order;
    const full = reach(watching, events.length, one.clock.hi, proposed, tail, one.finder.lost, counts);
    if (full !== proposed) one.isLast = false;
    const hits = one.finder.find(watching, one.clock.hi, full, one.isLast);
    for (const { event, s, direction } of hits) {
      one.events.push({
        event,
        t: one.isLast && s === 1 ? t[t.length - 1]! : one.clock.after(s * full),
        state: Array.from({ length: this.#states }, (_, i) => this.#value(i, lane, s * full)),
        direction,
        kind: direction === 0 ? 'grazing' : 'crossing',
      });
    }
    one.hits = hits.filter(({ event }) => cuts(events[event]!));
    const [first] = one.hits;
    if (first === undefined) return full;
    one.isLast = false;
    return first.s * full;
  }

  /** Goes over to the state after a step, or ends the member. */
  #arrive(one: Running, lane: number, h: number, results: Wanted): void {
    const { memory, timeAt } = this.#lanes;
    const { t } = this.#job;
    const { clock } = one;
    // coefficients that are not finite spoil the state also where no step is made
    let state = one.outcome === undefined ? this.#state(lane) : one.before;
    if (one.outcome === undefined) {
      if (state.every(Number.isFinite)) {
        clock.advance(h);
        one.steps++;
        if (one.isLast) {
          clock.set(t[t.length - 1]!);
          one.outcome = 'complete';
        }
        if (timeAt !== undefined) memory[timeAt + lane] = clock.hi;
        if (one.hits.some(({ event }) => this.#jumps[event] !== undefined)) this.#leave(one, lane);
        for (const hit of one.hits) state = this.#throughEvent(one, lane, hit, state);
      } else {
        one.outcome = 'notFinite';
        state = one.before;
      }
    }
    if (one.outcome !== undefined) this.#end(one, state, results);
  }

  /** Takes down what became of a member. */
  #end(one: Running, state: ArrayLike<number>, results: Wanted): void {
    const { t } = this.#job;
    const { member, clock } = one;
    results.ends.set(state, member * this.#states);
    results.times[member] = clock.hi;
    results.steps[member] = one.steps;
    results.outcomes[member] = outcomes.indexOf(one.outcome!);
    // at the end itself, the state that an event may have changed
    for (; one.next < t.length && t[one.next] === clock.hi; one.next++) results.states.set(state, this.#place(one, one.next));
  }

  /** What is left of the formulas of the events that ended a step, which are zero but for rounding, is not told from zero in the next one. */
  #leave(one: Running, lane: number): void {
    this.#lanes.solve();
    for (const { event } of one.hits) one.finder.leave(event, this.#lanes.memory[this.#watching[lane]!.watchedAt(event)]!);
  }

  /** Does what an event asks for that ended the step, and returns the state behind it. */
  #throughEvent(one: Running, lane: number, { event }: Hit, before: number[]): number[] {
    const jump = this.#jumps[event];
    if (jump !== undefined && one.haste.isTooMuch(event, one.clock.hi, this.#job.t[0]!)) one.outcome = 'stuck';
    if (this.#job.events[event]!.stop === true) one.outcome = 'event';
    if (jump === undefined) return before;
    const { state, parameters } = jump(before, one.clock.hi, one.parameters);
    one.parameters = parameters;
    this.#put(lane, state, parameters);
    return [...state];
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

  /** Σ_k x_i^[k] h^k. */
  #value(i: number, lane: number, h: number): number {
    const { order } = this.#job;
    for (let k = 0; k <= order; k++) this.#polynomial[k] = this.#lanes.memory[this.#lanes.at(i, k) + lane]!;
    return evaluate(this.#polynomial, 0, order, h);
  }
}

function lanesOf(system: Equations, { order, margin, kernel, lanes, events, t }: SweepJob): Lanes {
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
