import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { rational, rationalOf } from '../rounding/rational.js';
import { applyRule, runTape, tapeOf } from './apply.js';
import { programOfPower } from './program.js';
import { canRaise, powRule, type Rule, rules } from './recurrence.js';

/** A series, a value of its coefficient type, or a number. */
export type SeriesOperand<T> = Series<T> | T | number;

/**
 * A truncated Taylor series in one variable, Σ_{k=0..order} c_k (t − center)^k, with normalized coefficients c_k = f^(k)(center)/k!.
 *
 * Immutable. Coefficients are numbers or intervals; with intervals every operation encloses. An operation on two series has the lower of their
 * orders, because higher coefficients are not known.
 *
 * @example
 * const t = variable(0, { order: 4 });
 * t.exp().mul(t.cos()).mul(6).coefficients; // [6, 6, 0, -2, -1]
 */
export class Series<T> {
  readonly order: number;
  readonly center: T;
  readonly #algebra: Algebra<T, Memory>;
  readonly #memory: Memory;

  private constructor(algebra: Algebra<T, Memory>, center: T, order: number, memory: Memory) {
    this.#algebra = algebra;
    this.#memory = memory;
    this.center = center;
    this.order = order;
  }

  /** A series over an algebra whose memory `fill` writes. */
  static over<T>(algebra: Algebra<T, Memory>, center: T, order: number, fill: (memory: Memory) => void): Series<T> {
    const memory = algebra.allocate(order + 1);
    fill(memory);
    return new Series(algebra, center, order, memory);
  }

  /** c_0 … c_order. */
  get coefficients(): T[] {
    return Array.from({ length: this.order + 1 }, (_, k) => this.coefficient(k));
  }

  /**
   * c_k = f^(k)(center)/k!.
   *
   * @throws RangeError beyond the order, where nothing is known
   */
  coefficient(k: number): T {
    this.#checkIndex('coefficient', k);
    return this.#algebra.read(this.#memory, k * this.#algebra.width);
  }

