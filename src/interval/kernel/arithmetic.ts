import { addDown, addUp, divDown, divUp, mulDown, mulUp, sqrtDown, sqrtUp } from '../../rounding/directed.js';
import { fmaDown, fmaUp } from '../../rounding/fma.js';
import { greatestExact, leastExact, phi } from '../../rounding/limits.js';
import { twoProductError } from '../../rounding/transform.js';
import { COM, type Decoration } from '../decoration.js';
import { isBounded, writeContinuous, writeEmpty, writePartial } from './bounds.js';

// All of these are tightest: each bound is the exact bound rounded once, outward.

/** −[a, b] = [−b, −a]. */
export function negInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  return writeContinuous(out, o, -hi, -lo, isBounded(lo, hi));
}

/**
 * Writes [a + b, c + d], each bound rounded outward. The common case stands here and not in addDown and addUp, for speed.
 *
 * An infinite or empty operand, and an overflow, make a sum infinite or NaN and leave for {@link sumsAtEdge}. Up to 2^1021 nothing on the way overflows.
 */
function writeSums(out: Float64Array, o: number, a: number, b: number, c: number, d: number): Decoration {
  const s = a + b;
  const t = c + d;
  const m = Math.abs(s);
  const n = Math.abs(t);
  if (m <= greatestExact && n <= greatestExact) {
    const v = s - a;
    const w = t - c;
    const e = a - (s - v) + (b - v);
    const f = c - (t - w) + (d - w);
    if ((e >= 0 || m >= leastExact) && (f <= 0 || n >= leastExact)) {
      out[o] = e < 0 ? s - m * phi : s;
      out[o + 1] = f > 0 ? t + n * phi : t;
      return COM;
    }
  }
  return sumsAtEdge(out, o, a, b, c, d);
}

function sumsAtEdge(out: Float64Array, o: number, a: number, b: number, c: number, d: number): Decoration {
  if (a > c || b > d) return writeEmpty(out, o);
  return writeContinuous(out, o, addDown(a, b), addUp(c, d), isBounded(a, c) && isBounded(b, d));
}

/** [a, b] + [c, d] = [a + c, b + d]. */
export function addInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  return writeSums(out, o, a[i]!, b[j]!, a[i + 1]!, b[j + 1]!);
}

/** [a, b] − [c, d] = [a − d, b − c]. */
export function subInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  return writeSums(out, o, a[i]!, -b[j + 1]!, a[i + 1]!, -b[j]!);
}

/**
 * Writes [a·b, c·d], each bound rounded outward, for the product set of [al, ah] and [bl, bh] whose extremes these two products are.
 *
 * Factors too large for splitting make the errors NaN, and an infinite or empty operand makes a product infinite or NaN: both leave the common case.
 */
function writeProducts(out: Float64Array, o: number, a: number, b: number, c: number, d: number): boolean {
  const p = a * b;
  const q = c * d;
  const m = Math.abs(p);
  const n = Math.abs(q);
  if (m >= leastExact && m <= greatestExact && n >= leastExact && n <= greatestExact) {
    const e = twoProductError(a, b, p);
    const f = twoProductError(c, d, q);
    if (!Number.isNaN(e + f)) {
      out[o] = e < 0 ? p - m * phi : p;
      out[o + 1] = f > 0 ? q + n * phi : q;
      return true;
    }
  }
  const lo = mulDown(a, b);
  const hi = mulUp(c, d);
  if (!(Math.abs(lo) <= Number.MAX_VALUE && Math.abs(hi) <= Number.MAX_VALUE)) return false;
  // a zero without a sign, as a sum that starts from zero has it
  out[o] = lo + 0;
  out[o + 1] = hi + 0;
  return true;
}

/**
 * [a, b]·[c, d] = hull{ac, ad, bc, bd}; the signs leave one product per bound, and two where both factors straddle zero.
 */
