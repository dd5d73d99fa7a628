import { type Piece, placed, type Slide, type Twin } from '../formula/pieces.js';
import type { Sides } from '../formula/surfaces.js';
import { LOOSE, STILL } from './guards.js';
import type { OdeKernel } from './kernel.js';
import type { Leg, Legs } from './legs.js';
import { type Continuation, Onward, type Point } from './onward.js';
import { firstEnd, type Held, type PieceEnd } from './piece-end.js';
import { restingAt } from './resting.js';
import type { Near } from './twins.js';
import type { Open } from './ways.js';

/** So many switches without time between them are one too many: the orbit gets nowhere. */
export const MOST_HASTY = 64;

/** A function that is larger is zero at no place that is near enough to be the same one but for rounding. */
const MAYBE_NEAR = 2 ** -16;

/** So much of the state may come of a switch that is late, where a root touches zero at the same time. */
const MISSED = 2 ** -48;

/** What functions of guards are off by for rounding, at a point behind an event. */
export function nearness({ state }: Pick<Point, 'state'>): number {
  return LOOSE * Math.max(1, ...state.map(Math.abs));
}

/** Keeps an orbit on the right piece of its system: knows which one it is on, and finds the next. */
export class Switching implements Held {
  readonly #legs: Legs;
  readonly #direction: number;
  readonly #onward: Onward;
  #sides: Sides = [];
  #slide: Slide | undefined;
  #leg: Leg | undefined;
  #floors: Continuation['floors'] = new Map();

  /** @param direction - 1 forward in time, −1 back */
  constructor(legs: Legs, direction: number) {
    this.#legs = legs;
    this.#direction = direction;
    this.#onward = new Onward(legs, direction);
  }

  /** Formulas that are watched before the guards. */
  get watched(): number {
    return this.#legs.watched;
  }

  get sides(): Sides {
    return this.#sides;
  }

  get slide(): Slide | undefined {
    return this.#slide;
  }

