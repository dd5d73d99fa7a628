import { systemOfPortable } from '../formula/portable.js';
import { isOpen } from './clear.js';
import { Clock } from './clock.js';
import { EventFinder } from './event-finder.js';
import { cuts, type EventRecord, type Hit } from './events.js';
import { Haste } from './haste.js';
import { type Jump, jumpsOf } from './jump.js';
import { Lane, type Lanes, lanesOf } from './lanes.js';
import { leap } from './leap.js';
import { packEvents } from './member-events.js';
import { type NormStep, normStep } from './norm-step.js';
import { reach, tempered } from './reach.js';
import { isAnyRising, isDoubtful } from './step.js';
import { MOST_BENT } from './stepper.js';
import { type Members, outcomes, type Results, type SweepJob } from './sweep-job.js';
import type { IntegrationStatus } from './trajectory.js';

/** Results that are filled on the way. */
type Wanted = Omit<Results, 'events'>;

/** A member in a lane. */
interface Running {
  readonly member: number;
  readonly lane: Lane;
  readonly clock: Clock;
  steps: number;
  /** The next time at which its state is wanted, by its number. */
  next: number;
  /** Whether the step at hand reaches the end. */
  isLast: boolean;
  readonly finder: EventFinder;
  readonly events: EventRecord[];
  /** The events that end the step at hand, and how much of the one proposed they were looked for in. */
  hits: readonly Hit[];
  full: number;
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
  /** The lanes one by one. */
  readonly #each: readonly Lane[];
  readonly #jumps: readonly (Jump | undefined)[];
  readonly #states: number;
  readonly #parameters: number;
  readonly #direction: number;
  readonly #step: NormStep;

