import type { System } from '../formula/system.js';
import type { SeriesN } from '../series/series-n.js';
import { along, crossingTime, Deviations, type Jet } from './deviation.js';
import { Orbit } from './orbit.js';
import { type Reset, resetOf } from './reset.js';
import { orderFor } from './step.js';

/** What an orbit with all its neighbors is about. */
export interface Variation {
  readonly system: System;
  /** The event functions, nodes of the system's graph. */
  readonly nodes: readonly number[];
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
  readonly tolerance: number;
  readonly control?: 'map' | 'orbit' | undefined;
}

/** Where and when the neighbors of an orbit meet a section: a time σ later or earlier than the orbit itself. */
export interface VariedCrossing {
  readonly sigma: SeriesN<number>;
  readonly state: readonly SeriesN<number>[];
}

/** An event function this much slower than it is large over a step leaves half of the figures of the event's time unknown. */
const SLOWEST = 2 ** -26;

/** An orbit with all its neighbors: states are jets in the deviations. */
export class VariedOrbit {
  readonly deviations: Deviations;
  readonly #orbit: Orbit<Jet, Float64Array>;
  /** Where coefficients are computed that the next step does not need. */
  readonly #probe: Orbit<Jet, Float64Array>;
  readonly #resets: readonly (Reset<Jet> | undefined)[];
  readonly #parameters: readonly Jet[];
  readonly #order: number;
  /** Taylor coefficients of the event functions along the orbit itself, of event i from watchedAt(i) on. */
  readonly watched: { readonly memory: Float64Array; readonly order: number; readonly watchedAt: (event: number) => number };

  constructor({ system, nodes, jumps = [], initial, t, parameters, names, order, tolerance, control = 'map' }: Variation) {
    const { states } = system;
    const at = (name: string): number => {
      if (states.includes(name)) return initial[states.indexOf(name)]!;
      return system.parameters.includes(name) ? parameters[system.parameters.indexOf(name)]! : t[name === 't0' ? 0 : 1];
    };
    const deviations = new Deviations(names, names.map(at), order);
    const { algebra } = deviations;
    const varied = system.parameters.map((name, i) => deviations.varied(parameters[i]!, name));
    const by = control === 'map' ? deviations.control : deviations.orbitControl;
    // as many coefficients in time as a time without constant term can see
    this.#order = Math.max(orderFor(tolerance), order + 1);
    this.deviations = deviations;
    this.#orbit = new Orbit(algebra, system, this.#order, varied, nodes, by);
    this.#probe = new Orbit(algebra, system, this.#order, varied, nodes, by);
    this.#resets = jumps.map((jump, i) => jump && resetOf(algebra, system, states, jump, `flowMap: events[${i}].jump`));
    this.#parameters = varied;
    this.watched = {
      memory: new Float64Array(nodes.length * this.#order),
      order: this.#order,
      watchedAt: (i) => i * this.#order,
    };
    this.states = states.map((name, i) => deviations.varied(initial[i]!, name));
  }

  get states(): Jet[] {
    return this.#orbit.states;
  }

  /** The state as series in what varies. */
  get map(): SeriesN<number>[] {
    return this.states.map((jet) => this.deviations.series(jet));
  }

  set states(states: readonly Jet[]) {
    this.#orbit.states = states;
  }

  /** Computes the coefficients in time at time t, and the length of the step that they allow. */
  expand(t: number): number {
    const { solution } = this.#orbit;
    this.#orbit.time = this.deviations.constant(t);
    solution.solve();
    const { memory, order } = this.watched;
    const events = memory.length / order;
    for (let event = 0; event < events; event++) {
      for (let k = 0; k < order; k++) {
        memory[event * order + k] = solution.memory[solution.watchedAt(event) + k * this.deviations.space.size]!;
      }
    }
    return this.#orbit.wanted();
  }

  /** How much of a step of length h from time t to make where no coefficient bounds it. */
  leap(t: number, h: number): number {
    return this.#orbit.leap(h, (s) => this.deviations.constant(t + s));
  }

  /** Moves on by h with the coefficients at hand. Returns whether every part of the state is finite there. */
  step(h: number): boolean {
    const states = this.#orbit.after(h);
    this.#orbit.states = states;
    return states.every((jet) => jet.every(Number.isFinite));
  }

  /** The state after a time σ that varies, from the one at hand and its time. */
  carry(time: Jet, sigma: SeriesN<number>): void {
    this.#orbit.states = this.#along(this.#orbit.states, time, sigma).map(coefficientsOf);
  }

  /**
   * Where the neighbors meet the section that the orbit itself meets after the part s of a step of length `full`, time t; undefined where the event function has
   * no speed there, as far as can be told.
   */
  cross(event: number, s: number, full: number, t: number): VariedCrossing | undefined {
    const { memory, order } = this.watched;
    let size = 0;
    for (let k = order - 1; k >= 0; k--) size = size * Math.abs(full) + Math.abs(memory[event * order + k]!);
    this.#at(this.#orbit.after(s * full), this.deviations.constant(t));
    const g = this.#rows(this.#probe.solution.watchedAt(event), this.#order - 1);
    const speed = Math.abs(g[1]!.coefficient(this.deviations.origin) * full);
    if (!(speed > SLOWEST * size)) return undefined;
    const sigma = crossingTime(g);
    return { sigma, state: this.#statesAlong(sigma) };
  }

  /** Puts the state at a crossing in place of the one at hand. */
  land({ state }: VariedCrossing): void {
    this.#orbit.states = state.map(coefficientsOf);
  }

  /** The state that an event puts in place of the one at the crossing, taken back to the orbit's own time t of it. */
  jump(event: number, { sigma, state }: VariedCrossing, t: number): void {
    const time = coefficientsOf(sigma.add(t));
    const after = this.#resets[event]!(state.map(coefficientsOf), time, this.#parameters);
    this.#orbit.states = this.#along(after, time, sigma.neg()).map(coefficientsOf);
  }

  #along(states: readonly Jet[], time: Jet, sigma: SeriesN<number>): SeriesN<number>[] {
    this.#at(states, time);
    return this.#statesAlong(sigma);
  }

  #at(states: readonly Jet[], time: Jet): void {
    this.#probe.states = states;
    this.#probe.time = time;
    this.#probe.solution.solve();
  }

  #statesAlong(sigma: SeriesN<number>): SeriesN<number>[] {
    const { solution } = this.#probe;
    return Array.from({ length: solution.states }, (_, i) => along(this.#rows(solution.at(i, 0), this.#order), sigma));
  }

  /** The first coefficients in time of a row of the probe, as many as a time without constant term can see. */
  #rows(at: number, last: number): SeriesN<number>[] {
    const { algebra, space } = this.deviations;
    const { memory } = this.#probe.solution;
    const count = Math.min(last, space.order + 1) + 1;
    return Array.from({ length: count }, (_, k) => this.deviations.series(algebra.read(memory, at + k * algebra.width)));
  }
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
