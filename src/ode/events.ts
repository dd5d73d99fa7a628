import type { SolutionKernel } from '../formula/solution.js';
import type { FormulaSource } from '../formula/source.js';
import { type Sign, zerosOf } from './roots.js';

/** What an event puts in place of the state, of parameters, or of both. */
export interface Change {
  readonly state?: readonly number[];
  /** New values of some parameters, by name, from there on. */
  readonly parameters?: Readonly<Record<string, number>>;
}

/** Something to look for along an orbit: where a formula in the states, the time and the parameters is zero. */
export interface EventSpec {
  /** The formula, such as `y` or `x^2 + y^2 - 1`, or a plain function whose arguments are named like states, time or parameters. */
  readonly when: FormulaSource;
  /** Which crossings count: from below (`rising`), from above (`falling`), or, by default, both, and touching as well. */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the integration there. */
  readonly stop?: boolean;
  /**
   * Puts another state, or other parameters, in place of those at the event and goes on from there: an impact, an impulse. Either a function, or formulas of the
   * new values in the old states, the time and the parameters, such as `{ v: '-0.9*v' }`, which also run in the workers of `ensemble`.
   */
  readonly jump?: ((state: readonly number[], t: number) => readonly number[] | Change) | Readonly<Record<string, string>>;
  /** How long after it has happened the event is not looked for. Default 0: a zero from which the orbit starts, after a jump, too, is none. */
  readonly cooldown?: number;
}

/** An event whose formula is a text. */
export type TextEvent = EventSpec & { readonly when: string };

/** An event that happened. */
export interface EventRecord {
  /** Which one, by its place in the options. */
  readonly event: number;
  readonly t: number;
  /** The state at the event, before anything was changed. */
  readonly state: readonly number[];
  /** 1 where the formula rises through zero, −1 where it falls, 0 where it has the same sign before and after. */
  readonly direction: -1 | 0 | 1;
  /**
   * `crossing` where the formula changes its sign. `grazing` where it comes so near to zero, and back, that rounding does not let one tell whether it has a
   * double zero, two zeros or none.
   */
  readonly kind: 'crossing' | 'grazing';
}

/** An event within a step: a fraction s ∈ [0, 1] of the step. */
export interface Hit {
  readonly event: number;
  readonly s: number;
  readonly direction: -1 | 0 | 1;
}

/** What the finder needs to know of an event. */
export type Sought = Pick<EventSpec, 'direction' | 'stop' | 'jump' | 'cooldown'>;

/** Whether the step ends at an event of this kind. */
export function cuts(spec: Sought): boolean {
  return spec.stop === true || spec.jump !== undefined;
}

/** Parts of a step that are nearer to each other than this are one time: behind it, a formula could not be told from zero. */
const TOGETHER = 2 ** -44;

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
}

/** Where the Taylor coefficients of the event functions are found. */
export interface Watching extends Pick<SolutionKernel, 'memory' | 'order' | 'watchedAt'> {
  /** Doubles from one coefficient to the next, 1 unless given. */
  readonly stride?: number;
}

/** A polynomial keeps clear of zero where its constant term exceeds the sizes of all others by more than rounding: see `NOISE` in roots.ts. */
export const CLEARLY: number = 1 + 2 ** -48;

/** Whether |g_0| > Σ_{k≥1} |g_k| |h|^k fails, without which the polynomial of an event keeps its sign in the step. */
export function mayVanish(kernel: Watching, event: number, h: number): boolean {
  const { memory, order, stride = 1 } = kernel;
  const at = kernel.watchedAt(event);
  let size = 0;
  for (let k = order - 1; k >= 1; k--) size = (size + Math.abs(memory[at + k * stride]!)) * Math.abs(h);
  return !(Math.abs(memory[at]!) > size * CLEARLY);
}

/**
 * Throws for events that are none; `where` begins the message.
 *
 * @throws TypeError, RangeError
 */
export function checkEvents(where: string, events: readonly EventSpec[]): void {
  if (!Array.isArray(events))
    throw new TypeError(`${where}: expected a list of events, [{ when: 'x' }, …], got ${typeof events}`);
  for (const [i, { when, direction = 'both', jump, cooldown = 0 }] of events.entries()) {
    const name = `${where}: events[${i}]`;
    if (when === undefined) throw new TypeError(`${name}: expected a formula in when, such as 'x - 1', got none`);
    if (!['rising', 'falling', 'both'].includes(direction))
      throw new RangeError(`${name}: expected a direction rising, falling or both, got ${direction}`);
    if (!(cooldown >= 0)) throw new RangeError(`${name}: expected a cooldown ≥ 0, got ${cooldown}`);
    if (jump !== undefined && typeof jump !== 'function' && (typeof jump !== 'object' || jump === null))
      throw new TypeError(`${name}: expected a jump that is a function or formulas such as { v: '-v' }, got ${typeof jump}`);
  }
}

/** Jumps of one event that follow each other at intervals that are nothing against the time passed lead nowhere. */
export class Haste {
  readonly #latest: number[] = [];
  readonly #counts: number[] = [];

