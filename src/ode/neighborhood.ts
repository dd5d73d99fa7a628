import type { Equations } from '../formula/equations.js';
import { type Watched, watch } from '../formula/watch.js';
import type { SeriesN } from '../series/series-n.js';
import { along, crossingTime, Deviations, type Jet } from './deviation.js';
import { whenOf } from './events.js';
import { Orbit } from './orbit.js';
import { type Reset, resetOf } from './reset.js';

/** What varies about an orbit. */
export interface Variation {
  readonly system: Equations;
  /** The event functions. */
  readonly watched: readonly string[];
  /** What each event does to the state, as formulas by state. */
  readonly jumps?: readonly (Readonly<Record<string, string>> | undefined)[];
  readonly initial: readonly number[];
  readonly t: readonly [number, number];
  /** A value for each parameter of the system. */
  readonly parameters: readonly number[];
  /** What varies: states, parameters, t0 and t1. */
  readonly names: readonly string[];
  /** Degree in what varies. */
  readonly order: number;
  /** Order in time. */
  readonly timeOrder: number;
}

/** Where and when the neighbors of an orbit meet a section: a time σ later or earlier than the orbit itself. */
export interface VariedCrossing {
  readonly sigma: SeriesN<number>;
  readonly state: readonly SeriesN<number>[];
}

/** An event function this much slower than it is large over a step leaves half of the figures of the event's time unknown. */
export const SLOWEST: number = 2 ** -26;

/** The neighbors of an orbit: polynomials in the deviations, at times that may vary, too. */
export class Neighborhood {
  readonly deviations: Deviations;
  /** What varies from the start on: all but the final time, on which nothing depends before. */
  readonly moving: readonly string[];
  readonly #variation: Variation;
  /** Where each coefficient in what varies from the start on stands among all. */
  readonly #places: readonly number[];
  readonly #resets: readonly (Reset<Jet> | undefined)[];
  readonly #parameters: readonly Jet[];
  /** The equations at hand with the event functions, and where they are expanded. */
  #watched: Watched | undefined;
  #added: readonly number[] = [];
  #probe: Orbit<Jet, Float64Array> | undefined;

