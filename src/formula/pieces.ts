/**
 * A system with kinks, jumps and branches as what it is: smooth systems that meet at surfaces.
 *
 * A Taylor polynomial made on one side of a kink is wrong behind it. So each side gets equations of its own, in which |g| is g or −g and a
 * conditional is one of its branches, together with the functions whose signs tell how far they hold.
 */
import { rational } from '../rounding/rational.js';
import { hasPieces } from './branches.js';
import { Dag } from './dag.js';
import { differentiateAlong } from './differentiate.js';
import { Equations } from './equations.js';
import { alongAll, alongTwo, areAdditive, type Blend, type Branch } from './sliding.js';
import { movingOf, type Sides, Surfaces, stepOf } from './surfaces.js';
import { touching } from './touching.js';
import type { Watched } from './watch.js';

type Sign = -1 | 0 | 1;

/** What has to hold as long as a solution keeps to a piece: that a function, one of those watched, has a sign, or stays zero. */
export interface Guard {
  readonly surface: number;
  readonly sign: Sign;
  /** The side of the surface behind it, and with stairs whether one up (1) or down (−1); of no account where the function stays zero. */
  readonly next: number;
  /** The side of a slide on which it has to hold; undefined where it has to on both. */
  readonly end?: End;
}

/** The positive and the negative side of a surface that solutions slide along. */
type End = 0 | 1;
const ENDS: readonly End[] = [0, 1];

/** Smooth equations, the formulas that were to be watched, and behind them one for each guard. */
export interface Piece extends Watched {
  readonly guards: readonly Guard[];
  /** Which surfaces have a say in the equations at these sides. */
  readonly active: ReadonlySet<number>;
}

/** A surface at the same place as another one, `of`, that solutions slide along, and its sides on the positive and on the negative side of that: as x = 0 of ⌊x⌋ and of sign x. */
export interface Twin {
  readonly surface: number;
  readonly of: number;
  readonly sides: readonly [number, number];
}

/** A surface that solutions move along, since both sides lead to it; with stairs, the edge from which the one at hand starts. Or several surfaces, where they meet. */
export interface Slide {
  readonly surfaces: readonly number[];
  readonly twins?: readonly Twin[];
  /** 1 forward in time, −1 back. */
  readonly direction: number;
  /** Which root is meant of the quadratic equation for the motion along two surfaces; undefined where each adds a force of its own. */
  readonly branch?: 1 | -1;
  /** The sides, on the positive and on the negative side of one surface, of those whose functions jump there; of no account for others. */
  readonly ends?: readonly [Sides, Sides];
}

/** Whether equations, and formulas watched along them, are more than one piece: with branches, angles that start anew, or roots that may touch zero. */
export function arePieces({ system, nodes }: Watched): boolean {
  const all = [...system.roots, ...nodes];
  return hasPieces(system.dag, all) || touching(system.dag, all, movingOf(system)).size > 0;
}

/** All pieces of a system and of formulas watched along it. */
export class Pieces extends Surfaces {
  /** Sides but for what parameters can tell, as a text: pieces of equal keys have equal equations. */
  key(sides: Sides, slide?: Slide): string {
    const structure = sides.filter((_, i) => !this.hasStairs(i));
    if (slide === undefined) return `${structure}|`;
    const { surfaces, twins = [], direction, branch = '', ends = [] } = slide;
    const jumping = this.jumpingAlong(slide);
    const same = twins.map(({ surface, of, sides }) => [surface, of, ...sides]);
    return `${structure}|${surfaces} ${direction} ${branch} ${ends.map((end) => jumping.map((i) => end[i]))} ${same}`;
  }

