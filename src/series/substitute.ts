import type { Algebra, Memory } from '../algebra/algebra.js';
import { multiply } from './product.js';
import { leadingDegree } from './row.js';
import { boundsOf, countTo, numberOf, orderOf, type Shape, sizeOf, weightsOf } from './shape.js';

/** The polynomial that series are put into: its coefficients from the start of a memory. */
export interface Outer<M extends Memory> {
  readonly memory: M;
  readonly shape: Shape;
}

/** A series to put in the place of a variable, and the lowest degree of its terms, Infinity where it has none. */
export interface Inner<M extends Memory> {
  readonly memory: M;
  readonly leading: number;
}

/**
 * f(g_1, …, g_n) in the shape of the g_i for a polynomial f in the distances of the g_i from their constant terms, and the degree up to which it is known, zero
 * beyond.
 */
export function composed<M extends Memory>(
  algebra: Algebra<unknown, M>,
  f: Outer<M>,
  g: readonly M[],
  shape: Shape,
): { readonly memory: M; readonly degree: number } {
  const size = sizeOf(shape);
  const h = g.map((own) => {
    const memory = algebra.allocate(size);
    algebra.transfer(memory, 0, own, 0, size);
    algebra.zero(memory, 0);
    return { memory, leading: leadingDegree(algebra, memory, shape) };
  });
  const degree = Math.min(orderOf(shape), knownDegree(f, h));
  return { memory: substituted(algebra, f, h, shape, degree), degree };
}

/**
 * The degree up to which f(h_1, …, h_n) is known where the h_i are: what the space of f leaves out starts, in each h^β, with degree
 * Σ β_i·leading_i.
 */
function knownDegree<M extends Memory>({ shape }: Outer<M>, h: readonly Inner<M>[]): number {
  const [weights, orders] = [weightsOf(shape), boundsOf(shape)];
  const bounds = h.map(({ leading }, i) => {
    const byDegree = Math.ceil(((orderOf(shape) + 1) * leading) / weights[i]!);
    // x_i^{c + 1} is left out
    return Math.min(byDegree, (orders[i]! + 1) * leading);
  });
  return Math.min(...bounds) - 1;
}

/**
 * f(h_1, …, h_n) up to a degree, in the shape of the h_i: Horner's rule in the first variable, whose coefficients are polynomials in the others, and so
 * on.
 *
 * What is still to be multiplied by powers of the h_i, which start with some degree, is computed only as far as these let it count: most products are
 * short.
 */
export function substituted<M extends Memory>(
  algebra: Algebra<unknown, M>,
  f: Outer<M>,
  h: readonly Inner<M>[],
  shape: Shape,
  degree: number,
): M {
  const { width } = algebra;
  const size = sizeOf(shape);
  const row = size * width;
  const n = h.length;
  // h_1 … h_n, a partial sum for each number of variables given, a product, and a coefficient of f
  const work = algebra.allocate((2 * n + 1) * size + 1);
  const product = 2 * n * row;
  const term = (2 * n + 1) * row;
  h.forEach(({ memory }, v) => {
    algebra.transfer(work, v * row, memory, 0, size);
  });
  /**
   * Leaves at (n + v)·row, up to degree `needed`, the part of f that has the first v exponents as given, divided by those powers; returns whether it
   * has any term.
   */
  const sum = (given: readonly number[], needed: number): boolean => {
    const v = given.length;
    const { leading } = h[v]!;
    const total = (n + v) * row;
    const kept = countTo(shape, needed);
    for (let i = 0; i < kept; i++) algebra.zero(work, total + i * width);
    let hasTerms = false;
    for (let e = highest(given); e >= 0; e--) {
      const left = e === 0 ? needed : needed - e * leading;
      if (!(left >= 0)) continue;
      if (hasTerms) {
        multiply(algebra, work, product, total, v * row, shape, left);
        algebra.transfer(work, total, work, product, countTo(shape, left));
      }
      if (v < n - 1) {
        if (!sum([...given, e], left)) continue;
        const part = total + row;
        for (let i = 0; i < countTo(shape, left); i++) {
          algebra.add(work, total + i * width, total + i * width, part + i * width);
        }
      } else {
        algebra.transfer(work, term, f.memory, numberOf(f.shape, [...given, e])! * width, 1);
        if (algebra.magnitude(work, term) === 0) continue;
        algebra.add(work, total, total, term);
      }
      hasTerms = true;
    }
    return hasTerms;
  };
  const [weights, orders] = [weightsOf(f.shape), boundsOf(f.shape)];
  /** The highest exponent of the next variable beside given exponents of those before it. */
  const highest = (given: readonly number[]): number => {
    const v = given.length;
    const left = orderOf(f.shape) - given.reduce((spent, e, i) => spent + e * weights[i]!, 0);
    return Math.min(orders[v]!, Math.floor(left / weights[v]!));
  };
  sum([], degree);
  const out = algebra.allocate(size);
  algebra.transfer(out, 0, work, n * row, countTo(shape, degree));
  return out;
}
