import type { Algebra, Memory } from '../algebra/algebra.js';
import { LAST_PLAIN_ORDER, LEAST_NORMAL, scaleFor, underflows } from './factorial.js';
import { type Row, rowOf } from './row.js';

/**
 * A row whose coefficients c_k may be too small for doubles, as 1/k! is for k > 170, and where one has lost digits for that reason the numbers c_k·scale^k in its
 * stead: the coefficients in τ = t/scale. The scale is a power of two, so that they are the same numbers wherever both exist.
 */
export interface Stretched<M extends Memory> {
  readonly row: Row<M>;
  readonly stretch?: Stretch<M> | undefined;
}

export interface Stretch<M extends Memory> {
  readonly row: Row<M>;
  readonly scale: number;
}

/**
 * What `compute` makes of rows, stretched where it underflows and there is a scale at which nothing does, or overflows. Arithmetic and functions of series do not
 * know what the variable is, so that `compute` works on stretched rows as on others; for a derivative or an integral it is told the scale.
 */
export function stretched<M extends Memory>(
  algebra: Algebra<unknown, M>,
  args: readonly Stretched<M>[],
  compute: (rows: readonly Row<M>[], scale: number) => Row<M>,
): Stretched<M> {
  const row = compute(
    args.map((arg) => arg.row),
    1,
  );
  const highest = Math.max(row.order, ...args.map((arg) => arg.row.order));
  const mayUnderflow = highest > LAST_PLAIN_ORDER && !algebra.isExact && algebra.loosen === undefined && underflows(algebra);
  if (!mayUnderflow || (args.every((arg) => arg.stretch === undefined) && hasDigits(algebra, row))) return { row };
  for (let scale = scaleFor(highest); scale >= 1; scale /= 2) {
    const rows = args.map((arg) => rowAt(algebra, arg, scale));
    if (!rows.every((own) => own !== undefined)) continue;
    const result = compute(rows, scale);
    if (hasDigits(algebra, result)) return { row: rescaled(algebra, result, 1 / scale), stretch: { row: result, scale } };
  }
  return { row };
}

/** The row at a scale; undefined where it is not known without loss. */
function rowAt<M extends Memory>(
  algebra: Algebra<unknown, M>,
  { row, stretch }: Stretched<M>,
  scale: number,
): Row<M> | undefined {
  const known = stretch ?? { row, scale: 1 };
  if (stretch === undefined && !hasDigits(algebra, row)) return undefined;
  const own = scale === known.scale ? known.row : rescaled(algebra, known.row, scale / known.scale);
  return hasDigits(algebra, own) ? own : undefined;
}

/** c_k·by^k for a power of two `by`. */
function rescaled<M extends Memory>(algebra: Algebra<unknown, M>, { memory, order }: Row<M>, by: number): Row<M> {
  const { width } = algebra;
  // by^k may be no double where c_k·by^k is one: two halves, that towards 1 first
  return rowOf(algebra, order, (out) => {
    algebra.transfer(out, 0, memory, 0, order + 1);
    for (let k = 1; k <= order; k++) {
      const half = by ** Math.floor(k / 2);
      algebra.scale(out, k * width, k * width, half);
      algebra.scale(out, k * width, k * width, by ** (k - 2 * Math.floor(k / 2)) * half);
    }
  });
}

/** Whether all coefficients are finite, and none of high degree has lost digits to underflow, or may be a zero for that reason. */
function hasDigits<M extends Memory>(algebra: Algebra<unknown, M>, { memory, order }: Row<M>): boolean {
  let last = Infinity;
  for (let k = 0; k <= order; k++) {
    const size = algebra.magnitude(memory, k * algebra.width);
    if (size !== 0) last = size;
    if (!(size < Infinity) || (k > LAST_PLAIN_ORDER && last < LEAST_NORMAL)) return false;
  }
  return true;
}
