import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { countTo, orderOf, type Shape, sizeOf } from './shape.js';

/**
 * Whether an enclosure among the coefficients of degree k, of a series that begins at `from`, is unbounded: there may be no such derivative, and a product with zero
 * is not zero.
 */
export function isUnboundedAt<M extends Memory>(algebra: Algebra<unknown, M>, m: M, shape: Shape, k: number, from = 0): boolean {
  if (algebra.lose === undefined) return false;
  for (let i = countTo(shape, k - 1); i < countTo(shape, k); i++)
    if (algebra.magnitude(m, from + i * algebra.width) === Infinity) return true;
  return false;
}

/** The lowest degree from 1 on of which an enclosure is unbounded; Infinity where none is. */
export function firstUnbounded<M extends Memory>(algebra: Algebra<unknown, M>, m: M, shape: Shape, from = 0): number {
  if (algebra.lose === undefined) return Infinity;
  for (let k = 1; k <= orderOf(shape); k++) if (isUnboundedAt(algebra, m, shape, k, from)) return k;
  return Infinity;
}

/** Makes the coefficients of degrees from `degree` on the whole line, unless the series has no value. */
export function loseFrom<M extends Memory>(algebra: Algebra<unknown, M>, m: M, shape: Shape, degree: number, from = 0): void {
  if (degree > orderOf(shape) || isWithoutValue(algebra, m, from)) return;
  for (let i = countTo(shape, degree - 1); i < sizeOf(shape); i++) algebra.lose?.(m, from + i * algebra.width);
}

/** Throws where an enclosure beyond the constant term is unbounded. */
export function requireBounded(where: string, algebra: Algebra<unknown, Memory>, m: Memory, shape: Shape): void {
  const k = firstUnbounded(algebra, m, shape);
  if (k === Infinity) return;
  throw new RangeError(
    `${where}: expected bounded coefficients, got one of degree ${k} that is not; there may be no derivatives of that order, so expand over a smaller ` +
      'interval, or truncate',
  );
}
