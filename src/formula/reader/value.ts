/**
 * What an expression of a plain function can be while it is read.
 */
import type { Class, Function as FunctionNode } from 'acorn';
import { type Rational, rationalOf } from '../../rounding/rational.js';
import type { Dag } from '../dag.js';
import type { Abrupt } from './branch.js';
import type { Environment } from './environment.js';
import type { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import type { Source } from './source.js';

/** A value met while reading: numbers are nodes of the graph, everything else is known. */
export type Value =
  | Quantity
  | Truth
  | Parameter
  | List
  | Bag
  | Outer
  | Closure
  | Builtin
  | Model
  | Table
  | Generator
  | Absent
  | Conflict
  | string
  | boolean
  | undefined
  | null;

/**
 * A number: its node, and where it does not depend on the variables also the double that the function itself would have.
 * Infinities and NaN have the double and no node.
 */
export class Quantity {
  readonly known: number | undefined;
  /** Whether it is exactly the double that is known, and finite. */
  readonly isDouble: boolean;
  #node: number | undefined;
  #exact: Rational | undefined;
  readonly #dag: Dag | undefined;

  constructor(node: number | undefined, known?: number, constant?: { readonly dag: Dag; readonly exact: Rational | undefined }) {
    this.#node = node;
    this.known = known;
    this.#dag = constant?.dag;
    this.#exact = constant?.exact;
    this.isDouble = constant !== undefined && constant.exact === undefined && Number.isFinite(known);
  }

  /** A constant that has a node as soon as it goes into the graph: most counters and indices never do. Without `exact` it is exactly the double. */
  static constant(dag: Dag, known: number, exact?: Rational): Quantity {
    return new Quantity(undefined, known, { dag, exact });
  }

  get node(): number | undefined {
    const exact = this.#node === undefined ? this.exact : undefined;
    if (exact !== undefined) this.#node = this.#dag!.constant(exact);
    return this.#node;
  }

  /** The exact value of a constant that may have no node yet. */
  get exact(): Rational | undefined {
    if (this.isDouble) this.#exact ??= rationalOf(this.known!);
    return this.#exact;
  }
}

/** A boolean that depends on the variables: its node is 1 or 0. */
export class Truth {
  readonly node: number;

  constructor(node: number) {
    this.node = node;
  }
}

/** What a function has for its value where it throws an error. */
export class Absent {
  readonly isAbsent = true;
}

/** A value of one kind in one branch of a condition and of another in the other, which cannot be joined and must not be used. */
export class Conflict {
  readonly yes: Value;
  readonly no: Value;
  /** What it is called, if no condition on the variables makes it so. */
  readonly name: string | undefined;

  constructor(yes: Value, no: Value, name?: string) {
    this.yes = yes;
    this.no = no;
    this.name = name;
  }
}

let births = 0;

/** The number of a thing that can change, larger than those of all things before it. */
export function birth(): number {
  return births++;
}

/** An array whose length is known. */
export class List {
  readonly born: number = birth();
  readonly items: Value[];
  /** Arrays from outside are read, not written. */
  readonly frozen: boolean;
  /** Places where nothing was ever put, [1, , 2]: they read as undefined, and methods pass over them. */
  readonly holes: Set<number>;

  constructor(items: Value[], frozen = false, holes: Iterable<number> = []) {
    this.items = items;
    this.frozen = frozen;
    this.holes = new Set(holes);
  }
}

/**
 * What gives values one after the other, each once: the iterator of an array or a map, or what a function with `yield` returns.
 *
 * `each` gives all that is left to a visitor, in whose body they are used, until it ends the loop; `next` gives one, `done` or not, as an object.
 */
export interface Generator {
  readonly isGenerator: true;
  each(reader: Reader, visit: (value: Value) => Abrupt | undefined): Abrupt | undefined;
  next(reader: Reader): Bag;
}

/** A map, or a set, whose values are its keys. Keys are told apart as JavaScript does. */
export class Table {
  readonly born: number = birth();
  readonly isSet: boolean;
  readonly rows: Map<unknown, readonly [key: Value, value: Value]> = new Map();

  constructor(isSet: boolean) {
    this.isSet = isSet;
  }
}

/** What a property does that is not a value. */
export interface Accessor {
  readonly get?: Value;
  readonly set?: Value;
}

/** An object made by the function itself. */
export class Bag {
  readonly born: number;
  readonly entries: Map<string, Value> = new Map();
  readonly accessors: Map<string, Accessor> = new Map();
  /** Names of entries that no loop over the object finds. */
  readonly hidden: Set<string> = new Set();
  /** Objects that are joined from two are read, not written. */
  readonly frozen: boolean;
  /** Where it has its methods from, if it was made by a class. */
  prototype: Bag | Outer | undefined;
  /** The function whose properties these are. */
  owner: Closure | undefined;

  constructor(frozen = false, prototype?: Bag | Outer, born: number = birth()) {
    this.frozen = frozen;
    this.prototype = prototype;
    this.born = born;
  }
}

/** A class: what makes objects. */
export class Model {
  readonly node: Class;
  readonly source: Source;
  /** The environment of its methods, in which `super` is the class itself. */
  readonly environment: Environment;
  readonly parent: Model | undefined;
  readonly prototype: Bag;
  /** What belongs to the class itself: a class of the scope, or the static members that were read. */
  readonly statics: Bag | Outer;

  constructor(parts: Pick<Model, 'node' | 'source' | 'environment' | 'parent' | 'statics'>) {
    this.node = parts.node;
    this.source = parts.source;
    this.environment = parts.environment;
    this.parent = parts.parent;
    this.prototype = new Bag(true, parts.parent?.prototype);
    this.statics = parts.statics;
    this.prototype.entries.set('constructor', this);
    this.prototype.hidden.add('constructor');
  }
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
  /** The function itself, if it is of the scope: it may have properties. */
  readonly object: object | undefined;
  readonly #born: number = birth();
  #own: Bag | undefined;

  constructor(node: FunctionNode, source: Source, environment: Environment, object?: object) {
    this.object = object;
    this.node = node;
    this.source = source;
    this.environment = environment;
  }

  /** The properties of a function that the function read has made: as old as itself, whenever they are first asked for. */
  get own(): Bag {
    if (this.#own === undefined) {
      this.#own = new Bag(false, undefined, this.#born);
      this.#own.owner = this;
      if (this.node.type !== 'ArrowFunctionExpression') {
        const prototype = new Bag(false, undefined, this.#born);
        prototype.entries.set('constructor', this);
        prototype.hidden.add('constructor');
        this.#own.entries.set('prototype', prototype);
        this.#own.hidden.add('prototype');
      }
    }
    return this.#own;
  }
}

/** A function or namespace of JavaScript that the reader knows, with members such as the `from` of `Array`. */
export class Builtin {
  readonly name: string;
  readonly call: ((reader: Reader, args: readonly Value[], self?: Value) => Value) | undefined;
  readonly members: ReadonlyMap<string, (reader: Reader) => Value>;

  constructor(
    name: string,
    call: ((reader: Reader, args: readonly Value[], self?: Value) => Value) | undefined,
    members: ReadonlyMap<string, (reader: Reader) => Value> = new Map(),
  ) {
    this.name = name;
    this.call = call;
    this.members = members;
  }
}

export function isGenerator(value: Value): value is Generator {
  return typeof value === 'object' && value !== null && 'isGenerator' in value;
}

/** A value of one kind, whatever a condition on the variables says. */
export function certain(reader: Reader, value: Value, what: string): Value {
  return value instanceof Conflict || value instanceof Absent ? reader.fail(`${what}, got ${kindOf(value)}`) : value;
}

/** A word for the kind of a value, for messages. */
export function kindOf(value: Value): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean' || value instanceof Truth) return 'a boolean';
  if (value instanceof Absent) return 'an error that the function throws';
  if (value instanceof Conflict)
    return value.name ?? `${kindOf(value.yes)} or ${kindOf(value.no)} by a condition on the variables`;
  if (value instanceof Quantity) return 'a number';
  if (value instanceof List) return `an array of ${value.items.length}`;
  if (value instanceof Closure || value instanceof Builtin) return 'a function';
  if (value instanceof Model) return 'a class';
  if (value instanceof Table) return value.isSet ? 'a set' : 'a map';
  if (isGenerator(value)) return 'an iterator';
  return value instanceof Bag || value instanceof Outer ? 'an object' : `the parameter ${value.name}`;
}
