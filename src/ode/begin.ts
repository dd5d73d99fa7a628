import type { Equations } from '../formula/equations.js';
import { formula } from '../formula/formula.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import { demandNames } from '../text/options.js';
import { checkEvents, type EventSpec, type TextEvent } from './events.js';
import { Integration, type TextOptions } from './integration.js';
import { demandTimes, type IntegrateOptions, integrateNames } from './options.js';

/** Events with their formulas as texts, plain functions read with the scope of the system. */
export function withTexts<T = number>(
  where: string,
  events: readonly EventSpec<T>[],
  { scope }: Equations,
): readonly TextEvent<T>[] {
  checkEvents(where, events);
  const areTexts = (given: readonly EventSpec<T>[]): given is readonly TextEvent<T>[] =>
    given.every(({ when }) => typeof when === 'string');
  return areTexts(events) ? events : events.map((event) => ({ ...event, when: textOf(event, scope) }));
}

function textOf({ when }: Pick<EventSpec, 'when'>, scope: Equations['scope'] = {}): string {
  return (typeof when === 'function' ? formula(when, { scope }) : when).toString();
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
