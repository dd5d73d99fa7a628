import { addInto, divInto, sqrInto, sqrtInto, subInto } from '../interval/kernel/arithmetic.js';
import { exponent, powerOfTwo } from '../rounding/binary.js';
import { addUp, divUp, mulDown, mulUp, subDown } from '../rounding/directed.js';
import { boundSolution, compareDiagonal } from './comparison.js';
import { encloseByDiscs } from './gershgorin.js';
import { intersectIntervals, liftPoints, midpoints, normUp, radii } from './interval-matrix.js';
import { intervalProduct } from './interval-product.js';
import { jacobiEigen } from './jacobi.js';
import { orthogonalInverse } from './orthogonal.js';

/**
 * Encloses the eigenvalues λ_1 ≤ … ≤ λ_n of every symmetric matrix in an n×n interval matrix A.
 *
 * With approximate eigenpairs of the midpoint, A_c·V = V·Λ + D, the matrix V⁻¹·A·V = Λ + V⁻¹·D is similar to A and nearly diagonal:
 * D is a residual, taken in doubled precision, and V⁻¹ is enclosed by `orthogonalInverse`. Gershgorin's discs then hold the
 * eigenvalues; an isolated disc holds one, and is shrunk by a diagonal similarity to a second-order radius r²/gap, so that
 * eigenvalues of point matrices, small ones included, come out some ulps wide when they are well apart, and A far from overflow.
 * For an interval matrix the discs of A itself meet Weyl's bound λ_k(A) ∈ λ_k(A_c) + [−1, 1]·‖rad A‖₂.
 *
 * @param out n pairs, ascending
 * @param a n×n interval matrix; the symmetric matrices in it are those of the intersection with its transpose
 * @returns whether A is bounded and holds a symmetric matrix, and no bound overflowed on the way; otherwise `out` holds nothing
 * @guarantee encloses
 * @example
 * const spectrum = new Float64Array(4);
 * encloseSymmetricEigenvalues(spectrum, Float64Array.of(0, 1, 0, 0, 0, 0, 100, 100), 2); // true
 * Array.from(spectrum); // [0, 1, 100, 100]
 */
export function encloseSymmetricEigenvalues(out: Float64Array, a: Float64Array, n: number): boolean {
  const near = diagonalize(a, n);
  return near !== undefined && encloseSpectrum(out, near, n);
}

/**
 * Encloses the eigenvalues λ_1 < … < λ_n and orthonormal eigenvectors of every symmetric matrix in an n×n interval matrix A.
 *
 * In the basis of approximate eigenvectors V, an eigenvector y of V⁻¹·A·V = Λ + H for λ_k obeys (Λ + H − λ_k)_{−k}·y_{−k} = −H_{−k,k}·y_k without row and
 * column k. Where that matrix is regular for every A, y_k is not 0 (else y were), λ_k is simple, and y with y_k = 1 is enclosed by the bounds of linear systems;
 * V·y is then made of length 1. The sign is that of column k of V. Elements of a size whose squares are no doubles are multiplied by a power of 2 first.
 *
 * A diagonal of points with exact zeros beside it is its own spectrum, and may have multiple eigenvalues.
 *
 * @param values n pairs, ascending
 * @param vectors n×n interval matrix, column k for λ_k
 * @param a n×n interval matrix; the symmetric matrices in it are those of the intersection with its transpose
 * @returns whether A is bounded, holds a symmetric matrix, and its eigenvalues were told apart; otherwise nothing is claimed
 * @guarantee encloses
 * @example
 * const spectrum = new Float64Array(4);
 * const vectors = new Float64Array(8);
 * encloseSymmetricEigenpairs(spectrum, vectors, Float64Array.of(16, 16, -12, -12, -12, -12, 9, 9), 2); // true
 * spectrum[2] <= 25 && 25 <= spectrum[3]; // true
 * Math.abs(vectors[0]).toFixed(14); // '0.60000000000000'
 */
export function encloseSymmetricEigenpairs(values: Float64Array, vectors: Float64Array, a: Float64Array, n: number): boolean {
  if (readDiagonal(values, vectors, a, n)) return true;
  return encloseScaled(values, vectors, a, n) || encloseEigenpairs(values, vectors, a, n);
}

/** Sizes 2^±k of a largest element between which squares and their sums are far from overflow, and what underflows is far below rounding errors. */
const MODERATE = 400;

/**
 * The eigenpairs of A by those of A/2^e, of which the largest element is near 1: the vectors are the same. What underflows is rounded outward, so that
 * eigenvalues far below the largest may be wide; A itself encloses them, too. False where A needs no scaling.
 */
