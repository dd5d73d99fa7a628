import { parseRational, textBounds } from '../rounding/decimal.js';
import { quotientBounds } from '../rounding/quotient.js';
import { compareRational, type Rational, rational, rationalOf } from '../rounding/rational.js';

/** What is asked of a number of decimal.js, which this room does not know. */
export interface DecimalLike {
  isFinite(): boolean;
  toNumber(): number;
  /** All digits. */
  toExponential(): string;
  gt(other: string): boolean;
}

/** One bound of an interval, exact: a number, a text that spells one, a bigint, or a `Decimal`. */
export type BoundInput = number | string | bigint | DecimalLike;

/** The doubles around a bound and, asked for only when those cannot order two bounds, its exact value. */
export interface Bound {
  readonly down: number;
  readonly up: number;
  readonly exact: () => Rational;
  readonly decimal?: DecimalLike;
}

/** Characters that a text may have. */
const mostCharacters = 20000;

const scratch = new Float64Array(2);

export function numberBound(x: number): Bound {
  return { down: x, up: x, exact: () => rationalOf(x) };
}

function bigintBound(n: bigint): Bound {
  quotientBounds(n, 1n, scratch);
  return { down: scratch[0]!, up: scratch[1]!, exact: () => rational(n, 1n) };
}

/** The bound that `text` spells: a number, or an infinity with any sign and case. */
export function textBound(text: string): Bound {
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity) return numberBound(infinity[1] === '-' ? -Infinity : Infinity);
  textBounds(text, scratch, 'interval');
  return { down: scratch[0]!, up: scratch[1]!, exact: () => parseRational(text) };
}

/** Whether a value is a number of decimal.js, of any of its constructors. */
export function isDecimalLike(value: unknown): value is DecimalLike {
  return Object.prototype.toString.call(value) === '[object Decimal]';
}

export function boundOf(value: BoundInput): Bound {
  if (typeof value === 'number') return numberBound(value);
  if (typeof value === 'bigint') return bigintBound(value);
  if (typeof value === 'string') return textBound(checkLength(value.trim()));
  if (isDecimalLike(value))
    return value.isFinite() ? { ...textBound(value.toExponential()), decimal: value } : numberBound(value.toNumber());
  throw new TypeError(
    `interval: expected a number, a string, a bigint, a Decimal or an object { lo, hi } of such, got ${value === null ? 'null' : typeof value}; convert it first`,
  );
}

export function checkLength(text: string): string {
  if (text.length <= mostCharacters) return text;
  throw new RangeError(
    `interval: expected text of at most ${mostCharacters} characters, got ${text.length}; round the number first`,
  );
}

// Doubles around the bounds order most of them. Where they do not, an infinity on the wrong side is out of order, and of real numbers the
// exact values decide: the doubles around 1e400 and 1e500 are the same.
function isInverted(lo: Bound, hi: Bound): boolean {
  if (lo === hi || lo.up <= hi.down) return false;
  if (lo.down > hi.up || lo.down === Infinity || hi.up === -Infinity) return true;
  // Decimals may be longer than what is read as a fraction.
  if (lo.decimal !== undefined && hi.decimal !== undefined) return lo.decimal.gt(hi.decimal.toExponential());
  if (lo.down === lo.up) return compareRational(lo.down, hi.exact()) > 0;
  if (hi.down === hi.up) return compareRational(hi.down, lo.exact()) < 0;
  const a = lo.exact();
  const b = hi.exact();
  return a.num * b.den > b.num * a.den;
}

/**
 * Writes the bounds of [lo, hi], rounded outward.
 * @throws RangeError for NaN, inverted bounds, or no real number between them; `shown` is what was given.
 */
export function writeOrdered(lo: Bound, hi: Bound, shown: string, out: Float64Array): void {
  if (Number.isNaN(lo.down) || Number.isNaN(hi.up)) {
    throw new RangeError(`interval: expected bounds that are numbers, got ${shown}; NaN bounds nothing`);
  }
  if (isInverted(lo, hi)) {
    throw new RangeError(`interval: expected lo ≤ hi, got ${shown}; swap the bounds, or use Interval.empty for the empty set`);
  }
  if (lo.down === Infinity || hi.up === -Infinity) {
    throw new RangeError(
      `interval: expected at least one real number between the bounds, got ${shown}; infinities are not members`,
    );
  }
  out[0] = lo.down;
  out[1] = hi.up;
}
