import type { Algebra, Memory } from '../algebra/algebra.js';
import { Formula } from '../formula/formula.js';
import type { Scope } from '../formula/reader/scope.js';
import { formulaOf } from '../formula/source.js';
import { System } from '../formula/system.js';
import { Linearization } from './linearization.js';
import type { Target } from './target.js';

/** Linearizations made so far, by formula or system, then by algebra: who asks again at another point waits for arithmetic only. */
const made = new WeakMap<Formula | System, WeakMap<object, Linearization<unknown>>>();

/**
 * The linearization of `source`, read by `target` if it is not a formula or a system met before. With a scope nothing is remembered.
 *
 * Use it before the next call: there is one for each formula.
 */
export function linearized<T>(
  algebra: Algebra<T, Memory>,
  source: unknown,
  target: () => Target,
  scope?: Scope,
): Linearization<T> {
  if (scope !== undefined) return new Linearization(algebra, target());
  const known = typeof source === 'string' ? formulaOf(source) : source;
  if (!(known instanceof Formula || known instanceof System)) return new Linearization(algebra, target());
  let byAlgebra = made.get(known);
  if (byAlgebra === undefined) {
    byAlgebra = new WeakMap();
    made.set(known, byAlgebra);
  }
  let linearization = byAlgebra.get(algebra) as Linearization<T> | undefined;
  if (linearization === undefined) {
    linearization = new Linearization(algebra, target());
    byAlgebra.set(algebra, linearization as Linearization<unknown>);
  }
  return linearization;
}
