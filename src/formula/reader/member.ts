/**
 * Members of arrays, objects and namespaces.
 */
import { fromDouble, integer, quantity } from './arithmetic.js';
import { arrayMethod } from './array.js';
import { callValue } from './call.js';
import { objectPrototype } from './define.js';
import { Environment } from './environment.js';
import { Cursor, elements, ITERATOR } from './iterate.js';
import { joined } from './operators.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { fromScope } from './scope.js';
import { tableMember } from './table.js';
import {
  Bag,
  Builtin,
  Closure,
  Conflict,
  type Generator,
  isGenerator,
  kindOf,
  List,
  Model,
  Outer,
  Quantity,
  Table,
  type Value,
} from './value.js';

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

/** `target[key]`; an accessor is called for `self`. */
export function get(reader: Reader, target: Value, key: string | number, self: Value = target): Value {
  if (target instanceof List) return fromList(reader, target, key);
  if (target instanceof Table) return tableMember(reader, target, String(key));
  if (isGenerator(target)) return fromGenerator(target, key);
  if (target instanceof Bag) return fromBag(reader, target, propertyName(reader, key), self);
  if (target instanceof Outer) return fromOuter(reader, target.object, key, self);
  if (target instanceof Model) return key === 'prototype' ? target.prototype : get(reader, target.statics, key, target);
  if ((target instanceof Closure || target instanceof Builtin) && (key === 'apply' || key === 'call' || key === 'bind')) {
    return caller(target, key);
  }
  if (typeof target === 'string' && key === 'concat') {
    return new Builtin('concat', (reading, args) => joined(reading, [target, ...args]));
  }
  if (target instanceof Closure) {
    return target.object
      ? fromOuter(reader, target.object, key, target)
      : fromBag(reader, target.own, propertyName(reader, key), target);
  }
  if (target instanceof Parameter) {
    if (typeof key === 'number') return target.size !== undefined && key >= target.size ? undefined : target.item(reader, key);
    if (key === 'length' || key === ITERATOR || arrayMethod(key)) return fromList(reader, target.list(reader), key);
    return target.entry(reader, key);
  }
  if (target instanceof Builtin) {
    const member = target.members.get(String(key));
    return member
      ? member(reader)
      : reader.fail(
          `a function of ${target.name} that formulas have, got ${target.name}.${key}; write it with others, or give one by defineFunction in { scope }`,
        );
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
  reader.see(bag);
  const getter = bag.accessors.get(key);
  if (getter !== undefined) return getter.get === undefined ? undefined : callValue(reader, getter.get, [], self);
  if (bag.entries.has(key)) return bag.entries.get(key);
  if (bag.prototype === undefined) return inheritedByAll(reader, bag, key);
  return get(reader, bag.prototype, key, self);
}

/** What every object or function has: undefined unless JavaScript has something there. */
function inheritedByAll(reader: Reader, { owner }: Bag, key: string): Value {
  if (!(key in (owner ? Function : Object).prototype)) return undefined;
  const method = objectPrototype.members.get(key);
  return method && !owner
    ? method(reader)
    : reader.fail(`a property that the function has set itself, got ${key}, which JavaScript gives all`);
}

function fromList(reader: Reader, list: List, key: string | number): Value {
  reader.see(list);
  if (typeof key === 'number') {
    // Beyond the end there is undefined, so that q[i + 1] ?? 0 has its meaning.
    return key >= 0 ? list.items[key] : reader.fail(`an index ≥ 0, got ${key}`);
  }
  if (key === 'length') return fromDouble(reader, list.items.length);
  if (key === ITERATOR) return new Builtin(key, () => new Cursor(list));
  const method = arrayMethod(key);
  if (!method) return reader.fail(`an array method that formulas have, got .${key}; write a loop`);
  return new Builtin(key, (reading, args) => method(reading, list, args));
}

function fromOuter(reader: Reader, object: object, key: string | number, self: Value): Value {
  // Only the object's own data, and the methods of its class, of which the source is read: an accessor would run code, and what else is inherited was not put there
  // for the formula.
  const home = Object.hasOwn(object, key) ? object : holderOf(object, key);
  const descriptor = home && Object.getOwnPropertyDescriptor(home, key);
  const isOwn = home === object && self instanceof Outer && self.object === object;
  if (descriptor?.get !== undefined && !isOwn) {
    return callValue(reader, ofHome(reader, descriptor.get, home!), [], self);
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
  return ofHome(reader, descriptor.value, home!);
}

/** A value of an object or of its class; where it is a method, `super` is what is above them. */
function ofHome(reader: Reader, value: unknown, home: object): Value {
  const made = fromScope(reader, value);
  const above = Object.getPrototypeOf(home) as object | null;
  if (!(made instanceof Closure) || above === null) return made;
  const environment = new Environment(made.environment);
  environment.declare('super', new Outer(above), true);
  return new Closure(made.node, made.source, environment, made.object);
}

/** The class of an object, or one that it extends, that has a method or an accessor. */
function holderOf(object: object, key: string | number): object | undefined {
  if (key === 'constructor') return undefined;
  for (let at: object | null = Object.getPrototypeOf(object); at !== null; at = Object.getPrototypeOf(at)) {
    const isBuiltIn = [Object, Function, Array, Promise].some(({ prototype }) => prototype === at);
    const found = isBuiltIn ? undefined : Object.getOwnPropertyDescriptor(at, key);
    if (found && (typeof found.value === 'function' || found.get)) return at;
  }
  return undefined;
}

/** An iterator gives its elements once, and is its own iterator. */
function fromGenerator(generator: Generator, key: string | number): Value {
  if (key === ITERATOR) return new Builtin(key, () => generator);
  if (key !== 'next') return undefined;
  return new Builtin(key, (reader, args) => {
    if (args.some((arg) => arg !== undefined))
      reader.fail('next() without an argument, got a value; pass it to the generator before');
    return generator.next(reader);
  });
}

/** The names that loops over an object find. */
export function namesOf(reader: Reader, bag: Bag): string[] {
  reader.see(bag);
  for (const [key, value] of bag.entries) {
    if (isTorn(value))
      reader.fail(
        `properties that are the same in both branches of a condition, got ${key} in one of them; give it a value in both`,
      );
  }
  if ([...bag.accessors.keys()].some((key) => !bag.hidden.has(key))) {
    reader.fail('an object without accessors to list the properties of, got one with get or set; list them by name');
  }
  return [...bag.entries.keys()].filter((key) => !bag.hidden.has(key)).sort(byPlace);
}

/** The own properties of an object, of the function or of its scope; undefined for what has none that are known. */
export function entriesOf(reader: Reader, value: Value): (readonly [string, Value])[] | undefined {
  if (value instanceof Bag) return namesOf(reader, value).map((key) => [key, value.entries.get(key)]);
  if (!(value instanceof Outer)) return undefined;
  const { object } = value;
  const names = Object.keys(object);
  reader.charge(names.length);
  return names.map((key) => [propertyName(reader, key), fromOuter(reader, object, key, value)]);
}

/** A copy of an object, from which what a pattern names is to be taken. */
export function restOf(reader: Reader, value: Value): Bag {
  const entries = entriesOf(reader, value);
  if (entries === undefined) return reader.fail(`an object to take the rest of, got ${kindOf(value)}; list its properties`);
  const rest = new Bag();
  for (const [key, part] of entries) rest.entries.set(key, part);
  return rest;
}

/** As the language has it, whole numbers come first, in order. */
function byPlace(a: string, b: string): number {
  const [p, q] = [a, b].map((key) => (/^(?:0|[1-9][0-9]{0,9})$/u.test(key) ? Number(key) : Number.POSITIVE_INFINITY)) as [
    number,
    number,
  ];
  return p < q ? -1 : p > q ? 1 : 0;
}

/** Whether an entry is there in one branch of a condition and not in the other. */
export function isTorn(value: Value): boolean {
  return (
    value instanceof Conflict && (value.yes === undefined || value.no === undefined || isTorn(value.yes) || isTorn(value.no))
  );
}

function setterOf(bag: Bag, key: string): Value {
  for (let at: Value = bag; at instanceof Bag; at = at.prototype) {
    const accessor = at.accessors.get(key);
    if (accessor) return accessor.set;
    if (at.entries.has(key)) return undefined;
  }
  return undefined;
}

/** `target[key] = value`, for what the function itself has made. */
export function set(reader: Reader, target: Value, key: string | number, value: Value): void {
  if (target instanceof Closure && !target.object) set(reader, target.own, key, value);
  else if (target instanceof Model && target.statics instanceof Bag) set(reader, target.statics, key, value);
  else setIn(reader, target, key, value);
}

function setIn(reader: Reader, target: Value, key: string | number, value: Value): void {
  const setter = target instanceof Bag ? setterOf(target, String(key)) : undefined;
  if (setter !== undefined) callValue(reader, setter, [value], target);
  else if (target instanceof Bag && !target.frozen) {
    const name = propertyName(reader, key);
    if (!target.entries.has(name)) reader.charge(2);
    reader.branches.record(target);
    target.entries.set(name, value);
  } else if (target instanceof List && !target.frozen && key === 'length') {
    shorten(reader, target, value);
  } else if (target instanceof List && !target.frozen && typeof key === 'number') {
    if (key > target.items.length || key < 0) reader.fail(`an index up to ${target.items.length}, got ${key}`);
    if (key === target.items.length) reader.charge(1);
    else reader.pass(1);
    reader.branches.record(target);
    target.items[key] = value;
    target.holes.delete(key);
  } else {
    reader.fail(`an array or object of the function's own to write to, got ${kindOf(target)} from outside; copy it first`);
  }
}

/** `list.length = n`. */
function shorten(reader: Reader, list: List, value: Value): void {
  const length = integer(reader, value, 'a length');
  const { items, holes } = list;
  if (length < 0 || length > items.length) {
    reader.fail(`a length of at most ${items.length}, got ${length}; push what is to be added`);
  }
  reader.branches.record(list);
  items.length = length;
  for (const hole of holes) if (hole >= length) holes.delete(hole);
}
