import type { Algebra, Memory } from '../algebra/algebra.js';
import { depthOf } from '../algebra/of.js';
import { Elementary } from './elementary.js';
import { norm } from './norm.js';
import { orderOf, type Shape, sizeOf } from './shape.js';
import { leadingSign, type Sign } from './sign.js';

/** Coefficients from the start of a memory, and how they lie there. */
export interface Parts<T> {
  readonly algebra: Algebra<T, Memory>;
  readonly memory: Memory;
  readonly shape: Shape;
}

/** Series by the sizes and signs of their coefficients: norms, and a total order. */
export abstract class Ordered<T, S extends Ordered<T, S>> extends Elementary<S> {
  // Without a constructor, which would cost a product of order 10 a sixth of its time.
  protected abstract readonly algebra: Algebra<T, Memory>;
  protected abstract readonly memory: Memory;
  protected abstract readonly shape: Shape;

  /** Coefficients up to this degree are known; an operation on two series has the lower of their orders. */
  get order(): number {
    return orderOf(this.shape);
  }

  /** How deep coefficients are nested: 1 where they are numbers of any kind, 2 where they are series of these. */
  get depth(): number {
    return 1 + depthOf(this.algebra);
  }

  abstract neg(): S;
  abstract sub(other: S | T | number): S;
  /** Throws unless `other` is around the same center in the same variables; cuts both to the lower order. */
  protected abstract matched(where: string, other: S): readonly [S, S];
  /** This series and another, or a constant, as series of one shape. */
  protected abstract pair(where: string, other: S | T | number): readonly [S, S];

  /** (Σ |c|^p)^{1/p} over all coefficients, or the largest |c| for p = Infinity; for intervals |c| is the largest absolute value. */
  norm(p = 2): number {
    return norm(this.sizes(), p);
  }

  /** Whether the coefficients up to the lower order differ by at most `tolerance` times the larger norm. */
  isApprox(other: S, tolerance = 1.4901161193847656e-8): boolean {
    const [a, b] = this.matched('isApprox', other);
    return a.sub(b).norm() <= tolerance * Math.max(a.norm(), b.norm());
  }

  /**
   * −1, 0 or 1 as a < b, a = b or a > b in the total order of series: that of the first coefficients in which they differ, the constant terms before
   * all others. It is the order of the values at small distances t > 0, with x much larger than y in many variables; to see the values at the center
   * alone, compare the constant terms.
   *
   * @throws RangeError where intervals overlap, so that neither is known to be less; TypeError where coefficients are not ordered
   * @see Berz, Modern Map Methods in Particle Beam Physics, chapter 2, on the order of the differential algebra
   * @example
   * const t = variable(0, { order: 3 });
   * t.compare(0.001); // -1
   * t.compare(t.sqr()); // 1
   */
  compare(other: S | T | number): Sign {
    const difference = this.sub(other);
    return leadingSign('compare', difference.algebra, difference.memory, sizeOf(difference.shape));
  }

  /** The sign of the first coefficient that is not zero; 0 where all are. */
  sign(): Sign {
    return leadingSign('sign', this.algebra, this.memory, sizeOf(this.shape));
  }

  /**
   * |a|: a or −a, by the sign of the constant term.
   *
   * @throws RangeError where the constant term is zero and another is not: the absolute value may have a kink there
   */
  abs(): S {
    const start = leadingSign('abs', this.algebra, this.memory, 1);
    if (start === 0 && this.sizes().some((size) => size !== 0)) {
      throw new RangeError(
        'abs: expected a series that does not vanish at the center, got one that does, where its absolute value may have no Taylor series; expand at ' +
          'another point, or multiply by the sign on the side that is meant',
      );
    }
    return start < 0 ? this.neg() : this.own;
  }

  /** The lesser of two series in the order of {@link compare}; where both have one value at the center, on the side t > 0. */
  min(other: S | T | number): S {
    const [a, b] = this.pair('min', other);
    return a.compare(b) > 0 ? b : a;
  }

  /** The greater of two series in the order of {@link compare}; where both have one value at the center, on the side t > 0. */
  max(other: S | T | number): S {
    const [a, b] = this.pair('max', other);
    return a.compare(b) < 0 ? b : a;
  }

  /** |c| of every coefficient. */
  protected sizes(): number[] {
    const { width } = this.algebra;
    return Array.from({ length: sizeOf(this.shape) }, (_, i) => this.algebra.magnitude(this.memory, i * width));
  }

  protected isConstant(): boolean {
    return this.sizes().every((size, i) => i === 0 || size === 0);
  }

  protected get own(): S {
    return this as unknown as S;
  }
}
