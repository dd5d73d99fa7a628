import { showAsText } from '../text/inspect.js';
import { operands } from './arithmetic.js';
import type { Relation } from './compared.js';
import { type Decoration, type DecorationName, decorationNames, deserved, ILL, weaker } from './decoration.js';
import { Interval, interval } from './interval.js';
import { boundsOf, exactBoundsOf, type IntervalInput, type IntervalLike } from './operand.js';
import { Special } from './special.js';
import { parseLiteral } from './text.js';

// A constant of this module, too: see there.
const m = operands;

/** What a method takes where a decorated interval is expected; a bare operand gets the strongest decoration it can have. */
export type DecoratedLike = DecoratedInterval | IntervalLike;

/**
 * An interval that remembers how its computation behaved, IEEE 1788-2015 clause 11.
 *
 * For the function computed so far, on the box of its inputs: `com` says that it was defined and continuous, with box and results bounded; `dac` defined and
 * continuous; `def` defined; `trv` says nothing; `ill` marks NaI, which is not an interval. The operations are those of {@link Interval}; set operations and
 * cancellation are no functions of points and give `trv`.
 *
 * @guarantee encloses
 * @see {@link decorated}, which makes one
 * @example
 * decorated(interval(0, 4)).sqrt().toString(); // '[0, 2]_com'
 * decorated(interval(-1, 4)).sqrt().toString(); // '[0, 2]_trv'
 */
export class DecoratedInterval extends Special<DecoratedInterval, DecoratedLike> {
  /** The enclosure; the empty set for NaI. */
  readonly interval: Interval;
  readonly decoration: DecorationName;

  /** Pairs x with the given decoration or the strongest that x can have, whichever is weaker; `ill` gives NaI. */
  constructor(x: Interval, decoration: DecorationName) {
    super();
    const d = decorationNames.indexOf(decoration);
    if (d < 0)
      throw new RangeError(
        `decorated: expected one of ${decorationNames.join(', ')}, got ${String(decoration)}; leave it out for the strongest`,
      );
    this.interval = d === 0 ? Interval.empty : x;
    this.decoration = decorationNames[weaker(d as Decoration, deserved(x.lo, x.hi))]!;
  }

  /** Not an interval: the result of a meaningless construction, and of every operation on it. */
  static readonly nai: DecoratedInterval = new DecoratedInterval(Interval.empty, 'ill');

  /** The lower bound; NaN for NaI. */
  get lo(): number {
    return this.isNaI() ? NaN : this.interval.lo;
  }

  /** The upper bound; NaN for NaI. */
  get hi(): number {
    return this.isNaI() ? NaN : this.interval.hi;
  }

  /** Whether it is no interval, as what was made of text that is none. */
  isNaI(): boolean {
    return this.decoration === 'ill';
  }

  /** False for NaI. */
  override isEmpty(): boolean {
    return !this.isNaI() && this.interval.isEmpty();
  }

  /** The literal of IEEE 1788: `[1, 2]_com`, `[nai]`. */
  override toString(digits = 17): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toString(digits)}_${this.decoration}`;
  }

  /** The literal in uncertain form: `3.56?11_com`. */
  toUncertain(digits = 2): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toUncertain(digits)}_${this.decoration}`;
  }

  /** The literal with bounds in hexadecimal, which reads back to the same. */
  toExact(): string {
    return this.isNaI() ? '[nai]' : `${this.interval.toExact()}_${this.decoration}`;
  }

  /** Bounds, texts where they are infinite, and the decoration. */
  toJSON(): { lo: number | string; hi: number | string; decoration: DecorationName } {
    return { ...this.interval.toJSON(), decoration: this.decoration };
  }

  protected override bounds(): Interval {
    return this.interval;
  }

  protected override related(holds: Relation, y: DecoratedLike, read: typeof boundsOf = exactBoundsOf): boolean {
    const second = lift(y, read);
    return !this.isNaI() && !second.isNaI() && holds(this.interval, second.interval);
  }

  protected override load(): Decoration {
    return placed(this, 0);
  }

  protected override place(y: DecoratedLike, at: number): Decoration {
    return placed(lift(y), at);
  }

  // The decoration of a composition is the weakest of its parts.
  protected override result(inherited: Decoration, local: Decoration): DecoratedInterval {
    if (inherited === ILL) return DecoratedInterval.nai;
    return new DecoratedInterval(new Interval(m[4]!, m[5]!), decorationNames[weaker(local, inherited)]!);
  }
}

showAsText(DecoratedInterval.prototype);

/**
 * Decorates an interval: with the strongest decoration it can have, or with the given one.
 *
 * Text is read as a decorated literal of IEEE 1788, `'[1, 2]_def'`. A decoration the interval cannot have is replaced by the strongest it can have; `'ill'` gives NaI.
 *
 * @guarantee encloses
 * @throws SyntaxError or RangeError for text that is no decorated interval.
 * @example
 * decorated('[1, 2]_def').decoration; // 'def'
 * decorated(interval(1, 2)).decoration; // 'com'
 */
export function decorated(x: IntervalInput | DecoratedInterval, decoration?: DecorationName): DecoratedInterval {
  if (typeof x === 'string' && /[[?]/.test(x)) {
    const literal = parseLiteral(x);
    return restricted(new DecoratedInterval(new Interval(literal.lo, literal.hi), literal.decoration ?? 'com'), decoration);
  }
  if (x instanceof DecoratedInterval) return restricted(x, decoration);
  return restricted(new DecoratedInterval(interval(x), ownDecoration(x)), decoration);
}

/** The decoration that a value brings along, as what comes back from JSON does; the strongest for what has none. */
function ownDecoration(x: unknown): DecorationName {
  return typeof x === 'object' && x !== null && 'decoration' in x ? (x.decoration as DecorationName) : 'com';
}

function restricted(x: DecoratedInterval, decoration: DecorationName | undefined): DecoratedInterval {
  if (decoration === undefined) return x;
  const given = new DecoratedInterval(x.interval, decoration);
  return rank(given) < rank(x) ? given : x;
}

function lift(y: DecoratedLike, read: typeof boundsOf = boundsOf): DecoratedInterval {
  if (y instanceof DecoratedInterval) return y;
  const bounds = read(y);
  return new DecoratedInterval(new Interval(bounds.lo, bounds.hi), ownDecoration(y));
}

function rank(x: DecoratedInterval): Decoration {
  return decorationNames.indexOf(x.decoration) as Decoration;
}

function placed(x: DecoratedInterval, at: number): Decoration {
  m[at] = x.interval.lo;
  m[at + 1] = x.interval.hi;
  return rank(x);
}
