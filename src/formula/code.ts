/**
 * Formulas as source code: one statement per operation, so that shared parts are computed once.
 */

import { halves } from '../algebra/float64.js';
import { type Rational, rationalNearest } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import type { NamesOf } from '../text/options.js';
import { constantText } from './constant-text.js';
import type { Dag } from './dag.js';
import { isInteger } from './fold.js';

/** A constant that can be an operand: with a sign or a quotient it takes parentheses. */
function enclosed(text: string): string {
  return /^[0-9.]+(?:e[+-]?[0-9]+)?$/u.test(text) ? text : `(${text})`;
}

/** What code computes: `raise` is a power whose exponent is not known, `broken` one whose exponent is no integer, `unit` one whose exponent is 0. */
type Operation = FunctionName | 'raise' | 'broken' | 'unit';

/** How a language writes what a graph is made of. */
interface Dialect {
  readonly call: (op: Operation, args: readonly string[]) => string;
  readonly constant: (value: number, exact: string) => string;
  readonly pi: string;
  readonly declare: (name: string, expression: string) => string;
  /** Words that are no names. */
  readonly reserved: ReadonlySet<string>;
  /** Characters that a name must not have. */
  readonly foreign: RegExp;
}

const infix: ReadonlyMap<Operation, string> = new Map([
  ['add', ' + '],
  ['sub', ' - '],
  ['mul', ' * '],
  ['div', ' / '],
]);

function operation(op: Operation, [a = '', b = '']: readonly string[], named: (op: Operation) => string): string {
  const sign = infix.get(op);
  if (sign !== undefined) return a + sign + b;
  if (op === 'neg') return `-${a}`;
  if (op === 'sqr') return `${a} * ${a}`;
  if (op === 'unit') return `1 + 0 * ${a}`;
  return named(op);
}

function unavailable(where: string, name: string, library: string): never {
  throw new TypeError(`${where}: expected functions that ${library} has, got ${name}; evaluate the formula, or compile it`);
}

/** Functions of the table that C99's <math.h> lacks. */
const notInC: ReadonlySet<string> = new Set(
  'sinpi cospi tanpi gaussian sigmoid lambertW lambertWm1 sinc digamma polygamma besselJ sphericalJ keplerE'.split(' '),
);

/** What <math.h> calls a function of the table or one that starts a recurrence. */
export function nameInC(name: string): string {
  if (name === 'lgammaCoefficient_0') return 'lgamma';
  if (name === 'gamma' || name === 'gamma_0') return 'tgamma';
  const [base = name] = name.split('_');
  return notInC.has(base) || base === 'lgammaCoefficient' ? unavailable('toC', base, '<math.h>') : name;
}

/** Functions that other ones make up; `m` stands before the names of these. */
function composed(name: string, a: string, m: string): string | undefined {
  switch (name) {
    case 'gaussian':
      return `${m}exp(-(${a} * ${a}))`;
    case 'sigmoid':
      return `${a} < 0 ? ${m}exp(${a}) / (1 + ${m}exp(${a})) : 1 / (1 + ${m}exp(-${a}))`;
    case 'sinc':
      return `${a} == 0 ? 1 : ${m}sin(${a}) / ${a}`;
    default:
      return undefined;
  }
}

/** A function of the table, or one that starts a recurrence, applied in C. */
export function appliedInC(name: string, args: readonly string[]): string {
  const [a = ''] = args;
  return name === 'exp10' ? `pow(10.0, ${a})` : (composed(name, a, '') ?? `${nameInC(name)}(${args.join(', ')})`);
}

/** a^b in C for any two numbers, without a value for a < 0, nor for 1^NaN and 1^∞, which are 1 in C. */
export function raiseInC(a: string, b: string): string {
  return `${a} > 0.0 && isfinite(${b}) ? pow(${a}, ${b}) : exp(log(${a}) * ${b})`;
}

/** a^r in C for a number r that is no integer. */
export function brokenInC(a: string, r: string): string {
  return `${a} > 0.0 ? pow(${a}, ${r}) : exp(log(${a}) * ${r})`;
}

/** The smaller or the larger of two numbers in C as `Math` has it: not fmin and fmax, which take a number before NaN and either zero. */
export function extremeInC(op: 'min' | 'max', a: string, b: string): string {
  const [sign, negative] = op === 'min' ? ['<', a] : ['>', b];
  return `${a} ${sign} ${b} || ${a} != ${a} || (${a} == ${b} && signbit(${negative})) ? ${a} : ${b}`;
}

