import { type Algebra, type IndexedHead, isWithoutValue, type Memory, type PairHead } from '../algebra/algebra.js';
import { convertedTo, type Entry, type Nested, writeValue } from '../algebra/of.js';
import type { Whole } from '../algebra/whole.js';
import type { Rational } from '../rounding/rational.js';
import { showAsText } from '../text/inspect.js';
import { applyPower, applyRaise, applyRule } from './apply.js';
import { requireBounded } from './bounded.js';
import { hasPole, lacksSlope, refusal, requireHead, vanishes } from './branching.js';
import { isSame } from './center.js';
import { type Family, seriesEntry } from './coefficient.js';
import { type Exponent, exponentOf } from './exponent.js';
import { canRaise, powRule } from './families.js';
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
import { Ordered, type Parts } from './ordered.js';
import { rules } from './recurrence.js';
import { isInvertible } from './row.js';
import { headsOf, type Rule, withReal } from './rule.js';
import { orderOf, type Shape, sizeOf } from './shape.js';
import { composed, type Outer } from './substitute.js';

/** A series whose coefficients are series. */
export type NestedSeries<S extends Truncated<Nested, S>> = Truncated<Nested, S>;

/**
 * What truncated series in one variable and in many have in common: coefficients in one memory of an algebra, and the arithmetic and functions that
 * the recurrence table gives them. `S` is the series' own class.
 */
export abstract class Truncated<T, S extends Truncated<T, S>> extends Ordered<T, S> {
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
  /** A series around the same center, of the same shape. */
  protected abstract made(memory: Memory): S;
  /** The series that `compute` makes of the coefficients of series like this one, whatever multiple of t their variable is. */
  protected computed(args: readonly S[], compute: (...memories: Memory[]) => Memory): S {
    return this.made(compute(...args.map(({ memory }) => memory)));
  }
  /** Whether a series of the same class visibly matches, and coefficients of both have their digits. */
  protected abstract isAlike(other: unknown): boolean;
  /** Whether no coefficient of a result has lost digits that could be kept. */
  protected hasDigits(_: Memory): boolean {
    return true;
  }
  /** The quotient of two series that match. */
  protected abstract quotient(other: S): S;
  /** a^(p/q) by the recurrence `rule`, also where the constant term is zero. */
  protected abstract power(where: string, rule: Rule, exponent: Rational): S;
  /** The series of this kind that can be combined with this one and are known as far. */
  protected abstract family(): Family<S>;
  /** Throws where the constant term is zero and the logarithm does not exist. */
  protected abstract requireNonzero(where: string): void;

  /** The constant `value` as a series like this one. */
  constant(value: T | number): S {
    const m = this.algebra.allocate(sizeOf(this.shape));
    writeValue('constant', this.algebra, m, 0, value);
    return this.made(m);
  }

