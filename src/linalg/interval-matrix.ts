import { addDown, addUp, mulDown, mulUp, subDown, subUp } from '../rounding/directed.js';

// Interval matrices are flat: the pair lo, hi of entry (i, j) of an n×m matrix stands at 2·(i·m + j), so that entry by
// entry operations need only the number of entries, `count`. The empty set is the pair (+∞, −∞). Products are in
// interval-product.ts. Nothing here allocates; in an entry by entry operation `out` may be an operand.

/** Each point as an interval: out = [a, a]. @guarantee exact */
export function liftPoints(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    out[2 * i] = a[i]!;
    out[2 * i + 1] = a[i]!;
  }
}

/** The n×n identity as an interval matrix. @guarantee exact */
export function intervalIdentity(out: Float64Array, n: number): void {
  out.fill(0, 0, 2 * n * n);
  for (let i = 0; i < n; i++) {
    out[2 * (i * n + i)] = 1;
    out[2 * (i * n + i) + 1] = 1;
  }
}

/** out = Aᵀ (m×n) for an n×m interval matrix A; `out` may not overlap A. @guarantee exact */
export function transposeIntervals(out: Float64Array, a: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      out[2 * (j * n + i)] = a[2 * (i * m + j)]!;
      out[2 * (j * n + i) + 1] = a[2 * (i * m + j) + 1]!;
    }
  }
}

/** −A, entry by entry. @guarantee exact */
export function negIntervals(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < 2 * count; i += 2) {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    const empty = lo > hi;
    out[i] = empty ? lo : -hi;
    out[i + 1] = empty ? hi : -lo;
  }
}

/** A + B, entry by entry. @guarantee encloses */
export function addIntervals(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < 2 * count; i += 2) {
    writeSum(out, i, a[i]!, a[i + 1]!, b[i]!, b[i + 1]!);
  }
}

/** A − B, entry by entry. @guarantee encloses */
export function subIntervals(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < 2 * count; i += 2) {
    const lo = b[i]!;
    const hi = b[i + 1]!;
    // The negative of the empty pair would be the entire line.
    if (lo > hi) writeSum(out, i, a[i]!, a[i + 1]!, lo, hi);
    else writeSum(out, i, a[i]!, a[i + 1]!, -hi, -lo);
  }
}

/** A + B for a point matrix B, entry by entry. @guarantee encloses */
export function addPoints(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) writeSum(out, 2 * i, a[2 * i]!, a[2 * i + 1]!, b[i]!, b[i]!);
}

/** A − B for a point matrix B, entry by entry. @guarantee encloses */
export function subPoints(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) writeSum(out, 2 * i, a[2 * i]!, a[2 * i + 1]!, -b[i]!, -b[i]!);
}

// [al, ah] + [bl, bh]; empty if either is, entire if either is no interval.
function writeSum(out: Float64Array, o: number, al: number, ah: number, bl: number, bh: number): void {
  const lo = addDown(al, bl);
  const hi = addUp(ah, bh);
  if (Math.abs(lo) <= Number.MAX_VALUE && Math.abs(hi) <= Number.MAX_VALUE) {
    out[o] = lo;
    out[o + 1] = hi;
    return;
  }
  const empty = al > ah || bl > bh;
  out[o] = empty ? Infinity : Number.isNaN(lo) ? -Infinity : lo;
  out[o + 1] = empty ? -Infinity : Number.isNaN(hi) ? Infinity : hi;
}

/** s·A for a finite double s, entry by entry. @guarantee encloses */
export function scaleIntervals(out: Float64Array, a: Float64Array, s: number, count: number): void {
  for (let i = 0; i < 2 * count; i += 2) {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) {
      out[i] = Infinity;
      out[i + 1] = -Infinity;
    } else if (s === 0) {
      out[i] = 0;
      out[i + 1] = 0;
    } else {
      out[i] = mulDown(s, s > 0 ? lo : hi);
      out[i + 1] = mulUp(s, s > 0 ? hi : lo);
    }
  }
}

/** The least interval that holds A and B, entry by entry. @guarantee exact */
export function hullIntervals(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  // The empty pair (+∞, −∞) is neutral for min and max.
  for (let i = 0; i < 2 * count; i += 2) {
    out[i] = Math.min(a[i]!, b[i]!);
    out[i + 1] = Math.max(a[i + 1]!, b[i + 1]!);
  }
}

