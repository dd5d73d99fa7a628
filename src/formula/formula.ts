/**
 * `Formula`: one expression in named variables, as text, as a graph and as something to compute with.
 */

import type { PairHead } from '../algebra/algebra.js';
import { rationalOf } from '../rounding/rational.js';
import { Elementary } from '../series/elementary.js';
import { type IndexedName, startOf, type UnaryName } from '../series/functions.js';
import { showAsText } from '../text/inspect.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { type ArrayKernel, type CompileOptions, type NumberKernel, numberKernel } from './callable.js';
import { type CCodeOptions, type CodeOptions, cCodeNames, codeNames, isOverIntervals, toC, toJavaScript } from './code.js';
import { compileNames, compileRoots, type FormulaTask } from './compiled.js';
import { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { evaluate } from './evaluate.js';
import { combined, type Expression, replaced, selected, variableOf } from './expression.js';
import { valuesToIntervalC } from './kernel/interval-c.js';
import { toLatex } from './latex.js';
import { parse } from './parse.js';
import { toText } from './print.js';
import { type PlainFunction, type Reading, read } from './read.js';
import type { Scope } from './reader/scope.js';
import { simplify } from './simplify.js';
import { operationCounts, sparsity } from './structure.js';

/** How {@link formula} reads its first argument. */
export interface FormulaOptions {
  /** All variables, in the order of their values; without it, the names of a text in order of first appearance, or a function's parameters. */
  readonly variables?: readonly string[];
  /**
   * Functions and constants that a plain function uses and does not declare, by name, `{ square }`, or in code that may be
   * minified as `() => ({ square })`. Of these, a text takes functions made by `defineFunction`.
   */
  readonly scope?: Scope;
}

const formulaNames: NamesOf<FormulaOptions> = { variables: true, scope: true };

/** What a formula is combined with: another, its text, or a number, which is exactly that double. */
export type FormulaOperand = Formula | string | number;

/**
 * An expression with exact constants: the node `root` of `dag`, whose variable `i` is named `variables[i]`.
 *
 * @example
 * const f = formula('x^2 + x*y');
 * [f.evaluate({ x: 3, y: 2 }), f.derivative('x').toString(), f.toLatex()]; // [15, 'y + 2*x', '{x}^{2} + x y']
 */
export class Formula extends Elementary<Formula> {
  readonly dag: Dag;
  readonly root: number;
  readonly variables: readonly string[];

  constructor(dag: Dag, root: number, variables: readonly string[]) {
    super();
    this.dag = dag;
    this.root = root;
    this.variables = Object.freeze([...variables]);
  }

  /** What {@link FormulaOperand} a formula is combined with, as a formula. */
  constant(value: FormulaOperand): Formula {
    return asFormula('constant', value);
  }

  /** a + b. */
  add(other: FormulaOperand): Formula {
    return this.#combined('add', other);
  }

  /** a − b. */
  sub(other: FormulaOperand): Formula {
    return this.#combined('sub', other);
  }

  /** a·b. */
  mul(other: FormulaOperand): Formula {
    return this.#combined('mul', other);
  }

  /** a/b. */
  div(other: FormulaOperand): Formula {
    return this.#combined('div', other);
  }

  /** a^b; a text such as `'1/3'` is that exact exponent. */
  pow(exponent: FormulaOperand): Formula {
    return this.#combined('pow', exponent);
  }

  /** |a|. */
  abs(): Formula {
    return this.applied('abs');
  }

  /** −1, 0 or 1. */
  sign(): Formula {
    return this.applied('sign');
  }

  /** The greatest integer ≤ a. */
  floor(): Formula {
    return this.applied('floor');
  }

  /** The least integer ≥ a. */
  ceil(): Formula {
    return this.applied('ceil');
  }

  /** The nearest integer, ties upward as in `Math.round`. */
  round(): Formula {
    return this.applied('round');
  }

  /** a without what is behind its point. */
  trunc(): Formula {
    return this.applied('trunc');
  }

  /** 1 for a ≥ 0, 0 for a < 0. */
  step(): Formula {
    return this.applied('step');
  }

  /** The lesser of a and b. */
  min(other: FormulaOperand): Formula {
    return this.#combined('min', other);
  }

  /** The greater of a and b. */
  max(other: FormulaOperand): Formula {
    return this.#combined('max', other);
  }

  /**
   * `yes` where this formula is a condition that holds, or a number other than 0, and `no` elsewhere.
   *
   * @example
   * formula('x < 0').select('-x', 'x^2').toString(); // 'if(x < 0, -x, x^2)'
   */
  select(yes: FormulaOperand, no: FormulaOperand): Formula {
    return Formula.#of(selected(this, asFormula('select', yes), asFormula('select', no)));
  }

  /** The angle of the point (x, this), as Math.atan2 gives it. */
  atan2(x: FormulaOperand): Formula {
    return this.#combined('atan2', x);
  }

  /** √(a² + b²). */
  hypot(other: FormulaOperand): Formula {
    return this.#combined('hypot', other);
  }

  /** The eccentric anomaly E with E − e sin E = M, for this eccentricity e. */
  keplerE(M: FormulaOperand): Formula {
    return this.#combined('keplerE', M);
  }

  /** Bessel's J_n(a) for a whole number n. */
  besselJ(n: number): Formula {
    return this.#indexed('besselJ', n);
  }

  /** The spherical Bessel function j_n(a) for a whole number n ≥ 0. */
  sphericalJ(n: number): Formula {
    return this.#indexed('sphericalJ', n);
  }

  /** ψ^(n)(a), the n-th derivative of the digamma function, for a whole number n ≥ 0. */
  polygamma(n: number): Formula {
    return this.#indexed('polygamma', n);
  }

  /** −a. */
  neg(): Formula {
    return this.applied('neg');
  }

  /** The names of the variables that the formula depends on. */
  dependencies(): string[] {
    return sparsity(this.dag, [this.root])[0]!.map((i) => this.variables[i]!);
  }

  /**
   * The derivative with respect to a variable, by default the first, with the same variables.
   *
   * It is meant where every operation of the formula is differentiable: the derivative of log(x) reads 1/x, that of floor(x) is 0 also over a jump, and
   * that of abs(x)·sign(x) is 0 at 0, where it should be 1. The functions `derivative` and `gradient` know of kinks and jumps, and that log(x) has no
   * derivative where it has no value.
   *
   * @example
   * formula('x*sin(x)').derivative().simplify().toString(); // 'sin(x) + x*cos(x)'
   */
  derivative(variable?: string): Formula {
    const index = variableOf('derivative', this, variable ?? this.variables[0]);
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

  /** Formulas are no numbers: in `f + 1` an error says so, in a text they are their text. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError('formula: expected a number for an operator, got a formula; use its methods, f.add(g) or f.mul(2)');
  }

  /** The formula as text; `formula` reads it back as the same formula, given the same variables. */
  override toString(): string {
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
    demandNames('toJavaScript', options, codeNames);
    return toJavaScript(this.dag, [this.root], this.variables, options);
  }

  /**
   * A C99 function of the variables, in doubles, that needs nothing but `<math.h>`; with `arithmetic: 'interval'` one that encloses the values over a box, by
   * directed rounding, and needs `<fenv.h>`, too. The code says how it is called.
   *
   * @throws TypeError for a function that C does not have, or cannot bound
   * @example
   * /int f[(]const double box.4., double out.2.[)]/.test(formula('x/sqrt(1 + y)').toC({ arithmetic: 'interval' })); // true
   */
  toC(options: CCodeOptions = {}): string {
    demandNames('toC', options, cCodeNames);
    if (isOverIntervals(options)) return valuesToIntervalC(this.dag, [this.root], this.variables, options.name ?? 'f');
    return toC(this.dag, [this.root], this.variables, options);
  }

  /** How often each function is applied, shared parts counted once. */
  operations(): ReadonlyMap<string, number> {
    return operationCounts(this.dag, [this.root]);
  }

  /**
   * The formula with others in place of some variables: a formula, its text, or a number, which is exactly that double.
   *
   * Its variables are those that are left and those of the replacements, by name.
   *
   * @example
   * formula('x^2 + y').substitute({ x: 'sin(t)', y: 2 }).toString(); // '2 + sin(t)^2'
   */
  substitute(replacements: Readonly<Record<string, FormulaOperand>>): Formula {
    for (const name of Object.keys(replacements)) variableOf('substitute', this, name);
    const images = this.variables.map((name) =>
      Object.hasOwn(replacements, name) ? asFormula('substitute', replacements[name]) : undefined,
    );
    return Formula.#of(replaced(this, images));
  }

  /** The value at `values`, in their own arithmetic. */
  evaluate<T>(values: readonly T[] | Readonly<Record<string, T>>): T {
    return evaluate(this, values);
  }

  /**
   * A kernel of this formula: a function of flat arrays that runs at the speed of compiled code. A point is the values of {@link Formula.variables}.
   *
   * - `value`: the value at a point, a number
   * - `gradient`: at a point, the derivatives with respect to all variables
   * - `taylor`: Taylor coefficients 0 … order along series of the variables, whose coefficients are given row by row; of a single variable, the first few
   *   are enough, [x, 1] for the expansion at x
   * - `jet`: all partial derivatives ∂^α f/α! up to the order at a point, by degree and within a degree with the first variable's exponent falling
   *
   * Over intervals, everything comes as pairs lo, hi, and gives enclosures; `decoration` says whether the formula was defined on the whole box.
   *
   * @throws RangeError for a backend that is not to be had here, and bad orders
   * @example
   * const f = formula('x^2*y');
   * f.compile()([3, 2]); // 18
   * f.compile({ what: 'gradient' })([3, 2]); // [ 12, 9 ]
   * formula('exp(x)').compile({ what: 'taylor', order: 2 })([0, 1]); // [ 1, 1, 0.5 ]
   * f.compile({ what: 'jet', order: 2 })([3, 2]); // [ 18, 12, 9, 2, 6, 0 ]
   * f.compile({ what: 'value', arithmetic: 'interval' })([1, 2, 3, 4]); // [ 3, 16 ]
   */
  compile(
    options?: CompileOptions & { readonly what?: 'value'; readonly arithmetic?: 'number'; readonly lanes?: 1 },
  ): NumberKernel;
  compile(options: CompileOptions & { readonly what?: FormulaTask }): ArrayKernel;
  compile(given: CompileOptions & { readonly what?: FormulaTask } = {}): NumberKernel | ArrayKernel {
    demandNames('compile', given, compileNames);
    const { what = 'value', ...options } = given;
    if (!['value', 'gradient', 'taylor', 'jet'].includes(what)) {
      throw new RangeError(`compile: expected what to be value, gradient, taylor or jet, got ${what}`);
    }
    const kernel = compileRoots(this.dag, [this.root], this.variables.length, what, options);
    return what === 'value' && kernel.outputs === 1 ? numberKernel(kernel) : kernel;
  }

  protected override applied(name: UnaryName): Formula {
    return new Formula(this.dag, this.dag.apply(name, this.root), this.variables);
  }

  #indexed(name: IndexedName, n: number): Formula {
    startOf(name, n);
    return new Formula(this.dag, this.dag.apply(name, this.dag.constant(rationalOf(n)), this.root), this.variables);
  }

  /** A function of this formula and another, in the variables of both, by name. */
  #combined(op: 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | PairHead, operand: FormulaOperand): Formula {
    return Formula.#of(combined(op, this, asFormula(op, operand)));
  }

  static #of({ dag, root, variables }: Expression): Formula {
    return new Formula(dag, root, variables);
  }
}

