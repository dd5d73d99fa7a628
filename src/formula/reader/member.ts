/**
 * Members of arrays, objects and namespaces.
 */
import { fromDouble, integer, quantity } from './arithmetic.js';
import { arrayMethod } from './array.js';
import { callValue } from './call.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { fromScope } from './scope.js';
import { Bag, Builtin, Closure, kindOf, List, Model, Outer, Quantity, type Value } from './value.js';

/** The key that a known string or integer is. */
export function keyOf(reader: Reader, value: Value): string | number {
  if (typeof value === 'string') return /^(?:0|[1-9][0-9]{0,14})$/u.test(value) ? Number(value) : value;
  if (value instanceof Quantity || value instanceof Parameter) return integer(reader, quantity(reader, value), 'an index');
  return reader.fail(`an index or a name, got ${kindOf(value)}`);
}

/** The name of a property of an object that the function makes. */
export function propertyName(reader: Reader, key: string | number): string {
  if (key === '__proto__') reader.fail('a property with a name of its own, got __proto__, which is not a property');
  return String(key);
}

/** The elements of an array, for spreading, destructuring and loops over it. */
export function elements(reader: Reader, value: Value): Value[] {
  if (value instanceof List) {
    if (!value.cursor) return value.items;
    const rest = value.items.slice(givenOf(reader, value.cursor));
    give(reader, value.cursor, value.items.length);
    return rest;
  }
  if (value instanceof Parameter) return value.list(reader).items;
  return reader.fail(`an array, got ${kindOf(value)}`);
}

/** `target[key]`; an accessor is called for `self`. */
export function get(reader: Reader, target: Value, key: string | number, self: Value = target): Value {
  if (target instanceof List) return fromList(reader, target, key);
  if (target instanceof Bag) return fromBag(reader, target, propertyName(reader, key), self);
  if (target instanceof Outer) return fromOuter(reader, target.object, key, self);
  if (target instanceof Model) return get(reader, target.statics, key, target);
  if ((target instanceof Closure || target instanceof Builtin) && (key === 'apply' || key === 'call' || key === 'bind')) {
    return caller(target, key);
  }
  if (typeof target === 'string' && key === 'concat') {
    return new Builtin('concat', (reading, args) => [target, ...args].map((part) => keyOf(reading, part)).join(''));
  }
  if (target instanceof Closure && target.object) return fromOuter(reader, target.object, key, target);
  if (target instanceof Parameter) {
    if (typeof key === 'number') return target.size !== undefined && key >= target.size ? undefined : target.item(reader, key);
    if (key === 'length' || key === ITERATOR || arrayMethod(key)) return fromList(reader, target.list(reader), key);
    return target.entry(reader, key);
  }
  if (target instanceof Builtin) {
    const member = target.members.get(String(key));
    return member ? member(reader) : reader.fail(`a function of ${target.name} that formulas have, got ${target.name}.${key}`);
  }
  return reader.fail(`an array or an object, got ${kindOf(target)} for .${key}`);
}

/** `fn.call(object, …args)`, `fn.apply(object, args)` and `fn.bind(object, …args)`. */
function caller(fn: Closure | Builtin, key: 'call' | 'apply' | 'bind'): Builtin {
  return new Builtin(key, (reader, [self, ...args]) => {
    if (key === 'call') return callValue(reader, fn, args, self);
    if (key === 'apply') return callValue(reader, fn, args[0] === undefined ? [] : elements(reader, args[0]), self);
    return new Builtin('bound', (reading, more) => callValue(reading, fn, [...args, ...more], self));
  });
}

function fromBag(reader: Reader, bag: Bag, key: string, self: Value): Value {
  const getter = bag.accessors.get(key);
  if (getter !== undefined) return getter.get && callValue(reader, getter.get, [], self);
  if (bag.entries.has(key) || bag.prototype === undefined) return bag.entries.get(key);
  return get(reader, bag.prototype, key, self);
}

