/**
 * The parts of JavaScript that formulas have: Math, and what makes arrays and objects of known length.
 */
import { rational } from '../../rounding/rational.js';
import { arity, type FunctionName } from '../../series/functions.js';
import { compare, fromDouble, integer, known, operate, quantity, roundingNames, roundKnown } from './arithmetic.js';
import { hypotenuse, mapped } from './array.js';
import { elements, get, keyOf } from './member.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, kindOf, List, Outer, Quantity, type Value } from './value.js';

type Call = (reader: Reader, args: readonly Value[]) => Value;

const one = rational(1n);

/** Functions of Math that are in the table under the same name. */
const tableNames = (Object.keys(arity) as FunctionName[]).filter((name) => Object.hasOwn(Math, name));

function extreme(name: string, wanted: number): Call {
  return (reader, args) => {
    const numbers = args.map((arg) => quantity(reader, arg));
    if (numbers.some(({ known: value }) => value === undefined)) return notSmooth(reader, name);
    return numbers.reduce((best, number) => (compare(reader, number, best) === wanted ? number : best));
  };
}

function notSmooth(reader: Reader, name: string): never {
  return reader.fail(
    `a smooth function of the variables, got Math.${name}, which formulas do not have yet; write the formula of each piece`,
  );
}

function ofKnown(name: string, call: Call): Call {
  return (reader, args) => {
    if (quantity(reader, args[0]).known === undefined) return notSmooth(reader, name);
    return call(reader, args);
  };
}

function absolute(reader: Reader, [x]: readonly Value[]): Value {
  return compare(reader, x, fromDouble(reader, 0)) < 0 ? operate(reader, 'neg', x) : x;
}

/** Constants of Math, as the real numbers they stand for. */
const mathConstants: readonly (readonly [string, (reader: Reader) => number])[] = [
  ['PI', ({ dag }) => dag.pi()],
  ['E', ({ dag }) => dag.apply('exp', dag.constant(one))],
  ['LN2', ({ dag }) => dag.apply('log', dag.constant(rational(2n)))],
  ['LN10', ({ dag }) => dag.apply('log', dag.constant(rational(10n)))],
  ['LOG2E', ({ dag }) => dag.apply('div', dag.constant(one), dag.apply('log', dag.constant(rational(2n))))],
  ['LOG10E', ({ dag }) => dag.apply('div', dag.constant(one), dag.apply('log', dag.constant(rational(10n))))],
  ['SQRT2', ({ dag }) => dag.apply('sqrt', dag.constant(rational(2n)))],
  ['SQRT1_2', ({ dag }) => dag.apply('sqrt', dag.constant(rational(1n, 2n)))],
];

const mathFunctions: readonly (readonly [string, Call])[] = [
  ...tableNames.map((name): readonly [string, Call] => [
    name,
    (reader, args) => operate(reader, name, ...args.slice(0, arity[name])),
  ]),
  ...roundingNames.map((name): readonly [string, Call] => [name, ofKnown(name, (reader, [x]) => roundKnown(reader, name, x))]),
  ['abs', ofKnown('abs', absolute)],
  ['hypot', hypotenuse],
  ['max', extreme('max', 1)],
  ['min', extreme('min', -1)],
];

const constant =
  (value: Value): ((reader: Reader) => Value) =>
  () =>
    value;

function namespace(name: string, functions: readonly (readonly [string, Call])[], call?: Call): Builtin {
  const members = functions.map(([key, fn]): [string, () => Value] => [key, () => new Builtin(`${name}.${key}`, fn)]);
  return new Builtin(name, call, new Map(members));
}

const math = new Builtin(
  'Math',
  undefined,
  new Map([
    ...namespace('Math', mathFunctions).members,
    ...mathConstants.map(([name, node]): [string, (reader: Reader) => Value] => [
      name,
      (reader) => new Quantity(node(reader), Math[name as 'PI']),
    ]),
  ]),
);

function arrayOfLength(reader: Reader, length: Value, item: Value): List {
  const n = integer(reader, length, 'the length of an array');
  if (n < 0) reader.fail(`the length of an array to be ≥ 0, got ${n}`);
  reader.charge(n);
  return new List(Array.from({ length: n }, () => item));
}