  /**
   * The piece at some sides; or the motion along a surface that both sides lead to: f = f⁻ + α (f⁺ − f⁻) with α = ġ⁻/(ġ⁻ − ġ⁺), so that ġ = 0
   * (Filippov, Differential Equations with Discontinuous Righthand Sides, 1988, § 4); or that along several: see `alongTwo` and `alongAll`.
   */
  at(sides: Sides, slide?: Slide): Piece {
    const dag = new Dag();
    const image = this.#image(dag, sides);
    let roots = this.roots.map((id) => image.get(id)!);
    const active = this.#active(dag, slide === undefined ? [image] : [image, ...this.#besides(dag, sides, slide)]);
    const jumping = slide === undefined ? [] : this.jumpingAlong(slide);
    const twins = slide?.twins ?? [];
    const watched = this.watched.map((id) => image.get(id)!);
    const guards: Guard[] = [];
    const guard = (node: number, surface: number, sign: Sign, next: number, end?: End): void => {
      watched.push(node);
      guards.push(end === undefined ? { surface, sign, next } : { surface, sign, next, end });
    };
    for (const surface of active) {
      const { node, stairs } = this.surfaces[surface]!;
      const g = image.get(node)!;
      const side = sides[surface]!;
      if (slide?.surfaces.includes(surface) || jumping.includes(surface) || twins.some((twin) => twin.surface === surface))
        continue;
      if (stairs !== undefined) {
        const [low, high] = [1, 2].map((i) => dag.variable(this.variableOf(stairs.number, i))) as [number, number];
        guard(dag.apply('sub', g, low), surface, 1, -1);
        guard(dag.apply('sub', g, high), surface, -1, 1);
      } else guard(g, surface, side as Sign, -side);
    }
    if (slide !== undefined && slide.surfaces.length > 1) {
      const { field, parts } = this.#blend(dag, sides, slide);
      roots = [...field];
      for (const [i, surface] of slide.surfaces.entries()) {
        guard(parts[i]!, surface, 1, -1);
        guard(dag.apply('sub', dag.constant(rational(1n)), parts[i]!), surface, 1, this.hasStairs(surface) ? 0 : 1);
      }
    } else if (slide !== undefined) {
      const { direction } = slide;
      const surface = slide.surfaces[0]!;
      for (const end of ENDS) {
        const image = this.#imageBeside(dag, sides, slide, end);
        const active = this.#active(dag, [image]);
        for (const other of jumping)
          if (active.has(other))
            this.#guardEnd(dag, image, other, this.sidesBeside(sides, slide, end)[other]!, (...all) => guard(...all, end));
        // whether it is one indeed: its function stays zero, or on its stair
        for (const twin of twins) guard(image.get(this.surfaces[twin.surface]!.node)!, twin.surface, 0, 0, end);
      }
      const [above, below] = ENDS.map((end) => this.#side(dag, surface, this.#imageBeside(dag, sides, slide, end))) as [
        Side,
        Side,
      ];
      const apply = dag.apply.bind(dag);
      const part = apply('div', below.speed, apply('sub', below.speed, above.speed));
      roots = below.field.map((f, i) => apply('add', f, apply('mul', part, apply('sub', above.field[i]!, f))));
      guard(above.speed, surface, direction > 0 ? -1 : 1, this.hasStairs(surface) ? 0 : 1);
      guard(below.speed, surface, direction > 0 ? 1 : -1, -1);
    }
    const { states, parameters, time } = this.system;
    const system = new Equations({ dag, roots, states, parameters: [...parameters, ...this.added], time });
    return { system, nodes: watched, guards, active };
  }

  /** The surfaces whose functions jump along a slide. */
  jumpingAlong({ surfaces, twins = [] }: Slide): readonly number[] {
    const same = twins.map(({ surface }) => surface);
    return this.jumpingAt([...surfaces, ...same]).filter((surface) => !same.includes(surface));
  }

  /** The functions of all surfaces at some sides. */
  functionsAt(sides: Sides): { readonly dag: Dag; readonly nodes: readonly number[] } {
    const dag = new Dag();
    const image = this.#image(dag, sides);
    return { dag, nodes: this.surfaces.map(({ node }) => image.get(node)!) };
  }

  /** The place of the function of a surface among what is watched in a piece. */
  watchedAt(piece: Piece, surface: number): number {
    return this.watched.length + piece.guards.findIndex((own) => own.surface === surface);
  }

