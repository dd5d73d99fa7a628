import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { writeValue } from '../algebra/of.js';
import type { Whole } from '../algebra/whole.js';
import type { Rational } from '../rounding/rational.js';
import { applyPower, applyRaise, applyRule } from './apply.js';
import { type Exponent, exponentOf } from './exponent.js';
import { canRaise, powRule } from './families.js';
import { Ordered } from './ordered.js';
import { rules } from './recurrence.js';
import { isInvertible } from './row.js';
import { type Rule, withReal } from './rule.js';
import { type Shape, sizeOf } from './shape.js';

/**
 * Coefficients in one memory of an algebra, and sums, products, quotients and powers of such series with each other and with constants: numbers, and series that may
 * be their coefficients. An algebra's kernels for whole series are asked first, the recurrence table where it has none.
 */
export abstract class Arithmetic<T, S extends Arithmetic<T, S>> extends Ordered<T, S> {
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
    return this.computed([this.own], (a) => this.allocated((out) => whole.neg(out, a!)));
  }

  /** a + b. */
  add(other: S | T | number): S {
    return this.binary('add', rules.addConstant, other);
  }

  /** a − b. */
  sub(other: S | T | number): S {
    return this.binary('sub', rules.subConstant, other);
  }

  /** a·b. */
  mul(other: S | T | number): S {
    const { whole } = this.algebra;
    // by itself: of a product of low order the calls and checks below would cost a third
    if (whole !== undefined && this.isAlike(other)) {
      const memory = multiplied(whole, this.shape, this.algebra, this.memory, (other as S).memory);
      if (this.hasDigits(memory)) return this.made(memory);
    }
    return this.binary('mul', rules.mulConstant, other);
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
    if (this.isOutside(other)) return outer(other, this).div(other);
    if (this.isCoefficient(other)) {
      const { whole } = this.algebra;
      if (whole && isPlain(other) && other !== 0)
        return this.computed([this.own], (a) => this.allocated((out) => whole.divide(out, a!, other)));
      const b = this.constant(other);
      if (this.algebra.magnitude(b.memory, 0) === 0) throw new RangeError('div: expected a divisor other than zero, got 0');
      if (!isInvertible(this.algebra, b.memory, 0))
        throw new RangeError(`div: expected a divisor that has a reciprocal, got ${other}`);
      return this.withConstant(rules.divConstant, other, b);
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
    if (this.isOutside(r)) return outer(r, this).pow(r);
    if (isSeries(r)) return this.raised((r.depth < this.depth ? this.constant(r as T) : r) as S);
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
    return this.raised(constant);
  }

  /** A rule applied to this series and to others of the same shape. */
  protected byRule(rule: Rule, result = 0, ...others: readonly S[]): S {
    return this.computed([this.own, ...others], (...args) => applyRule(this.algebra, rule, result, this.shape, args));
  }

  /** a^b = exp(b log a) */
  private raised(exponent: S): S {
    this.requireNonzero('pow');
    const [a, b] = this.matched('pow', exponent);
    return a.computed([a, b], (base, power) => applyRaise(this.algebra, a.shape, base!, power!));
  }

  /** Whether a value is taken as a constant: anything but a series nested as deep as this one. */
  private isCoefficient(value: S | T | number): value is T | number {
    return !(value instanceof Arithmetic) || (value.algebra !== this.algebra && value.depth < this.depth);
  }

  /** Whether a value is a series nested deeper, which this one is a coefficient for. */
  protected isOutside(value: unknown): value is Arithmetic<unknown, S> & S {
    return value instanceof Arithmetic && value.algebra !== this.algebra && value.depth > this.depth;
  }

  private binary(name: 'add' | 'sub' | 'mul', withConstant: Rule, other: S | T | number): S {
    const { whole } = this.algebra;
    if (whole !== undefined && this.isAlike(other)) {
      const memory = combined(whole, name, this.shape, this.algebra, this.memory, (other as S).memory);
      if (this.hasDigits(memory)) return this.made(memory);
    }
    if (this.isOutside(other)) return outer(other, this)[name](other);
    if (this.isCoefficient(other)) {
      if (!whole || !isPlain(other)) return this.withConstant(withConstant, other, this.constant(other));
      return this.computed([this.own], (a) =>
        this.allocated((out) => {
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
  private withConstant(rule: Rule, given: unknown, constant: S): S {
    const isReal = this.algebra.mixed !== undefined && typeof given === 'number';
    return this.byRule(isReal ? withReal(rule, 1) : rule, 0, constant);
  }

  /** Both as series of one shape. */
  protected override pair(where: string, other: S | T | number): readonly [S, S] {
    if (this.isCoefficient(other)) return [this.own, this.constant(other)];
    return this.matched(where, other);
  }

  /** New memory for a series like this one, which `fill` writes. */
  protected allocated(fill: (out: Memory) => void): Memory {
    const out = this.algebra.allocate(sizeOf(this.shape));
    fill(out);
    return out;
  }
}

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

const isSeries = (value: unknown): value is Arithmetic<unknown, never> => value instanceof Arithmetic;

/** A series that is a coefficient of series like `like`, as a constant one of these. */
export function outer<S extends Arithmetic<unknown, S>>(like: S, coefficient: unknown): S {
  return like.constant(coefficient);
}