  /** Surfaces at the same place as those that the orbit slides along. */
  get #twins(): readonly Twin[] {
    return this.#slide?.twins ?? [];
  }

  get piece(): Piece {
    return this.leg.piece;
  }

  get floors(): Continuation['floors'] {
    return this.#floors;
  }

  /** The piece at hand. */
  get leg(): Leg {
    return this.#leg!;
  }

  /** Values of the parameters that a kernel of the piece at hand takes. */
  parameters(parameters: readonly number[]): number[] {
    return [...parameters, ...this.#legs.pieces.addedAt(this.#sides)];
  }

  /**
   * Finds the piece that leads on from a point, whatever was before it. Returns whether there is one; if not, the piece at hand is what formulas say at the point itself.
   *
   * @param near - what functions of surfaces differ by from zero, or from a whole number, for rounding: behind an event, which may have been on one of them
   */
  start(point: Point, near = 0): boolean {
    const { pieces } = this.#legs;
    const values = this.#onward.values(point).map((g, i) => {
      const met = pieces.hasStairs(i) ? Math.round(g) : 0;
      return Math.abs(g - met) <= near ? met : g;
    });
    const sides = values.map((g, i) => pieces.sideOf(i, g));
    const open = new Map<number, readonly number[]>();
    for (const [i, g] of values.entries()) {
      const other = pieces.otherSide(i, g);
      if (g === 0 && !pieces.hasStairs(i) && !pieces.isTouched(i)) open.set(i, [0, 1, -1]);
      else if (other !== undefined) open.set(i, [sides[i]!, other]);
    }
    if (open.size === 0) {
      this.#adopt({ sides, slide: undefined, floors: new Map() });
      return true;
    }
    this.#openNear(point, sides, open);
    // where solutions may go to either side, the one counts to which the formulas go by themselves
    const literal = this.#legs.at(sides);
    const kernel = this.#onward.kernelAt(point, literal, sides);
    kernel.solve();
    for (const [i, { surface, sign }] of literal.piece.guards.entries()) {
      if (sign !== 0) continue;
      const slope = this.#direction * kernel.memory[kernel.watchedAt(this.#legs.watched + i) + 1]!;
      open.set(surface, slope < 0 ? [0, -1, 1] : [0, 1, -1]);
    }
    literal.pool.giveBack(kernel);
    const leads = this.#choose(point, sides, open);
    if (!leads) this.#adopt({ sides, slide: undefined, floors: new Map() });
    return leads;
  }

  /** The surfaces that a point is on but for rounding, without some. */
  #near(point: Point, sides: Sides, known: readonly number[]): Near[] {
    const { pieces } = this.#legs;
    if (pieces.isAlone) return [];
    // few are anywhere near, which costs less to say
    const isFar = (g: number, i: number): boolean => known.includes(i) || !(pieces.edgeAt(i, g).distance <= MAYBE_NEAR);
    if (this.#onward.values(point).every(isFar)) return [];
    return this.#onward.twins.near(point, sides).filter(({ surface }) => !known.includes(surface));
  }

  /** Adds the surfaces that a point is on but for rounding to those that are open. */
  #openNear(point: Point, sides: Sides, open: Map<number, readonly number[]>, but: readonly number[] = []): void {
    for (const {
      surface,
      sides: [below, above],
    } of this.#near(point, sides, [...open.keys(), ...but])) {
      const both = sides[surface] === below ? [below, above] : [above, below];
      open.set(surface, this.#legs.pieces.hasStairs(surface) ? both : [...both, 0]);
    }
  }

  /** Goes over to the first piece that leads on from a point. Returns whether there is one. */
  #choose(point: Point, sides: Sides, open: Open, slide?: Slide): boolean {
    const course = this.#onward.choose(point, sides, open, slide);
    if (course !== undefined) this.#adopt(course);
    return course !== undefined;
  }

  /**
   * Stays at a point where formulas that are zero there, but for rounding, have an equilibrium: an orbit that comes there in finite time, by ever faster
   * switches, has no other way on. Returns whether it is one.
   */
  rest(point: Point): boolean {
    const { pieces } = this.#legs;
    const least = STILL * Math.max(1, ...point.state.map(Math.abs));
    const open = new Map<number, readonly number[]>();
    for (const [i, g] of this.#onward.values(point).entries())
      if (Math.abs(g) <= least && !pieces.hasStairs(i) && !pieces.isTouched(i)) open.set(i, [0]);
    return open.size > 0 && this.#choose(point, this.#sides, open);
  }

  /**
   * The first place in a step of length h from t where the piece at hand ends; undefined where it holds throughout. What functions of guards are off by where it began counts once.
   *
   * @param isLast - whether there is no step behind
   */
  first(kernel: OdeKernel, t: number, h: number, isLast: boolean): PieceEnd | undefined {
    const end = firstEnd(kernel, this, { t, h, isLast });
    this.#floors = new Map();
    return end;
  }

  /** The formulas watched that stay zero from a point on, in the piece at hand. */
  resting(point: Point): number[] {
    return restingAt(this.#legs, this.#onward, { sides: this.#sides, slide: this.#slide }, point);
  }

  /** Whether a formula that is watched depends on a root that may touch zero. */
  dependsOnRoot(formula: number): boolean {
    return formula < this.#legs.watched && this.#legs.pieces.dependsOnRoot(formula);
  }

  /** Whether a guard of the piece at hand is a root that touches zero. */
  isTouched(guard: number): boolean {
    return this.#legs.pieces.isTouched(this.leg.piece.guards[guard]!.surface);
  }

  /** Whether the function of a guard has no value where a step begins. */
  isLost(kernel: OdeKernel): boolean {
    return this.leg.piece.guards.some((_, i) => Number.isNaN(kernel.memory[kernel.watchedAt(this.#legs.watched + i)]!));
  }

  /** Which of the formulas watched are squares of roots that may touch zero. */
  get roots(): readonly number[] {
    return this.leg.piece.guards.flatMap((_, i) => (this.isTouched(i) ? [this.#legs.watched + i] : []));
  }

  /** Which of what is watched is the function of guards, all of one surface or of the first; undefined for a surface that was not left. */
  functionOf(guards: readonly number[]): number | undefined {
    const { piece } = this.leg;
    const guard = piece.guards[guards[0]!]!;
    if (this.#slide?.surfaces.includes(guard.surface)) return undefined;
    return guard.end === undefined ? this.#legs.pieces.watchedAt(piece, guard.surface) : this.#legs.watched + guards[0]!;
  }

  /** Formulas watched, but for guards, in which an angle starts anew where guards have ended. */
  startingAnew(guards: readonly number[]): number[] {
    const { pieces, watched } = this.#legs;
    const surfaces = guards.map((i) => this.leg.piece.guards[i]!.surface);
    return Array.from({ length: watched }, (_, formula) => formula).filter((formula) =>
      surfaces.some((surface) => pieces.startsAnew(formula, surface)),
    );
  }

  /** Whether guards that have ended at a point are of several surfaces, or of a root that touches zero, and so does not along neighbors. */
  isCorner(guards: readonly number[], point: Point): boolean {
    if (this.isTouch(guards)) return true;
    const { active } = this.leg.piece;
    const own = new Set(guards.map((i) => this.leg.piece.guards[i]!.surface));
    const held = [...(this.#slide?.surfaces ?? []), ...this.#twins.map(({ surface }) => surface)];
    for (const { surface } of this.#near(point, this.#sides, held)) if (active.has(surface)) own.add(surface);
    return own.size > 1 && !this.#onward.twins.areParallel(point, this.#sides, [...own]);
  }

  /** Whether a root touches zero where guards have ended. */
  isTouch(guards: readonly number[]): boolean {
    return guards.some((i) => this.isTouched(i));
  }

  /**
   * Goes over to the piece behind guards that have ended at a point. Returns whether there is one.
   *
   * @param passed - how long ago they have, where that is not just now
   */
  cross(guards: readonly number[], point: Point, passed = 0): boolean {
    if (!this.isTouch(guards)) return this.#cross(guards, point);
    const { field, speeds } = this.#speedsAt(point);
    // a root that has no way up is none that touches: x′ = −√x
    if (!guards.every((i) => !this.isTouched(i) || speeds[i]! > 0)) return false;
    const others = guards.filter((i) => !this.isTouched(i));
    if (others.length === 0) return true;
    const size = Math.max(1, ...point.state.map(Math.abs));
    return (
      this.#cross(others, point) &&
      this.#speedsAt(point).field.every((f, i) => Math.abs((f - field[i]!) * passed) <= MISSED * size)
    );
  }

  /** The field of the piece at hand at a point, and how fast the functions of its guards change on the way. */
  #speedsAt(point: Point): { readonly field: readonly number[]; readonly speeds: readonly number[] } {
    const { leg } = this;
    const kernel = this.#onward.kernelAt(point, leg, this.#sides);
    kernel.solve();
    const { memory } = kernel;
    const field = point.state.map((_, i) => memory[kernel.at(i, 1)]!);
    const speeds = leg.piece.guards.map((_, i) => this.#direction * memory[kernel.watchedAt(this.#legs.watched + i) + 1]!);
    leg.pool.giveBack(kernel);
    return { field, speeds };
  }

  #cross(guards: readonly number[], point: Point): boolean {
    const { pieces } = this.#legs;
    const { piece } = this.leg;
    const values = this.#onward.values(point);
    const sides = values.map((g, i) => (piece.active.has(i) ? this.#sides[i]! : pieces.sideOf(i, g)));
    const open = new Map<number, readonly number[]>();
    const along: readonly number[] = this.#slide?.surfaces ?? [];
    const twins = this.#twins;
    const held = [...along, ...twins.map(({ surface }) => surface)];
    for (const [i, g] of values.entries()) {
      if (pieces.hasStairs(i) || pieces.isTouched(i)) continue;
      if (g === 0 || (piece.active.has(i) && sides[i] === 0 && !held.includes(i))) open.set(i, [sides[i]!, 1, -1]);
    }
    for (const i of held) open.delete(i);
    for (const i of guards) {
      const { surface, sign, next } = piece.guards[i]!;
      const here = sides[surface]!;
      if (along.includes(surface)) {
        open.set(surface, [pieces.hasStairs(surface) ? here + next : next]);
        for (const twin of twins) if (twin.of === surface) open.set(twin.surface, [twin.sides[next < 0 ? 1 : 0]]);
      } else if (pieces.hasStairs(surface)) open.set(surface, [here + next, here]);
      else open.set(surface, sign === 0 ? [1, -1] : [next, here, 0]);
    }
    this.#openNear(point, sides, open, held);
    // what slides goes on doing so unless it has ended
    const slide = this.#without(open);
    if (this.#choose(point, sides, open, slide)) return true;
    const ended = along.filter((surface) => open.has(surface));
    // where another surface is crossed, the slide may have ended
    if (slide !== undefined && ended.length === 0) {
      const sidesOf = (i: number): readonly number[] =>
        twins.find(({ surface }) => surface === i)?.sides ?? (pieces.hasStairs(i) ? [sides[i]!, sides[i]! - 1] : [1, -1]);
      return this.#choose(point, sides, new Map([...open, ...held.map((i) => [i, sidesOf(i)] as const)]));
    }
    if (ended.length === 0) return false;
    // at the end of a slide the speed toward the surface is zero, whose sign rounding may hide
    const left = held.filter((surface) => open.has(surface));
    const off = left.reduce<Sides>((all, surface) => placed(all, surface, open.get(surface)![0]!), sides);
    this.#adopt(this.#onward.off(point, off, slide, left));
    return true;
  }

  /** The slide at hand along those of its surfaces that are not among some; undefined where none is left. */
  #without(surfaces: ReadonlyMap<number, unknown>): Slide | undefined {
    if (this.#slide === undefined) return undefined;
    const left = this.#slide.surfaces.filter((surface) => !surfaces.has(surface));
    if (left.length === this.#slide.surfaces.length) return this.#slide;
    return left.length === 0 ? undefined : { surfaces: left, direction: this.#direction };
  }

  #adopt({ sides, slide, floors }: Continuation): void {
    this.#sides = sides;
    this.#slide = slide;
    this.#leg = this.#legs.at(sides, slide);
    this.#floors = floors;
  }
}
