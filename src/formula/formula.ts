/**
 * `Formula`: one expression in named variables, as text, as a graph and as something to compute with.
 */
import { rationalOf } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import { type CodeOptions, toC, toJavaScript } from './code.js';
import { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { evaluate } from './evaluate.js';
import { toLatex } from './latex.js';
import { parse } from './parse.js';
import { toText } from './print.js';
import { type PlainFunction, read } from './read.js';
import type { Scope } from './reader/scope.js';
import { simplify } from './simplify.js';
import { operationCounts } from './structure.js';
import { substitute } from './substitute.js';

/** How {@link formula} reads its first argument. */
export interface FormulaOptions {
  /** All variables, in the order of their values; without it, the names of a text in order of first appearance, or a function's parameters. */
  readonly variables?: readonly string[];
  /**
   * Functions and constants that a plain function uses and does not declare, by name, `{ square }`, or in code that may be
   * minified as `() => ({ square })`.
   */
  readonly scope?: Scope;
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

  /**
   * A JavaScript function of the variables, in doubles, that needs nothing of brook.
   *
   * @example
   * formula('x*y + 1').toJavaScript();
   * // function f(x, y) {
   * //   const t1 = x * y;
   * //   const t2 = t1 + 1;
   * //   return t2;
   * // }
   */
  toJavaScript(options: CodeOptions = {}): string {
    return toJavaScript(this.dag, [this.root], this.variables, options);
  }

  /** A C99 function of the variables, in doubles, that needs nothing but `<math.h>`. */
  toC(options: CodeOptions = {}): string {
    return toC(this.dag, [this.root], this.variables, options);
  }

  /** How often each function is applied, shared parts counted once. */
  operations(): ReadonlyMap<FunctionName, number> {
    return operationCounts(this.dag, [this.root]);
  }

  /**
   * The formula with others in place of some variables: a formula, its text, or a number, which is exactly that double.
   *
   * Its variables are those that are left and those of the replacements, by name.
   *
   * @example
   * formula('x^2 + y').substitute({ x: 'sin(t)', y: 2 }).toString(); // 'sin(t)^2 + 2'
   */
  substitute(replacements: Readonly<Record<string, Formula | string | number>>): Formula {
    for (const name of Object.keys(replacements)) {
      if (this.variables.includes(name)) continue;
      const known = this.variables.join(', ') || 'none';
      throw new RangeError(`substitute: expected a variable of the formula, got ${name}; the variables are ${known}`);
    }
    const parts = this.variables.map((name): Formula | string => {
      const replacement = Object.hasOwn(replacements, name) ? replacements[name]! : undefined;
      if (replacement === undefined) return name;
      return typeof replacement === 'number'
        ? constantFormula(replacement)
        : typeof replacement === 'string'
          ? formula(replacement)
          : replacement;
    });
    const names = [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [part] : part.variables)))];
    const dag = new Dag();
    const variable = (name: string): number => dag.variable(names.indexOf(name));
    const images = parts.map((part) => {
      if (typeof part === 'string') return variable(part);
      return substitute(part.dag, [part.root], dag, (i) => variable(part.variables[i]!))[0]!;
    });
    const [root = 0] = substitute(this.dag, [this.root], dag, (i) => images[i]!);
    return new Formula(dag, root, names);
  }

  /** The value at `values`, in their own arithmetic. */
  evaluate<T>(values: readonly T[] | Readonly<Record<string, T>>): T {
    return evaluate(this, values);
  }
}

/** The double `value` as a formula without variables. */
function constantFormula(value: number): Formula {
  if (!Number.isFinite(value)) throw new RangeError(`substitute: expected a finite number, got ${value}`);
  const dag = new Dag();
  return new Formula(dag, dag.constant(rationalOf(value)), []);
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
