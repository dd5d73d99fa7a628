import { placed, type Slide, type Twin } from '../formula/pieces.js';
import type { Sides } from '../formula/surfaces.js';
import { polynomialOf } from './event-polynomial.js';
import { isAlong, LOOSE, largestState, leavesZero, moving, scaleOf, without } from './guards.js';
import { type OdeKernel, setParameters } from './kernel.js';
import type { Leg, Legs } from './legs.js';
import { sizeOf, zerosOf } from './roots.js';
import { planOf } from './step.js';
import { type Found, Twins } from './twins.js';
import { type Open, type Way, waysOn } from './ways.js';

/** Where an orbit is. */
export interface Point {
  readonly state: readonly number[];
  readonly t: number;
  readonly parameters: readonly number[];
}

/** How an orbit goes on: in a piece, or along surfaces. */
export interface Continuation {
  readonly sides: Sides;
  readonly slide: Slide | undefined;
  /** What is left of the function of a guard at the surface where the piece begins: not told from zero in the first step. */
  readonly floors: ReadonlyMap<number, number>;
}

/** Finds the piece of a system that solutions go into from a point. */
export class Onward {
  readonly #legs: Legs;
  readonly #direction: number;
  readonly twins: Twins;

  /** @param direction - 1 forward in time, −1 back */
  constructor(legs: Legs, direction: number) {
    this.#legs = legs;
    this.#direction = direction;
    this.twins = new Twins(legs.pieces);
  }

  /** The functions of all surfaces at a point. */
  values({ state, t, parameters }: Point): number[] {
    const { pieces } = this.#legs;
    return pieces.values([...state, ...(pieces.isTimed ? [t] : []), ...parameters]);
  }

