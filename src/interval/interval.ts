import { showAsText } from '../text/inspect.js';
import { operands } from './arithmetic.js';
import type { BoundInput } from './bound.js';
import type { Relation } from './compared.js';
import { COM, type Decoration } from './decoration.js';
import { boundsOf, exactBoundsOf, type IntervalInput, type IntervalLike } from './operand.js';
import { formatExactly, formatInterval } from './print.js';
import type * as relation from './relations.js';
import { Special } from './special.js';
import { readBounds } from './text.js';
import { formatUncertain } from './uncertain.js';

// A constant of this module, too: see there.
const m = operands;

/**
 * A closed interval of real numbers, or the empty set, in double precision: IEEE 1788-2015, set-based flavor.
 *
 * Every operation returns an interval that contains f(x) for each x in the operands at which f is defined. Arithmetic, square roots and set operations
 * are tightest. Intervals never change.
 *
 * @guarantee encloses
 * @see {@link interval}, which makes one
 * @example
 * interval(1, 2).add(interval(3)).toString(); // '[4, 5]'
 */
export class Interval extends Special<Interval, IntervalLike> {
  /** The lower bound, −∞ if unbounded below; +∞ for the empty set. */
  readonly lo: number;
  /** The upper bound, +∞ if unbounded above; −∞ for the empty set. */
  readonly hi: number;

  /**
   * @throws RangeError unless lo ≤ hi, lo < ∞, hi > −∞, or lo = +∞ and hi = −∞, which is the empty set.
   * @throws TypeError for bounds that are no numbers, which {@link interval} reads
   */
  constructor(lo: number, hi: number) {
    super();
    if (!(lo <= hi && lo < Infinity && hi > -Infinity && typeof lo === 'number' && typeof hi === 'number')) requireEmpty(lo, hi);
    // A zero bound is +0: −0 says nothing more about a set.
    this.lo = lo + 0;
    this.hi = hi + 0;
  }

  /** The empty set. */
  static readonly empty: Interval = new Interval(Infinity, -Infinity);
  /** The real line. */
  static readonly entire: Interval = new Interval(-Infinity, Infinity);
  /** The tightest enclosure of π. */
  static readonly pi: Interval = new Interval(3.141592653589793, 3.1415926535897936);

  /** The interval between two bounds, taken as they are: what a kernel wrote, or (+∞, −∞) for the empty set. */
  static fromBounds(lo: number, hi: number): Interval {
    return new Interval(lo, hi);
  }

  /** The two halves, which share the midpoint. */
  bisect(): [Interval, Interval] {
    if (this.isEmpty()) return [this, this];
    const middle = this.mid();
    return [new Interval(this.lo, middle), new Interval(middle, this.hi)];
  }

  /**
   * n intervals of nearly equal width, each sharing an end with the next, that cover this one.
   * @throws RangeError if the interval is empty or unbounded, or n is not a positive integer.
   */
  mince(n: number): Interval[] {
    if (!Number.isInteger(n) || n < 1)
      throw new RangeError(`mince: expected a positive integer, got ${n}; give the number of pieces`);
    if (!this.isCommon())
      throw new RangeError(`mince: expected a nonempty bounded interval, got ${this}; intersect it with bounds first`);
    const pieces: Interval[] = [];
    let cut = this.lo;
    for (let k = 1; k <= n; k++) {
      // Any increasing cuts do: rounding only makes the pieces unequal.
      const next = k === n ? this.hi : Math.min(this.hi, Math.max(cut, this.lo * (1 - k / n) + this.hi * (k / n)));
      pieces.push(new Interval(cut, next));
      cut = next;
    }
    return pieces;
  }

  /**
   * The interval as `[lo, hi]` in decimal, rounded outward to `digits` significant digits.
   * @example
   * interval('0.1').toString(3); // '[0.0999, 0.101]'
   */
  override toString(digits = 17): string {
    return formatInterval(this, digits);
  }

