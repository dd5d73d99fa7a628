/** A matrix by its entries that may be other than zero, row by row: values[e] in row rows[e] and column columns[e], counted from 0. */
export interface SparseMatrix<T> {
  /** Numbers of rows and of columns. */
  readonly shape: readonly [number, number];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly values: readonly T[];
  /** The number of colors: how often the function was differentiated along a direction, or in reverse, unless a series had all entries at once. */
  readonly sweeps: number;
}

/** The matrix of a pattern with the entries that `value` says. */
export function sparseMatrix<T>(
  pattern: readonly (readonly number[])[],
  width: number,
  sweeps: number,
  value: (row: number, column: number) => T,
): SparseMatrix<T> {
  const rows: number[] = [];
  const columns: number[] = [];
  const values: T[] = [];
  pattern.forEach((entries, i) => {
    for (const j of entries) {
      rows.push(i);
      columns.push(j);
      values.push(value(i, j));
    }
  });
  return { shape: [pattern.length, width], rows, columns, values, sweeps };
}

/** The same matrix with its zeros, by rows. */
export function dense<T>({ shape, rows, columns, values }: SparseMatrix<T>, zero: T): T[][] {
  const all = Array.from({ length: shape[0] }, () => Array.from({ length: shape[1] }, () => zero));
  values.forEach((value, e) => {
    all[rows[e]!]![columns[e]!] = value;
  });
  return all;
}