  /**
   * The first of the ways on that solutions take; undefined where there is none.
   *
   * @param slide - one that goes on
   */
  choose(point: Point, sides: Sides, open: Open, slide?: Slide): Continuation | undefined {
    for (const tried of waysOn(this.#legs.pieces, sides, open, this.#direction, slide)) {
      const whole = this.#whole(point, tried);
      for (const way of whole === undefined ? [] : this.#settled(point, whole, this.#legs.pieces.jumping)) {
        const floors = this.#floorsOf(point, way);
        if (floors !== undefined) return { sides: way.sides, slide: way.slide, floors };
      }
    }
    return undefined;
  }

  /** Into a piece from surfaces that an orbit has been along, whatever signs rounding leaves there. */
  off(point: Point, sides: Sides, slide: Slide | undefined, left: readonly number[]): Continuation {
    const leg = this.#legs.at(sides, slide);
    const { kernel } = this.ahead(point, leg, sides);
    const floors = leg.piece.guards.flatMap(({ surface }, i) => {
      const start = Math.abs(kernel.memory[kernel.watchedAt(this.#legs.watched + i)]!);
      return left.includes(surface) && start <= NEARLY ? [[i, 4 * start] as const] : [];
    });
    leg.pool.giveBack(kernel);
    return { sides, slide, floors: new Map(floors) };
  }

  /** A way on along surfaces with all others that are at the same place; undefined where there is none along these. */
  #whole(point: Point, way: Way): Way | undefined {
    const { sides, slide, open } = way;
    if (slide === undefined || this.#legs.pieces.isAlone) return way;
    const { twins: _, ends: __, ...bare } = slide;
    const found = this.twins.of(point, sides, bare);
    if (found === undefined || found.length === 0) return found === undefined ? undefined : { sides, slide: bare, open };
    const twins = found
      .filter((twin) => this.#stays(point, sides, bare, found, twin))
      .map(({ surface, of, sides }): Twin => ({ surface, of, sides }));
    const all = twins.reduce<Sides>((so, { surface, sides: [above, below] }) => {
      const own = this.#legs.pieces.hasStairs(surface) ? Math.max(above, below) : 0;
      return placed(so, surface, own);
    }, sides);
    const left = new Map(open);
    for (const { surface } of twins) left.delete(surface);
    return { sides: all, slide: { ...bare, twins }, open: left };
  }

  /** Whether the function of a surface stays zero along a slide, and not only has the same slope as that of the surface it is along. */
  #stays(point: Point, sides: Sides, slide: Slide, twins: readonly Twin[], { surface, least }: Found): boolean {
    const leg = this.#legs.at(sides, { ...slide, twins });
    const { kernel, h } = this.ahead(point, leg, sides);
    const { layout } = kernel;
    const size = Math.max(
      largestState(kernel),
      ...Array.from({ length: layout.states }, (_, i) =>
        sizeOf(Float64Array.from({ length: kernel.order }, (_, k) => kernel.memory[kernel.at(i, k)]! * h ** k)),
      ),
    );
    const left = leg.piece.guards.flatMap((guard, i) => {
      if (guard.surface !== surface) return [];
      return [behind(polynomialOf(kernel, this.#legs.watched + i, h))];
    });
    leg.pool.giveBack(kernel);
    // where there is no motion along them, none is along one alone
    return left.every((x) => !(x > least * size));
  }

  /**
   * A way on with the sides of surfaces whose functions jump where others are crossed: where floor x comes to 0, that is what |floor x| is on the surface of. They follow from
   * the sides of those before them, or are open where the function is zero, or between two stairs, but for rounding.
   *
   * @param left - surfaces that are still to be looked at
   */
  *#settled(point: Point, way: Way, left: readonly number[]): Generator<Way> {
    const [surface, ...others] = left;
    const { sides, slide, open } = way;
    if (surface === undefined) {
      const jumping = slide === undefined ? [] : this.#legs.pieces.jumpingAlong(slide);
      if (slide === undefined || jumping.length === 0) yield way;
      // along several surfaces at once, no blend is known of what jumps with them
      else if (slide.surfaces.length === 1) yield { sides, slide: this.#ended(point, sides, slide, jumping), open };
    } else {
      const found = this.#sidesOf(surface, point, way);
      const rest = new Map(open);
      if (found.length === 1) rest.delete(surface);
      else if (!open.has(surface)) rest.set(surface, found);
      // an open one is tried on each side by itself
      const isTried = open.has(surface) && found.includes(sides[surface]!);
      for (const side of isTried ? [sides[surface]!] : found)
        yield* this.#settled(point, { sides: placed(sides, surface, side), slide, open: rest }, others);
    }
  }

  /** The sides of a surface that its function allows in a piece, at a point. */
  #sidesOf(surface: number, point: Point, { sides, slide }: Way): readonly number[] {
    const { pieces } = this.#legs;
    const own = [sides[surface]!];
    const leg = this.#legs.at(sides, slide);
    const isGuard = leg.piece.guards.some((guard) => guard.surface === surface && guard.end === undefined);
    if (!isGuard || slide?.surfaces.includes(surface)) return own;
    const { kernel, h } = this.ahead(point, leg, sides);
    const a = polynomialOf(kernel, pieces.watchedAt(leg.piece, surface), h);
    leg.pool.giveBack(kernel);
    // the motion along a surface is not known yet, where its ends are not
    const least = slide === undefined ? Math.max(roundingAt(a, point), NEAR * behind(a)) : roundingAt(a, point);
    return this.#sidesBy(a, surface, sides[surface]!, least);
  }

  /** The sides of a surface that the polynomial of its function, or of its first guard, allows at a point; of two, the one above first. */
  #sidesBy(a: Float64Array, surface: number, own: number, least: number): readonly number[] {
    const { pieces } = this.#legs;
    if (!Number.isFinite(a[0])) return [own];
    if (!pieces.hasStairs(surface)) return Math.abs(a[0]!) <= least && least > 0 ? [1, -1] : [Math.sign(a[0]!)];
    const g = a[0]! + pieces.startOf(surface, own);
    const [below, above] = [pieces.sideOf(surface, g - least), pieces.sideOf(surface, g + least)];
    return below === above ? [below] : [above, below];
  }

  /** A slide along one surface, with the sides of others, whose functions jump there, on both ends. */
  #ended(point: Point, sides: Sides, slide: Slide, jumping: readonly number[]): Slide {
    let ends: readonly [Sides, Sides] = [sides, sides];
    for (const end of [0, 1] as const) {
      for (const surface of jumping) {
        const leg = this.#legs.at(sides, { ...slide, ends });
        const at = leg.piece.guards.findIndex((guard) => guard.surface === surface && guard.end === end);
        if (at < 0) continue;
        const { kernel, h } = this.ahead(point, leg, sides);
        const a = polynomialOf(kernel, this.#legs.watched + at, h);
        leg.pool.giveBack(kernel);
        // along sides that are not the right ones yet, only the start is
        const [above, below = above] = this.#sidesBy(a, surface, ends[end][surface]!, roundingAt(a, point));
        a[0] = 0;
        const side = zerosOf(a).first < 0 ? below! : above!;
        const placedAt = placed(ends[end], surface, side);
        ends = end === 0 ? [placedAt, ends[1]] : [ends[0], placedAt];
      }
    }
    return { ...slide, ends };
  }

  /** What is left of the functions of guards at a point from which solutions go into a piece; undefined where they do not. */
  #floorsOf(point: Point, { sides, slide, open }: Way): Continuation['floors'] | undefined {
    const leg = this.#legs.at(sides, slide);
    const { pool, piece } = leg;
    const { kernel, wanted, h } = this.ahead(point, leg, sides);
    const scale = scaleOf(kernel, piece, slide, this.#legs.watched);
    const floors = new Map<number, number>();
    const holds =
      wanted > 0 &&
      piece.guards.every((guard, i) => {
        if (slide?.twins?.some(({ surface }) => surface === guard.surface)) return true;
        const isSlide = isAlong(slide, guard);
        if (!isSlide && !open.has(guard.surface)) return true;
        const a = polynomialOf(kernel, this.#legs.watched + i, h);
        if (guard.sign === 0) return !(leavesZero(a, kernel) <= 1);
        const start = a[0]!;
        const isStairs = this.#legs.pieces.hasStairs(guard.surface);
        // the other end of the stair
        if (isStairs && Math.abs(start) > 0.25) return Math.sign(start) === guard.sign;
        if (!isSlide) {
          a[0] = 0;
          floors.set(i, 4 * Math.abs(start));
        }
        const shape = isSlide ? moving(a, scale, h) : without(a, LOOSE * largestState(kernel), 1, 1);
        const { first } = zerosOf(shape);
        if (first === guard.sign) return true;
        if (isSlide) return first === 0 && (isStairs || shape.every((x) => x === 0));
        // what stays on an edge is on the stair that formulas say
        const own = sides[guard.surface]!;
        return first === 0 && isStairs && own === this.#stairAt(guard.surface, guard.sign > 0 ? own : own + 1, start);
      });
    pool.giveBack(kernel);
    return holds ? floors : undefined;
  }

  /** The stair that formulas say at the place nearest to where a stair begins at which one does. */
  #stairAt(surface: number, stair: number, beside: number): number {
    const { pieces } = this.#legs;
    return pieces.edgeAt(surface, pieces.startOf(surface, stair) + beside).on;
  }

  /** The coefficients of a piece at a point, and the step that they allow. */
  ahead(point: Point, leg: Leg, sides: Sides): { readonly kernel: OdeKernel; readonly wanted: number; readonly h: number } {
    const kernel = this.kernelAt(point, leg, sides);
    const wanted = kernel.wanted();
    return { kernel, wanted, h: this.#direction * (wanted < Infinity ? wanted : 1) };
  }

  /** A kernel of a piece, at a point. */
  kernelAt({ state, t, parameters }: Point, { pool }: Leg, sides: Sides): OdeKernel {
    const kernel = pool.take(1);
    setParameters(kernel, [...parameters, ...this.#legs.pieces.addedAt(sides)]);
    kernel.holds = undefined;
    for (const [i, x] of state.entries()) kernel.memory[kernel.at(i, 0)] = x;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = t;
    kernel.board[kernel.places.control.margin] = planOf(kernel.order).margin;
    return kernel;
  }
}

/** How far from the truth the start of a polynomial may be, for rounding of states and times: not at all where it is constant. */
function roundingAt(a: Float64Array, { state, t }: Point): number {
  return behind(a) === 0 ? 0 : ROUNDED * Math.max(1, Math.abs(t), Math.abs(a[0]!), ...state.map(Math.abs));
}

/** The size of a polynomial but for its start. */
function behind(a: Float64Array): number {
  return sizeOf(a) - Math.abs(a[0]!);
}

const ROUNDED = 2 ** -48;

/** The other end of a stair is farther away. */
const NEARLY = 2 ** -16;

/** What is taken for zero as part of the terms that follow. */
const NEAR = 2 ** -40;
