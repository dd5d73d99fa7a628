/**
 * Sums, differences, products, quotients and square roots rounded down and up.
 *
 * Each is the tightest bound: `…Down` is the greatest double ≤ the exact result, `…Up` the least double ≥ it, for all doubles;
 * so an exact result is returned itself by both. A finite result beyond ±MAX gives `Number.MAX_VALUE` on one side and `Infinity` on the
 * other. Operands at infinity and NaN follow IEEE 754: ∞ − ∞, 0·∞, 0/0, ∞/∞ and the root of a negative number are NaN.
 *
 * The method: round to nearest, find the sign of the rounding error by an error-free transform, step to the neighbor if needed.
 * One small function holds the common case, so that V8 can inline it; the ends of the exponent range are another function.
 *
 * In the common case the result s has 2^-969 ≤ |s| ≤ 2^1021, so that products have exact errors (see `transform.ts`) and the
 * neighbor is s ± φ|s| (see `neighbor.ts`). Operands too large for splitting give the error NaN, which fails every comparison.
 * The sign of an error is as good as random, so a branch on it is mispredicted every other time: products, quotients and roots step by
 * φ|s| times 0 or 1 instead, at half the cost.
 */

import { checkPlatform } from './canary.js';
import { greatestExact, leastExact, phi } from './limits.js';
import { pred, succ } from './neighbor.js';
import { productResidual, quotientResidual } from './residual.js';
import { rootBounds } from './root.js';
import { twoProductError, twoSumError } from './transform.js';

checkPlatform();

const leastDividend = 1.0261342003245941e-289; // 2^-960: the error of q·b, near a, is a multiple of 2^-1066 then
const root = new Float64Array(2);

/**
 * The greatest double ≤ a + b.
 * @guarantee encloses
 * @see {@link addUp}
 * @example
 * addDown(0.1, 0.2); // 0.3
 */
export function addDown(a: number, b: number): number {
  const s = a + b;
  const m = Math.abs(s);
  if (m >= leastExact && m <= greatestExact) {
    const v = s - a;
    return a - (s - v) + (b - v) < 0 ? s - m * phi : s;
  }
  return addDownEdge(a, b, s);
}

/**
 * The least double ≥ a + b.
 * @guarantee encloses
 * @see {@link addDown}
 * @example
 * addUp(0.1, 0.2); // 0.30000000000000004
 */
export function addUp(a: number, b: number): number {
  const s = a + b;
  const m = Math.abs(s);
  if (m >= leastExact && m <= greatestExact) {
    const v = s - a;
    return a - (s - v) + (b - v) > 0 ? s + m * phi : s;
  }
  return addUpEdge(a, b, s);
}

function addDownEdge(a: number, b: number, s: number): number {
  if (s - s !== 0) return s === Infinity && a <= Number.MAX_VALUE && b <= Number.MAX_VALUE ? Number.MAX_VALUE : s;
  return twoSumError(a, b, s) < 0 ? pred(s) : s;
}

function addUpEdge(a: number, b: number, s: number): number {
  if (s - s !== 0) return s === -Infinity && a >= -Number.MAX_VALUE && b >= -Number.MAX_VALUE ? -Number.MAX_VALUE : s;
  return twoSumError(a, b, s) > 0 ? succ(s) : s;
}

/**
 * The greatest double ≤ a − b.
 * @guarantee encloses
 * @see {@link subUp}
 */
export function subDown(a: number, b: number): number {
  return addDown(a, -b);
}

/**
 * The least double ≥ a − b.
 * @guarantee encloses
 * @see {@link subDown}
 */
export function subUp(a: number, b: number): number {
  return addUp(a, -b);
}

/**
 * The greatest double ≤ a·b.
 * @guarantee encloses
 * @see {@link mulUp}
 * @example
 * mulDown(0.1, 0.1); // 0.01
 * mulDown(5e-324, 0.5); // 0
 */
export function mulDown(a: number, b: number): number {
  const p = a * b;
  const m = Math.abs(p);
  if (m >= leastExact && m <= greatestExact) {
    const e = twoProductError(a, b, p);
    if (Math.abs(e) <= m) return p - m * phi * Number(e < 0);
  }
  return mulDownEdge(a, b, p);
}

/**
 * The least double ≥ a·b.
 * @guarantee encloses
 * @see {@link mulDown}
 * @example
 * mulUp(5e-324, 0.5); // 5e-324
 */
export function mulUp(a: number, b: number): number {
  const p = a * b;
  const m = Math.abs(p);
  if (m >= leastExact && m <= greatestExact) {
    const e = twoProductError(a, b, p);
    if (Math.abs(e) <= m) return p + m * phi * Number(e > 0);
  }
  return mulUpEdge(a, b, p);
}

function mulDownEdge(a: number, b: number, p: number): number {
  if (p - p !== 0)
    return p === Infinity && Math.abs(a) <= Number.MAX_VALUE && Math.abs(b) <= Number.MAX_VALUE ? Number.MAX_VALUE : p;
  return productResidual(a, b, p) < 0 ? pred(p) : p;
}

