import { isSame } from './center.js';

/** Where a series in many variables lives: the names of its variables and the point it is about. */
export interface Frame<T> {
  readonly names: readonly string[];
  readonly center: readonly T[];
}

export function frameOf<T>(names: readonly string[], center: readonly T[]): Frame<T> {
  return { names: Object.freeze([...names]), center: Object.freeze([...center]) };
}

/** Throws unless there are `count` names, all different. */
export function checkNames(where: string, names: readonly string[], count: number): void {
  if (names.length === count && new Set(names).size === count && !names.includes('')) return;
  throw new RangeError(`${where}: expected ${count} different names, got ${JSON.stringify(names)}`);
}

/**
 * The number of a variable that is given by its name or its number from 0.
 *
 * @throws RangeError where there is none
 */
export function variableOf(where: string, { names }: Frame<unknown>, variable: number | string): number {
  const v = typeof variable === 'string' ? names.indexOf(variable) : variable;
  if (Number.isInteger(v) && v >= 0 && v < names.length) return v;
  throw new RangeError(
    `${where}: expected one of the variables ${names.join(', ')} or its number from 0, got ${JSON.stringify(variable)}`,
  );
}

/** Throws unless there are as many of something as variables. */
export function requireEach(where: string, what: string, { names }: Frame<unknown>, count: number): void {
  if (count === names.length) return;
  throw new RangeError(`${where}: expected ${names.length} ${what}, one for each of ${names.join(', ')}, got ${count}`);
}

/** Throws unless two series are in the same variables around one center. */
export function requireSameFrame(where: string, a: Frame<unknown>, b: Frame<unknown>): void {
  if (a.names.join() !== b.names.join()) {
    throw new RangeError(
      `${where}: expected series in the same variables, got (${a.names.join(', ')}) and (${b.names.join(', ')}); make both from one call of variables, or embed one among more`,
    );
  }
  if (isSame(a.center, b.center)) return;
  throw new RangeError(
    `${where}: expected series around one center, got (${a.center.join(', ')}) and (${b.center.join(', ')}); expand both at the same point`,
  );
}