  constructor(job: SweepJob) {
    const system = systemOfPortable(job.system);
    this.#job = job;
    const lanes = lanesOf(system, job);
    this.#lanes = lanes;
    this.#each = Array.from({ length: lanes.count }, (_, lane) => new Lane(lanes, lane, system.states.length));
    this.#jumps = jumpsOf('ensemble', system, job.events);
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
          running[lane] = this.#start(members, started, this.#each[lane]!, events[started++]!);
      }
      if (running.every((one) => one === undefined)) return { ...results, events: packEvents(events, this.#states) };
      if (this.#march(running, results)) continue;
      for (let lane = 0; lane < running.length; lane++) {
        const one = running[lane];
        h[lane] = one === undefined ? 0 : this.#propose(one, results);
      }
      this.#lanes.advance(h);
      for (let lane = 0; lane < running.length; lane++) {
        const one = running[lane];
        if (one === undefined) continue;
        this.#arrive(one, h[lane]!, results);
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
      if (!overflowed || one.lane.state.every(Number.isFinite)) continue;
      one.outcome = 'notFinite';
      this.#end(one, memory.subarray(before, before + this.#states), results);
      running[lane] = undefined;
    }
    return overflowed;
  }

  #start({ initial, parameters }: Members, member: number, lane: Lane, events: EventRecord[]): Running {
    const [n, m, from] = [this.#states, this.#parameters, this.#job.t[0]!];
    const one: Running = {
      member,
      lane,
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
      full: 0,
      looked: 0,
    };
    lane.put(initial.subarray(member * n, (member + 1) * n), one.parameters);
    lane.time = from;
    return one;
  }

  /** The step that the coefficients at hand allow a lane; 0 where its member ends before it. Takes the states that are wanted within it. */
  #propose(one: Running, results: Wanted): number {
    const { t, maxSteps } = this.#job;
    const { clock, lane } = one;
    one.before = lane.state;
    const left = clock.until(t[t.length - 1]!);
    if (!(left * this.#direction > 0)) one.outcome = 'complete';
    else if (one.steps >= maxSteps) one.outcome = 'maxSteps';
    if (one.outcome !== undefined) return 0;
    let wanted = this.#wanted(lane);
    if (!(wanted > 0)) {
      one.outcome = 'notFinite';
      return 0;
    }
    const { order } = lane;
    const isUnsure =
      isDoubtful(wanted, order, (k) => lane.norm(k)) || isAnyRising(wanted, order, this.#states, (i, k) => lane.size(i, k));
    if (wanted === Infinity || isUnsure) {
      const longest = Math.sign(left) * Math.min(Math.abs(left), wanted);
      const { length, isBent } = leap(lane, this.#job.events.length, clock.hi, longest);
      one.bent = isBent && wanted === Infinity ? one.bent + 1 : 0;
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
    if (!one.isLast && lane.timeAt !== undefined) {
      full = clock.snapped(full);
      one.isLast = Math.abs(full) >= Math.abs(left);
      if (one.isLast) full = left;
    }
    const h = this.#upToEvent(one, full);
    for (; one.next < t.length - 1; one.next++) {
      const offset = clock.until(t[one.next]!);
      // the state at the time of a jump is that behind it
      if (Math.abs(offset) > Math.abs(h) || (one.hits.length > 0 && Math.abs(offset) === Math.abs(h))) break;
      results.states.set(lane.after(offset), this.#place(one, one.next));
    }
    return h;
  }

  /** Takes the events in a step of length `full`, and returns how much of it is made. */
  #upToEvent(one: Running, proposed: number): number {
    const { events, t, order } = this.#job;
    if (events.length === 0) return proposed;
    const { lane } = one;
    one.hits = [];
    const [start, last] = [Math.max(1, lane.norm(0)), lane.norm(order)];
    const counts = (event: number): boolean => isOpen(lane, event, proposed, one.finder.sides[event]!, start, last);
    const learn = (event: number): void => {
      if (one.finder.sides[event] === 0) one.finder.learn(event, lane.memory[lane.watchedAt(event)]!);
    };
    if (one.steps > one.looked) for (const event of events.keys()) learn(event);
    one.looked = one.steps + 1;
    const open = events.findIndex((_, event) => counts(event));
    for (const event of events.slice(0, open < 0 ? events.length : open).keys()) learn(event);
    if (open < 0) return proposed;
    const tail = (last / start) * Math.abs(proposed) ** order;
    const calm = tempered(lane, lane.states, proposed);
    const full = reach(lane, events.length, one.clock.hi, calm, tail, one.finder.lost, counts, false);
    one.full = full;
    if (full !== proposed) one.isLast = false;
    const hits = one.finder.find(lane, one.clock.hi, full, one.isLast);
    for (const { event, s, direction } of hits) {
      one.events.push({
        event,
        t: one.isLast && s === 1 ? t[t.length - 1]! : one.clock.after(s * full),
        state: lane.after(s * full),
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
  #arrive(one: Running, h: number, results: Wanted): void {
    const { t } = this.#job;
    const { clock, lane } = one;
    // coefficients that are not finite spoil the state also where no step is made
    let state = one.outcome === undefined ? lane.state : one.before;
    if (one.outcome === undefined) {
      if (state.every(Number.isFinite)) {
        clock.advance(h);
        one.steps++;
        if (one.isLast) {
          clock.set(t[t.length - 1]!);
          one.outcome = 'complete';
        }
        lane.time = clock.hi;
        if (one.hits.some(({ event }) => this.#jumps[event] !== undefined)) {
          lane.solve();
          one.finder.settle(lane, one.full, one.hits);
        }
        for (const hit of one.hits) state = this.#throughEvent(one, hit, state);
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

  /** Does what an event asks for that ended the step, and returns the state behind it. */
  #throughEvent(one: Running, { event }: Hit, before: number[]): number[] {
    const jump = this.#jumps[event];
    if (jump !== undefined && one.haste.isTooMuch(event, one.clock.hi, this.#job.t[0]!)) one.outcome = 'stuck';
    if (this.#job.events[event]!.stop === true) one.outcome = 'event';
    if (jump === undefined) return before;
    const { state, parameters, stop } = jump(before, one.clock.hi, one.parameters);
    if (stop) one.outcome = 'event';
    one.parameters = parameters;
    one.lane.put(state, parameters);
    return [...state];
  }

  #place({ member }: Running, time: number): number {
    return (member * (this.#job.t.length - 1) + time - 1) * this.#states;
  }

  #wanted(lane: Lane): number {
    const { order } = lane;
    return this.#step(lane.norm(0), lane.norm(order), lane.norm(order - 1));
  }
}
