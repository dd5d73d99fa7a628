import { type Arithmetic, numbers } from './arithmetic.js';
import {
  FIRST_PAIRS,
  firstParts,
  functionalAt,
  LEVEL,
  LEVELS,
  levelAt,
  mapsFor,
  nearestMap,
  ordersOfTail,
  PARTS,
  partsOf,
  power,
} from './damping-maps.js';
import { addTo } from './evaluate.js';
import { normOf, TO_WHOLE } from './step.js';

/**
 * Steps that are longer than a Taylor polynomial is good for, with the coefficients that there are.
 *
 * Mostly two conjugate singularities ρe^{±iψ} bound the disk of convergence. With μ = ψ/π and R = 4 μ^μ (1 − μ)^{1−μ} ρ,
 *
 *     t = R s (1 − s)^{−2μ} (1 + s)^{−2(1−μ)}
 *
 * maps the unit disk onto the plane without the two rays that lead from them outward, and a solution that has no other singularities is a convergent series in s for all
 * other t (the use of such maps for series: S. Ciulli and J. Fischer, Nuclear Physics 24, 1961). Its partial sum of order p depends linearly on the coefficients c_k in t:
 *
 *     x_0 + Σ_k W_k(s) R^k c_k,   W_k(s) = Σ_{n=k..p} T_kn s^n,   T_kn = [s^{n−k}] (1 − s)^{−2μk} (1 + s)^{−2(1−μ)k}.
 *
 * For t = R W_1(s), which is taken for the length h of the step, it is Σ_k ω_k c_k h^k with ω_k = W_k/W_1^k: a polynomial in h as before, its coefficients damped. At t < h
 * the same ω_k belong to singularities that are nearer on the same rays, where there are none: the damped polynomial is good on the whole step, and all that is done with
 * the polynomials of steps stays as it is.
 *
 * s follows from the last coefficients of the series in s as h does from those in t, by the same rule (see `stepFromNorms`), rounded to one of few levels, so that the ω_k can be looked up.
 */

/**
 * How many of the last coefficients are not looked at for singularities: without them, the search can go on while they are computed, and what it finds is no
 * worse.
 */
const LEFT_OUT = 4;

/** The smallest order with coefficients enough. */
export const LEAST_DAMPED = 8;

/** Whether polynomials of an order may be damped: their coefficients go by pairs. */
export function mayBeDamped(order: number): boolean {
  return order % 2 === 0 && order >= LEAST_DAMPED;
}

/** The largest of the four orders k whose coefficients show singularities. By the norm of those before the last all are scaled. */
export function lastShown(order: number): number {
  return order - LEFT_OUT;
}

/** (k/p)^{2/3}, times which the coefficients of (1 − t/z)^{−1/3} are nearly geometric. */
export function evened(k: number, order: number): number {
  return power(k / order, 2 / 3);
}

/** Sums over components of products of coefficients g_k, which are to fulfill g_k = a g_{k−1} − b g_{k−2} for the last k and the one before. */
export type Moments<V> = readonly [a: V, b: V, c: V, p: V, q: V];

/** The products whose sums are the moments, of the pairs (g_{k−3}, g_{k−2}), (g_{k−2}, g_{k−1}) and (g_{k−1}, g_k): each gives two terms. */
export function momentsOf<P>(first: P, middle: P, last: P): Moments<readonly [P, P]> {
  return [
    [middle, middle],
    [first, middle],
    [first, first],
    [last, middle],
    [first, last],
  ];
}

/**
 * The pair of singularities that the moments of all components show, by least squares (the three-term test of Y. F. Chang and G. Corliss, Ratio-like and recurrence relation
 * tests for convergence of series, IMA J. Appl. Math. 25, 1980): the distance ρ with the sign of the
 * direction, and cos²ψ in 256ths with the sign of cos ψ. NaN where they show none.
 *
 * @param direction - 1 for steps forward, −1 for steps back
 */
