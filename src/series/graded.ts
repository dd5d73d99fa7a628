import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Grading, Place } from './grading.js';
import { addMultiples } from './product.js';
import type { Space } from './space.js';

/** Many variables: the k-th part of a row is the block of its coefficients of degree k. */
export function graded<M extends Memory>(algebra: Algebra<unknown, M>, space: Space): Grading<M> {
  const { width, zero, copy, convolveSelf } = algebra;
  const { first } = space;
  const start = (place: Place, k: number): number => place.base + (place.moves ? first[k]! * width : 0);
  const size = (place: Place, k: number): number => (place.part ? first[k + 1]! - first[k]! : 1);
  /** out += w·(part j of x)·(part k − j of y) */
  const product = (m: M, out: number, x: number, y: number, j: number, k: number, w: number): void => {
    for (let i = first[j]!; i < first[j + 1]!; i++) {
      addMultiples(algebra, space, m, out - first[k]! * width, x, y, i, first[k - j]!, first[k - j + 1]!, w);
    }
  };
  /** Whether the coefficients of degree 1 … k are exactly zero. */
  const isConstant = (sign: (m: M, at: number) => number, m: M, x: number, k: number): boolean => {
    for (let i = 1; i < first[k + 1]!; i++) if (sign(m, x + i * width) !== 0) return false;
    return true;
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
    select:
      ({ select }, out, test, yes, no) =>
      (m, k) => {
        const [o, t, y, n] = [start(out, k), start(test, k), start(yes, k), start(no, k)];
        for (let i = 0; i < size(out, k); i++) select(m, o + i * width, t, y + i * width, n + i * width);
      },
    choose:
      ({ sign, either, unknown }, out, x, negative, positive) =>
      (m, k) => {
        const [o, n, p] = [start(out, k), start(negative, k), start(positive, k)];
        const s = sign(m, x);
        // A zero at the center is an edge, on which nothing but more zeros lie.
        const uncertain = Number.isNaN(s) || (s === 0 && !isConstant(sign, m, x, k));
        for (let i = 0; i < size(out, k); i++) {
          if (!uncertain) copy(m, o + i * width, (s < 0 ? n : p) + i * width);
          else if (k === 1) either(m, o + i * width, n + i * width, p + i * width);
          else unknown(m, o + i * width);
        }
      },
    flat:
      ({ sign, isFlat, unknown }, name, out, x) =>
      (m, k) => {
        const isKnown = isFlat(name, m, x) || isConstant(sign, m, x, k);
        const o = start(out, k);
        for (let i = 0; i < size(out, k); i++) (isKnown ? zero : unknown)(m, o + i * width);
      },
  };
}
