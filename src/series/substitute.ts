import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Block } from './block.js';
import { multiply } from './row.js';
import { type Shape, sizeOf } from './shape.js';

/**
 * f(h_1, …, h_n) up to degree `needed` of f, in the shape of the h_i: Horner's rule in the first variable, whose coefficients are polynomials in the
 * others, and so on.
 */
export function substituted<M extends Memory>(
  algebra: Algebra<unknown, M>,
  f: Block<M>,
  h: readonly M[],
  shape: Shape,
  needed: number,
): M {
  const { width } = algebra;
  const size = sizeOf(shape);
  const row = size * width;
  const n = h.length;
  // h_1 … h_n, a partial sum for each number of variables given, and a product
  const work = algebra.allocate((2 * n + 2) * size);
  const sumAt = (v: number): number => (n + v) * row;
  const product = (2 * n + 1) * row;
  h.forEach((inner, v) => {
    algebra.transfer(work, v * row, inner, 0, size);
  });
  /** Leaves at sumAt(v) the part of f with the first v exponents given, up to degree `left` in the others; returns whether it has any term. */
  const sum = (given: readonly number[], left: number): boolean => {
    const v = given.length;
    const total = sumAt(v);
    for (let i = 0; i < size; i++) algebra.zero(work, total + i * width);
    if (v === n) {
      algebra.transfer(work, total, f.memory, f.space.indexOf(given)! * width, 1);
      return algebra.magnitude(work, total) !== 0;
    }
    let hasTerms = false;
    for (let e = left; e >= 0; e--) {
      if (hasTerms) {
        multiply(algebra, work, product, total, v * row, shape);
        algebra.transfer(work, total, work, product, size);
      }
      if (!sum([...given, e], left - e)) continue;
      for (let i = 0; i < size; i++) algebra.add(work, total + i * width, total + i * width, sumAt(v + 1) + i * width);
      hasTerms = true;
    }
    return hasTerms;
  };
  sum([], Math.min(needed, f.space.order));
  const out = algebra.allocate(size);
  algebra.transfer(out, 0, work, sumAt(0), size);
  return out;
}
