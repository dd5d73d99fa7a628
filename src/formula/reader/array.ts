/**
 * Methods of arrays whose length is known.
 */
import { compare, fromDouble, integer, negated, operate, quantity, related } from './arithmetic.js';
import { callValue } from './call.js';
import { Cursor, elements } from './iterate.js';
import { joinedValue } from './join.js';
import { areEqual, isTrue, truthOf } from './operators.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { certain, List, Quantity, type Truth, type Value } from './value.js';

type ArrayMethod = (reader: Reader, list: List, args: readonly Value[]) => Value;

/** The method of that name, if formulas have it. */
export function arrayMethod(name: string): ArrayMethod | undefined {
  const method = methods.get(name);
  if (method === undefined || takesHoles.has(name)) return method;
  return (reader, list, args) => {
    const [hole] = list.holes;
    if (hole === undefined) return method(reader, list, args);
    return reader.fail(
      `an array with all its elements for .${name}, which passes over others, got none at ${hole}; fill it first, or write Array.from({ length: ${list.items.length} }, …)`,
    );
  };
}

/** Methods for which an element that was never put there is undefined. */
const takesHoles: ReadonlySet<string> = new Set(['at', 'includes', 'find', 'keys', 'values', 'entries', 'fill', 'push', 'pop']);

/** Calls `fn(element, index, array)` and gives its result. */
function apply(reader: Reader, fn: Value, list: List, index: number): Value {
  return callValue(reader, fn, [list.items[index], fromDouble(reader, index), list]);
}

function fold(reader: Reader, list: List, args: readonly Value[], order: readonly number[]): Value {
  const [fn] = args;
  const rest = args.length > 1 ? order : order.slice(1);
  const first = order[0];
  if (args.length < 2 && first === undefined)
    reader.fail('an array with elements to reduce, got an empty one; give an initial value');
  let result = args.length > 1 ? args[1] : list.items[first!];
  for (const i of rest) result = callValue(reader, fn, [result, list.items[i], fromDouble(reader, i), list]);
  return result;
}

/** A position counted from the end where it is negative, and cut to the array. */
function position(reader: Reader, list: List, value: Value, otherwise: number): number {
  if (value === undefined) return otherwise;
  const i = integer(reader, value, 'an index');
  return Math.max(0, Math.min(list.items.length, i < 0 ? list.items.length + i : i));
}

function own(reader: Reader, list: List): Value[] {
  if (list.frozen) reader.fail("an array of the function's own to change, got one from outside; copy it first");
  reader.branches.record(list);
  return list.items;
}

function charged(reader: Reader, items: Value[]): List {
  reader.charge(items.length);
  return new List(items);
}

/** Whether all elements pass a test, the later ones asked only where the earlier do. */
function every(reader: Reader, list: List, test: (index: number) => Truth | boolean): Truth | boolean {
  let passed: Truth | boolean = true;
  for (const i of indices(list)) {
    if (passed === false) return false;
    const before: Truth | boolean = passed;
    const next =
      before === true
        ? test(i)
        : reader.branches.choose(
            before.node,
            () => test(i),
            () => false,
          );
    passed = next as Truth | boolean;
  }
  return passed;
}

const indices = (list: List): number[] => list.items.map((_, i) => i);