function encloseScaled(values: Float64Array, vectors: Float64Array, a: Float64Array, n: number): boolean {
  const largest = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  // 2^−e must be a double, too: the least ones come to 2^−52.
  const e = Math.max(-1022, Math.min(exponent(largest), 1022));
  if (!(largest < Infinity && Math.abs(e) > MODERATE)) return false;
  const scaled = new Float64Array(2 * n * n);
  multiplyByPower(scaled, a, -e, n * n);
  if (!encloseEigenpairs(values, vectors, scaled, n)) return false;
  multiplyByPower(values, values, e, n);
  const direct = new Float64Array(2 * n);
  return encloseSymmetricEigenvalues(direct, a, n)
    ? intersectIntervals(values, values, direct, n)
    : values.every(Number.isFinite);
}

// out ← 2^e·x for `count` intervals, rounded outward.
function multiplyByPower(out: Float64Array, x: Float64Array, e: number, count: number): void {
  const factor = powerOfTwo(e);
  for (let i = 0; i < 2 * count; i += 2) {
    out[i] = mulDown(x[i]!, factor);
    out[i + 1] = mulUp(x[i + 1]!, factor);
  }
}

function encloseEigenpairs(values: Float64Array, vectors: Float64Array, a: Float64Array, n: number): boolean {
  const near = diagonalize(a, n);
  if (near === undefined || !encloseSpectrum(values, near, n)) return false;
  const h = residualInBasis(near.symmetric, near, n);
  if (h === undefined) return false;
  const y = new Float64Array(2 * n * n);
  for (let k = 0; k < n; k++) if (!encloseCoordinates(y, values, near.values, h, k, n)) return false;
  const basis = new Float64Array(2 * n * n);
  liftPoints(basis, near.vectors, n * n);
  intervalProduct(vectors, basis, y, n, n, n);
  for (let k = 0; k < n; k++) normalizeColumn(vectors, k, n);
  return true;
}

// Column k of y: y_k = 1, and the others solve (Λ + H − λ_k)_{−k}·y_{−k} = −H_{−k,k}.
function encloseCoordinates(
  y: Float64Array,
  values: Float64Array,
  approximate: Float64Array,
  h: Float64Array,
  k: number,
  n: number,
): boolean {
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => i !== k);
  y.fill(1, 2 * (k * n + k), 2 * (k * n + k) + 2);
  if (n === 1) return true;
  const m = n - 1;
  const g = new Float64Array(2 * m * m);
  const z = new Float64Array(2 * m);
  const center = new Float64Array(2);
  others.forEach((i, r) => {
    others.forEach((j, c) => {
      g.set(h.subarray(2 * (i * n + j), 2 * (i * n + j) + 2), 2 * (r * m + c));
    });
    center.fill(approximate[i]!);
    const o = 2 * (r * m + r);
    addInto(g, o, g, o, center, 0);
    subInto(g, o, g, o, values, 2 * k);
    z[2 * r] = -h[2 * (i * n + k) + 1]!;
    z[2 * r + 1] = -h[2 * (i * n + k)]!;
  });
  const comparison = compareDiagonal(g, m);
  if (comparison === undefined || !boundSolution(z, g, comparison, z, m, 1)) return false;
  others.forEach((i, r) => {
    y.set(z.subarray(2 * r, 2 * r + 2), 2 * (i * n + k));
  });
  return true;
}

// v ← v/‖v‖ for column k.
function normalizeColumn(v: Float64Array, k: number, n: number): void {
  const square = new Float64Array(2);
  const norm = new Float64Array(2);
  for (let i = 0; i < n; i++) {
    sqrInto(square, 0, v, 2 * (i * n + k));
    addInto(norm, 0, norm, 0, square, 0);
  }
  sqrtInto(norm, 0, norm, 0);
  for (let i = 0; i < n; i++) {
    const o = 2 * (i * n + k);
    divInto(v, o, v, o, norm, 0);
    v[o] = Math.max(v[o]!, -1);
    v[o + 1] = Math.min(v[o + 1]!, 1);
  }
}

// Whether A is a diagonal of points and exact zeros: then its sorted entries and the unit vectors that belong to them.
function readDiagonal(values: Float64Array, vectors: Float64Array, a: Float64Array, n: number): boolean {
  for (let o = 0; o < n * n; o++) {
    const [lo, hi] = [a[2 * o]!, a[2 * o + 1]!];
    if (o % (n + 1) === 0 ? !(lo === hi && Number.isFinite(lo)) : lo !== 0 || hi !== 0) return false;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[2 * i * (n + 1)]! - a[2 * j * (n + 1)]!);
  vectors.fill(0, 0, 2 * n * n);
  order.forEach((i, k) => {
    values.fill(a[2 * i * (n + 1)]!, 2 * k, 2 * k + 2);
    vectors.fill(1, 2 * (i * n + k), 2 * (i * n + k) + 2);
  });
  return true;
}

