import type { Memory } from '../../algebra/algebra.js';
import { firstUnbounded, loseFrom } from '../bounded.js';
import { sizeOf } from '../shape.js';
import { Truncated } from '../truncated.js';
import { Blocks, type Place } from './blocks.js';

/** Series in rows, all of one kind, around one center and of one order: the elements of a matrix. */
export type Rows<S> = readonly (readonly S[])[];

/** Room for series of matrices like that of which these are the elements, with at most so many columns. */
export function blocksFor<T, S extends Truncated<T, S>>(a: Rows<S>, most: number): Blocks<Memory> {
  const { algebra, shape } = Truncated.partsOf<T, S>(a[0]![0]!);
  return new Blocks<Memory>(algebra, shape, most);
}

/** Writes the coefficients of elements, with rows in the given sequence, and notes from which degree on there may be none. */
export function writeRows<T, S extends Truncated<T, S>>(
  work: Blocks<Memory>,
  place: Place,
  a: Rows<S>,
  order: readonly number[] = [...a.keys()],
): void {
  order.forEach((from, i) => {
    a[from]!.forEach((s, j) => {
      const { algebra, memory, shape } = Truncated.partsOf<T, S>(s);
      work.lostFrom = Math.min(work.lostFrom, firstUnbounded(algebra, memory, shape));
      for (let t = 0; t < work.size; t++) algebra.transfer(work.memory, work.at(place, t, i, j), memory, t * algebra.width, 1);
    });
  });
}

/** The elements of the matrix at a place as series like a given one, which may be known to a lower order. What was written without derivatives leaves them none. */
export function readRows<T, S extends Truncated<T, S>>(work: Blocks<Memory>, place: Place, like: S): S[][] {
  const { algebra, memory } = work;
  const { shape } = Truncated.partsOf<T, S>(like);
  const size = sizeOf(shape);
  const element = (i: number, j: number): S =>
    Truncated.like<T, S>(like, (out) => {
      for (let t = 0; t < size; t++) algebra.transfer(out, t * algebra.width, memory, work.at(place, t, i, j), 1);
      loseFrom(algebra, out, shape, work.lostFrom);
    });
  return Array.from({ length: place.rows }, (_, i) => Array.from({ length: place.columns }, (__, j) => element(i, j)));
}
