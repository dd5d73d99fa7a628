/**
 * What compilers call for newer syntax in older JavaScript, by the names that they give it: esbuild, TypeScript, Babel and SWC.
 */
import { operate } from './arithmetic.js';
import { elements, get, ITERATOR, keyOf, propertyName, set } from './member.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, kindOf, List, type Value } from './value.js';

type Call = (reader: Reader, args: readonly Value[]) => Value;

/** The elements of several arrays in a new one. */
const joined: Call = (reader, arrays) => {
  const items = arrays.flatMap((array) => elements(reader, array));
  reader.charge(items.length);
  return new List(items);
};

/** `[a, b] = items`. */
const firstOf: Call = (reader, [items]) => joined(reader, [items]);

/** `{ a, ...rest } = object`. */
const without: Call = (reader, [object, names]) => {
  if (!(object instanceof Bag)) return reader.fail(`an object of the function's own to take the rest of, got ${kindOf(object)}`);
  const rest = new Bag();
  for (const [key, value] of object.entries) rest.entries.set(key, value);
  for (const name of elements(reader, names)) rest.entries.delete(String(keyOf(reader, name)));
  return rest;
};

/** The loop over `items` that Babel writes: s begins, n gives the next, e and f end. */
const loop: Call = (reader, [items]) => {
  const iterator = iteratorOf(reader, items);
  const bag = new Bag(true);
  bag.entries.set('n', get(reader, iterator, 'next'));
  for (const key of ['s', 'e', 'f']) bag.entries.set(key, new Builtin(key, () => undefined));
  return bag;
};

function iteratorOf(reader: Reader, items: Value): Value {
  const start = get(reader, items, ITERATOR);
  return start instanceof Builtin && start.call ? start.call(reader, []) : reader.fail(`an array, got ${kindOf(items)}`);
}

/** `{ [key]: value }`. */
const defined: Call = (reader, [object, key, value]) => {
  set(reader, object, propertyName(reader, keyOf(reader, key)), value);
  return object;
};

/** All of them by name. */
export const compilerHelpers: readonly (readonly [string, Call])[] = [
  ['__pow', (reader, [x, y]) => operate(reader, 'pow', x, y)],
  ['__spreadArray', (reader, [to, from]) => joined(reader, [to, from])],
  ['_to_consumable_array', joined],
  ['_toConsumableArray', joined],
  ['__read', firstOf],
  ['_slicedToArray', firstOf],
  ['_sliced_to_array', firstOf],
  ['__values', (reader, [items]) => iteratorOf(reader, items)],
  ['_createForOfIteratorHelper', loop],
  ['_create_for_of_iterator_helper_loose', (reader, [items]) => get(reader, iteratorOf(reader, items), 'next')],
  ['__rest', without],
  ['__objRest', without],
  ['_objectWithoutProperties', without],
  ['_object_without_properties_loose', without],
  ['_defineProperty', defined],
  ['_define_property', defined],
  ['__defNormalProp', defined],
  ['_classCallCheck', () => undefined],
  ['_class_call_check', () => undefined],
];
