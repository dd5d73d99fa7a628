import type { Pairs } from '../../algebra/whole.js';
import { jacobiEigen } from '../../linalg/jacobi.js';

/** Coefficients of a series of n × n matrices, A_t row by row. */
type Matrices = readonly Float64Array[];

/** A·Q = Q·diag(values): coefficients of each eigenvalue, those of Q, and the order to which Q is known. */
export interface Spectrum {
  readonly values: readonly Float64Array[];
  readonly vectors: Matrices;
  /** Infinity where Q is constant, because the eigenvalues are the same as far as they are known. */
  readonly known: number;
}

/** Eigenvalues from place `start` to before `end` are one at the center. */
interface Cluster {
  readonly start: number;
  readonly end: number;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix of series in one variable, in the order of the eigenvalues' values at small distances t > 0.
 *
 * Eigenvalues that are one at the center split where they differ first: an orthogonal Q(t) that makes A block diagonal, a block λ + t·B(t) for each
 * eigenvalue λ of A_0, exists to all orders, and the eigenvalues of B, known to an order less, are found in the same way. Eigenvectors are then known
 * to as many orders less as it takes to tell them apart (van der Aa, ter Morsche and Mattheij 2007, Computation of eigenvalue and eigenvector
 * derivatives for a general complex-valued eigensystem, treat the first two orders so).
 *
 * @param tolerance - eigenvalues this near to each other are taken as one
 * @returns undefined where the coefficients are not finite
 */
export function splitSpectrum(a: Matrices, n: number, pairs: Pairs, tolerance: number): Spectrum | undefined {
  const order = a.length - 1;
  const diagonal = blockDiagonal(a, n, pairs, tolerance);
  if (diagonal === undefined) return undefined;
  const { q, d, clusters } = diagonal;
  const values: Float64Array[] = [];
  const within: Matrices = a.map((_, t) => (t === 0 ? identity(n) : new Float64Array(n * n)));
  let known = clusters.length > 1 ? order : Infinity;
  for (const { start, end } of clusters) {
    const size = end - start;
    const inner =
      size === 1 || order === 0 ? undefined : splitSpectrum(blockOf(d.slice(1), n, start, size), size, pairs, tolerance);
    if (inner === undefined && size > 1 && order > 0) return undefined;
    for (let i = 0; i < size; i++) {
      const at = (start + i) * n + start + i;
      const value = Float64Array.from(d, (block) => block[at]!);
      if (inner !== undefined) value.set(inner.values[i]!, 1);
      values.push(value);
    }
    if (inner === undefined || inner.known === Infinity) continue;
    known = Math.min(known, inner.known);
    inner.vectors.forEach((block, t) => {
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) within[t]![(start + i) * n + start + j] = block[i * size + j]!;
    });
  }
  const vectors = a.map((_, t) => {
    const product = new Float64Array(n * n);
    forPairs(pairs, t, (r, s) => addProduct(product, q[r]!, within[s]!, n, 1));
    return product;
  });
  return { values, vectors, known };
}

/**
 * The same in many variables, where eigenvalues that are one at the center in general have no Taylor series.
 *
 * @returns undefined where the coefficients are not finite, or an eigenvalue is multiple at the center and not wherever the order reaches
 */
export function simpleSpectrum(a: Matrices, n: number, pairs: Pairs, tolerance: number): Spectrum | undefined {
  const diagonal = blockDiagonal(a, n, pairs, tolerance);
  if (diagonal === undefined) return undefined;
  const { q, d, clusters } = diagonal;
  for (const { start, end } of clusters) {
    for (const block of d) {
      for (let i = start; i < end; i++) {
        for (let j = start; j < end; j++) {
          const wanted = i === j ? block[start * n + start]! : 0;
          if (!(Math.abs(block[i * n + j]! - wanted) <= tolerance)) return undefined;
        }
      }
    }
  }
  const values = Array.from({ length: n }, (_, i) => Float64Array.from(d, (block) => block[i * n + i]!));
  return { values, vectors: q, known: a.length - 1 };
}

