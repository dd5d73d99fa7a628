import { placed } from '../formula/pieces.js';
import { polynomialOf } from './event-polynomial.js';
import { STILL } from './guards.js';
import type { Legs } from './legs.js';
import type { Continuation, Onward, Point } from './onward.js';
import { sizeOf } from './roots.js';

/**
 * The formulas watched that stay zero from a point on in a piece: max(x, 0) where x < 0, or the speed of what friction holds. Along a surface they do so but for rounding: they change
 * by nothing against what they would on either side of it.
 */
export function restingAt(legs: Legs, onward: Onward, { sides, slide }: Omit<Continuation, 'floors'>, point: Point): number[] {
  const surfaces = slide?.surfaces ?? [];
  const twins = slide?.twins ?? [];
  const beside = (part: 0 | 1): typeof sides => {
    const all = surfaces.reduce((all, i) => placed(all, i, legs.pieces.hasStairs(i) ? sides[i]! - part : 1 - 2 * part), sides);
    return twins.reduce((all, twin) => placed(all, twin.surface, twin.sides[part]), all);
  };
  const ways = [{ sides, slide }, ...(slide === undefined ? [] : ([0, 1] as const).map((part) => ({ sides: beside(part) })))];
  const views = ways.map(({ sides, slide }: Partial<Pick<Continuation, 'slide'>> & Pick<Continuation, 'sides'>) => {
    const leg = legs.at(sides, slide);
    return { leg, ...onward.ahead(point, leg, sides) };
  });
  const h = views.reduce((least, { h }) => (Math.abs(h) < Math.abs(least) ? h : least), Infinity);
  const [here, ...others] = views.map(({ kernel }) =>
    Array.from({ length: legs.watched }, (_, formula) => polynomialOf(kernel, formula, h)),
  );
  for (const { leg, kernel } of views) leg.pool.giveBack(kernel);
  const changes = (formula: number): number =>
    Math.max(0, ...others.map((all) => sizeOf(all[formula]!) - Math.abs(all[formula]![0]!)));
  return here!.flatMap((a, formula) => (h !== 0 && sizeOf(a) <= STILL * changes(formula) ? [formula] : []));
}
