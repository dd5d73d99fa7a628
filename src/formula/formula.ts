/**
 * `Formula`: one expression in named variables, as text, as a graph and as something to compute with.
 */
import type { Dag } from './dag.js';
import { evaluate } from './evaluate.js';
import { parse } from './parse.js';

/** How {@link formula} reads its first argument. */
export interface FormulaOptions {
  /** All variables, in the order of their values; without it, the formula's names in order of first appearance. */
  readonly variables?: readonly string[];
  /** Functions and constants that a plain function uses, by name. */
  readonly scope?: Readonly<Record<string, unknown>>;
}

/** An expression with exact constants: the node `root` of `dag`, whose variable `i` is named `variables[i]`. */
export class Formula {
  readonly dag: Dag;
  readonly root: number;
  readonly variables: readonly string[];

  constructor(dag: Dag, root: number, variables: readonly string[]) {
    this.dag = dag;
    this.root = root;
    this.variables = Object.freeze([...variables]);
  }

  /** The value at `values`, in their own arithmetic. */
  evaluate<T>(values: readonly T[] | Readonly<Record<string, T>>): T {
    return evaluate(this, values);
  }
}

/** Reads a formula from its text. */
export function formula(source: string, options: FormulaOptions = {}): Formula {
  const { dag, root, variables } = parse(source, options);
  return new Formula(dag, root, variables);
}