  constructor(variation: Variation) {
    const { system, jumps = [], initial, t, parameters, names, order } = variation;
    const { states } = system;
    const at = (name: string): number => {
      if (states.includes(name)) return initial[states.indexOf(name)]!;
      return system.parameters.includes(name) ? parameters[system.parameters.indexOf(name)]! : t[name === 't0' ? 0 : 1];
    };
    const deviations = new Deviations(names, names.map(at), order);
    const moving = names.filter((name) => name !== 't1' || !isTime(system, name));
    this.moving = moving.length === 0 ? names : moving;
    const { space } = new Deviations(this.moving, this.moving.map(at), order);
    this.#places = Array.from({ length: space.size }, (_, i) => {
      const exponents = space.exponentsOf(i);
      return deviations.space.indexOf(names.map((name) => exponents[this.moving.indexOf(name)] ?? 0))!;
    });
    this.deviations = deviations;
    this.#variation = variation;
    this.#parameters = system.parameters.map((name, i) => deviations.varied(parameters[i]!, name));
    this.#resets = jumps.map(
      (jump, i) => jump && resetOf(deviations.algebra, system, states, jump, `flowMap: events[${i}].jump`),
    );
  }

  /**
   * Says which equations hold from here on, those of a piece of the system, with the event functions first among what is watched.
   *
   * @param added - values of the parameters that the piece has behind those of the system
   */
  enter(watched: Watched, added: readonly number[]): void {
    this.#watched = watched;
    this.#added = added;
    this.#probe = undefined;
  }

  /** The neighbors at the start: everything that varies by itself. */
  get start(): Jet[] {
    const { system, initial } = this.#variation;
    return system.states.map((name, i) => this.deviations.varied(initial[i]!, name));
  }

  /** Whether the initial or the final time, `t0` or `t1`, varies. */
  varies(time: 't0' | 't1'): boolean {
    const { system, names } = this.#variation;
    return names.includes(time) && isTime(system, time);
  }

  /** Coefficient number i of state s at i·n + s, as kernels have them. */
  rowsOf(jets: readonly Jet[]): number[] {
    return this.#places.flatMap((place) => jets.map((jet) => jet[place]!));
  }

  jetsOf(rows: ArrayLike<number>): Jet[] {
    const n = this.#variation.system.states.length;
    return Array.from({ length: n }, (_, s) => {
      const jet = new Array<number>(this.deviations.space.size).fill(0);
      this.#places.forEach((place, i) => {
        jet[place] = rows[i * n + s]!;
      });
      return jet;
    });
  }

  seriesOf(jets: readonly Jet[]): SeriesN<number>[] {
    return jets.map((jet) => this.deviations.series(jet));
  }

  /** The state a time σ later that varies, from the one at a time. */
  along(states: readonly Jet[], time: Jet, sigma: SeriesN<number>): Jet[] {
    this.#expand(states, time);
    return this.#statesAlong(sigma).map(coefficientsOf);
  }

  /**
   * Where neighbors meet a section on which the orbit itself is at time t; undefined where the event function has no speed there, as far as can be told.
   *
   * @param step - the length of a step there
   */
  cross(event: number, states: readonly Jet[], t: number, step: number): VariedCrossing | undefined {
    this.#expand(states, this.deviations.constant(t));
    const { solution } = this.#expanded;
    const { memory, algebra } = solution;
    const at = solution.watchedAt(event);
    let size = 0;
    for (let k = solution.order - 1; k >= 0; k--) size = size * Math.abs(step) + Math.abs(memory[at + k * algebra.width]!);
    const speed = Math.abs(memory[at + algebra.width]! * step);
    if (!(speed > SLOWEST * size)) return undefined;
    const sigma = crossingTime(this.#rows(at, solution.order - 1));
    return { sigma, state: this.#statesAlong(sigma) };
  }

  /** The state that an event puts in place of the one at a crossing near the time t, each neighbor's at its own time. */
  reset(event: number, { sigma, state }: VariedCrossing, t: number): Jet[] {
    return this.#resets[event]!(state.map(coefficientsOf), coefficientsOf(sigma.add(t)), this.#parameters);
  }

  /** States at each neighbor's own time of a crossing, taken back to the orbit's time t of it. */
  back(states: readonly Jet[], { sigma }: VariedCrossing, t: number): Jet[] {
    return this.along(states, coefficientsOf(sigma.add(t)), sigma.neg());
  }

  /** Where coefficients in time are computed, at states and times that are jets. */
  get #expanded(): Orbit<Jet, Float64Array> {
    if (this.#probe === undefined) {
      const { system, watched, timeOrder } = this.#variation;
      this.#watched ??= watch(system, watched, whenOf('flowMap'));
      const parameters = [...this.#parameters, ...this.#added.map((value) => this.deviations.constant(value))];
      this.#probe = new Orbit(this.deviations.algebra, this.#watched.system, timeOrder, parameters, this.#watched.nodes);
    }
    return this.#probe;
  }

  #expand(states: readonly Jet[], time: Jet): void {
    const orbit = this.#expanded;
    orbit.states = states;
    orbit.time = time;
    orbit.solution.solve();
  }

  #statesAlong(sigma: SeriesN<number>): SeriesN<number>[] {
    const { solution } = this.#expanded;
    return Array.from({ length: solution.states }, (_, i) => along(this.#rows(solution.at(i, 0), solution.order), sigma));
  }

  /** The first coefficients in time of a row, as many as a time without constant term can see. */
  #rows(at: number, last: number): SeriesN<number>[] {
    const { algebra, space } = this.deviations;
    const { memory } = this.#expanded.solution;
    const count = Math.min(last, space.order + 1) + 1;
    return Array.from({ length: count }, (_, k) => this.deviations.series(algebra.read(memory, at + k * algebra.width)));
  }
}

function isTime({ states, parameters }: Equations, name: string): boolean {
  return !states.includes(name) && !parameters.includes(name);
}

function coefficientsOf(series: SeriesN<number>): Jet {
  return series.coefficients;
}

/** Misuse of names and order, in the name of `where`. */
export function checkVariation(where: string, known: readonly string[], names: readonly string[], order: number): void {
  if (!Number.isInteger(order) || order < 1) throw new RangeError(`${where}: expected an integer order ≥ 1, got ${order}`);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`${where}: expected variables among ${known.join(', ')}, got ${unknown}`);
  if (names.length === 0 || new Set(names).size !== names.length)
    throw new RangeError(`${where}: expected different variables, at least one, got [${names.join(', ')}]`);
}
