import type { Interval } from '../interval/interval.js';
import { addInto, divInto, mulInto, subInto } from '../interval/kernel/arithmetic.js';
import { hullInto, intersectionInto } from '../interval/kernel/set.js';
import type { Space } from '../series/space.js';
import { addTerm, intervalAt } from './polynomial.js';

/** The terms of a space in one variable alone: of each the numbers of s, s², …; and the others but for the constant. */
interface Terms {
  readonly lines: readonly (readonly number[])[];
  readonly mixed: readonly number[];
}

const termsOfSpaces = new WeakMap<Space, Terms>();

function termsOf(space: Space): Terms {
  let known = termsOfSpaces.get(space);
  if (known === undefined) {
    const { variables, order } = space;
    const lines = Array.from({ length: variables }, (_, v) =>
      Array.from({ length: order }, (_, k) => space.indexOf(Array.from({ length: variables }, (_, w) => (w === v ? k + 1 : 0)))!),
    );
    const pure = new Set([0, ...lines.flat()]);
    known = { lines, mixed: Array.from({ length: space.size }, (_, i) => i).filter((i) => !pure.has(i)) };
    termsOfSpaces.set(space, known);
  }
  return known;
}

/**
 * An enclosure of a polynomial over a box: the sum of the ranges of its parts in one variable alone, which are nearly exact, and of its other terms.
 *
 * @param monomials - enclosures of the monomials over the box
 * @param distances - enclosures of the variables over the box
 */
export function rangeOf(space: Space, p: Float64Array, monomials: Float64Array, distances: Float64Array): Interval {
  const { lines, mixed } = termsOf(space);
  const sum = Float64Array.of(p[0]!, p[0]!);
  const part = new Float64Array(2);
  lines.forEach((line, v) => {
    let degree = line.length;
    while (degree > 0 && p[line[degree - 1]!] === 0) degree--;
    if (degree === 0) return;
    part.fill(0);
    for (let k = 0; k < degree; k++) addTerm(part, p[line[k]!]!, monomials, line[k]!);
    // bounds that are not finite are no places at which a polynomial has a value
    const isBounded = Number.isFinite(distances[2 * v]!) && Number.isFinite(distances[2 * v + 1]!);
    if (degree === 2 && isBounded) quadraticRange(part, p[line[0]!]!, p[line[1]!]!, distances, 2 * v);
    else if (degree > 2 && degree <= HIGHEST && isBounded) {
      bernsteinRange(
        part,
        line.slice(0, degree).map((i) => p[i]!),
        distances[2 * v]!,
        distances[2 * v + 1]!,
      );
    }
    addInto(sum, 0, sum, 0, part, 0);
  });
  for (const i of mixed) addTerm(sum, p[i]!, monomials, i);
  return intervalAt(sum, 0);
}

const point = new Float64Array(10);
const [LINEAR, SQUARE, END, VERTEX, BOTH] = [0, 2, 4, 6, 8];

function put(at: number, c: number): void {
  point[at] = c;
  point[at + 1] = c;
}

/**
 * Narrows `out`, which holds the range of b s + a s² for s in an interval, to it. The extremes are at the ends of the interval, and at the vertex s = −b/(2a), where
 * the value is −b²/(4a), if it may lie inside.
 */
export function quadraticRange(out: Float64Array, b: number, a: number, s: Float64Array, at: number): void {
  put(LINEAR, b);
  put(SQUARE, a);
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

/** Binomial coefficients up to this degree are exact doubles. */
const HIGHEST = 50;

/**
 * Narrows `out`, which holds the range of Σ_{k≥1} c_k s^k for s from lo to hi, by the polynomial's coefficients b_i in Bernstein's basis, whose hull contains it:
 * with s = lo + w t and Σ a_j t^j the polynomial in t,
 *
 *     b_i = Σ_{j ≤ i} C(i, j)·a_j/C(n, j)
 *
 * which Pascal's triangle sums up. The first and the last are the values at the ends, so that a polynomial that is monotone as far as b tells has its exact range.
 *
 * @see Garloff, Convergent bounds for the range of multivariate polynomials, 1986
 */
export function bernsteinRange(out: Float64Array, c: readonly number[], lo: number, hi: number): void {
  const n = c.length;
  const b = new Float64Array(2 * (n + 1));
  c.forEach((ck, k) => {
    b.fill(ck, 2 * (k + 1), 2 * (k + 2));
  });
  const scratch = Float64Array.of(0, 0, lo, lo, hi, hi, 1, 1, 1, 1);
  const [TERM, LO, HI, POWER, BINOMIAL] = [0, 2, 4, 6, 8];
  // around lo, by synthetic division
  for (let i = 0; i < n; i++) {
    for (let k = n - 1; k >= i; k--) {
      mulInto(scratch, TERM, b, 2 * (k + 1), scratch, LO);
      addInto(b, 2 * k, b, 2 * k, scratch, TERM);
    }
  }
  // a_j/C(n, j), C(n, j) = C(n, j − 1)·(n − j + 1)/j; hi − lo takes the place of hi
  subInto(scratch, HI, scratch, HI, scratch, LO);
  let binomial = 1;
  for (let j = 1; j <= n; j++) {
    binomial = (binomial * (n - j + 1)) / j;
    mulInto(scratch, POWER, scratch, POWER, scratch, HI);
    scratch.fill(binomial, BINOMIAL, BINOMIAL + 2);
    mulInto(b, 2 * j, b, 2 * j, scratch, POWER);
    divInto(b, 2 * j, b, 2 * j, scratch, BINOMIAL);
  }
  for (let k = 1; k <= n; k++) for (let i = n; i >= k; i--) addInto(b, 2 * i, b, 2 * i, b, 2 * (i - 1));
  for (let i = 1; i <= n; i++) hullInto(b, 0, b, 0, b, 2 * i);
  intersectionInto(out, 0, out, 0, b, 0);
}
