/**
 * From a plain function to its graph, by reading its source: `(x, y) => Math.sin(x) * y ** 2`.
 *
 * The source is parsed and followed with the parameters unknown: loops are unrolled, calls of functions in scope inlined,
 * arrays and objects looked through, until arithmetic on the parameters is all that is left. Nothing of the text is evaluated.
 * Constants become what they mean, `0.1` one tenth and `Math.PI` the number π; numbers of the scope are exactly their doubles.
 * At the end the function itself is called at a few points and must agree.
 */
import { checkReading } from './check.js';
import { Dag } from './dag.js';
import { FormulaError } from './error.js';
import { checkVariableNames, isFunctionName } from './names.js';
import { nodeOf } from './reader/arithmetic.js';
import { callValue } from './reader/call.js';
import { namesOf } from './reader/member.js';
import type { Parameter } from './reader/parameter.js';
import { Reader, UnresolvedError } from './reader/reader.js';
import type { Scope } from './reader/scope.js';
import { Signature } from './reader/signature.js';
import { type ParsedFunction, parseFunction } from './reader/source.js';
import { Bag, Closure, kindOf, List, Truth, type Value } from './reader/value.js';
import { remembered } from './remembered.js';
import { substitute } from './substitute.js';
import { trace } from './trace.js';

/** A function of numbers, arrays of numbers or objects of numbers. */
export type PlainFunction = (...args: never[]) => unknown;

/** How {@link read} takes a function. */
export interface ReadOptions {
  /** Functions and constants that the function uses and does not declare, by name. */
  readonly scope?: Scope;
  /** Names of the variables, in the order of the parameters and their elements; the length of an array is known by it. */
  readonly variables?: readonly string[];
  /** Length of an array parameter by the parameter's name, where `variables` does not say it. */
  readonly lengthOf?: (parameter: string) => number | undefined;
  /** Graph to build in; without it, a new one. */
  readonly dag?: Dag;
}

/** A function as nodes of a graph whose variable `i` is named `variables[i]`. */
export interface Reading {
  readonly dag: Dag;
  /** One node for a function with a number as its result, one for each element or property otherwise. */
  readonly roots: readonly number[];
  readonly variables: readonly string[];
  /** Whether the result is a number, an array, or an object with these keys. */
  readonly result: 'number' | 'array' | readonly string[];
}

/**
 * Reads a plain function.
 *
 * @throws FormulaError where the source cannot be read as a formula; its message shows the place and says what to do.
 * @example
 * read((x, y) => Math.sin(x) * y ** 2).variables; // [ 'x', 'y' ]
 */
export function read(fn: PlainFunction, options: ReadOptions = {}): Reading {
  if (typeof fn !== 'function') throw new TypeError(`formula: expected a function, got ${typeof fn}`);
  if (options.variables) checkVariableNames('formula', options.variables);
  return remembered(fn, options, (recorded) => {
    const parsed = parseFunction(fn);
    try {
      return { reading: readParsed(fn, parsed, recorded), isSound: true };
    } catch (error) {
      return { reading: readOtherwise(error, fn, parsed, recorded), isSound: false };
    }
  });
}

/** A function over brook values calls methods of its parameters, or functions that are not in scope: what it sees may change. */
function readOtherwise(error: unknown, fn: PlainFunction, parsed: ParsedFunction, options: ReadOptions): Reading {
  const traced = error instanceof UnresolvedError ? traceParsed(fn, parsed, options) : undefined;
  if (traced) return traced;
  // The stack that the engine leaves may be less than the reader's own limit needs.
  if (!(error instanceof RangeError) || !/stack|recursion/iu.test(error.message)) throw error;
  const message = 'formula: expected a function that nests less deeply, got one that fills the stack; name the inner parts';
  throw new FormulaError(message, parsed.source.text, 0);
}

const unknownLength = (): undefined => undefined;

function readParsed(fn: PlainFunction, { node, source }: ParsedFunction, options: ReadOptions): Reading {
  const { scope = {}, variables: given, lengthOf = unknownLength, dag = new Dag() } = options;
  const reader = new Reader(new Dag(), source, node, scope);
  if (node.generator) reader.fail('a function that returns, got a generator; collect what it yields in an array and return that');
  const signature = new Signature(node.params, given, lengthOf);
  const value = callValue(reader, new Closure(node, source, reader.outermost), signature.values(reader));
  const { nodes, result } = resultOf(reader, value);

  const leaves = signature.leaves();
  const variables = given ?? distinctNames(leaves);
  checkCount(reader, leaves, variables);
  const position = new Map(leaves.map((leaf, i) => [leaf, i]));
  const order = reader.parameters.map((leaf) => position.get(leaf)!);
  checkReading(fn, { dag: reader.dag, roots: nodes, result, signature, order }, (message) => reader.fail(message));
  // Variables before constants, so that x + 1 is printed in that order.
  for (const i of [...order].sort((a, b) => a - b)) dag.variable(i);
  const roots = substitute(reader.dag, nodes, dag, (i) => dag.variable(order[i]!));
  return { dag, roots, variables: Object.freeze([...variables]), result };
}

function traceParsed(fn: PlainFunction, { node, source }: ParsedFunction, options: ReadOptions): Reading | undefined {
  const { scope = {}, variables: given, lengthOf = unknownLength, dag = new Dag() } = options;
  const reader = new Reader(new Dag(), source, node, scope);
  const signature = new Signature(node.params, given, lengthOf);
  signature.shape(reader);
  const leaves = signature.leaves();
  const variables = given ?? distinctNames(leaves);
  checkCount(reader, leaves, variables);
  return trace(fn, signature, variables, dag);
}

function checkCount(reader: Reader, leaves: readonly Parameter[], variables: readonly string[]): void {
  if (variables.length === leaves.length) return;
  const some = leaves.map(({ name }) => name).join(', ') || 'no parameters';
  reader.fail(`${leaves.length} names of variables for ${some}, got ${variables.length}`);
}

function resultOf(reader: Reader, value: Value): { nodes: number[]; result: Reading['result'] } {
  if (value instanceof List) return { nodes: value.items.map((item) => nodeOf(reader, item)), result: 'array' };
  if (value instanceof Bag) {
    const keys = namesOf(reader, value);
    return { nodes: keys.map((key) => nodeOf(reader, value.entries.get(key))), result: keys };
  }
  if (value === undefined) reader.fail('a function that returns a number or an array of numbers, got none; add a return');
  if (typeof value === 'boolean' || value instanceof Truth) {
    reader.fail('a function that returns a number or an array of numbers, got a boolean; write x < y ? 1 : 0');
  }
  if (typeof value === 'string' || value === null || value instanceof Closure) {
    reader.fail(`a function that returns a number or an array of numbers, got ${kindOf(value)}`);
  }
  return { nodes: [nodeOf(reader, value)], result: 'number' };
}

/** The names of the parts, made distinct and usable in a formula's text. */
function distinctNames(leaves: readonly Parameter[]): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return leaves.map(({ name }) => {
    let distinct = isFunctionName(name) ? `${name}_` : name;
    while (taken.has(distinct)) {
      const next = (numbers.get(name) ?? 0) + 1;
      numbers.set(name, next);
      distinct = next === 1 ? `${name}_` : `${name}_${next}`;
    }
    taken.add(distinct);
    return distinct;
  });
}
