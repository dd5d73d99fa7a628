import { DecoratedInterval } from '../interval/decorated.js';
import { COM, type Decoration, decorationNames, weaker } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { type IntervalAlgebra, noteUnbounded } from './interval.js';
import { algebraOf } from './of.js';

export function isDecorated(value: unknown): value is DecoratedInterval {
  return value instanceof DecoratedInterval;
}

/** A function of intervals over decorated ones: its value has the weakest decoration of its operands and of all its operations. */
export function decorating(
  where: string,
  values: readonly unknown[],
  compute: (values: unknown[]) => unknown,
): DecoratedInterval {
  const decorations = values.filter(isDecorated).map(({ decoration }) => decorationNames.indexOf(decoration) as Decoration);
  if (decorations.includes(0)) return DecoratedInterval.nai;
  const bare = values.map((value) => (isDecorated(value) ? value.interval : value));
  const { algebra, values: bounds } = algebraOf(where, bare);
  if (!(bounds[0] instanceof Interval)) {
    throw new TypeError(
      `${where}: expected decorated intervals and what goes with intervals, got other values beside; convert them first`,
    );
  }
  const noted = algebra as unknown as IntervalAlgebra;
  noted.decoration = COM;
  for (const { lo, hi } of bounds as Interval[]) noteUnbounded(noted, lo > hi ? [] : [lo, hi]);
  const result = compute(bare) as Interval;
  return new DecoratedInterval(result, decorationNames[decorations.reduce(weaker, noted.decoration)]!);
}
