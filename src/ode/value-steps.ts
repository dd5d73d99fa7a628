import type { Algebra, Memory } from '../algebra/algebra.js';
import { convertedTo } from '../algebra/of.js';
import type { Equations } from '../formula/equations.js';
import type { Held, Track } from './course.js';
import { Orbit } from './orbit.js';
import { lastOf } from './search.js';
import { Timeline } from './timeline.js';

/** Where a step starts. */
interface Start<T> {
  readonly t: T;
  readonly state: readonly T[];
}

/**
 * The steps of an orbit over values that are not numbers, by their starts: what `Steps` is for doubles. Their polynomials are computed again where they are wanted.
 */
export class ValueSteps<T> implements Track<T> {
  readonly algebra: Algebra<T, Memory>;
  readonly timeline: Timeline<T, Memory>;
  readonly system: Equations;
  readonly order: number;
  readonly regimes: Held<T>[];
  first = 0;
  /** When the last step ends. */
  end: T;
  /** Those that are kept. */
  #starts: Start<T>[] = [];
  readonly #most: number;
  #orbit: Orbit<T, Memory> | undefined;
  /** The step whose coefficients are at hand. */
  #loaded: number | undefined;

  /** @param most - the steps that are kept: at least so many, where there are */
  constructor(parts: {
    readonly algebra: Algebra<T, Memory>;
    readonly system: Equations;
    readonly order: number;
    readonly start: T;
    readonly parameters: readonly T[];
    readonly most: number;
  }) {
    const { algebra, system, order, start, parameters, most } = parts;
    this.algebra = algebra;
    this.timeline = new Timeline(algebra);
    this.system = system;
    this.order = order;
    this.regimes = [{ from: 0, system, parameters }];
    this.end = start;
    this.#most = most;
  }

  get kind(): string {
    return this.algebra.name;
  }

  get count(): number {
    return this.first + this.#starts.length;
  }

  get forward(): boolean {
    return this.between(this.time(this.first), this.end) >= 0;
  }

  /** A time as one of the orbit's own values. */
  own(where: string, t: T | number): T {
    const time = convertedTo(this.algebra, t) as T | undefined;
    if (time === undefined) throw new TypeError(`${where}: expected a time as those of the orbit, ${this.end}, got ${t}`);
    return time;
  }

  /** b − a as a double. */
  between(a: T, b: T): number {
    return this.timeline.size(this.timeline.between(a, b));
  }

  /** Takes over a step from where it starts to the time of its end. */
  append(start: Start<T>, end: T): void {
    this.#starts.push(start);
    this.end = end;
  }

  /** Gives up steps that need not be kept, when they are as many as those that have to be. */
  forget(): void {
    const most = Math.max(1, this.#most);
    if (this.#starts.length < 2 * most) return;
    this.first += this.#starts.length - most;
    this.#starts = this.#starts.slice(-most);
  }

  /** What holds from the next step on. */
  change(parameters: readonly T[]): void {
    if (this.regimes.at(-1)!.from === this.count) this.regimes.pop();
    this.regimes.push({ from: this.count, system: this.system, parameters });
  }

  time(s: number): T {
    return s === this.count ? this.end : this.#starts[s - this.first]!.t;
  }

  start(s: number): T[] {
    return [...this.#starts[s - this.first]!.state];
  }

  find(t: T): number {
    const direction = this.forward ? 1 : -1;
    return lastOf(this.first, this.count - 1, (s) => this.between(this.time(s), t) * direction >= 0);
  }

  regimeOf(s: number): Held<T> {
    return this.regimes[lastOf(0, this.regimes.length - 1, (r) => this.regimes[r]!.from <= s)]!;
  }

  statesAt(times: readonly T[]): T[][] {
    return times.map((t) => {
      const s = this.find(t);
      return this.#orbitFrom(s).afterExactly(this.timeline.between(this.time(s), t));
    });
  }

  /** These steps and, from where they end, those of another orbit over the same values. */
  joined(other: ValueSteps<T>): ValueSteps<T> {
    const { algebra, system, order, end } = this;
    const all = new ValueSteps<T>({ algebra, system, order, start: end, parameters: [], most: Infinity });
    const shift = this.count;
    const moved = other.regimes.map((regime) => ({ ...regime, from: regime.from + shift }));
    all.regimes.splice(0, 1, ...this.regimes.filter(({ from }) => from < shift), ...moved);
    all.first = this.first;
    all.#starts = [...this.#starts, ...other.#starts];
    all.end = other.end;
    return all;
  }

  #orbitFrom(s: number): Orbit<T, Memory> {
    this.#orbit ??= new Orbit(this.algebra, this.system, this.order, this.regimes[0]!.parameters);
    const orbit = this.#orbit;
    if (this.#loaded === s) return orbit;
    orbit.parameters = this.regimeOf(s).parameters;
    orbit.states = this.start(s);
    orbit.time = this.time(s);
    orbit.solution.solve();
    this.#loaded = s;
    return orbit;
  }
}
