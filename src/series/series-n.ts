import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf, convertedTo, kindsOf, writeValue } from '../algebra/of.js';
import { type Block, blockOf, differentiated, integrated, narrowed, recenteredBlock } from './block.js';
import { differenceOf, isSame } from './center.js';
import type { Family } from './coefficient.js';
import { checkNames, type Frame, frameOf, requireEach, variableOf } from './frame.js';
import { Framed } from './framed.js';
import { alike, asKnown, fewestLeftOut, hasSeries, lifted, mostFactors, tooFar } from './inner.js';
import { decoded, encoded, nests, readJson, type SeriesNJson } from './json.js';
import { latex, plain, type Style, sumOf, type TextOptions } from './print.js';
import { radiusEstimate } from './radius.js';
import { restOf } from './rest.js';
import { Space } from './space.js';
import { type Outer, substituted } from './substitute.js';
import { type NestedSeries, Truncated } from './truncated.js';

/**
 * A truncated Taylor series in several variables, Σ_{|α| ≤ order} c_α (x − center)^α, with normalized coefficients
 * c_α = ∂^α f(center)/α!.
 *
 * Immutable. Coefficients are numbers or intervals; with intervals every operation encloses. The space says what is known: terms up to a total
 * degree, the order, in which variables may have weights, and up to an exponent for each variable. An operation on two series knows what both do, a
 * derivative one degree less, an integral one more.
 *
 * @example
 * const [x, y] = variables([0, 0], { order: 3 });
 * x.exp().mul(y.add(1)).toString(); // '1 + x + y + 0.5 x² + x y + 0.16666666666666666 x³ + 0.5 x² y + 𝒪(‖x‖⁴)'
 */
export class SeriesN<T> extends Framed<T, SeriesN<T>> {
  protected override readonly frame: Frame<T>;

  private constructor(algebra: Algebra<T, Memory>, frame: Frame<T>, block: Block<Memory>) {
    super(algebra, block.memory, block.space);
    this.frame = frame instanceof SeriesN ? frame.frame : frame;
  }

  /** A series over an algebra whose memory `fill` writes, in the numbering of the space. */
  static over<T>(algebra: Algebra<T, Memory>, frame: Frame<T>, space: Space, fill: (memory: Memory) => void): SeriesN<T> {
    return new SeriesN(algebra, frame, blockOf(algebra, space, fill));
  }

  /**
   * The derivative with respect to a variable, given by its number from 0 or its name, of order lower by one: by the variable's weight, where it has
   * one, and by one exponent of it.
   *
   * @throws RangeError when the order is 0, so that nothing is known of a derivative, and where digits of coefficients are lost to underflow
   */
  derivative(variable: number | string): SeriesN<T> {
    const v = variableOf('derivative', this, variable);
    this.requireDigits('derivative');
    const result = differentiated(this.algebra, this.block, v);
    if (result === undefined) {
      throw new RangeError(
        `derivative: expected a series of order ≥ 1, got ${this.order === 0 ? 'order 0' : `one without terms in ${this.names[v]}`}; expand to a higher order`,
      );
    }
    return this.within(result);
  }

  /** The integral over a variable from the center, of order higher by one. */
  integral(variable: number | string): SeriesN<T> {
    return this.within(integrated(this.algebra, this.block, variableOf('integral', this, variable)));
  }

  /** The derivatives with respect to all variables. */
  gradient(): SeriesN<T>[] {
    return this.names.map((_, v) => this.derivative(v));
  }

  /**
   * The second derivatives, a symmetric matrix in rows.
   *
   * @example
   * const [x, y] = variables([0, 0], { order: 4 });
   * x.sqr().mul(y).hessian().map(String); // ['2 y + 𝒪(‖x‖³),2 x + 𝒪(‖x‖³)', '2 x + 𝒪(‖x‖³),𝒪(‖x‖³)']
   */
  hessian(): SeriesN<T>[][] {
    const rows = this.gradient().map((slope, v) => this.names.slice(0, v + 1).map((_, w) => slope.derivative(w)));
    return rows.map((row, v) => this.names.map((_, w) => row[w] ?? rows[w]![v]!));
  }

