import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf, convertedTo, kindsOf, writeValue } from '../algebra/of.js';
import { PadeApproximant } from './approximant.js';
import { requireBounded } from './bounded.js';
import { differentiated, evaluated, integrated, recentered } from './calculus.js';
import { differenceOf, isSame } from './center.js';
import { Centered } from './centered.js';
import type { Family } from './coefficient.js';
import { requireAllNormal } from './factorial.js';
import { asKnown, hasSeries, lifted, mostFactors, tooFar } from './inner.js';
import { decoded, encoded, nests, readJson, type SeriesJson } from './json.js';
import { approximant } from './pade.js';
import { latex, plain, type Style, sumOf, type TextOptions } from './print.js';
import { radiusEstimate } from './radius.js';
import { reverted } from './revert.js';
import { cut, isInvertible, type Row, rowOf } from './row.js';
import { checkOrder } from './shape.js';
import { Space } from './space.js';
import { expanded, type Stretch } from './stretch.js';
import { composed } from './substitute.js';
import { type NestedSeries, Truncated } from './truncated.js';

/** A series, a value of its coefficient type, or a number. */
export type SeriesOperand<T> = Series<T> | T | number;

/**
 * A truncated Taylor series in one variable, Σ_{k=0..order} c_k (t − center)^k, with normalized coefficients c_k = f^(k)(center)/k!.
 *
 * Immutable. Coefficients are numbers or intervals; with intervals every operation encloses. The order says what is known: an operation on two
 * series has the lower of their orders, a derivative one less, an integral one more, a quotient that divides out t^v has v less.
 *
 * @example
 * const t = variable(0, { order: 4 });
 * t.exp().mul(t.cos()).mul(6).coefficients; // [6, 6, 0, -2, -1]
 * t.sin().div(t).toString(); // '1 − 0.16666666666666666 t² + 𝒪(t⁴)'
 */
export class Series<T> extends Centered<T, Series<T>> {
  protected override readonly point: T;
  protected override readonly stretch: Stretch<Memory> | undefined;

  private constructor(algebra: Algebra<T, Memory>, center: T, row: Row<Memory>, stretch?: Stretch<Memory>) {
    super(algebra, row.memory, row.order);
    this.point = center;
    this.stretch = stretch;
  }

  /** A series over an algebra whose memory `fill` writes. */
  static over<T>(algebra: Algebra<T, Memory>, center: T, order: number, fill: (memory: Memory) => void): Series<T> {
    return new Series(algebra, center, rowOf(algebra, order, fill));
  }

  /** The series that `expand` computes in τ = t/scale, at a scale at which no coefficient loses digits to underflow, if there is one. */
  static expanded<T>(algebra: Algebra<T, Memory>, center: T, order: number, expand: (scale: number) => Row<Memory>): Series<T> {
    const { row, stretch } = expanded(algebra, order, expand);
    return new Series(algebra, center, row, stretch);
  }

  /**
   * Σ_k c_k (at − center)^k, by Horner's rule. It is the value of the polynomial: what the truncation left out is not in it.
   *
   * At a series, which may start anywhere, it is a series like that one: the polynomial around its start, composed with it. How far that is known its order says.
   *
   * @example
   * const t = variable(0, { order: 3 });
   * t.exp().evaluate(t.sin()).coefficients; // [1, 1, 0.5, 0]
   * const [x, y] = variables([0, 0], { order: 2 });
   * t.exp().evaluate(x.add(y)).toString(); // '1 + x + y + 0.5 x² + x y + 0.5 y² + 𝒪(‖x‖³)'
   */
  evaluate(at: T | number): T;
  evaluate<S extends Truncated<T, S>>(at: S): S;
  evaluate<S extends NestedSeries<S>>(at: S): S;
  evaluate<S extends Truncated<unknown, S>>(at: T | number | S): T | S {
    if (!hasSeries(this.algebra, [at])) return this.valueAt(at as T | number);
    const { f, start } = this.towards('evaluate', at as S);
    const dt = differenceOf(f.algebra, start, f.center);
    return (dt === undefined ? f : f.shifted('evaluate', dt)).at(start).compose(at as S);
  }

