import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Formula } from '../formula/formula.js';
import { lower } from '../formula/lower.js';
import { Tape } from '../series/tape.js';

/** A formula in one variable laid out for one order: where its value's coefficients come to lie in the tape's memory. */
export interface Layout<T> {
  readonly tape: Tape<T, Memory>;
  readonly row: number;
}

/** Layouts made so far, by formula, then by algebra, then by order and purpose. */
const made = new WeakMap<Formula, WeakMap<object, Map<string, Layout<unknown>>>>();

/** Layouts kept for one formula and algebra. */
const MOST_LAYOUTS = 8;

/**
 * The layout of a formula, made on first use.
 *
 * @param purpose - layouts of different purpose never share a memory
 */
export function layoutOf<T>(algebra: Algebra<T, Memory>, formula: Formula, order: number, purpose: string): Layout<T> {
  let byAlgebra = made.get(formula);
  if (byAlgebra === undefined) {
    byAlgebra = new WeakMap();
    made.set(formula, byAlgebra);
  }
  let layouts = byAlgebra.get(algebra);
  if (layouts === undefined) {
    layouts = new Map();
    byAlgebra.set(algebra, layouts);
  }
  const key = `${order} ${purpose}`;
  let layout = layouts.get(key) as Layout<T> | undefined;
  if (layout === undefined) {
    const lowered = lower(formula.dag, [formula.root], 1, order);
    const tape = new Tape(algebra, lowered, order);
    layout = { tape, row: tape.row(lowered.roots[0]!) };
    if (layouts.size >= MOST_LAYOUTS) layouts.delete(layouts.keys().next().value!);
    layouts.set(key, layout as Layout<unknown>);
  }
  return layout;
}
