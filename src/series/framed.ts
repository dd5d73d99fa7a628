import type { Memory } from '../algebra/algebra.js';
import { kindsOf, writeValue } from '../algebra/of.js';
import type { Rational } from '../rounding/rational.js';
import { type Block, narrowed, rearranged, restricted } from './block.js';
import { isSame } from './center.js';
import { requireAllNormal, requireNormal, timesFactorial } from './factorial.js';
import { checkNames, type Frame, frameOf, requireEach, requireSameFrame, variableOf } from './frame.js';
import { fewestLeftOut, mostFactors, tooFar } from './inner.js';
import { powerOfBlock, quotientOfBlocks } from './monomial.js';
import { isInvertible } from './row.js';
import type { Rule } from './rule.js';
import { Space } from './space.js';
import { Truncated } from './truncated.js';

/**
 * A series in named variables about a point: its coefficients by their exponents, and the same series in fewer, more or other variables. `S` is the series' own class.
 */
export abstract class Framed<T, S extends Framed<T, S>> extends Truncated<T, S> {
  declare protected readonly shape: Space;
  protected abstract readonly frame: Frame<T>;

  /** A series over the same algebra. */
  protected abstract remade(frame: Frame<T>, block: Block<Memory>): S;

  /** How many variables, up to which degree, and in which sequence the coefficients stand. */
  get space(): Space {
    return this.shape;
  }

  /** The point that the series is about. */
  get center(): readonly T[] {
    return this.frame.center;
  }

  get names(): readonly string[] {
    return this.frame.names;
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
    return this.algebra.read(this.memory, this.index('coefficient', exponents) * this.algebra.width);
  }

  /**
   * The derivative ∂^α f at the center, α!·c_α.
   *
   * @throws RangeError beyond the order, where nothing is known, and where c_α has underflowed, as in one variable
   */
  derivativeAt(exponents: readonly number[]): T {
    const i = this.index('derivativeAt', exponents);
    const degree = exponents.reduce((sum, e) => sum + e, 0);
    requireNormal('derivativeAt', this.algebra, this.memory, i, degree);
    const m = this.algebra.allocate(1);
    this.algebra.transfer(m, 0, this.memory, i * this.algebra.width, 1);
    for (const e of exponents) timesFactorial(this.algebra, m, 0, e);
    return this.algebra.read(m, 0);
  }

  /** The terms of one degree alone, as a series of the same order. */
  homogeneous(degree: number): S {
    this.checkOrder('homogeneous', degree);
    const { algebra, memory } = this;
    const [start, end] = [this.space.first[degree]!, this.space.first[degree + 1]!];
    const at = start * algebra.width;
    return this.filled((out) => algebra.transfer(out, at, memory, at, end - start));
  }

  /** A variable itself, center_v + x_v, as far as this series is known. */
  coordinate(variable: number | string): S {
    const v = variableOf('coordinate', this, variable);
    return this.filled((out) => {
      this.algebra.write(out, 0, this.center[v]!);
      const i = this.axis(v, 1);
      if (i !== undefined) this.algebra.rational(out, i * this.algebra.width, { num: 1n, den: 1n });
    });
  }

