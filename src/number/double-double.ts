import { parseRational } from '../rounding/decimal.js';
import { type Rational, rationalNearest, rationalOf, subRational } from '../rounding/rational.js';
import { showAsText } from '../text/inspect.js';
import { addPairs, dividePairs, multiplyPairs } from './double-double-arithmetic.js';

/** A double-double number, or what is one exactly. */
export type DoubleDoubleLike = DoubleDouble | number;

const scratch = new Float64Array(2);
const result = (): DoubleDouble => new DoubleDouble(scratch[0]!, scratch[1]!);

/**
 * A number of 106 bits, more than 31 digits, as the sum of two doubles: immutable, approximate.
 *
 * As coefficients these cost some ten times what doubles do, where decimals cost some thousand times.
 *
 * @example
 * doubleDouble('0.1').mul(3).toString(); // '0.3'
 * doubleDouble(2).div(3).toString(); // '0.6666666666666666666666666666667'
 */
export class DoubleDouble {
  /** The nearest double. */
  readonly head: number;
  /** What is left: at most half an ulp of the head. */
  readonly tail: number;

  constructor(head: number, tail = 0) {
    this.head = head;
    this.tail = tail;
  }

  /** a + b. */
  add(b: DoubleDoubleLike): DoubleDouble {
    const { head, tail } = pair(b);
    addPairs(this.head, this.tail, head, tail, scratch, 0);
    return result();
  }

  /** a − b. */
  sub(b: DoubleDoubleLike): DoubleDouble {
    const { head, tail } = pair(b);
    addPairs(this.head, this.tail, -head, -tail, scratch, 0);
    return result();
  }

  /** a·b. */
  mul(b: DoubleDoubleLike): DoubleDouble {
    const { head, tail } = pair(b);
    multiplyPairs(this.head, this.tail, head, tail, scratch, 0);
    return result();
  }

  /** a/b. */
  div(b: DoubleDoubleLike): DoubleDouble {
    const { head, tail } = pair(b);
    dividePairs(this.head, this.tail, head, tail, scratch, 0);
    return result();
  }

  /** −a, exactly. */
  neg(): DoubleDouble {
    return new DoubleDouble(-this.head, -this.tail);
  }

  /** |a|, exactly. */
  abs(): DoubleDouble {
    return this.head < 0 ? this.neg() : this;
  }

  /** The nearest double. */
  toNumber(): number {
    return this.head;
  }

  /** 31 digits, as many as operations keep, without zeros at the end. */
  toString(): string {
    if (!Number.isFinite(this.head)) return String(this.head);
    if (this.head === 0) return '0';
    const sign = this.head < 0 ? '-' : '';
    const { head, tail } = this.abs();
    const exact = subRational(rationalOf(head), rationalOf(-tail));
    let exponent = Math.floor(Math.log10(head));
    let digits = scaled(exact, DIGITS - 1 - exponent).toString();
    if (digits.length < DIGITS) digits = scaled(exact, DIGITS - 1 - --exponent).toString();
    else if (digits.length > DIGITS) digits = scaled(exact, DIGITS - 1 - ++exponent).toString();
    return sign + placed(digits.replace(/0+$/, ''), exponent);
  }

  /** Its text. */
  toJSON(): string {
    return this.toString();
  }
}

showAsText(DoubleDouble.prototype);

const DIGITS = 31;

function pair(b: DoubleDoubleLike): { readonly head: number; readonly tail: number } {
  return typeof b === 'number' ? { head: b, tail: 0 } : b;
}

/** The whole number nearest to x·10^power, x > 0. */
function scaled({ num, den }: Rational, power: number): bigint {
  const above = power >= 0 ? num * 10n ** BigInt(power) : num;
  const below = power >= 0 ? den : den * 10n ** BigInt(-power);
  return (2n * above + below) / (2n * below);
}

/** d.ddd·10^exponent as numbers are written. */
function placed(digits: string, exponent: number): string {
  if (exponent < -7 || exponent >= DIGITS) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${digits[0]}${rest}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-1 - exponent)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole;
}

/** A rational number, rounded. */
export function doubleDoubleOf(x: Rational): DoubleDouble {
  const head = rationalNearest(x);
  return new DoubleDouble(head, Number.isFinite(head) ? rationalNearest(subRational(x, rationalOf(head))) : 0);
}

/**
 * A double-double number: that double itself, or what a text or an integer says, rounded to 106 bits.
 *
 * @throws SyntaxError for a text that is no number
 * @example
 * doubleDouble('1/3').toString(); // '0.3333333333333333333333333333333'
 */
export function doubleDouble(x: number | string | bigint): DoubleDouble {
  if (typeof x === 'number') return new DoubleDouble(x);
  return doubleDoubleOf(parseRational(typeof x === 'bigint' ? x.toString() : x));
}
