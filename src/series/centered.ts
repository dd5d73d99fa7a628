import type { Memory } from '../algebra/algebra.js';
import { kindsOf } from '../algebra/of.js';
import type { Rational } from '../rounding/rational.js';
import { isSame } from './center.js';
import { LAST_PLAIN_ORDER, requireNormal, timesFactorial } from './factorial.js';
import { cut, type Row } from './row.js';
import type { Rule } from './rule.js';
import { power, quotient, requireNonzero } from './singular.js';
import { hasDigits, type Stretch, stretched } from './stretch.js';
import { Truncated } from './truncated.js';

/**
 * A series in one variable about a point: its coefficients, which keep their digits where they are too small for doubles. `S` is the series' own class.
 */
export abstract class Centered<T, S extends Centered<T, S>> extends Truncated<T, S> {
  declare protected readonly shape: number;
  protected abstract readonly point: T;
  protected abstract readonly stretch: Stretch<Memory> | undefined;

  /** A series over the same algebra. */
  protected abstract remade(center: T, row: Row<Memory>, stretch?: Stretch<Memory>): S;

  /** The point that the series is about. */
  get center(): T {
    return this.point;
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
    this.checkIndex('coefficient', k);
    return this.algebra.read(this.memory, k * this.algebra.width);
  }

  /**
   * The k-th derivative at the center, k!·c_k.
   *
   * In doubles c_k underflows for k > 170 where derivatives are of moderate size. What is computed of series keeps the digits of such coefficients all the same.
   *
   * @throws RangeError beyond the order, where nothing is known, and where digits of c_k are lost to underflow; `derivatives` gives these
   * @example
   * variable(0, { order: 300 }).sin().derivativeAt(297).toFixed(12); // '1.000000000000'
   */
  derivativeAt(k: number): T {
    this.checkIndex('derivativeAt', k);
    const { row, scale } = this.stretch ?? { row: this.row, scale: 1 };
    requireNormal('derivativeAt', this.algebra, row.memory, k, k);
    const m = this.algebra.allocate(1);
    this.algebra.transfer(m, 0, row.memory, k * this.algebra.width, 1);
    timesFactorial(this.algebra, m, 0, k, scale);
    return this.algebra.read(m, 0);
  }

  /** The same series, known to a lower order. */
  truncate(order: number): S {
    this.checkIndex('truncate', order);
    return this.stretched([this.own], ([a]) => cut(this.algebra, a!, order));
  }

  protected override computed(args: readonly S[], compute: (...memories: Memory[]) => Memory): S {
    const { order } = this;
    if (order <= LAST_PLAIN_ORDER) return super.computed(args, compute);
    return this.stretched(args, (rows) => ({ memory: compute(...rows.map(({ memory }) => memory)), order }));
  }

  protected override isAlike(other: unknown): boolean {
    return (
      other instanceof Centered &&
      other.algebra === this.algebra &&
      other.shape === this.shape &&
      other.point === this.point &&
      this.stretch === undefined &&
      other.stretch === undefined
    );
  }

  protected override hasDigits(memory: Memory): boolean {
    return this.shape <= LAST_PLAIN_ORDER || hasDigits(this.algebra, { memory, order: this.order });
  }

  protected override matched(where: string, other: S): readonly [S, S] {
    if (!(other instanceof Centered)) {
      throw new TypeError(`${where}: expected a Series, got ${kindsOf([other])}; put one into the other by evaluate or compose`);
    }
    this.requireKind(where, other);
    if (!isSame(this.center, other.center)) {
      throw new RangeError(
        `${where}: expected series around one center, got ${this.center} and ${other.center}; expand both at the same point`,
      );
    }
    const order = Math.min(this.order, other.order);
    return [order === this.order ? this.own : this.truncate(order), order === other.order ? other : other.truncate(order)];
  }

  protected override quotient(other: S): S {
    return this.stretched([this.own, other], ([a, b]) => quotient(this.algebra, `${this.center}`, a!, b!));
  }

  protected override power(where: string, rule: Rule, exponent: Rational): S {
    return this.stretched([this.own], ([a]) => power(this.algebra, where, `${this.center}`, a!, rule, exponent));
  }

  protected override requireNonzero(where: string): void {
    requireNonzero(this.algebra, where, `${this.center}`, this.row);
  }

  protected get row(): Row<Memory> {
    return { memory: this.memory, order: this.order };
  }

  /** The series that `compute` makes of some, with the digits of coefficients that underflow. */
  protected stretched(args: readonly S[], compute: (rows: readonly Row<Memory>[], scale: number) => Row<Memory>): S {
    const { row, stretch } = stretched(
      this.algebra,
      args.map((arg) => ({ row: arg.row, stretch: arg.stretch })),
      compute,
    );
    return this.remade(this.center, row, stretch);
  }

  protected multiply({ memory, order }: Row<Memory>, by: number): void {
    const { width } = this.algebra;
    for (let k = 0; k <= order; k++) this.algebra.scale(memory, k * width, k * width, by);
  }

  protected checkIndex(where: string, k: number): void {
    if (!Number.isInteger(k) || k < 0 || k > this.order) {
      throw new RangeError(`${where}: expected an integer from 0 to the order ${this.order}, got ${k}`);
    }
  }
}
