import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Grading, Place } from './grading.js';
import { addMultiples } from './product.js';
import type { Space } from './space.js';

/** Many variables: the k-th part of a row is the block of its coefficients of degree k. */
export function graded<M extends Memory>(algebra: Algebra<unknown, M>, space: Space): Grading<M> {
  const { width, zero, convolveSelf } = algebra;
  const { first } = space;
  const start = (place: Place, k: number): number => place.base + (place.moves ? first[k]! * width : 0);
  const size = (place: Place, k: number): number => (place.part ? first[k + 1]! - first[k]! : 1);
  /** out += w·(part j of x)·(part k − j of y) */
  const product = (m: M, out: number, x: number, y: number, j: number, k: number, w: number): void => {
    for (let i = first[j]!; i < first[j + 1]!; i++) {
      addMultiples(algebra, space, m, out - first[k]! * width, x, y, i, first[k - j]!, first[k - j + 1]!, w);
    }
  };
  return {
    coefficients: space.size,
    largestPart: Math.max(...first.slice(1).map((end, d) => end - first[d]!)),
    unary: (kernel, out, a) => (m, k) => {
      const o = start(out, k);
      const x = start(a, k);
      for (let i = 0; i < size(out, k); i++) kernel(m, o + i * width, x + i * width, k);
    },
    binary: (kernel, out, a, b) => {
      const shared = b.part ? width : 0;
      return (m, k) => {
        const o = start(out, k);
        const x = start(a, k);
        const y = start(b, k);
        for (let i = 0; i < size(out, k); i++) kernel(m, o + i * width, x + i * width, y + i * shared);
      };
    },
    sum: (out, x, y, from, to, weight) => (m, k) => {
      const o = start(out, k);
      for (let i = 0; i < size(out, k); i++) zero(m, o + i * width);
      for (let j = from; j <= k - to; j++) product(m, o, x, y, j, k, weight.j * j + weight.k * k + weight.one);
    },
    square: (out, x, from) => (m, k) => {
      const o = start(out, k);
      for (let i = 0; i < size(out, k); i++) zero(m, o + i * width);
      for (let j = from; 2 * j < k && j <= k - from; j++) product(m, o, x, x, j, k, 2);
      if (k % 2 === 1 || k / 2 < from) return;
      for (let i = first[k / 2]!; i < first[k / 2 + 1]!; i++) {
        const square = space.productOf(i, i);
        if (square !== undefined) convolveSelf(m, o + (square - first[k]!) * width, x + i * width, width, 0, 0);
        addMultiples(algebra, space, m, o - first[k]! * width, x, x, i, first[k / 2]!, i, 2);
      }
    },
  };
}
