import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parameterValues } from '../formula/solution.js';
import { isList } from '../text/list.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { Change, Sought } from './events.js';
import { resetOf } from './reset.js';

const changeNames: NamesOf<Change> = { state: true, parameters: true, stop: true };

/** The state and the parameters behind an event. */
export interface Changed {
  readonly state: readonly number[];
  readonly parameters: readonly number[];
  /** Whether to end there. */
  readonly stop: boolean;
}

/** What an event makes of the state, at a time, and of the parameters. */
export type Jump = (state: readonly number[], t: number, parameters: readonly number[]) => Changed;

/**
 * The jumps of events, whether functions or formulas; undefined for an event without one.
 *
 * @throws RangeError for formulas of what is neither a state nor a parameter; jumps throw one for what is no state or no parameter, and a
 * TypeError for what is no change at all
 */
export function jumpsOf(where: string, system: Equations, events: readonly Sought[]): (Jump | undefined)[] {
  return events.map(({ jump }, i) => {
    if (jump === undefined) return undefined;
    const change = typeof jump === 'function' ? jump : byFormulas(`${where}: events[${i}].jump`, system, jump);
    return (state, t, parameters) => changed(where, system, state, parameters, change(state, t, parameters));
  });
}

function byFormulas(where: string, system: Equations, formulas: Readonly<Record<string, string>>): Jump {
  const { states, parameters: names } = system;
  const reset = resetOf(float64, system, [...states, ...names], formulas, where);
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

/** What is meant by what a jump has returned. */
function changed(
  where: string,
  system: Equations,
  before: readonly number[],
  parameters: readonly number[],
  change: readonly number[] | Change | Changed,
): Changed {
  const { states } = system;
  const {
    state = before,
    parameters: given,
    stop = false,
  }: Change | Changed = isList(change) ? { state: change } : (change ?? { state: [] });
  if (!(isList(state) && state.length === states.length && state.every(Number.isFinite))) {
    throw new RangeError(
      `${where}: expected ${states.length} finite values (${states.join(', ')}) from an event's jump, got [${state}]`,
    );
  }
  if (!isList(change)) demandNames(`${where}: from an event's jump`, change, changeNames);
  if (typeof stop !== 'boolean')
    throw new TypeError(`${where}: expected stop to be true or false from an event's jump, got ${typeof stop}`);
  if (given === undefined) return { state: [...state], parameters, stop };
  if (isList(given)) return { state: [...state], parameters: given, stop };
  const now = system.parameters.map((name, i) => [name, parameters[i]!] as const);
  const values = new Map([...now, ...Object.entries(given)]);
  return { state: [...state], parameters: parameterValues(where, float64, system, values), stop };
}
