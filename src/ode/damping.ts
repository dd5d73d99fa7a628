import { acosBounds } from '../rounding/elementary/acos.js';
import { powBounds } from '../rounding/elementary/pow.js';
import { twoProductError } from '../rounding/transform.js';
import { type Arithmetic, numbers } from './arithmetic.js';
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

/** Maps from a right angle to one of the ends: ψ_i with |cos ψ_i| = 1 − (i/16)², neighbors at most 0.13 apart. */
const HALF = 16;
/** From ψ = 0, ahead, to π, behind. */
const MAPS: number = 2 * HALF + 1;

/** Parts of cos²ψ that maps are looked up by: in steps of 1/256 the nearest one is missed by one at most. */
export const PARTS = 256;

/** s is one of 2^{−5/4}, 2^{−5/4−1/12}, …: beyond, powers of it are too many to be left out, and with smaller ones little is gained. */
const FIRST_LEVEL = 1.25;
const BY_OCTAVE = 12;
export const LEVELS = 25;

/** Levels are whole numbers of parts. */
export const LEVEL: number = 2 ** 40;

/**
 * How many parts of a level lie between s and the first one where s is the largest below 2^y, y = (log₂ ‖x_0‖ − log₂ ‖a_k‖)/k − margin: the largest of log₂ (‖a_k‖/‖x_0‖)·2^20·`partsOf(k)`,
 * which are whole numbers below 2^52, and `firstParts`. Where they begin, the next level begins.
 */
export function partsOf(k: number): number {
  return Math.round((BY_OCTAVE * 2 ** -20 * LEVEL) / k);
}

/** Rounded to a whole number. */
export function firstParts<V>(on: Arithmetic<V>, margin: V): V {
  const parts = on.add(on.mul(margin, on.constant(BY_OCTAVE * LEVEL)), on.constant((1 - FIRST_LEVEL * BY_OCTAVE) * LEVEL));
  return on.add(parts, on.constant(TO_WHOLE));
}

/**
 * Of which orders n and m the coefficients a_n and a_m in s choose it, as (a_n + a_m/2)·9/8: an n that is even and one that is odd, since a solution may be even or odd. Each m is an odd
 * number of pairs before, since four singularities make every other pair vanish, and not the same number, since before a tip that is not quite at the singularity coefficients go up
 * and down slowly. Of a wave, a_n = cos(nθ + φ), such a sum is another one, from 9/16 to 27/16 as high; with weights 1 and 1 it might be none: of (−1)^n, say, three orders apart.
 * With 9/8, steps of brook's problems are as many as with the largest of all four coefficients, at errors that are no larger.
 */
export function ordersOfTail(order: number): readonly (readonly [n: number, m: number])[] {
  return [
    [order, order - 2],
    [order - 1, order - 7],
  ];
}

/** How many sums that are, and the weights of a_n and a_m. */
const TAIL = 2;
const WEIGHT = 9 / 8;
const WEIGHT_BEFORE = 9 / 16;

/**
 * Doubles of a map: for k = 1 … p, T_kn (R/ρ)^k added up as the a_n are for each sum; then, for each s, a row of h/ρ, the first ω_k from ω_2 on, and ω_k (h/ρ)^k for the others up to p. Times
 * ρ^k, which is there before s is known, the latter are ω_k h^k; the former go with powers of h itself, which the clock goes on by. The order p is even.
 */
export function mapLength(order: number): number {
  return levelAt(order, LEVELS);
}

/** Where the functional of two orders of the tail begins in a map, by number. */
export function functionalAt(order: number, i: number): number {
  return i * order;
}

/** Where a level begins in a map. */
export function levelAt(order: number, level: number): number {
  return functionalAt(order, TAIL + level);
}

/** For how many pairs of k, 1 and 2, 3 and 4, rows of maps have ω_k alone. */
export const FIRST_PAIRS = 2;

const known = new Map<number, Float64Array>();

/** All maps for an order, one after the other. */
export function mapsFor(order: number): Float64Array {
  let maps = known.get(order);
  if (maps === undefined) {
    const length = mapLength(order);
    maps = new Float64Array(MAPS * length);
    const levels = Array.from({ length: LEVELS }, (_, level) => power(2, -FIRST_LEVEL - level / BY_OCTAVE));
    for (let i = 0; i < MAPS; i++) writeMap(maps.subarray(i * length, (i + 1) * length), partOf(i), order, levels);
    known.set(order, maps);
  }
  return maps;
}

/** Where the nearest maps for an order begin, in doubles, for cos²ψ = |i|/256 with the sign of cos ψ, from i = −256 on. */
export function nearestMaps(order: number): Int32Array {
  return nearest.map((map) => map * mapLength(order));
}

const nearest = Int32Array.from({ length: 2 * PARTS + 1 }, (_, i) => {
  const cosine = Math.sqrt(Math.abs(i - PARTS) / PARTS);
  const part = Math.round(HALF * Math.sqrt(1 - cosine));
  return i < PARTS ? MAPS - 1 - part : part;
});

/** Doubles of all maps and of their numbers. */
export function mapsLength(order: number): number {
  return MAPS * mapLength(order) + PARTS + 1;
}

const bounds = new Float64Array(2);