  /**
   * Some variables set to values: a series in the others. As with `evaluate`, what the truncation left out is not in it, unless the values are the
   * center's; where values are series, the order says what is known.
   *
   * @throws RangeError unless a variable is left
   * @example
   * const [x, y] = variables([0, 0], { order: 3 });
   * x.mul(y.add(2)).restrict({ y: 1 }).toString(); // '3 x + 𝒪(‖x‖⁴)'
   */
  restrict(values: Readonly<Record<string, T | number>>): S {
    const given = Object.entries(values).map(([name, value]) => [variableOf('restrict', this, name), value] as const);
    if (given.length === this.names.length) {
      throw new RangeError(
        `restrict: expected values for fewer than all of the variables ${this.names.join(', ')}, got all; evaluate gives the value`,
      );
    }
    this.requireDigits('restrict');
    // The last first, so that the numbers of those before it stay what they are.
    given.sort(([v], [w]) => w - v);
    const { algebra, space } = this;
    const distances = given.map(([v, value]) => this.distance('restrict', v, value));
    const factors = mostFactors(distances.map((h) => algebra.read(h, 0)));
    const order = space.order - factors * Math.max(0, ...given.map(([v]) => space.weights[v]!));
    if (order < 0 || given.some(([v]) => space.orders[v]! < factors)) throw tooFar('restrict', factors, fewestLeftOut(space) - 1);
    let block = this.block;
    given.forEach(([v], i) => {
      block = restricted(algebra, block, v, distances[i]!);
    });
    const isLeft = (_: unknown, v: number): boolean => given.every(([w]) => v !== w);
    const frame = frameOf(this.names.filter(isLeft), this.center.filter(isLeft));
    return this.remade(frame, narrowed(algebra, block, block.space.within(order)));
  }

  /**
   * The same series in some of its variables, in the given sequence, with the others at the center; with all of them, the variables are permuted.
   *
   * @example
   * const [x, y] = variables([0, 0], { order: 2 });
   * x.add(y).exp().project(['y']).toString(); // '1 + y + 0.5 y² + 𝒪(‖x‖³)'
   */
  project(names: readonly string[]): S {
    const places = names.map((name) => variableOf('project', this, name));
    if (places.length === 0 || new Set(places).size !== places.length) {
      throw new RangeError(`project: expected different variables among ${this.names.join(', ')}, got (${names.join(', ')})`);
    }
    const space = this.space.among(places);
    const frame = frameOf(
      places.map((v) => this.names[v]!),
      places.map((v) => this.center[v]!),
    );
    const block = rearranged(this.algebra, this.block, space, (exponents) =>
      this.names.map((_, v) => exponents[places.indexOf(v)] ?? 0),
    );
    return this.remade(frame, block);
  }

  /**
   * The same series with other names for its variables, those that the record leaves out staying.
   *
   * @example
   * const [q, p] = variables([0, 0], { order: 1, names: ['q', 'p'] });
   * q.add(p.mul(2)).rename({ q: 'x', p: 'y' }).toString(); // 'x + 2 y + 𝒪(‖x‖²)'
   */
  rename(names: Readonly<Record<string, string>>): S {
    for (const name of Object.keys(names)) variableOf('rename', this, name);
    const renamed = this.names.map((name) => names[name] ?? name);
    checkNames('rename', renamed, renamed.length);
    return this.remade(frameOf(renamed, this.center), this.block);
  }

  /** The same series, known to a lower order. */
  truncate(order: number): S;
  /** The same series up to an exponent for each variable, Infinity where it stays as it is. */
  truncate(orders: readonly number[]): S;
  truncate(to: number | readonly number[]): S {
    if (typeof to !== 'number') {
      requireEach('truncate', 'orders', this, to.length);
      return this.known(this.space.within(this.order, to));
    }
    this.checkOrder('truncate', to);
    return this.known(this.space.within(to));
  }

  /**
   * The same series among more variables: those of `like`, which must include the variables of this one at the same coordinates.
   *
   * @example
   * const [x] = variables([0], { order: 2, names: ['x'] });
   * const [p, q] = variables([0, 0], { order: 2, names: ['x', 'y'] });
   * x.exp().embed(p).mul(q).toString(); // 'y + x y + 𝒪(‖x‖³)'
   */
  embed(like: S): S {
    const places = this.names.map((name) => like.names.indexOf(name));
    if (!places.every((place, v) => place >= 0 && isSame(this.center[v], like.center[place]))) {
      throw new RangeError(
        `embed: expected variables that include ${this.names.join(', ')} around ${this.place}, got ${like.names.join(', ')} around ${like.place}`,
      );
    }
    if (!places.every((place, v) => this.space.weights[v] === like.space.weights[place])) {
      throw new RangeError(
        `embed: expected variables of weights (${this.space.weights.join(', ')}), got (${places.map((p) => like.space.weights[p]).join(', ')})`,
      );
    }
    const orders = like.names.map((_, w) => this.space.orders[places.indexOf(w)] ?? Infinity);
    const space = Space.of(like.names.length, this.order, { weights: like.space.weights, orders });
    const block = rearranged(this.algebra, this.block, space, (exponents) =>
      // no term has a variable that is not one of these
      exponents.some((e, w) => e > 0 && !places.includes(w)) ? [] : places.map((place) => exponents[place]!),
    );
    return this.remade(like, block);
  }

