/**
 * The parts of JavaScript that formulas have: Math, and what makes arrays and objects of known length.
 */
import { rational } from '../../rounding/rational.js';
import * as free from '../../series/free.js';
import * as special from '../../series/free-special.js';
import { arity, type FunctionName } from '../../series/functions.js';
import { Domain } from '../domain.js';
import { exactDecimal, shorten } from '../literal.js';
import { compare, fromDouble, integer, operate, quantity, related, roundingNames, roundKnown } from './arithmetic.js';
import { arrayMethod, arrayMethodNames, hypotenuse, mapped } from './array.js';
import { classHelpers } from './class-helpers.js';
import { defineProperty, hasOwn, objectPrototype } from './define.js';
import { compilerHelpers } from './helpers.js';
import { elements, ITERATOR } from './iterate.js';
import { regenerator } from './machine.js';
import { entriesOf, keyOf, propertyName, set } from './member.js';
import { prototypeOfObject, setPrototype } from './object.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { tableOf } from './table.js';
import { Bag, Builtin, Conflict, certain, kindOf, List, Quantity, type Value } from './value.js';

type Call = (reader: Reader, args: readonly Value[]) => Value;

const one = rational(1n);

/** Functions of Math that are in the table under the same name. */
const tableNames = (Object.keys(arity) as FunctionName[]).filter(
  (name) => Object.hasOwn(Math, name) && !['abs', 'min', 'max', ...roundingNames].includes(name),
);

function extreme(name: 'min' | 'max'): Call {
  return (reader, args) => {
    const least = name === 'min' ? Infinity : -Infinity;
    // What formulas compute is finite, so that Math.min(Infinity, x) is x.
    const numbers = args.map((arg) => quantity(reader, arg)).filter(({ known }) => known !== least);
    const [first = fromDouble(reader, least), ...others] = numbers;
    return others.reduce((best, number) => {
      const depends = best.known === undefined || number.known === undefined;
      if (depends) return operate(reader, name, best, number);
      const order = compare(reader, number, best);
      return (name === 'min' ? order < 0 : order > 0) ? number : best;
    }, first);
  };
}

function absolute(reader: Reader, [x]: readonly Value[]): Value {
  const number = quantity(reader, x);
  if (number.known === undefined) return operate(reader, 'abs', number);
  return compare(reader, number, fromDouble(reader, 0)) < 0 ? operate(reader, 'neg', number) : number;
}

/** A test that every number passes, or none: of what depends on the variables, too, if it has a value for all of them. */
const ofNumbers =
  (test: (x: number) => boolean, ofVariables: boolean): Call =>
  (reader, [value]) => {
    const { known, node } = quantity(reader, value);
    if (known !== undefined) return test(known);
    if (node !== undefined && !new Domain(reader.dag).of(node).total) {
      reader.fail(
        'a test of a number that has a value for all arguments, got one that may have none; test what it is made of, such as x > 0',
      );
    }
    return ofVariables;
  };

/** Whether a number is an integer. */
const isInteger: Call = (reader, [value]) => related(reader, '==', roundKnown(reader, 'floor', value), value);

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
    (reader, args) => operate(reader, name, ...Array.from({ length: arity[name] }, (_, i) => args[i])),
  ]),
  ...roundingNames.map((name): readonly [string, Call] => [name, (reader, [x]) => roundKnown(reader, name, x)]),
  ['abs', absolute],
  ['hypot', hypotenuse],
  ['max', extreme('max')],
  ['min', extreme('min')],
];

/** The functions of any kind of value that brook exports, by themselves: as names say, they are those of the table. */
const ownFunctions = new Map<unknown, Builtin>(
  Object.entries({ ...free, ...special })
    .filter(([name]) => Object.hasOwn(arity, name))
    .map(([name, fn]) => {
      const op = name as FunctionName;
      const call: Call = (reader, args) => operate(reader, op, ...Array.from({ length: arity[op] }, (_, i) => args[i]));
      return [fn, new Builtin(name, call)];
    }),
);

/** What a function that brook exports, such as `erf`, is in formulas; undefined for any other. */
export function ownFunction(fn: unknown): Builtin | undefined {
  return ownFunctions.get(fn);
}

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

const makeArray: Call = (reader, args) => {
  const [length] = args;
  const isLength = args.length === 1 && (length instanceof Quantity || length instanceof Parameter || length instanceof Conflict);
  if (!isLength) return new List([...args]);
  const { items } = arrayOfLength(reader, length, undefined);
  return new List(items, false, items.keys());
};

const arrayFrom: Call = (reader, [source, fn]) => {
  const hasLength = source instanceof Bag && source.entries.has('length');
  return mapped(reader, hasLength ? arrayOfLength(reader, source.entries.get('length'), undefined) : source, fn);
};

const arrayFunctions = namespace(
  'Array',
  [
    ['from', arrayFrom],
    ['of', (_, args) => new List([...args])],
    [
      'isArray',
      (reader, [value]) => {
        certain(reader, value, 'a value of one kind for Array.isArray');
        return value instanceof Parameter ? value.isArray : value instanceof List;
      },
    ],
  ],
  makeArray,
);

