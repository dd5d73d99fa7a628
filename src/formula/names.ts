/**
 * The names a formula may use for functions and constants, beyond its own variables.
 */
import { rational } from '../rounding/rational.js';
import { arity, type FunctionName } from '../series/functions.js';
import type { Dag } from './dag.js';
import { both, conditional, not, oneOf, truthOf } from './logic.js';

/** A function as formulas write it: its number of arguments and what it is in terms of the table. */
export interface NamedFunction {
  readonly arity: number;
  /** Most arguments, where that is not the same. */
  readonly most?: number;
  build(dag: Dag, args: readonly number[]): number;
}

function renamed(op: FunctionName): NamedFunction {
  return { arity: arity[op], build: (dag, args) => dag.apply(op, ...args) };
}

function reciprocalOf(op: FunctionName): NamedFunction {
  return { arity: 1, build: (dag, [x = 0]) => dag.apply('div', dag.constant(rational(1n, 1n)), dag.apply(op, x)) };
}

function quotientOf(above: FunctionName, below: FunctionName): NamedFunction {
  return { arity: 1, build: (dag, [x = 0]) => dag.apply('div', dag.apply(above, x), dag.apply(below, x)) };
}

/** f(f(f(x, y), z), …) */
function repeated(combine: (dag: Dag, left: number, right: number) => number): NamedFunction {
  return { arity: 1, most: Infinity, build: (dag, args) => args.reduce((left, right) => combine(dag, left, right)) };
}

/** `piecewise(c1, a, c2, b, otherwise)`: the value after the first condition that holds; without `otherwise` there is none where no condition holds. */
const piecewise: NamedFunction = {
  arity: 2,
  most: Infinity,
  build: (dag, args) => {
    const zero = dag.constant(rational(0n));
    let value = args.length % 2 === 1 ? args.at(-1)! : dag.apply('div', zero, zero);
    for (let i = args.length - (args.length % 2) - 2; i >= 0; i -= 2) value = conditional(dag, args[i]!, args[i + 1]!, value);
    return value;
  },
};

/** a − b·⌊a/b⌋, between 0 and b. */
const modulo: NamedFunction = {
  arity: 2,
  build: (dag, [a = 0, b = 0]) => dag.apply('sub', a, dag.apply('mul', b, dag.apply('floor', dag.apply('div', a, b)))),
};

/** Every function of a formula: the table of series functions, other common names for them, and a few made of them. */
export const namedFunctions: ReadonlyMap<string, NamedFunction> = new Map([
  ...Object.keys(arity)
    .filter((name) => name !== 'select')
    .map((name): [string, NamedFunction] => [name, renamed(name as FunctionName)]),
  ['min', repeated((dag, a, b) => dag.apply('min', a, b))],
  ['max', repeated((dag, a, b) => dag.apply('max', a, b))],
  ['and', repeated((dag, p, q) => both(dag, truthOf(dag, p), truthOf(dag, q)))],
  ['or', repeated((dag, p, q) => oneOf(dag, truthOf(dag, p), truthOf(dag, q)))],
  ['not', { arity: 1, build: (dag, [p = 0]) => not(dag, truthOf(dag, p)) }],
  ['if', { arity: 3, build: (dag, [p = 0, yes = 0, no = 0]) => conditional(dag, p, yes, no) }],
  ['piecewise', piecewise],
  ['mod', modulo],
  ['sgn', renamed('sign')],
  ['heaviside', renamed('step')],
  ['ln', renamed('log')],
  ['square', renamed('sqr')],
  ['arcsin', renamed('asin')],
  ['arccos', renamed('acos')],
  ['arctan', renamed('atan')],
  ['arcsinh', renamed('asinh')],
  ['arccosh', renamed('acosh')],
  ['arctanh', renamed('atanh')],
  ['arsinh', renamed('asinh')],
  ['arcosh', renamed('acosh')],
  ['artanh', renamed('atanh')],
  ['sec', reciprocalOf('cos')],
  ['csc', reciprocalOf('sin')],
  ['cot', quotientOf('cos', 'sin')],
  ['sech', reciprocalOf('cosh')],
  ['csch', reciprocalOf('sinh')],
  ['coth', quotientOf('cosh', 'sinh')],
]);

/** Euler's number, exactly: exp(1). */
function euler(dag: Dag): number {
  return dag.apply('exp', dag.constant(rational(1n, 1n)));
}

/** Constants by name. A variable of the same name takes precedence. */
export const namedConstants: ReadonlyMap<string, (dag: Dag) => number> = new Map([
  ['pi', (dag: Dag) => dag.pi()],
  ['π', (dag: Dag) => dag.pi()],
  ['e', euler],
]);

/** Functions that people write and that are not smooth or not in the table, so that the error can say more than "unknown". */
const unsupported = 'gamma factorial'.split(' ');

/** What to do about a function name that formulas do not have. */
export function unknownFunctionRemedy(name: string): string {
  const lower = name.toLowerCase();
  if (namedFunctions.has(lower)) return `write ${lower} in small letters`;
  if (unsupported.includes(lower))
    return `${lower} is not part of formulas yet; they are made of ${[...namedFunctions.keys()].join(', ')}`;
  return `for a product write ${name}*(…); functions are ${[...namedFunctions.keys()].join(', ')}`;
}

/** Names that are no variables unless they are declared, and what to write for them. */
export const noVariables: ReadonlyMap<string, string> = new Map([
  ['Infinity', 'formulas have finite constants only'],
  ['NaN', 'formulas have finite constants only'],
  ['true', 'write 1'],
  ['false', 'write 0'],
  ['PI', 'write pi, or name PI among the variables'],
  ['Pi', 'write pi, or name Pi among the variables'],
]);

/** Functions whose names are those of quantities as well: without an argument in parentheses they are variables. */
const quantities: ReadonlySet<string> = new Set(['gamma']);

/** Whether a name is that of a function alone. */
export function isFunctionName(name: string): boolean {
  return namedFunctions.has(name) && !quantities.has(name);
}

const identifier = /^[\p{L}_$](?:(?![²³¹⁰⁴-⁹])[\p{L}\p{M}\p{N}_$])*'*$/u;
/** Most names: engines take a millisecond to compile the classes of Unicode, once. */
const plainIdentifier = /^[A-Za-z_$][A-Za-z0-9_$]*'*$/;

/** Throws unless `names` are distinct names that a formula can use for variables; `where` begins the message. */
export function checkVariableNames(where: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (typeof name !== 'string') throw new TypeError(`${where}: expected names of variables, got ${typeof name}`);
    if (!plainIdentifier.test(name) && !identifier.test(name)) {
      throw new RangeError(`${where}: expected a name made of letters, digits and _, got ${JSON.stringify(name)}`);
    }
    if (isFunctionName(name)) {
      throw new RangeError(`${where}: expected the name of a variable, got the function ${name}; rename the variable`);
    }
    if (seen.has(name)) throw new RangeError(`${where}: expected distinct names, got ${name} twice`);
    seen.add(name);
  }
}