  /** The sum of the second derivatives with respect to each variable. */
  laplacian(): SeriesN<T> {
    return this.names.map((_, v) => this.derivative(v).derivative(v)).reduce((sum, part) => sum.add(part));
  }

  /**
   * An estimate of the radius of convergence in one variable, the others at the center; without a variable, of an r such that the series converges where
   * every distance is less than r. Infinity for a polynomial, as far as one can see.
   */
  radius(variable?: number | string): number {
    const sizes = this.sizes();
    if (variable === undefined) {
      const { first } = this.space;
      return radiusEstimate(first.slice(1).map((end, d) => sizes.slice(first[d], end).reduce((sum, size) => sum + size, 0)));
    }
    const v = variableOf('radius', this, variable);
    const axis: number[] = [];
    for (let i: number | undefined = 0; i !== undefined; i = this.axis(v, axis.length)) axis.push(sizes[i]!);
    return radiusEstimate(axis);
  }

  /**
   * The value of the polynomial at a point; what the truncation left out is not in it.
   *
   * With series among the values, which may start anywhere, it is a series like these, beside which values are constants: the polynomial around their starts,
   * composed with them. How far that is known its order says.
   *
   * @example
   * const [x, y] = variables([0, 0], { order: 3 });
   * const t = variable(2, { order: 3 });
   * x.mul(y.exp()).evaluate([t, 0]).toString(); // '2 + t + 𝒪(t⁴)'
   */
  evaluate(at: readonly (T | number)[]): T;
  evaluate<S extends Truncated<T, S>>(at: readonly S[]): S;
  evaluate<S extends NestedSeries<S>>(at: readonly S[]): S;
  evaluate<S extends Truncated<T, S>>(at: readonly (S | T | number)[]): S;
  evaluate<S extends NestedSeries<S>>(at: readonly (S | T | number)[]): S;
  evaluate<S extends Truncated<unknown, S>>(at: readonly (S | T | number)[]): T | S {
    requireEach('evaluate', 'values', this, at.length);
    this.requireDigits('evaluate');
    if (!hasSeries(this.algebra, at)) return this.valueAt(at as readonly (T | number)[]);
    const inner = alike<unknown, S>('evaluate', at as readonly S[]);
    const { f, starts } = this.towards('evaluate', inner);
    const dt = starts.map((start, v) => differenceOf(f.algebra, start, f.center[v]));
    const moved = dt.every((h) => h === undefined)
      ? f
      : f.shifted(
          'evaluate',
          dt.map((h) => h ?? 0),
        );
    return new SeriesN(f.algebra, frameOf(f.names, starts), moved.block).compose(inner);
  }

  private valueAt(at: readonly (T | number)[]): T {
    const { algebra, space } = this;
    const { whole, width } = algebra;
    const h = algebra.allocate(at.length);
    at.forEach((value, v) => {
      algebra.transfer(h, v * width, this.distance('evaluate', v, value), 0, 1);
    });
    if (whole !== undefined && at.every((_, v) => algebra.magnitude(h, v * width) < Infinity)) {
      const out = algebra.allocate(1);
      whole.horner(out, this.memory, h, space.nesting);
      return algebra.read(out, 0);
    }
    const inner = at.map((_, v) => {
      const memory = algebra.allocate(1);
      algebra.transfer(memory, 0, h, v * width, 1);
      return { memory, leading: 0 };
    });
    const value = algebra.read(substituted(algebra, this.outer, inner, 0, 0), 0);
    const distances = inner.map(({ memory }) => algebra.read(memory, 0));
    return asKnown('evaluate', value, distances, fewestLeftOut(space));
  }

