import type { SteppingKernel } from '../formula/kernel/compile.js';
import { rootsInUnitInterval } from './roots.js';

/** Something to look for along an orbit: where a formula in the states, the time and the parameters is zero. */
export interface EventSpec {
  /** The formula, such as `y` or `x^2 + y^2 - 1`. */
  readonly when: string;
  /** Which crossings count: from below (`rising`), from above (`falling`), or, by default, both. */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the integration there. */
  readonly stop?: boolean;
  /** Puts another state in place of the one at the event and goes on from there: an impact, an impulse. */
  readonly jump?: (state: readonly number[], t: number) => readonly number[];
}

/** An event that happened. */
export interface EventRecord {
  /** Which one, by its place in the options. */
  readonly event: number;
  readonly t: number;
  /** The state at the event, before anything was changed. */
  readonly state: readonly number[];
  /** 1 where the formula rises through zero, −1 where it falls, 0 where it touches as far as can be told. */
  readonly direction: -1 | 0 | 1;
}

/** An event within a step: a fraction s ∈ (0, 1] of the step. */
export interface Hit {
  readonly event: number;
  readonly s: number;
  readonly direction: -1 | 0 | 1;
}

/** Whether the step ends at an event of this kind. */
export function cuts(spec: EventSpec): boolean {
  return spec.stop === true || spec.jump !== undefined;
}

/**
 * Roundings of the time within which a second zero of the same event is the same zero: one at the end of a step is met again at the start of the next.
 */
const SAME = 64 * 2 ** -52;

/** Where the Taylor coefficients of the event functions are found. */
export type Watching = Pick<SteppingKernel, 'memory' | 'order' | 'watchedAt'>;

/** Finds the events of one step after another, each once. */
export class EventFinder {
  readonly #specs: readonly EventSpec[];
  /** When each event happened last. */
  readonly #latest: number[];

  constructor(specs: readonly EventSpec[]) {
    this.#specs = specs;
    this.#latest = specs.map(() => Number.NaN);
  }

  /**
   * All events of the step of length h from time t, in order, up to the first that ends it.
   *
   * The Taylor coefficients of each formula come with the step, and every real root of that polynomial within it is found: two in one step are two.
   */
  find(kernel: Watching, t: number, h: number): Hit[] {
    const hits = this.#specs.flatMap((spec, event) => {
      const from = kernel.watchedAt(event);
      let power = 1;
      const polynomial = Float64Array.from({ length: kernel.order }, (_, k) => {
        const term = kernel.memory[from + k]! * power;
        power *= h;
        return term;
      });
      // a direction is one of time: backward, the formula rises where it falls along the step
      return rootsInUnitInterval(polynomial)
        .map(({ s, direction }): Hit => ({ event, s, direction: (h < 0 ? -direction || 0 : direction) as -1 | 0 | 1 }))
        .filter((hit) => wants(spec, hit.direction) && !this.#isLatest(hit, t, h));
    });
    hits.sort((a, b) => a.s - b.s);
    const end = hits.findIndex(({ event }) => cuts(this.#specs[event]!));
    const kept = end < 0 ? hits : hits.slice(0, end + 1);
    for (const { event, s } of kept) this.#latest[event] = t + s * h;
    return kept;
  }

  #isLatest({ event, s }: Hit, t: number, h: number): boolean {
    return Math.abs(t + s * h - this.#latest[event]!) <= SAME * Math.max(Math.abs(t), Math.abs(h));
  }
}

function wants({ direction = 'both' }: EventSpec, found: -1 | 0 | 1): boolean {
  return direction === 'both' || (direction === 'rising' ? found === 1 : found === -1);
}
