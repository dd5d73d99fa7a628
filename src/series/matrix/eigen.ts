import type { Algebra, Memory } from '../../algebra/algebra.js';
import { orderOf, type Shape } from '../shape.js';
import { Blocks, type Place } from './blocks.js';
import { refinedEigenpairs } from './refined.js';

/** A·Q = Q·diag(values): the coefficients of eigenvalues and of Q, and the order to which Q is known. */
export interface Spectrum<M extends Memory> {
  readonly blocks: Blocks<M>;
  /** Column matrices of eigenvalues. */
  readonly values: Place;
  readonly vectors: Place;
  /** Infinity where Q is constant, because the eigenvalues are the same as far as they are known. */
  readonly known: number;
}

/** Why there is no spectrum: coefficients are not finite; enclosures of eigenvalues overlap; eigenvalues are one at the center alone, in many variables. */
export type Unknown = 'unbounded' | 'uncertain' | 'branched';

/** Eigenvalues from place `start` to before `end` are one at the center. */
interface Cluster {
  readonly start: number;
  readonly end: number;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a Hermitian matrix of series, in the order of the eigenvalues' values at small distances t > 0.
 *
 * Eigenvalues that are one at the center split where they differ first: a unitary Q(t) that makes A block diagonal, a block λ + t·B(t) for each
 * eigenvalue λ of A_0, exists to all orders, and the eigenvalues of B, known to an order less, are found in the same way. Eigenvectors are then known
 * to as many orders less as it takes to tell them apart (van der Aa, ter Morsche and Mattheij 2007, Computation of eigenvalue and eigenvector
 * derivatives for a general complex-valued eigensystem, treat the first two orders so). In many variables eigenvalues that are one at the center in general have
 * no Taylor series, unless they are one wherever the order reaches.
 *
 * In an enclosing algebra every step encloses: two eigenvalues are one only where both are the same point, and different only where that is certain.
 *
 * @param fill - writes the coefficients of A where `blocks` has room for them
 * @param tolerance - eigenvalues this near to each other are taken as one
 */
export function spectrumOf<M extends Memory>(
  algebra: Algebra<unknown, M>,
  shape: Shape,
  n: number,
  fill: (blocks: Blocks<M>, a: Place) => void,
  tolerance: number,
): Spectrum<M> | Unknown {
  const order = orderOf(shape);
  const blocks = new Blocks(algebra, shape, n);
  const square = (size?: number): Place => blocks.place(n, n, size);
  const [a, q, d, vectors] = [square(), square(), square(), square()];
  const values = blocks.place(n, 1);
  const clusters = blockDiagonal(blocks, { a, q, d }, fill, tolerance);
  if (typeof clusters === 'string') return clusters;
  const within = a;
  for (let t = 0; t < blocks.size; t++) blocks.clear(within, t);
  blocks.identity(within);
  let known = clusters.length > 1 ? order : Infinity;
  for (const { start, end } of clusters) {
    const size = end - start;
    for (let i = start; i < end; i++) {
      for (let t = 0; t < blocks.size; t++) algebra.copy(blocks.memory, blocks.at(values, t, i, 0), blocks.at(d, t, i, i));
    }
    if (size === 1 || order === 0) continue;
    if (typeof shape !== 'number') {
      if (!isConstantIn(blocks, d, start, end, tolerance)) return 'branched';
      continue;
    }
    // the block at t^{s+1} of D, in the place of t^s
    const inner = spectrumOf(
      algebra,
      shape - 1,
      size,
      (to, place) => {
        for (let s = 0; s < to.size; s++)
          for (let i = 0; i < size; i++)
            algebra.transfer(to.memory, to.at(place, s, i, 0), blocks.memory, blocks.at(d, s + 1, start + i, start), size);
      },
      tolerance,
    );
    if (typeof inner === 'string') return inner;
    const { memory } = inner.blocks;
    for (let s = 0; s < inner.blocks.size; s++) {
      for (let i = 0; i < size; i++) {
        algebra.transfer(
          blocks.memory,
          blocks.at(values, s + 1, start + i, 0),
          memory,
          inner.blocks.at(inner.values, s, i, 0),
          1,
        );
        if (inner.known === Infinity) continue;
        const row = inner.blocks.at(inner.vectors, s, i, 0);
        algebra.transfer(blocks.memory, blocks.at(within, s, start + i, start), memory, row, size);
      }
    }
    known = Math.min(known, inner.known);
  }
  for (let t = 0; t < blocks.size; t++) blocks.convolve(vectors, t, q, within, t, 1, 0, 0);
  return { blocks, values, vectors, known };
}

/**
 * Q and D with A·Q = Q·D and Qᴴ·Q = 1, D block diagonal with a block for each eigenvalue of A_0. In the basis of the eigenvectors of A_0, with F = Σ_{r ≠ 1}
 * A_r Q_s − Σ Q_r D_s and G = −Σ Q_rᴴ Q_s, inner sums over r·s = t, the newest coefficients obey Q_t Λ − Λ Q_t + D_t = F and Q_t + Q_tᴴ = G.
 */
function blockDiagonal<M extends Memory>(
  blocks: Blocks<M>,
  { a, q, d }: { readonly a: Place; readonly q: Place; readonly d: Place },
  fill: (blocks: Blocks<M>, a: Place) => void,
  tolerance: number,
): readonly Cluster[] | Unknown {
  const { algebra } = blocks;
  const n = a.rows;
  const square = (size?: number): Place => blocks.place(n, n, size);
  const turned = square();
  const adjoint = square();
  const [v, vh, f, g] = [square(1), square(1), square(1), square(1)];
  const lambda = blocks.place(n, 1, 1);
  const gap = blocks.place(1, 1, 1);
  blocks.allocate();
  const { memory } = blocks;
  fill(blocks, a);
  for (let t = 0; t < blocks.size; t++) blocks.mirror(a, t);
  if (!isBounded(blocks, a)) return 'unbounded';
  const eigenpairs = algebra.eigenpairs ?? refinedEigenpairs(algebra);
  if (!eigenpairs(memory, lambda.base, v.base, a.base, n)) return 'uncertain';
  const clusters = clustersOf(blocks, lambda, gap, tolerance);
  if (clusters === undefined) return 'uncertain';
  // Of one eigenvalue any basis will do.
  if (clusters.length === 1) blocks.identity(v);
  blocks.adjoint(vh, 0, v, 0);
  for (let t = 0; t < blocks.size; t++) {
    blocks.clear(f, 0);
    blocks.addProduct(f, 0, a, t, v, 0, 1);
    blocks.addProduct(turned, t, vh, 0, f, 0, 1);
  }
  blocks.identity(q);
  if (clusters.length === 1) blocks.copy(d, 0, a, 0);
  else for (let i = 0; i < n; i++) algebra.copy(memory, blocks.at(d, 0, i, i), blocks.at(lambda, 0, i, 0));
  const clusterOf = Int32Array.from({ length: n }, (_, i) => clusters.findIndex(({ start, end }) => start <= i && i < end));
  for (let t = 1; t < blocks.size; t++) {
    blocks.copy(f, 0, turned, t);
    blocks.convolve(f, 0, turned, q, t, 1, 1, 1);
    blocks.convolve(f, 0, q, d, t, -1, 1, 1);
    blocks.clear(g, 0);
    blocks.convolve(g, 0, adjoint, q, t, -1, 1, 1);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [next, block] = [blocks.at(q, t, i, j), blocks.at(d, t, i, j)];
        if (clusterOf[i] === clusterOf[j]) {
          algebra.divide(memory, next, blocks.at(g, 0, i, j), 2);
          // D is Hermitian but for rounding.
          blocks.conjugate(gap.base, blocks.at(f, 0, j, i));
          algebra.add(memory, block, blocks.at(f, 0, i, j), gap.base);
          algebra.divide(memory, block, block, 2);
        } else {
          algebra.sub(memory, gap.base, blocks.at(lambda, 0, j, 0), blocks.at(lambda, 0, i, 0));
          algebra.div(memory, next, blocks.at(f, 0, i, j), gap.base);
        }
      }
    }
    blocks.adjoint(adjoint, t, q, t);
  }
  for (let t = 0; t < blocks.size; t++) {
    blocks.copy(f, 0, q, t);
    blocks.clear(q, t);
    blocks.addProduct(q, t, v, 0, f, 0, 1);
  }
  return clusters;
}

