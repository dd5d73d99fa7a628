import type { Interval } from '../interval/interval.js';
import { addInto, divInto, mulInto, sqrInto } from '../interval/kernel/arithmetic.js';
import { hullInto, intersectionInto } from '../interval/kernel/set.js';
import type { Space } from '../series/space.js';
import { addTerm, intervalAt } from './polynomial.js';

/**
 * An enclosure of a polynomial over a box: a sum over the terms, in which a variable's linear and quadratic term together have their exact range.
 *
 * @param monomials - enclosures of the monomials over the box
 * @param distances - enclosures of the variables over the box
 */
export function rangeOf(space: Space, p: Float64Array, monomials: Float64Array, distances: Float64Array): Interval {
  const { variables, order } = space;
  const sum = Float64Array.of(p[0]!, p[0]!);
  const part = new Float64Array(2);
  const squares = new Set<number>();
  if (order > 0) {
    for (let v = 0; v < variables; v++) {
      const square = space.productOf(1 + v, 1 + v);
      if (square !== undefined) squares.add(square);
      quadraticRange(part, p[1 + v]!, square === undefined ? 0 : p[square]!, distances, 2 * v);
      addInto(sum, 0, sum, 0, part, 0);
    }
  }
  for (let i = 1 + variables; i < space.size; i++) if (!squares.has(i)) addTerm(sum, p[i]!, monomials, i);
  return intervalAt(sum, 0);
}

const point = new Float64Array(10);
const [LINEAR, SQUARE, END, VERTEX, BOTH] = [0, 2, 4, 6, 8];

function put(at: number, c: number): void {
  point[at] = c;
  point[at + 1] = c;
}

/**
 * out = {b s + a s² : s ∈ S}. The extremes are at the ends of S, and at the vertex s = −b/(2a), where the value is −b²/(4a), if it may lie in S.
 */
export function quadraticRange(out: Float64Array, b: number, a: number, s: Float64Array, at: number): void {
  put(LINEAR, b);
  mulInto(out, 0, point, LINEAR, s, at);
  if (a === 0) return;
  // the sum of the ranges of both terms, which bounds what overflows below
  put(SQUARE, a);
  sqrInto(point, END, s, at);
  mulInto(point, END, point, END, point, SQUARE);
  addInto(out, 0, out, 0, point, END);
  // the vertex b/(−2a)
  put(END, -2);
  mulInto(point, END, point, END, point, SQUARE);
  divInto(point, VERTEX, point, LINEAR, point, END);
  const isInside = point[VERTEX]! <= s[at + 1]! && point[VERTEX + 1]! >= s[at]!;
  point[BOTH] = Infinity;
  point[BOTH + 1] = -Infinity;
  if (isInside) {
    // b/2 times the vertex
    mulInto(point, BOTH, point, VERTEX, point, LINEAR);
    put(END, 0.5);
    mulInto(point, BOTH, point, BOTH, point, END);
  }
  for (const x of [s[at]!, s[at + 1]!]) {
    // (a x + b) x
    put(END, x);
    mulInto(point, VERTEX, point, SQUARE, point, END);
    addInto(point, VERTEX, point, VERTEX, point, LINEAR);
    mulInto(point, VERTEX, point, VERTEX, point, END);
    hullInto(point, BOTH, point, BOTH, point, VERTEX);
  }
  intersectionInto(out, 0, out, 0, point, BOTH);
}