  /** All nodes in the graph of a piece, one stair down on some surfaces, and with the stairs of others put in. */
  #image(dag: Dag, sides: Sides, lowered: readonly number[] = [], fixed: readonly number[] = []): ReadonlyMap<number, number> {
    const image = new Map<number, number>();
    const of = (id: number): number => image.get(id)!;
    const constant = (n: number): number => dag.constant(rational(BigInt(n)));
    const stair = (surface: number): number => {
      if (fixed.includes(surface)) return constant(sides[surface]!);
      const value = dag.variable(this.variableOf(this.surfaces[surface]!.stairs!.number, 0));
      return lowered.includes(surface) ? dag.apply('sub', value, constant(1)) : value;
    };
    for (const id of this.dag.reach([...this.roots, ...this.watched, ...this.surfaces.map(({ node }) => node)])) {
      const node = this.dag.nodes[id]!;
      const { op, args } = node;
      const [a = 0, b = 0, c = 0] = args;
      const place = this.places.get(id);
      const side = place === undefined ? 0 : sides[place.surface]! * place.orientation || 0;
      const made = (): number => {
        switch (op) {
          case 'abs':
            return side < 0 ? dag.apply('neg', of(a)) : of(a);
          case 'sign':
            return constant(side);
          case 'step':
            return constant(side < 0 ? 0 : 1);
          // ±π/2 and the angle from there: the cut is on the other side
          case 'atan2': {
            if (side === 0) return dag.apply('atan2', of(a), of(b));
            const [along, beside] = side > 0 ? [of(a), dag.apply('neg', of(b))] : [dag.apply('neg', of(a)), of(b)];
            const quarter = dag.apply('mul', dag.constant(rational(side > 0 ? 1n : -1n, 2n)), dag.pi());
            return dag.apply('add', quarter, dag.apply('atan2', beside, along));
          }
          case 'min':
            return side > 0 ? of(b) : of(a);
          case 'max':
            return side > 0 ? of(a) : of(b);
          case 'floor':
          case 'ceil':
          case 'round':
          case 'trunc':
            return stair(place!.surface);
          case 'select': {
            const test = dag.valueOf(of(a));
            return test === undefined ? dag.apply('select', of(a), of(b), of(c)) : of(test.num === 0n ? c : b);
          }
          default:
            return dag.alike(node, args.map(of));
        }
      };
      image.set(id, made());
    }
    return image;
  }

  /** The surfaces that the equations and what is watched depend on in a piece: not those of branches that are not taken. */
  #active(dag: Dag, images: readonly ReadonlyMap<number, number>[]): ReadonlySet<number> {
    const active = new Set<number>();
    for (const image of images) this.#activate(dag, image, active);
    return active;
  }

  #activate(dag: Dag, image: ReadonlyMap<number, number>, active: Set<number>): void {
    const seen = new Set<number>([...this.roots, ...this.watched]);
    // A Set is iterated in insertion order and takes additions on the way, so it is its own work list.
    for (const id of seen) {
      const { op, args } = this.dag.nodes[id]!;
      const place = this.places.get(id);
      if (place !== undefined) active.add(place.surface);
      const test = op === 'select' ? dag.valueOf(image.get(args[0]!)!) : undefined;
      const needed = test === undefined ? args : [args[0]!, args[test.num === 0n ? 2 : 1]!];
      for (const arg of needed) seen.add(arg);
    }
  }

  /** The sides on one end of a slide along one surface; with stairs, the upper one on both. */
  sidesBeside(sides: Sides, slide: Slide, end: End): Sides {
    const [surface] = slide.surfaces as [number];
    const jumping = this.jumpingAlong(slide);
    return this.#sidesOn(sides, slide, end === 0 ? slide.surfaces : []).map((own, i) =>
      i !== surface && jumping.includes(i) ? (slide.ends?.[end][i] ?? own) : own,
    );
  }

  /** The sides on the positive side of some surfaces of a slide, and on the negative side of its others; with stairs, the upper one on both. */
  #sidesOn(sides: Sides, { surfaces, twins = [] }: Slide, positive: readonly number[]): Sides {
    const placedAlong = surfaces.reduce<Sides>(
      (all, i) => (this.hasStairs(i) ? all : placed(all, i, positive.includes(i) ? 1 : -1)),
      sides,
    );
    return twins.reduce<Sides>(
      (all, twin) => placed(all, twin.surface, twin.sides[positive.includes(twin.of) ? 0 : 1]),
      placedAlong,
    );
  }

  /** All nodes on one end of a slide along one surface. */
  #imageBeside(dag: Dag, sides: Sides, slide: Slide, end: End): ReadonlyMap<number, number> {
    return this.#image(dag, this.sidesBeside(sides, slide, end), end === 0 ? [] : slide.surfaces, this.#fixedAlong(slide));
  }

  /** All nodes on the positive side of some surfaces of a slide along several, and on the negative side of its others. */
  #imageOn(dag: Dag, sides: Sides, slide: Slide, positive: readonly number[]): ReadonlyMap<number, number> {
    const lowered = slide.surfaces.filter((surface) => !positive.includes(surface));
    return this.#image(dag, this.#sidesOn(sides, slide, positive), lowered, this.#fixedAlong(slide));
  }

  /** Surfaces that have another stair on each side of a slide. */
  #fixedAlong(slide: Slide): readonly number[] {
    return [...this.jumpingAlong(slide), ...(slide.twins ?? []).map(({ surface }) => surface)];
  }

  /** All nodes on the sides of a slide: on both of one surface, or on the negative side of all and on the positive side of one each. */
  #besides(dag: Dag, sides: Sides, slide: Slide): ReadonlyMap<number, number>[] {
    const { surfaces } = slide;
    if (surfaces.length === 1) return ENDS.map((end) => this.#imageBeside(dag, sides, slide, end));
    return [[], ...surfaces.map((surface) => [surface])].map((positive) => this.#imageOn(dag, sides, slide, positive));
  }

  /** What has to hold of a surface whose function jumps along a slide, on one end of it. */
  #guardEnd(
    dag: Dag,
    image: ReadonlyMap<number, number>,
    surface: number,
    side: number,
    guard: (node: number, surface: number, sign: Sign, next: number) => void,
  ): void {
    const { node, stairs } = this.surfaces[surface]!;
    const g = image.get(node)!;
    if (stairs === undefined) {
      guard(g, surface, side as Sign, -side);
      return;
    }
    const [low, high] = stepOf(stairs.name, side).map((x) => dag.constant(rational(BigInt(2 * x), 2n))) as [number, number];
    guard(dag.apply('sub', g, low), surface, 1, -1);
    guard(dag.apply('sub', g, high), surface, -1, 1);
  }

  /** The motion along several surfaces. */
  #blend(dag: Dag, sides: Sides, slide: Slide): Blend {
    const { surfaces, branch } = slide;
    const at = (positive: readonly number[]): Branch => {
      const image = this.#imageOn(dag, sides, slide, positive);
      const field = this.roots.map((id) => image.get(id)!);
      return { field, speeds: surfaces.map((surface) => this.#speed(dag, image.get(this.surfaces[surface]!.node)!, field)) };
    };
    if (branch === undefined)
      return alongAll(
        dag,
        at([]),
        surfaces.map((surface) => at([surface])),
      );
    const [first, second] = surfaces as readonly [number, number];
    return alongTwo(dag, [at([]), at([first]), at([second]), at([first, second])], branch);
  }

  /** Whether each of some surfaces adds a force of its own: see `areAdditive`. */
  areAdditive(surfaces: readonly number[]): boolean {
    const switched = (id: number): number | undefined => {
      const surface = this.places.get(id)?.surface;
      return surface !== undefined && surfaces.includes(surface) ? surface : undefined;
    };
    const functions = surfaces.map((surface) => this.surfaces[surface]!.node);
    return areAdditive(this.dag, this.roots, functions, switched);
  }

  #side(dag: Dag, surface: number, image: ReadonlyMap<number, number>): Side {
    const field = this.roots.map((id) => image.get(id)!);
    return { field, speed: this.#speed(dag, image.get(this.surfaces[surface]!.node)!, field) };
  }

  /** ġ along a field. */
  #speed(dag: Dag, g: number, field: readonly number[]): number {
    const direction = new Map(field.map((f, i) => [i, f]));
    if (this.system.time !== undefined) direction.set(field.length, dag.constant(rational(1n)));
    return differentiateAlong(dag, [g], direction)[0]!;
  }
}

/** The sides with another one of one surface. */
export function placed(sides: Sides, surface: number, side: number): Sides {
  return sides.map((own, i) => (i === surface ? side : own));
}

/** Equations on one side of a surface, and how g changes along them. */
interface Side {
  readonly field: readonly number[];
  readonly speed: number;
}
