/**
 * Formulas as source code: one statement per operation, so that shared parts are computed once.
 */

import { halves } from '../algebra/float64.js';
import { type Rational, rationalNearest } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import type { NamesOf } from '../text/options.js';
import { constantText } from './constant-text.js';
import type { Dag } from './dag.js';
import { c, type Dialect, javaScript, mangled, type Operation, requireAllowed } from './dialect.js';
import { isInteger } from './fold.js';

/**
 * The names of the given functions that values of the roots take, which code calls by these names.
 *
 * @throws RangeError where the language does not allow one, two functions have the same, or the code itself is to be called so
 */
function givenIn(where: string, dag: Dag, roots: readonly number[], name: string, { reserved, foreign }: Dialect): string[] {
  const serials = new Map<string, number>([[name, -1]]);
  for (const id of dag.reachForValues(roots)) {
    const { given } = dag.nodes[id]!;
    if (given === undefined) continue;
    const { name: called, serial } = given;
    requireAllowed(where, called, called.replace(foreign, '') === called && !reserved.has(called));
    if ((serials.get(called) ?? serial) !== serial) {
      throw new RangeError(`${where}: expected different names of different functions, got ${called} twice; give others`);
    }
    serials.set(called, serial);
  }
  serials.delete(name);
  return [...serials.keys()];
}

/** Statements that compute the nodes, and what holds the roots afterwards. */
function statements(
  dag: Dag,
  roots: readonly number[],
  variables: readonly string[],
  dialect: Dialect,
  taken: ReadonlySet<string>,
): { lines: string[]; results: string[] } {
  const expression = new Map<number, string>();
  const lines: string[] = [];
  let count = 0;
  const emit = (value: string): string => {
    do count++;
    while (taken.has(`t${count}`));
    lines.push(dialect.declare(`t${count}`, value));
    return `t${count}`;
  };
  for (const id of dag.reachForValues(roots)) {
    const { op, args, value, index, given } = dag.nodes[id]!;
    if (op === 'variable') expression.set(id, variables[index!]!);
    else if (op === 'pi') expression.set(id, dialect.pi);
    else if (op === 'constant') expression.set(id, dialect.constant(rationalNearest(value!), constantText(value!)));
    else {
      const operands = (given === undefined ? args : args.slice(0, 1)).map((arg) => expression.get(arg)!);
      const exponent = op === 'pow' ? dag.valueOf(args[1]!) : undefined;
      const call = (): string =>
        op === 'given' ? `${given!.name}(${operands[0]})` : dialect.call(kindOf(dag, id, op), operands);
      expression.set(id, (exponent && powerByProducts(operands[0]!, exponent, dialect, emit)) ?? emit(call()));
    }
  }
  return { lines, results: roots.map((root) => expression.get(root)!) };
}

/** Largest exponent of powers by products. */
const MOST_PRODUCTS = 2n ** 31n;

/** x^n and x^(n/2) by the products that kernels take, which are faster than a call and have the same bits: what holds it, or undefined for other exponents. */
function powerByProducts(x: string, exponent: Rational, { call }: Dialect, emit: (value: string) => string): string | undefined {
  const size = exponent.num < 0n ? -exponent.num : exponent.num;
  const n = exponent.den === 1n && size < MOST_PRODUCTS ? Number(size) : halves(exponent);
  if (n === undefined || size === 0n) return undefined;
  const whole = n === 0 ? undefined : integerPower(x, n, emit);
  if (exponent.den === 1n) return exponent.num < 0n ? emit(`1 / ${whole}`) : whole;
  const root = emit(call('sqrt', [x]));
  const product = whole === undefined ? root : emit(`${whole} * ${root}`);
  return exponent.num < 0n ? emit(`1 / ${call('abs', [product])}`) : product;
}

/** x^n for n > 0 by repeated squaring. */
function integerPower(x: string, n: number, emit: (value: string) => string): string {
  let power: string | undefined;
  let square = x;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = power === undefined ? square : emit(`${power} * ${square}`);
    if (rest > 1) square = emit(`${square} * ${square}`);
  }
  return power!;
}

/**
 * A power whose exponent is not known has no value for a negative base, as e^{y ln x} has none, where the language's own has one for each whole y; and one whose exponent is
 * 0 is 1 only where there is a base.
 */
