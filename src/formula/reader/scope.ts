/**
 * What a function sees from outside: the scope it is given, and the parts of JavaScript that formulas have.
 */
import type { Expression, ObjectExpression } from 'acorn';
import { defined, definitionOf } from '../definition.js';
import { FormulaError } from '../error.js';
import { numberOf } from '../float.js';
import { fromDouble, nodeOf, quantity } from './arithmetic.js';
import { builtinFor, globals, ownFunction } from './builtin.js';
import { Environment } from './environment.js';
import { modelOf } from './model.js';
import type { Reader } from './reader.js';
import { parseClass, parseFunction } from './source.js';
import { Builtin, Closure, List, Model, Outer, Quantity, type Value } from './value.js';

/**
 * Functions and constants by name, as the caller gives them: an object, or a function that returns one.
 *
 * A minifier renames what a function uses, `square` to `e`, but not the key in `{ square: e }`. From the source of
 * `() => ({ square })`, minified together with the function, the new name can be read.
 */
export type Scope = Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>);

/** Deepest nesting of arrays in the scope; a cycle ends here. */
const maxArrayDepth = 16;

/** The outermost environment of a reading. */
export function outermost(reader: Reader, scope: Scope): Environment {
  // Each name is converted once, so that a helper that is called often is parsed once.
  const converted = new Map<string, { readonly value: Value }>();
  const values = typeof scope === 'function' ? namedValues(scope) : scope;
  return new Environment((name) => {
    const known = converted.get(name);
    if (known) return known;
    const given = Object.hasOwn(values, name);
    const value = given ? fromScope(reader, ownValue(reader, values, name)) : globals.get(name)?.(reader);
    // Babel marks the generators of a module by names of its own, which nothing needs here.
    if (value === undefined && !given && !/^(?:undefined|_marked\d*)$/u.test(name)) return undefined;
    const found = { value };
    converted.set(name, found);
    return found;
  });
}

function ownValue(reader: Reader, values: object, name: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(values, name);
  if (descriptor && 'value' in descriptor) return descriptor.value;
  return reader.fail(`a value in scope, got the accessor ${name}; pass its value`);
}

/** A tree of names: what `a.b` stands for is under `a`, then under `b`. */
interface Names {
  [name: string]: unknown;
}

/** The values that `scope` returns, under the names that its source uses for them. */
function namedValues(scope: () => Readonly<Record<string, unknown>>): Names {
  const values = scope();
  const names = Object.create(null) as Names;
  const trees = new Set<unknown>([names]);
  const place = (path: readonly string[], value: unknown): void => {
    let at = names;
    for (const name of path.slice(0, -1)) {
      const beside = at[name];
      if (!trees.has(beside)) at[name] = Object.create(null) as Names;
      at = at[name] as Names;
      trees.add(at);
      if (!trees.has(beside)) addOwn(at, beside);
    }
    const name = path.at(-1)!;
    if (trees.has(at[name])) addOwn(at[name] as Names, value);
    else at[name] = value;
  };
  const ofModules: (readonly [string, unknown])[] = [];
  for (const property of returnedProperties(scope)) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') continue;
    const key = property.key.name;
    const path = pathOf(property.value) ?? [key];
    const value = Object.getOwnPropertyDescriptor(values, key)?.value;
    place(path, value);
    if (path.length > 1) ofModules.push([key, value]);
  }
  // Functions of the module itself call it by its own name, as long as no other has that.
  for (const [key, value] of ofModules) if (!(key in names)) names[key] = value;
  return names;
}

/** Adds to a tree what a whole module has beside it; accessors stay where they are. */
function addOwn(tree: Names, module: unknown): void {
  if (typeof module !== 'object' || module === null) return;
  for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(module))) {
    if (value !== undefined && !(key in tree)) tree[key] = value;
  }
}

function returnedProperties(scope: () => unknown): ObjectExpression['properties'] {
  const { node, source } = parseFunction(scope);
  const last = node.body.type === 'BlockStatement' ? node.body.body.at(-1) : undefined;
  const returned = last?.type === 'ReturnStatement' ? last.argument : node.body;
  if (returned?.type === 'ObjectExpression') return returned.properties;
  const message =
    'formula: expected scope to return an object written out, such as () => ({ square, weights }), got another function';
  throw new FormulaError(message, source.text, 0);
}

/** The names of `a` or `a.b.c`; bundlers and test runners turn an imported name into the latter. */
function pathOf(expression: Expression): string[] | undefined {
  if (expression.type === 'Identifier') return [expression.name];
  if (expression.type !== 'MemberExpression' || expression.object.type === 'Super') return undefined;
  const path = pathOf(expression.object);
  const { property, computed } = expression;
  // webpack writes module["default"]
  const name = computed ? property.type === 'Literal' && property.value : property.type === 'Identifier' && property.name;
  return path && typeof name === 'string' ? [...path, name] : undefined;
}

/** A value from outside, as the reader has it. */
export function fromScope(reader: Reader, value: unknown, depth = 0): Value {
  reader.charge(1);
  switch (typeof value) {
    case 'number':
      return fromDouble(reader, value);
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'function':
      return fromFunction(reader, value as (...args: never[]) => unknown);
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value) || ArrayBuffer.isView(value)) return fromArray(reader, value as ArrayLike<unknown>, depth);
      return builtinFor(value) ?? new Outer(value);
    default:
      return reader.fail(`numbers, arrays, objects and functions in scope, got a ${typeof value}`);
  }
}

function fromArray(reader: Reader, array: ArrayLike<unknown>, depth: number): List {
  if (depth >= maxArrayDepth)
    reader.fail(`arrays nested at most ${maxArrayDepth} deep in scope; pass the numbers that are needed`);
  reader.charge(array.length);
  const items = Array.from({ length: array.length }, (_, i) => fromScope(reader, array[i], depth + 1));
  return new List(items, true);
}

function fromFunction(reader: Reader, fn: (...args: never[]) => unknown): Value {
  const definition = definitionOf(fn);
  if (definition !== undefined) {
    return new Builtin(definition.name, (_, [x]) => {
      const { known } = quantity(reader, x);
      return new Quantity(
        defined(reader.dag, definition, nodeOf(reader, x)),
        known === undefined ? undefined : numberOf(definition, known),
      );
    });
  }
  const builtin = builtinFor(fn) ?? ownFunction(fn);
  if (builtin) return builtin;
  if (/^class\b/u.test(Function.prototype.toString.call(fn))) return classOf(reader, fn);
  const { node, source } = parseFunction(fn);
  return new Closure(node, source, reader.outermost, fn);
}

/** A class whose source says how it makes objects; of one that cannot be read, what belongs to the class itself. */
function classOf(reader: Reader, fn: (...args: never[]) => unknown): Value {
  const parsed = parseClass(fn);
  const statics = new Outer(fn);
  if (parsed === undefined) return statics;
  const base = Object.getPrototypeOf(fn) as unknown;
  const parent = typeof base === 'function' && base !== Function.prototype ? fromScope(reader, base) : undefined;
  if (parent !== undefined && !(parent instanceof Model)) return statics;
  return modelOf(reader, parsed.node, parsed.source, reader.outermost, { statics, parent });
}