const methods: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['map', (reader, list, [fn]) => new List(indices(list).map((i) => apply(reader, fn, list, i)))],
  ['forEach', (reader, list, [fn]) => void indices(list).forEach((i) => void apply(reader, fn, list, i))],
  ['filter', (reader, list, [fn]) => new List(list.items.filter((_, i) => isTrue(reader, apply(reader, fn, list, i))))],
  [
    'some',
    (reader, list, [fn]) =>
      negated(
        reader,
        every(reader, list, (i) => negated(reader, truthOf(reader, apply(reader, fn, list, i)))),
      ),
  ],
  ['every', (reader, list, [fn]) => every(reader, list, (i) => truthOf(reader, apply(reader, fn, list, i)))],
  ['find', (reader, list, [fn]) => list.items.find((_, i) => isTrue(reader, apply(reader, fn, list, i)))],
  [
    'flatMap',
    (reader, list, [fn]) =>
      charged(
        reader,
        indices(list).flatMap((i) => flattened(reader, apply(reader, fn, list, i))),
      ),
  ],
  [
    'flat',
    (reader, list) =>
      charged(
        reader,
        list.items.flatMap((item) => flattened(reader, item)),
      ),
  ],
  ['reduce', (reader, list, args) => fold(reader, list, args, indices(list))],
  ['reduceRight', (reader, list, args) => fold(reader, list, args, indices(list).reverse())],
  [
    'slice',
    (reader, list, [from, to]) =>
      charged(reader, list.items.slice(position(reader, list, from, 0), position(reader, list, to, list.items.length))),
  ],
  ['concat', (reader, list, args) => charged(reader, [...list.items, ...args.flatMap((arg) => flattened(reader, arg))])],
  ['at', (reader, list, [index]) => list.items.at(integer(reader, index, 'an index'))],
  [
    'includes',
    (reader, list, [value]) =>
      negated(
        reader,
        every(reader, list, (i) => negated(reader, areEqual(reader, list.items[i], value, false))),
      ),
  ],
  [
    'indexOf',
    (reader, list, [value]) => {
      const isThere = (item: Value): boolean => {
        const equal = areEqual(reader, item, value, false);
        return typeof equal === 'boolean'
          ? equal
          : reader.fail('elements that are known before the variables are for indexOf, got others; compare them with if');
      };
      return fromDouble(reader, list.items.findIndex(isThere));
    },
  ],
  [
    'keys',
    (reader, list) =>
      new Cursor(
        charged(
          reader,
          indices(list).map((i) => fromDouble(reader, i)),
        ),
      ),
  ],
  ['values', (_, list) => new Cursor(list)],
  [
    'entries',
    (reader, list) =>
      new Cursor(
        charged(
          reader,
          list.items.map((item, i) => new List([fromDouble(reader, i), item])),
        ),
      ),
  ],
  [
    'sort',
    (reader, list, [fn]) => {
      const items = sorted(reader, list, fn);
      own(reader, list).splice(0, items.length, ...items);
      return list;
    },
  ],
  ['toSorted', (reader, list, [fn]) => new List(sorted(reader, list, fn))],
  [
    'splice',
    (reader, list, [from, count, ...items]) => {
      const start = position(reader, list, from, 0);
      const most = list.items.length - start;
      const removed = count === undefined ? most : Math.max(0, Math.min(most, integer(reader, count, 'a number of elements')));
      reader.charge(list.items.length + items.length);
      return new List(own(reader, list).splice(start, removed, ...items));
    },
  ],
  // of typed arrays
  [
    'set',
    (reader, list, [source, offset = fromDouble(reader, 0)]) => {
      const items = elements(reader, source);
      const at = integer(reader, offset, 'an offset');
      if (at < 0 || at + items.length > list.items.length) reader.fail(`elements that fit into ${list.items.length}, got others`);
      own(reader, list).splice(at, items.length, ...items);
      reader.charge(items.length);
      return undefined;
    },
  ],
  ['toReversed', (reader, list) => charged(reader, [...list.items].reverse())],
  [
    'fill',
    (reader, list, [value, from, to]) => {
      const [first, end] = [position(reader, list, from, 0), position(reader, list, to, list.items.length)];
      own(reader, list).fill(value, first, end);
      for (const hole of list.holes) if (hole >= first && hole < end) list.holes.delete(hole);
      reader.charge(list.items.length);
      return list;
    },
  ],
  [
    'reverse',
    (reader, list) => {
      own(reader, list).reverse();
      reader.charge(list.items.length);
      return list;
    },
  ],
  [
    'push',
    (reader, list, args) => {
      for (const arg of args) own(reader, list).push(arg);
      reader.charge(args.length);
      return fromDouble(reader, list.items.length);
    },
  ],
  [
    'pop',
    (reader, list) => {
      list.holes.delete(list.items.length - 1);
      return own(reader, list).pop();
    },
  ],
  [
    'shift',
    (reader, list) => {
      reader.charge(list.items.length);
      return own(reader, list).shift();
    },
  ],
  [
    'unshift',
    (reader, list, args) => {
      own(reader, list).unshift(...args);
      reader.charge(list.items.length);
      return fromDouble(reader, list.items.length);
    },
  ],
]);

/** Names of the methods that arrays have. */
export const arrayMethodNames: readonly string[] = [...methods.keys()];

/**
 * The elements in order: known numbers as they are, others by exchanges of neighbors, in as many rounds as there are elements, each by a condition.
 *
 * Equal elements keep their order, as the language wants it.
 */
function sorted(reader: Reader, list: List, fn: Value): Value[] {
  if (fn === undefined) reader.fail('a function (a, b) => a - b to sort by, got none, which sorts by text');
  const items = [...list.items];
  const order = (a: Value, b: Value): Quantity => quantity(reader, callValue(reader, fn, [a, b]));
  if (items.every((item) => item instanceof Quantity && item.known !== undefined)) {
    return items.sort((a, b) => compare(reader, order(a, b), fromDouble(reader, 0)));
  }
  for (let end = items.length - 1; end > 0; end--) {
    for (let i = 0; i < end; i++) {
      const [a, b] = [items[i], items[i + 1]];
      const isAfter = related(reader, '>', order(a, b), fromDouble(reader, 0));
      if (isAfter === false) continue;
      items[i] = isAfter === true ? b : joinedValue(reader, isAfter.node, b, a);
      items[i + 1] = isAfter === true ? a : joinedValue(reader, isAfter.node, a, b);
    }
  }
  return items;
}

function flattened(reader: Reader, value: Value): Value[] {
  certain(reader, value, 'an array or a value of one kind');
  const isArray = value instanceof List || (value instanceof Parameter && value.size !== undefined);
  return isArray ? [...elements(reader, value)] : [value];
}

/** The sum of squares of the elements and its root, as Math.hypot has it. */
export function hypotenuse(reader: Reader, args: readonly Value[]): Value {
  const squares = args.map((arg) => operate(reader, 'sqr', arg));
  const sum = squares.reduce((total, square) => operate(reader, 'add', total, square), fromDouble(reader, 0));
  return operate(reader, 'sqrt', sum);
}

/** `Array.from(list, fn)` and `Array.from({ length }, fn)`, once the list is known. */
export function mapped(reader: Reader, source: Value, fn: Value): List {
  const list = new List([...elements(reader, source)]);
  reader.charge(list.items.length);
  return fn === undefined ? list : new List(indices(list).map((i) => apply(reader, fn, list, i)));
}
