import type { FormulaSource } from '../formula/source.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { Sign } from './roots.js';

/** What an event puts in place of the state, of parameters, or of both. */
export interface Change<T = number> {
  readonly state?: readonly (T | number)[];
  /** New values of some parameters, by name, from there on. */
  readonly parameters?: Readonly<Record<string, T | number>>;
  /** Whether the integration ends there, as by the event's own `stop`: after the fifth time, or below some speed. */
  readonly stop?: boolean;
}

/** Something to look for along an orbit: where a formula in the states, the time and the parameters is zero. */
export interface EventSpec<T = number> {
  /**
   * The formula, such as `y` or `x^2 + y^2 - 1`, or a plain function whose arguments are named like states, time or parameters. Both may use what the `scope` of the
   * system has. A pole is no zero, and where the formula has no value, nothing happens; near either, steps get shorter until they are past it. Angles
   * atan2(y, x) start anew at ±π, which is no zero either. What comes to zero and stays there, as max(x, 0) does and the speed of what friction holds, has its event where
   * it comes there, and none where it goes on.
   */
  readonly when: FormulaSource;
  /**
   * Which crossings count: from below (`rising`), from above (`falling`), or, by default, both, and touching as well: as seen with growing time, also where
   * the integration runs backward.
   */
  readonly direction?: 'rising' | 'falling' | 'both';
  /** Ends the integration there. */
  readonly stop?: boolean;
  /**
   * Puts another state, or other parameters, in place of those at the event and goes on from there: an impact, an impulse. Either a function, or formulas of the
   * new values in the old states, the time and the parameters, such as `{ v: '-0.9*v' }`, which also run in the workers of `ensemble`.
   */
  readonly jump?: ((state: readonly T[], t: T) => readonly (T | number)[] | Change<T>) | Readonly<Record<string, string>>;
  /** How long after it has happened the event is not looked for. Default 0: a zero from which the orbit starts, after a jump, too, is none. */
  readonly cooldown?: number;
}

const eventNames: NamesOf<EventSpec> = { when: true, direction: true, stop: true, jump: true, cooldown: true };

/** An event whose formula is a text. */
export type TextEvent<T = number> = EventSpec<T> & { readonly when: string };

/** An event that happened. */
export interface EventRecord<T = number> {
  /** Which one, by its place in the options. */
  readonly event: number;
  readonly t: T;
  /** The state at the event, before anything was changed. Of one that stops the orbit, time and state are `reached` and `end` to the last bit. */
  readonly state: readonly T[];
  /** 1 where the formula rises through zero with growing time, −1 where it falls, 0 where it has the same sign before and after. */
  readonly direction: -1 | 0 | 1;
  /**
   * `crossing` where the formula changes its sign. `grazing` where it comes so near to zero, and back, that rounding does not let one tell whether it has a
   * double zero, two zeros or none: half of all digits are lost there. Where the terms of the formula's polynomial and its curvature are about 1, two zeros are told apart from
   * 1.5·10⁻⁷ on, and otherwise from about 10⁻⁷ √(terms/curvature) on.
   */
  readonly kind: 'crossing' | 'grazing';
}

/** An event within a step: a fraction s ∈ [0, 1] of the step. */
export interface Hit {
  readonly event: number;
  readonly s: number;
  readonly direction: -1 | 0 | 1;
}

/** What the finder needs to know of an event. */
export type Sought = Pick<EventSpec, 'direction' | 'stop' | 'cooldown'> & { readonly jump?: unknown };

/** Names the formula of an event in messages. */
export function whenOf(where: string): (i: number) => string {
  return (i) => `${where}: in events[${i}].when`;
}

/** Whether the step ends at an event of this kind. */
export function cuts(spec: Sought): boolean {
  return spec.stop === true || spec.jump !== undefined;
}

/** Whether a crossing of a formula is one that counts. */
export function wants({ direction = 'both' }: Sought, found: Sign): boolean {
  return direction === 'both' || (direction === 'rising' ? found === 1 : found === -1);
}

/** @throws RangeError for a direction that there is not */
export function checkDirection(name: string, direction: string): void {
  if (!['rising', 'falling', 'both'].includes(direction))
    throw new RangeError(`${name}: expected a direction rising, falling or both, got ${direction}`);
}

/**
 * Throws for events that are none; `where` begins the message.
 *
 * @throws TypeError, RangeError
 */
export function checkEvents<T>(
  where: string,
  events: readonly EventSpec<T>[],
  names: Readonly<Record<string, true>> = eventNames,
): void {
  if (!Array.isArray(events))
    throw new TypeError(`${where}: expected a list of events, [{ when: 'x' }, …], got ${typeof events}`);
  for (const [i, event] of events.entries()) {
    const name = `${where}: events[${i}]`;
    if (typeof event !== 'object' || event === null)
      throw new TypeError(
        `${name}: expected an object, { when: 'x' }, got ${typeof event === 'string' ? `'${event}'` : `${event}`}`,
      );
    const { when, direction = 'both', jump, cooldown = 0 } = event;
    demandNames(name, event, names);
    if (when === undefined) throw new TypeError(`${name}: expected a formula in when, such as 'x - 1', got none`);
    checkDirection(name, direction);
    if (!(cooldown >= 0)) throw new RangeError(`${name}: expected a cooldown ≥ 0, got ${cooldown}`);
    if (jump !== undefined && typeof jump !== 'function' && (typeof jump !== 'object' || jump === null))
      throw new TypeError(`${name}: expected a jump that is a function or formulas such as { v: '-v' }, got ${typeof jump}`);
  }
}