  private valueAt(at: T | number): T {
    const [x, center] = [0, this.algebra.width];
    const point = this.algebra.allocate(2);
    writeValue('evaluate', this.algebra, point, x, at);
    this.algebra.write(point, center, this.center);
    this.algebra.sub(point, x, x, center);
    if (this.stretch !== undefined) this.algebra.scale(point, x, x, 1 / this.stretch.scale);
    const distance = this.algebra.read(point, x);
    evaluated(this.algebra, this.stretch?.row ?? this.row, point);
    return asKnown('evaluate', this.algebra.read(point, x), [distance], this.order + 1);
  }

  /**
   * The n-th derivative as a series, of order lower by n.
   *
   * @throws RangeError when n is more than the order, and where digits of coefficients are lost to underflow, as in `derivativeAt`
   */
  derivative(n = 1): Series<T> {
    this.checkIndex('derivative', n);
    if (this.stretch === undefined) requireAllNormal('derivative', this.algebra, this.memory, this.order);
    return this.stretched([this], ([a], scale) => {
      const slope = differentiated(this.algebra, a!, n);
      // d/dt = d/dτ/scale
      for (let i = 0; i < n && scale > 1; i++) this.multiply(slope, 1 / scale);
      return slope;
    });
  }

  /** The integral from the center, of order higher by one, with constant term `c0`. */
  integral(c0: T | number = 0): Series<T> {
    return this.stretched([this], ([a], scale) => {
      const row = integrated(this.algebra, a!);
      if (scale > 1) this.multiply(row, scale);
      writeValue('integral', this.algebra, row.memory, 0, c0);
      return row;
    });
  }

  /**
   * This series of `inner`: f(g(s)), a series like g, in one variable or in many; also where g is nested deeper, whose coefficients are series of numbers like
   * those of f.
   *
   * @throws RangeError when g does not start with the center of this series, around which alone f is known; where an enclosure is unbounded
   * @example
   * const t = variable(0, { order: 3 });
   * t.exp().compose(t.sin()).coefficients; // [1, 1, 0.5, 0]
   */
  compose<S extends Truncated<T, S>>(inner: S): S;
  compose<S extends NestedSeries<S>>(inner: S): S;
  compose<S extends Truncated<unknown, S>>(inner: S): S {
    if (!(inner instanceof Truncated)) {
      throw new TypeError(`compose: expected a series, got ${kindsOf([inner])}; evaluate takes values`);
    }
    const { f, start } = this.towards('compose', inner);
    if (!isSame(start, f.center)) {
      throw new RangeError(
        `compose: expected an inner series that starts with the outer center ${this.center}, got ${start}; expand the outer one there, or use evaluate`,
      );
    }
    if (inner instanceof Series) return inner.after(f) as unknown as S;
    if (f.stretch === undefined) requireAllNormal('compose', f.algebra, f.memory, f.order);
    return Truncated.substitute<unknown, S>({ memory: f.memory, shape: f.order }, [inner]);
  }

  /** f of this series, which starts with the center of f. */
  private after(f: Series<T>): Series<T> {
    const { algebra } = this;
    for (const { memory, order } of [f, this]) requireBounded('compose', algebra, memory, order);
    return this.stretched([f, this], ([outer, inner], scale) => {
      const { memory, order } = cut(algebra, inner!, inner!.order);
      // f is known in τ = t/scale, for which h/scale stands
      if (scale > 1) this.multiply({ memory, order }, 1 / scale);
      const result = composed(algebra, { memory: outer!.memory, shape: outer!.order }, [memory], order);
      return cut(algebra, { memory: result.memory, order }, result.degree);
    });
  }

  /** This series with coefficients of the kind that another has, and what the other starts with. */
  private towards<S extends Truncated<unknown, S>>(
    where: string,
    other: S,
  ): { readonly f: Series<unknown>; readonly start: unknown } {
    const { algebra, memory } = Truncated.partsOf<unknown, S>(other);
    const start = algebra.read(memory, 0);
    if (algebra === this.algebra) return { f: this, start };
    const f = { memory: lifted(where, Truncated.partsOf<T, Series<T>>(this), algebra), order: this.order };
    return { f: new Series(algebra, convertedTo(algebra, this.center), f), start };
  }

