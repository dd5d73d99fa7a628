import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';

/** The coordinates of a point at which derivatives are asked for, which are finite numbers, or intervals with something in them, and their algebra. */
export function pointIn<T>(where: string, x: readonly T[]): { algebra: Algebra<T, Memory>; values: T[] } {
  const found = algebraOf(where, x);
  checkPoint(where, found.algebra, found.values);
  return found;
}

/** Throws where a coordinate is infinite or empty. An interval may be unbounded. */
export function checkPoint<T>(where: string, algebra: Algebra<T, Memory>, point: readonly T[]): void {
  const encloses = algebra.loosen !== undefined;
  let m: Memory | undefined;
  for (const value of point) {
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    m ??= algebra.allocate(1);
    algebra.write(m, 0, value);
    if (encloses ? !isWithoutValue(algebra, m, 0) : algebra.magnitude(m, 0) < Infinity) continue;
    throw new RangeError(
      encloses
        ? `${where}: expected an interval with a number in it, got the empty set`
        : `${where}: expected a finite number, got ${value}`,
    );
  }
}
