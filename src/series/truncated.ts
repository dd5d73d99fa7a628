import type { Algebra, IndexedHead, Memory, PairHead } from '../algebra/algebra.js';
import { convertedTo, type Entry, type Nested } from '../algebra/of.js';
import type { Rational } from '../rounding/rational.js';
import { showAsText } from '../text/inspect.js';
import { Arithmetic, outer } from './arithmetic.js';
import { requireBounded } from './bounded.js';
import { hasPole, lacksSlope, refusal, requireHead, vanishes } from './branching.js';
import { isSame } from './center.js';
import { type Family, otherKind, seriesEntry } from './coefficient.js';
import {
  divisorsOf,
  type IndexedName,
  isLadder,
  type LadderName,
  ladders,
  ruleOfHead,
  rungOf,
  type SmoothName,
  startOf,
} from './functions.js';
import type { Parts } from './ordered.js';
import type { Term } from './print.js';
import { rules } from './recurrence.js';
import { headsOf } from './rule.js';
import { exponentsAt, orderOf, type Shape, sizeOf } from './shape.js';
import { composed, type Outer } from './substitute.js';

/** A series whose coefficients are series. */
export type NestedSeries<S extends Truncated<Nested, S>> = Truncated<Nested, S>;

/**
 * What truncated series in one variable and in many have in common: beside their arithmetic the functions that the recurrence table gives them, and
 * that they may be coefficients of each other. `S` is the series' own class.
 */
export abstract class Truncated<T, S extends Truncated<T, S>> extends Arithmetic<T, S> {
  // Without private names in this class and those beside it: a class that has some puts a mark on each series, which costs a sum of order 20 a tenth of its time.
  // Public properties are accessors: nothing can be assigned to them, which to freeze every series would cost a fifth of a product of order 20.
  protected override readonly algebra: Algebra<T, Memory>;
  protected override readonly memory: Memory;
  protected override readonly shape: Shape;

  protected constructor(algebra: Algebra<T, Memory>, memory: Memory, shape: Shape) {
    super();
    this.algebra = algebra;
    this.memory = memory;
    this.shape = shape;
  }

  /** The same series, known to a lower order. */
  abstract truncate(order: number): S;
  /** The series of this kind that can be combined with this one and are known as far. */
  protected abstract family(): Family<S>;

  /** @internal The algebra in which this series and `values` are coefficients of another, known as far as all of them are. */
  asCoefficient(values: readonly unknown[]): Entry {
    const least = values
      .filter((value) => this.isKin(value))
      .reduce((a, b) => a.matched('coefficient', b)[0], this.made(this.memory));
    return seriesEntry(least.family());
  }

  /**
   * The angle of the point (x, this), as Math.atan2 gives it.
   *
   * @throws RangeError where both vanish at the center
   */
  atan2(x: S | T | number): S {
    return this.paired('atan2', x);
  }

  /**
   * √(a² + b²).
   *
   * @throws RangeError where both vanish at the center
   */
  hypot(other: S | T | number): S {
    return this.paired('hypot', other);
  }

  /** The eccentric anomaly E with E − e sin E = M, for this eccentricity e from 0 to 1. */
  keplerE(M: S | T | number): S {
    return this.paired('keplerE', M);
  }

  /** Bessel's J_n(a) for a whole number n. */
  besselJ(n: number): S {
    return this.indexed('besselJ', n);
  }

  /** The spherical Bessel function j_n(a) for a whole number n ≥ 0. */
  sphericalJ(n: number): S {
    return this.indexed('sphericalJ', n);
  }

  /** ψ^(n)(a), the n-th derivative of the digamma function, for a whole number n ≥ 0. */
  polygamma(n: number): S {
    return this.indexed('polygamma', n);
  }

  /** sin a and cos a. */
  sincos(): [S, S] {
    return [this.sin(), this.cos()];
  }

  /** What a series is made of, for the functions of this room. */
  static partsOf<T, S extends Truncated<T, S>>(series: S): Parts<T> {
    const { algebra, memory, shape } = series;
    return { algebra, memory, shape };
  }

  /** Two series that match, both cut to what both know. */
  static together<T, S extends Truncated<T, S>>(where: string, a: S, b: S): readonly [S, S] {
    return a.matched(where, b);
  }

  /** A series around the center of another, of its shape, whose memory `fill` writes. */
  static like<T, S extends Truncated<T, S>>(series: S, fill: (memory: Memory) => void): S {
    return series.filled(fill);
  }

  /** f(g_1, …, g_n) for a polynomial f around the constant terms of the g_i, which match, with the lowest of the orders that they and f allow. */
  static substitute<T, S extends Truncated<T, S>>(f: Outer<Memory>, inner: readonly S[]): S {
    const first = inner[0]!;
    const { algebra, shape, order } = first;
    requireBounded('compose', algebra, f.memory, f.shape);
    for (const g of inner) requireBounded('compose', algebra, g.memory, shape);
    const { memory, degree } = composed(
      algebra,
      f,
      inner.map((g) => g.memory),
      shape,
    );
    const result = first.made(memory);
    return degree < order ? result.truncate(degree) : result;
  }

