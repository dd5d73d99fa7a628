/**
 * Sums of interval products by midpoints and radii: the fast form of `convolveInto` for sums of some length. The bound is proved in docs/proofs/centered.md.
 *
 * With a = m_a ± r_a, b = m_b ± r_b and q₁ = r_a·|m_b|, q₂ = |m_a|·r_b, q₃ = r_a·r_b, μ = min(q₁, q₂, q₃), the product set is exactly (Neumaier 1990)
 *   m_a·m_b + sign(m_a·m_b)·μ  ±  (q₁ + q₂ + q₃ − μ).
 * Here m and r are twice that, m = lo + hi and r = hi − lo, so that no half is lost to underflow, and sums four times what they stand for.
 *
 * First with μ = 0 and plain sums, which mostly do. Where rounding is more than a small part of the radius, the midpoints are added up again in twice the working precision,
 * so that radii of a few units in the last place are not swamped; where factors are so wide that μ counts, they are added up again with it.
 */

import { sumError } from '../../rounding/compensated.js';
import { addDown, addUp } from '../../rounding/directed.js';
import { splitter } from '../../rounding/limits.js';

/** Products from which on a sum is taken in this form; below, what it costs to begin and to end one is more than it saves. */
export const LEAST_TERMS = 3;
/** Terms, and sizes of weights, for which the bound is proved. */
export const MOST_TERMS = 1048576; // 2^20
/** Radii and sums of sizes up to the second, and one of both from the first on, are far enough from underflow and overflow. */
export const LEAST_SIZE = 1.1830521861667747e-271; // 2^−900
export const MOST_SIZE = 8.45271249817064e270; // 2^900
/** What plain sums may lose at most, as a part of the radius: by rounding midpoints, and by leaving out μ, which is at most so much. */
export const MOST_ROUNDED = 2.44140625e-4; // 2^−12
export const MOST_LEFT = 9.765625e-4; // 2^−10
/** Per term, or as many for all together, what a sum of radii is short of at most, as a part of it. */
export const RADIUS_ERROR = 1.1102230246251565e-16; // 2^−53
export const RADIUS_TERMS = 32;
/** The same for a sum of midpoints, as a part of the sum of their sizes. */
export const PLAIN_ERROR = 1.1102230246251565e-16; // 2^−53
/** And in twice the working precision; what underflows is less. */
export const MIDPOINT_ERROR = 1.3234889800848443e-23; // 2^−76
export const MIDPOINT_TERMS = 16;

/** The midpoint of a sum as s + t, and its radius, all four times too large. */
const sums = { s: 0, t: 0, r: 0 };

/**
 * `convolveInto` in this form; false, with nothing written, where its bound is not proved or does not pay: a few terms, points alone (whose exact
 * results must stay points), sizes far out, empty or unbounded operands.
 *
 * Even and odd terms are added up apart, as the lanes of a vector do.
 */
export function convolveCentered(
  m: Float64Array,
  out: number,
  x: number,
  y: number,
  stride: number,
  k: number,
  from: number,
  last: number,
  p: number,
  q: number,
  self: boolean,
): boolean {
  const n = last - from + 1;
  // each pair of a square stands for two products
  if (!((self ? k - 2 * from + 1 : n) >= LEAST_TERMS && n <= MOST_TERMS)) return false;
  if (!self && !(Math.abs(p * from + q) <= MOST_TERMS && Math.abs(p * last + q) <= MOST_TERMS)) return false;
  let s = 0;
  let r = 0;
  let h = 0;
  let g = 0;
  let s2 = 0;
  let r2 = 0;
  let h2 = 0;
  let g2 = 0;
  const end = self && 2 * last === k ? last - 1 : last;
  for (let j = from; j <= end; j++) {
    const i = x + j * stride;
    const l = y + (k - j) * stride;
    const w = self ? 1 : p * j + q;
    const a = w * (m[i]! + m[i + 1]!);
    const ra = Math.abs(w) * (m[i + 1]! - m[i]!);
    const b = m[l]! + m[l + 1]!;
    const rb = m[l + 1]! - m[l]!;
    const product = a * b;
    const sNew = s2 + product;
    const rNew = r2 + (ra * (Math.abs(b) + rb) + Math.abs(a) * rb);
    const hNew = h2 + ra * rb;
    const gNew = g2 + Math.abs(product);
    s2 = s;
    r2 = r;
    h2 = h;
    g2 = g;
    s = sNew;
    r = rNew;
    h = hNew;
    g = gNew;
  }
  s += s2;
  r += r2;
  h += h2;
  g += g2;
  if (self) {
    s *= 2;
    r *= 2;
    h *= 2;
    g *= 2;
    if (end < last) {
      const i = x + last * stride;
      const a = m[i]! + m[i + 1]!;
      const ra = m[i + 1]! - m[i]!;
      const product = a * a;
      s += product;
      r += ra * (Math.abs(a) + ra) + Math.abs(a) * ra;
      h += ra * ra;
      g += product;
    }
  }
  // products of points are exact where they can be, and add nothing to an interval where they are zero
  if (!(r > 0)) return false;
  const lo = m[out]!;
  const hi = m[out + 1]!;
  const ends = lo + hi;
  const start = ends * 0.5;
  let sum = s * 0.25 + start;
  let t = 0;
  r = r * 0.25 + (hi - lo) * 0.5;
  g = g * 0.25 + Math.abs(start);
  if (!(Math.max(r, g) >= LEAST_SIZE && r <= MOST_SIZE && g <= MOST_SIZE)) return false;
  let slack = g * ((n + MIDPOINT_TERMS) * PLAIN_ERROR);
  const isWide = h * 0.25 > r * MOST_LEFT;
  const isThin = slack > r * MOST_ROUNDED;
  if (isWide || isThin) {
    addAgain(m, x, y, stride, k, from, last, p, q, self, isThin, isWide);
    s = sums.s * 0.25;
    sum = s + start;
    t = sums.t * 0.25;
    if (isThin) {
      t += sumError(s, start, sum) + sumError(lo, hi, ends) * 0.5;
      // halves of large factors overflow, even beside small ones
      if (!(Math.abs(sum) <= MOST_SIZE && Math.abs(t) <= MOST_SIZE)) return false;
      slack = g * ((n + MIDPOINT_TERMS) * MIDPOINT_ERROR);
    }
    if (isWide) {
      r = sums.r * 0.25 + (hi - lo) * 0.5;
      // what was wide may have been of nothing
      if (!(Math.max(r, g) >= LEAST_SIZE)) return false;
    }
  }
  const radius = r + r * ((n + RADIUS_TERMS) * RADIUS_ERROR) + slack;
  m[out] = addDown(sum, t - radius);
  m[out + 1] = addUp(sum, t + radius);
  return true;
}

