import { type Interval, interval } from '../interval/interval.js';
import { mulInto, subInto } from '../interval/kernel/arithmetic.js';
import { pownInto } from '../interval/kernel/power.js';
import type { IntervalInput } from '../interval/operand.js';
import { checkOrder } from '../series/shape.js';
import { Space } from '../series/space.js';
import { listOf } from '../text/list.js';

/**
 * What models that are combined have in common: the variables, the box on which they claim something, the point their polynomials are about, and the order.
 *
 * Polynomials are in the distances s_v = x_v − center_v, which are exact: the center is a double, and no distance is rounded.
 */
export class Domain {
  readonly names: readonly string[];
  readonly center: readonly number[];
  readonly box: readonly Interval[];
  readonly space: Space;
  /** Enclosures of the distances over the box, as pairs lo, hi. */
  readonly distances: Float64Array;
  readonly #monomials: Map<number, Float64Array> = new Map();

  constructor(names: readonly string[], center: readonly number[], box: readonly Interval[], order: number) {
    this.names = Object.freeze([...names]);
    this.center = Object.freeze([...center]);
    this.box = Object.freeze([...box]);
    this.space = Space.of(box.length, order);
    this.distances = distancesOf(box, center);
  }

  /** Enclosures of the monomials up to a degree over the box, as pairs in the numbering of the space, which is the same for every order. */
  monomials(degree: number): Float64Array {
    let known = this.#monomials.get(degree);
    if (known === undefined) {
      known = monomialsOver(Space.of(this.box.length, degree), this.distances);
      this.#monomials.set(degree, known);
    }
    return known;
  }

  /** Throws unless each side of a part lies in the box and is not empty; `where` begins the message, and `remedy` ends it. */
  requirePart(where: string, part: readonly Interval[], remedy: string = ''): void {
    part.forEach((side, v) => {
      const whole = this.box[v]!;
      if (!side.isEmpty() && side.subset(whole)) return;
      throw new RangeError(
        `${where}: expected ${this.names[v]} in its domain ${whole}, outside of which nothing is claimed, got ${side}${remedy}`,
      );
    });
  }

  /** Whether models over both can be combined. */
  equals(other: Domain): boolean {
    if (this === other) return true;
    const isSame = (v: number): boolean =>
      this.names[v] === other.names[v] && this.center[v] === other.center[v] && this.box[v]!.equals(other.box[v]!);
    return this.space === other.space && this.names.every((_, v) => isSame(v));
  }

  toString(): string {
    const { names, box, center, space } = this;
    const sides = box.map((side, v) => `${names[v]} in ${side}`);
    return `${sides.join(', ')} around (${center.join(', ')}) of order ${space.order}`;
  }
}

/** Enclosures of x_v − center_v for x in a box, as pairs. */
export function distancesOf(box: readonly Interval[], center: readonly number[]): Float64Array {
  const pairs = new Float64Array(2 * box.length);
  const point = new Float64Array(2);
  box.forEach(({ lo, hi }, v) => {
    pairs[2 * v] = lo;
    pairs[2 * v + 1] = hi;
    point.fill(center[v]!);
    subInto(pairs, 2 * v, pairs, 2 * v, point, 0);
  });
  return pairs;
}

/** Enclosures of all monomials of a space, as pairs; even powers are not negative. */
export function monomialsOver(space: Space, distances: Float64Array): Float64Array {
  const { variables, order, size } = space;
  const powers = new Float64Array(2 * variables * (order + 1));
  const at = (v: number, e: number): number => 2 * (v * (order + 1) + e);
  for (let v = 0; v < variables; v++) {
    for (let e = 0; e <= order; e++) pownInto(powers, at(v, e), distances, 2 * v, e);
  }
  const out = new Float64Array(2 * size);
  for (let i = 0; i < size; i++) {
    out[2 * i] = 1;
    out[2 * i + 1] = 1;
    for (let v = 0; v < variables; v++) {
      const e = space.exponentOf(i, v);
      if (e > 0) mulInto(out, 2 * i, out, 2 * i, powers, at(v, e));
    }
  }
  return out;
}

/** Boxes are bounded, and centers, by default midpoints, lie in them: `where` is who asks. */
export function domainOf(
  where: string,
  names: readonly string[],
  box: readonly IntervalInput[],
  order: number,
  center?: number | readonly number[],
): Domain {
  checkOrder(where, order);
  const sides = box.map((side) => interval(side));
  for (const side of sides) {
    if (side.isCommon()) continue;
    throw new RangeError(
      `${where}: expected bounded intervals with a number in them, got ${side}; a polynomial is bounded on no other`,
    );
  }
  const point = center === undefined ? sides.map((side) => side.mid()) : typeof center === 'number' ? [center] : center;
  if (point.length !== sides.length) {
    throw new RangeError(`${where}: expected a center with ${sides.length} coordinates, got ${point.length}`);
  }
  sides.forEach((side, v) => {
    if (side.contains(point[v]!)) return;
    throw new RangeError(`${where}: expected a center in the box, got ${point[v]} outside of ${side}`);
  });
  return new Domain(names, point, sides, order);
}

/** A box: a list of intervals, or one alone. */
export function sidesOf(where: string, box: IntervalInput | readonly IntervalInput[]): readonly IntervalInput[] {
  const sides = listOf(box);
  if (sides.length === 0) throw new RangeError(`${where}: expected an interval for each variable, got none`);
  return sides;
}
