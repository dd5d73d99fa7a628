/**
 * What compilers call for classes in older JavaScript, by the names that they give it: their methods, what they extend, and private members, which are weak maps.
 */
import { integer } from './arithmetic.js';
import { callValue, isObject } from './call.js';
import { defineAccessor, defineAll, defineProperty } from './define.js';
import { elements } from './iterate.js';
import { get, keyOf, propertyName, set } from './member.js';
import { isInstance, prototypeOf, prototypeOfObject, setPrototype } from './object.js';
import type { Reader } from './reader.js';
import { rowOf, setRow } from './table.js';
import { Bag, Builtin, birth, Closure, certain, kindOf, Table, type Value } from './value.js';

type Call = (reader: Reader, args: readonly Value[]) => Value;

/** The methods of a class and its static ones. */
const createClass: Call = (reader, [fn, methods, statics]) => {
  defineAll(reader, get(reader, fn, 'prototype'), methods);
  defineAll(reader, fn, statics);
  return fn;
};

/** `class fn extends parent`, for functions. */
const inherits: Call = (reader, [fn, parent]) => {
  if (parent === null) return undefined;
  const from = prototypeOf(reader, parent);
  if (!(fn instanceof Closure) || !(parent instanceof Closure) || from === undefined) {
    return reader.fail(
      `a function to extend, got ${kindOf(parent)}; pass the class that is extended in { scope }, or compile for an engine that has classes`,
    );
  }
  const prototype = new Bag(false, from);
  prototype.entries.set('constructor', fn);
  prototype.hidden.add('constructor');
  set(reader, fn, 'prototype', prototype);
  setPrototype(reader, fn, parent);
  return undefined;
};

/** `super(...args)`. */
const callSuper: Call = (reader, [self, fn, args]) => {
  const parent = prototypeOfObject(reader, fn);
  const result = callValue(reader, parent, args === undefined ? [] : elements(reader, args), self);
  return isObject(certain(reader, result, 'a constructor that returns nothing')) ? result : self;
};

/** `super.key`. Of the flags, 1 says that it is not static, and 2 that it is a method to call with a list of arguments. */
const superMember: Call = (reader, [fn, key, self, flags]) => {
  const bits = flags === undefined ? 0 : integer(reader, flags, 'flags');
  const home = (bits & 1) === 1 ? get(reader, fn, 'prototype') : fn;
  const value = get(reader, prototypeOfObject(reader, home), keyOf(reader, key), self);
  if ((bits & 2) === 0) return value;
  return new Builtin('super', (reading, [args]) => callValue(reading, value, elements(reading, args), self));
};

/** `super.key` of an object whose methods begin at `home`. */
const memberOf: Call = (reader, [home, key, self]) => get(reader, home, keyOf(reader, key), self);

const table = (reader: Reader, value: Value): Table =>
  value instanceof Table ? value : reader.fail(`the map of a private member, got ${kindOf(value)}`);

function privateValue(reader: Reader, map: Value, object: Value): Value {
  const row = rowOf(reader, table(reader, map), object);
  return row ? row[1] : reader.fail(`an object with this private member, got ${kindOf(object)}`);
}

/** Adds an object to a map or set. */
const add: Call = (reader, [object, map, value]) => {
  setRow(reader, table(reader, map), object, table(reader, map).isSet ? object : value);
  return undefined;
};

const ensured = (reader: Reader, object: Value, map: Value): Value => {
  if (map instanceof Table) privateValue(reader, map, object);
  else if (map !== object) reader.fail(`an object with this private member, got ${kindOf(object)}`);
  return object;
};

/** esbuild: `__privateGet(object, map, getter?)`. */
const privateGet: Call = (reader, [object, map, getter]) => {
  const value = privateValue(reader, map, object);
  return getter === undefined ? value : callValue(reader, getter, [], object);
};

const privateSet: Call = (reader, [object, map, value, setter]) => {
  privateValue(reader, map, object);
  if (setter === undefined) setRow(reader, table(reader, map), object, value);
  else callValue(reader, setter, [value], object);
  return value;
};

/** TypeScript: `kind` is f for a field, m for a method, a for an accessor. */
const classGet: Call = (reader, [object, map, kind, fn]) => {
  if (kind === 'f' && fn === undefined) return privateValue(reader, map, object);
  ensured(reader, object, map);
  if (kind === 'm') return fn;
  return kind === 'a' ? callValue(reader, fn, [], object) : get(reader, fn, 'value');
};

const classSet: Call = (reader, [object, map, value, kind, fn]) => {
  ensured(reader, object, map);
  if (kind === 'a') callValue(reader, fn, [value], object);
  else if (fn === undefined) setRow(reader, table(reader, map), object, value);
  else set(reader, fn, 'value', value);
  return value;
};

/** Babel: the map comes first. */
const babelGet: Call = (reader, [map, object]) => privateValue(reader, map, object);
const babelSet: Call = (reader, [map, object, value]) => privateSet(reader, [object, map, value]);
const branded: Call = (reader, args) => {
  ensured(reader, args[1], args[0]);
  return args.length < 3 ? args[1] : args[2];
};

