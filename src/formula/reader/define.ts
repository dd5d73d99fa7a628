/**
 * Properties by their descriptors, as classes in older JavaScript are made.
 */
import { elements } from './iterate.js';
import { get, isTorn, keyOf, propertyName } from './member.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, Closure, kindOf, List, Model, type Value } from './value.js';

/** `Object.defineProperty(to, key, parts)`: unless it says so, the property is not found by loops. */
export function defineProperty(reader: Reader, to: Value, key: string, parts: Value): Value {
  const bag = to instanceof Closure && !to.object ? to.own : to instanceof Model ? to.statics : to;
  if (!(bag instanceof Bag) || bag.frozen || !(parts instanceof Bag)) {
    return reader.fail(`an object of the function's own to define a property of, got ${kindOf(to)}; set it with =`);
  }
  const part = (name: string): Value => get(reader, parts, name);
  const [getter, setter] = [part('get'), part('set')];
  if (getter !== undefined || setter !== undefined) {
    defineAccessor(reader, bag, key, { get: getter, set: setter });
  } else {
    reader.branches.record(bag);
    bag.entries.set(key, part('value'));
  }
  if (part('enumerable') !== true) bag.hidden.add(key);
  return to;
}

/** Adds what a property does where it is read or written. */
export function defineAccessor(reader: Reader, bag: Bag, key: string, parts: { readonly get: Value; readonly set: Value }): void {
  if (!reader.branches.isYoung(bag)) {
    reader.fail('an object whose accessors are defined where it is made, got one in a branch of a condition; write a method');
  }
  const old = bag.accessors.get(key);
  bag.accessors.set(key, { get: parts.get ?? old?.get, set: parts.set ?? old?.set });
  bag.hidden.add(key);
}

/** Methods and accessors `{ key, value }` and `{ key, get, set }`, as compilers list them. */
export function defineAll(reader: Reader, to: Value, list: Value): void {
  if (list === undefined || list === null) return;
  for (const parts of elements(reader, list)) {
    defineProperty(reader, to, propertyName(reader, keyOf(reader, get(reader, parts, 'key'))), parts);
  }
}

/** `Object.hasOwn(value, key)`. */
export function hasOwn(reader: Reader, value: Value, key: string | number): boolean {
  if (value instanceof List) return key === 'length' || Number(key) < value.items.length;
  if (!(value instanceof Bag)) return reader.fail(`an object of the function's own to look into, got ${kindOf(value)}`);
  reader.see(value);
  if (isTorn(value.entries.get(String(key)))) {
    return reader.fail(`a property that is there in both branches of a condition or in none, got ${key} in one of them`);
  }
  return value.entries.has(String(key)) || value.accessors.has(String(key));
}

/** `Object.prototype`, of which only what tells own properties is there. */
export const objectPrototype: Builtin = new Builtin(
  'Object.prototype',
  undefined,
  new Map([
    ['hasOwnProperty', () => new Builtin('hasOwnProperty', (reader, [key], self) => hasOwn(reader, self, keyOf(reader, key)))],
  ]),
);