  /**
   * The k-th derivative at the center, k!·c_k.
   *
   * @throws RangeError beyond the order, where nothing is known
   */
  derivativeAt(k: number): T {
    this.#checkIndex('derivativeAt', k);
    const algebra = this.#algebra;
    const m = algebra.allocate(1);
    algebra.transfer(m, 0, this.#memory, k * algebra.width, 1);
    for (let j = 2; j <= k; j++) algebra.scale(m, 0, 0, j);
    return algebra.read(m, 0);
  }

  /** Σ_k c_k (at − center)^k, by Horner's rule. It is the value of the polynomial: what the truncation left out is not in it. */
  evaluate(at: T | number): T {
    const algebra = this.#algebra;
    const { width } = algebra;
    const m = algebra.allocate(4);
    const [sum, h, product, center] = [0, width, 2 * width, 3 * width];
    algebra.write(m, h, this.#value('evaluate', at));
    algebra.write(m, center, this.center);
    algebra.sub(m, h, h, center);
    algebra.transfer(m, sum, this.#memory, this.order * width, 1);
    for (let k = this.order - 1; k >= 0; k--) {
      algebra.mul(m, product, sum, h);
      algebra.transfer(m, sum, this.#memory, k * width, 1);
      algebra.add(m, sum, product, sum);
    }
    return algebra.read(m, sum);
  }

  /**
   * The n-th derivative as a series, of order lower by n.
   *
   * @throws RangeError when n is more than the order
   */
  derivative(n = 1): Series<T> {
    this.#checkIndex('derivative', n);
    const algebra = this.#algebra;
    const { width } = algebra;
    return Series.over(algebra, this.center, this.order - n, (out) => {
      algebra.transfer(out, 0, this.#memory, n * width, this.order - n + 1);
      for (let k = 0; k <= this.order - n; k++) {
        for (let j = k + 1; j <= k + n; j++) algebra.scale(out, k * width, k * width, j);
      }
    });
  }

  /** The integral from the center, of order higher by one, with constant term `c0`. */
  integral(c0: T | number = 0): Series<T> {
    const algebra = this.#algebra;
    const { width } = algebra;
    return Series.over(algebra, this.center, this.order + 1, (out) => {
      algebra.transfer(out, width, this.#memory, 0, this.order + 1);
      algebra.write(out, 0, this.#value('integral', c0));
      for (let k = 1; k <= this.order + 1; k++) algebra.divide(out, k * width, k * width, k);
    });
  }

  /** The same series, known to a lower order. */
  truncate(order: number): Series<T> {
    this.#checkIndex('truncate', order);
    return Series.over(this.#algebra, this.center, order, (out) => this.#algebra.transfer(out, 0, this.#memory, 0, order + 1));
  }

  neg(): Series<T> {
    return this.#unary(rules.neg);
  }

  add(other: SeriesOperand<T>): Series<T> {
    return this.#binary('add', rules.add, rules.addConstant, other);
  }

  sub(other: SeriesOperand<T>): Series<T> {
    return this.#binary('sub', rules.sub, rules.subConstant, other);
  }

  mul(other: SeriesOperand<T>): Series<T> {
    return this.#binary('mul', rules.mul, rules.mulConstant, other);
  }

  /** The quotient; the divisor's constant term must not be zero. */
  div(other: SeriesOperand<T>): Series<T> {
    return this.#binary('div', rules.div, rules.divConstant, other);
  }

  /** a^r for a constant number r: by products for an integer r ≥ 0, so that a may vanish at the center, otherwise by a c' = r a' c. */
  pow(r: number): Series<T> {
    if (!Number.isFinite(r)) throw new RangeError(`pow: expected a finite exponent, got ${r}`);
    if (r === 0) return this.mul(0).add(1);
    if (r === 1) return this;
    if (Number.isInteger(r) && r > 0) {
      const program = programOfPower(r);
      const tape = tapeOf(this.#algebra, `power ${r}`, () => program, this.order);
      return this.#made(runTape(tape, program.rows - 1, [{ memory: this.#memory, at: 0 }]));
    }
    const exponent = rationalOf(r);
    return canRaise(exponent, this.order) ? this.#unary(powRule(exponent)) : this.log().mul(r).exp();
  }

  sqr(): Series<T> {
    return this.#unary(rules.sqr);
  }

  sqrt(): Series<T> {
    return this.#unary(rules.sqrt);
  }

  cbrt(): Series<T> {
    return this.#unary(rules.cbrt);
  }

  exp(): Series<T> {
    return this.#unary(rules.exp);
  }

  exp2(): Series<T> {
    return this.#unary(rules.exp2);
  }

  exp10(): Series<T> {
    return this.#unary(rules.exp10);
  }

  expm1(): Series<T> {
    return this.#unary(rules.expm1);
  }

  log(): Series<T> {
    return this.#unary(rules.log);
  }

  log2(): Series<T> {
    return this.#unary(rules.log2);
  }

  log10(): Series<T> {
    return this.#unary(rules.log10);
  }

  log1p(): Series<T> {
    return this.#unary(rules.log1p);
  }

  sin(): Series<T> {
    return this.#unary(rules.sincos);
  }

  cos(): Series<T> {
    return this.#unary(rules.sincos, 1);
  }

  tan(): Series<T> {
    return this.#unary(rules.tan);
  }

  asin(): Series<T> {
    return this.#unary(rules.asin);
  }

  acos(): Series<T> {
    return this.#unary(rules.acos);
  }

  atan(): Series<T> {
    return this.#unary(rules.atan);
  }

  sinh(): Series<T> {
    return this.#unary(rules.sinhcosh);
  }

  cosh(): Series<T> {
    return this.#unary(rules.sinhcosh, 1);
  }

  tanh(): Series<T> {
    return this.#unary(rules.tanh);
  }

  asinh(): Series<T> {
    return this.#unary(rules.asinh);
  }

  acosh(): Series<T> {
    return this.#unary(rules.acosh);
  }

  atanh(): Series<T> {
    return this.#unary(rules.atanh);
  }

  /** The polynomial as text: `1 + t + 0.5 t² + 𝒪(t³)`, with t standing for the distance from the center. */
  toString(): string {
    const terms = this.coefficients.flatMap((c, k) => {
      if (c === 0) return [];
      return [k === 0 ? `${c}` : c === 1 ? power(k) : `${c} ${power(k)}`];
    });
    return `${[...terms, `𝒪(${power(this.order + 1)})`].join(' + ')}`.replaceAll('+ -', '- ');
  }

  toJSON(): { center: T; order: number; coefficients: T[] } {
    return { center: this.center, order: this.order, coefficients: this.coefficients };
  }

  #made(memory: Memory): Series<T> {
    return new Series(this.#algebra, this.center, this.order, memory);
  }

  #unary(rule: Rule, result = 0): Series<T> {
    return this.#made(applyRule(this.#algebra, rule, result, this.order, [{ memory: this.#memory, at: 0 }]));
  }

  #binary(name: string, rule: Rule, withConstant: Rule, other: SeriesOperand<T>): Series<T> {
    const algebra = this.#algebra;
    if (!(other instanceof Series)) {
      const constant = algebra.allocate(this.order + 1);
      algebra.write(constant, 0, this.#value(name, other));
      return this.#made(
        applyRule(algebra, withConstant, 0, this.order, [
          { memory: this.#memory, at: 0 },
          { memory: constant, at: 0 },
        ]),
      );
    }
    if (other.#algebra !== algebra) {
      throw new TypeError(
        `${name}: expected series with one kind of coefficient, got ${algebra.name} and ${other.#algebra.name}`,
      );
    }
    if (!sameCenter(this.center, other.center)) {
      throw new RangeError(
        `${name}: expected series around one center, got ${this.center} and ${other.center}; expand both at the same point`,
      );
    }
    const order = Math.min(this.order, other.order);
    const memory = applyRule(algebra, rule, 0, order, [
      { memory: this.#memory, at: 0 },
      { memory: other.#memory, at: 0 },
    ]);
    return new Series(algebra, this.center, order, memory);
  }

  /** A number or coefficient as a value of this series' algebra. */
  #value(name: string, value: T | number): T {
    const { algebra, values } = algebraOf<T>(name, [this.center, value as T]);
    if (algebra !== this.#algebra) throw new TypeError(`${name}: expected a ${this.#algebra.name}, got a ${algebra.name}`);
    return values[1]!;
  }

  #checkIndex(name: string, k: number): void {
    if (!Number.isInteger(k) || k < 0 || k > this.order) {
      throw new RangeError(`${name}: expected an integer from 0 to the order ${this.order}, got ${k}`);
    }
  }
}

/**
 * The variable itself as a series around `center`: center + t.
 *
 * @throws RangeError when the order is not an integer ≥ 0 or the center is NaN
 * @example
 * variable(2, { order: 3 }).pow(3).coefficients; // [8, 12, 6, 1]
 */
export function variable<T>(center: T, options: { readonly order: number }): Series<T> {
  const { order } = options;
  checkOrder('variable', order);
  const { algebra, values } = algebraOf('variable', [center]);
  return Series.over(algebra, values[0]!, order, (out) => {
    algebra.write(out, 0, values[0]!);
    if (order > 0) algebra.rational(out, algebra.width, rational(1n, 1n));
  });
}

/**
 * The series with the given normalized coefficients.
 *
 * @param coefficients - c_0, c_1, …; what is missing up to the order is zero
 * @throws RangeError when there are none, or more than the order allows
 * @example
 * series([1, 1, 0.5]).evaluate(0.1); // 1.105
 */
export function series<T>(coefficients: readonly T[], options: { readonly center?: T; readonly order?: number } = {}): Series<T> {
  if (coefficients.length === 0) throw new RangeError('series: expected at least one coefficient, got none');
  const order = options.order ?? coefficients.length - 1;
  checkOrder('series', order);
  if (coefficients.length > order + 1) {
    throw new RangeError(`series: expected at most ${order + 1} coefficients for order ${order}, got ${coefficients.length}`);
  }
  const { algebra, values } = algebraOf('series', [(options.center ?? 0) as T, ...coefficients]);
  return Series.over(algebra, values[0]!, order, (out) => {
    values.slice(1).forEach((value, k) => {
      algebra.write(out, k * algebra.width, value);
    });
  });
}

function checkOrder(name: string, order: number): void {
  if (!Number.isInteger(order) || order < 0) throw new RangeError(`${name}: expected an integer order ≥ 0, got ${order}`);
}

function sameCenter(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return 'lo' in a && 'lo' in b && 'hi' in a && 'hi' in b && a.lo === b.lo && a.hi === b.hi;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function power(k: number): string {
  if (k === 0) return '1';
  return k === 1 ? 't' : `t${[...String(k)].map((digit) => superscripts[Number(digit)]).join('')}`;
}
