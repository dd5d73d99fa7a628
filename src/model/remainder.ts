import { Interval } from '../interval/interval.js';
import type { Space } from '../series/space.js';
import type { Outer } from './composition.js';

/** Where a function g is expanded: over boxes of its arguments, around numbers u of those that are active. */
export interface Expansion {
  readonly g: Outer;
  readonly ranges: readonly Interval[];
  readonly active: readonly number[];
  readonly centers: readonly number[];
  /** The active arguments, up to the order n + 1. */
  readonly space: Space;
  /** g_β(u) for all β of the space. */
  readonly terms: readonly Interval[];
}

/**
 * For each k from 1 to n + 1 an enclosure of g(f) − Σ_{|β| < k} g_β(u) (f − u)^β for f in the ranges, not bounded where a derivative is not. g is defined and
 * continuous on the ranges.
 */
export function remainders(expansion: Expansion): readonly Interval[] {
  return expansion.active.length === 1 ? alongLine(expansion) : overBox(expansion);
}

/** Σ_{|β| = k} g_β(R) (R − u)^β, Taylor's theorem with Lagrange's remainder. */
function overBox({ g, ranges, active, centers, space }: Expansion): Interval[] {
  const over = g.coefficients(ranges, active, space);
  const distances = active.map((i, a) => ranges[i]!.sub(centers[a]!));
  return degreesOf(space).map((k) => {
    let sum = ZERO;
    for (let i = space.first[k]!; i < space.first[k + 1]!; i++) {
      const powers = distances.map((distance, v) => distance.pow(space.exponentOf(i, v)));
      sum = sum.add(powers.reduce((term, power) => term.mul(power), over[i]!));
    }
    return sum;
  });
}

/** Into how many pieces each side of u is cut where one is not enough. */
const PIECES = 5;

/** A remainder is not worth pieces that is at most so many times what the next term alone may be. */
const GOOD = 4;

/** One argument: each side of u by itself, and in pieces where the derivatives vary much. */
function alongLine(expansion: Expansion): Interval[] {
  const { ranges, active, centers, space, terms } = expansion;
  const range = ranges[active[0]!]!;
  const u = centers[0]!;
  const ends = [range.lo, range.hi].filter((end) => end !== u);
  const whole = ends.map((end) => alongSide(expansion, end, 1));
  const size = range.sub(u).mag();
  // a distance may exceed all doubles
  const next = terms.at(-1)!.abs().mul(new Interval(0, size).pow(space.order)).hi;
  const sides = ends.map((end, i) => {
    const side = whole[i]!;
    if (side.isTight || Math.min(...side.rests.map((rest) => rest.rad())) <= GOOD * next) return side.rests;
    const { rests } = alongSide(expansion, end, PIECES);
    return rests.map((rest, k) => rest.intersection(side.rests[k]!));
  });
  return degreesOf(space).map((_, k) => sides.reduce((hull, side) => hull.hull(side[k]!), ZERO));
}

/**
 * The remainders on the way from u to one end of the range. For f in a piece, ξ of Lagrange's remainder g_k(ξ) (f − u)^k lies between u and f. Where g_k has one
 * sign on the whole side, the remainder is monotone and lies between 0 and its value at the end (Joldes, Rigorous polynomial approximations and applications,
 * 2011, proposition 2.2.1); that of the highest order is tight then.
 */
function alongSide(
  { g, ranges, active, centers, space, terms }: Expansion,
  end: number,
  pieces: number,
): { rests: readonly Interval[]; isTight: boolean } {
  const u = centers[0]!;
  const at = (x: Interval): Interval[] => ranges.map((range, i) => (i === active[0] ? x : range));
  const side = new Interval(Math.min(u, end), Math.max(u, end));
  const cuts = pieces === 1 ? [side] : side.mince(pieces);
  if (end < u) cuts.reverse();
  const slopes = degreesOf(space).map(() => Interval.empty);
  const rests = degreesOf(space).map(() => Interval.empty);
  for (const piece of cuts) {
    const over = g.coefficients(at(piece), active, space);
    const distance = piece.sub(u);
    for (const k of degreesOf(space)) {
      slopes[k - 1] = slopes[k - 1]!.hull(over[k]!);
      rests[k - 1] = rests[k - 1]!.hull(slopes[k - 1]!.mul(distance.pow(k)));
    }
  }
  const { value } = g.value(at(new Interval(end, end)));
  const distance = new Interval(end, end).sub(u);
  let polynomial = ZERO;
  let isTight = false;
  for (const k of degreesOf(space)) {
    polynomial = polynomial.add(terms[k - 1]!.mul(distance.pow(k - 1)));
    const slope = slopes[k - 1]!;
    isTight = slope.isCommon() && !(slope.lo < 0 && slope.hi > 0);
    if (isTight) rests[k - 1] = rests[k - 1]!.intersection(value.sub(polynomial).hull(0));
  }
  return { rests, isTight };
}

const ZERO = new Interval(0, 0);

/** 1 … n + 1 */
function degreesOf({ order }: Space): number[] {
  return Array.from({ length: order }, (_, k) => k + 1);
}
