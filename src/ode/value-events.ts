import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import type { Equations } from '../formula/equations.js';
import type { Watching } from './clear.js';
import { EventFinder } from './event-finder.js';
import { cuts, type EventRecord, type Hit, type TextEvent } from './events.js';
import { Haste } from './haste.js';
import { type Changed, type Jump, jumpsOver } from './jump.js';
import { CLOSE, hasSize, type Orbit, scaleByPower } from './orbit.js';
import { LEAST_PART, tempered } from './reach.js';
import type { Timeline } from './timeline.js';

/** An event at a time τ behind the start of a step, and its place among the records. */
interface Met<T> extends Hit {
  readonly tau: T;
  readonly record: number;
}

/** What happens in a step that was proposed. */
export interface ValueSight<T> {
  /** How much of the step events were looked for in. */
  readonly h: number;
  /** Those that end it, all of them at the time of the first one. */
  readonly cutting: readonly Met<T>[];
}

/** With fewer coefficients than these, a formula has no value, or no derivatives. */
const FEW = 4;

/** As near as that to a zero, as a part of the step, is what doubles find of one that is touched. */
const NEARBY = 2 ** -10;

/** A zero of degree m takes as many corrections as there are halvings in its figures, times about m. */
const MOST_CORRECTIONS = 1000;

/**
 * Looks for events along an orbit over real values of more figures than doubles have. Zeros are told from each other, and from none, in doubles, by the finder that orbits
 * over doubles have; then Newton's method gives the time of each in the orbit's own values.
 */
export class ValueEvents<T, M extends Memory> implements Watching {
  readonly records: EventRecord<T>[] = [];
  /** Coefficients of the formulas and of the states as doubles, in a unit of time of about a step, which keeps those of high order from overflowing. */
  readonly memory: Float64Array;
  unit = 1;
  readonly order: number;
  readonly #algebra: Algebra<T, M>;
  readonly #orbit: Orbit<T, M>;
  readonly #timeline: Timeline<T, M>;
  readonly #specs: readonly TextEvent<T>[];
  readonly #jumps: readonly (Jump<T> | undefined)[];
  readonly #finder: EventFinder;
  /** How many coefficients of each formula are finite. */
  readonly #known: number[] = [];
  readonly #haste = new Haste();
  readonly #start: T;
  readonly #work: M;

  /**
   * @param where - names the caller in messages
   * @param orbit - of the system with the formulas of the events watched
   * @param start - the initial time
   */
  constructor(
    where: string,
    algebra: Algebra<T, M>,
    system: Equations,
    orbit: Orbit<T, M>,
    timeline: Timeline<T, M>,
    specs: readonly TextEvent<T>[],
    start: T,
  ) {
    this.#algebra = algebra;
    this.#orbit = orbit;
    this.#timeline = timeline;
    this.#specs = specs;
    this.#finder = new EventFinder(specs, false);
    this.#start = start;
    this.#work = algebra.allocate(3);
    this.order = orbit.solution.order;
    this.memory = new Float64Array(this.order * specs.length + (this.order + 1) * orbit.solution.states);
    const own = (values: readonly (T | number)[]): readonly T[] | undefined => {
      const known = algebraOf<T>(where, [start, ...(values as readonly T[])], true).values.slice(1);
      return known.every((value) => hasSize(algebra, value)) ? known : undefined;
    };
    this.#jumps = jumpsOver(where, system, specs, { algebra, own });
  }

  watchedAt(event: number): number {
    return event * this.order;
  }

  at(i: number, k: number): number {
    return this.order * this.#specs.length + i * (this.order + 1) + k;
  }

