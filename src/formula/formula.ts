/**
 * `Formula`: one expression in named variables, as text, as a graph and as something to compute with.
 */
import type { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { evaluate } from './evaluate.js';
import { toLatex } from './latex.js';
import { parse } from './parse.js';
import { toText } from './print.js';
import { type PlainFunction, read } from './read.js';
import { simplify } from './simplify.js';

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

  /**
   * The derivative with respect to a variable, by default the first, with the same variables.
   *
   * It is meant where the formula is differentiable: the derivative of log(x) reads 1/x.
   *
   * @example
   * formula('x*sin(x)').derivative().simplify().toString(); // 'sin(x) + x*cos(x)'
   */
  derivative(variable?: string): Formula {
    const name = variable ?? this.variables[0];
    const index = name === undefined ? -1 : this.variables.indexOf(name);
    if (index < 0) {
      const known = this.variables.join(', ') || 'none';
      throw new RangeError(`derivative: expected a variable of the formula, got ${name ?? 'none'}; the variables are ${known}`);
    }
    const [root = 0] = differentiate(this.dag, [this.root], index);
    return new Formula(this.dag, root, this.variables);
  }

  /**
   * The same function with like terms and powers collected and inverse functions dropped, where that changes neither the value
   * nor the domain: x − x becomes 0, log(x) − log(x) stays.
   */
  simplify(): Formula {
    const [root = 0] = simplify(this.dag, [this.root]);
    return new Formula(this.dag, root, this.variables);
  }

  /** The formula as text; `formula` reads it back as the same formula, given the same variables. */
  toString(): string {
    return toText(this.dag, this.root, this.variables);
  }

  /** The formula in LaTeX, for mathematics mode. */
  toLatex(): string {
    return toLatex(this.dag, this.root, this.variables);
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
