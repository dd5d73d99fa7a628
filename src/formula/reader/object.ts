/**
 * What objects are made of beside their properties: prototypes, and private members, which are maps by object.
 */
import type { PrivateIdentifier } from 'acorn';
import { callValue } from './call.js';
import type { Environment } from './environment.js';
import { get } from './member.js';
import type { Reader } from './reader.js';
import { fromScope } from './scope.js';
import { rowOf, setRow } from './table.js';
import { type Accessor, Bag, Builtin, Closure, kindOf, Model, Outer, Table, type Value } from './value.js';

/** A private name: a map from objects to values, or for methods and accessors the set of objects that have them. */
export class Private {
  readonly objects: Table = new Table(false);
  method: Closure | undefined;
  accessor: Accessor | undefined;
}

function privateOf(reader: Reader, { name }: PrivateIdentifier, environment: Environment): Private {
  return environment.privateNamed(name) ?? reader.fail(`a private name of the class, got #${name}`);
}

/** `target.#name`. */
export function getPrivate(reader: Reader, target: Value, key: PrivateIdentifier, environment: Environment): Value {
  const { objects, method, accessor } = privateOf(reader, key, environment);
  const row = rowOf(reader, objects, target);
  if (!row) return reader.fail(`an object with the private member #${key.name}, got ${kindOf(target)}`);
  if (accessor) return accessor.get === undefined ? undefined : callValue(reader, accessor.get, [], target);
  return method ?? row[1];
}

/** `target.#name = value`. */
export function setPrivate(reader: Reader, target: Value, key: PrivateIdentifier, value: Value, environment: Environment): Value {
  const { objects, method, accessor } = privateOf(reader, key, environment);
  if (!rowOf(reader, objects, target) || method || (accessor && accessor.set === undefined)) {
    return reader.fail(`an object with a private member #${key.name} to write to, got ${kindOf(target)}`);
  }
  if (accessor?.set !== undefined) callValue(reader, accessor.set, [value], target);
  else setRow(reader, objects, target, value);
  return value;
}

/** `#name in target`. */
export function hasPrivate(reader: Reader, target: Value, key: PrivateIdentifier, environment: Environment): boolean {
  return rowOf(reader, privateOf(reader, key, environment).objects, target) !== undefined;
}

/** What `new fn()` has its methods from. */
export function prototypeOf(reader: Reader, fn: Value): Bag | Outer | undefined {
  if (fn instanceof Model) return fn.prototype;
  if (!(fn instanceof Closure) || fn.node.type === 'ArrowFunctionExpression') return undefined;
  if (fn.object) {
    const prototype = Object.getOwnPropertyDescriptor(fn.object, 'prototype')?.value;
    return typeof prototype === 'object' && prototype !== null ? new Outer(prototype as object) : undefined;
  }
  const prototype = get(reader, fn, 'prototype');
  return prototype instanceof Bag || prototype instanceof Outer ? prototype : undefined;
}

/** `value instanceof fn`. */
export function isInstance(reader: Reader, value: Value, fn: Value): boolean {
  const prototype = prototypeOf(reader, fn);
  if (prototype === undefined || fn instanceof Builtin) {
    return reader.fail(`a class or a function with a prototype for instanceof, got ${kindOf(fn)}; leave the test out`);
  }
  const isObject = value instanceof Bag;
  if (!isObject)
    return typeof value === 'object'
      ? reader.fail(`an object of a class for instanceof, got ${kindOf(value)}; leave the test out`)
      : false;
  for (let at = value.prototype; at !== undefined; at = at instanceof Bag ? at.prototype : parentOf(at)) {
    if (at === prototype || (at instanceof Outer && prototype instanceof Outer && at.object === prototype.object)) return true;
  }
  return false;
}

function parentOf({ object }: Outer): Outer | undefined {
  const parent = Object.getPrototypeOf(object) as unknown;
  return typeof parent === 'object' && parent !== null ? new Outer(parent) : undefined;
}

/** Gives an object another prototype. */
export function setPrototype(reader: Reader, target: Value, prototype: Value): void {
  const bag = target instanceof Closure && !target.object ? target.own : target;
  const from = prototype instanceof Closure && !prototype.object ? prototype.own : prototype;
  const isKnown = from === null || from instanceof Bag || from instanceof Outer;
  if (!(bag instanceof Bag) || bag.frozen || !isKnown || !reader.branches.isYoung(bag)) {
    reader.fail(`an object of the function's own to give a prototype, got ${kindOf(target)}; write a class`);
  }
  bag.prototype = from ?? undefined;
}

/** `Object.getPrototypeOf(value)`. */
export function prototypeOfObject(reader: Reader, value: Value): Value {
  if (value instanceof Outer) return parentOf(value) ?? null;
  if (value instanceof Closure) {
    const parent = value.object ? (Object.getPrototypeOf(value.object) as unknown) : undefined;
    if (typeof parent === 'function' && parent !== Function.prototype) return fromScope(reader, parent);
    const { prototype } = value.object ? new Bag() : value.own;
    return prototype instanceof Bag
      ? (prototype.owner ?? null)
      : reader.fail('a function that extends another, got one that does not');
  }
  if (!(value instanceof Bag)) return reader.fail(`an object of the function's own for its prototype, got ${kindOf(value)}`);
  return value.prototype ?? null;
}