/** x^y, the same in every engine. */
function power(x: number, y: number): number {
  if (x === 0) return y === 0 ? 1 : 0;
  powBounds(x, y, bounds);
  return bounds[0]!;
}

/** μ = ψ/π of a map. */
function partOf(i: number): number {
  const part = (HALF - Math.abs(i - HALF)) / HALF;
  acosBounds(1 - part * part, bounds);
  const mu = bounds[0]! / Math.PI;
  return i <= HALF ? mu : 1 - mu;
}

/** Coefficients behind the order, after which what is left of a series in s does not count. */
const BEHIND = 64;

/** Up to which size τ_k are small. */
const SMALL = 2 ** -6;

/** What the sizes of all terms may add up to, for coefficients of the size ρ^{−k}: more where what is left out is larger than what is rounded then. */
const MUCH = 8;

/**
 * With Q = φ(s)/s for the whole map φ, and the part τ_k of Q^k that a sum of order p leaves out, ω_k is (1 − τ_k)/(1 − τ_1)^k. For small k it is next to 1, and only from there
 * exact to its last bit: the ω_k come again in every step, and what they are off by adds up.
 *
 * Far behind the disk of convergence large terms cancel. Where too much of them would be lost, the next smaller s takes the place of s.
 */
function writeMap(map: Float64Array, mu: number, order: number, levels: readonly number[]): void {
  const radius = 4 * power(mu, mu) * power(1 - mu, 1 - mu);
  const end = order + BEHIND;
  const series = Array.from({ length: order }, (_, i) => termsOf(mu, i + 1, end));
  for (const [i, [n, m]] of ordersOfTail(order).entries()) {
    let scale = 1;
    for (const [j, terms] of series.entries()) {
      scale *= radius;
      map[functionalAt(order, i) + j] = (WEIGHT * terms[n]! + WEIGHT_BEFORE * terms[m]!) * scale;
    }
  }
  for (let level = LEVELS - 1; level >= 0; level--) {
    const s = levels[level]!;
    const at = levelAt(order, level);
    const q = sum(series[0]!, s, 1, end);
    // s^{p+1−k} and Q^k
    let rest = 1;
    for (let k = 1; k <= order; k++) rest *= s;
    let whole = q;
    const first = (sum(series[0]!, s, order + 1, end) * rest) / q;
    map[at] = radius * s * (q - first * q);
    // 1 − (1 − τ_1)^k
    let left = first;
    for (let k = 2; k <= order; k++) {
      rest /= s;
      whole *= q;
      left += first - left * first;
      const terms = series[k - 1]!;
      const tau = 2 * k <= order ? (sum(terms, s, order + 1, end) * rest) / whole : 1;
      map[at + k - 1] = Math.abs(tau) < SMALL ? 1 - (tau - left) / (1 - left) : sum(terms, s, k, order) / (whole * (1 - left));
    }
    let last = 2 ** 53;
    for (let k = 1; k <= order; k++) last *= s;
    if (termsAt(map, at, order) > Math.max(MUCH, last) && level < LEVELS - 1) {
      const next = levelAt(order, level + 1);
      map.copyWithin(at, next, next + order);
    }
  }
  for (let level = 0; level < LEVELS; level++) {
    const at = levelAt(order, level);
    timesPowers(map.subarray(at, at + order));
  }
}

/** ω_k ← ω_k (h/ρ)^k for those of a row behind the first ones, with one rounding. */
function timesPowers(row: Float64Array): void {
  const x = row[0]!;
  let [high, low] = [1, 0];
  for (let k = 1; k <= row.length; k++) {
    const product = high * x;
    const error = twoProductError(high, x, product) + low * x;
    high = product + error;
    low = error - (high - product);
    if (k <= 2 * FIRST_PAIRS) continue;
    const weight = row[k - 1]!;
    const rounded = weight * high;
    row[k - 1] = rounded + (twoProductError(weight, high, rounded) + weight * low);
  }
}

/** Σ_k |ω_k| (h/ρ)^k at a level. */
function termsAt(map: Float64Array, at: number, order: number): number {
  const h = map[at]!;
  let [total, power] = [h, h];
  for (let k = 2; k <= order; k++) {
    power *= h;
    total += Math.abs(map[at + k - 1]!) * power;
  }
  return total;
}

/** Σ_n T_kn s^{n−from} over n = from … end. */
function sum(terms: Float64Array, s: number, from: number, end: number): number {
  let total = 0;
  for (let n = end; n >= from; n--) total = total * s + terms[n]!;
  return total;
}

/** T_kn for all n. */
function termsOf(mu: number, k: number, order: number): Float64Array {
  const terms = new Float64Array(order + 1);
  // (1 − s²) u′ = (a(1 + s) − b(1 − s)) u for u = (1 − s)^{−a} (1 + s)^{−b}
  const difference = (4 * mu - 2) * k;
  let [before, u] = [0, 1];
  for (let n = k; n <= order; n++) {
    terms[n] = u;
    const j = n - k;
    [before, u] = [u, (difference * u + (j - 1 + 2 * k) * before) / (j + 1)];
  }
  return terms;
}

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
  const from = nearest[angle + TO_WHOLE - TO_WHOLE + PARTS]! * mapLength(order);
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