  /** Records the events in the step of length h from the time `now` whose coefficients are at hand, up to the first that ends it. */
  look(now: T, h: number, isLast: boolean): ValueSight<T> {
    if (!this.#specs.some((_, event) => this.#isOpen(event, Math.abs(h)))) return { h, cutting: [] };
    const timeline = this.#timeline;
    this.#take(h);
    const length = this.#reach(h);
    const hits = this.#finder.find(this, timeline.size(now), length, isLast && length === h);
    const { length: before } = this.records;
    const met = hits.map((hit, i) => ({ ...hit, tau: this.#refined(now, hit, length), record: before + i }));
    const cutting = met.filter(({ event }) => cuts(this.#specs[event]!));
    for (const { event, direction, tau } of met) {
      const at = cutting.some((one) => one.event === event) ? cutting[0]!.tau : tau;
      this.records.push({
        event,
        t: timeline.later(now, at),
        state: this.#orbit.afterExactly(at),
        direction,
        kind: direction === 0 ? 'grazing' : 'crossing',
      });
    }
    return { h: length, cutting };
  }

  /** Does what the events ask for that have ended a step at the time and the state at hand. */
  act({ h, cutting }: ValueSight<T>, t: T, before: Changed<T>): Changed<T> & { readonly isStuck: boolean } {
    // what ends the step is where the orbit itself is, which a sum without its compensation may miss
    for (const { record } of cutting) this.records[record] = { ...this.records[record]!, t, state: before.state };
    this.#orbit.states = before.state;
    this.#orbit.time = t;
    this.#orbit.solution.solve();
    this.#take(h);
    this.#finder.settle(this, h, cutting);
    let { state, parameters, stop } = before;
    let isStuck = false;
    for (const { event } of cutting) {
      stop ||= this.#specs[event]!.stop === true;
      const changed = this.#jumps[event]?.(state, t, parameters);
      if (changed === undefined) continue;
      ({ state, parameters } = changed);
      stop ||= changed.stop;
      isStuck ||= this.#haste.isTooMuch(event, this.#timeline.size(t), this.#timeline.size(this.#start));
    }
    return { state, parameters, stop, isStuck };
  }

  /** Whether a formula may be zero in a step of length h, or has another sign than it had. */
  #isOpen(event: number, h: number): boolean {
    const { solution } = this.#orbit;
    const algebra = this.#algebra;
    const at = solution.watchedAt(event);
    let sum = 0;
    for (let k = this.order - 1; k > 0; k--) sum = (sum + algebra.magnitude(solution.memory, at + k * algebra.width)) * h;
    const here = this.#timeline.size(algebra.read(solution.memory, at));
    return !(here * this.#finder.sides[event]! > 0 && Math.abs(here) > 2 * sum);
  }

  /** Takes the coefficients at hand, in a unit near h. */
  #take(h: number): void {
    const { solution } = this.#orbit;
    const { order } = this;
    const exponent = Math.min(Math.max(Math.round(Math.log2(Math.abs(h))), -1000), 1000);
    this.unit = 2 ** exponent;
    for (let e = 0; e < this.#specs.length; e++) {
      const at = this.watchedAt(e);
      let known = 0;
      for (; known < order; known++) {
        const term = this.#double(solution.watchedAt(e), known, exponent);
        if (!Number.isFinite(term)) break;
        this.memory[at + known] = term;
      }
      this.#known[e] = known;
      // near a pole, powers of its distance may be beyond the values: the polynomial of lower degree is good for less of the step
      this.memory.fill(known < FEW ? Number.NaN : 0, at + known, at + order);
    }
    for (let i = 0; i < solution.states; i++) {
      for (let k = 0; k <= order; k++) this.memory[this.at(i, k)] = this.#double(solution.at(i, 0), k, exponent);
    }
  }

  /** Coefficient k of a row, times 2^(k·exponent). */
  #double(row: number, k: number, exponent: number): number {
    const algebra = this.#algebra;
    const work = this.#work;
    algebra.transfer(work, 0, this.#orbit.solution.memory, row + k * algebra.width, 1);
    scaleByPower(algebra, work, 0, k * exponent);
    return this.#timeline.size(algebra.read(work, 0));
  }

  /** How much of a step is good for finding the events that may happen in it: see `reach` and `tempered`. */
  #reach(h: number): number {
    const open = this.#specs.map((_, event) => event).filter((event) => this.#sizes(event, h).mayVanish);
    if (open.length === 0) return h;
    const { states } = this.#orbit.solution;
    let length = tempered(this, states, h / this.unit) * this.unit;
    const bound = CLOSE * Math.exp(-2 * this.order);
    for (const event of open) {
      for (;;) {
        const { largest, last } = this.#sizes(event, length);
        if (!(last > bound * largest)) break;
        if (Math.abs(length) < LEAST_PART * Math.abs(h)) {
          this.#finder.lost[event] = 1;
          break;
        }
        length *= Math.min(0.9, ((bound * largest) / last) ** (1 / (this.#known[event]! - 1)));
      }
    }
    return length;
  }

  /** Of the terms of a formula in a step of length h: the largest, the last ones, and whether the first one does not exceed all others together. */
  #sizes(event: number, h: number): { readonly largest: number; readonly last: number; readonly mayVanish: boolean } {
    const known = this.#known[event]!;
    const from = this.watchedAt(event);
    const part = Math.abs(h / this.unit);
    let [largest, last, sum, power] = [0, 0, 0, 1];
    for (let k = 0; k < known; k++) {
      const term = Math.abs(this.memory[from + k]!) * power;
      largest = Math.max(largest, term);
      if (k > 0) sum += term;
      if (k >= known - 2) last = Math.max(last, term);
      power *= part;
    }
    return { largest, last, mayVanish: !(Math.abs(this.memory[from]!) > 2 * sum) };
  }

  /** When an event happens that doubles have found: Newton's method for the polynomial, or for its derivative where zero is touched. */
  #refined(now: T, { event, s, direction }: Hit, h: number): T {
    const algebra = this.#algebra;
    const timeline = this.#timeline;
    const work = this.#work;
    const { width } = algebra;
    const rough = timeline.after(timeline.between(now, now), s * h);
    const degree = direction === 0 ? 1 : 0;
    let tau = rough;
    let previous = NEARBY * Math.abs(h);
    for (let i = 0; i < MOST_CORRECTIONS; i++) {
      const [value, slope] = [this.#derivative(event, tau, degree), this.#derivative(event, tau, degree + 1)];
      algebra.write(work, width, value);
      algebra.write(work, 2 * width, slope);
      algebra.div(work, 0, width, 2 * width);
      const correction = algebra.read(work, 0);
      const size = Math.abs(timeline.size(correction));
      // as small as roundings let it get; or no zero at all
      if (!(size < previous)) return i === 0 ? rough : tau;
      tau = timeline.between(correction, tau);
      if (size === 0) return tau;
      previous = size;
    }
    return tau;
  }

  /** Σ_{k≥d} k!/(k−d)! g_k τ^{k−d}. */
  #derivative(event: number, tau: T, d: number): T {
    const { solution } = this.#orbit;
    const algebra = this.#algebra;
    const { width } = algebra;
    const work = algebra.allocate(3);
    algebra.write(work, 2 * width, tau);
    for (let k = this.order - 1; k >= d; k--) {
      algebra.mul(work, width, 0, 2 * width);
      algebra.transfer(work, 0, solution.memory, solution.watchedAt(event) + k * width, 1);
      for (let factor = k; factor > k - d; factor--) algebra.scale(work, 0, 0, factor);
      algebra.add(work, 0, 0, width);
    }
    return algebra.read(work, 0);
  }
}