export function singularities<V>(
  on: Arithmetic<V>,
  [A, B, C, P, Q]: Moments<V>,
  direction: V,
): { readonly angle: V; readonly distance: V } {
  // a, and b times the determinant, are these over the determinant
  const determinant = on.sub(on.mul(A, C), on.mul(B, B));
  const a = on.sub(on.mul(P, C), on.mul(Q, B));
  const b = on.mul(on.sub(on.mul(P, B), on.mul(Q, A)), determinant);
  const half = on.mul(on.abs(a), on.constant(0.5));
  const square = on.mul(half, half);
  // 1/ρ: the larger root of w² − |a|w + b for real ones, √b for conjugate ones, of which the former is no number
  const inverse = on.max(on.sqrt(on.max(b, on.constant(0))), on.add(half, on.sqrt(on.sub(square, b))));
  const part = on.mul(half, on.mul(a, on.mul(direction, on.constant(PARTS / 2))));
  return { angle: on.div(part, on.max(square, b)), distance: on.div(on.mul(determinant, direction), inverse) };
}

/** What is known of a step. */
export interface Step {
  /** How long it is good for without damping. */
  readonly plain: number;
  /** The norm ‖x_0‖, or 1. */
  readonly start: number;
  readonly margin: number;
  readonly direction: number;
}

/** Powers x, x², … x^count, two by two from earlier ones. */
function powersOf(x: number, count: number): Float64Array {
  const powers = new Float64Array(count + 1);
  powers[1] = x;
  powers[2] = x * x;
  let [leap, square] = [1, x * x];
  for (let pair = 1; 2 * pair < count; pair++) {
    if (pair === 2 * leap) {
      leap = pair;
      square *= square;
    }
    powers[2 * pair + 1] = powers[2 * (pair - leap) + 1]! * square;
    powers[2 * pair + 2] = powers[2 * (pair - leap) + 2]! * square;
  }
  return powers;
}

/** What polynomials are damped by: the distance ρ with the sign of the direction, its powers from ρ^1 on, and a row of a map. */
export interface Damping {
  readonly distance: number;
  readonly powers: Float64Array;
  readonly row: Float64Array;
}

/** A step, and what it is damped by, unless it is the plain one; and whether that is doubtful. */
export interface Proposal {
  readonly h: number;
  readonly damping: Damping | undefined;
  readonly isDoubtful: boolean;
}

/** Which part of a plain step the one in s is where the plain one is doubtful: of t⁶, say, the last coefficients say nothing at most orders, and those in s have all of them in them. */
export const MUCH_SHORTER: number = 1 / 2;

/**
 * A longer step for polynomials that are damped, where that is to be had. `writeProposal` and `writeSearch` compile it: the same operations in the same order.
 *
 * A plain step is doubtful, too, at which the last two terms of a component are larger than the two before them: tanh u and e^{−u²}, where they are flat, have coefficients that are small
 * beside all others, and grow. (Where they are below a last digit from the start, nothing shows them.)
 *
 * @param x - coefficient k of state i at i·(order + 1) + k
 */
