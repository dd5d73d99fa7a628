import type { Watching } from './clear.js';
import { goesAway, isBent, isZero, polynomialOf, restAt } from './event-polynomial.js';
import { cuts, type Hit, type Sought, wants } from './events.js';
import { type Sign, sizeOf, zerosOf } from './roots.js';
import type { Landing } from './touch.js';

/** Parts of a step that are nearer to each other than this are one time: behind it, a formula could not be told from zero. */
const TOGETHER = 2 ** -44;

/** Two times that are no more apart than this part of them are one, but for rounding. */
const SAME = 2 ** -50;

/** A formula is zero at the start of a step, but for rounding, up to so much of what its slope makes of the step. */
const HIDDEN = 2 ** -20;

/** The same where an angle starts anew: a zero just before or behind that is another one. */
const JUMPED = 2 ** -40;

/** The same for a step that is nearly nothing, times the time as a multiple of the step. */
const LATE = 2 ** -48;

/** What is not told from zero in a step in which a formula leaves it, as a part of its polynomial. */
const LEFT = 2 ** -48;

/** What is known of one event from the steps before. */
interface Trace {
  /** The sign that the formula has had last; 0 at the start. */
  side: Sign;
  /** Whether the last step ended so near to zero that the next one has to tell what happens. */
  pending: boolean;
  /** What is left of the formula at a zero from which the orbit starts: not told from zero in the next step. */
  floor: number;
  /** When the event happened last. */
  latest: number;
  /** When an angle in the formula has started anew last, so that it may have jumped without being zero. */
  anewAt: number;
  /** Whether the formula stays zero. */
  rests: boolean;
  /** Whether it no longer does from the start of the next step on: its speed there is zero, whose sign rounding may hide. */
  leaves: boolean;
}

/** Typed arrays take as long to allocate as a step of an orbit to compute. */
const none = new Float64Array(0);
const nothingLost = new Uint8Array(0);

/** Finds the events of one step after another, each once. */
export class EventFinder {
  /** The sign that each formula has had last: a step in which it clearly keeps it need not be looked at. 0 where the next step has to be, whatever happens there. */
  readonly sides: Float64Array;
  /** Which events are only recorded: nothing else comes of them, and nothing keeps them from being recorded. */
  readonly recorded: readonly boolean[];
  readonly #specs: readonly Sought[];
  readonly #traces: readonly Trace[];
  /** Formulas whose polynomials say nothing in the next step: see `reach`. */
  readonly lost: Uint8Array;
  #polynomial: Float64Array = none;
  /** Whether equations have changed, so that formulas may have jumped. */
  #isBehindTurn = false;

