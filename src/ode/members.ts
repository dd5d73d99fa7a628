import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parameterValues } from '../formula/solution.js';
import { isList } from '../text/list.js';
import { MemberEvents } from './member-events.js';
import { type Members, outcomes, type Results } from './sweep-job.js';

/** Values of parameters by name, one for all members or one for each; or a record of values for each member. */
export type MemberParameters =
  | Readonly<Record<string, number | readonly number[] | Float64Array>>
  | readonly Readonly<Record<string, number>>[];

/** Some of the members, from one on. */
export interface Part {
  readonly from: number;
  readonly count: number;
}

/**
 * Initial states and parameters of all members, one after the other.
 *
 * @throws RangeError for a wrong number of values, or values that are not finite
 */
export function gather(system: Equations, initials: readonly (readonly number[])[], values: MemberParameters): Members {
  const { states, parameters } = system;
  const count = initials.length;
  const given = isList(values) ? columnsOf(values, count) : values;
  const n = states.length;
  const initial = new Float64Array(count * n);
  initials.forEach((state, i) => {
    if (state?.length !== n || !state.every(Number.isFinite)) {
      const got = typeof state === 'object' && state !== null && 'join' in state ? `[${state.join(', ')}]` : state;
      throw new RangeError(`ensemble: expected ${n} finite initial values (${states.join(', ')}) of member ${i}, got ${got}`);
    }
    initial.set(state, i * n);
  });
  const common = new Map(Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? value : 0]));
  const fixed = parameterValues('ensemble', float64, system, common);
  const m = parameters.length;
  const rows = new Float64Array(count * m);
  for (let i = 0; i < count; i++) rows.set(fixed, i * m);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'number') continue;
    if (value.length !== count || !value.every(Number.isFinite)) {
      throw new RangeError(
        `ensemble: expected a finite value of the parameter ${name} for each of ${count} members, got ${value.length} values`,
      );
    }
    for (let i = 0; i < count; i++) rows[i * m + parameters.indexOf(name)] = value[i]!;
  }
  return { count, initial, parameters: rows };
}

/** Records of values as values by name. */
function columnsOf(
  records: readonly Readonly<Record<string, number>>[],
  count: number,
): Readonly<Record<string, readonly number[]>> {
  if (records.length !== count)
    throw new RangeError(`ensemble: expected parameters for each of ${count} members, got ${records.length} records`);
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return Object.fromEntries(
    [...names].map((name) => {
      const missing = records.findIndex((record) => record[name] === undefined);
      if (missing >= 0)
        throw new RangeError(`ensemble: expected a value of the parameter ${name} for member ${missing}, got none`);
      return [name, records.map((record) => record[name]!)];
    }),
  );
}

/** Copies of what belongs to some members. */
export function slice({ count, initial, parameters }: Members, part: Part): Members {
  const n = initial.length / count;
  const m = parameters.length / count;
  const to = part.from + part.count;
  return {
    count: part.count,
    initial: initial.slice(part.from * n, to * n),
    parameters: parameters.slice(part.from * m, to * m),
  };
}

/** Results of all members. */
export interface AllResults extends Omit<Results, 'events'> {
  readonly events: MemberEvents;
}

/** Results of members none of which was begun. */
export function unbegun({ count, initial }: Members, t: readonly number[], states: number): AllResults {
  return {
    states: new Float64Array(initial.length * (t.length - 1)).fill(Number.NaN),
    ends: initial.slice(),
    times: new Float64Array(count).fill(t[0]!),
    steps: new Uint32Array(count),
    outcomes: new Uint8Array(count).fill(outcomes.indexOf('aborted')),
    events: new MemberEvents(count, states),
  };
}

/** Puts the results of some members in their places among those of all. */
export function merge(all: AllResults, part: Results, from: number): void {
  const count = part.outcomes.length;
  for (const name of ['states', 'ends', 'times', 'steps', 'outcomes'] as const) {
    all[name].set(part[name], (part[name].length / count) * from);
  }
  all.events.take(part.events, from);
}
