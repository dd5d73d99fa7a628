import type { Algebra, Memory } from '../algebra/algebra.js';
import { writeValue } from '../algebra/of.js';
import type { Rational } from '../rounding/rational.js';
import { type Block, blockOf, differentiated, integrated, rearranged } from './block.js';
import { isSame } from './center.js';
import { timesFactorial } from './factorial.js';
import { powerOfBlock, quotientOfBlocks } from './monomial.js';
import { powerLatex, powerText, sumLatex, sumText, type Term } from './print.js';
import type { Rule } from './recurrence.js';
import { Series } from './series.js';
import { Space } from './space.js';
import { substituted } from './substitute.js';
import { Truncated } from './truncated.js';

/** Where a series in many variables lives: the names of its variables and the point it is about. */
export interface Frame<T> {
  readonly names: readonly string[];
  readonly center: readonly T[];
}

/**
 * A truncated Taylor series in several variables, Σ_{|α| ≤ order} c_α (x − center)^α, with normalized coefficients
 * c_α = ∂^α f(center)/α!.
 *
 * Immutable. Coefficients are numbers or intervals; with intervals every operation encloses. The order is a total degree and says what is known: an
 * operation on two series has the lower of their orders, a derivative one less, an integral one more.
 *
 * @example
 * const [x, y] = variables([0, 0], { order: 3 });
 * x.exp().mul(y.add(1)).toString(); // '1 + x + y + 0.5 x² + x y + 0.16666666666666666 x³ + 0.5 x² y + 𝒪(‖x‖⁴)'
 */
export class SeriesN<T> extends Truncated<T, SeriesN<T>> {
  readonly order: number;
  /** How many variables, up to which degree, and in which sequence the coefficients stand. */
  readonly space: Space;
  readonly center: readonly T[];
  readonly names: readonly string[];

  private constructor(algebra: Algebra<T, Memory>, frame: Frame<T>, block: Block<Memory>) {
    super(algebra, block.memory, block.space);
    this.space = block.space;
    this.order = block.space.order;
    this.center = frame.center;
    this.names = frame.names;
  }

  /** A series over an algebra whose memory `fill` writes, in the numbering of the space. */
  static over<T>(algebra: Algebra<T, Memory>, frame: Frame<T>, space: Space, fill: (memory: Memory) => void): SeriesN<T> {
    return new SeriesN(algebra, frame, blockOf(algebra, space, fill));
  }

  /** All coefficients, those of lower degree first, in the numbering of `space`. */
  get coefficients(): T[] {
    return Array.from({ length: this.space.size }, (_, i) => this.algebra.read(this.memory, i * this.algebra.width));
  }

