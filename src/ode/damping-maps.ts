import { acosBounds } from '../rounding/elementary/acos.js';
import { powBounds } from '../rounding/elementary/pow.js';
import { twoProductError } from '../rounding/transform.js';
import type { Arithmetic } from './arithmetic.js';
import { TO_WHOLE } from './step.js';

// Tables of the maps that damping.ts goes by.

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

/** Where the nearest map for an order begins, in doubles, for cos²ψ = |i|/256 with the sign of cos ψ. */
export function nearestMap(order: number, i: number): number {
  return nearest[i + PARTS]! * mapLength(order);
}

/** The same in bytes, from i = −256 on. */
export function nearestMaps(order: number): Int32Array {
  return nearest.map((map) => 8 * map * mapLength(order));
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
export function power(x: number, y: number): number {
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
