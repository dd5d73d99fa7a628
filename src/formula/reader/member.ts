/**
 * Members of arrays, objects and namespaces.
 */
import { fromDouble, integer, quantity } from './arithmetic.js';
import { arrayMethod } from './array.js';
import { callValue } from './call.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { fromScope } from './scope.js';
import { Bag, Builtin, Closure, kindOf, List, Outer, Quantity, type Value } from './value.js';

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
  if (value instanceof List) return value.items;
  if (value instanceof Parameter) return value.list(reader).items;
  return reader.fail(`an array, got ${kindOf(value)}`);
}

/** `target[key]`. */
export function get(reader: Reader, target: Value, key: string | number): Value {
  if (target instanceof List) return fromList(reader, target, key);
  if (target instanceof Bag) return target.entries.get(propertyName(reader, key));
  if (target instanceof Outer) return fromOuter(reader, target.object, key);
  if ((target instanceof Closure || target instanceof Builtin) && (key === 'apply' || key === 'call')) return caller(target, key);
  if (typeof target === 'string' && key === 'concat') {
    return new Builtin('concat', (reading, args) => [target, ...args].map((part) => keyOf(reading, part)).join(''));
  }
  if (target instanceof Closure && target.object) return fromOuter(reader, target.object, key);
  if (target instanceof Parameter) {
    if (typeof key === 'number') return target.size !== undefined && key >= target.size ? undefined : target.item(reader, key);
    if (key === 'length' || arrayMethod(key)) return fromList(reader, target.list(reader), key);
    return target.entry(reader, key);
  }
  if (target instanceof Builtin) {
    const member = target.members.get(String(key));
    return member ? member(reader) : reader.fail(`a function of ${target.name} that formulas have, got ${target.name}.${key}`);
  }
  return reader.fail(`an array or an object, got ${kindOf(target)} for .${key}`);
}

/** `fn.call(object, …args)` and `fn.apply(object, args)`, of functions that do not ask for `this`. */
function caller(fn: Closure | Builtin, key: 'call' | 'apply'): Builtin {
  return new Builtin(key, (reader, [, ...args]) => callValue(reader, fn, key === 'call' ? args : elements(reader, args[0])));
}

function fromList(reader: Reader, list: List, key: string | number): Value {
  if (typeof key === 'number') {
    // Beyond the end there is undefined, so that q[i + 1] ?? 0 has its meaning.
    return key >= 0 ? list.items[key] : reader.fail(`an index ≥ 0, got ${key}`);
  }
  if (key === 'length') return fromDouble(reader, list.items.length);
  const method = arrayMethod(key);
  if (!method) return reader.fail(`an array method that formulas have, got .${key}; write a loop`);
  return new Builtin(key, (reading, args) => method(reading, list, args));
}

function fromOuter(reader: Reader, object: object, key: string | number): Value {
  // Only the object's own data: an accessor would run code, and what is inherited was not put there for the formula.
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
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

/** `target[key] = value`, for what the function itself has made. */
export function set(reader: Reader, target: Value, key: string | number, value: Value): void {
  if (target instanceof Bag && !target.frozen) {
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