  protected override isAlike(other: unknown): boolean {
    return (
      other instanceof Framed &&
      other.algebra === this.algebra &&
      other.space === this.space &&
      other.center === this.center &&
      other.names === this.names
    );
  }

  protected override matched(where: string, other: S): readonly [S, S] {
    if (!(other instanceof Framed)) {
      throw new TypeError(`${where}: expected a SeriesN, got ${kindsOf([other])}; put one into the other by evaluate or compose`);
    }
    this.requireKind(where, other);
    requireSameFrame(where, this, other);
    if (this.space.weights.join() !== other.space.weights.join()) {
      throw new RangeError(
        `${where}: expected series of one grading, got weights (${this.space.weights.join(', ')}) and (${other.space.weights.join(', ')}); make both from one call of variables`,
      );
    }
    const space = this.space.within(other.order, other.space.orders);
    return [this.known(space), other.known(space)];
  }

  protected override quotient(other: S): S {
    return this.within(quotientOfBlocks(this.algebra, this.place, this.block, other.block));
  }

  protected override power(where: string, rule: Rule, exponent: Rational): S {
    return this.within(powerOfBlock(this.algebra, where, this.place, this.block, rule, exponent));
  }

  protected override requireNonzero(where: string): void {
    if (isInvertible(this.algebra, this.memory, 0)) return;
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${this.place}, got one that does; the logarithm has no Taylor series there, ` +
        'so expand at another point',
    );
  }

  protected get block(): Block<Memory> {
    return { memory: this.memory, space: this.space };
  }

  protected get place(): string {
    return `(${this.center.join(', ')})`;
  }

  protected within(block: Block<Memory>): S {
    return this.remade(this, block);
  }

  /** Throws where terms are lost to underflow that may count for what is asked. */
  protected requireDigits(where: string): void {
    requireAllNormal(where, this.algebra, this.memory, this.space);
  }

  /** The number of x_v^exponent. */
  protected axis(v: number, exponent: number): number | undefined {
    return this.space.indexOf(this.names.map((_, w) => (w === v ? exponent : 0)));
  }

  /** The same as far as a smaller space goes. */
  private known(space: Space): S {
    return space.equals(this.space) ? this.own : this.within(narrowed(this.algebra, this.block, space));
  }

  /** value − center_v at the start of a memory. */
  protected distance(where: string, v: number, value: T | number): Memory {
    const { algebra } = this;
    const m = algebra.allocate(2);
    writeValue(where, algebra, m, 0, value);
    algebra.write(m, algebra.width, this.center[v]!);
    algebra.sub(m, 0, 0, algebra.width);
    return m;
  }

  private index(where: string, exponents: readonly number[]): number {
    requireEach(where, 'exponents', this, exponents.length);
    const i = this.space.indexOf(exponents);
    if (i === undefined) {
      throw new RangeError(
        `${where}: expected exponents ≥ 0 of total degree up to the order ${this.order}${this.space.hasPrefixes ? '' : `, at most (${this.space.orders.join(', ')})`}, got (${exponents.join(', ')})`,
      );
    }
    return i;
  }

  private checkOrder(where: string, order: number): void {
    if (!Number.isInteger(order) || order < 0 || order > this.order) {
      throw new RangeError(`${where}: expected an integer from 0 to the order ${this.order}, got ${order}`);
    }
  }
}
