/**
 * What a function sees from outside: the scope it is given, and the parts of JavaScript that formulas have.
 */
import { fromDouble } from './arithmetic.js';
import { builtinFor, globals } from './builtin.js';
import { Environment } from './environment.js';
import type { Reader } from './reader.js';
import { parseFunction } from './source.js';
import { Closure, List, Outer, type Value } from './value.js';

/** Functions and constants by name, as the caller gives them. */
export type Scope = Readonly<Record<string, unknown>>;

/** Deepest nesting of arrays in the scope; a cycle ends here. */
const maxArrayDepth = 16;

/** The outermost environment of a reading. */
export function outermost(reader: Reader, scope: Scope): Environment {
  // Each name is converted once, so that a helper that is called often is parsed once.
  const converted = new Map<string, { readonly value: Value }>();
  return new Environment((name) => {
    const known = converted.get(name);
    if (known) return known;
    const value = Object.hasOwn(scope, name) ? fromScope(reader, ownValue(reader, scope, name)) : globals.get(name)?.(reader);
    if (value === undefined && !Object.hasOwn(scope, name) && name !== 'undefined') return undefined;
    const found = { value };
    converted.set(name, found);
    return found;
  });
}

function ownValue(reader: Reader, scope: Scope, name: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(scope, name);
  if (descriptor && 'value' in descriptor) return descriptor.value;
  return reader.fail(`a value in scope, got the accessor ${name}; pass its value`);
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
  const builtin = builtinFor(fn);
  if (builtin) return builtin;
  const { node, source } = parseFunction(fn);
  return new Closure(node, source, reader.outermost);
}
