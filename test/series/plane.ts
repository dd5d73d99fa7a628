import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

export type Pair<T = number> = [SeriesN<T>, SeriesN<T>];
/** x and y around a point. */
export const plane = (order: number, center: [number, number] = [0, 0]): Pair => variables(center, { order }) as Pair;

/** The terms of a series as a record from exponents to coefficients. */
export const terms = (s: SeriesN<number>): Record<string, number> =>
  Object.fromEntries(s.coefficients.flatMap((c, i) => (c === 0 ? [] : [[s.space.exponentsOf(i).join(), c]])));