/** Methods for what `call` and `apply` give them. */
const arrayPrototype = (): Builtin =>
  new Builtin(
    'Array.prototype',
    undefined,
    new Map(
      arrayMethodNames.map((name): [string, () => Value] => [
        name,
        () =>
          new Builtin(`Array.prototype.${name}`, (reader, args, self) =>
            arrayMethod(name)!(reader, self instanceof List ? self : new List([...elements(reader, self)]), args),
          ),
      ]),
    ),
  );

const array = new Builtin('Array', makeArray, new Map([...arrayFunctions.members, ['prototype', arrayPrototype]]));

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

const entriesFor = (reader: Reader, value: Value): (readonly [string, Value])[] =>
  entriesOf(reader, value) ?? reader.fail(`an object, got ${kindOf(value)}`);

const objectFunctions: readonly (readonly [string, Call])[] = [
  ['keys', (reader, [value]) => new List(entriesFor(reader, value).map(([key]) => key))],
  ['values', (reader, [value]) => new List(entriesFor(reader, value).map(([, item]) => item))],
  ['entries', (reader, [value]) => new List(entriesFor(reader, value).map((entry) => new List([...entry])))],
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
  ['getPrototypeOf', (reader, [value]) => prototypeOfObject(reader, value)],
  [
    'setPrototypeOf',
    (reader, [value, prototype]) => {
      setPrototype(reader, value, prototype);
      return value;
    },
  ],
  [
    'create',
    (reader, [prototype, more]) => {
      if (more !== undefined) reader.fail('Object.create with a prototype only, got properties, too; set them one by one');
      const bag = new Bag();
      setPrototype(reader, bag, prototype);
      return bag;
    },
  ],
  ['defineProperty', (reader, [to, key, parts]) => defineProperty(reader, to, propertyName(reader, keyOf(reader, key)), parts)],
  ['hasOwn', (reader, [value, key]) => hasOwn(reader, value, keyOf(reader, key))],
  [
    'assign',
    (reader, [to, ...others]) => {
      if (!(to instanceof Bag)) return reader.fail(`an object of the function's own to assign to, got ${kindOf(to)}`);
      for (const other of others) {
        if (other === undefined || other === null) continue;
        for (const [key, item] of entriesFor(reader, other)) set(reader, to, key, item);
      }
      return to;
    },
  ],
];

const object = new Builtin(
  'Object',
  undefined,
  new Map([...namespace('Object', objectFunctions).members, ['prototype', constant(objectPrototype)]]),
);

/** `new Map()` and its kin. */
const table = (name: string, isSet: boolean): readonly [string, (reader: Reader) => Value] => [
  name,
  constant(new Builtin(name, (reader, [source]) => tableOf(reader, isSet, source))),
];

/** A number, also of a text that is one. */
export function numberFrom(reader: Reader, value: Value): Quantity {
  if (typeof value !== 'string') return quantity(reader, value);
  const digits = value.trim();
  const exact = exactDecimal(digits);
  if (exact === undefined) return reader.fail(`the text of a number, got '${shorten(value)}'`);
  return new Quantity(reader.dag.constant(exact), Number(digits));
}

const integerFrom: Call = (reader, [value, base = fromDouble(reader, 10)]) => {
  const digits = /^\s*([+-]?\d{1,15})/u.exec(typeof value === 'string' ? value : '')?.[1];
  if (digits === undefined || integer(reader, base, 'a base') !== 10) {
    return reader.fail('the text of an integer in base 10, got another value; write Math.trunc(x)');
  }
  return fromDouble(reader, Number(digits));
};

const number = new Builtin(
  'Number',
  (reader, [value = fromDouble(reader, 0)]) => numberFrom(reader, value),
  new Map([
    ...(['EPSILON', 'MAX_VALUE', 'MIN_VALUE', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'] as const).map(
      (name): [string, (reader: Reader) => Value] => [name, (reader) => fromDouble(reader, Number[name])],
    ),
    ...namespace('Number', [
      ['isInteger', isInteger],
      ['isFinite', ofNumbers(Number.isFinite, true)],
      ['isNaN', ofNumbers(Number.isNaN, false)],
      ['parseFloat', (reader, [value]) => numberFrom(reader, value)],
      ['parseInt', integerFrom],
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
  table('Map', false),
  table('WeakMap', false),
  table('Set', true),
  table('WeakSet', true),
  ['isFinite', constant(new Builtin('isFinite', ofNumbers(Number.isFinite, true)))],
  ['isNaN', constant(new Builtin('isNaN', ofNumbers(Number.isNaN, false)))],
  ['parseFloat', constant(new Builtin('parseFloat', (reader, [value]) => numberFrom(reader, value)))],
  ['parseInt', constant(new Builtin('parseInt', integerFrom))],
  ['Symbol', constant(new Builtin('Symbol', undefined, new Map([['iterator', constant(ITERATOR)]])))],
  ...['Error', 'RangeError', 'TypeError', 'SyntaxError', 'EvalError'].map((name): [string, (reader: Reader) => Value] => [
    name,
    constant(new Builtin(name, () => new Bag(true))),
  ]),
  ['undefined', constant(undefined)],
  ['Infinity', (reader) => fromDouble(reader, Infinity)],
  ['NaN', (reader) => fromDouble(reader, Number.NaN)],
  ...[...compilerHelpers, ...classHelpers].map(([name, call]): [string, (reader: Reader) => Value] => [
    name,
    constant(new Builtin(name, call)),
  ]),
  ['regeneratorRuntime', constant(regenerator())],
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