/**
 * A ∩ B, entry by entry; an empty intersection is written as (+∞, −∞).
 * @returns whether no entry is empty
 * @guarantee exact
 */
export function intersectIntervals(out: Float64Array, a: Float64Array, b: Float64Array, count: number): boolean {
  let met = true;
  for (let i = 0; i < 2 * count; i += 2) {
    const lo = Math.max(a[i]!, b[i]!);
    const hi = Math.min(a[i + 1]!, b[i + 1]!);
    if (lo <= hi) {
      out[i] = lo;
      out[i + 1] = hi;
    } else {
      out[i] = Infinity;
      out[i + 1] = -Infinity;
      met = false;
    }
  }
  return met;
}

// The midpoint as a double: finite for every nonempty interval, NaN for the empty one. ±Number.MAX_VALUE for half-lines.
function middle(lo: number, hi: number): number {
  if (lo > hi) return Number.NaN;
  if (lo === -Infinity) return hi === Infinity ? 0 : -Number.MAX_VALUE;
  if (hi === Infinity) return Number.MAX_VALUE;
  const m = 0.5 * (lo + hi);
  return Math.abs(m) <= Number.MAX_VALUE ? m : 0.5 * lo + 0.5 * hi;
}

/**
 * The midpoints of A as a point matrix: a point of each interval, not its exact center.
 */
export function midpoints(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = middle(a[2 * i]!, a[2 * i + 1]!);
}

/**
 * Upper bounds of the radii of A about its `midpoints`: A ⊆ mid + [−1, 1]·rad. Infinite where A is unbounded, NaN where empty.
 * @guarantee encloses
 */
export function radii(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const lo = a[2 * i]!;
    const hi = a[2 * i + 1]!;
    const m = middle(lo, hi);
    out[i] = Math.max(subUp(m, lo), subUp(hi, m));
  }
}

/**
 * A = M + R with M the point matrix of midpoints and R an interval matrix about zero; `rest` may be A.
 * @guarantee encloses
 */
export function splitIntervals(mid: Float64Array, rest: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const lo = a[2 * i]!;
    const hi = a[2 * i + 1]!;
    const m = middle(lo, hi);
    mid[i] = m;
    rest[2 * i] = lo > hi ? lo : subDown(lo, m);
    rest[2 * i + 1] = lo > hi ? hi : subUp(hi, m);
  }
}

/** The largest absolute value in each interval. @guarantee exact */
export function magnitudes(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = Math.max(Math.abs(a[2 * i]!), Math.abs(a[2 * i + 1]!));
}

/** An upper bound of hi − lo, the largest over the entries. @guarantee encloses */
export function widest(a: Float64Array, count: number): number {
  let w = 0;
  for (let i = 0; i < 2 * count; i += 2) w = Math.max(w, subUp(a[i + 1]!, a[i]!));
  return w;
}

/** An upper bound of ‖A‖_∞ = max_i Σ_j |a_ij| for an n×m interval matrix. @guarantee encloses */
export function normUp(a: Float64Array, n: number, m: number): number {
  let norm = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) {
      const o = 2 * (i * m + j);
      sum = addUp(sum, Math.max(Math.abs(a[o]!), Math.abs(a[o + 1]!)));
    }
    norm = Math.max(norm, sum);
  }
  return norm;
}

/** Whether A ⊆ B in every entry; an empty entry is a subset. @guarantee exact */
export function isSubset(a: Float64Array, b: Float64Array, count: number): boolean {
  for (let i = 0; i < 2 * count; i += 2) {
    if (!((b[i]! <= a[i]! && a[i + 1]! <= b[i + 1]!) || a[i]! > a[i + 1]!)) return false;
  }
  return true;
}

/** Whether A lies in the interior of B in every entry: what a fixed-point proof of uniqueness needs. @guarantee exact */
export function isInterior(a: Float64Array, b: Float64Array, count: number): boolean {
  for (let i = 0; i < 2 * count; i += 2) {
    const lo = b[i]!;
    const hi = b[i + 1]!;
    const below = lo < a[i]! || lo === -Infinity;
    const above = a[i + 1]! < hi || hi === Infinity;
    if (!((below && above) || a[i]! > a[i + 1]!)) return false;
  }
  return true;
}

/** Whether every point of the point matrix X lies in A. @guarantee exact */
export function containsPoints(a: Float64Array, x: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) {
    if (!(a[2 * i]! <= x[i]! && x[i]! <= a[2 * i + 1]!)) return false;
  }
  return true;
}
