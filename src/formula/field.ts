import type { Application } from '../series/program.js';
import { economized } from './economy.js';
import type { Equations } from './equations.js';
import { sumsOf } from './kernel/sums.js';
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
 * Sums that a sum depends on, itself among them, up to which terms are added up by turns: with few sums a processor has nothing to do beside. Steps of Lorenz and Van der
 * Pol take a tenth less, those of Kepler's problem, which has five, a twentieth; where there are more, most stand in the lanes of vectors by two and gain nothing.
 */
const MOST_IN_TURNS = 5;

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
  const program = withTurns(lower(system.dag, all, first + parameters.length, order, parameters), states);
  const field = { order, watched, program, time, parameters };
  known.set(system, field);
  return field;
}

/**
 * Marks the applications whose sums go by turns. It is their own affair: what else there is, as equations of variations or what is watched, does not change the bits of
 * an orbit.
 */
function withTurns(program: Lowered, states: number): Lowered {
  if (program.guards !== undefined) return program;
  const producers = new Map<number, Application>();
  for (const application of program.applications) for (const row of application.results) producers.set(row, application);
  /** Rows known to depend on too many. */
  const large = new Set<number>();
  const isSmall = (row: number): boolean => {
    const seen = new Set<number>();
    const counted = new Set<Application>();
    const open = [row];
    let sums = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const producer = producers.get(next);
      if (producer !== undefined && !counted.has(producer)) {
        counted.add(producer);
        sums += sumsOf(producer).length;
        open.push(...producer.args);
      }
      // a state depends on its derivative
      if (next < states) open.push(program.roots[next]!);
      if (sums <= MOST_IN_TURNS && !large.has(next)) continue;
      large.add(row);
      return false;
    }
    return true;
  };
  const applications = program.applications.map((application) =>
    sumsOf(application).length > 0 && isSmall(application.results[0]!) ? { ...application, inTurns: true } : application,
  );
  return { ...program, applications };
}
