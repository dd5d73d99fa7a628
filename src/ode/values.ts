import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { groundOf, makeupOf } from '../series/coefficient.js';
import { demandNames } from '../text/options.js';
import type { EventSpec } from './events.js';
import { demandAccuracy, demandTimes, integrateNames } from './options.js';
import { orderFor } from './step.js';

/** Options of `integrate` for values that are not numbers. */
export interface ValueOptions<T> {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the state is wanted. Real. */
  readonly t: readonly (T | number)[];
  /** Error per step, relative to the state where it exceeds 1. Default: the precision of the values. */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance asks for: 59 for 50 digits. */
  readonly order?: number;
  /** How the length of steps is chosen: for these values always as Jorba and Zou do. */
  readonly stepControl?: 'radius';
  /** A length that all steps have, or a function that gives that of the next one. The last step ends where it has to. */
  readonly step?: number | ((t: T, state: readonly T[]) => number);
  /** The shortest step that is made, whatever the coefficients say. Default 0. */
  readonly minStep?: number;
  /** The longest one. Default Infinity. */
  readonly maxStep?: number;
  /** Keeps what the sum of each step rounds away and adds it to the next (compensated summation), which shows where steps are short. Default true. */
  readonly highAccuracy?: boolean;
  /** What is kept of the solution between the times asked for: all of it (`true`), nothing (`false`), or at least the last so many steps. Default true. */
  readonly dense?: boolean | number;
  readonly parameters?: Readonly<Record<string, T | number>>;
  /**
   * What to look for along the orbit, and what to do there, over Decimals and double-doubles: formulas without kinks. Zeros are told from each other as doubles tell them, and
   * then have all their digits; a jump that is a function gets and gives values, or numbers.
   */
  readonly events?: readonly EventSpec<T>[];
  /** Default 100 000. */
  readonly maxSteps?: number;
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  readonly signal?: AbortSignal;
}

/** Whether nothing asks for other values than numbers. What is of no use for either is refused as for numbers. */
export function areNumbers(initial: unknown, options: unknown): boolean {
  if (Array.isArray(initial) && !initial.every((x) => typeof x === 'number')) return false;
  const { t, parameters } = (options ?? {}) as { readonly t?: unknown; readonly parameters?: object | null };
  if (Array.isArray(t) && (isValue(t[0]) || isValue(t[t.length - 1]))) return false;
  return parameters === undefined || parameters === null || !Object.values(parameters).some(isValue);
}

function isValue(x: unknown): boolean {
  return typeof x === 'object' && x !== null;
}

/** What would be passed over in silence, though the result depends on it, and what there is in its place. */
const onlyOfNumbers: Readonly<Record<string, string>> = {
  variational: 'variables(initial, { order: 1 }) as initial values carry the derivatives along, for Decimals and all others',
  stepControl: "they go by 'radius', and step, minStep and maxStep go with it",
};

/** Throws for options that there are not, or not for such values. */
export function demandValueOptions<T>(where: string, options: ValueOptions<T>): void {
  demandNames(where, options, integrateNames);
  demandTimes(where, options?.t);
  for (const [name, remedy] of Object.entries(onlyOfNumbers)) {
    const value = (options as unknown as Readonly<Record<string, unknown>>)[name];
    if (value === undefined || value === false || value === 'radius') continue;
    throw new RangeError(`${where}: expected no ${name} with initial values that are not numbers, got ${value}; ${remedy}`);
  }
}

/** Kinds of values that this is for: an enclosure needs proofs, and exact fractions would grow without end. */
const kinds = ['number', 'Decimal', 'DoubleDouble', 'Complex'];

/** Throws unless orbits over an algebra are approximate and have a bound on their digits, and with events are real numbers. */
export function demandKind<T, M extends Memory>(
  where: string,
  algebra: Algebra<T, M>,
  { length: events }: readonly unknown[],
): void {
  const isSeries = makeupOf(algebra) !== undefined;
  if (events > 0 && (isSeries || algebra.name === 'Complex')) {
    const remedy = isSeries ? '; flowMap takes them over series' : '';
    throw new RangeError(
      `${where}: expected no events over ${algebra.name} values, got ${events}; numbers, Decimals and double-doubles take them${remedy}`,
    );
  }
  if (!kinds.includes(groundOf(algebra as unknown as Algebra<unknown, Memory>).name)) {
    throw new TypeError(
      `${where}: expected numbers, Decimals, double-doubles, complex numbers or series of these, got ${algebra.name}; intervals go to enclose`,
    );
  }
}

/** The order that is given, or that a tolerance or the precision of an algebra asks for: as far as 1 + ε is told from 1. */
export function orderOf<T, M extends Memory>(
  where: string,
  algebra: Algebra<T, M>,
  { order, tolerance }: Pick<ValueOptions<T>, 'order' | 'tolerance'>,
): number {
  demandAccuracy(where, tolerance, order);
  return order ?? orderFor(tolerance ?? roundingOf(algebra));
}

/** The largest relative error of a few reciprocals: about half the distance from 1 to the next value. */
function roundingOf<T, M extends Memory>(algebra: Algebra<T, M>): number {
  const m = algebra.allocate(2);
  const { width } = algebra;
  algebra.rational(m, width, rational(1n));
  let largest = 0;
  for (let k = 3; k < 64; k += 2) {
    algebra.rational(m, 0, rational(1n, BigInt(k)));
    algebra.scale(m, 0, 0, k);
    algebra.sub(m, 0, 0, width);
    largest = Math.max(largest, algebra.magnitude(m, 0));
  }
  return largest;
}
