import { indexedFunctions } from '../algebra/float64.js';
import { type IndexedName, startOf } from './functions.js';

/** f(n, x) for a whole number n and a number x. */
export function indexedNumber(name: IndexedName, n: number, x: number): number {
  const { head, index, factor } = startOf(name, n);
  return Number(factor) * indexedFunctions[head](index, x);
}
