import { boundDown, boundUp } from '../interval/kernel/arithmetic.js';
import { isSafeProduct, isSettled, settleDown, settleUp, sumError } from '../rounding/compensated.js';
import { addDown, addUp } from '../rounding/directed.js';
import { twoProductError } from '../rounding/transform.js';

// Enclosures of matrix products, nearly tightest: each bound is one dot product taken in twice the working precision
// (Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26, 2005, algorithm 5.3) and rounded outward once.
// For an integrator this is worth its price: with point data a product of k terms is one ulp wide, not k.
//
// An interval matrix keeps the pair lo, hi of entry (i, j) at 2·(i·m + j); the empty set is (+∞, −∞).
// An empty entry makes every entry it enters empty. A NaN in a point matrix is no number and says nothing: it makes the
// entry entire.

/**
 * Encloses A·B for an n×k and a k×m interval matrix; `out` may not overlap A or B.
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * intervalProduct(out, Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), 1, 2, 1);
 * Array.from(out); // [26, 44]
 */
export function intervalProduct(out: Float64Array, a: Float64Array, b: Float64Array, n: number, k: number, m: number): void {
  accumulate(out, undefined, a, 1, b, 1, n, k, m);
}

/**
 * Encloses A·B for an n×k interval matrix and a k×m point matrix; `out` may not overlap A or B.
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * intervalPointProduct(out, Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6), 1, 2, 1);
 * Array.from(out); // [23, 34]
 */
export function intervalPointProduct(out: Float64Array, a: Float64Array, b: Float64Array, n: number, k: number, m: number): void {
  accumulate(out, undefined, a, 1, b, 0, n, k, m);
}

/**
 * Encloses A·B for an n×k point matrix and a k×m interval matrix; `out` may not overlap A or B.
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * pointIntervalProduct(out, Float64Array.of(5, 6), Float64Array.of(1, 2, 3, 4), 1, 2, 1);
 * Array.from(out); // [23, 34]
 */
export function pointIntervalProduct(out: Float64Array, a: Float64Array, b: Float64Array, n: number, k: number, m: number): void {
  accumulate(out, undefined, a, 0, b, 1, n, k, m);
}

/**
 * Encloses A·B for an n×k and a k×m point matrix: `out` is an n×m interval matrix.
 * @guarantee encloses
 * @example
 * const out = new Float64Array(2);
 * pointProduct(out, Float64Array.of(1, 2), Float64Array.of(3, 4), 1, 2, 1);
 * Array.from(out); // [11, 11]
 */
export function pointProduct(out: Float64Array, a: Float64Array, b: Float64Array, n: number, k: number, m: number): void {
  accumulatePoints(out, undefined, a, b, n, k, m);
}

/** Encloses C + A·B, rounded once, for interval matrices; `out` may be C but may not overlap A or B. @guarantee encloses */
export function addIntervalProduct(
  out: Float64Array,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  accumulate(out, c, a, 1, b, 1, n, k, m);
}

/** Encloses C + A·B for interval matrices C, A and a point matrix B; `out` may be C. @guarantee encloses */
export function addIntervalPointProduct(
  out: Float64Array,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  accumulate(out, c, a, 1, b, 0, n, k, m);
}

/** Encloses C + A·B for interval matrices C, B and a point matrix A; `out` may be C. @guarantee encloses */
export function addPointIntervalProduct(
  out: Float64Array,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  accumulate(out, c, a, 0, b, 1, n, k, m);
}

/** Encloses C + A·B for an interval matrix C and point matrices A, B; `out` may be C. @guarantee encloses */
export function addPointProduct(
  out: Float64Array,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  accumulatePoints(out, c, a, b, n, k, m);
}

// With e_l the error of the l-th product and f_l that of the l-th addition, each passes through at most k + 1 roundings.
function lower(s: number, t: number, g: number, k: number): number {
  return settleDown(s, t, g, k + 3);
}

function upper(s: number, t: number, g: number, k: number): number {
  return settleUp(s, t, g, k + 3);
}

