import type { Algebra, Memory } from '../algebra/algebra.js';
import { LAST_PLAIN_ORDER, LEAST_NORMAL, mayUnderflow, scaleFor, scalesFor } from './factorial.js';
import { type Row, rowOf } from './row.js';
import { countTo, orderOf, type Shape, sizeOf } from './shape.js';
import type { Space } from './space.js';

/**
 * A row whose coefficients c_k may be too small for doubles, as 1/k! is for k > 170 and a small number divided by k! much earlier, and where one has lost digits
 * for that reason the numbers c_k·scale^k in its stead: the coefficients in τ = t/scale. The scale is a power of two, so that they are the same numbers
 * wherever both exist.
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
  if (highest <= LAST_PLAIN_ORDER || (args.every((arg) => arg.stretch === undefined) && hasDigits(algebra, row))) return { row };
  if (!mayUnderflow(algebra)) return { row };
  for (let scale = scaleFor(highest); scale >= 1; scale /= 2) {
    const rows = args.map((arg) => rowAt(algebra, arg, scale));
    if (!rows.every((own) => own !== undefined)) continue;
    const result = compute(rows, scale);
    if (hasDigits(algebra, result)) return { row: rescaled(algebra, result, 1 / scale), stretch: { row: result, scale } };
  }
  return { row };
}

/**
 * The row that `expand` computes in τ = t/scale, at the first scale at which nothing overflows: what it is made of on the way underflows at none before it. It is
 * kept stretched where it has lost digits without.
 */
export function expanded<M extends Memory>(
  algebra: Algebra<unknown, M>,
  order: number,
  expand: (scale: number) => Row<M>,
): Stretched<M> {
  const { memory, scale } = atFirstScale(algebra, order, (by) => expand(by).memory);
  const own = { memory, order };
  const row = scale === 1 ? own : rescaled(algebra, own, 1 / scale);
  return scale === 1 || hasDigits(algebra, row, 2) ? { row } : { row, stretch: { row: own, scale } };
}

/**
 * The same in many variables x_v = scale·τ_v, where what underflows in the end stays so, but nothing on the way there.
 *
 * @param expand - gives coefficients in a memory that may be written to
 */
export function expandedBlock<M extends Memory>(algebra: Algebra<unknown, M>, space: Space, expand: (scale: number) => M): M {
  const { memory, scale } = atFirstScale(algebra, space, expand);
  if (scale > 1) rescale(algebra, memory, space, 1 / scale);
  return memory;
}

/** What is computed at the first scale at which it is finite, or at scale 1. */
function atFirstScale<M extends Memory>(
  algebra: Algebra<unknown, M>,
  shape: Shape,
  compute: (scale: number) => M,
): { memory: M; scale: number } {
  const scales = mayUnderflow(algebra) ? scalesFor(algebra, orderOf(shape)) : [1];
  let i = 0;
  let memory = compute(scales[i]!);
  while (i < scales.length - 1 && !allFinite(algebra, memory, shape)) memory = compute(scales[++i]!);
  return { memory, scale: scales[i]! };
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
  return rowOf(algebra, order, (out) => {
    algebra.transfer(out, 0, memory, 0, order + 1);
    rescale(algebra, out, order, by);
  });
}

/** Multiplies each coefficient by by^k for its degree k and a power of two `by`. */
function rescale<M extends Memory>(algebra: Algebra<unknown, M>, memory: M, shape: Shape, by: number): void {
  const { width } = algebra;
  let power = 1;
  for (let k = 1, i = 1; k <= orderOf(shape); k++) {
    power *= by;
    const end = countTo(shape, k) * width;
    if (LEAST_NORMAL <= power && power < Infinity) {
      for (let at = i * width; at < end; at += width) algebra.scale(memory, at, at, power);
    } else {
      // by^k is no double where c_k·by^k may be one: two halves
      const half = by ** Math.floor(k / 2);
      for (let at = i * width; at < end; at += width) {
        algebra.scale(memory, at, at, half);
        algebra.scale(memory, at, at, by ** (k - 2 * Math.floor(k / 2)) * half);
      }
    }
    i = countTo(shape, k);
  }
}

function allFinite<M extends Memory>(algebra: Algebra<unknown, M>, memory: M, shape: Shape): boolean {
  for (let i = 0; i < sizeOf(shape); i++) if (!(algebra.magnitude(memory, i * algebra.width) < Infinity)) return false;
  return true;
}

/** Whether all coefficients are finite, and none from a degree on has lost digits to underflow, or may be a zero for that reason. */
export function hasDigits<M extends Memory>(
  algebra: Algebra<unknown, M>,
  { memory, order }: Row<M>,
  from: number = LAST_PLAIN_ORDER + 1,
): boolean {
  let last = Infinity;
  for (let k = 0; k <= order; k++) {
    const size = algebra.magnitude(memory, k * algebra.width);
    if (size !== 0) last = size;
    if (!(size < Infinity) || (k >= from && last < LEAST_NORMAL)) return false;
  }
  return true;
}
