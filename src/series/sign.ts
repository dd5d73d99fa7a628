import type { Algebra, Memory } from '../algebra/algebra.js';
import { isDecimal } from '../algebra/of.js';

/** A sign. */
export type Sign = -1 | 0 | 1;

/**
 * The sign of the first coefficient that is not exactly zero: that of the series in the total order in which each variable is smaller than every
 * positive number, every power of the one before it.
 *
 * @throws RangeError where that coefficient has no sign, as an interval with 0 inside; TypeError where its kind has none, as complex numbers
 */
export function leadingSign<M extends Memory>(where: string, algebra: Algebra<unknown, M>, memory: M, size: number): Sign {
  for (let i = 0; i < size; i++) {
    const at = i * algebra.width;
    if (algebra.magnitude(memory, at) === 0) continue;
    const value = algebra.read(memory, at);
    const sign = signOf(value);
    if (sign !== undefined) return sign;
    if (isOrdered(value)) throw new RangeError(`${where}: expected coefficients of known sign, got ${value}`);
    throw new TypeError(`${where}: expected coefficients of an ordered kind, got ${value} of kind ${algebra.name}`);
  }
  return 0;
}

function isOrdered(value: unknown): boolean {
  return typeof value === 'number' || isDecimal(value) || hasParts(value, 'lo', 'hi');
}

/** The sign of one coefficient; undefined where it has none. */
export function signOf(value: unknown): Sign | undefined {
  if (typeof value === 'number') return value > 0 ? 1 : value < 0 ? -1 : value === 0 ? 0 : undefined;
  if (isDecimal(value)) return value.isNaN() ? undefined : value.isZero() ? 0 : value.isNegative() ? -1 : 1;
  if (hasParts(value, 'lo', 'hi')) return signOf(value['lo']) === signOf(value['hi']) ? signOf(value['lo']) : undefined;
  if (hasParts(value, 'num', 'den')) return value['num'] === 0n ? 0 : (value['num'] as bigint) < 0n ? -1 : 1;
  // A coefficient that is a series knows its sign.
  return hasParts(value, 'compare', 'sign') ? (value['sign'] as () => Sign).call(value) : undefined;
}

/** Whether one coefficient is a real number more than 0. */
export function isPositive(value: unknown): boolean {
  return signOf(hasParts(value, 're', 'im') && value['im'] === 0 ? value['re'] : value) === 1;
}

function hasParts(value: unknown, ...names: readonly string[]): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value);
}