  /**
   * The same polynomial around center + dt, for one distance for each variable. As with `evaluate`, what the truncation left out is not in it; where a distance
   * is a series, the order says what is known.
   */
  shift(dt: readonly (T | number)[]): SeriesN<T> {
    requireEach('shift', 'distances', this, dt.length);
    return this.shifted('shift', dt);
  }

  private shifted(where: string, dt: readonly (T | number)[]): SeriesN<T> {
    this.requireDigits(where);
    const { algebra } = this;
    const h = algebra.allocate(dt.length);
    dt.forEach((value, v) => {
      writeValue(where, algebra, h, v * algebra.width, value);
    });
    const factors = mostFactors(dt.map((_, v) => algebra.read(h, v * algebra.width)));
    const known = this.space.below(factors);
    if (known === undefined) throw tooFar(where, factors, fewestLeftOut(this.space) - 1);
    const block = narrowed(algebra, recenteredBlock(algebra, this.block, h), known);
    const center = this.center.map((c, v) => {
      const m = algebra.allocate(2);
      algebra.write(m, 0, c);
      algebra.transfer(m, algebra.width, h, v * algebra.width, 1);
      algebra.add(m, 0, 0, algebra.width);
      return algebra.read(m, 0);
    });
    return new SeriesN(algebra, frameOf(this.names, center), block);
  }

  /**
   * This series of others, f(g_1, …, g_n): a series in the variables of the g_i, which may be one variable. Values among the g_i are constants; the coefficients
   * of the g_i may be series of numbers like those of f.
   *
   * @throws RangeError unless each g_i starts with the center's i-th coordinate, around which alone f is known
   */
  compose<S extends Truncated<T, S>>(inner: readonly S[]): S;
  compose<S extends NestedSeries<S>>(inner: readonly S[]): S;
  compose<S extends Truncated<T, S>>(inner: readonly (S | T | number)[]): S;
  compose<S extends NestedSeries<S>>(inner: readonly (S | T | number)[]): S;
  compose<S extends Truncated<unknown, S>>(inner: readonly (S | T | number)[]): S {
    requireEach('compose', 'series', this, inner.length);
    this.requireDigits('compose');
    if (!hasSeries(this.algebra, inner)) {
      throw new TypeError(`compose: expected a series among the arguments, got ${kindsOf(inner)}; evaluate takes values alone`);
    }
    const g = alike<unknown, S>('compose', inner as readonly S[]);
    const { f, starts } = this.towards('compose', g);
    starts.forEach((start, v) => {
      if (isSame(start, f.center[v])) return;
      throw new RangeError(
        `compose: expected inner series that start with the outer center ${this.place}, got ${start} in place ${v}; expand the outer one there, or use evaluate`,
      );
    });
    return Truncated.substitute<unknown, S>(f.outer, g);
  }

  /** This series with coefficients of the kind that others have, and what the others start with. */
  private towards<S extends Truncated<unknown, S>>(
    where: string,
    others: readonly S[],
  ): { readonly f: SeriesN<unknown>; readonly starts: unknown[] } {
    const { algebra } = Truncated.partsOf<unknown, S>(others[0]!);
    const starts = others.map((g) => algebra.read(Truncated.partsOf<unknown, S>(g).memory, 0));
    if (algebra === this.algebra) return { f: this, starts };
    const memory = lifted(where, Truncated.partsOf<T, SeriesN<T>>(this), algebra);
    const center = this.center.map((c) => convertedTo(algebra, c));
    return { f: new SeriesN(algebra, frameOf(this.names, center), { memory, space: this.space }), starts };
  }