// out = C + A·B with ha = 1 where A is an interval matrix and 0 where it is a point matrix; the same for hb and B.
function accumulate(
  out: Float64Array,
  c: Float64Array | undefined,
  a: Float64Array,
  ha: 0 | 1,
  b: Float64Array,
  hb: 0 | 1,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const o = 2 * (i * m + j);
      let sl = c === undefined ? 0 : c[o]!;
      let sh = c === undefined ? 0 : c[o + 1]!;
      let tl = 0;
      let th = 0;
      let gl = 0;
      let gh = 0;
      for (let l = 0; l < k; l++) {
        const p = (i * k + l) << ha;
        const q = (l * m + j) << hb;
        const al = a[p]!;
        const ah = a[p + ha]!;
        const bl = b[q]!;
        const bh = b[q + hb]!;
        if (!(al <= ah && bl <= bh)) {
          gl = Infinity;
          break;
        }
        // The signs choose x·y for the lower bound and z·w for the upper one.
        let x: number;
        let y: number;
        let z: number;
        let w: number;
        if (al >= 0) {
          x = bl >= 0 ? al : ah;
          y = bl;
          z = bh >= 0 ? ah : al;
          w = bh;
        } else if (ah <= 0) {
          x = bh >= 0 ? al : ah;
          y = bh;
          z = bl >= 0 ? ah : al;
          w = bl;
        } else if (bl >= 0) {
          x = al;
          y = bh;
          z = ah;
          w = bh;
        } else if (bh <= 0) {
          x = ah;
          y = bl;
          z = al;
          w = bl;
        } else {
          // Both straddle zero. Rounding is monotone, so unequal rounded products are in the order of the exact ones;
          // equal ones are told apart by their errors.
          const first = al * bh;
          const second = ah * bl;
          let take = first < second;
          if (first === second) {
            if (!(isSafeProduct(al, bh, first) && isSafeProduct(ah, bl, second))) {
              gl = Infinity;
              break;
            }
            take = twoProductError(al, bh, first) <= twoProductError(ah, bl, second);
          }
          x = take ? al : ah;
          y = take ? bh : bl;
          const third = al * bl;
          const fourth = ah * bh;
          take = third > fourth;
          if (third === fourth) {
            if (!(isSafeProduct(al, bl, third) && isSafeProduct(ah, bh, fourth))) {
              gl = Infinity;
              break;
            }
            take = twoProductError(al, bl, third) >= twoProductError(ah, bh, fourth);
          }
          z = take ? al : ah;
          w = take ? bl : bh;
        }
        const xy = x * y;
        const zw = z * w;
        if (!(isSafeProduct(x, y, xy) && isSafeProduct(z, w, zw))) {
          gl = Infinity;
          break;
        }
        const rl = sl + xy;
        const el = twoProductError(x, y, xy);
        const fl = sumError(sl, xy, rl);
        tl += el + fl;
        gl += Math.abs(el) + Math.abs(fl);
        sl = rl;
        const rh = sh + zw;
        const eh = twoProductError(z, w, zw);
        const fh = sumError(sh, zw, rh);
        th += eh + fh;
        gh += Math.abs(eh) + Math.abs(fh);
        sh = rh;
      }
      // An overflow on the way leaves an infinite or NaN sum of errors.
      if (isSettled(sl, gl) && isSettled(sh, gh)) {
        out[o] = lower(sl, tl, gl, k);
        out[o + 1] = upper(sh, th, gh, k);
      } else {
        accumulateEntry(out, o, c, a, ha, b, hb, i, j, k, m);
      }
    }
  }
}

// The same for point matrices, where one sum serves both bounds.
function accumulatePoints(
  out: Float64Array,
  c: Float64Array | undefined,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const o = 2 * (i * m + j);
      let s = 0;
      let t = 0;
      let g = 0;
      for (let l = 0; l < k; l++) {
        const x = a[i * k + l]!;
        const y = b[l * m + j]!;
        const xy = x * y;
        if (!isSafeProduct(x, y, xy)) {
          g = Infinity;
          break;
        }
        const r = s + xy;
        const e = twoProductError(x, y, xy);
        const f = sumError(s, xy, r);
        t += e + f;
        g += Math.abs(e) + Math.abs(f);
        s = r;
      }
      let safe = isSettled(s, g);
      if (safe && c === undefined) {
        out[o] = lower(s, t, g, k);
        out[o + 1] = upper(s, t, g, k);
      } else if (safe && c !== undefined) {
        // The addend enters last: [c] + s is one more exact addition per bound.
        const cl = c[o]!;
        const ch = c[o + 1]!;
        const rl = cl + s;
        const rh = ch + s;
        const fl = sumError(cl, s, rl);
        const fh = sumError(ch, s, rh);
        const gl = g + Math.abs(fl);
        const gh = g + Math.abs(fh);
        safe = isSettled(rl, gl) && isSettled(rh, gh);
        if (safe) {
          out[o] = lower(rl, t + fl, gl, k + 1);
          out[o + 1] = upper(rh, t + fh, gh, k + 1);
        }
      }
      if (!safe) accumulateEntry(out, o, c, a, 0, b, 0, i, j, k, m);
    }
  }
}

// One entry with a directed rounding at each operation: for overflow, underflow, unbounded and empty operands.
function accumulateEntry(
  out: Float64Array,
  o: number,
  c: Float64Array | undefined,
  a: Float64Array,
  ha: 0 | 1,
  b: Float64Array,
  hb: 0 | 1,
  i: number,
  j: number,
  k: number,
  m: number,
): void {
  let lo = c === undefined ? 0 : c[o]!;
  let hi = c === undefined ? 0 : c[o + 1]!;
  let empty = lo > hi;
  let valid = lo <= hi;
  for (let l = 0; l < k; l++) {
    const p = (i * k + l) << ha;
    const q = (l * m + j) << hb;
    const al = a[p]!;
    const ah = a[p + ha]!;
    const bl = b[q]!;
    const bh = b[q + hb]!;
    if (al > ah || bl > bh) empty = true;
    if (!(al <= ah && bl <= bh)) valid = false;
    lo = addDown(lo, Math.min(boundDown(al, bl), boundDown(al, bh), boundDown(ah, bl), boundDown(ah, bh)));
    hi = addUp(hi, Math.max(boundUp(al, bl), boundUp(al, bh), boundUp(ah, bl), boundUp(ah, bh)));
  }
  out[o] = empty ? Infinity : valid ? lo : -Infinity;
  out[o + 1] = empty ? -Infinity : valid ? hi : Infinity;
}
