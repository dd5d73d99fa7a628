/**
 * Maps and sets, whose keys are known.
 */
import { fromDouble } from './arithmetic.js';
import { callValue } from './call.js';
import { elements, ITERATOR, iterate, rowsOf } from './iterate.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { Absent, Builtin, Conflict, kindOf, Quantity, Table, Truth, type Value } from './value.js';

/** What tells keys apart: numbers by their doubles, texts and truths by themselves, all else by identity. */
function keyIn(reader: Reader, key: Value): unknown {
  if (key instanceof Quantity && key.known !== undefined) return key.known;
  const isNumber = key instanceof Quantity || (key instanceof Parameter && !key.isCompound);
  if (isNumber || key instanceof Truth || key instanceof Conflict || key instanceof Absent) {
    return reader.fail(`a key that is known before the variables are, got ${kindOf(key)}; use the number of its place`);
  }
  return key;
}

/** The value of a key; undefined where there is none. */
export function rowOf(reader: Reader, table: Table, key: Value): readonly [Value, Value] | undefined {
  reader.see(table);
  return table.rows.get(keyIn(reader, key));
}

/** Gives a key a value. */
export function setRow(reader: Reader, table: Table, key: Value, value: Value): void {
  const known = keyIn(reader, key);
  reader.charge(1);
  reader.branches.record(table);
  table.rows.set(known, [table.rows.get(known)?.[0] ?? key, value]);
}

type Method = (reader: Reader, table: Table, args: readonly Value[]) => Value;

const common: readonly (readonly [string, Method])[] = [
  ['has', (reader, table, [key]) => rowOf(reader, table, key) !== undefined],
  [
    'delete',
    (reader, table, [key]) => {
      const known = keyIn(reader, key);
      reader.see(table);
      reader.branches.record(table);
      return table.rows.delete(known);
    },
  ],
  [
    'clear',
    (reader, table) => {
      reader.branches.record(table);
      table.rows.clear();
      return undefined;
    },
  ],
  ['keys', (reader, table) => rowsOf(reader, table, 'keys')],
  ['values', (reader, table) => rowsOf(reader, table, 'values')],
  ['entries', (reader, table) => rowsOf(reader, table, 'entries')],
  [
    'forEach',
    (reader, table, [fn]) => {
      eachRow(reader, table, (key, value) => callValue(reader, fn, [value, key, table]));
      return undefined;
    },
  ],
];

const ofMaps: ReadonlyMap<string, Method> = new Map([
  ...common,
  ['get', (reader, table, [key]) => rowOf(reader, table, key)?.[1]],
  [
    'set',
    (reader, table, [key, value]) => {
      setRow(reader, table, key, value);
      return table;
    },
  ],
]);

const ofSets: ReadonlyMap<string, Method> = new Map([
  ...common,
  [
    'add',
    (reader, table, [key]) => {
      setRow(reader, table, key, key);
      return table;
    },
  ],
]);

/** Rows that a round adds are visited, too; those that it deletes are not. */
function eachRow(reader: Reader, table: Table, visit: (key: Value, value: Value) => void): void {
  const visited = new Set<unknown>();
  for (;;) {
    reader.charge(1);
    reader.see(table);
    const next = [...table.rows].find(([known]) => !visited.has(known));
    if (next === undefined) return;
    reader.charge(table.rows.size);
    visited.add(next[0]);
    visit(...next[1]);
  }
}

/** `table.key`. */
export function tableMember(reader: Reader, table: Table, key: string): Value {
  if (key === 'size') {
    reader.see(table);
    return fromDouble(reader, table.rows.size);
  }
  if (key === ITERATOR) return new Builtin(key, (reading) => rowsOf(reading, table, table.isSet ? 'values' : 'entries'));
  const method = (table.isSet ? ofSets : ofMaps).get(key);
  if (!method) return reader.fail(`a method of ${table.isSet ? 'sets' : 'maps'} that formulas have, got .${key}; write a loop`);
  return new Builtin(key, (reading, args) => method(reading, table, args));
}

/** `new Map(entries)` and `new Set(values)`. */
export function tableOf(reader: Reader, isSet: boolean, source: Value): Table {
  const table = new Table(isSet);
  if (source === undefined || source === null) return table;
  iterate(reader, source, (item) => {
    if (isSet) setRow(reader, table, item, item);
    else {
      const [key, value] = elements(reader, item);
      setRow(reader, table, key, value);
    }
    return undefined;
  });
  return table;
}
