/**
 * What can change while a function is read, and the states that it has.
 */
import type { Binding } from './environment.js';
import type { Reader } from './reader.js';
import { Bag, List, Table, type Value } from './value.js';

/** What can change while a function is read. */
export type Place = Binding | List | Bag | Table;

/** All that a place holds at a time. */
export type State = Value | Elements | ReadonlyMap<string, Value> | Rows;

/** What an array holds, and where it holds nothing. */
export class Elements {
  readonly items: readonly Value[];
  readonly holes: ReadonlySet<number>;

  constructor(items: readonly Value[], holes: ReadonlySet<number>) {
    this.items = items;
    this.holes = holes;
  }
}

/** What a map or set holds. */
export class Rows {
  readonly rows: Table['rows'];

  constructor(rows: Table['rows']) {
    this.rows = rows;
  }
}

/** States of places at one time. */
export type States = Map<Place, State>;

/** What a place holds now. */
export function stateOf(reader: Reader, place: Place): State {
  if (place instanceof List) {
    reader.charge(place.items.length);
    return new Elements([...place.items], new Set(place.holes));
  }
  if (place instanceof Table) {
    reader.charge(place.rows.size);
    return new Rows(new Map(place.rows));
  }
  return place instanceof Bag ? new Map(place.entries) : place.value;
}

/** Gives a place another state. */
export function restore(place: Place, state: State): void {
  if (place instanceof List) {
    const { items, holes } = state as Elements;
    place.items.length = 0;
    for (const item of items) place.items.push(item);
    place.holes.clear();
    for (const hole of holes) place.holes.add(hole);
  } else if (place instanceof Bag) {
    place.entries.clear();
    for (const [key, value] of state as ReadonlyMap<string, Value>) place.entries.set(key, value);
  } else if (place instanceof Table) {
    place.rows.clear();
    for (const [key, row] of (state as Rows).rows) place.rows.set(key, row);
  } else place.value = state as Value;
}
