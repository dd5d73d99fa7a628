/**
 * What two branches of a condition leave, joined value by value.
 */
import { rational } from '../../rounding/rational.js';
import type { Dag } from '../dag.js';
import { conditional } from '../logic.js';
import { nodeOf, quantity } from './arithmetic.js';
import { callValue } from './call.js';
import { Parameter } from './parameter.js';
import { Elements, Rows, type State } from './place.js';
import type { Reader } from './reader.js';
import { Absent, Bag, Builtin, Closure, Conflict, List, Quantity, type Table, Truth, type Value } from './value.js';

/** `a` where the condition holds, `b` elsewhere. */
export function joinedValue(reader: Reader, test: number, a: Value, b: Value): Value {
  if (a === b) return a;
  reader.charge(1);
  if (isNumber(a) && isNumber(b)) return joinedNumbers(reader, test, a, b);
  if (isTruth(a) && isTruth(b)) {
    return new Truth(conditional(reader.dag, test, truthNode(reader.dag, a), truthNode(reader.dag, b)));
  }
  if ((isNumber(a) || isTruth(a)) && (isNumber(b) || isTruth(b))) return joinedNumbers(reader, test, a, b);
  if (a instanceof List || b instanceof List) {
    const [x, y] = [itemsOf(a, b), itemsOf(b, a)];
    if (x && y && x.length === y.length)
      return new List(
        x.map((item, i) => joinedValue(reader, test, item, y[i])),
        true,
      );
  }
  if (a instanceof Bag || b instanceof Bag) {
    const [x, y] = [entriesOf(a, b), entriesOf(b, a)];
    if (x && y) {
      // objects of one class keep its methods
      const prototype = a instanceof Bag && b instanceof Bag && a.prototype === b.prototype ? a.prototype : undefined;
      const bag = new Bag(true, prototype);
      for (const key of new Set([...x.keys(), ...y.keys()]))
        bag.entries.set(key, joinedValue(reader, test, x.get(key), y.get(key)));
      return bag;
    }
  }
  if (isFunction(a) && isFunction(b)) {
    return new Builtin('a function by a condition', (_, args) =>
      reader.branches.choose(
        test,
        () => callValue(reader, a, args),
        () => callValue(reader, b, args),
      ),
    );
  }
  if (a instanceof Absent && !isNumber(b) && !isTruth(b)) return b;
  if (b instanceof Absent && !isNumber(a) && !isTruth(a)) return a;
  return new Conflict(a, b);
}

function joinedNumbers(reader: Reader, test: number, a: Value, b: Value): Value {
  const [x, y] = [quantity(reader, a), quantity(reader, b)];
  if (x.known === y.known && x.node !== undefined && x.node === y.node) return x;
  const isInfinite = [x, y].some(({ known }) => known === Infinity || known === -Infinity);
  if (isInfinite) return new Conflict(a, b);
  return new Quantity(conditional(reader.dag, test, nodeOrNone(reader, x), nodeOrNone(reader, y)));
}

/** The node of a number, 0/0 for NaN. */
function nodeOrNone(reader: Reader, number: Quantity): number {
  const { dag } = reader;
  const zero = dag.constant(rational(0n));
  return number.known !== undefined && Number.isNaN(number.known) ? dag.apply('div', zero, zero) : nodeOf(reader, number);
}

/** The same for all that a place holds. */
export function joinedState(reader: Reader, test: number, a: State, b: State): State {
  if (a instanceof Elements && b instanceof Elements) {
    const [x, y] = [a.items, b.items];
    if (x.length !== y.length) {
      reader.fail(`arrays of one length in both branches of a condition, got ${x.length} and ${y.length} elements`);
    }
    // An element of one branch alone is a value or none by the condition.
    const holes = [...a.holes].filter((hole) => b.holes.has(hole));
    return new Elements(
      x.map((item, i) => joinedValue(reader, test, item, y[i])),
      new Set(holes),
    );
  }
  if (a instanceof Map && b instanceof Map) {
    return new Map(
      [...new Set([...a.keys(), ...b.keys()])].map((key) => [key, joinedValue(reader, test, a.get(key), b.get(key))]),
    );
  }
  if (a instanceof Rows && b instanceof Rows) return joinedRows(reader, test, a.rows, b.rows);
  return joinedValue(reader, test, a as Value, b as Value);
}

function joinedRows(reader: Reader, test: number, a: Table['rows'], b: Table['rows']): Rows {
  const keys = [...a.keys()];
  const same = a.size === b.size && [...b.keys()].every((key, i) => Object.is(key, keys[i]));
  if (!same) reader.fail('a map or set with the same keys in both branches of a condition, got others; write the cases with if');
  return new Rows(new Map([...a].map(([key, [own, value]]) => [key, [own, joinedValue(reader, test, value, b.get(key)![1])]])));
}

function isNumber(value: Value): value is Quantity | Parameter | Absent {
  return value instanceof Quantity || value instanceof Parameter || value instanceof Absent;
}

function isTruth(value: Value): value is Truth | boolean {
  return value instanceof Truth || typeof value === 'boolean';
}

function isFunction(value: Value): value is Closure | Builtin {
  return value instanceof Closure || value instanceof Builtin;
}

/** The node of a truth, known or not. */
function truthNode(dag: Dag, value: Truth | boolean): number {
  return value instanceof Truth ? value.node : dag.constant(rational(value ? 1n : 0n));
}

/** The items of a list; as many absent ones beside a list. */
function itemsOf(value: Value, other: Value): readonly Value[] | undefined {
  if (value instanceof List) return value.items;
  return value instanceof Absent && other instanceof List ? other.items.map(() => value) : undefined;
}

function entriesOf(value: Value, other: Value): ReadonlyMap<string, Value> | undefined {
  if (value instanceof Bag) return value.entries;
  return value instanceof Absent && other instanceof Bag
    ? new Map([...other.entries.keys()].map((key) => [key, value]))
    : undefined;
}
