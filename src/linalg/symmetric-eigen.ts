import { addUp, divUp, mulUp, subDown } from '../rounding/directed.js';
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
 * eigenvalues of point matrices, small ones included, come out some ulps wide when they are well apart.
 * For an interval matrix the discs of A itself meet Weyl's bound λ_k(A) ∈ λ_k(A_c) + [−1, 1]·‖rad A‖₂.
 *
 * @param out n pairs, ascending
 * @param a n×n interval matrix; the symmetric matrices in it are those of the intersection with its transpose
 * @returns whether A is bounded and holds a symmetric matrix; otherwise `out` holds nothing
 * @guarantee encloses
 * @example
 * const spectrum = new Float64Array(4);
 * encloseSymmetricEigenvalues(spectrum, Float64Array.of(0, 1, 0, 0, 0, 0, 100, 100), 2); // true
 * Array.from(spectrum); // [0, 1, 100, 100]
 */
export function encloseSymmetricEigenvalues(out: Float64Array, a: Float64Array, n: number): boolean {
  const symmetric = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const o = 2 * (i * n + j);
      const t = 2 * (j * n + i);
      symmetric[o] = Math.max(a[o]!, a[t]!);
      symmetric[o + 1] = Math.min(a[o + 1]!, a[t + 1]!);
      if (!(symmetric[o]! <= symmetric[o + 1]!)) return false;
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
  if (!jacobiEigen(values, vectors, mid, work, n) || !orthogonalInverse(inverse, vectors, work, n)) return false;
  const center = new Float64Array(2 * n * n);
  liftPoints(center, mid, n * n);
  if (!encloseSpectrum(out, center, values, vectors, inverse, n)) return false;
  if (rad.every((r) => r === 0)) return true;
  // Weyl.
  const shift = spectralRadiusUp(rad, n);
  for (let k = 0; k < n; k++) {
    out[2 * k] = subDown(out[2 * k]!, shift);
    out[2 * k + 1] = addUp(out[2 * k + 1]!, shift);
  }
  const discs = new Float64Array(2 * n);
  return encloseSpectrum(discs, symmetric, values, vectors, inverse, n) && intersectIntervals(out, out, discs, n);
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

// Gershgorin's discs of V⁻¹·A·V = Λ + V⁻¹·(A·V − V·Λ), for the matrices in A that have real eigenvalues.
function encloseSpectrum(
  out: Float64Array,
  a: Float64Array,
  values: Float64Array,
  vectors: Float64Array,
  inverse: Float64Array,
  n: number,
): boolean {
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
  if (!(normUp(h, n, n) < Infinity)) return false;
  encloseByDiscs(out, values, h, n);
  return true;
}