  /** @param records - whether what is only to be recorded needs nobody to look at it */
  constructor(specs: readonly Sought[], records = true) {
    this.#specs = specs;
    this.#traces = specs.map(() => ({
      side: 0,
      pending: false,
      floor: 0,
      latest: Number.NaN,
      rests: false,
      leaves: false,
      anewAt: Number.NaN,
    }));
    this.sides = specs.length === 0 ? none : new Float64Array(specs.length);
    this.lost = specs.length === 0 ? nothingLost : new Uint8Array(specs.length);
    this.recorded = specs.map((spec) => records && !cuts(spec) && !(spec.cooldown !== undefined && spec.cooldown > 0));
  }

  /**
   * All events of the step of length h from time t, in order, up to the first that ends it, and those at the same time.
   *
   * The Taylor coefficients of each formula come with the step, and every real root of that polynomial within it is found: two in one step are two. A zero at
   * which the orbit starts is no event. One between two steps belongs to the first in which the sign has changed.
   *
   * @param isLast - whether there is no step behind: what comes to zero at its end then counts
   * @param landing - where the step ends behind a place at which a root touches zero
   * @param isToTurn - whether other equations hold behind the step: what is only recorded and comes to zero there is left to the next one, since it may touch zero at a kink
   */
  find(kernel: Watching, t: number, h: number, isLast = false, landing?: Landing, isToTurn = false): readonly Hit[] {
    const hits: Hit[] = [];
    for (let event = 0; event < this.#specs.length; event++) {
      this.#zeros(kernel, event, t, h, isLast, hits, landing, isToTurn);
      const { side, pending } = this.#traces[event]!;
      this.sides[event] = pending ? 0 : side;
    }
    this.#isBehindTurn = false;
    const kept = hits.length > 0 ? this.#together(hits) : hits;
    for (const { event, s } of kept) this.#traces[event]!.latest = t + s * h;
    return kept;
  }

  /** The hits up to the first that ends the step, in order. What happens at the same time does so, too: two balls may reach the wall together. */
  #together(hits: Hit[]): Hit[] {
    hits.sort((a, b) => a.s - b.s);
    const end = hits.findIndex(({ event }) => cuts(this.#specs[event]!));
    if (end < 0) return hits;
    // behind the event that ends the step, the orbit starts anew
    for (const trace of this.#traces) Object.assign(trace, { side: 0, pending: false });
    this.sides.fill(0);
    const { s: first } = hits[end]!;
    const atOnce = hits.slice(end).filter(({ s }) => s <= first + TOGETHER);
    // roundings decide which of them was found first: they happen in the order in which they are given
    return [...hits.slice(0, end), ...atOnce.map((hit) => ({ ...hit, s: first })).sort((a, b) => a.event - b.event)];
  }

  /** Takes over the sign of a value of a formula. */
  learn(event: number, value: number): void {
    if (this.rests(event)) return;
    const side = Math.sign(value) as Sign;
    this.sides[event] = side;
    this.#traces[event]!.side = side;
  }

  /** Takes over signs that a march has found, if they are known: those from position `at` of its board on. */
  follow(board: Float64Array, at: number): void {
    for (let event = 0; event < this.#specs.length; event++) {
      const side = board[at + event] as Sign;
      if (side === 0 || this.rests(event)) continue;
      this.sides[event] = side;
      this.#traces[event]!.side = side;
    }
  }

  /** Events whose formulas have another sign at the start of a step than their polynomials had at the end of the step before, and are not zero but for rounding. */
  unseen(kernel: Watching, t: number, h: number): number[] {
    if (this.#isBehindTurn || this.#traces.some(({ anewAt }) => anewAt === t)) return [];
    return this.#traces.flatMap(({ side }, event) => {
      const at = kernel.watchedAt(event);
      const [here, slope] = [kernel.memory[at]!, kernel.memory[at + (kernel.stride ?? 1)]! * (h / (kernel.unit ?? 1))];
      return here * side < 0 && Math.abs(here) < Infinity && !(Math.abs(here) <= HIDDEN * Math.abs(slope)) ? [event] : [];
    });
  }

  /** Says that the orbit goes on from an earlier time, at which the formula of an event has just changed its sign. */
  goBack(event: number): void {
    for (const [i, trace] of this.#traces.entries()) {
      if (i !== event) trace.side = 0;
      trace.pending = false;
    }
    this.sides.fill(0);
  }

  /**
   * Says that other equations hold from here on, time t: a change of sign between the steps is one, whatever the formula does next. But none where an angle starts anew, unless the
   * formula is zero but for rounding.
   *
   * @param anew - events in whose formulas one does
   */
  turn(t: number, anew: readonly number[]): void {
    this.#isBehindTurn = true;
    for (const [event, trace] of this.#traces.entries()) if (anew.includes(event)) trace.anewAt = t;
  }

  /** Whether a formula stays zero where the orbit is. */
  rests(event: number): boolean {
    return this.#traces[event]?.rests === true;
  }

  /**
   * Says which formulas stay zero from time t on. Returns the events of those that have come to zero just now: where they leave it, nothing happens.
   *
   * @param forward - 1 forward in time, −1 back
   */
  stay(t: number, forward: number, resting: readonly number[]): Omit<Hit, 's'>[] {
    const hits: Omit<Hit, 's'>[] = [];
    for (const [event, trace] of this.#traces.entries()) {
      const rests = resting.includes(event);
      trace.leaves = trace.rests && !rests;
      if (rests) {
        const direction = (-trace.side * forward || 0) as Sign;
        const spec = this.#specs[event]!;
        const passed = Math.abs(t - trace.latest);
        const isTold = passed <= SAME * Math.abs(t) || passed < (spec.cooldown ?? 0);
        if (direction !== 0 && !isTold && wants(spec, direction)) {
          hits.push({ event, direction });
          trace.latest = t;
        }
        Object.assign(trace, { side: 0, pending: false });
        this.sides[event] = 0;
      }
      trace.rests = rests;
    }
    return hits;
  }

  /** Whether some formula has been so near to zero at the end of the last step that the next one has to tell what happens. */
  get isPending(): boolean {
    return this.#traces.some(({ pending }) => pending);
  }

  /** Takes what such formulas are at the start of the next step for zero. */
  leavePending(kernel: Watching): void {
    for (const [event, { pending }] of this.#traces.entries()) if (pending) this.leave(kernel, event);
  }

  /** Says that the formula of an event is zero where the coefficients at hand are, but for rounding: from there on, what it is there is not told from zero in the next step. */
  leave(kernel: Watching, event: number): void {
    this.#traces[event]!.floor = 4 * Math.abs(kernel.memory[kernel.watchedAt(event)]!);
  }

  /**
   * Says that the coefficients at hand are those where events ended a step of length h. Other formulas that are zero at the same time, wanted or not, are so but for rounding,
   * too.
   */
  settle(kernel: Watching, h: number, hits: readonly Pick<Hit, 'event'>[]): void {
    const { memory, stride = 1, unit = 1 } = kernel;
    for (let event = 0; event < this.#traces.length; event++) {
      const at = kernel.watchedAt(event);
      const isZero = Math.abs(memory[at]!) <= TOGETHER * Math.abs(memory[at + stride]! * (h / unit));
      if (isZero || hits.some((hit) => hit.event === event)) this.leave(kernel, event);
    }
  }

  #zeros(
    kernel: Watching,
    event: number,
    t: number,
    h: number,
    isLast: boolean,
    hits: Hit[],
    landing?: Landing,
    isToTurn = false,
  ): void {
    const spec = this.#specs[event]!;
    const trace = this.#traces[event]!;
    if (trace.rests) return;
    if (this.#polynomial.length !== kernel.order) this.#polynomial = new Float64Array(kernel.order);
    let { latest } = trace;
    const found = (s: number, sense: Sign): void => {
      // a direction is one of time: backward, the formula rises where it falls along the step
      const direction = (h < 0 ? -sense || 0 : sense) as Sign;
      if (!wants(spec, direction) || Math.abs(t + s * h - latest) < (spec.cooldown ?? 0)) return;
      latest = t + s * h;
      hits.push({ event, s, direction });
    };
    const a = polynomialOf(kernel, event, h, this.#polynomial);
    const late = LATE * Math.abs(t / h);
    if (trace.leaves) trace.floor = Math.max(4 * Math.abs(a[0]!), LEFT * sizeOf(a));
    trace.leaves = false;
    // a step that begins where the last zero was begins with what rounding has left of it
    const isSame = Math.abs(t - latest) <= Math.max(SAME * Math.abs(t), TOGETHER * Math.abs(h));
    if (isSame && isZero(a, Math.max(late, TOGETHER))) trace.floor = Math.max(trace.floor, 4 * Math.abs(a[0]!));
    // the sign changed between two steps, where rounding hid it
    const meet = (first: Sign): void => {
      if (trace.side !== -first) return;
      const isPassed =
        t === trace.anewAt ? isZero(a, Math.max(JUMPED, late)) : this.#isBehindTurn || goesAway(a) || isZero(a, HIDDEN);
      if (isPassed) found(0, first);
    };
    const isLost = this.lost[event] === 1;
    this.lost[event] = 0;
    if (isLost || !a.every(Number.isFinite)) {
      const here = Number.isFinite(a[0]) ? (Math.sign(a[0]!) as Sign) : undefined;
      // a zero at which the formula has a value and no derivatives shows by the sign behind it
      if (here === 0) return;
      if (here !== undefined) meet(here);
      trace.side = here ?? 0;
      trace.pending = false;
      return;
    }
    // a formula that has the root in it is looked at up to the touch, behind which its polynomial is not good
    const bend = landing !== undefined && isBent(a, landing.values[event]!) ? landing.touch / landing.s : undefined;
    if (bend !== undefined) {
      polynomialOf(kernel, event, h * bend, a);
      trace.floor = Math.max(trace.floor, restAt(a));
    }
    const { zeros, first, last } = zerosOf(a, trace.floor);
    trace.floor = 0;
    if (last === 0) return;
    if (zeros[0]?.before !== 0) meet(first);
    const end = isToTurn && !cuts(spec) ? 1 - TOGETHER : Infinity;
    for (const { s: part, before, after: sign } of zeros) {
      const s = part * (bend ?? 1);
      const after = s > end ? 0 : sign;
      const from = before === 0 ? trace.side : before;
      if (after === 0) {
        if (bend !== undefined) {
          const behind = Math.sign(landing!.values[event]!) as Sign;
          found(s, behind === from ? 0 : behind);
          trace.side = behind;
          trace.pending = false;
          return;
        }
        if (isLast) found(s, -from as Sign);
        trace.side = from;
        trace.pending = true;
        return;
      }
      if (from === -after) found(s, after);
      // at the start, only a zero that the step before has left open
      else if (from === after && (before !== 0 || trace.pending)) found(s, 0);
    }
    trace.side = last;
    trace.pending = false;
  }
}