function mulUpEdge(a: number, b: number, p: number): number {
  if (p - p !== 0)
    return p === -Infinity && Math.abs(a) <= Number.MAX_VALUE && Math.abs(b) <= Number.MAX_VALUE ? -Number.MAX_VALUE : p;
  return productResidual(a, b, p) > 0 ? succ(p) : p;
}

/**
 * The greatest double ≤ a/b.
 *
 * A zero divisor follows IEEE 754: `divDown(1, 0)` is `Infinity`, `divDown(1, -0)` is `-Infinity`.
 * @guarantee encloses
 * @see {@link divUp}
 * @example
 * divDown(1, 3); // 0.3333333333333333
 */
export function divDown(a: number, b: number): number {
  const q = a / b;
  const m = Math.abs(q);
  const n = Math.abs(a);
  if (m >= leastExact && m <= greatestExact && n >= leastDividend && n <= greatestExact) {
    // r = a − q·b = (a − p) − l, where q·b = p + l and the difference a − p is exact; rounding does not change the sign of r.
    const p = q * b;
    const r = a - p - twoProductError(q, b, p);
    if (Math.abs(r) <= n) return q - m * phi * Number(b > 0 ? r < 0 : r > 0);
  }
  return divDownEdge(a, b, q);
}

/**
 * The least double ≥ a/b.
 *
 * A zero divisor follows IEEE 754: `divUp(1, 0)` is `Infinity`, `divUp(1, -0)` is `-Infinity`.
 * @guarantee encloses
 * @see {@link divDown}
 * @example
 * divUp(1, 3); // 0.33333333333333337
 */
export function divUp(a: number, b: number): number {
  const q = a / b;
  const m = Math.abs(q);
  const n = Math.abs(a);
  if (m >= leastExact && m <= greatestExact && n >= leastDividend && n <= greatestExact) {
    const p = q * b;
    const r = a - p - twoProductError(q, b, p);
    if (Math.abs(r) <= n) return q + m * phi * Number(b > 0 ? r > 0 : r < 0);
  }
  return divUpEdge(a, b, q);
}

function divDownEdge(a: number, b: number, q: number): number {
  if (q - q !== 0) return q === Infinity && Math.abs(a) <= Number.MAX_VALUE && b !== 0 ? Number.MAX_VALUE : q;
  return quotientResidual(a, b, q) < 0 ? pred(q) : q;
}

function divUpEdge(a: number, b: number, q: number): number {
  if (q - q !== 0) return q === -Infinity && Math.abs(a) <= Number.MAX_VALUE && b !== 0 ? -Number.MAX_VALUE : q;
  return quotientResidual(a, b, q) > 0 ? succ(q) : q;
}

/**
 * The greatest double ≤ √x; NaN for x < 0.
 *
 * `Math.sqrt` is only a guess s here (ECMAScript promises nothing about it), held against r = x − s²: with u the distance from s
 * down to its neighbor, |r| ≤ 1.5·s·u < 2·s·u − u² shows that √x lies within u of s. A correctly rounded s has |r| ≤ s·u + u²/4,
 * unless it is a power of two and less than √x, and then it may go the slow way.
 * @guarantee encloses
 * @see {@link sqrtUp}
 * @example
 * sqrtDown(2); // 1.414213562373095
 * sqrtDown(4); // 2
 */
export function sqrtDown(x: number): number {
  if (x >= leastExact && x <= greatestExact) {
    const s = Math.abs(Math.sqrt(x));
    const p = s * s;
    const r = x - p - twoProductError(s, s, p);
    const u = s - (s - s * phi);
    if (Math.abs(r) <= 1.5 * s * u) return s - u * Number(r < 0);
  }
  return sqrtDownEdge(x);
}

/**
 * The least double ≥ √x; NaN for x < 0.
 * @guarantee encloses
 * @see {@link sqrtDown}
 * @example
 * sqrtUp(2); // 1.4142135623730951
 */
export function sqrtUp(x: number): number {
  if (x >= leastExact && x <= greatestExact) {
    const s = Math.abs(Math.sqrt(x));
    const p = s * s;
    const r = x - p - twoProductError(s, s, p);
    const u = s - (s - s * phi);
    if (Math.abs(r) <= 1.5 * s * u) return s + s * phi * Number(r > 0);
  }
  return sqrtUpEdge(x);
}

function sqrtDownEdge(x: number): number {
  if (!(x > 0 && x <= Number.MAX_VALUE)) return x === 0 || x === Infinity ? x : NaN;
  if (x < leastExact) return sqrtDown(x * 4.149515568880993e180) * 4.909093465297727e-91; // 2^600, 2^-300
  if (x > greatestExact) return sqrtDown(x * 2.409919865102884e-181) * 2.037035976334486e90; // 2^-600, 2^300
  rootBounds(x, root);
  return root[0]!;
}

function sqrtUpEdge(x: number): number {
  if (!(x > 0 && x <= Number.MAX_VALUE)) return x === 0 || x === Infinity ? x : NaN;
  if (x < leastExact) return sqrtUp(x * 4.149515568880993e180) * 4.909093465297727e-91; // 2^600, 2^-300
  if (x > greatestExact) return sqrtUp(x * 2.409919865102884e-181) * 2.037035976334486e90; // 2^-600, 2^300
  rootBounds(x, root);
  return root[1]!;
}
