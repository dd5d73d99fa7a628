/**
 * Iteration: what `for … of`, spreading and destructuring take the elements from.
 */
import { fromDouble } from './arithmetic.js';
import type { Abrupt } from './branch.js';
import { callValue } from './call.js';
import { get } from './member.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, Closure, type Generator, isGenerator, kindOf, List, Quantity, Table, type Value } from './value.js';

/** The key of the method that gives an iterator: `Symbol.iterator`. */
export const ITERATOR = '@@iterator';

type Visit = (value: Value) => Abrupt | undefined;

/** Gives the elements of `source` to `visit`, one after the other, until it ends the loop. */
export function iterate(reader: Reader, source: Value, visit: Visit): Abrupt | undefined {
  if (source instanceof Parameter) return iterate(reader, source.list(reader), visit);
  if (source instanceof List) {
    reader.see(source);
    // What a round adds to the array is visited, too.
    for (let i = 0; i < source.items.length; i++) {
      reader.pass(1);
      const ended = visit(source.items[i]);
      if (ended) return ended;
    }
    return undefined;
  }
  return iteratorOf(reader, source).each(reader, visit);
}

/** All elements of `source`. */
export function elements(reader: Reader, source: Value): readonly Value[] {
  if (source instanceof Parameter) return source.list(reader).items;
  if (source instanceof List) {
    reader.see(source);
    return source.items;
  }
  const list = new List([]);
  iterate(reader, source, (value) => {
    reader.charge(1);
    reader.branches.record(list);
    list.items.push(value);
    return undefined;
  });
  return list.items;
}

/** `source[Symbol.iterator]()`. */
export function iteratorOf(reader: Reader, source: Value): Generator {
  if (isGenerator(source)) return source;
  if (source instanceof Table) return rowsOf(reader, source, source.isSet ? 'values' : 'entries');
  if (source instanceof List) return new Cursor(source);
  if (source instanceof Parameter) return new Cursor(source.list(reader));
  const maker = source instanceof Bag ? get(reader, source, ITERATOR) : undefined;
  if (!(maker instanceof Closure || maker instanceof Builtin)) return reader.fail(`an array, got ${kindOf(source)}`);
  const made = callValue(reader, maker, [], source);
  return made instanceof Bag ? new Handmade(made) : iteratorOf(reader, made);
}

/** What an iterator gives: `{ done, value }`. */
export function given(done: boolean, value: Value): Bag {
  const bag = new Bag();
  bag.entries.set('done', done);
  bag.entries.set('value', value);
  return bag;
}

/** The keys, values or entries of a map, whose keys must stay what they are meanwhile. */
export function rowsOf(reader: Reader, table: Table, what: 'keys' | 'values' | 'entries'): Cursor {
  reader.see(table);
  reader.charge(table.rows.size);
  const keys = [...table.rows.keys()];
  const check = (reading: Reader): void => {
    reading.see(table);
    const now = [...table.rows.keys()];
    reading.charge(now.length);
    if (now.length !== keys.length || now.some((key, j) => !Object.is(key, keys[j]))) {
      reading.fail('a map or set whose keys do not change while it is looped over, got one that does; loop over a copy');
    }
  };
  const item = (_: Reader, i: number): Value => {
    const [key, value] = table.rows.get(keys[i])!;
    return what === 'entries' ? new List([key, value]) : what === 'keys' ? key : value;
  };
  return new Cursor(
    new List(
      keys.map(() => undefined),
      true,
    ),
    item,
    check,
  );
}

/** The elements of an array, each once. */
export class Cursor implements Generator {
  readonly isGenerator = true;
  readonly #list: List;
  readonly #item: (reader: Reader, i: number) => Value;
  readonly #check: (reader: Reader) => void;
  readonly #state: Bag = new Bag();

  /** @param check refuses what has changed under the iterator. */
  constructor(
    list: List,
    item: (reader: Reader, i: number) => Value = (_, i) => list.items[i],
    check: (reader: Reader) => void = (reader) => reader.see(list),
  ) {
    this.#list = list;
    this.#item = item;
    this.#check = check;
  }

  get #at(): number {
    const at = this.#state.entries.get('at');
    return at instanceof Quantity ? at.known! : 0;
  }

  #take(reader: Reader): Value {
    const at = this.#at;
    reader.charge(1);
    reader.branches.record(this.#state);
    this.#state.entries.set('at', fromDouble(reader, at + 1));
    return this.#item(reader, at);
  }

  each(reader: Reader, visit: Visit): Abrupt | undefined {
    while (this.#isMore(reader)) {
      const ended = visit(this.#take(reader));
      if (ended) return ended;
    }
    return undefined;
  }

  next(reader: Reader): Bag {
    return this.#isMore(reader) ? given(false, this.#take(reader)) : given(true, undefined);
  }

  /** Branches of a condition that took different numbers of elements cannot go on. */
  #isMore(reader: Reader): boolean {
    const at = this.#state.entries.get('at');
    if (at !== undefined && !(at instanceof Quantity && at.known !== undefined)) {
      reader.fail('an iterator that is asked as often in both branches of a condition, got another; take its elements first');
    }
    this.#check(reader);
    return this.#at < this.#list.items.length;
  }
}

/** An object with a method `next`. */
class Handmade implements Generator {
  readonly isGenerator = true;
  readonly #object: Bag;

  constructor(object: Bag) {
    this.#object = object;
  }

  next(reader: Reader): Bag {
    const next = get(reader, this.#object, 'next');
    const result = callValue(reader, next, [], this.#object);
    return result instanceof Bag ? result : reader.fail(`an object { done, value } of next(), got ${kindOf(result)}`);
  }

  each(reader: Reader, visit: Visit): Abrupt | undefined {
    return byNext(reader, this, visit);
  }
}

/** Whether an iterator has come to its end. */
export function isDone(reader: Reader, result: Bag): boolean {
  const done = get(reader, result, 'done') ?? false;
  return typeof done === 'boolean'
    ? done
    : reader.fail(`an iterator whose end is known before the variables are, got ${kindOf(done)} for done`);
}

/** The loop over an iterator that is asked for one value after the other. */
export function byNext(reader: Reader, iterator: Generator, visit: Visit): Abrupt | undefined {
  for (;;) {
    reader.charge(1);
    const result = iterator.next(reader);
    if (isDone(reader, result)) return undefined;
    const ended = visit(get(reader, result, 'value'));
    if (ended) return ended;
  }
}
