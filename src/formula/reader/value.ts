/**
 * What an expression of a plain function can be while it is read.
 */
import type { Function as FunctionNode } from 'acorn';
import type { Environment } from './environment.js';
import type { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import type { Source } from './source.js';

/** A value met while reading: numbers are nodes of the graph, everything else is known. */
export type Value = Quantity | Parameter | List | Bag | Outer | Closure | Builtin | string | boolean | undefined | null;

/**
 * A number: its node, and where it does not depend on the variables also the double that the function itself would have.
 * Infinities and NaN have the double and no node.
 */
export class Quantity {
  readonly node: number | undefined;
  readonly known: number | undefined;

  constructor(node: number | undefined, known?: number) {
    this.node = node;
    this.known = known;
  }
}

/** An array whose length is known. */
export class List {
  readonly items: Value[];
  /** Arrays from outside are read, not written. */
  readonly frozen: boolean;

  constructor(items: Value[], frozen = false) {
    this.items = items;
    this.frozen = frozen;
  }
}

/** An object made by the function itself. */
export class Bag {
  readonly entries: Map<string, Value> = new Map();
}

/** An object of the scope, looked into only as far as the function does. */
export class Outer {
  readonly object: object;

  constructor(object: object) {
    this.object = object;
  }
}

/** A function with source, in the environment where it was made. */
export class Closure {
  readonly node: FunctionNode;
  readonly source: Source;
  readonly environment: Environment;

  constructor(node: FunctionNode, source: Source, environment: Environment) {
    this.node = node;
    this.source = source;
    this.environment = environment;
  }
}

/** A function or namespace of JavaScript that the reader knows, with members such as the `from` of `Array`. */
export class Builtin {
  readonly name: string;
  readonly call: ((reader: Reader, args: readonly Value[]) => Value) | undefined;
  readonly members: ReadonlyMap<string, (reader: Reader) => Value>;

  constructor(
    name: string,
    call: ((reader: Reader, args: readonly Value[]) => Value) | undefined,
    members: ReadonlyMap<string, (reader: Reader) => Value> = new Map(),
  ) {
    this.name = name;
    this.call = call;
    this.members = members;
  }
}

/** A word for the kind of a value, for messages. */
export function kindOf(value: Value): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean') return 'a boolean';
  if (value instanceof Quantity) return 'a number';
  if (value instanceof List) return `an array of ${value.items.length}`;
  if (value instanceof Closure || value instanceof Builtin) return 'a function';
  return value instanceof Bag || value instanceof Outer ? 'an object' : `the parameter ${value.name}`;
}
