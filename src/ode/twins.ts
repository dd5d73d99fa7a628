import { Lines } from '../formula/lines.js';
import { type Pieces, placed, type Slide, type Twin } from '../formula/pieces.js';
import type { Sides } from '../formula/surfaces.js';
import type { Point } from './onward.js';
import { sizeOf } from './roots.js';

// Surfaces that are at the same place, written in different ways: x = 0 of sign x, of ⌊x⌋ and of x < y − y exp x.

/** Where an orbit is on a surface but for rounding, as a part of its state, or of 1. */
const ROUNDED = 2 ** -44;

/** Surfaces touch each other where their normals differ by no more than this part. */
const PARALLEL = 2 ** -30;

/** A function that is to stay zero may change by so much of what its slope makes of the state. */
const KEPT = 2 ** -36;

/** The functions of all surfaces at a point: their values, and how they change with each state, and with the time where there is one. */
interface Slopes {
  readonly values: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}

/** A twin, and what may be left of its function where it stays zero, as a part of the state. */
export interface Found extends Twin {
  readonly least: number;
}

/** A surface that a point is on, and its sides there, the one below first. */
export interface Near {
  readonly surface: number;
  readonly sides: readonly [number, number];
}

/** Finds surfaces that an orbit is on, and which of them are one. */
export class Twins {
  readonly #pieces: Pieces;
  readonly #lines: Lines;

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
    this.#lines = new Lines(pieces);
  }

  /** The surfaces that a point is on but for rounding, as functions say that hold at some sides; not those whose functions jump, nor roots. */
  near(point: Point, sides: Sides): Near[] {
    return this.#nearBy(point, this.#slopes(point, sides));
  }

  /** Whether surfaces that a point is on are one there, to first order. */
  areParallel(point: Point, sides: Sides, [first, ...others]: readonly number[]): boolean {
    const { gradients } = this.#slopes(point, sides);
    return others.every((surface) => isParallel(gradients[surface]!, gradients[first!]!, scalesOf(point)));
  }

  /**
   * The surfaces that are at the same place as those of a slide, with their sides there. Undefined where the function of one of these is zero beside it, or changes its sign with that of
   * another one: then the slide is along the other one; and where two of them are one.
   */
  of(point: Point, sides: Sides, slide: Slide): readonly Found[] | undefined {
    const { gradients } = this.#slopes(point, sides);
    const areOne = slide.surfaces.some((a, i) =>
      slide.surfaces.slice(i + 1).some((b) => isParallel(gradients[b]!, gradients[a]!, scalesOf(point))),
    );
    if (areOne) return undefined;
    const twins: Found[] = [];
    for (const of of slide.surfaces) {
      const found = this.#ofOne(point, sides, slide, of, twins);
      if (found === undefined) return undefined;
      twins.push(...found);
    }
    return twins;
  }

  #ofOne(point: Point, sides: Sides, slide: Slide, of: number, others: readonly Twin[]): readonly Found[] | undefined {
    const pieces = this.#pieces;
    const on = (end: 0 | 1, all: Sides): Sides => placed(all, of, pieces.hasStairs(of) ? all[of]! - end : 1 - 2 * end);
    let ends: readonly [Sides, Sides] = [on(0, sides), on(1, sides)];
    const slopes = this.#slopes(point, ends[0]);
    const normal = slopes.gradients[of]!;
    const size = Math.hypot(...normal);
    if (!(size > 0)) return size === 0 ? undefined : [];
    const line = normal.map((x) => x / size);
    const taken = [...slide.surfaces, ...others.map(({ surface }) => surface)];
    const near = this.#nearBy(point, slopes).filter(({ surface }) => !taken.includes(surface));
    const twins: Twin[] = [];
    for (const { surface } of near) {
      const [above, below] = ends.map((end, i) => this.#sideOf(point, end, surface, line, i === 0 ? 1 : -1));
      // what is zero on both sides, as x + |x| where y = 0 and x < 0, is of another place
      const areFlat = ends.every((end) => this.#isFlat(point, end, surface));
      if (above === undefined || below === undefined || areFlat) continue;
      twins.push({ surface, of, sides: [above, below] });
      ends = [placed(ends[0], surface, above), placed(ends[1], surface, below)];
    }
    // max(x, 2 x) is no measure of how fast either side leads to x = 0, nor is x³ + x⁵
    const isSmooth = ends.every((end) => areClose(this.#slopes(point, end).gradients[of]!, normal, scalesOf(point)));
    const isFlat = (surface: number): boolean => degreeOf(this.#across(point, ends[0], line)[surface]!, point) !== 1;
    if (!isSmooth || (isFlat(of) && !twins.every(({ surface }) => isFlat(surface)))) return undefined;
    const slopesOn = ends.map((end) => this.#slopes(point, end).gradients);
    const across = ends.map((end) => this.#across(point, end, line));
    const largest = (surface: number): number =>
      Math.max(
        ...slopesOn.map((gradients) => weight(gradients[surface]!, scalesOf(point))),
        ...across.map((functions) => sizeOf(functions[surface]!.subarray(1))),
      );
    return twins.map((twin) => ({ ...twin, least: KEPT * largest(twin.surface) }));
  }

  /** The side of a surface on one side of another one that it is one with, in the direction of a line that crosses that; undefined where it is none. */
  #sideOf(point: Point, sides: Sides, surface: number, line: readonly number[], sense: 1 | -1): number | undefined {
    const c = this.#across(point, sides, line)[surface]!;
    const { sides: ends, on } = this.#pieces.edgeAt(surface, c[0]!);
    const [below, above] = ends;
    const degree = degreeOf(c, point);
    // zero on that whole side, as x + |x| is
    if (degree < 0) return this.#isFlat(point, sides, surface) ? on : undefined;
    if (degree === 1 && !isParallel(this.#slopes(point, sides).gradients[surface]!, line, scalesOf(point))) return undefined;
    return c[degree]! * sense ** degree > 0 ? above : below;
  }

  /** Functions of all surfaces along a line. */
  #across(point: Point, sides: Sides, line: readonly number[]): Float64Array[] {
    return this.#lines.at(sides, coordinatesOf(point, this.#pieces), line);
  }

  /** Whether the function of a surface changes in no direction. */
  #isFlat(point: Point, sides: Sides, surface: number): boolean {
    const x = coordinatesOf(point, this.#pieces);
    const anywhere = x.slice(0, x.length - point.parameters.length).map((_, i) => Math.sqrt(i + 2));
    const c = this.#across(point, sides, anywhere)[surface]!;
    return c.every((x, k) => k === 0 || x === 0);
  }

  #nearBy(point: Point, { values, gradients }: Slopes): Near[] {
    const pieces = this.#pieces;
    const scales = scalesOf(point);
    return values.flatMap((g, surface) => {
      if (pieces.isTouched(surface) || pieces.jumping.includes(surface)) return [];
      const { distance, sides } = pieces.edgeAt(surface, g);
      return distance <= ROUNDED * weight(gradients[surface]!, scales) ? [{ surface, sides }] : [];
    });
  }

  #slopes(point: Point, sides: Sides): Slopes {
    const x = coordinatesOf(point, this.#pieces);
    const moving = x.slice(0, x.length - point.parameters.length);
    const along = moving.map((_, k) => this.#lines.at(sides, x, [...Array<number>(k).fill(0), 1]));
    const [first] = along;
    return { values: first!.map((c) => c[0]!), gradients: first!.map((_, surface) => along.map((c) => c[surface]![1]!)) };
  }
}

/** States, time where there is one, parameters. */
function coordinatesOf({ state, t, parameters }: Point, { isTimed }: Pieces): number[] {
  return [...state, ...(isTimed ? [t] : []), ...parameters];
}

/** How large states and the time are, at least 1. */
function scalesOf({ state, t }: Point): number[] {
  return [...state, t].map((x) => Math.max(1, Math.abs(x)));
}

function weight(gradient: readonly number[], scales: readonly number[]): number {
  return gradient.reduce((sum, x, i) => sum + Math.abs(x) * scales[i]!, 0);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** The degree of the first term of a polynomial, but for rounding of the point where it begins; −1 for none. */
function degreeOf(c: Float64Array, point: Point): number {
  const unsure = 8 * ROUNDED * Math.max(...scalesOf(point));
  return c.findIndex((x, k) => k > 0 && Math.abs(x) > unsure * (k + 1) * Math.abs(c[k + 1] ?? 0));
}

function areClose(a: readonly number[], b: readonly number[], scales: readonly number[]): boolean {
  const difference = a.map((x, i) => x - b[i]!);
  return weight(difference, scales) <= PARALLEL * weight(b, scales);
}

/** Whether a gradient has no part but along another one. */
function isParallel(gradient: readonly number[], normal: readonly number[], scales: readonly number[]): boolean {
  const factor = dot(gradient, normal) / dot(normal, normal);
  const rest = gradient.map((x, i) => x - factor * normal[i]!);
  return weight(rest, scales) <= PARALLEL * weight(gradient, scales);
}