/** Adds up midpoints again: in twice the working precision where the sum is thin, and where factors are wide with μ, which makes other radii. */
function addAgain(
  m: Float64Array,
  x: number,
  y: number,
  stride: number,
  k: number,
  from: number,
  last: number,
  p: number,
  q: number,
  self: boolean,
  isThin: boolean,
  isWide: boolean,
): void {
  // Rounded sums of midpoints, what their errors come to, sums of radii, and of sizes: of this term's lane and of the other
  let s = 0;
  let t = 0;
  let r = 0;
  let s2 = 0;
  let t2 = 0;
  let r2 = 0;
  const end = self && 2 * last === k ? last - 1 : last;
  for (let j = from; j <= end; j++) {
    const i = x + j * stride;
    const l = y + (k - j) * stride;
    const lo = m[i]!;
    const hi = m[i + 1]!;
    let a = lo + hi;
    let ra = hi - lo;
    // what the midpoint was rounded by belongs to its lower half
    const rest = sumError(lo, hi, a);
    let c = splitter * a;
    let a1 = c - (c - a);
    let a2 = a - a1 + rest;
    const w = self ? 1 : p * j + q;
    if (w !== 1) {
      // w·a = w·a₁ + w·a₂, both exact, in two new halves
      const high = w * a1;
      c = splitter * high;
      a1 = c - (c - high);
      a2 = high - a1 + w * a2;
      a = w * a;
      ra = Math.abs(w) * ra;
    }
    const below = m[l]!;
    const above = m[l + 1]!;
    const b = below + above;
    const rb = above - below;
    c = splitter * b;
    const b1 = c - (c - b);
    const b2 = b - b1 + sumError(below, above, b);
    const product = isThin ? a1 * b1 : a * b;
    const size = Math.abs(a);
    const q1 = ra * Math.abs(b);
    const q2 = size * rb;
    const q3 = ra * rb;
    // of what is not a number whichever, since it shows in the sums
    const mu = isWide ? Math.min(q1, q2, q3) : 0;
    const sum = s2 + product;
    const lower = isThin ? a1 * b2 + a2 * b : 0;
    const error = isThin ? sumError(s2, product, sum) : 0;
    const shift = a < 0 !== b < 0 ? -mu : mu;
    const tNew = t2 + (lower + shift + error);
    const rNew = r2 + (q1 + q2 + q3 - mu);
    s2 = s;
    t2 = t;
    r2 = r;
    s = sum;
    t = tNew;
    r = rNew;
  }
  const both = s + s2;
  t = t + t2 + (isThin ? sumError(s, s2, both) : 0);
  s = both;
  r += r2;
  if (self) {
    s *= 2;
    t *= 2;
    r *= 2;
    if (end < last) {
      const i = x + last * stride;
      const lo = m[i]!;
      const hi = m[i + 1]!;
      const a = lo + hi;
      const ra = hi - lo;
      const c = splitter * a;
      const a1 = c - (c - a);
      const a2 = a - a1 + sumError(lo, hi, a);
      const product = isThin ? a1 * a1 : a * a;
      const q1 = ra * Math.abs(a);
      const q3 = ra * ra;
      // {x² : x ∈ a} = m² + μ ± (2q₁ + q₃ − μ) with μ = q₃, and around zero, where it is [0, (|m| + r)²], with 2μ = 2q₁ + q₃ − m²
      const mu = !isWide ? 0 : ra > Math.abs(a) ? (q3 + q1 + (q1 - a * a)) * 0.5 : q3;
      const sum = s + product;
      t += isThin ? a1 * a2 + a2 * a + mu + sumError(s, product, sum) : mu;
      r += q1 + q1 + q3 - mu;
      s = sum;
    }
  }
  sums.s = s;
  sums.t = t;
  sums.r = r;
}
