import { cotBounds, tanBounds } from '../rounding/elementary/tan.js';
import { Interval } from './interval.js';
import { lowerAt, type PointBounds, upperAt } from './kernel/bounds.js';
import { type ReverseBinary, reverseBinary } from './reverse.js';

// The doubles around π/2 and π. No double is one of the two, so an interval holds π/2 if it reaches from one to the other.
const halfPiDown = 1.5707963267948966;
const halfPiUp = 1.5707963267948968;
const piDown = 3.141592653589793;
const piUp = 3.1415926535897936;

const right = new Interval(0, Infinity);
const left = new Interval(-Infinity, 0);

/** A sector of the circle [start, end] with f monotone in it, and the limits of f at its ends. */
interface Sector {
  readonly startsBefore: number;
  readonly startsAfter: number;
  readonly endsBefore: number;
  readonly endsAfter: number;
  readonly atStart: number;
  readonly atEnd: number;
}

/** The values of f on the part of c inside the sector, between whose ends f runs from one limit to the other. */
function values(f: PointBounds, c: Interval, s: Sector): Interval {
  if (c.hi < s.startsAfter || c.lo > s.endsBefore) return Interval.empty;
  const reachesStart = c.lo <= s.startsBefore;
  const reachesEnd = c.hi >= s.endsAfter;
  if (s.atStart < s.atEnd)
    return new Interval(reachesStart ? s.atStart : lowerAt(f, c.lo), reachesEnd ? s.atEnd : upperAt(f, c.hi));
  return new Interval(reachesEnd ? s.atEnd : lowerAt(f, c.hi), reachesStart ? s.atStart : upperAt(f, c.lo));
}

// tan on the right, upper left and lower left of the vertical axis.
const tangents: Readonly<Record<'right' | 'upperLeft' | 'lowerLeft', Sector>> = {
  right: {
    startsBefore: -halfPiUp,
    startsAfter: -halfPiDown,
    endsBefore: halfPiDown,
    endsAfter: halfPiUp,
    atStart: -Infinity,
    atEnd: Infinity,
  },
  upperLeft: {
    startsBefore: halfPiDown,
    startsAfter: halfPiUp,
    endsBefore: piDown,
    endsAfter: piUp,
    atStart: -Infinity,
    atEnd: 0,
  },
  lowerLeft: {
    startsBefore: -piUp,
    startsAfter: -piDown,
    endsBefore: -halfPiUp,
    endsAfter: -halfPiDown,
    atStart: 0,
    atEnd: Infinity,
  },
};

// cot above and below the horizontal axis.
const cotangents: Readonly<Record<'above' | 'below', Sector>> = {
  above: { startsBefore: 0, startsAfter: 5e-324, endsBefore: piDown, endsAfter: piUp, atStart: Infinity, atEnd: -Infinity },
  below: { startsBefore: -piUp, startsAfter: -piDown, endsBefore: -5e-324, endsAfter: 0, atStart: Infinity, atEnd: -Infinity },
};

/** ⋃ of pieces within x, as their hull. */
function within(x: Interval, pieces: readonly Interval[]): Interval {
  return pieces.reduce((found, piece) => found.hull(x.intersection(piece)), Interval.empty);
}

/**
 * hull {y ∈ x : atan2(y, s) ∈ c for some s ∈ b}: y = s·tan θ in each half of the plane.
 * @guarantee encloses
 * @example
 * atan2Rev1(interval(1), interval(0, 0.5)).contains(0.5); // true
 */
export const atan2Rev1: ReverseBinary = reverseBinary((b, c, x) => {
  const pieces: Interval[] = [];
  if (b.hi > 0) pieces.push(values(tanBounds, c, tangents.right).mul(b.intersection(right)));
  if (b.lo < 0) {
    const negative = b.intersection(left);
    pieces.push(values(tanBounds, c, tangents.upperLeft).mul(negative), values(tanBounds, c, tangents.lowerLeft).mul(negative));
  }
  if (b.contains(0)) {
    if (c.lo <= halfPiDown && c.hi >= halfPiUp) pieces.push(right);
    if (c.lo <= -halfPiUp && c.hi >= -halfPiDown) pieces.push(left);
  }
  return within(x, pieces);
});

/**
 * hull {t ∈ x : atan2(s, t) ∈ c for some s ∈ a}: t = s·cot θ above and below the horizontal axis.
 * @guarantee encloses
 * @example
 * atan2Rev2(interval(1), interval(0.5, 1)).contains(1); // true
 */
export const atan2Rev2: ReverseBinary = reverseBinary((a, c, x) => {
  const pieces: Interval[] = [];
  if (a.hi > 0) pieces.push(values(cotBounds, c, cotangents.above).mul(a.intersection(right)));
  if (a.lo < 0) pieces.push(values(cotBounds, c, cotangents.below).mul(a.intersection(left)));
  if (a.contains(0)) {
    if (c.contains(0)) pieces.push(right);
    if (c.lo <= piDown && c.hi >= piUp) pieces.push(left);
  }
  return within(x, pieces);
});
