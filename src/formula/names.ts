/**
 * The names a formula may use for functions and constants, beyond its own variables.
 */
import { rational } from '../rounding/rational.js';
import { arity, type FunctionName } from '../series/functions.js';
import type { Dag } from './dag.js';

/** A function as formulas write it: its number of arguments and what it is in terms of the table. */
export interface NamedFunction {
  readonly arity: number;
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

/** Every function of a formula: the table of series functions, other common names for them, and a few made of them. */
export const namedFunctions: ReadonlyMap<string, NamedFunction> = new Map([
  ...Object.keys(arity).map((name): [string, NamedFunction] => [name, renamed(name as FunctionName)]),
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
const unsupported = 'abs sign sgn min max floor ceil round trunc mod atan2 if erf erfc gamma factorial'.split(' ');

/** What to do about a function name that formulas do not have. */
export function unknownFunctionRemedy(name: string): string {
  const lower = name.toLowerCase();
  if (namedFunctions.has(lower)) return `write ${lower} in small letters`;
  if (unsupported.includes(lower))
    return `${lower} is not part of formulas yet; they are made of ${Object.keys(arity).join(', ')}`;
  return `for a product write ${name}*(…); functions are ${[...namedFunctions.keys()].join(', ')}`;
}

const identifier = /^[\p{L}_$](?:(?![²³¹⁰⁴-⁹])[\p{L}\p{M}\p{N}_$])*$/u;

/** Throws unless `names` are distinct names that a formula can use for variables; `where` begins the message. */
export function checkVariableNames(where: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (typeof name !== 'string') throw new TypeError(`${where}: expected names of variables, got ${typeof name}`);
    if (!identifier.test(name)) {
      throw new RangeError(`${where}: expected a name made of letters, digits and _, got ${JSON.stringify(name)}`);
    }
    if (namedFunctions.has(name)) {
      throw new RangeError(`${where}: expected the name of a variable, got the function ${name}; rename the variable`);
    }
    if (seen.has(name)) throw new RangeError(`${where}: expected distinct names, got ${name} twice`);
    seen.add(name);
  }
}
