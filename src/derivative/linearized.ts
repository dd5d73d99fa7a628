import type { Algebra, Memory } from '../algebra/algebra.js';
import { Formula } from '../formula/formula.js';
import type { Scope } from '../formula/reader/scope.js';
import { formulaOf } from '../formula/source.js';
import { System } from '../formula/system.js';
import { Linearization } from './linearization.js';
import type { Target } from './target.js';

/** Linearizations made so far, by formula, system or reading, then by algebra: who asks again at another point waits for arithmetic only. */
const made = new WeakMap<Formula | System | Target, WeakMap<object, Linearization<unknown>>>();

/**
 * The linearization of `source`, read by `target` if it is not a formula or a system met before. A function without a scope has the same target again.
 *
 * Use it before the next call: there is one for each formula.
 */
export function linearized<T>(
  algebra: Algebra<T, Memory>,
  source: unknown,
  target: () => Target,
  scope?: Scope,
): Linearization<T> {
  const known = typeof source === 'string' && scope === undefined ? formulaOf(source) : source;
  const isKnown = scope === undefined && (known instanceof Formula || known instanceof System);
  const read = isKnown ? undefined : target();
  const key = isKnown ? known : read!;
  let byAlgebra = made.get(key);
  if (byAlgebra === undefined) {
    byAlgebra = new WeakMap();
    made.set(key, byAlgebra);
  }
  let linearization = byAlgebra.get(algebra) as Linearization<T> | undefined;
  // one that is still running is left to those who run it
  if (linearization === undefined || linearization.isRunning) {
    linearization = new Linearization(algebra, read ?? target());
    byAlgebra.set(algebra, linearization as Linearization<unknown>);
  }
  return linearization;
}
