import { parseRational } from '../rounding/decimal.js';
import {
  addRational,
  divRational,
  mulRational,
  negRational,
  type Rational,
  rational,
  rationalNearest,
  rationalOf,
  subRational,
} from '../rounding/rational.js';
import { showAsText } from '../text/inspect.js';

/** What a fraction can be made of: itself, an integer, a double, which is exactly that number, or text such as `'1/3'` or `'0.1'`. */
export type FractionLike = Rational | bigint | number | string;

/**
 * A rational number of any length, in lowest terms with a positive denominator. Immutable and exact.
 *
 * @guarantee exact
 * @example
 * fraction('1/3').add(fraction(1n, 6n)).toString(); // '1/2'
 * fraction(0.1).den; // 36028797018963968n
 */
export class Fraction implements Rational {
  readonly num: bigint;
  readonly den: bigint;

  /** The fraction with the parts of a rational number in lowest terms. */
  constructor({ num, den }: Rational) {
    this.num = num;
    this.den = den;
  }

  /** x + y. */
  add(y: FractionLike): Fraction {
    return new Fraction(addRational(this, rationalFrom('add', y)));
  }

  /** x − y. */
  sub(y: FractionLike): Fraction {
    return new Fraction(subRational(this, rationalFrom('sub', y)));
  }

  /** x·y. */
  mul(y: FractionLike): Fraction {
    return new Fraction(mulRational(this, rationalFrom('mul', y)));
  }

  /**
   * x/y.
   *
   * @throws RangeError when y is 0
   */
  div(y: FractionLike): Fraction {
    return new Fraction(divRational(this, rationalFrom('div', y)));
  }

  /** −x. */
  neg(): Fraction {
    return new Fraction(negRational(this));
  }

  /** |x|. */
  abs(): Fraction {
    return this.num < 0n ? this.neg() : this;
  }

  /** x². */
  sqr(): Fraction {
    return new Fraction(mulRational(this, this));
  }

  /**
   * xⁿ for an integer n.
   *
   * @throws RangeError when n is not an integer, or is negative and x is 0
   */
  pow(n: number): Fraction {
    if (!Number.isSafeInteger(n)) throw new RangeError(`pow: expected an integer exponent of a fraction, got ${n}`);
    const e = BigInt(Math.abs(n));
    if (n >= 0) return new Fraction({ num: this.num ** e, den: this.den ** e });
    if (this.num === 0n) throw new RangeError(`pow: expected an exponent ≥ 0 of the fraction 0, got ${n}`);
    return new Fraction(rational(this.den ** e, this.num ** e));
  }

  /** −1, 0 or 1 for x < y, x = y, x > y. */
  compare(y: FractionLike): -1 | 0 | 1 {
    const { num } = subRational(this, rationalFrom('compare', y));
    return num < 0n ? -1 : num > 0n ? 1 : 0;
  }

  /** Whether x = y. */
  equals(y: FractionLike): boolean {
    return this.compare(y) === 0;
  }

  /** The nearest double. */
  toNumber(): number {
    return rationalNearest(this);
  }

  /** `'p/q'`, or `'p'` for an integer. */
  toString(): string {
    return this.den === 1n ? String(this.num) : `${this.num}/${this.den}`;
  }

  /** The text of `toString`, which `fraction` reads back. */
  toJSON(): string {
    return this.toString();
  }
}

showAsText(Fraction.prototype);

/**
 * The exact rational number num/den.
 *
 * Series and derivatives at a fraction have fractions for coefficients: exact ones.
 *
 * @throws RangeError when den is 0 or a part is no finite number; SyntaxError when a text is not a number
 * @guarantee exact
 * @example
 * fraction(6, 4).toString(); // '3/2'
 * taylor('1/(2 - x)', fraction(0), 3).coefficients.join(', '); // '1/2, 1/4, 1/8, 1/16'
 */
export function fraction(num: FractionLike, den: FractionLike = 1n): Fraction {
  const [p, q] = [rationalFrom('fraction', num), rationalFrom('fraction', den)];
  if (q.num === 0n) throw new RangeError('fraction: expected a nonzero denominator, got 0');
  return new Fraction(divRational(p, q));
}

function rationalFrom(where: string, x: FractionLike): Rational {
  if (x instanceof Fraction) return x;
  if (typeof x === 'bigint') return { num: x, den: 1n };
  if (typeof x === 'string') return parseRational(x);
  if (typeof x === 'number') {
    if (Number.isFinite(x)) return rationalOf(x);
    throw new RangeError(`${where}: expected a finite number, got ${x}`);
  }
  if (typeof x === 'object' && x !== null && typeof x.num === 'bigint' && typeof x.den === 'bigint')
    return rational(x.num, x.den);
  throw new TypeError(
    `${where}: expected a fraction, an integer, a number or a text such as '1/3', got ${x === null ? 'null' : typeof x}`,
  );
}
