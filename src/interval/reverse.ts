import { DecoratedInterval, type DecoratedLike, decorated } from './decorated.js';
import { Interval } from './interval.js';
import { boundsOf, type IntervalLike } from './operand.js';
import { divisionPieces } from './quotient.js';
import type { Bounds } from './relations.js';

/** A reverse operation of one function f: (c, x) ↦ hull {t ∈ x : f(t) ∈ c}, x being the real line if left out. */
export interface ReverseUnary {
  (c: DecoratedInterval, x?: DecoratedLike): DecoratedInterval;
  (c: IntervalLike, x?: IntervalLike): Interval;
}

/** A reverse operation of f(t, b) in one argument: (b, c, x) ↦ hull {t ∈ x : f(t, s) ∈ c for some s ∈ b}. */
export interface ReverseBinary {
  (b: DecoratedInterval, c: DecoratedLike, x?: DecoratedLike): DecoratedInterval;
  (b: IntervalLike, c: IntervalLike, x?: IntervalLike): Interval;
}

/** A reverse operation on plain bounds, x always given; none of the operands is empty. */
type Core = (operands: readonly Interval[], x: Interval) => Interval;

function plain(y: DecoratedLike): Interval {
  if (y instanceof DecoratedInterval) return y.interval;
  const { lo, hi } = boundsOf(y);
  return new Interval(lo, hi);
}

// A reverse operation is no function of points: its decoration is always `trv`.
function apply(core: Core, operands: readonly DecoratedLike[], x: DecoratedLike | undefined): Interval | DecoratedInterval {
  const all = x === undefined ? operands : [...operands, x];
  const bare = operands.map(plain);
  const start = x === undefined ? Interval.entire : plain(x);
  const value = bare.some((y) => y.isEmpty()) || start.isEmpty() ? Interval.empty : core(bare, start);
  if (!all.some((y) => y instanceof DecoratedInterval)) return value;
  if (all.some((y) => y instanceof DecoratedInterval && y.isNaI())) return DecoratedInterval.nai;
  return new DecoratedInterval(value, 'trv');
}

/** The public form of a reverse operation of a function of one argument. */
export function reverseUnary(core: (c: Interval, x: Interval) => Interval): ReverseUnary {
  const lifted: Core = (operands, x) => core(operands[0]!, x);
  return ((c: DecoratedLike, x?: DecoratedLike) => apply(lifted, [c], x)) as ReverseUnary;
}

/** The public form of a reverse operation of a function of two arguments. */
export function reverseBinary(core: (b: Interval, c: Interval, x: Interval) => Interval): ReverseBinary {
  const lifted: Core = (operands, x) => core(operands[0]!, operands[1]!, x);
  return ((b: DecoratedLike, c: DecoratedLike, x?: DecoratedLike) => apply(lifted, [b, c], x)) as ReverseBinary;
}

/** hull (x ∩ p) ∪ (x ∩ −p): where an even function takes the values whose nonnegative preimages are p. */
function mirrored(x: Interval, p: Interval): Interval {
  return x.intersection(p).hull(x.intersection(p.neg()));
}

const nonnegative = new Interval(0, Infinity);
const nonpositive = new Interval(-Infinity, 0);

/**
 * hull {t ∈ x : t² ∈ c}.
 * @guarantee encloses
 * @example
 * sqrRev(interval(1, 4), interval(0, 10)).toString(); // '[1, 2]'
 */
export const sqrRev: ReverseUnary = reverseUnary((c, x) => mirrored(x, c.sqrt()));

/**
 * hull {t ∈ x : |t| ∈ c}.
 * @guarantee encloses
 * @example
 * absRev(interval(1, 2), interval(-5, 0)).toString(); // '[-2, -1]'
 */
export const absRev: ReverseUnary = reverseUnary((c, x) => mirrored(x, c.intersection(nonnegative)));

/**
 * hull {t ∈ x : cosh t ∈ c}.
 * @guarantee encloses
 * @example
 * coshRev(interval(1, 2), interval(0, 5)).contains(1.3); // true
 */
export const coshRev: ReverseUnary = reverseUnary((c, x) => mirrored(x, c.acosh()));

/**
 * hull {t ∈ x : tⁿ ∈ c} for an integer n.
 * @guarantee encloses
 * @throws RangeError if n is not an integer.
 * @example
 * pownRev(interval(8, 27), 3).toString(); // '[2, 3]'
 */