/**
 * Runs of ascending eigenvalues in which each is as near to the one before as the tolerance; in an approximate algebra they are set to their mean. Undefined where
 * enclosures of two meet that are not one point.
 */
function clustersOf<M extends Memory>(blocks: Blocks<M>, lambda: Place, gap: Place, tolerance: number): Cluster[] | undefined {
  const { algebra, memory } = blocks;
  const n = lambda.rows;
  const at = (i: number): number => lambda.base + i * algebra.width;
  const clusters: Cluster[] = [];
  let start = 0;
  for (let i = 1; i <= n; i++) {
    if (i < n) {
      algebra.sub(memory, gap.base, at(i), at(i - 1));
      if (algebra.magnitude(memory, gap.base) <= tolerance) continue;
      if (algebra.mignitude?.(memory, gap.base) === 0) return undefined;
    }
    clusters.push({ start, end: i });
    start = i;
  }
  if (algebra.mignitude !== undefined) return clusters;
  for (const { start, end } of clusters) {
    for (let i = start + 1; i < end; i++) algebra.add(memory, at(start), at(start), at(i));
    algebra.divide(memory, at(start), at(start), end - start);
    for (let i = start + 1; i < end; i++) algebra.copy(memory, at(i), at(start));
  }
  return clusters;
}

/** Whether block start…end of D is a multiple of the identity in every term. */
function isConstantIn<M extends Memory>(blocks: Blocks<M>, d: Place, start: number, end: number, tolerance: number): boolean {
  const { algebra, memory } = blocks;
  for (let t = 0; t < blocks.size; t++) {
    for (let i = start; i < end; i++) {
      for (let j = start; j < end; j++) {
        if (i === j) algebra.sub(memory, 0, blocks.at(d, t, i, i), blocks.at(d, t, start, start));
        const at = i === j ? 0 : blocks.at(d, t, i, j);
        if (!(algebra.magnitude(memory, at) <= tolerance)) return false;
      }
    }
  }
  return true;
}

function isBounded<M extends Memory>({ algebra, memory, size }: Blocks<M>, a: Place): boolean {
  for (let i = 0; i < size * a.rows * a.columns; i++) {
    if (!(algebra.magnitude(memory, a.base + i * algebra.width) < Infinity)) return false;
  }
  return true;
}
