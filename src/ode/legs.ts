import type { Equations } from '../formula/equations.js';
import { evenRoots } from '../formula/even-roots.js';
import { arePieces, type Piece, Pieces, type Slide } from '../formula/pieces.js';
import type { Sides } from '../formula/surfaces.js';
import { watch } from '../formula/watch.js';
import { whenOf } from './events.js';
import { isSame, MOST_RECIPES, Pool, poolOf, type Recipe, sideOf } from './pool.js';

/** A piece of a system, with kernels for it. */
export interface Leg {
  readonly piece: Piece;
  readonly pool: Pool;
}

/** Pieces that are kept. Each is some ten kilobytes of code. */
const MOST_LEGS = 256;

/** The pieces of a system for one recipe, made when they are first met. */
export class Legs {
  readonly pieces: Pieces;
  /** Formulas that are watched beside the guards. */
  readonly watched: number;
  readonly #recipe: Recipe;
  readonly #known: Map<string, Leg> = new Map();

  constructor(system: Equations, recipe: Recipe) {
    this.pieces = new Pieces(evenRoots(watch(system, recipe.watched, whenOf(recipe.where))));
    this.watched = recipe.watched.length;
    this.#recipe = recipe;
  }

  at(sides: Sides, slide?: Slide): Leg {
    const key = this.pieces.key(sides, slide);
    let leg = this.#known.get(key);
    if (leg === undefined) {
      const piece = this.pieces.at(sides, slide);
      leg = {
        piece,
        pool: new Pool(piece.system, { ...this.#recipe, control: this.#control(piece), events: piece.nodes.length }, piece),
      };
      if (this.#known.size >= MOST_LEGS) this.#known.clear();
      this.#known.set(key, leg);
    }
    return leg;
  }

  /** Beside a root that touches zero derivatives of the flow are singular where the orbit goes on: with a say in the steps they would not let it. */
  #control({ guards }: Piece): Recipe['control'] {
    const { control } = this.#recipe;
    return control === 'eased' && guards.some(({ surface }) => this.pieces.isTouched(surface)) ? 'states' : control;
  }
}

/** What solves a system by a recipe: the pieces of one with branches, or kernels for all of a smooth one. */
export type Means = { readonly legs: Legs; readonly pool: undefined } | { readonly legs: undefined; readonly pool: Pool };

/** What is known of a system, by recipes: few, so that comparing these is cheaper than writing out the one at hand. */
const known = new WeakMap<Equations, { readonly recipe: Recipe; readonly means: Means }[]>();

/** The means for a system and one recipe, the same for the same ones. */
export function meansOf(system: Equations, recipe: Recipe): Means {
  let recipes = known.get(system);
  if (recipes === undefined) {
    recipes = [];
    known.set(system, recipes);
  }
  for (const { recipe: other, means } of recipes) {
    if (!isSame(other, recipe) || sideOf(other) !== sideOf(recipe)) continue;
    if (means.pool !== undefined) means.pool.where = recipe.where;
    return means;
  }
  const all = evenRoots(watch(system, recipe.watched, whenOf(recipe.where)));
  const means: Means = arePieces(all)
    ? { legs: new Legs(system, recipe), pool: undefined }
    : { legs: undefined, pool: poolOf(system, recipe) };
  if (recipes.length >= MOST_RECIPES) recipes.shift();
  recipes.push({ recipe, means });
  return means;
}

/** The pieces alone; undefined where everything is smooth. */
export function legsOf(system: Equations, recipe: Recipe): Legs | undefined {
  return meansOf(system, recipe).legs;
}
