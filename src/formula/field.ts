import { economized } from './economy.js';
import type { Equations } from './equations.js';
import { type Lowered, lower } from './lower.js';

/** The field of equations, and what is watched, as a program: rows begin with the states, the time where there is one, and the parameters. */
export interface Field {
  readonly order: number;
  readonly watched: readonly number[];
  readonly program: Lowered;
  /** Row of the time, where the field depends on it. */
  readonly time: number | undefined;
  readonly parameters: readonly number[];
}

/** The last one of each: what interprets the first steps and what is compiled for the others ask for the same, and of large equations it takes a while. */
const known = new WeakMap<Equations, Field>();

/**
 * The program of a field for series up to an order.
 *
 * @param watched - further nodes of the graph to be computed along
 */
export function fieldOf(system: Equations, order: number, watched: readonly number[]): Field {
  const last = known.get(system);
  if (last?.order === order && last.watched.length === watched.length && last.watched.every((node, i) => node === watched[i]))
    return last;
  const states = system.states.length;
  const time = system.time === undefined ? undefined : states;
  const first = time === undefined ? states : states + 1;
  const parameters = system.parameters.map((_, i) => first + i);
  const all = economized(system.dag, [...system.roots, ...watched], parameters);
  const program = lower(system.dag, all, first + parameters.length, order, parameters);
  const field = { order, watched, program, time, parameters };
  known.set(system, field);
  return field;
}