const javaScript: Dialect = {
  call: (op, args) =>
    operation(op, args, () => {
      const [a, b, c] = args;
      if (op === 'step') return `${a} >= 0 ? 1 : ${a} < 0 ? 0 : ${a}`;
      // of a truth, which is 1, 0 or NaN
      if (op === 'select') return `${a} > 0 ? ${b} : ${a} < 1 ? ${c} : ${a}`;
      if (op === 'pow' || op === 'broken') return `${a} ** ${b}`;
      if (op === 'raise') return `${a} > 0 ? ${a} ** ${b} : Math.exp(Math.log(${a}) * ${b})`;
      if (op === 'exp2' || op === 'exp10') return `${op.slice(3)} ** ${a}`;
      const made = composed(op, a!, 'Math.');
      if (made !== undefined) return made.replace('==', '===');
      if (!Object.hasOwn(Math, op)) unavailable('toJavaScript', op, 'Math');
      return `Math.${op}(${args.join(', ')})`;
    }),
  // A short decimal is the same double and says what is meant; a quotient of small integers is rounded once, as it should be.
  constant: (value, exact) => (/^-?[0-9.]{1,17}(?:\/[0-9]{1,15})?$/u.test(exact) ? enclosed(exact) : enclosed(String(value))),
  pi: 'Math.PI',
  declare: (name, expression) => `const ${name} = ${expression};`,
  reserved: new Set(
    (
      'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
      'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
      'this throw true try typeof var void while with yield Math Infinity NaN undefined'
    ).split(' '),
  ),
  foreign: /[^\p{ID_Continue}$]/gu,
};

const c: Dialect = {
  call: (op, args) =>
    operation(op, args, () => {
      const [a, b, otherwise] = args;
      switch (op) {
        case 'abs':
          return `fabs(${a})`;
        case 'sign':
          return `${a} > 0.0 ? 1.0 : ${a} < 0.0 ? -1.0 : ${a}`;
        case 'step':
          return `${a} >= 0.0 ? 1.0 : ${a} < 0.0 ? 0.0 : ${a}`;
        // ties go up; a sum with 1/2 would be rounded
        case 'round':
          return `${a} - floor(${a}) >= 0.5 ? floor(${a}) + 1.0 : floor(${a})`;
        case 'min':
        case 'max':
          return extremeInC(op, a!, b!);
        case 'select':
          return `${a} > 0.0 ? ${b} : ${a} < 1.0 ? ${otherwise} : ${a}`;
        case 'raise':
          return raiseInC(a!, b!);
        case 'broken':
          return brokenInC(a!, b!);
        default:
          return appliedInC(op, args);
      }
    }),
  constant: (value) => {
    if (!Number.isFinite(value)) return value > 0 ? 'HUGE_VAL' : '(-HUGE_VAL)';
    const digits = String(value);
    return enclosed(/[.e]/u.test(digits) ? digits : `${digits}.0`);
  },
  pi: '3.141592653589793',
  declare: (name, expression) => `const double ${name} = ${expression};`,
  reserved: new Set(
    (
      'auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return ' +
      'short signed sizeof static struct switch typedef union unsigned void volatile while bool true false nullptr NULL NAN INFINITY ' +
      'fabs HUGE_VAL HUGE_VALF HUGE_VALL FP_NAN FP_INFINITE FP_ZERO FP_NORMAL FP_SUBNORMAL FP_ILOGB0 FP_ILOGBNAN MATH_ERRNO MATH_ERREXCEPT'
    ).split(' '),
  ),
  foreign: /[^A-Za-z0-9_]/gu,
};

/** Names of the language for names of formulas, distinct and allowed. */
function mangled(names: readonly string[], { reserved, foreign }: Dialect, taken: Set<string>): string[] {
  return names.map((name) => {
    let allowed = name.replace(foreign, (sign) => `_${sign.codePointAt(0)!.toString(16)}`);
    if (/^[0-9]/u.test(allowed) || allowed.startsWith('__')) allowed = `v${allowed}`;
    while (reserved.has(allowed) || taken.has(allowed)) allowed += '_';
    taken.add(allowed);
    return allowed;
  });
}

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

function requireAllowed(where: string, name: string, isAllowed: boolean): void {
  if (!isAllowed)
    throw new RangeError(`${where}: expected a name that the language allows for a function, got ${name}; define it by another`);
}

/** Throws unless C allows a function to be called so. */
export function requireNameInC(name: string): string {
  requireAllowed('toC', name, name.replace(c.foreign, '') === name && !c.reserved.has(name));
  return name;
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
