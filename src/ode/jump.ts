import type { Algebra, Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parameterValues } from '../formula/solution.js';
import { isList } from '../text/list.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { Change, EventSpec } from './events.js';
import { resetOf } from './reset.js';

const changeNames: NamesOf<Change> = { state: true, parameters: true, stop: true };

/** The state and the parameters behind an event. */
export interface Changed<T = number> {
  readonly state: readonly T[];
  readonly parameters: readonly T[];
  /** Whether to end there. */
  readonly stop: boolean;
}

/** What an event makes of the state, at a time, and of the parameters. */
export type Jump<T = number> = (state: readonly T[], t: T, parameters: readonly T[]) => Changed<T>;

/** The values that an orbit consists of. */
export interface Kind<T, M extends Memory> {
  readonly algebra: Algebra<T, M>;
  /** Values as those of the algebra; undefined unless all are finite ones that go with it. */
  readonly own: (values: readonly (T | number)[]) => readonly T[] | undefined;
}

const doubles: Kind<number, Float64Array> = {
  algebra: float64,
  own: (values) => (values.every(Number.isFinite) ? values : undefined),
};

/**
 * The jumps of events, whether functions or formulas; undefined for an event without one.
 *
 * @throws RangeError for formulas of what is neither a state nor a parameter; jumps throw one for what is no state or no parameter, and a
 * TypeError for what is no change at all
 */
export function jumpsOf(where: string, system: Equations, events: readonly Pick<EventSpec, 'jump'>[]): (Jump | undefined)[] {
  return jumpsOver(where, system, events, doubles);
}

/** The same over other values. */
export function jumpsOver<T, M extends Memory>(
  where: string,
  system: Equations,
  events: readonly Pick<EventSpec<T>, 'jump'>[],
  kind: Kind<T, M>,
): (Jump<T> | undefined)[] {
  return events.map(({ jump }, i) => {
    if (jump === undefined) return undefined;
    const change = typeof jump === 'function' ? jump : byFormulas(`${where}: events[${i}].jump`, system, jump, kind);
    return (state, t, parameters) => changed(where, system, state, parameters, change(state, t, parameters), kind);
  });
}

function byFormulas<T, M extends Memory>(
  where: string,
  system: Equations,
  formulas: Readonly<Record<string, string>>,
  { algebra }: Kind<T, M>,
): Jump<T> {
  const { states, parameters: names } = system;
  const reset = resetOf(algebra, system, [...states, ...names], formulas, where);
  const keepsParameters = !names.some((name) => Object.hasOwn(formulas, name));
  return (state, t, parameters) => {
    const values = reset(state, t, parameters);
    return {
      state: values.slice(0, states.length),
      parameters: keepsParameters ? parameters : values.slice(states.length),
      stop: false,
    };
  };
}

/** Throws for a jump that has returned nothing, as one does that writes to the state. */
function demandChange<C>(where: string, change: C): C {
  if (typeof change === 'object' && change !== null) return change;
  throw new TypeError(
    `${where}: expected a new state, or an object of state, parameters, stop, from an event's jump, got ${change}; return {} where nothing changes`,
  );
}

/** What is meant by what a jump has returned. */
function changed<T, M extends Memory>(
  where: string,
  system: Equations,
  before: readonly T[],
  parameters: readonly T[],
  change: readonly (T | number)[] | Change<T> | Changed<T>,
  { algebra, own }: Kind<T, M>,
): Changed<T> {
  const { states } = system;
  const {
    state: wanted = before,
    parameters: given,
    stop = false,
  }: Change<T> | Changed<T> = isList(change) ? { state: change } : demandChange(where, change);
  const state = isList(wanted) && wanted.length === states.length ? own(wanted) : undefined;
  if (state === undefined) {
    throw new RangeError(
      `${where}: expected ${states.length} finite values (${states.join(', ')}) from an event's jump, got [${wanted}]`,
    );
  }
  if (!isList(change)) demandNames(`${where}: from an event's jump`, change, changeNames);
  if (typeof stop !== 'boolean')
    throw new TypeError(`${where}: expected stop to be true or false from an event's jump, got ${typeof stop}`);
  if (given === undefined) return { state: [...state], parameters, stop };
  if (isList(given)) return { state: [...state], parameters: given, stop };
  const names = Object.keys(given);
  const values = own(Object.values(given));
  if (values === undefined) {
    throw new RangeError(
      `${where}: expected finite values of ${names.join(', ')} from an event's jump, got ${Object.values(given).join(', ')}`,
    );
  }
  const now = system.parameters.map((name, i) => [name, parameters[i]!] as const);
  const all = new Map([...now, ...names.map((name, i) => [name, values[i]!] as const)]);
  return { state: [...state], parameters: parameterValues(where, algebra, system, all), stop };
}