function fromList(reader: Reader, list: List, key: string | number): Value {
  if (typeof key === 'number') {
    // Beyond the end there is undefined, so that q[i + 1] ?? 0 has its meaning.
    return key >= 0 ? list.items[key] : reader.fail(`an index ≥ 0, got ${key}`);
  }
  if (key === 'length') return fromDouble(reader, list.items.length);
  // An iterator gives its elements once, and is its own iterator.
  if (key === ITERATOR) return new Builtin(key, () => (list.cursor ? list : new List(list.items, true, new Bag())));
  const { cursor } = list;
  if (key === 'next' && cursor) return new Builtin(key, (reading) => nextOf(reading, list.items, cursor));
  if (key === 'return' && cursor) return undefined;
  const method = arrayMethod(key);
  if (!method) return reader.fail(`an array method that formulas have, got .${key}; write a loop`);
  return new Builtin(key, (reading, args) => method(reading, list, args));
}

/** The key of the method that gives an iterator: `Symbol.iterator`. */
export const ITERATOR = '@@iterator';

/** How many elements an iterator has given. */
function givenOf(reader: Reader, cursor: Bag): number {
  const at = cursor.entries.get('at');
  return at === undefined ? 0 : integer(reader, at, 'a place in an array');
}

function give(reader: Reader, cursor: Bag, at: number): void {
  reader.branches.record(cursor);
  cursor.entries.set('at', fromDouble(reader, at));
}

function nextOf(reader: Reader, items: readonly Value[], cursor: Bag): Bag {
  const at = givenOf(reader, cursor);
  give(reader, cursor, Math.min(at + 1, items.length));
  const bag = new Bag();
  bag.entries.set('done', at >= items.length);
  bag.entries.set('value', items[at]);
  return bag;
}

function fromOuter(reader: Reader, object: object, key: string | number, self: Value): Value {
  // Only the object's own data, and the methods of its class, of which the source is read: an accessor would run code, and what else is inherited was not put there
  // for the formula.
  const descriptor = Object.getOwnPropertyDescriptor(object, key) ?? inherited(object, key);
  if (descriptor?.get !== undefined && self instanceof Bag) {
    return callValue(reader, fromScope(reader, descriptor.get), [], self);
  }
  if (!descriptor && key in object) {
    return reader.fail(`a property of the object's own in scope, got ${key}, which it inherits`);
  }
  if (!descriptor) {
    // Undefined, as `object.key ?? 1` expects; whoever takes it for a number is told what there is.
    reader.missing = `the object in scope has no property ${key}; it has ${Object.keys(object).slice(0, 20).join(', ')}`;
    return undefined;
  }
  if (!('value' in descriptor))
    return reader.fail(`a property with a value, got the accessor ${key}; pass its value in { scope }`);
  return fromScope(reader, descriptor.value);
}

/** A method or an accessor of the class of an object. */
function inherited(object: object, key: string | number): PropertyDescriptor | undefined {
  if (key === 'constructor') return undefined;
  for (let at: object | null = Object.getPrototypeOf(object); at !== null; at = Object.getPrototypeOf(at)) {
    const isBuiltIn = [Object, Function, Array, Promise].some(({ prototype }) => prototype === at);
    const found = isBuiltIn ? undefined : Object.getOwnPropertyDescriptor(at, key);
    if (found && (typeof found.value === 'function' || found.get)) return found;
  }
  return undefined;
}

function setterOf(bag: Bag, key: string): Closure | undefined {
  for (let at: Value = bag; at instanceof Bag; at = at.prototype) {
    const { set } = at.accessors.get(key) ?? {};
    if (set) return set;
  }
  return undefined;
}

/** `target[key] = value`, for what the function itself has made. */
export function set(reader: Reader, target: Value, key: string | number, value: Value): void {
  const setter = target instanceof Bag ? setterOf(target, String(key)) : undefined;
  if (setter) callValue(reader, setter, [value], target);
  else if (target instanceof Bag && !target.frozen) {
    reader.branches.record(target);
    target.entries.set(propertyName(reader, key), value);
  } else if (target instanceof List && !target.frozen && typeof key === 'number') {
    if (key > target.items.length || key < 0) reader.fail(`an index up to ${target.items.length}, got ${key}`);
    reader.charge(1);
    reader.branches.record(target);
    target.items[key] = value;
  } else {
    reader.fail(`an array or object of the function's own to write to, got ${kindOf(target)} from outside; copy it first`);
  }
}
