/**
 * What compilers call for newer syntax in older JavaScript, by the names that they give it: esbuild, TypeScript, Babel and SWC.
 */
import { integer, operate } from './arithmetic.js';
import { elements, isDone, iteratorOf } from './iterate.js';
import { labelMachine, regenerator } from './machine.js';
import { entriesOf, get, keyOf, propertyName, restOf, set } from './member.js';
import { typeName } from './operators.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, certain, isGenerator, kindOf, List, type Value } from './value.js';

type Call = (reader: Reader, args: readonly Value[]) => Value;

/** The elements of several arrays in a new one. */
const joined: Call = (reader, arrays) => {
  const items = arrays.flatMap((array) => elements(reader, array));
  reader.charge(items.length);
  return new List(items);
};

/** `[a, b] = items`. */
const firstOf: Call = (reader, [items, count]) => {
  if (items instanceof Parameter && items.size === undefined && count !== undefined) {
    return new List(Array.from({ length: integer(reader, count, 'a number of elements') }, (_, i) => items.item(reader, i)));
  }
  if (count === undefined || !isGenerator(items)) return joined(reader, [items]);
  const most = integer(reader, count, 'a number of elements');
  const first = new List([]);
  while (first.items.length < most) {
    const result = items.next(reader);
    if (isDone(reader, result)) break;
    first.items.push(get(reader, result, 'value'));
  }
  return first;
};

/** `{ a, ...rest } = object`. */
const without: Call = (reader, [object, names]) => {
  const rest = restOf(reader, object);
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

/** `{ [key]: value }`. */
const defined: Call = (reader, [object, key, value]) => {
  set(reader, object, propertyName(reader, keyOf(reader, key)), value);
  return object;
};

/** `{ ...first, ...second }`, written into the first. */
const spreadInto: Call = (reader, [to, ...others]) => {
  if (!(to instanceof Bag)) return reader.fail(`an object of the function's own to assign to, got ${kindOf(to)}`);
  for (const other of others) {
    if (other === undefined || other === null) continue;
    const entries = entriesOf(reader, other);
    if (entries === undefined) return reader.fail(`an object to spread, got ${kindOf(other)}; list its properties`);
    for (const [key, value] of entries) set(reader, to, key, value);
  }
  return to;
};

const kind: Call = (reader, [value]) => typeName(certain(reader, value, 'a value of one kind for typeof'));

const iterator: Call = (reader, [items]) => iteratorOf(reader, items);

/** All of them by name. */
export const compilerHelpers: readonly (readonly [string, Call])[] = [
  ['__pow', (reader, [x, y]) => operate(reader, 'pow', x, y)],
  ['__spreadArray', (reader, [to, from]) => joined(reader, [to, from])],
  ['_to_consumable_array', joined],
  ['_toConsumableArray', joined],
  ['__read', firstOf],
  ['_slicedToArray', firstOf],
  ['_sliced_to_array', firstOf],
  ['__values', iterator],
  ['_ts_values', iterator],
  ['_regeneratorValues', iterator],
  ['__yieldStar', (_, [items]) => items],
  ['__generator', labelMachine],
  ['_ts_generator', labelMachine],
  ['_regenerator', regenerator],
  ['_regeneratorRuntime', regenerator],
  ['_toArray', joined],
  ['_to_array', joined],
  ['__assign', spreadInto],
  ['_extends', spreadInto],
  ['_objectSpread', spreadInto],
  ['_objectSpread2', spreadInto],
  ['_object_spread', spreadInto],
  ['_object_spread_props', spreadInto],
  ['__spreadProps', spreadInto],
  ['__spreadValues', spreadInto],
  ['_typeof', kind],
  ['_type_of', kind],
  ['_createForOfIteratorHelper', loop],
  ['_createForOfIteratorHelperLoose', (reader, [items]) => get(reader, iteratorOf(reader, items), 'next')],
  ['_create_for_of_iterator_helper_loose', (reader, [items]) => get(reader, iteratorOf(reader, items), 'next')],
  ['__rest', without],
  ['__objRest', without],
  ['_objectWithoutProperties', without],
  ['_object_without_properties', without],
  ['_objectWithoutPropertiesLoose', without],
  ['_object_without_properties_loose', without],
  ['_defineProperty', defined],
  ['_define_property', defined],
  ['__defNormalProp', defined],
  ['_classCallCheck', () => undefined],
  ['_class_call_check', () => undefined],
];
