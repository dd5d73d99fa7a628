import { Series } from '../series.js';
import { SeriesN } from '../series-n.js';
import { SeriesMatrix } from './matrix.js';

type Elements<E> = readonly (readonly E[])[];

/**
 * A matrix of series from its rows, in which numbers stand for constants.
 *
 * @throws RangeError unless rows are of one length ≥ 1; TypeError unless one element at least is a series
 * @example
 * const [x, y] = variables([0, 0], { order: 2 });
 * seriesMatrix([[x, 1], [2, y]]).det().toString(); // '−2 + x y + 𝒪(‖x‖³)'
 */
export function seriesMatrix<T>(rows: Elements<Series<T> | number>): SeriesMatrix<T, Series<T>>;
export function seriesMatrix<T>(rows: Elements<SeriesN<T> | number>): SeriesMatrix<T, SeriesN<T>>;
export function seriesMatrix(rows: Elements<unknown>): unknown {
  const found = rows.flat().find((element) => element instanceof Series || element instanceof SeriesN);
  if (found === undefined)
    throw new TypeError('seriesMatrix: expected a series among the elements, got none; linear algebra of numbers needs none');
  const like = found as Series<unknown>;
  return new SeriesMatrix<unknown, Series<unknown>>(
    rows.map((row) =>
      row.map((element) =>
        element instanceof Series || element instanceof SeriesN ? (element as Series<unknown>) : like.constant(element),
      ),
    ),
  );
}

/**
 * The scalar product Σ a_i b_i of two lists of series.
 *
 * @throws RangeError unless they are of one length ≥ 1
 * @example
 * const t = variable(0, { order: 2 });
 * dot([t, t.add(1)], [t, t]).toString(); // 't + 2 t² + 𝒪(t³)'
 */
export function dot<T>(a: readonly Series<T>[], b: readonly Series<T>[]): Series<T>;
export function dot<T>(a: readonly SeriesN<T>[], b: readonly SeriesN<T>[]): SeriesN<T>;
export function dot(a: readonly unknown[], b: readonly unknown[]): unknown {
  if (a.length === 0 || a.length !== b.length) {
    throw new RangeError(`dot: expected two lists of one length ≥ 1, got ${a.length} and ${b.length} series`);
  }
  return (a as readonly Series<unknown>[]).map((s, i) => s.mul(b[i] as Series<unknown>)).reduce((sum, s) => sum.add(s));
}