  /**
   * The polynomial as text, with the names standing for distances from the center. What was left out is 𝒪(‖x‖^{n+1}), in which a variable of weight w
   * is as large as the w-th root of its distance, and 𝒪(y^{c+1}) for a variable y that is bounded by its exponent.
   *
   * @example
   * const [x, y] = variables([0, 0], { order: 3 });
   * const s = x.mul(2).add(1).add(x.sqr()).sub(x.mul(y.sqr()).div(3));
   * s.toString(); // '1 + 2 x + x² − 0.3333333333333333 x y² + 𝒪(‖x‖⁴)'
   * s.toString({ fractions: true }); // '1 + 2 x + x² − ⅓ x y² + 𝒪(‖x‖⁴)'
   */
  override toString(options: TextOptions = {}): string {
    return this.written(plain, options);
  }

  /** The polynomial in LaTeX, for mathematics mode. */
  toLatex(options: TextOptions = {}): string {
    return this.written(latex, options);
  }

  /** Names, center, order and coefficients, exactly, with their kind; {@link SeriesN.fromJSON} reads it back. */
  toJSON(): SeriesNJson {
    const { names, order } = this;
    const { weights, orders, hasPrefixes } = this.space;
    const { values, ...kind } = encoded([...this.center, ...this.coefficients]);
    return {
      ...kind,
      names,
      center: values.slice(0, names.length),
      order,
      ...(weights.some((w) => w !== 1) && { weights }),
      ...(!hasPrefixes && { orders: orders.map((most) => (most === Infinity ? null : most)) }),
      coefficients: values.slice(names.length),
    };
  }

  /**
   * The series that `toJSON` wrote: an object, or JSON text of one. Decimals are made as {@link Series.fromJSON} does.
   *
   * @throws TypeError for what is no such object, RangeError unless there are as many coefficients as monomials
   * @example
   * const [x, y] = variables([0, 0], { order: 2 });
   * SeriesN.fromJSON(JSON.stringify(x.exp().mul(y))).toString(); // 'y + x y + 𝒪(‖x‖³)'
   */
  static fromJSON<T>(json: SeriesNJson | string): SeriesN<T> {
    const keys = ['names', 'center', 'order', 'coefficients'] as const;
    const { names, center, order, weights, orders, coefficients, ...kind } = readJson<SeriesNJson>('fromJSON', json, keys);
    checkNames('fromJSON', names, center.length);
    const space = Space.of(names.length, order, { weights, orders: orders?.map((most) => most ?? Infinity) });
    if (coefficients.length !== space.size) {
      throw new RangeError(`fromJSON: expected ${space.size} coefficients, one for each monomial, got ${coefficients.length}`);
    }
    const values = decoded({ ...kind, values: [...center, ...coefficients] });
    const { algebra, values: own } = algebraOf<T>('fromJSON', values as T[], true);
    return SeriesN.over(algebra, frameOf(names, own.slice(0, names.length)), space, (out) => {
      for (let i = 0; i < space.size; i++) algebra.write(out, i * algebra.width, own[names.length + i]!);
    });
  }

  protected override made(memory: Memory): SeriesN<T> {
    return new SeriesN(this.algebra, this.frame, { memory, space: this.shape });
  }

  protected override remade(frame: Frame<T>, block: Block<Memory>): SeriesN<T> {
    return new SeriesN(this.algebra, frame, block);
  }

  protected override family(): Family<SeriesN<T>> {
    const { algebra, names, center, space } = this;
    return {
      base: algebra,
      space,
      frame: { names, center },
      depth: this.depth,
      make: (fill) => SeriesN.over(algebra, { names, center }, space, fill),
      memoryOf: (series) => series.memory,
      convert: (value) => this.converted(value),
    };
  }

  private written(style: Style, options: TextOptions): string {
    const { names, space } = this;
    return sumOf(this.terms(names), restOf(space, names, style), style, options);
  }

  private get outer(): Outer<Memory> {
    return { memory: this.memory, shape: this.space };
  }
}

nests('SeriesN', {
  owns: (value) => value instanceof SeriesN,
  encode: (value: SeriesN<unknown>) => value.toJSON(),
  decode: (json: SeriesNJson) => SeriesN.fromJSON(json),
});
