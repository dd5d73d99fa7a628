import { type Pieces, placed, type Slide } from '../formula/pieces.js';
import type { Sides } from '../formula/surfaces.js';

/** Surfaces that an orbit is on, and for each the sides to be tried, the likeliest first. */
export type Open = ReadonlyMap<number, readonly number[]>;

/** A way on from a point: a piece, or a motion along surfaces, and the surfaces whose sides were open. */
export interface Way {
  readonly sides: Sides;
  readonly slide: Slide | undefined;
  readonly open: Open;
}

/** So many combinations of sides are tried where several surfaces meet. */
const MOST_TRIES = 243;

/** At a meeting of more surfaces, there are too many ways on to try them all. */
const MOST_MEETING = 8;

/**
 * All ways on from a point at which surfaces are open, the likeliest first: into a piece, along one surface, along two at once, along more, where each adds a force of its own.
 *
 * @param direction - 1 forward in time, −1 back
 * @param slide - one that goes on; then there are no others
 */
export function* waysOn(pieces: Pieces, sides: Sides, open: Open, direction: number, slide?: Slide): Generator<Way> {
  for (const tried of combinations(sides, open)) yield { sides: tried, slide, open };
  if (slide !== undefined) return;
  // with stairs, the edge is the lower end of the upper one
  const onEdge = (all: Sides, surface: number): Sides =>
    placed(all, surface, pieces.hasStairs(surface) ? Math.max(...open.get(surface)!) : 0);
  const surfaces = [...open].flatMap(([i, tried]) => (pieces.hasStairs(i) && tried.length < 2 ? [] : [i]));
  for (const surface of surfaces) yield* along({ surfaces: [surface], direction }, onEdge(sides, surface), open);
  for (const [k, first] of surfaces.entries()) {
    for (const second of surfaces.slice(k + 1)) {
      const between = onEdge(onEdge(sides, first), second);
      const others = without(open, [first, second]);
      for (const all of combinations(between, others))
        for (const branch of [1, -1] as const)
          yield { sides: all, slide: { surfaces: [first, second], direction, branch }, open: others };
    }
  }
  if (surfaces.length > MOST_MEETING || !pieces.areAdditive(surfaces)) return;
  for (let count = 3; count <= surfaces.length; count++) {
    for (const some of subsets(surfaces, count)) {
      const between = some.reduce(onEdge, sides);
      yield* along({ surfaces: some, direction }, between, open);
    }
  }
}

/** Ways along surfaces, with all sides of the others. */
function* along(slide: Slide, sides: Sides, open: Open): Generator<Way> {
  const others = without(open, slide.surfaces);
  for (const all of combinations(sides, others)) yield { sides: all, slide, open: others };
}

function without(open: Open, surfaces: readonly number[]): Open {
  return new Map([...open].filter(([i]) => !surfaces.includes(i)));
}

/** The sides with one of those to be tried for each open surface, the likeliest first. */
function combinations(sides: Sides, open: Open): Sides[] {
  let all: Sides[] = [sides];
  for (const [surface, tried] of open) {
    all = all.flatMap((some) => tried.map((side) => placed(some, surface, side)));
    if (all.length > MOST_TRIES) return all.slice(0, MOST_TRIES);
  }
  return all;
}

/** All choices of so many items, in their sequence. */
function subsets(items: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