  /** Series are no numbers: in `s + 1` or `s < 1` an error says so, in a text they are their text. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError(
      'series: expected a number for an operator, got a series; use its methods, s.add(1), s.mul(s) or s.compare(1)',
    );
  }

  /** −a. */
  neg(): S {
    const { whole } = this.algebra;
    if (whole === undefined) return this.byRule(rules.neg);
    return this.computed([this.own], (a) => this.#allocated((out) => whole.neg(out, a!)));
  }

  /** @internal The algebra in which this series and `values` are coefficients of another, known as far as all of them are. */
  asCoefficient(values: readonly unknown[]): Entry {
    const least = values
      .filter((value) => this.#isKin(value))
      .reduce((a, b) => a.matched('coefficient', b)[0], this.made(this.memory));
    return seriesEntry(least.family());
  }

  /** a + b. */
  add(other: S | T | number): S {
    return this.#binary('add', rules.addConstant, other);
  }

  /** a − b. */
  sub(other: S | T | number): S {
    return this.#binary('sub', rules.subConstant, other);
  }

  /** a·b. */
  mul(other: S | T | number): S {
    const { whole } = this.algebra;
    // by itself: of a product of low order the calls and checks below would cost a third
    if (whole !== undefined && this.isAlike(other)) {
      const memory = multiplied(whole, this.shape, this.algebra, this.memory, (other as S).memory);
      if (this.hasDigits(memory)) return this.made(memory);
    }
    return this.#binary('mul', rules.mulConstant, other);
  }

  /**
   * a/b.
   *
   * A divisor that vanishes at the center to order v, as t^v does, or x − y with v = 1, may divide a all the same: the quotient is then known to an order lower
   * by v. In many variables of doubles and the like, a remainder that errors of 16 units in the last place of the coefficients explain is none.
   *
   * @throws RangeError where the quotient has a pole at the center, or where there is none, as of x and y
   */
  div(other: S | T | number): S {
    if (this.#isOutside(other)) return outer(other, this).div(other);
    if (this.#isCoefficient(other)) {
      const { whole } = this.algebra;
      if (whole && isPlain(other) && other !== 0)
        return this.computed([this.own], (a) => this.#allocated((out) => whole.divide(out, a!, other)));
      const b = this.constant(other);
      if (this.algebra.magnitude(b.memory, 0) === 0) throw new RangeError('div: expected a divisor other than zero, got 0');
      if (!isInvertible(this.algebra, b.memory, 0))
        throw new RangeError(`div: expected a divisor that has a reciprocal, got ${other}`);
      return this.#withConstant(rules.divConstant, other, b);
    }
    const [a, b] = this.matched('div', other as S);
    return a.quotient(b);
  }

  /**
   * a^r. A whole number r ≥ 0 goes by products; text such as `'1/3'` is that exact exponent, where the number 1/3 is only near it; a series r gives
   * exp(r·log a).
   *
   * @throws RangeError where the power branches or has a pole at the center
   */
  pow(r: Exponent | S): S {
    if (this.#isOutside(r)) return outer(r, this).pow(r);
    if (isSeries(r)) return this.#raised((r.depth < this.depth ? this.constant(r as T) : r) as S);
    const exponent = exponentOf(r as Exponent);
    const { num, den } = exponent;
    // 1 where there is a base; without a value, no product has one
    if (num === 0n) return isWithoutValue(this.algebra, this.memory, 0) ? this.mul(this.own) : this.constant(1);
    if (den === 1n && num > 0n && num <= BigInt(Number.MAX_SAFE_INTEGER)) {
      return this.computed([this.own], (a) => applyPower(this.algebra, Number(num), this.shape, a!));
    }
    if (canRaise(exponent, this.order)) return this.power('pow', powRule(exponent), exponent);
    // A whole exponent has a value at a negative base too, however long it is.
    if (den === 1n && num < 0n) return this.constant(1).div(this.pow(`${-num}`));
    const constant = this.constant(0);
    this.algebra.rational(constant.memory, 0, exponent);
    return this.#raised(constant);
  }

  /**
   * The angle of the point (x, this), as Math.atan2 gives it.
   *
   * @throws RangeError where both vanish at the center
   */
  atan2(x: S | T | number): S {
    return this.#paired('atan2', x);
  }

  /**
   * √(a² + b²).
   *
   * @throws RangeError where both vanish at the center
   */
  hypot(other: S | T | number): S {
    return this.#paired('hypot', other);
  }

  /** The eccentric anomaly E with E − e sin E = M, for this eccentricity e from 0 to 1. */
  keplerE(M: S | T | number): S {
    return this.#paired('keplerE', M);
  }

  /** Bessel's J_n(a) for a whole number n. */
  besselJ(n: number): S {
    return this.#indexed('besselJ', n);
  }

  /** The spherical Bessel function j_n(a) for a whole number n ≥ 0. */
  sphericalJ(n: number): S {
    return this.#indexed('sphericalJ', n);
  }

  /** ψ^(n)(a), the n-th derivative of the digamma function, for a whole number n ≥ 0. */
  polygamma(n: number): S {
    return this.#indexed('polygamma', n);
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
    return series.#filled(fill);
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
    if (isLadder(name)) return this.#climbed(name);
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
    if (name === 'tanpi' && hasPole(this.algebra, this.memory, value.memory, this.shape)) throw this.#refusal(name);
    const branches = (): boolean => divisorsOf(rule).some((i) => vanishes(this.algebra, this.memory, rule, i));
    if (lacksSlope(this.algebra, value.memory, this.shape) && branches()) throw this.#refusal(name);
    return value;
  }

  /** A value as one of this series' family: a series that is known as far, or what can be a constant coefficient. */
  protected converted(value: unknown): S | undefined {
    if (this.#isKin(value)) {
      const [own, other] = this.matched('coefficient', value);
      return sizeOf(own.shape) === sizeOf(this.shape) ? other : undefined;
    }
    const isConstant = !(value instanceof Truncated) || value.depth < this.depth;
    if (!isConstant || convertedTo(this.algebra, value) === undefined) return undefined;
    return this.constant(value as T | number);
  }

  /** A rule applied to this series and to others of the same shape. */
  protected byRule(rule: Rule, result = 0, ...others: readonly S[]): S {
    return this.computed([this.own, ...others], (...args) => applyRule(this.algebra, rule, result, this.shape, args));
  }

  /** a^b = exp(b log a) */
  #raised(exponent: S): S {
    this.requireNonzero('pow');
    const [a, b] = this.matched('pow', exponent);
    return a.computed([a, b], (base, power) => applyRaise(this.algebra, a.shape, base!, power!));
  }

  /** Whether a value is taken as a constant: anything but a series nested as deep as this one. */
  #isCoefficient(value: S | T | number): value is T | number {
    return !(value instanceof Truncated) || (value.algebra !== this.algebra && value.depth < this.depth);
  }

  /** Whether a value is a series nested deeper, which this one is a coefficient for. */
  #isOutside(value: unknown): value is Truncated<unknown, S> & S {
    return value instanceof Truncated && value.algebra !== this.algebra && value.depth > this.depth;
  }

  /** Whether a value is a series that this one can be combined with, of whatever order. */
  #isKin(value: unknown): value is S {
    if (!(value instanceof Truncated) || value.algebra !== this.algebra) return false;
    return isSame(value.family().frame, this.family().frame);
  }

  #binary(name: 'add' | 'sub' | 'mul', withConstant: Rule, other: S | T | number): S {
    const { whole } = this.algebra;
    if (whole !== undefined && this.isAlike(other)) {
      const memory = combined(whole, name, this.shape, this.algebra, this.memory, (other as S).memory);
      if (this.hasDigits(memory)) return this.made(memory);
    }
    if (this.#isOutside(other)) return outer(other, this)[name](other);
    if (this.#isCoefficient(other)) {
      if (!whole || !isPlain(other)) return this.#withConstant(withConstant, other, this.constant(other));
      return this.computed([this.own], (a) =>
        this.#allocated((out) => {
          if (name === 'mul') whole.scale(out, a!, other);
          else whole.shift(out, a!, name === 'add' ? other : -other);
        }),
      );
    }
    const [a, b] = this.matched(name, other as S);
    if (!whole) return a.byRule(rules[name], 0, b);
    return a.computed([a, b], (x, y) => combined(whole, name, a.shape, this.algebra, x!, y!));
  }

  /** A rule of this series and a constant, which beside complex coefficients is real where it is given as a number. */
  #withConstant(rule: Rule, given: unknown, constant: S): S {
    const isReal = this.algebra.mixed !== undefined && typeof given === 'number';
    return this.byRule(isReal ? withReal(rule, 1) : rule, 0, constant);
  }

  /** ln Γ and its kin, which have poles at 0, −1, −2, … */
  #climbed(name: LadderName): S {
    const value = this.#rung(...rungOf[name]);
    const start: unknown = this.algebra.read(this.memory, 0);
    if (
      name !== 'sinc' &&
      lacksSlope(this.algebra, value.memory, this.shape) &&
      typeof start === 'number' &&
      start <= 0 &&
      Number.isInteger(start)
    )
      throw this.#refusal(name);
    return value;
  }

  /** The error where a function has no Taylor series around the constant term. */
  #refusal(name: SmoothName): RangeError {
    return refusal(name, this.algebra.read(this.memory, 0));
  }

  #rung(head: IndexedHead, n: number): S {
    const { rule, result } = ladders[head](n, orderOf(this.shape));
    return this.byRule(rule, result);
  }

  #indexed(name: IndexedName, n: number): S {
    const { head, index, factor } = startOf(name, n);
    const value = this.#rung(head, index);
    if (factor === 1n) return value;
    const constant = this.constant(0);
    this.algebra.rational(constant.memory, 0, { num: factor, den: 1n });
    return value.byRule(rules.mulConstant, 0, constant);
  }

  #paired(name: PairHead, other: S | T | number): S {
    if (this.#isOutside(other)) return outer(other, this).#paired(name, other);
    const [a, b] = this.pair(name, other);
    const isZero = (s: S): boolean => this.algebra.magnitude(s.memory, 0) === 0;
    if (name !== 'keplerE' && isZero(a) && isZero(b)) {
      throw new RangeError(`${name}: expected a point other than the origin at the center, got (0, 0); expand at another point`);
    }
    return a.byRule(rules[name], 0, b);
  }

  /** Both as series of one shape. */
  protected override pair(where: string, other: S | T | number): readonly [S, S] {
    if (this.#isCoefficient(other)) return [this.own, this.constant(other)];
    return this.matched(where, other);
  }

  /** A series like this one whose memory `fill` writes. */
  #filled(fill: (out: Memory) => void): S {
    return this.made(this.#allocated(fill));
  }

  #allocated(fill: (out: Memory) => void): Memory {
    const out = this.algebra.allocate(sizeOf(this.shape));
    fill(out);
    return out;
  }
}

