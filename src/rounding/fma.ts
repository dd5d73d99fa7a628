/** The fused a·b + c rounded once, down or up: the tightest bounds, for all doubles. */

import { significand, significandExponent } from './binary.js';
import { mulDown, mulUp } from './directed.js';
import { phi } from './limits.js';
import { pred, succ } from './neighbor.js';
import { quotientBounds } from './quotient.js';
import { twoProductError } from './transform.js';

const least = 1.0261342003245941e-289; // 2^-960
const greatest = 1.0715086071862673e301; // 2^1000
const leastNeighbored = 2.004168360008973e-292; // 2^-969: from here on t ± φ|t| are the neighbors of t
const exact = new Float64Array(2);

/**
 * The greatest double ≤ a·b + c.
 *
 * Infinite operands follow IEEE 754: ∞·0 + c and ∞ − ∞ are NaN; a finite product beyond ±MAX does not become infinite on the way.
 * @guarantee encloses
 * @see {@link fmaUp}
 * @example
 * fmaDown(0.1, 10, -1); // 5.551115123125783e-17
 */
export function fmaDown(a: number, b: number, c: number): number {
  // a·b + c = h + l + c = s + e + l = s + u + w = t + f + w, each step exact. Where f ≠ 0 it outweighs w, and f + w is less
  // than the distance from t to its neighbors: the sign of f + w decides. (A NaN l, from an operand too large for splitting, fails
  // the last test.)
  const h = a * b;
  const m = Math.abs(h);
  if (m >= least && m <= greatest && Math.abs(c) <= greatest) {
    const l = twoProductError(a, b, h);
    const s = h + c;
    const vs = s - h;
    const e = h - (s - vs) + (c - vs);
    const u = e + l;
    const vu = u - e;
    const w = e - (u - vu) + (l - vu);
    const t = s + u;
    const vt = t - s;
    const f = s - (t - vt) + (u - vt);
    const rest = f + w;
    const n = Math.abs(t);
    if (n >= leastNeighbored && Math.abs(rest) <= n) return t - n * phi * Number(rest < 0);
    if (rest === 0) return t;
  }
  return fmaDownEdge(a, b, c);
}

/**
 * The least double ≥ a·b + c.
 * @guarantee encloses
 * @see {@link fmaDown}
 * @example
 * fmaUp(0.1, 0.1, 0); // 0.010000000000000002
 */
export function fmaUp(a: number, b: number, c: number): number {
  const h = a * b;
  const m = Math.abs(h);
  if (m >= least && m <= greatest && Math.abs(c) <= greatest) {
    const l = twoProductError(a, b, h);
    const s = h + c;
    const vs = s - h;
    const e = h - (s - vs) + (c - vs);
    const u = e + l;
    const vu = u - e;
    const w = e - (u - vu) + (l - vu);
    const t = s + u;
    const vt = t - s;
    const f = s - (t - vt) + (u - vt);
    const rest = f + w;
    const n = Math.abs(t);
    if (n >= leastNeighbored && Math.abs(rest) <= n) return t + n * phi * Number(rest > 0);
    if (rest === 0) return t;
  }
  return fmaUpEdge(a, b, c);
}

function fmaDownEdge(a: number, b: number, c: number): number {
  if (isSimple(a, b, c)) return c === 0 ? mulDown(a, b) : simpleFma(a, b, c);
  if (isNegligible(a * b, c)) return a < 0 === b < 0 ? c : pred(c);
  exactFma(a, b, c);
  return exact[0]!;
}

function fmaUpEdge(a: number, b: number, c: number): number {
  if (isSimple(a, b, c)) return c === 0 ? mulUp(a, b) : simpleFma(a, b, c);
  if (isNegligible(a * b, c)) return a < 0 === b < 0 ? succ(c) : c;
  exactFma(a, b, c);
  return exact[1]!;
}

/** Whether a factor or the term is 0, infinite or NaN, so that no sum of two finite nonzero numbers is rounded. */
function isSimple(a: number, b: number, c: number): boolean {
  return a === 0 || b === 0 || c === 0 || !(Number.isFinite(a) && Number.isFinite(b) && Number.isFinite(c));
}

/** Whether the product, possibly underflowed, is less than the distance from c to its neighbors. */
function isNegligible(product: number, c: number): boolean {
  return Math.abs(product) < least && Math.abs(c) >= 1.499696813895631e-241; // 2^-800
}

/** a·b + c where nothing is rounded; an infinite c wins over a finite product, even one that overflows. */
function simpleFma(a: number, b: number, c: number): number {
  return Number.isFinite(a) && Number.isFinite(b) && !Number.isFinite(c) ? c : a * b + c;
}

/** Writes the bounds of a·b + c to `exact`, for finite operands. */
function exactFma(a: number, b: number, c: number): void {
  // a·b = m·2^e and c = n·2^f, brought to the lesser exponent.
  const m = significand(a) * significand(b);
  const e = significandExponent(a) + significandExponent(b);
  const n = significand(c);
  const f = significandExponent(c);
  const sum = e < f ? m + (n << BigInt(f - e)) : (m << BigInt(e - f)) + n;
  const last = Math.min(e, f);
  if (last < 0) quotientBounds(sum, 1n << BigInt(-last), exact);
  else quotientBounds(sum << BigInt(last), 1n, exact);
}
