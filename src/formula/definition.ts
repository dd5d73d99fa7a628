import type { GivenFunction } from '../algebra/algebra.js';
import type { Dag } from './dag.js';
import { substitute } from './substitute.js';

/** A function that a caller gives with the coefficients b, a and c of its equation b·f′ = a·f + c, which are nodes of a graph whose variable 0 is its argument. */
export interface Definition extends GivenFunction {
  readonly dag: Dag;
  readonly roots: readonly number[];
}

const definitions = new WeakMap<object, Definition>();

/** Lets `fn` stand for a function of formulas. */
export function define(fn: object, definition: Definition): void {
  definitions.set(fn, definition);
}

/** What a value made by `defineFunction` is in formulas; undefined for any other. */
export function definitionOf(value: unknown): Definition | undefined {
  return typeof value === 'function' ? definitions.get(value) : undefined;
}

/** The node of f(u). What its equation takes of u is there to be shared, such as by its derivative. */
export function defined(target: Dag, definition: Definition, u: number): number {
  const { dag, roots } = definition;
  return target.applyGiven(definition, [u, ...substitute(dag, roots, target, () => u)]);
}