/** SWC: the map holds descriptors. */
const swcGet: Call = (reader, [object, map]) => {
  const parts = privateValue(reader, map, object);
  const getter = get(reader, parts, 'get');
  return getter === undefined ? get(reader, parts, 'value') : callValue(reader, getter, [], object);
};
const swcSet: Call = (reader, [object, map, value]) => {
  const parts = privateValue(reader, map, object);
  const setter = get(reader, parts, 'set');
  if (setter === undefined) set(reader, parts, 'value', value);
  else callValue(reader, setter, [value], object);
  return value;
};

/** In loose modes private members are properties under a name of their own. */
const looseKey: Call = (_, [name]) => `__private_${birth()}_${String(name)}`;
const looseBase: Call = (reader, [object, key]) => {
  const bag = object instanceof Closure && !object.object ? object.own : object;
  if (bag instanceof Bag && (bag.entries.has(String(key)) || bag.accessors.has(String(key)))) return object;
  return reader.fail(`an object with this private member, got ${kindOf(object)}`);
};

const constructed: Call = (reader, [self, result]) =>
  isObject(certain(reader, result, 'a constructor that returns nothing')) ? result : self;

/** All of them by name. */
export const classHelpers: readonly (readonly [string, Call])[] = [
  ['_createClass', createClass],
  ['_create_class', createClass],
  ['_inherits', inherits],
  ['_inheritsLoose', inherits],
  ['__extends', inherits],
  ['_callSuper', callSuper],
  ['_call_super', callSuper],
  ['_superPropGet', superMember],
  ['_get', memberOf],
  ['_getPrototypeOf', (reader, [value]) => prototypeOfObject(reader, value)],
  ['_get_prototype_of', (reader, [value]) => prototypeOfObject(reader, value)],
  ['_assertThisInitialized', (_, [self]) => self],
  ['_assert_this_initialized', (_, [self]) => self],
  ['_possibleConstructorReturn', constructed],
  ['_possible_constructor_return', constructed],
  [
    '_defineAccessor',
    (reader, [kind, to, key, fn]) => {
      if (!(to instanceof Bag)) return reader.fail(`an object of the function's own, got ${kindOf(to)}`);
      const isGetter = kind === 'get';
      defineAccessor(reader, to, propertyName(reader, keyOf(reader, key)), {
        get: isGetter ? fn : undefined,
        set: isGetter ? undefined : fn,
      });
      return to;
    },
  ],
  ['_instanceof', (reader, [value, fn]) => isInstance(reader, value, fn)],
  ['__privateAdd', add],
  ['__privateGet', privateGet],
  ['__privateSet', privateSet],
  ['__privateMethod', (reader, [object, map, fn]) => ensured(reader, object, map) && fn],
  ['__privateIn', (reader, [map, object]) => rowOf(reader, table(reader, map), object) !== undefined],
  ['__classPrivateFieldGet', classGet],
  ['__classPrivateFieldSet', classSet],
  ['__classPrivateFieldIn', (reader, [map, object]) => rowOf(reader, table(reader, map), object) !== undefined],
  ['_classPrivateFieldInitSpec', add],
  ['_classPrivateMethodInitSpec', add],
  ['_classPrivateFieldGet', babelGet],
  ['_classPrivateFieldGet2', babelGet],
  ['_classPrivateFieldSet', babelSet],
  ['_classPrivateFieldSet2', babelSet],
  ['_assertClassBrand', branded],
  ['_classPrivateGetter', (reader, [map, object, fn]) => callValue(reader, fn, [ensured(reader, object, map)])],
  [
    '_classPrivateSetter',
    (reader, [map, fn, object, value]) => {
      callValue(reader, fn, [ensured(reader, object, map), value]);
      return value;
    },
  ],
  ['_class_private_field_init', add],
  ['_class_private_method_init', add],
  ['_class_private_field_get', swcGet],
  ['_class_private_field_set', swcSet],
  ['_class_private_method_get', (reader, [object, map, fn]) => ensured(reader, object, map) && fn],
  [
    '_class_static_private_field_spec_get',
    (reader, [object, fn, parts]) => (object === fn ? get(reader, parts, 'value') : reader.fail('the class itself')),
  ],
  ['_class_private_field_loose_key', looseKey],
  ['_classPrivateFieldLooseKey', looseKey],
  ['_class_private_field_loose_base', looseBase],
  ['_classPrivateFieldLooseBase', looseBase],
  ['_checkInRHS', (_, [value]) => value],
  ['_check_in_rhs', (_, [value]) => value],
  ['__publicField', (reader, [object, key, value]) => publicField(reader, object, key, value)],
];

function publicField(reader: Reader, object: Value, key: Value, value: Value): Value {
  const parts = new Bag();
  for (const [name, part] of [
    ['value', value],
    ['enumerable', true],
  ] as const)
    parts.entries.set(name, part);
  defineProperty(reader, object, propertyName(reader, keyOf(reader, key)), parts);
  return value;
}
