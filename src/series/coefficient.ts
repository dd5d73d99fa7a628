import type { Algebra, Memory } from '../algebra/algebra.js';
import { type Entry, entryOf } from '../algebra/of.js';
import { isSame } from './center.js';
import { jetAlgebra } from './jet.js';
import type { Space } from './space.js';

/** Series of one kind, around one center, known as far: what the coefficients of another series may be. */
export interface Family<S> {
  readonly base: Algebra<unknown, Memory>;
  readonly space: Space;
  /** The names of the variables, none in one variable, and the center: equal for series that can be combined. */
  readonly frame: { readonly names: readonly string[]; readonly center: unknown };
  /** How deep S is nested: 1 for series of numbers of any kind. */
  readonly depth: number;
  /** The series whose coefficients `fill` writes. */
  make(fill: (memory: Memory) => void): S;
  memoryOf(series: S): Memory;
  /** A value as a series of this family; undefined for what is none. */
  convert(value: unknown): S | undefined;
}

interface Known {
  readonly family: Family<unknown>;
  readonly algebra: WeakRef<object>;
}

/** The algebras in use, by those of their coefficients' coefficients: equal families must have one, or their series could not be combined. */
const known = new WeakMap<object, Known[]>();

/** Of algebras of series, the algebra of the numbers that they are made of in the end. */
const grounds = new WeakMap<object, object>();

/** The algebra of the numbers that coefficients are made of, however deep they are nested. */
export function groundOf(algebra: object): object {
  return grounds.get(algebra) ?? algebra;
}

/** The algebra in which series of a family are coefficients: jets that are read and written as series. */
export function seriesEntry<S>(family: Family<S>): Entry {
  const { base, space } = family;
  const list = (known.get(base) ?? []).filter(({ algebra }) => algebra.deref() !== undefined);
  const found = list.find((one) => one.family.space.equals(space) && isSame(one.family.frame, family.frame));
  const algebra = (found?.algebra.deref() as Algebra<S, Memory> | undefined) ?? algebraOver(family);
  if (found === undefined) list.push({ family: family as Family<unknown>, algebra: new WeakRef(algebra) });
  known.set(base, list);
  return entryOf(algebra, (value) => family.convert(value), family.depth);
}

function algebraOver<S>({ base, space, make, memoryOf }: Family<S>): Algebra<S, Memory> {
  const algebra: Algebra<S, Memory> = {
    ...(jetAlgebra(base, space) as unknown as Algebra<S, Memory>),
    name: `series of order ${space.order} over ${base.name}`,
    read: (m, at) => make((out) => base.transfer(out, 0, m, at, space.size)),
    write: (m, at, value) => base.transfer(m, at, memoryOf(value), 0, space.size),
  };
  grounds.set(algebra, groundOf(base));
  return algebra;
}
