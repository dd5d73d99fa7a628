/** So many events at one time are tried in every sequence. */
export const MOST_TOGETHER = 4;

/** What comes of two sequences is the same but for rounding where it is this close, relative to its size. */
const SAME = 2 ** -30;

export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}

/** Whether numbers are the same but for rounding. */
export function areSame(a: readonly number[], b: readonly number[]): boolean {
  const size = Math.max(1, ...a.map(Math.abs));
  return a.every((x, i) => Math.abs(x - b[i]!) <= SAME * size);
}