showAsText(Formula.prototype);

/** A formula, its text, or a number, which is exactly that double. */
function asFormula(where: string, operand: unknown): Formula {
  if (operand instanceof Formula) return operand;
  if (typeof operand === 'string') return formula(operand);
  if (typeof operand !== 'number') throw new TypeError(`${where}: expected a formula, a text or a number, got ${typeof operand}`);
  if (!Number.isFinite(operand)) throw new RangeError(`${where}: expected a finite number, got ${operand}`);
  const dag = new Dag();
  return new Formula(dag, dag.constant(rationalOf(operand)), []);
}

/**
 * Reads a formula from its text or from the source of a plain function.
 *
 * A power whose exponent is not known is x^y = e^{y ln x}, which has no value for x < 0, also where it is read from `x ** y` and y happens to be whole.
 * Of a plain function, loops end and elements are picked before there are values; conditions on what has no value have none, and `isNaN` and `isFinite` of what
 * may have none are refused. Without a scope, a function is read once. A loop over a generator, classes, maps and sets are read as they are and as compilers write them for older engines.
 *
 * @throws FormulaError where it cannot be read; the message shows the place and says what to do.
 * @example
 * formula('sin(x)*y^2').variables; // [ 'x', 'y' ]
 * formula((x, y) => Math.sin(x) * y ** 2).variables; // [ 'x', 'y' ]
 */
export function formula(source: string | PlainFunction, options: FormulaOptions = {}): Formula {
  demandNames('formula', options, formulaNames);
  if (typeof source === 'string') {
    const { dag, root, variables } = parse(source, options);
    return new Formula(dag, root, variables);
  }
  if (typeof source !== 'function') throw new TypeError(`formula: expected a text or a plain function, got ${typeof source}`);
  const reading = read(source, options);
  const known = formulas.get(reading);
  if (known !== undefined) return known;
  const { dag, roots, variables, result } = reading;
  const [root] = roots;
  if (result !== 'number' || root === undefined) {
    throw new TypeError(
      `formula: expected a function with one number as its result, got ${roots.length}; use system for several`,
    );
  }
  const made = new Formula(dag, root, variables);
  formulas.set(reading, made);
  return made;
}

/** Formulas of readings, which of one function are the same again: what is laid out or compiled for one is found. */
const formulas = new WeakMap<Reading, Formula>();