export function mulInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const al = a[i]!;
  const ah = a[i + 1]!;
  const bl = b[j]!;
  const bh = b[j + 1]!;
  let a1 = al;
  let b1 = bl;
  let a2 = ah;
  let b2 = bh;
  if (al >= 0) {
    if (bl < 0) a1 = ah;
    if (bh < 0) a2 = al;
  } else if (ah <= 0) {
    a1 = bh >= 0 ? al : ah;
    b1 = bh;
    a2 = bl >= 0 ? ah : al;
    b2 = bl;
  } else if (bl >= 0) b1 = bh;
  else if (bh <= 0) {
    a1 = ah;
    a2 = al;
    b2 = bl;
  } else {
    // Rounding is monotone: unequal rounded products are in the order of the exact ones.
    const first = al * bh;
    const second = ah * bl;
    const third = al * bl;
    const fourth = ah * bh;
    if (first === second || third === fourth) return productAtEdge(out, o, al, ah, bl, bh);
    if (first < second) b1 = bh;
    else a1 = ah;
    if (third > fourth) {
      a2 = al;
      b2 = bl;
    }
  }
  return writeProducts(out, o, a1, b1, a2, b2) ? COM : productAtEdge(out, o, al, ah, bl, bh);
}

/** x·y rounded down for bounds x and y: that of a product set is a limit of products of reals, so an infinite bound times the real 0 is 0. */
export function boundDown(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : mulDown(x, y);
}

/** x·y rounded up for bounds x and y: see {@link boundDown}. */
export function boundUp(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : mulUp(x, y);
}

function productAtEdge(out: Float64Array, o: number, al: number, ah: number, bl: number, bh: number): Decoration {
  if (al > ah || bl > bh) return writeEmpty(out, o);
  const lo = Math.min(boundDown(al, bl), boundDown(al, bh), boundDown(ah, bl), boundDown(ah, bh));
  const hi = Math.max(boundUp(al, bl), boundUp(al, bh), boundUp(ah, bl), boundUp(ah, bh));
  return writeContinuous(out, o, lo, hi, isBounded(al, ah) && isBounded(bl, bh));
}

/** c·[a, b] for a finite double c, taken as exact. */
export function scaleInto(out: Float64Array, o: number, a: Float64Array, i: number, c: number): Decoration {
  const al = a[i]!;
  const ah = a[i + 1]!;
  const isOrdinary = c >= 0 ? writeProducts(out, o, c, al, c, ah) : writeProducts(out, o, c, ah, c, al);
  return isOrdinary ? COM : productAtEdge(out, o, al, ah, c, c);
}

/** {x/y : x ∈ a, y ∈ b, y ≠ 0}; not defined on the whole box when 0 ∈ b, hence `trv` there. */
export function divInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const al = a[i]!;
  const ah = a[i + 1]!;
  const bl = b[j]!;
  const bh = b[j + 1]!;
  if (al > ah || bl > bh) return writeEmpty(out, o);
  if (bl > 0) {
    const lo = divDown(al, al >= 0 ? bh : bl);
    const hi = divUp(ah, ah >= 0 ? bl : bh);
    return writeContinuous(out, o, lo, hi, isBounded(al, ah) && bh <= Number.MAX_VALUE);
  }
  if (bh < 0) {
    const lo = divDown(ah, ah >= 0 ? bh : bl);
    const hi = divUp(al, al >= 0 ? bl : bh);
    return writeContinuous(out, o, lo, hi, isBounded(al, ah) && bl >= -Number.MAX_VALUE);
  }
  if (bl === 0 && bh === 0) return writeEmpty(out, o);
  if (al === 0 && ah === 0) return writePartial(out, o, 0, 0);
  // A divisor that straddles zero, or a straddling numerator over a divisor that touches it, leaves no bound.
  if ((bl < 0 && bh > 0) || (al < 0 && ah > 0)) return writePartial(out, o, -Infinity, Infinity);
  if (bl === 0) {
    return al >= 0 ? writePartial(out, o, divDown(al, bh), Infinity) : writePartial(out, o, -Infinity, divUp(ah, bh));
  }
  return al >= 0 ? writePartial(out, o, -Infinity, divUp(al, bl)) : writePartial(out, o, divDown(ah, bl), Infinity);
}

