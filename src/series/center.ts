import type { Algebra, Memory } from '../algebra/algebra.js';

/** Whether two centers, values of one kind, are equal part by part: numbers, bounds of intervals, coefficients of jets. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const parts = Object.entries(a);
  return (
    parts.length === Object.keys(b).length && parts.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]))
  );
}

/** a − b in an algebra of theirs; undefined where it is exactly zero. */
export function differenceOf<T>(algebra: Algebra<T, Memory>, a: T, b: T): T | undefined {
  const m = algebra.allocate(2);
  algebra.write(m, 0, a);
  algebra.write(m, algebra.width, b);
  algebra.sub(m, 0, 0, algebra.width);
  return algebra.magnitude(m, 0) === 0 ? undefined : algebra.read(m, 0);
}

/** Throws for a point at infinity, about which nothing is expanded. An interval may be unbounded. */
export function requireFinite<T>(where: string, algebra: Algebra<T, Memory>, center: readonly T[]): void {
  if (algebra.mignitude !== undefined) return;
  const m = algebra.allocate(1);
  for (const value of center) {
    algebra.write(m, 0, value);
    if (!(algebra.magnitude(m, 0) < Infinity)) throw new RangeError(`${where}: expected a finite center, got ${value}`);
  }
}
