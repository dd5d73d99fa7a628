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

/** Of algebras of series, what these consist of. */
const makeups = new WeakMap<object, Pick<Family<unknown>, 'base' | 'space'>>();

/** The algebra and the space of the coefficients of coefficients that are series; undefined for numbers of any kind. */
export function makeupOf(algebra: object): Pick<Family<unknown>, 'base' | 'space'> | undefined {
  return makeups.get(algebra);
}

/** The algebra of the numbers that coefficients are made of, however deep they are nested. */
export function groundOf(algebra: Algebra<unknown, Memory>): Algebra<unknown, Memory> {
  const makeup = makeups.get(algebra);
  return makeup === undefined ? algebra : groundOf(makeup.base);
}

/** The error where series have coefficients of different kinds. */
export function otherKind(where: string, a: Algebra<unknown, Memory>, b: Algebra<unknown, Memory>): TypeError {
  return new TypeError(
    `${where}: expected series with one kind of coefficient, got ${a.name} and ${b.name}; convert the narrower one`,
  );
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
    ...(jetAlgebra(base, space, true) as unknown as Algebra<S, Memory>),
    name: `series of order ${space.order} over ${base.name}`,
    read: (m, at) => make((out) => base.transfer(out, 0, m, at, space.size)),
    write: (m, at, value) => base.transfer(m, at, memoryOf(value), 0, space.size),
  };
  makeups.set(algebra, { base, space });
  return algebra;
}