  /** Whether an event that jumps at a time has now done so too often, too fast. */
  isTooMuch(event: number, t: number, start: number): boolean {
    const isFast = Math.abs(t - (this.#latest[event] ?? Number.NaN)) < HASTY * Math.abs(t - start);
    this.#counts[event] = isFast ? (this.#counts[event] ?? 0) + 1 : 0;
    this.#latest[event] = t;
    return this.#counts[event]! >= TOO_OFTEN;
  }
}

const HASTY = 2 ** -36;
const TOO_OFTEN = 4;

/** Finds the events of one step after another, each once. */
export class EventFinder {
  readonly #specs: readonly Sought[];
  readonly #traces: readonly Trace[];

  constructor(specs: readonly Sought[]) {
    this.#specs = specs;
    this.#traces = specs.map(() => ({ side: 0, pending: false, floor: 0, latest: Number.NaN }));
  }

  /**
   * All events of the step of length h from time t, in order, up to the first that ends it, and those at the same time.
   *
   * The Taylor coefficients of each formula come with the step, and every real root of that polynomial within it is found: two in one step are two. A zero at
   * which the orbit starts is no event. One between two steps belongs to the first in which the sign has changed.
   *
   * @param isLast - whether there is no step behind: what comes to zero at its end then counts
   */
  find(kernel: Watching, t: number, h: number, isLast = false): Hit[] {
    const hits: Hit[] = [];
    for (let event = 0; event < this.#specs.length; event++) this.#zeros(kernel, event, t, h, isLast, hits);
    hits.sort((a, b) => a.s - b.s);
    const end = hits.findIndex(({ event }) => cuts(this.#specs[event]!));
    // what happens at the same time as what ends the step does so, too: two balls may reach the wall together
    const together = end < 0 ? Infinity : hits[end]!.s + TOGETHER;
    const kept = hits.filter(({ s }) => s <= together).map((hit, i) => (i > end && end >= 0 ? { ...hit, s: hits[end]!.s } : hit));
    for (const { event, s } of kept) this.#traces[event]!.latest = t + s * h;
    // behind the event that ends the step, the orbit starts anew
    if (end >= 0) for (const trace of this.#traces) Object.assign(trace, { side: 0, pending: false });
    return kept;
  }

  /** Says what the formula of an event was where it ended the step, instead of zero: from there on, so much is not told from zero in the next step. */
  leave(event: number, left: number): void {
    this.#traces[event]!.floor = 4 * Math.abs(left);
  }

  #zeros(kernel: Watching, event: number, t: number, h: number, isLast: boolean, hits: Hit[]): void {
    const spec = this.#specs[event]!;
    const trace = this.#traces[event]!;
    const a = polynomialOf(kernel, event, h);
    const found = (s: number, sense: Sign): void => {
      // a direction is one of time: backward, the formula rises where it falls along the step
      const direction = (h < 0 ? -sense || 0 : sense) as Sign;
      const since = Math.abs(t + s * h - trace.latest);
      if (wants(spec, direction) && !(since < (spec.cooldown ?? 0))) hits.push({ event, s, direction });
    };
    const { zeros, first, last } = zerosOf(a, trace.floor);
    trace.floor = 0;
    if (last === 0) return;
    // the sign changed between two steps, where rounding hid it
    if (zeros[0]?.before !== 0 && trace.side === -first) found(0, first);
    for (const { s, before, after } of zeros) {
      const from = before === 0 ? trace.side : before;
      if (after === 0) {
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

/** Polynomials of events are cut off after terms that are this small a part of the largest one, or not much larger a part than those of the states. */
const CUT_OFF = 2 ** -48;
const NOT_MUCH = 64;

/**
 * How much of a step of length h the polynomials of formulas are good for: the states, which choose the steps, may be known for longer.
 *
 * @param tail - the last term of the states at h, as a part of them
 */
export function reach(kernel: Watching, formulas: number, h: number, tail: number): number {
  const { memory, order, stride = 1 } = kernel;
  const least = Math.max(CUT_OFF, NOT_MUCH * tail);
  let part = 1;
  for (let i = 0; i < formulas; i++) {
    const at = kernel.watchedAt(i);
    // a shorter step also makes the largest term smaller
    for (let again = true; again; ) {
      again = false;
      let [size, last] = [0, 0];
      let power = 1;
      for (let k = 0; k < order; k++) {
        const term = Math.abs(memory[at + k * stride]!) * power;
        size = Math.max(size, term);
        if (k >= order - 2) last = Math.max(last, term);
        power *= Math.abs(h) * part;
      }
      if (!(last > least * size)) continue;
      part *= Math.min(0.9, ((least * size) / last) ** (1 / (order - 1)));
      again = part > CUT_OFF;
    }
  }
  return part * h;
}

/** Coefficients of an event's polynomial in the fraction of the step. */
export function polynomialOf(kernel: Watching, event: number, h: number): Float64Array {
  const { memory, order, stride = 1 } = kernel;
  const from = kernel.watchedAt(event);
  const a = new Float64Array(order);
  let power = 1;
  for (let k = 0; k < order; k++) {
    a[k] = memory[from + k * stride]! * power;
    power *= h;
  }
  return a;
}

function wants({ direction = 'both' }: Sought, found: Sign): boolean {
  return direction === 'both' || (direction === 'rising' ? found === 1 : found === -1);
}
