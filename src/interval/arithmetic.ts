import { Compared } from './compared.js';
import { type Decoration, weaker } from './decoration.js';
import {
  absInto,
  addInto,
  divInto,
  fmaInto,
  maxInto,
  minInto,
  mulInto,
  negInto,
  recipInto,
  sqrInto,
  sqrtInto,
  subInto,
} from './kernel/arithmetic.js';
import { cbrtInto, compoundm1Into, hypotInto, powInto, pownInto, rootnInto } from './kernel/power.js';
import { cancelMinusInto, cancelPlusInto, hullInto, intersectionInto } from './kernel/set.js';
import { ceilInto, floorInto, roundAwayInto, roundEvenInto, signInto, truncInto } from './kernel/stepwise.js';

/** Where operands lie for a kernel, at 0, 2 and 6, and its result, at 4. */
export const operands: Float64Array = new Float64Array(8);
// Engines take a constant of the module itself, not an imported one, for a constant: an addition takes 14 ns otherwise, and 12 so.
const m = operands;

/**
 * The operations of IEEE 1788, each stated once, by its kernel, for bare and decorated intervals: methods of a class `S` whose operands may be any `Y`.
 * Each operation places its operands, runs its kernel and makes an `S` of the bounds and the decoration that come out. The kernel's call stands in each
 * method, so that an engine knows which one it is and can inline it.
 */
export abstract class Arithmetic<S, Y> extends Compared<Y> {
  /** Writes this interval to the first place and returns its decoration. */
  protected abstract load(): Decoration;

  /** Writes an operand to a place and returns its decoration. */
  protected abstract place(y: Y, at: number): Decoration;

  /** The result of a kernel, from the weakest decoration of its operands and its own. */
  protected abstract result(inherited: Decoration, local: Decoration): S;

  protected loadWith(y: Y): Decoration {
    return weaker(this.place(y, 2), this.load());
  }

  /** −x. */
  neg(): S {
    return this.result(this.load(), negInto(m, 4, m, 0));
  }

  /** {x + y}. */
  add(y: Y): S {
    return this.result(this.loadWith(y), addInto(m, 4, m, 0, m, 2));
  }

  /** {x − y}. */
  sub(y: Y): S {
    return this.result(this.loadWith(y), subInto(m, 4, m, 0, m, 2));
  }

  /** {x·y}. */
  mul(y: Y): S {
    return this.result(this.loadWith(y), mulInto(m, 4, m, 0, m, 2));
  }

  /** {x/y : y ≠ 0}: empty for y = [0, 0], unbounded for a y that holds 0 and more. */
  div(y: Y): S {
    return this.result(this.loadWith(y), divInto(m, 4, m, 0, m, 2));
  }

  /** {1/x : x ≠ 0}. */
  recip(): S {
    return this.result(this.load(), recipInto(m, 4, m, 0));
  }

  /** {x²}, never negative. */
  sqr(): S {
    return this.result(this.load(), sqrInto(m, 4, m, 0));
  }

  /** {√x : x ≥ 0}. */
  sqrt(): S {
    return this.result(this.load(), sqrtInto(m, 4, m, 0));
  }

  /** {∛x}. */
  cbrt(): S {
    return this.result(this.load(), cbrtInto(m, 4, m, 0));
  }

  /** {1/√x : x > 0}. */
  rsqrt(): S {
    return this.result(this.load(), rootnInto(m, 4, m, 0, -2));
  }

  /** {x^(1/n)} for an integer n ≠ 0; for odd n of negative x too. */
  rootn(n: number): S {
    if (!Number.isInteger(n) || n === 0)
      throw new RangeError(`rootn: expected a nonzero integer, got ${n}; use pow for other exponents`);
    return this.result(this.load(), rootnInto(m, 4, m, 0, n));
  }

  /**
   * {xⁿ}. For an integer n this is the product of n factors, for negative x too; any other exponent, and every interval,
   * means the real power exp(n·log x), which is defined on x > 0 and, for n > 0, at 0.
   */
  pow(n: Y): S {
    if (typeof n !== 'number' || !Number.isInteger(n)) return this.result(this.loadWith(n), powInto(m, 4, m, 0, m, 2));
    return this.result(this.load(), pownInto(m, 4, m, 0, n));
  }

  /**
   * {(1 + x)^y − 1 : x > −1, or x = −1 and y > 0}: the interest of y periods at the rate x, without cancellation where it is small. The
   * power is the real one for integers y too, so that nothing is defined on x < −1, and, as for 0⁰, at (−1, 0).
   * @example
   * interval(0.25).compoundm1(2).toString(); // '[0.5625, 0.5625]'
   */
  compoundm1(y: Y): S {
    return this.result(this.loadWith(y), compoundm1Into(m, 4, m, 0, m, 2));
  }

  /** {√(x² + y²)}. */
  hypot(y: Y): S {
    return this.result(this.loadWith(y), hypotInto(m, 4, m, 0, m, 2));
  }

  /** {x·y + z}, rounded once. */
  fma(y: Y, z: Y): S {
    const ofZ = this.place(z, 2);
    const [lo, hi] = [m[2]!, m[3]!];
    const decoration = weaker(ofZ, this.loadWith(y));
    // last, since an operand may compute its bounds with intervals itself
    m[6] = lo;
    m[7] = hi;
    return this.result(decoration, fmaInto(m, 4, m, 0, m, 2, m, 6));
  }

  /** {|x|}. */
  abs(): S {
    return this.result(this.load(), absInto(m, 4, m, 0));
  }

  /** {min(x, y)}. */
  min(y: Y): S {
    return this.result(this.loadWith(y), minInto(m, 4, m, 0, m, 2));
  }

  /** {max(x, y)}. */
  max(y: Y): S {
    return this.result(this.loadWith(y), maxInto(m, 4, m, 0, m, 2));
  }

  /** {−1, 0 or 1}. */
  sign(): S {
    return this.result(this.load(), signInto(m, 4, m, 0));
  }

  /** {⌊x⌋}. */
  floor(): S {
    return this.result(this.load(), floorInto(m, 4, m, 0));
  }

  /** {⌈x⌉}. */
  ceil(): S {
    return this.result(this.load(), ceilInto(m, 4, m, 0));
  }

  /** {x rounded toward zero}. */
  trunc(): S {
    return this.result(this.load(), truncInto(m, 4, m, 0));
  }

  /** {x rounded to the nearest integer, ties to even}. */
  round(): S {
    return this.result(this.load(), roundEvenInto(m, 4, m, 0));
  }

  /** {x rounded to the nearest integer, ties away from zero}. */
  roundAway(): S {
    return this.result(this.load(), roundAwayInto(m, 4, m, 0));
  }

  /** x ∩ y. */
  intersection(y: Y): S {
    return this.result(this.loadWith(y), intersectionInto(m, 4, m, 0, m, 2));
  }

  /** The smallest interval that contains x and y. */
  hull(y: Y): S {
    return this.result(this.loadWith(y), hullInto(m, 4, m, 0, m, 2));
  }

  /** The tightest z with y + z ⊇ x, which undoes an addition of y; the real line where x is unbounded or narrower than y. */
  cancelMinus(y: Y): S {
    return this.result(this.loadWith(y), cancelMinusInto(m, 4, m, 0, m, 2));
  }

  /** The tightest z with z − y ⊇ x. */
  cancelPlus(y: Y): S {
    return this.result(this.loadWith(y), cancelPlusInto(m, 4, m, 0, m, 2));
  }
}