  protected override applied(name: SmoothName): S {
    if (isLadder(name)) return this.climbed(name);
    const [rule, result] = ruleOfHead[name];
    if (name === 'sqrt') return this.power(name, rule, half);
    if (name === 'cbrt') return this.power(name, rule, third);
    if (name === 'log' || name === 'log2' || name === 'log10') this.requireNonzero(name);
    // A constant needs no recurrence, which would divide by zero where the function branches, as arccos does at 1.
    if (this.isConstant()) {
      const value = this.byRule(headsOf(rule), result);
      // And there it is as a root: f(c + O(t^{n+1})) is f(c) + O(t^{(n+1)/2}).
      const branches = divisorsOf(rule).some((i) => vanishes(this.algebra, this.memory, rule, i));
      return branches ? value.truncate(Math.ceil((this.order + 1) / 2) - 1) : value;
    }
    // A rule may start with its companion, as cos does with sin: an error is to be in its own name.
    if (this.algebra.isExact) requireHead(this.algebra, this.memory, name);
    const value = this.byRule(rule, result);
    if (name === 'tanpi' && hasPole(this.algebra, this.memory, value.memory, this.shape)) throw this.refusal(name);
    const branches = (): boolean => divisorsOf(rule).some((i) => vanishes(this.algebra, this.memory, rule, i));
    if (lacksSlope(this.algebra, value.memory, this.shape) && branches()) throw this.refusal(name);
    return value;
  }

  /** Throws unless another series has coefficients of the same kind. */
  protected requireKind(where: string, other: S): void {
    if (other.algebra !== this.algebra) throw otherKind(where, this.algebra, other.algebra);
  }

  /** Coefficients other than zero, before powers of variables of these names. */
  protected terms(names: readonly string[]): Term[] {
    return this.sizes().flatMap((size, i) => {
      if (size === 0) return [];
      const powers = exponentsAt(this.shape, i).map((exponent, v) => ({ name: names[v]!, exponent }));
      return [{ coefficient: this.algebra.read(this.memory, i * this.algebra.width), powers }];
    });
  }

  /** A value as one of this series' family: a series that is known as far, or what can be a constant coefficient. */
  protected converted(value: unknown): S | undefined {
    if (this.isKin(value)) {
      const [own, other] = this.matched('coefficient', value);
      return sizeOf(own.shape) === sizeOf(this.shape) ? other : undefined;
    }
    const isConstant = !(value instanceof Truncated) || value.depth < this.depth;
    if (!isConstant || convertedTo(this.algebra, value) === undefined) return undefined;
    return this.constant(value as T | number);
  }

  /** Whether a value is a series that this one can be combined with, of whatever order. */
  private isKin(value: unknown): value is S {
    if (!(value instanceof Truncated) || value.algebra !== this.algebra) return false;
    return isSame(value.family().frame, this.family().frame);
  }

  /** ln Γ and its kin, which have poles at 0, −1, −2, … */
  private climbed(name: LadderName): S {
    const value = this.rung(...rungOf[name]);
    const start: unknown = this.algebra.read(this.memory, 0);
    if (
      name !== 'sinc' &&
      lacksSlope(this.algebra, value.memory, this.shape) &&
      typeof start === 'number' &&
      start <= 0 &&
      Number.isInteger(start)
    )
      throw this.refusal(name);
    return value;
  }

  /** The error where a function has no Taylor series around the constant term. */
  private refusal(name: SmoothName): RangeError {
    return refusal(name, this.algebra.read(this.memory, 0));
  }

  private rung(head: IndexedHead, n: number): S {
    const { rule, result } = ladders[head](n, orderOf(this.shape));
    return this.byRule(rule, result);
  }

  private indexed(name: IndexedName, n: number): S {
    const { head, index, factor } = startOf(name, n);
    const value = this.rung(head, index);
    if (factor === 1n) return value;
    const constant = this.constant(0);
    this.algebra.rational(constant.memory, 0, { num: factor, den: 1n });
    return value.byRule(rules.mulConstant, 0, constant);
  }

  private paired(name: PairHead, other: S | T | number): S {
    if (this.isOutside(other)) return outer(other, this).paired(name, other);
    const [a, b] = this.pair(name, other);
    const isZero = (s: S): boolean => this.algebra.magnitude(s.memory, 0) === 0;
    if (name !== 'keplerE' && isZero(a) && isZero(b)) {
      throw new RangeError(`${name}: expected a point other than the origin at the center, got (0, 0); expand at another point`);
    }
    return a.byRule(rules[name], 0, b);
  }

  /** A series like this one whose memory `fill` writes. */
  protected filled(fill: (out: Memory) => void): S {
    return this.made(this.allocated(fill));
  }
}

showAsText(Truncated.prototype);

const half: Rational = { num: 1n, den: 2n };
const third: Rational = { num: 1n, den: 3n };
