import { type IntervalAlgebra, intervalAlgebra } from '../algebra/interval.js';
import { Interval } from '../interval/interval.js';
import { addInto, mulInto, subInto } from '../interval/kernel/arithmetic.js';
import { mid } from '../interval/numeric.js';
import { addMultiples } from '../series/product.js';
import { Space } from '../series/space.js';
import type { Domain } from './domain.js';

/*
 * Polynomials whose coefficients are doubles, and the enclosures of what is computed with them, as pairs lo, hi, in the numbering of a space. No coefficient is
 * ever rounded unseen: every operation encloses coefficients, and `sweep` puts what a double leaves of them into the remainder.
 */

/** The interval algebra of this room, whose decoration is that of the last operation that somebody reset it for. */
export const intervals: IntervalAlgebra = intervalAlgebra();

/** Products of monomials that a product of polynomials may take for its exact tail; beyond, homogeneous parts are bounded as a whole. */
const MOST_TAIL_PRODUCTS = 40_000;

const scratch = new Float64Array(2);

/**
 * The double nearest to the middle of each enclosed coefficient of the domain's space, and the rest: Σ (c_γ − p_γ) s^γ over the domain, which includes all of the
 * terms beyond the space. A coefficient that is not bounded leaves a rest that is not.
 *
 * @param c - enclosures of coefficients up to `degree`, at least the order of the space
 */
export function sweep(domain: Domain, c: Float64Array, degree: number): { p: Float64Array; rest: Interval } {
  const { size } = domain.space;
  const monomials = domain.monomials(degree);
  const p = new Float64Array(size);
  const rest = new Float64Array(2);
  for (let i = 0; 2 * i < c.length; i++) {
    const lo = c[2 * i]!;
    const hi = c[2 * i + 1]!;
    if (lo === 0 && hi === 0) continue;
    scratch[0] = lo;
    scratch[1] = hi;
    if (i < size && Number.isFinite(lo) && Number.isFinite(hi)) {
      p[i] = mid({ lo, hi });
      if (lo === hi) continue;
      point[0] = p[i]!;
      point[1] = p[i]!;
      subInto(scratch, 0, scratch, 0, point, 0);
    }
    mulInto(scratch, 0, scratch, 0, monomials, 2 * i);
    addInto(rest, 0, rest, 0, scratch, 0);
  }
  return { p, rest: intervalAt(rest, 0) };
}

const point = new Float64Array(2);

export function intervalAt(m: Float64Array, at: number): Interval {
  return new Interval(m[at]!, m[at + 1]!);
}

/** Coefficients as enclosures of themselves. */
export function pairsOf(p: Float64Array, size: number = p.length): Float64Array {
  const pairs = new Float64Array(2 * size);
  p.forEach((c, i) => {
    pairs[2 * i] = c;
    pairs[2 * i + 1] = c;
  });
  return pairs;
}

/** Enclosures of the coefficients of a product, those up to twice the order where they are not too many, and otherwise up to the order, and what is left out. */
export function product(
  domain: Domain,
  p: Float64Array,
  q: Float64Array,
  mostProducts: number = MOST_TAIL_PRODUCTS,
): { p: Float64Array; rest: Interval } {
  const { space } = domain;
  const { variables, order, size } = space;
  const [pTerms, qTerms] = [lastTerm(p), lastTerm(q)];
  if (pTerms <= 0 || qTerms <= 0) return sweep(domain, multiplied(space, p, q, pTerms, qTerms), order);
  if ((pTerms + 1) * (qTerms + 1) <= mostProducts) {
    const degree = degreeOf(space, pTerms) + degreeOf(space, qTerms);
    const full = degree <= order ? space : Space.of(variables, degree);
    return sweep(domain, multiplied(full, p, q, pTerms, qTerms), full.order);
  }
  const kept = sweep(domain, multiplied(space, p, q, pTerms, qTerms), order);
  return { p: kept.p, rest: kept.rest.add(tailOf(domain, p, q, size)) };
}

/** The number of the last coefficient that is not zero, −1 for none. */
function lastTerm(p: Float64Array): number {
  let i = p.length - 1;
  while (i >= 0 && p[i] === 0) i--;
  return i;
}

function degreeOf(space: Space, i: number): number {
  return space.first.findIndex((start) => start > i) - 1;
}

function multiplied(space: Space, p: Float64Array, q: Float64Array, pLast: number, qLast: number): Float64Array {
  const { size } = space;
  const m = new Float64Array(2 * (size + pLast + qLast + 2));
  const [x, y] = [2 * size, 2 * (size + pLast + 1)];
  m.set(pairsOf(p.subarray(0, pLast + 1)), x);
  m.set(pairsOf(q.subarray(0, qLast + 1)), y);
  for (let i = 0; i <= pLast; i++) if (p[i] !== 0) addMultiples(intervals, space, m, 0, x, y, i, 0, qLast + 1, 1);
  return m.slice(0, 2 * size);
}

/** Σ_{i+j > order} P_i Q_j over the domain, from the ranges of homogeneous parts. */
function tailOf(domain: Domain, p: Float64Array, q: Float64Array, size: number): Interval {
  const { first, order } = domain.space;
  const monomials = domain.monomials(order);
  const parts = (c: Float64Array): Interval[] =>
    Array.from({ length: order + 1 }, (_, d) => {
      const sum = new Float64Array(2);
      for (let i = first[d]!; i < Math.min(first[d + 1]!, size); i++) addTerm(sum, c[i]!, monomials, i);
      return intervalAt(sum, 0);
    });
  const [left, right] = [parts(p), parts(q)];
  let rest = new Interval(0, 0);
  let above = new Interval(0, 0);
  for (let i = 1; i <= order; i++) {
    above = above.add(right[order - i + 1]!);
    rest = rest.add(left[i]!.mul(above));
  }
  return rest;
}

/** sum += c·s^γ over the domain, γ having the number i. */
export function addTerm(sum: Float64Array, c: number, monomials: Float64Array, i: number): void {
  if (c === 0) return;
  point[0] = c;
  point[1] = c;
  mulInto(scratch, 0, monomials, 2 * i, point, 0);
  addInto(sum, 0, sum, 0, scratch, 0);
}
