import type { Algebra, Memory } from '../algebra/algebra.js';
import { countTo, orderOf, type Shape } from './shape.js';

/** Whether an enclosure among the coefficients of degree k is unbounded: there may be no such derivative, and a product with zero is not zero. */
export function isUnboundedAt<M extends Memory>(algebra: Algebra<unknown, M>, m: M, shape: Shape, k: number): boolean {
  if (algebra.lose === undefined) return false;
  for (let i = countTo(shape, k - 1); i < countTo(shape, k); i++)
    if (algebra.magnitude(m, i * algebra.width) === Infinity) return true;
  return false;
}

/** Throws where an enclosure beyond the constant term is unbounded. */
export function requireBounded(where: string, algebra: Algebra<unknown, Memory>, m: Memory, shape: Shape): void {
  for (let k = 1; k <= orderOf(shape); k++) {
    if (!isUnboundedAt(algebra, m, shape, k)) continue;
    throw new RangeError(
      `${where}: expected bounded coefficients, got one of degree ${k} that is not; there may be no derivatives of that order, so expand over a smaller ` +
        'interval, or truncate',
    );
  }
}