/**
 * Q and D with A·Q = Q·D and Qᵀ·Q = 1, D block diagonal with a block for each eigenvalue of A_0. In the basis of the eigenvectors of A_0, with F = Σ_{r ≠ 1}
 * A_r Q_s − Σ Q_r D_s and G = −Σ Q_rᵀ Q_s, inner sums over r·s = t, the newest coefficients obey Q_t Λ − Λ Q_t + D_t = F and Q_t + Q_tᵀ = G.
 */
function blockDiagonal(
  a: Matrices,
  n: number,
  pairs: Pairs,
  tolerance: number,
): { q: Matrices; d: Matrices; clusters: readonly Cluster[] } | undefined {
  const lambda = new Float64Array(n);
  const v = new Float64Array(n * n);
  if (!a.every((block) => block.every(Number.isFinite)) || !jacobiEigen(lambda, v, a[0]!, new Float64Array(n * n), n))
    return undefined;
  const clusters = clustersOf(lambda, tolerance);
  const clusterOf = Int32Array.from(lambda, (_, i) => clusters.findIndex(({ start, end }) => start <= i && i < end));
  // Of one eigenvalue any basis will do.
  if (clusters.length === 1) v.set(identity(n));
  const turned = a.map((block) => product(transposed(v, n), product(block, v, n), n));
  const q: Float64Array[] = [identity(n)];
  const d: Float64Array[] = [clusters.length === 1 ? a[0]!.slice() : diagonalOf(lambda)];
  for (let t = 1; t < a.length; t++) {
    const f = turned[t]!.slice();
    const g = new Float64Array(n * n);
    forPairs(pairs, t, (r, s) => {
      if (r === 0 || s === 0) return;
      addProduct(f, turned[r]!, q[s]!, n, 1);
      addProduct(f, q[r]!, d[s]!, n, -1);
      addProduct(g, transposed(q[r]!, n), q[s]!, n, -1);
    });
    const [next, block] = [new Float64Array(n * n), new Float64Array(n * n)];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        if (clusterOf[i] === clusterOf[j]) {
          next[at] = g[at]! / 2;
          // D is symmetric but for rounding.
          block[at] = (f[at]! + f[j * n + i]!) / 2;
        } else next[at] = f[at]! / (lambda[j]! - lambda[i]!);
      }
    }
    q.push(next);
    d.push(block);
  }
  return { q: q.map((block) => product(v, block, n)), d, clusters };
}

/** Runs of ascending eigenvalues in which each is as near to the one before as the tolerance; they are set to their mean. */
function clustersOf(lambda: Float64Array, tolerance: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (let start = 0, end = 1; start < lambda.length; start = end, end++) {
    while (end < lambda.length && lambda[end]! - lambda[end - 1]! <= tolerance) end++;
    clusters.push({ start, end });
    lambda.fill(lambda.slice(start, end).reduce((sum, x) => sum + x, 0) / (end - start), start, end);
  }
  return clusters;
}

function blockOf(d: Matrices, n: number, start: number, size: number): Float64Array[] {
  return d.map((block) =>
    Float64Array.from({ length: size * size }, (_, l) => block[(start + Math.floor(l / size)) * n + start + (l % size)]!),
  );
}

function forPairs({ numbers, starts }: Pairs, t: number, visit: (r: number, s: number) => void): void {
  for (let l = starts[t]!; l < starts[t + 1]!; l += 2) visit(numbers[l]!, numbers[l + 1]!);
}

/** C += w·A·B */
function addProduct(c: Float64Array, a: Float64Array, b: Float64Array, n: number, w: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = w * a[i * n + k]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += x * b[k * n + j]!;
    }
  }
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  addProduct(c, a, b, n, 1);
  return c;
}

function transposed(a: Float64Array, n: number): Float64Array {
  return Float64Array.from(a, (_, l) => a[(l % n) * n + Math.floor(l / n)]!);
}

function diagonalOf(values: Float64Array): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: n * n }, (_, l) => (l % (n + 1) === 0 ? values[l / (n + 1)]! : 0));
}

function identity(n: number): Float64Array {
  return diagonalOf(new Float64Array(n).fill(1));
}