export function proposeDamped(
  x: Float64Array,
  { states, order }: { readonly states: number; readonly order: number },
  { plain, start, margin, direction }: Step,
): Proposal {
  const nothing = { h: plain, damping: undefined, isDoubtful: false };
  const stride = order + 1;
  const shown = lastShown(order);
  const inverse = numbers.inversePower(normOf(x, states, order, shown - 1));
  const sums = new Float64Array(10);
  for (let i = 0; i < states; i++) {
    const g = [3, 2, 1, 0].map((back) => x[i * stride + shown - back]! * (evened(shown - back, order) * inverse));
    for (const [j, [a, b]] of momentsOf(0, 1, 2).entries())
      for (const lane of [0, 1]) sums[2 * j + lane]! += g[a + lane]! * g[b + lane]!;
  }
  const moments = [0, 1, 2, 3, 4].map((j) => sums[2 * j]! + sums[2 * j + 1]!) as unknown as Moments<number>;
  const { angle, distance } = singularities(numbers, moments, direction);
  if (!(Math.abs(angle) <= PARTS && distance * direction > 0)) return nothing;
  const maps = mapsFor(order);
  const from = nearestMap(order, angle + TO_WHOLE - TO_WHOLE);
  const powers = powersOf(distance, order);
  const norms: [number, number] = [0, 0];
  const total: [number, number] = [0, 0];
  const square = plain * plain;
  let isRising = false;
  for (let j = 0; j < states; j++) {
    const rises = (k: number): boolean => Math.abs(x[j * stride + k]!) * square > Math.abs(x[j * stride + k - 2]!);
    isRising ||= rises(order - 1) && rises(order);
    for (const i of [0, 1] as const) {
      const functional = maps.subarray(from + functionalAt(order, i), from + functionalAt(order, i + 1));
      const size = Math.abs(product(x.subarray(j * stride), powers, functional));
      norms[i] = Math.max(norms[i], size);
      total[i] += size;
    }
  }
  if (!(total[0] + total[1] < Infinity)) return nothing;
  if (isRising) return { ...nothing, isDoubtful: true };
  const parts = ordersOfTail(order).map(([k], i) => (numbers.high(norms[i]!) - numbers.high(start)) * partsOf(k));
  const level = Math.max(0, Math.floor((Math.max(...parts) + (firstParts(numbers, margin) - TO_WHOLE)) / LEVEL));
  if (level >= LEVELS) return nothing;
  const at = from + levelAt(order, level);
  const h = Math.abs(distance * maps[at]!);
  if (!(h > plain)) return { ...nothing, isDoubtful: h < plain * MUCH_SHORTER };
  return { h, damping: { distance, powers, row: maps.subarray(at, at + order) }, isDoubtful: false };
}

/** Σ_k x_k ρ^k t_k over k = 1 … p, odd and even ones by themselves. */
function product(x: Float64Array, powers: Float64Array, functional: Float64Array): number {
  let [odd, even] = [0, 0];
  for (let k = 1; k < functional.length; k += 2) {
    odd += x[k]! * (powers[k]! * functional[k - 1]!);
    even += x[k + 1]! * (powers[k + 1]! * functional[k]!);
  }
  return odd + even;
}

/**
 * x_0 ← x_0 + Σ_k ω_k h^k x_k for every row, for an h up to the step proposed. `writeMove` compiles it.
 *
 * @param low - as of `moveOn`
 */
export function moveDamped(
  x: Float64Array,
  rows: number,
  { distance, powers, row }: Damping,
  h: number,
  low?: Float64Array,
): void {
  const order = row.length;
  const part = row[0]!;
  const own = h === distance * part ? powers : powersOf(h / part, order);
  const first = powersOf(h, 2 * FIRST_PAIRS);
  const factors = row.map((value, i) => {
    if (i >= 2 * FIRST_PAIRS) return value * own[i + 1]!;
    return i === 0 ? h : value * first[i + 1]!;
  });
  // every second term, the first ones by themselves
  const half = (at: number, k: number): number => {
    let [total, large] = [0, 0];
    let j = k;
    for (; j > 2 * FIRST_PAIRS; j -= 2) total += x[at + j]! * factors[j - 1]!;
    for (; j > 0; j -= 2) large += x[at + j]! * factors[j - 1]!;
    return total + large;
  };
  for (let i = 0; i < rows; i++) {
    const at = i * (order + 1);
    addTo(x, at, half(at, order - 1) + half(at, order), low, i);
  }
}

/** x_k ← ω_k x_k for every row. `writeDamp` compiles it. */
export function damp(x: Float64Array, rows: number, { row }: Damping): void {
  const order = row.length;
  const inverse = powersOf(1 / row[0]!, order);
  const weights = row.map((value, i) => (i < 2 * FIRST_PAIRS ? value : value * inverse[i + 1]!));
  for (let i = 0; i < rows; i++) for (let k = 2; k <= order; k++) x[i * (order + 1) + k]! *= weights[k - 1]!;
}