  /**
   * The interval as `m?r`, which is m ± r units of the last place of m, r with at most `digits` digits, rounded outward: an uncertain
   * literal of IEEE 1788.
   * @guarantee encloses
   * @throws RangeError unless `digits` is from 1 to 17.
   * @example
   * interval('[3.5, 3.75]').toUncertain(); // '3.63?13'
   * interval(-Infinity, 2).toUncertain(); // '2??d'
   */
  toUncertain(digits = 2): string {
    return formatUncertain(this, digits);
  }

  /**
   * The interval as `[lo, hi]` in hexadecimal, which reads back to the same bounds: intervalToExact of IEEE 1788.
   * @guarantee exact
   * @example
   * interval(0.1, 0.5).toExact(); // '[0x1.999999999999ap-4, 0x1p-1]'
   */
  toExact(): string {
    return formatExactly(this);
  }

  /**
   * The bounds as they are, with infinities as strings, which JSON would lose; `interval` reads it back.
   * @guarantee exact
   */
  toJSON(): { lo: number | string; hi: number | string } {
    return { lo: jsonNumber(this.lo), hi: jsonNumber(this.hi) };
  }

  protected override bounds(): relation.Bounds {
    return this;
  }

  protected override related(holds: Relation, y: IntervalLike, read: typeof boundsOf = exactBoundsOf): boolean {
    return holds(this, read(y));
  }

  protected override load(): Decoration {
    m[0] = this.lo;
    m[1] = this.hi;
    return COM;
  }

  protected override place(y: IntervalLike, at: number): Decoration {
    if (typeof y === 'number' && Number.isFinite(y)) {
      m[at] = y;
      m[at + 1] = y;
    } else if (y instanceof Interval) {
      m[at] = y.lo;
      m[at + 1] = y.hi;
    } else {
      const { lo, hi } = boundsOf(y);
      m[at] = lo;
      m[at + 1] = hi;
    }
    return COM;
  }

  protected override result(): Interval {
    return new Interval(m[4]!, m[5]!);
  }
}

showAsText(Interval.prototype);

/**
 * Makes an interval from exact bounds.
 *
 * A number is that double exactly; a bigint is that integer; a string is a decimal, hexadecimal or rational number, read exactly and rounded outward,
 * as are a `Decimal` and the bounds of an object that has them, such as a `DecimalInterval`.
 * One string may be any interval literal of IEEE 1788-2015: `'[1/4, 2.5]'`, `'3.56?1'`, `'[empty]'`. One number gives the interval of that number alone.
 *
 * @guarantee encloses
 * @throws RangeError for inverted bounds, NaN, or an infinite number alone.
 * @throws SyntaxError for text that is no number and no interval.
 * @throws TypeError for anything else.
 * @example
 * interval(1, 2).contains(1.5); // true
 * interval('0.1').isSingleton(); // false
 * interval(0.1).isSingleton(); // true
 */
export function interval(lo: IntervalInput, hi?: BoundInput): Interval {
  if (lo instanceof Interval && hi === undefined) return lo;
  readBounds(lo, hi, m);
  return new Interval(m[0]!, m[1]!);
}

function requireEmpty(lo: number, hi: number): void {
  if (lo === Infinity && hi === -Infinity) return;
  // Texts have an order of their own, and null passes for 0.
  for (const bound of [lo, hi] as unknown[]) {
    if (typeof bound === 'number') continue;
    throw new TypeError(
      `Interval: expected bounds that are numbers, got ${bound === null ? 'null' : typeof bound}; interval(…) reads texts, bigints and decimals`,
    );
  }
  throw new RangeError(
    `Interval: expected lo ≤ hi with a finite number between them, got [${lo}, ${hi}]; Interval.empty is the empty set`,
  );
}

function jsonNumber(x: number): number | string {
  return Number.isFinite(x) ? x : String(x);
}