  /**
   * The inverse function g, g(f(t)) = t, as a series around f(center).
   *
   * @throws RangeError when the first derivative vanishes at the center, or the order is 0; where an enclosure is unbounded
   * @example
   * variable(0, { order: 3 }).sin().revert().coefficient(3); // 0.16666666666666666
   */
  revert(): Series<T> {
    if (this.order === 0 || !isInvertible(this.algebra, this.memory, this.algebra.width)) {
      throw new RangeError(
        'revert: expected a series with a nonzero coefficient of t, got none; it has no inverse at its center',
      );
    }
    requireBounded('revert', this.algebra, this.memory, this.order);
    const { algebra } = this;
    const inverse = this.stretched([this], ([h], scale) => {
      // Of h(scale·τ)/scale the inverse is g(scale·η)/scale.
      const around = scale > 1 ? cut(algebra, h!, h!.order) : h!;
      if (scale > 1) this.multiply(around, 1 / scale);
      const row = reverted(algebra, around);
      if (scale > 1) this.multiply(row, scale);
      algebra.write(row.memory, 0, this.center);
      return row;
    });
    return inverse.at(this.coefficient(0));
  }

  /**
   * The same polynomial around center + dt. As with `evaluate`, what the truncation left out is not in it; where dt is a series, its order says what is known.
   */
  shift(dt: T | number): Series<T> {
    return this.shifted('shift', dt);
  }

  private shifted(where: string, dt: T | number): Series<T> {
    const [h, center] = [0, this.algebra.width];
    const point = this.algebra.allocate(2);
    writeValue(where, this.algebra, point, h, dt);
    const known = this.order - mostFactors([this.algebra.read(point, h)]);
    if (known < 0) throw tooFar(where, this.order - known, this.order);
    const shifted = this.stretched([this], ([a], scale) => {
      const distance = this.algebra.allocate(1);
      this.algebra.transfer(distance, 0, point, h, 1);
      if (scale > 1) this.algebra.scale(distance, 0, 0, 1 / scale);
      return cut(this.algebra, recentered(this.algebra, a!, distance), known);
    });
    this.algebra.write(point, center, this.center);
    this.algebra.add(point, center, center, h);
    return shifted.at(this.algebra.read(point, center));
  }

  /**
   * The Padé approximant: polynomials p, q of degrees l, m with q_0 = 1 whose quotient equals the series up to t^{l+m}. Where there is none, that of
   * degrees l − 1, m − 1 takes its place, which is how equal quotients stand in Padé's table.
   *
   * @throws RangeError when l + m is more than the order
   * @example
   * const { numerator, denominator } = variable(0, { order: 2 }).exp().pade(1, 1);
   * numerator.evaluate(1) / denominator.evaluate(1); // 3
   * variable(0, { order: 2 }).exp().pade(1, 1).toString('x', { fractions: true }); // '(1 + ½ x)/(1 − ½ x)'
   */
  pade(l: number, m: number): PadeApproximant<T> {
    this.checkIndex('pade', l);
    this.checkIndex('pade', m);
    this.checkIndex('pade', l + m);
    const part = (name: 'above' | 'below'): Series<T> =>
      this.stretched([this], ([a]) => approximant(this.algebra, a!.memory, l, m)[name]);
    return new PadeApproximant(part('above'), part('below'));
  }

  /**
   * An estimate of the radius of convergence from the sizes of the coefficients: Infinity for a polynomial; for an entire function it grows with the
   * order.
   */
  radius(): number {
    return radiusEstimate(this.sizes());
  }

  /**
   * The polynomial as text, with t, or the given name, standing for the distance from the center; s, r, … where coefficients are series in t.
   *
   * @example
   * variable(0, { order: 4 }).cos().toString(); // '1 − 0.5 t² + 0.041666666666666664 t⁴ + 𝒪(t⁵)'
   * variable(0, { order: 4 }).cos().toString('x', { fractions: true }); // '1 − ½ x² + 1/24 x⁴ + 𝒪(x⁵)'
   */
  override toString(name: string = this.variable, options: TextOptions = {}): string {
    return this.written(name, plain, options);
  }

