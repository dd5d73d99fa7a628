import { constructorOf, type Decimal, isDecimal } from '../decimal/rounding.js';
import { Complex } from '../number/complex.js';
import { DoubleDouble } from '../number/double-double.js';
import type { Algebra, Memory } from './algebra.js';

// Values of an algebra as doubles, exactly: those of their memory, one after the other. A decimal there is its exponent, its sign times the number of its words, and its
// words of seven digits, two to a double.

/** The largest word of a decimal, and one more. */
const BASE = 1e7;
const DIGITS = 7;

/** Appends values to a list of doubles. */
export function pushDoubles<T>(out: number[], algebra: Algebra<T, Memory>, values: readonly T[]): void {
  const m = algebra.allocate(1);
  for (const value of values) {
    algebra.write(m, 0, value);
    for (const x of Array.from(m as ArrayLike<unknown>)) {
      if (!isDecimal(x)) out.push(x as number);
      else {
        out.push(x.e, x.s * x.d.length);
        for (let i = 0; i < x.d.length; i += 2) out.push(x.d[i]! * BASE + (x.d[i + 1] ?? 0));
      }
    }
  }
}

/** Reads values from doubles. */
export class DoublesReader<T> {
  readonly #doubles: Float64Array;
  readonly #read: () => unknown;
  #at = 0;

  /** @param like - a value of the kind */
  constructor(algebra: Algebra<T, Memory>, like: T, doubles: Float64Array) {
    this.#doubles = doubles;
    const m = algebra.allocate(1) as unknown as { [at: number]: unknown } & Memory;
    algebra.write(m, 0, like);
    const [first] = Array.from(m as ArrayLike<unknown>);
    const Constructor = isDecimal(first) ? constructorOf(first) : undefined;
    const element = (): unknown => (Constructor === undefined ? this.#next() : this.#decimal(Constructor));
    // an algebra reads −0 as 0, but where an orbit starts, it may name the side of a cut
    if (isDecimal(like)) this.#read = element;
    else if (like instanceof Complex) this.#read = () => new Complex(this.#next(), this.#next());
    else if (like instanceof DoubleDouble) this.#read = () => new DoubleDouble(this.#next(), this.#next());
    else {
      this.#read = () => {
        for (let i = 0; i < m.length; i++) m[i] = element();
        return algebra.read(m, 0);
      };
    }
  }

  /** Doubles that are left. */
  get left(): number {
    return this.#doubles.length - this.#at;
  }

  /** The next values, or fewer where there are no more. */
  next(count: number): T[] {
    const values: T[] = [];
    while (values.length < count && this.left > 0) values.push(this.#read() as T);
    return values;
  }

  #decimal(Constructor: Decimal.Constructor): Decimal {
    const [exponent, signed] = [this.#next(), this.#next()];
    const words: number[] = [];
    for (let i = 0; i < Math.abs(signed); i += 2) {
      const pair = this.#next();
      words.push(Math.floor(pair / BASE), pair % BASE);
    }
    words.length = Math.min(words.length, Math.abs(signed));
    const [first = 0, ...rest] = words;
    const digits = `${first}${rest.map((word) => String(word).padStart(DIGITS, '0')).join('')}`;
    return new Constructor(`${signed < 0 ? '-' : ''}${digits}e${exponent - digits.length + 1}`);
  }

  #next(): number {
    return this.#doubles[this.#at++] ?? 0;
  }
}