// A, its midpoint and radii, approximate eigenpairs of the midpoint, and V⁻¹.
interface NearlyDiagonal {
  readonly symmetric: Float64Array;
  readonly center: Float64Array;
  readonly rad: Float64Array;
  readonly values: Float64Array;
  readonly vectors: Float64Array;
  readonly inverse: Float64Array;
}

function diagonalize(a: Float64Array, n: number): NearlyDiagonal | undefined {
  const symmetric = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const o = 2 * (i * n + j);
      const t = 2 * (j * n + i);
      symmetric[o] = Math.max(a[o]!, a[t]!);
      symmetric[o + 1] = Math.min(a[o + 1]!, a[t + 1]!);
      if (!(symmetric[o]! <= symmetric[o + 1]!)) return undefined;
    }
  }
  const mid = new Float64Array(n * n);
  const rad = new Float64Array(n * n);
  midpoints(mid, symmetric, n * n);
  radii(rad, symmetric, n * n);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  const work = new Float64Array(n * n + n);
  const inverse = new Float64Array(2 * n * n);
  if (!jacobiEigen(values, vectors, mid, work, n) || !orthogonalInverse(inverse, vectors, work, n)) return undefined;
  const center = new Float64Array(2 * n * n);
  liftPoints(center, mid, n * n);
  return { symmetric, center, rad, values, vectors, inverse };
}

function encloseSpectrum(out: Float64Array, near: NearlyDiagonal, n: number): boolean {
  const { symmetric, center, rad, values } = near;
  const h = residualInBasis(center, near, n);
  if (h === undefined) return false;
  encloseByDiscs(out, values, h, n);
  if (rad.every((r) => r === 0)) return true;
  // Weyl.
  const shift = spectralRadiusUp(rad, n);
  for (let k = 0; k < n; k++) {
    out[2 * k] = subDown(out[2 * k]!, shift);
    out[2 * k + 1] = addUp(out[2 * k + 1]!, shift);
  }
  const wide = residualInBasis(symmetric, near, n);
  if (wide === undefined) return false;
  const discs = new Float64Array(2 * n);
  encloseByDiscs(discs, values, wide, n);
  return intersectIntervals(out, out, discs, n);
}

// The spectral radius of a nonnegative matrix R is at most max_i (R·x)_i/x_i for any x > 0 (Collatz): with x = 1 the largest
// row sum, and better for an x near the dominant eigenvector, found by a few power iterations that need not be rigorous.
function spectralRadiusUp(r: Float64Array, n: number): number {
  let x = new Float64Array(n).fill(1);
  const rowSum = quotientUp(r, x, n);
  for (let pass = 0; pass < 10; pass++) {
    const y = x.map((_, i) => x.reduce((sum, xj, j) => sum + r[i * n + j]! * xj, 0));
    const top = Math.max(...y);
    if (!(top > 0 && top < Infinity)) break;
    // Adding x keeps the iterates positive and stops them from alternating.
    x = y.map((yi, i) => yi / top + x[i]!);
  }
  return Math.min(rowSum, quotientUp(r, x, n));
}

// max_i (R·x)_i/x_i, rounded up.
function quotientUp(r: Float64Array, x: Float64Array, n: number): number {
  let bound = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum = addUp(sum, mulUp(r[i * n + j]!, x[j]!));
    bound = Math.max(bound, divUp(sum, x[i]!));
  }
  return bound;
}

// H with V⁻¹·A·V = Λ + H, H = V⁻¹·(A·V − V·Λ), for every matrix in A; undefined where it is not bounded.
function residualInBasis(a: Float64Array, { values, vectors, inverse }: NearlyDiagonal, n: number): Float64Array | undefined {
  // Column j of D = A·V − V·Λ is [A, v_j]·(v_j; −λ_j): one dot product with the subtraction inside.
  const left = new Float64Array(2 * n * (n + 1));
  const right = new Float64Array(2 * (n + 1));
  const column = new Float64Array(2 * n);
  const residual = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) left.set(a.subarray(2 * i * n, 2 * (i + 1) * n), 2 * i * (n + 1));
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const v = vectors[i * n + j]!;
      right.fill(v, 2 * i, 2 * i + 2);
      left.fill(v, 2 * (i * (n + 1) + n), 2 * (i * (n + 1) + n) + 2);
    }
    right.fill(-values[j]!, 2 * n);
    intervalProduct(column, left, right, n, n + 1, 1);
    for (let i = 0; i < n; i++) residual.set(column.subarray(2 * i, 2 * i + 2), 2 * (i * n + j));
  }
  const h = new Float64Array(2 * n * n);
  intervalProduct(h, inverse, residual, n, n, n);
  return normUp(h, n, n) < Infinity ? h : undefined;
}