  /**
   * c_α = ∂^α f(center)/α! for the exponents α.
   *
   * @throws RangeError beyond the order, where nothing is known
   */
  coefficient(exponents: readonly number[]): T {
    return this.algebra.read(this.memory, this.#index('coefficient', exponents) * this.algebra.width);
  }

  /**
   * The derivative ∂^α f at the center, α!·c_α.
   *
   * @throws RangeError beyond the order, where nothing is known
   */
  derivativeAt(exponents: readonly number[]): T {
    const m = this.algebra.allocate(1);
    this.algebra.transfer(m, 0, this.memory, this.#index('derivativeAt', exponents) * this.algebra.width, 1);
    for (const e of exponents) timesFactorial(this.algebra, m, 0, e);
    return this.algebra.read(m, 0);
  }

  /** The terms of one degree alone, as a series of the same order. */
  homogeneous(degree: number): SeriesN<T> {
    this.#checkOrder('homogeneous', degree);
    const { first } = this.space;
    const { width } = this.algebra;
    return SeriesN.over(this.algebra, this, this.space, (out) => {
      this.algebra.transfer(
        out,
        first[degree]! * width,
        this.memory,
        first[degree]! * width,
        first[degree + 1]! - first[degree]!,
      );
    });
  }

  /**
   * The derivative with respect to a variable, given by its number from 0 or its name, of order lower by one.
   *
   * @throws RangeError when the order is 0, so that nothing is known of a derivative
   */
  derivative(variable: number | string): SeriesN<T> {
    const v = this.#variable('derivative', variable);
    if (this.order === 0)
      throw new RangeError('derivative: expected a series of order ≥ 1, got order 0; expand to a higher order');
    return this.#within(differentiated(this.algebra, this.#block, v));
  }

  /** The integral over a variable from the center, of order higher by one. */
  integral(variable: number | string): SeriesN<T> {
    return this.#within(integrated(this.algebra, this.#block, this.#variable('integral', variable)));
  }

  /** The derivatives with respect to all variables. */
  gradient(): SeriesN<T>[] {
    return this.names.map((_, v) => this.derivative(v));
  }

  /** The value of the polynomial at a point; what the truncation left out is not in it. */
  evaluate(at: readonly (T | number)[]): T {
    this.#checkCount('evaluate', 'values', at.length);
    const { algebra } = this;
    const distances = at.map((value, v) => {
      const m = algebra.allocate(2);
      writeValue('evaluate', algebra, m, 0, value);
      algebra.write(m, algebra.width, this.center[v]!);
      algebra.sub(m, 0, 0, algebra.width);
      return m;
    });
    return algebra.read(substituted(algebra, this.#block, distances, 0, this.order), 0);
  }

  /**
   * This series of others, f(g_1, …, g_n): a series in the variables of the g_i, which may be one variable.
   *
   * @throws RangeError unless each g_i starts with the center's i-th coordinate, around which alone f is known
   */
  compose(inner: readonly SeriesN<T>[]): SeriesN<T>;
  compose(inner: readonly Series<T>[]): Series<T>;
  compose(inner: readonly SeriesN<T>[] | readonly Series<T>[]): SeriesN<T> | Series<T> {
    this.#checkCount('compose', 'series', inner.length);
    return inner[0] instanceof Series
      ? Truncated.substitute<T, Series<T>>(this.#block, this.center, inner as readonly Series<T>[])
      : Truncated.substitute<T, SeriesN<T>>(this.#block, this.center, inner as readonly SeriesN<T>[]);
  }

  /** The same series, known to a lower order. */
  truncate(order: number): SeriesN<T> {
    this.#checkOrder('truncate', order);
    return this.#within(rearranged(this.algebra, this.#block, order, (e) => e));
  }

  /**
   * The same series among more variables: those of `like`, which must include the variables of this one at the same coordinates.
   *
   * @example
   * const [x] = variables([0], { order: 2, names: ['x'] });
   * const [p, q] = variables([0, 0], { order: 2, names: ['x', 'y'] });
   * x.exp().embed(p).mul(q).toString(); // 'y + x y + 𝒪(‖x‖³)'
   */
  embed(like: SeriesN<T>): SeriesN<T> {
    const places = this.names.map((name) => like.names.indexOf(name));
    if (!places.every((place, v) => place >= 0 && isSame(this.center[v], like.center[place]))) {
      throw new RangeError(
        `embed: expected variables that include ${this.names.join(', ')} around ${this.#place}, got ${like.names.join(', ')} around ${like.#place}`,
      );
    }
    const { width } = this.algebra;
    const space = Space.of(like.names.length, this.order);
    return SeriesN.over(this.algebra, like, space, (out) => {
      for (let i = 0; i < this.space.size; i++) {
        const own = this.space.exponentsOf(i);
        const exponents = like.names.map((_, w) => own[places.indexOf(w)] ?? 0);
        const to = space.indexOf(exponents)!;
        this.algebra.transfer(out, to * width, this.memory, i * width, 1);
      }
    });
  }

  /** The polynomial as text: `1 + x + 0.5 x² + x y + 𝒪(‖x‖³)`, with the names standing for distances from the center. */
  override toString(): string {
    return sumText(this.#terms(powerText), powerText('‖x‖', this.order + 1));
  }

  /** The polynomial in LaTeX, for mathematics mode. */
  toLatex(): string {
    return sumLatex(this.#terms(powerLatex), powerLatex('\\|x\\|', this.order + 1));
  }

  toJSON(): { names: readonly string[]; center: readonly T[]; order: number; coefficients: T[] } {
    return { names: this.names, center: this.center, order: this.order, coefficients: this.coefficients };
  }

  protected override made(memory: Memory): SeriesN<T> {
    return this.#within({ memory, space: this.space });
  }

  protected override matched(where: string, other: SeriesN<T>): readonly [SeriesN<T>, SeriesN<T>] {
    if (!(other instanceof SeriesN)) throw new TypeError(`${where}: expected a SeriesN, got ${typeof other}`);
    if (other.algebra !== this.algebra) {
      throw new TypeError(
        `${where}: expected series with one kind of coefficient, got ${this.algebra.name} and ${other.algebra.name}; convert the narrower one`,
      );
    }
    if (this.names.join() !== other.names.join()) {
      throw new RangeError(
        `${where}: expected series in the same variables, got (${this.names.join(', ')}) and (${other.names.join(', ')}); make both from one call of variables, or embed one among more`,
      );
    }
    if (!isSame(this.center, other.center)) {
      throw new RangeError(
        `${where}: expected series around one center, got (${this.center.join(', ')}) and (${other.center.join(', ')}); expand both at the same point`,
      );
    }
    const order = Math.min(this.order, other.order);
    return [order === this.order ? this : this.truncate(order), order === other.order ? other : other.truncate(order)];
  }

  protected override quotient(other: SeriesN<T>): SeriesN<T> {
    return this.#within(quotientOfBlocks(this.algebra, this.#place, this.#block, other.#block));
  }

  protected override power(where: string, rule: Rule, exponent: Rational): SeriesN<T> {
    return this.#within(powerOfBlock(this.algebra, where, this.#place, this.#block, rule, exponent));
  }

  protected override requireNonzero(where: string): void {
    if (this.algebra.magnitude(this.memory, 0) !== 0) return;
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${this.#place}, got one that does; the logarithm has no Taylor series there, ` +
        'so expand at another point',
    );
  }

  get #block(): Block<Memory> {
    return { memory: this.memory, space: this.space };
  }

  get #place(): string {
    return `(${this.center.join(', ')})`;
  }

  #within(block: Block<Memory>): SeriesN<T> {
    return new SeriesN(this.algebra, this, block);
  }

  #terms(power: (name: string, exponent: number) => string): Term[] {
    return this.sizes().flatMap((size, i) => {
      if (size === 0) return [];
      const factors = this.space.exponentsOf(i).flatMap((e, v) => (e === 0 ? [] : [power(this.names[v]!, e)]));
      return [{ coefficient: this.algebra.read(this.memory, i * this.algebra.width), monomial: factors.join(' ') }];
    });
  }

  #index(where: string, exponents: readonly number[]): number {
    this.#checkCount(where, 'exponents', exponents.length);
    const i = this.space.indexOf(exponents);
    if (i === undefined) {
      throw new RangeError(
        `${where}: expected exponents ≥ 0 of total degree up to the order ${this.order}, got (${exponents.join(', ')})`,
      );
    }
    return i;
  }

  #variable(where: string, variable: number | string): number {
    const v = typeof variable === 'string' ? this.names.indexOf(variable) : variable;
    if (Number.isInteger(v) && v >= 0 && v < this.names.length) return v;
    throw new RangeError(
      `${where}: expected one of the variables ${this.names.join(', ')} or its number from 0, got ${JSON.stringify(variable)}`,
    );
  }

  #checkCount(where: string, what: string, count: number): void {
    if (count !== this.names.length) {
      throw new RangeError(
        `${where}: expected ${this.names.length} ${what}, one for each of ${this.names.join(', ')}, got ${count}`,
      );
    }
  }

  #checkOrder(where: string, order: number): void {
    if (!Number.isInteger(order) || order < 0 || order > this.order) {
      throw new RangeError(`${where}: expected an integer from 0 to the order ${this.order}, got ${order}`);
    }
  }
}
