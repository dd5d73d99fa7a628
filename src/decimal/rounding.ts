import { Decimal } from 'decimal.js';

export type { Decimal };

/** A constructor of decimals: its precision and rounding are its own, not those that somebody set globally. */
export type DecimalConstructor = Decimal.Constructor;

const clones = new Map<string, DecimalConstructor>();

/** A clone of decimal.js for one precision and rounding, with every other setting at its default: the global constructor is shared, and never touched. */
export function decimals(precision: number, mode: Decimal.Rounding): DecimalConstructor {
  const key = `${precision} ${mode}`;
  let clone = clones.get(key);
  if (clone === undefined) {
    clone = Decimal.clone({ precision, rounding: mode, defaults: true });
    clones.set(key, clone);
  }
  return clone;
}

/** The constructor of decimal.js itself where it is set to this precision and rounding, or one that is. */
export function decimalsLike(precision: number = Decimal.precision, mode: number = Decimal.rounding): DecimalConstructor {
  const isGlobal = precision === Decimal.precision && mode === Decimal.rounding;
  return isGlobal ? Decimal : decimals(precision, mode as Decimal.Rounding);
}

/** Whether a value is a decimal of any constructor. */
export function isDecimal(value: unknown): value is Decimal {
  return Decimal.isDecimal(value);
}

/** The constructor of a decimal. */
export function constructorOf(x: Decimal): DecimalConstructor {
  return x.constructor as DecimalConstructor;
}

/** |x| as a double that is 0 for 0 only, and infinite for infinities only; NaN for NaN. */
export function sizeOf(x: Decimal): number {
  if (!x.isFinite() || x.isZero()) return x.abs().toNumber();
  return Math.min(Math.max(x.abs().toNumber(), 5e-324), Number.MAX_VALUE);
}

// Decimals have exponents from −9e15 to 9e15.
const GREATEST_EXPONENT = 9_000_000_000_000_000;

/**
 * Directed arithmetic at one precision: + − × ÷ of decimal.js in the modes FLOOR and CEIL, in which they are correctly rounded, with what it does at
 * the ends of its exponents made right. Beyond the greatest decimal it returns an infinity in either mode, and below the least one 0; a lower bound
 * is then the greatest decimal, an upper bound the least.
 *
 * Infinite operands are bounds of unbounded intervals, and 0·∞ = 0, as the product of the real number 0 and any other.
 */
export class Rounding {
  readonly precision: number;
  readonly Down: DecimalConstructor;
  readonly Up: DecimalConstructor;
  /** The greatest and the least positive decimal of this precision. */
  readonly greatest: Decimal;
  readonly least: Decimal;

  constructor(precision: number) {
    this.precision = precision;
    this.Down = decimals(precision, Decimal.ROUND_FLOOR);
    this.Up = decimals(precision, Decimal.ROUND_CEIL);
    this.greatest = new this.Down(`9.${'9'.repeat(precision - 1)}e${GREATEST_EXPONENT}`);
    this.least = new this.Up(`1e-${GREATEST_EXPONENT}`);
  }

  addDown(a: Decimal, b: Decimal): Decimal {
    const sum = this.Down.add(a, b);
    return isPlain(sum) ? sum : this.#down(sum, a.cmp(b.neg()));
  }

  addUp(a: Decimal, b: Decimal): Decimal {
    const sum = this.Up.add(a, b);
    return isPlain(sum) ? sum : this.#up(sum, a.cmp(b.neg()));
  }

  mulDown(a: Decimal, b: Decimal): Decimal {
    if (a.isZero() || b.isZero()) return new this.Down(0);
    const product = this.Down.mul(a, b);
    return isPlain(product) ? product : this.#down(product, a.s * b.s);
  }

  mulUp(a: Decimal, b: Decimal): Decimal {
    if (a.isZero() || b.isZero()) return new this.Up(0);
    const product = this.Up.mul(a, b);
    return isPlain(product) ? product : this.#up(product, a.s * b.s);
  }

  /** a/b for b ≠ 0; 0 for a finite a and an infinite b. */
  divDown(a: Decimal, b: Decimal): Decimal {
    const quotient = this.Down.div(a, b);
    return isPlain(quotient) ? quotient : this.#down(quotient, b.isFinite() && !a.isZero() ? a.s * b.s : 0);
  }

  divUp(a: Decimal, b: Decimal): Decimal {
    const quotient = this.Up.div(a, b);
    return isPlain(quotient) ? quotient : this.#up(quotient, b.isFinite() && !a.isZero() ? a.s * b.s : 0);
  }

  /** The greatest decimal of this precision that is ≤ x. */
  down(x: Decimal): Decimal {
    const cut = new this.Down(x).toSignificantDigits(this.precision, Decimal.ROUND_FLOOR);
    return isPlain(cut) || !x.isFinite() ? cut : this.#down(cut, x.isZero() ? 0 : x.s);
  }

  /** The least decimal of this precision that is ≥ x. */
  up(x: Decimal): Decimal {
    const cut = new this.Up(x).toSignificantDigits(this.precision, Decimal.ROUND_CEIL);
    return isPlain(cut) || !x.isFinite() ? cut : this.#up(cut, x.isZero() ? 0 : x.s);
  }

  /** The greatest decimal of this precision that is ≤ n·10^e. */
  integerDown(n: bigint, e: number): Decimal {
    const exact = new this.Down(`${n}e${e}`);
    return isPlain(exact) ? this.down(exact) : this.#down(exact, n < 0n ? -1 : n > 0n ? 1 : 0);
  }

  /** The least decimal of this precision that is ≥ n·10^e. */
  integerUp(n: bigint, e: number): Decimal {
    const exact = new this.Up(`${n}e${e}`);
    return isPlain(exact) ? this.up(exact) : this.#up(exact, n < 0n ? -1 : n > 0n ? 1 : 0);
  }

  /** A lower bound from a 0 or an infinity that decimal.js returned for a value of this sign. */
  #down(value: Decimal, sign: number): Decimal {
    if (value.isZero()) return sign < 0 ? new this.Down(this.least.neg()) : new this.Down(0);
    return value.isPositive() ? this.greatest : value;
  }

  #up(value: Decimal, sign: number): Decimal {
    if (value.isZero()) return sign > 0 ? this.least : new this.Up(0);
    return value.isNegative() ? new this.Up(this.greatest.neg()) : value;
  }
}

/** Finite and not 0. */
function isPlain(x: Decimal): boolean {
  return x.isFinite() && !x.isZero();
}

/** Digits beyond which nothing is computed: it would take minutes. */
export const MOST_DIGITS = 100_000;

/** @throws RangeError unless the precision is a number of digits; `where` names the caller */
export function checkPrecision(where: string, precision: number): number {
  if (Number.isInteger(precision) && precision >= 1 && precision <= MOST_DIGITS) return precision;
  throw new RangeError(`${where}: expected a precision that is an integer from 1 to ${MOST_DIGITS}, got ${precision}`);
}

const roundings = new Map<number, Rounding>();

/** Directed arithmetic at a precision, made on first use. */
export function roundingTo(precision: number): Rounding {
  let rounding = roundings.get(precision);
  if (rounding === undefined) {
    rounding = new Rounding(precision);
    roundings.set(precision, rounding);
  }
  return rounding;
}
