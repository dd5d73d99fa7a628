import type { Equations } from '../formula/equations.js';
import { type SystemSource, systemOf, textOf } from '../formula/source.js';
import { demandNames } from '../text/options.js';
import { checkEvents, type EventSpec, type TextEvent } from './events.js';
import { Integration, type TextOptions } from './integration.js';
import { demandTimes, type IntegrateOptions, integrateNames } from './options.js';

/** Events with their formulas as texts, plain functions read with the scope of the system. */
export function withTexts<T = number>(
  where: string,
  events: readonly EventSpec<T>[],
  system: Pick<Equations, 'scope'>,
): readonly TextEvent<T>[] {
  checkEvents(where, events);
  const areTexts = (given: readonly EventSpec<T>[]): given is readonly TextEvent<T>[] =>
    given.every(({ when }) => typeof when === 'string');
  if (areTexts(events)) return events;
  return events.map((event, i) => ({
    ...event,
    when: textOf(`${where}: events[${i}]: expected a formula in when`, event.when, system),
  }));
}

/** An integration of equations and with options in any of the ways in which callers give them. */
export function begin(where: string, source: SystemSource, initial: readonly number[], options: IntegrateOptions): Integration {
  demandNames(where, options, integrateNames);
  demandTimes(where, options?.t);
  const system = systemOf(source);
  const { events } = options;
  const texts = events && withTexts(where, events, system);
  // no spread where there need not be one: engines take ten times as long over it, which is much where an orbit takes a few microseconds
  const settled = texts === events ? (options as TextOptions) : { ...options, ...(texts && { events: texts }) };
  return new Integration(where, system, initial, settled as TextOptions);
}