/** 1/[a, b] over the points where it is defined. */
export function recipInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || (lo === 0 && hi === 0)) return writeEmpty(out, o);
  if (lo > 0 || hi < 0) return writeContinuous(out, o, divDown(1, hi), divUp(1, lo), isBounded(lo, hi));
  if (lo < 0 && hi > 0) return writePartial(out, o, -Infinity, Infinity);
  return lo === 0 ? writePartial(out, o, divDown(1, hi), Infinity) : writePartial(out, o, -Infinity, divUp(1, lo));
}

/** {x² : x ∈ a}: never negative, where a·a may be. */
export function sqrInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  const mag = Math.max(-lo, hi);
  const mig = lo > 0 ? lo : hi < 0 ? -hi : 0;
  if (writeProducts(out, o, mig, mig, mag, mag)) return COM;
  return writeContinuous(out, o, mulDown(mig, mig), mulUp(mag, mag), mag <= Number.MAX_VALUE);
}

/** {√x : x ∈ a, x ≥ 0}. */
export function sqrtInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || hi < 0) return writeEmpty(out, o);
  if (lo < 0) return writePartial(out, o, 0, sqrtUp(hi));
  return writeContinuous(out, o, sqrtDown(lo), sqrtUp(hi), hi <= Number.MAX_VALUE);
}

// x·y + z for bounds, where an infinite bound times the real 0 is 0 and an infinite product absorbs z.
function edgeFmaDown(x: number, y: number, z: number): number {
  return x === 0 || y === 0 ? z : fmaDown(x, y, z);
}

function edgeFmaUp(x: number, y: number, z: number): number {
  return x === 0 || y === 0 ? z : fmaUp(x, y, z);
}

/**
 * {x·y + z : x ∈ a, y ∈ b, z ∈ c}, rounded once.
 */
export function fmaInto(
  out: Float64Array,
  o: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  c: Float64Array,
  k: number,
): Decoration {
  const al = a[i]!;
  const ah = a[i + 1]!;
  const bl = b[j]!;
  const bh = b[j + 1]!;
  const cl = c[k]!;
  const ch = c[k + 1]!;
  if (al > ah || bl > bh || cl > ch) return writeEmpty(out, o);
  let lo = -Infinity;
  let hi = Infinity;
  // An unbounded addend decides its side alone; fma would meet ∞ − ∞ there.
  if (cl >= -Number.MAX_VALUE) {
    lo = Math.min(edgeFmaDown(al, bl, cl), edgeFmaDown(al, bh, cl), edgeFmaDown(ah, bl, cl), edgeFmaDown(ah, bh, cl));
  }
  if (ch <= Number.MAX_VALUE) {
    hi = Math.max(edgeFmaUp(al, bl, ch), edgeFmaUp(al, bh, ch), edgeFmaUp(ah, bl, ch), edgeFmaUp(ah, bh, ch));
  }
  return writeContinuous(out, o, lo, hi, isBounded(al, ah) && isBounded(bl, bh) && isBounded(cl, ch));
}

/** {|x| : x ∈ a}. */
export function absInto(out: Float64Array, o: number, a: Float64Array, i: number): Decoration {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  const mag = Math.max(Math.abs(lo), Math.abs(hi));
  const mig = lo > 0 ? lo : hi < 0 ? -hi : 0;
  return writeContinuous(out, o, mig, mag, mag <= Number.MAX_VALUE);
}

/** {min(x, y) : x ∈ a, y ∈ b}. */
export function minInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const bounded = isBounded(a[i]!, a[i + 1]!) && isBounded(b[j]!, b[j + 1]!);
  if (!bounded && (a[i]! > a[i + 1]! || b[j]! > b[j + 1]!)) return writeEmpty(out, o);
  return writeContinuous(out, o, Math.min(a[i]!, b[j]!), Math.min(a[i + 1]!, b[j + 1]!), bounded);
}

/** {max(x, y) : x ∈ a, y ∈ b}. */
export function maxInto(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const bounded = isBounded(a[i]!, a[i + 1]!) && isBounded(b[j]!, b[j + 1]!);
  if (!bounded && (a[i]! > a[i + 1]! || b[j]! > b[j + 1]!)) return writeEmpty(out, o);
  return writeContinuous(out, o, Math.max(a[i]!, b[j]!), Math.max(a[i + 1]!, b[j + 1]!), bounded);
}
