import { eigenvalues } from './eigenvalues.js';
import { identity, multiply } from './matrix.js';
import { orthonormalize } from './qr.js';

/** Moduli that differ by a factor of 2.5 are told apart to rounding in so many turns: 2.5⁻⁴⁰ = 2⁻⁵³. */
const TURNS = 40;

/** Entries of orthogonal matrices that are zero but for rounding. */
const NEGLIGIBLE = 2 ** -48;

/**
 * Eigenvalues of the product A_{m−1} ··· A_1·A_0 of square matrices, which is never formed: where it would overflow, or its small eigenvalues would drown in roundings of
 * the large ones, each keeps about the relative accuracy that the factors have.
 *
 * Orthogonal iteration around the product, A_k·Q_k = Q_{k+1}·R_k, until Q_m spans the spaces that Q_0 does; then the product is SR_{m−1}···R_0 in that frame, with
 * S = Q_0ᵀQ_m block diagonal. Moduli that lie so near to each other that they are not told apart share a block, whose product does no harm.
 *
 * @param factors - A_0 first, each n×n
 * @returns whether all were found; false where an entry is not finite
 * @guarantee none
 * @see Bojanczyk, Golub, Van Dooren, The periodic Schur decomposition, Proc. SPIE 1770 (1992), of which this is the form without shifts
 */
export function productEigenvalues(re: Float64Array, im: Float64Array, factors: readonly Float64Array[], n: number): boolean {
  const order = Int32Array.from({ length: n }, (_, k) => k);
  const work = new Float64Array(n * n + n);
  const moved = new Float64Array(n * n);
  let frame = new Float64Array(n * n);
  identity(frame, n);
  let turned = frame;
  let ends: number[] = [];
  const s = new Float64Array(n * n);
  const triangles = factors.map(() => new Float64Array(n * n));
  for (let turn = 0; turn < TURNS && ends.length < n; turn++) {
    frame = turned;
    for (const [k, factor] of factors.entries()) {
      multiply(moved, factor, turned, n, n, n);
      const next = new Float64Array(n * n);
      if (!orthonormalize(next, moved, order, work, n)) return false;
      products(triangles[k]!, next, moved, n);
      turned = next;
    }
    products(s, frame, turned, n);
    ends = blockEnds(s, n);
  }
  let start = 0;
  for (const end of ends) {
    if (!ofBlock(re, im, s, triangles, start, end, n)) return false;
    start = end;
  }
  return true;
}

/** out = AᵀB. */
function products(out: Float64Array, a: Float64Array, b: Float64Array, n: number): void {
  out.fill(0);
  for (let l = 0; l < n; l++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j]! += a[l * n + i]! * b[l * n + j]!;
}

/** Where the diagonal blocks of S end: all that is to the left and below is negligible. */
function blockEnds(s: Float64Array, n: number): number[] {
  const ends: number[] = [];
  for (let end = 1; end <= n; end++) {
    let isEnd = true;
    for (let i = end; i < n; i++) for (let j = 0; j < end; j++) isEnd &&= Math.abs(s[i * n + j]!) <= NEGLIGIBLE;
    if (isEnd) ends.push(end);
  }
  return ends;
}

/** The eigenvalues of rows and columns `start` … `end` − 1 of S·R_{m−1} ··· R_0. */
function ofBlock(
  re: Float64Array,
  im: Float64Array,
  s: Float64Array,
  triangles: readonly Float64Array[],
  start: number,
  end: number,
  n: number,
): boolean {
  const size = end - start;
  const block = (a: Float64Array): Float64Array =>
    Float64Array.from({ length: size * size }, (_, k) => a[(start + Math.floor(k / size)) * n + start + (k % size)]!);
  let product = new Float64Array(size * size);
  identity(product, size);
  let exponent = 0;
  for (const factor of [...triangles.map(block), block(s)]) {
    const next = new Float64Array(size * size);
    multiply(next, factor, product, size, size, size);
    const largest = next.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    // powers of two lose nothing
    const shift = largest > 0 && largest < Infinity ? Math.max(-1000, Math.floor(Math.log2(largest))) : 0;
    exponent += shift;
    product = next.map((x) => x * 2 ** -shift);
  }
  const [parts, others] = [re.subarray(start, end), im.subarray(start, end)];
  if (!eigenvalues(parts, others, product, new Float64Array(size * size), size)) return false;
  for (const values of [parts, others]) for (let i = 0; i < size; i++) values[i] = scaled(values[i]!, exponent);
  return true;
}

/** x·2^exponent, in two steps, of which the first neither overflows nor vanishes alone. */
function scaled(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x === 0 ? 0 : x * 2 ** half * 2 ** (exponent - half);
}
