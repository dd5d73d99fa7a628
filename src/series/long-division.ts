import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { type Block, blockOf } from './block.js';
import { addMultiples } from './product.js';
import { isInvertible, leadingDegree } from './row.js';

/** Coefficients of approximate series are taken to be right to so many units in their last place. */
const UNITS = 16;

/**
 * The series q with a = q·b as far as both are known, where b starts with terms b_v of degree v ≥ 1; known to a degree lower by v. If there is none,
 * what b does instead, in words.
 *
 * q_k·b_v = a_{v+k} − Σ_{j<k} q_j b_{v+k−j}, degree by degree. Each is a division of polynomials, from one end of the monomials of its degree to the other, which
 * are in an order that products respect: the first term of what is left must be a multiple of the first of b_v.
 *
 * In an approximate algebra a remainder is none where errors of 16 units in the last place of the coefficients of a and b and of each operation explain it, as far as
 * they are propagated here to first order. In an enclosing one it must be exactly zero: an interval around zero proves nothing.
 */
export function divided<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, b: Block<M>): Block<M> | string {
  const { space } = a;
  const { first, order, size } = space;
  const { width } = algebra;
  const v = leadingDegree(algebra, b.memory, space);
  const lead = leadOf(algebra, b.memory, first[v]!, first[v + 1]!);
  const remainder = (k: number): string =>
    `${algebra.mignitude === undefined ? 'leaves' : 'may leave'} a remainder of degree ${k}`;
  if (lead === undefined) return remainder(v);
  if (!space.hasPrefixes) return 'is no monomial, where exponents have bounds of their own';
  const { at, isFromEnd } = lead;
  const exponents = space.exponentsOf(at);
  const unit = unitOf(algebra);
  const [rest, quotient, divisor] = [0, size * width, 2 * size * width];
  const m = algebra.allocate(3 * size);
  algebra.transfer(m, rest, a.memory, 0, size);
  algebra.transfer(m, divisor, b.memory, 0, size);
  const sizes = Array.from({ length: size }, (_, i) => algebra.magnitude(m, divisor + i * width));
  /** Error of the coefficients of the rest, in units. */
  const errors = Array.from({ length: size }, (_, i) => UNITS * algebra.magnitude(m, rest + i * width));
  for (let k = 0; k <= order; k++) {
    for (let l = first[k]!; l < first[k + 1]!; l++) {
      const t = isFromEnd ? first[k]! + first[k + 1]! - 1 - l : l;
      const left = algebra.magnitude(m, rest + t * width);
      const i = space.indexOf(space.exponentsOf(t).map((e, x) => e - exponents[x]!));
      if (i === undefined) {
        if (!(left <= unit * errors[t]!)) return remainder(k);
        continue;
      }
      if (left === 0 && errors[t] === 0) continue;
      algebra.div(m, quotient + i * width, rest + t * width, divisor + at * width);
      const q = algebra.magnitude(m, quotient + i * width);
      const error = (errors[t]! + left) / sizes[at]! + UNITS * q;
      const end = first[order - (k - v) + 1]!;
      addMultiples(algebra, space, m, rest, quotient, divisor, i, first[v]!, end, -1);
      const targets = space.targets(i);
      for (let j = first[v]!; j < end; j++) errors[targets[j]!]! += (error + (UNITS + 2) * q) * sizes[j]!;
      algebra.zero(m, rest + t * width);
    }
  }
  return blockOf(algebra, space.within(order - v), (out) => algebra.transfer(out, 0, m, quotient, first[order - v + 1]!));
}

/** The first or last term of some, whichever is larger, so that division by it keeps errors small; undefined where it has no reciprocal. */
function leadOf<M extends Memory>(
  algebra: Algebra<unknown, M>,
  m: M,
  from: number,
  to: number,
): { readonly at: number; readonly isFromEnd: boolean } | undefined {
  const size = (i: number): number => algebra.magnitude(m, i * algebra.width);
  let [low, high] = [from, to - 1];
  while (size(low) === 0) low++;
  while (size(high) === 0) high--;
  const isFromEnd = size(high) > size(low);
  const at = isFromEnd ? high : low;
  const isCertain = algebra.mignitude === undefined || algebra.mignitude(m, at * algebra.width) > 0;
  return isCertain && isInvertible(algebra, m, at * algebra.width) ? { at, isFromEnd } : undefined;
}

const units = new WeakMap<object, number>();

/** A unit in the last place, half or whole, as (1/n)·n shows it for some n; 0 where nothing is rounded, or everything outward. */
function unitOf<M extends Memory>(algebra: Algebra<unknown, M>): number {
  if (algebra.isExact || algebra.mignitude !== undefined) return 0;
  let unit = units.get(algebra);
  if (unit === undefined) {
    unit = 0;
    const m = algebra.allocate(2);
    const one = algebra.width;
    algebra.rational(m, one, rational(1n));
    for (let n = 3; n < 100; n += 2) {
      algebra.divide(m, 0, one, n);
      algebra.scale(m, 0, 0, n);
      algebra.sub(m, 0, 0, one);
      unit = Math.max(unit, algebra.magnitude(m, 0));
    }
    units.set(algebra, unit);
  }
  return unit;
}
