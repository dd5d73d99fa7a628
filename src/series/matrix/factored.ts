import type { Truncated } from '../truncated.js';
import { blocksFor, type Rows, readRows, writeRows } from './elements.js';
import { choleskyInto, luInto, qrInto, scratch, solveInto } from './factors.js';

/** A·B for matrices that match. */
export function productOf<T, S extends Truncated<T, S>>(a: Rows<S>, b: Rows<S>): S[][] {
  const [rows, inner, columns] = [a.length, b.length, b[0]!.length];
  const work = blocksFor<T, S>(a, Math.max(inner, columns));
  const [x, y, z] = [work.place(rows, inner), work.place(inner, columns), work.place(rows, columns)];
  work.allocate();
  writeRows<T, S>(work, x, a);
  writeRows<T, S>(work, y, b);
  for (let t = 0; t < work.size; t++) work.convolve(z, t, x, y, t, 1, 0, 0);
  return readRows<T, S>(work, z, a[0]![0]!);
}

/** X with A·X = B; undefined where the matrix of constant terms is singular. */
export function solutionOf<T, S extends Truncated<T, S>>(a: Rows<S>, b: Rows<S>): S[][] | undefined {
  const [n, columns] = [a.length, b[0]!.length];
  const work = blocksFor<T, S>(a, Math.max(n, columns));
  const [m, x] = [work.place(n, n), work.place(n, columns)];
  work.allocate();
  writeRows<T, S>(work, m, a);
  const order = [...a.keys()];
  if (!work.factor(m, order)) return undefined;
  writeRows<T, S>(work, x, b, order);
  solveInto(work, m, x);
  return readRows<T, S>(work, x, b[0]![0]!);
}

/** L and U with the sequence of the rows of A; undefined where the matrix of constant terms is singular. */
export function luOf<T, S extends Truncated<T, S>>(a: Rows<S>): { lower: S[][]; upper: S[][]; order: number[] } | undefined {
  const n = a.length;
  const like = a[0]![0]!;
  const work = blocksFor<T, S>(a, n);
  const [m, l, u] = [work.place(n, n), work.place(n, n), work.place(n, n)];
  const spare = scratch(work, n, n);
  work.allocate();
  writeRows<T, S>(work, m, a);
  const order = [...a.keys()];
  if (!work.factor(m, order)) return undefined;
  luInto(work, m, l, u, spare);
  return { lower: readRows<T, S>(work, l, like), upper: readRows<T, S>(work, u, like), order };
}

/** Q and R; undefined where the columns of constant terms are dependent. */
export function qrOf<T, S extends Truncated<T, S>>(a: Rows<S>): { q: S[][]; r: S[][] } | undefined {
  const [rows, columns] = [a.length, a[0]!.length];
  const like = a[0]![0]!;
  const work = blocksFor<T, S>(a, Math.max(rows, columns));
  const [m, q, qh, r] = [
    work.place(rows, columns),
    work.place(rows, columns),
    work.place(columns, rows),
    work.place(columns, columns),
  ];
  const f = work.place(rows, columns, 1);
  const spare = scratch(work, columns, columns);
  work.allocate();
  writeRows<T, S>(work, m, a);
  if (!qrInto(work, m, q, qh, r, f, spare)) return undefined;
  return { q: readRows<T, S>(work, q, like), r: readRows<T, S>(work, r, like) };
}

/** L with A = L·Lᴴ; the number of a row where the matrix of constant terms is not positive definite. */
export function choleskyOf<T, S extends Truncated<T, S>>(a: Rows<S>): S[][] | number {
  const n = a.length;
  const work = blocksFor<T, S>(a, n);
  const [m, l, lh] = [work.place(n, n), work.place(n, n), work.place(n, n)];
  const spare = scratch(work, n, n);
  work.allocate();
  writeRows<T, S>(work, m, a);
  const row = choleskyInto(work, m, l, lh, spare);
  return row >= 0 ? row : readRows<T, S>(work, l, a[0]![0]!);
}