const makeArray: Call = (reader, args) =>
  args.length === 1 && args[0] instanceof Quantity ? arrayOfLength(reader, args[0], undefined) : new List([...args]);

const arrayFrom: Call = (reader, [source, fn]) => {
  const hasLength = source instanceof Bag && source.entries.has('length');
  return mapped(reader, hasLength ? arrayOfLength(reader, source.entries.get('length'), undefined) : source, fn);
};

const array = namespace(
  'Array',
  [
    ['from', arrayFrom],
    ['of', (_, args) => new List([...args])],
    ['isArray', (_, [value]) => value instanceof List],
  ],
  makeArray,
);

/** `new Float64Array(3)` is zeros, of an array it is a copy. */
const floatArray = namespace(
  'Float64Array',
  [
    ['from', arrayFrom],
    ['of', (_, args) => new List([...args])],
  ],
  (reader, [source]) =>
    source instanceof Quantity ? arrayOfLength(reader, source, fromDouble(reader, 0)) : mapped(reader, source, undefined),
);

function entriesOf(reader: Reader, value: Value): [string, Value][] {
  if (value instanceof Bag) return [...value.entries];
  if (value instanceof Outer) return Object.keys(value.object).map((key) => [key, get(reader, value, key)]);
  return reader.fail(`an object, got ${kindOf(value)}`);
}

const object = namespace('Object', [
  ['keys', (reader, [value]) => new List(entriesOf(reader, value).map(([key]) => key))],
  ['values', (reader, [value]) => new List(entriesOf(reader, value).map(([, item]) => item))],
  ['entries', (reader, [value]) => new List(entriesOf(reader, value).map((entry) => new List(entry)))],
  [
    'fromEntries',
    (reader, [value]) => {
      const bag = new Bag();
      for (const entry of elements(reader, value)) {
        const [key, item] = elements(reader, entry);
        bag.entries.set(String(keyOf(reader, key)), item);
      }
      return bag;
    },
  ],
  ['freeze', (_, [value]) => value],
]);

const number = new Builtin(
  'Number',
  (reader, [value]) => quantity(reader, value),
  new Map([
    ...(['EPSILON', 'MAX_VALUE', 'MIN_VALUE', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'] as const).map(
      (name): [string, (reader: Reader) => Value] => [name, (reader) => fromDouble(reader, Number[name])],
    ),
    ...namespace('Number', [
      ['isInteger', (reader, [value]) => Number.isInteger(known(reader, value, 'a condition'))],
      ['isFinite', (reader, [value]) => Number.isFinite(known(reader, value, 'a condition'))],
      ['isNaN', (reader, [value]) => Number.isNaN(known(reader, value, 'a condition'))],
    ]).members,
  ]),
);

/** Global names of JavaScript that a function may use. */
export const globals: ReadonlyMap<string, (reader: Reader) => Value> = new Map([
  ['Math', constant(math)],
  ['Array', constant(array)],
  ['Float64Array', constant(floatArray)],
  ['Object', constant(object)],
  ['Number', constant(number)],
  ['undefined', constant(undefined)],
  ['Infinity', (reader) => fromDouble(reader, Infinity)],
  ['NaN', (reader) => fromDouble(reader, Number.NaN)],
  // esbuild with keepNames wraps every inner function in a call of __name that only sets its name.
  ['__name', constant(new Builtin('__name', (_, [fn]) => fn))],
]);

const byIdentity: ReadonlyMap<unknown, Builtin> = new Map<unknown, Builtin>([
  [Math, math],
  [Array, array],
  [Float64Array, floatArray],
  [Object, object],
  [Number, number],
  ...mathFunctions.map(([name, fn]): [unknown, Builtin] => [Math[name as 'sin'], new Builtin(`Math.${name}`, fn)]),
]);

/** What formulas have for a function or namespace of JavaScript that is passed in scope. */
export function builtinFor(value: unknown): Builtin | undefined {
  return byIdentity.get(value);
}