export function pownRev(c: DecoratedInterval, n: number, x?: DecoratedLike): DecoratedInterval;
export function pownRev(c: IntervalLike, n: number, x?: IntervalLike): Interval;
export function pownRev(c: DecoratedLike, n: number, x?: DecoratedLike): Interval | DecoratedInterval {
  if (!Number.isInteger(n)) throw new RangeError(`pownRev: expected an integer exponent, got ${n}; use powRev1 for real ones`);
  return apply((operands, start) => rootsWithin(operands[0]!, n, start), [c], x);
}

function rootsWithin(c: Interval, n: number, x: Interval): Interval {
  if (n === 0) return c.contains(1) ? x : Interval.empty;
  if (n % 2 === 0) return mirrored(x, c.rootn(n));
  if (n > 0) return x.intersection(c.rootn(n));
  // A negative odd power takes the values on either side of 0 on different sides of 0.
  const right = x.intersection(c.intersection(nonnegative).rootn(n));
  return right.hull(x.intersection(c.intersection(nonpositive).rootn(n)));
}

/** The one or two intervals that make {t : b·t ∈ c for some b}; the empty set where there are fewer. */
function factors(b: Bounds, c: Bounds): [Interval, Interval] {
  const pieces = divisionPieces(Math.sign(c.lo), Math.sign(c.hi), Math.sign(b.lo), Math.sign(b.hi));
  const quotient = (i: 'lo' | 'hi', j: 'lo' | 'hi'): Interval => {
    // The limit of a quotient with an infinite divisor is 0; the numerator beside it is finite.
    if (Math.abs(b[j]) === Infinity) return new Interval(0, 0);
    if (Math.abs(c[i]) === Infinity)
      return c[i] > 0 === b[j] > 0 ? new Interval(Number.MAX_VALUE, Infinity) : new Interval(-Infinity, -Number.MAX_VALUE);
    return new Interval(c[i], c[i]).div(b[j]);
  };
  const [first = Interval.empty, second = Interval.empty] = pieces.map(({ lo, hi }) => {
    return new Interval(lo ? quotient(...lo).lo : -Infinity, hi ? quotient(...hi).hi : Infinity);
  });
  return [first, second];
}

/**
 * hull {t ∈ x : b·t ∈ c for some b ∈ b}: the quotient c/b where it makes sense, and more where 0 ∈ b.
 * @guarantee encloses
 * @example
 * mulRev(interval(-2, 1), interval(4, 8), interval(0, 100)).toString(); // '[4, 100]'
 */
export const mulRev: ReverseBinary = reverseBinary((b, c, x) => {
  const [first, second] = factors(b, c);
  const found = x.intersection(first).hull(x.intersection(second));
  // With b unbounded, 0 may be a mere limit of solutions.
  return found.lo === 0 && found.hi === 0 && !c.contains(0) ? Interval.empty : found;
});

/**
 * The set {t : b·t ∈ c for some b ∈ b} as its two pieces from left to right, the second empty if there is one, both if there is none: extended division.
 * @guarantee encloses
 * @example
 * mulRevToPair(interval(-2, 1), interval(4, 8)).map(String); // ['[-Infinity, -2]', '[4, Infinity]']
 */
export function mulRevToPair(b: DecoratedInterval, c: DecoratedLike): [DecoratedInterval, DecoratedInterval];
export function mulRevToPair(b: IntervalLike, c: IntervalLike): [Interval, Interval];
export function mulRevToPair(b: DecoratedLike, c: DecoratedLike): [Interval | DecoratedInterval, Interval | DecoratedInterval] {
  const divisor = plain(b);
  const dividend = plain(c);
  const [first, second] = divisor.isEmpty() || dividend.isEmpty() ? [Interval.empty, Interval.empty] : factors(divisor, dividend);
  if (!(b instanceof DecoratedInterval || c instanceof DecoratedInterval)) return [first, second];
  const isNaI = [b, c].some((y) => y instanceof DecoratedInterval && y.isNaI());
  if (isNaI) return [DecoratedInterval.nai, DecoratedInterval.nai];
  // Where the divisor excludes 0 this is a division, and keeps its decoration.
  if (!divisor.contains(0)) return [decoratedQuotient(b, c), new DecoratedInterval(second, 'trv')];
  return [new DecoratedInterval(first, 'trv'), new DecoratedInterval(second, 'trv')];
}

function decoratedQuotient(b: DecoratedLike, c: DecoratedLike): DecoratedInterval {
  return decorated(c).div(b);
}