showAsText(Truncated.prototype);

/** x·y in new memory. */
function multiplied<M extends Memory>(whole: Whole<M>, shape: Shape, algebra: Algebra<unknown, M>, x: M, y: M): M {
  const out = algebra.allocate(sizeOf(shape));
  if (typeof shape === 'number') whole.product(out, x, y);
  else whole.gather(out, x, y, shape.pairs);
  return out;
}

/** x + y, x − y or x·y in new memory. */
function combined<M extends Memory>(
  whole: Whole<M>,
  name: 'add' | 'sub' | 'mul',
  shape: Shape,
  algebra: Algebra<unknown, M>,
  x: M,
  y: M,
): M {
  if (name === 'mul') return multiplied(whole, shape, algebra, x, y);
  const out = algebra.allocate(sizeOf(shape));
  whole[name](out, x, y);
  return out;
}

/** Whether a constant is a number that kernels take as it is. */
function isPlain(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

const isSeries = (value: unknown): value is Truncated<unknown, never> => value instanceof Truncated;

/** A series that is a coefficient of series like `like`, as a constant one of these. */
function outer<S extends Truncated<unknown, S>>(like: S, coefficient: unknown): S {
  return like.constant(coefficient);
}

const half: Rational = { num: 1n, den: 2n };
const third: Rational = { num: 1n, den: 3n };
