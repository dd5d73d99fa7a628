/** A color, a number from 0, for each of some things. */
export interface Coloring {
  readonly colors: Int32Array;
  readonly count: number;
}

/**
 * Colors columns so that no row has two of one color: a sum of columns of one color shows each of them, in the rows that it has for itself. Greedily,
 * columns with more entries first.
 *
 * @param rows - for each row its columns
 * @see Curtis, Powell and Reid 1974
 */
export function colorColumns(rows: readonly (readonly number[])[], columns: number): Coloring {
  const rowsOf = transposed(rows, columns);
  return greedy(columns, rowsOf, (column, forbid) => {
    for (const row of rowsOf[column]!) for (const other of rows[row]!) forbid(other);
  });
}

/**
 * Colors the variables of a symmetric matrix so that two that meet differ, and no path of four variables has two colors alone: then a sum of columns of
 * one color shows every entry, if not in its own row then in that of its mirror image.
 *
 * @param meets - for each variable those it meets
 * @see Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM Review 47 (2005), section 4.2
 */
export function colorSymmetric(meets: readonly (readonly number[])[]): Coloring {
  return greedy(meets.length, meets, (v, forbid, colors) => {
    for (const w of meets[v]!) {
      if (w === v) continue;
      forbid(w);
      for (const x of meets[w]!) {
        if (x === v || x === w || colors[x]! < 0) continue;
        // two neighbors of one that has no color yet stay different; else v would be the end of a path v, w, x, y of two colors
        if (colors[w]! < 0 || meets[x]!.some((y) => y !== w && y !== x && colors[y] === colors[w])) forbid(x);
      }
    }
  });
}

/** For each column its rows. */
export function transposed(rows: readonly (readonly number[])[], columns: number): readonly (readonly number[])[] {
  const of: number[][] = Array.from({ length: columns }, () => []);
  rows.forEach((row, i) => {
    for (const column of row) of[column]!.push(i);
  });
  return of;
}

/** Gives each thing the first color that is not forbidden by those colored before. */
function greedy(
  length: number,
  entries: readonly (readonly number[])[],
  forbidden: (i: number, forbid: (other: number) => void, colors: Int32Array) => void,
): Coloring {
  const colors = new Int32Array(length).fill(-1);
  // which thing forbade a color last
  const by = new Int32Array(length + 1).fill(-1);
  let count = 0;
  const order = [...entries.keys()].sort((a, b) => entries[b]!.length - entries[a]!.length);
  for (const i of order) {
    forbidden(
      i,
      (other) => {
        const color = colors[other]!;
        if (color >= 0) by[color] = i;
      },
      colors,
    );
    let color = 0;
    while (by[color] === i) color++;
    colors[i] = color;
    count = Math.max(count, color + 1);
  }
  return { colors, count };
}
