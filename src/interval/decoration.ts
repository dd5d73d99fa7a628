/**
 * How well a function behaved on the whole box it was given, IEEE 1788-2015 clause 11.2, as a number so that
 * the decoration of a composition is the minimum over its operations.
 *
 * | value | name | the operation was |
 * |---|---|---|
 * | 4 | com | defined and continuous on a bounded box, and the computed result is bounded |
 * | 3 | dac | defined, and its restriction to the box is continuous |
 * | 2 | def | defined on the whole box |
 * | 1 | trv | anything else: nothing is claimed |
 * | 0 | ill | applied to what is not an interval |
 */
export type Decoration = 0 | 1 | 2 | 3 | 4;

export const ILL = 0;
export const TRV = 1;
export const DEF = 2;
export const DAC = 3;
export const COM = 4;

/** The five decorations by name, as they are written after an interval: `[1, 2]_com`. */
export type DecorationName = 'ill' | 'trv' | 'def' | 'dac' | 'com';

export const decorationNames: readonly DecorationName[] = ['ill', 'trv', 'def', 'dac', 'com'];

/** The weaker of two decorations. */
export function weaker(d: Decoration, e: Decoration): Decoration {
  return d < e ? d : e;
}

/** The strongest decoration that [lo, hi] can have: `com` if bounded, `dac` if unbounded, `trv` if empty. */
export function deserved(lo: number, hi: number): Decoration {
  if (lo > hi) return TRV;
  return lo > -Infinity && hi < Infinity ? COM : DAC;
}
