/**
 * `Formula`: one expression in named variables, as text, as a graph and as something to compute with.
 */
import type { Dag } from './dag.js';
import { evaluate } from './evaluate.js';
import { parse } from './parse.js';
import { type PlainFunction, read } from './read.js';

/** How {@link formula} reads its first argument. */
export interface FormulaOptions {
  /** All variables, in the order of their values; without it, the names of a text in order of first appearance, or a function's parameters. */
  readonly variables?: readonly string[];
  /** Functions and constants that a plain function uses and does not declare, by name. */
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

/**
 * Reads a formula from its text or from the source of a plain function.
 *
 * @throws FormulaError where it cannot be read; the message shows the place and says what to do.
 * @example
 * formula('sin(x)*y^2').variables; // [ 'x', 'y' ]
 * formula((x, y) => Math.sin(x) * y ** 2).variables; // [ 'x', 'y' ]
 */
export function formula(source: string | PlainFunction, options: FormulaOptions = {}): Formula {
  if (typeof source === 'string') {
    const { dag, root, variables } = parse(source, options);
    return new Formula(dag, root, variables);
  }
  if (typeof source !== 'function') throw new TypeError(`formula: expected a text or a plain function, got ${typeof source}`);
  const { dag, roots, variables, result } = read(source, options);
  const [root] = roots;
  if (result !== 'number' || root === undefined) {
    throw new TypeError(
      `formula: expected a function with one number as its result, got ${roots.length}; use system for several`,
    );
  }
  return new Formula(dag, root, variables);
}