function kindOf(dag: Dag, id: number, op: FunctionName): Operation {
  if (op !== 'pow') return op;
  const [base = 0, exponent = 0] = dag.nodes[id]!.args;
  const known = dag.valueOf(exponent);
  if (known !== undefined) return known.num === 0n ? 'unit' : known.den === 1n ? op : 'broken';
  const value = dag.valueOf(base);
  const isPositive = dag.nodes[base]!.op === 'pi' || ((value?.num ?? 0n) > 0n && !isInteger(value, 1n));
  return isPositive ? op : 'raise';
}

/** What a generated function is called and what its arguments are. */
export interface CodeOptions {
  /** Name of the function, by default `f`. */
  readonly name?: string;
  /** Whether one root is an array of one, too. */
  readonly array?: boolean;
}

/** What C code is to compute with. */
export interface CCodeOptions extends CodeOptions {
  /**
   * Numbers, or intervals that contain all values over a box, with bounds that the processor rounds outward: of sums, products, quotients, roots and powers to
   * whole and half exponents, and of values, not of Taylor coefficients, also abs, min, max and step functions; C bounds no other function. Default `number`.
   */
  readonly arithmetic?: 'number' | 'interval';
}

/** What {@link CodeOptions} and {@link CCodeOptions} have. */
export const codeNames: NamesOf<CodeOptions> = { name: true, array: true };
export const cCodeNames: NamesOf<CCodeOptions> = { ...codeNames, arithmetic: true };

/** Whether code over intervals is wanted. */
export function isOverIntervals({ arithmetic = 'number' }: CCodeOptions): boolean {
  if (arithmetic === 'number' || arithmetic === 'interval') return arithmetic === 'interval';
  throw new RangeError(`toC: expected the arithmetic number or interval, got ${arithmetic}`);
}

/**
 * A JavaScript function of the variables that returns the root, or an array of several roots.
 *
 * Functions given by `defineFunction` are called by their names, which must be in scope.
 *
 * It computes in doubles with the engine's own functions, and has the bits that `evaluate` has in the same engine, but for the sign of a zero, which `evaluate` drops. A
 * condition without a value has no branch: the result is NaN. Of −∞ a power to an exponent that is no half of an integer is what JavaScript makes of it, ∞ or 0, and not
 * NaN. Brook reads the code back as the same function where its constants are decimals or quotients and its functions those of `Math`.
 */
export function toJavaScript(
  dag: Dag,
  roots: readonly number[],
  variables: readonly string[],
  { name = 'f', array = roots.length !== 1 }: CodeOptions = {},
): string {
  const taken = new Set(givenIn('toJavaScript', dag, roots, name, javaScript));
  const [fn = ''] = mangled([name], javaScript, taken);
  const names = mangled(variables, javaScript, taken);
  const { lines, results } = statements(dag, roots, names, javaScript, taken);
  const result = !array ? results[0] : `[${results.join(', ')}]`;
  return `function ${fn}(${names.join(', ')}) {\n${indented([...lines, `return ${result};`])}}\n`;
}

/**
 * A C99 function that needs nothing but `<math.h>` and the functions given by `defineFunction`, which it declares: `double f(double x, double y)` for one root, and
 * `void f(double x, double y, double out[2])` for several. A condition without a value has no branch: the result is NaN. Sums, products, roots and powers to whole and half
 * exponents have the bits that `evaluate` has where the compiler contracts none (-ffp-contract=off); functions are those of the library.
 */
export function toC(
  dag: Dag,
  roots: readonly number[],
  variables: readonly string[],
  { name = 'f', array = roots.length !== 1 }: CodeOptions = {},
): string {
  const given = givenIn('toC', dag, roots, name, c);
  const taken = new Set(given);
  const [fn = '', out = ''] = mangled([name, 'out'], c, taken);
  const names = mangled(variables, c, taken);
  const { lines, results } = statements(dag, roots, names, c, taken);
  const parameters = names.map((parameter) => `double ${parameter}`);
  if (array) parameters.push(`double ${out}[${results.length}]`);
  const head = `${array ? 'void' : 'double'} ${fn}(${parameters.join(', ') || 'void'})`;
  const ends = array ? results.map((result, i) => `${out}[${i}] = ${result};`) : [`return ${results[0]};`];
  return `#include <math.h>\n\n${externs(given)}${head} {\n${indented([...lines, ...ends])}}\n`;
}

/** Declarations of the functions that C code takes from elsewhere. */
export function externs(names: readonly string[]): string {
  return names.length === 0 ? '' : `${names.map((name) => `extern double ${name}(double);\n`).join('')}\n`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}