  /** The polynomial in LaTeX, for mathematics mode. */
  toLatex(name: string = this.variable, options: TextOptions = {}): string {
    return this.written(name, latex, options);
  }

  /** Center, order and coefficients, exactly, with their kind; {@link Series.fromJSON} reads it back. */
  toJSON(): SeriesJson {
    const { order, stretch } = this;
    const stretched = stretch === undefined ? [] : this.around(stretch.row).coefficients;
    const { values, ...kind } = encoded([this.center, ...this.coefficients, ...stretched]);
    return {
      ...kind,
      center: values[0],
      order,
      coefficients: values.slice(1, order + 2),
      ...(stretch && { stretched: { scale: stretch.scale, coefficients: values.slice(order + 2) } }),
    };
  }

  /**
   * The series that `toJSON` wrote: an object, or JSON text of one. Decimals have a constructor of their old precision and rounding, that of decimal.js
   * itself where it is so set.
   *
   * @throws TypeError for what is no such object
   * @example
   * const t = variable(interval('0.1'), { order: 2 });
   * Series.fromJSON(JSON.stringify(t)).coefficient(0).equals(interval('0.1')); // true
   */
  static fromJSON<T>(json: SeriesJson | string): Series<T> {
    const keys = ['center', 'order', 'coefficients'] as const;
    const { center, order, coefficients, stretched: stretch, ...kind } = readJson<SeriesJson>('fromJSON', json, keys);
    checkOrder('fromJSON', order);
    for (const { length } of stretch === undefined ? [coefficients] : [coefficients, stretch.coefficients]) {
      if (length !== order + 1)
        throw new RangeError(`fromJSON: expected ${order + 1} coefficients for order ${order}, got ${length}`);
    }
    const values = decoded({ ...kind, values: [center, ...coefficients, ...(stretch?.coefficients ?? [])] });
    const { algebra, values: own } = algebraOf<T>('fromJSON', values as T[], true);
    const rowFrom = (start: number): Row<Memory> =>
      rowOf(algebra, order, (out) => {
        for (let k = 0; k <= order; k++) algebra.write(out, k * algebra.width, own[start + k]!);
      });
    return new Series(algebra, own[0]!, rowFrom(1), stretch && { row: rowFrom(order + 2), scale: stretch.scale });
  }

  protected override made(memory: Memory): Series<T> {
    return new Series(this.algebra, this.point, { memory, order: this.shape });
  }

  protected override remade(center: T, row: Row<Memory>, stretch?: Stretch<Memory>): Series<T> {
    return new Series(this.algebra, center, row, stretch);
  }

  protected override family(): Family<Series<T>> {
    const { algebra, center, order } = this;
    return {
      base: algebra,
      space: Space.of(1, order),
      frame: { names: [], center },
      depth: this.depth,
      make: (fill) => Series.over(algebra, center, order, fill),
      memoryOf: (series) => series.memory,
      convert: (value) => this.converted(value),
    };
  }

  private around(row: Row<Memory>): Series<T> {
    return new Series(this.algebra, this.center, row);
  }

  /** The same coefficients around another center. */
  private at(center: T): Series<T> {
    return new Series(this.algebra, center, this.row, this.stretch);
  }

  /** t, and another letter at each depth at which a series in one variable has such as coefficients. */
  private get variable(): string {
    let depth = 0;
    for (let value: unknown = this.point; value instanceof Series; value = value.point) depth++;
    return ['t', 's', 'r', 'q'][depth] ?? `t${depth}`;
  }

  private written(name: string, style: Style, options: TextOptions): string {
    return sumOf(this.terms([name]), [style.power(name, this.order + 1)], style, options);
  }
}

nests('Series', {
  owns: (value) => value instanceof Series,
  encode: (value: Series<unknown>) => value.toJSON(),
  decode: (json: SeriesJson) => Series.fromJSON(json),
});
