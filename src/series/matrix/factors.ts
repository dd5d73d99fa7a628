import type { Memory } from '../../algebra/algebra.js';
import { isPositive } from '../sign.js';
import type { Blocks, Place } from './blocks.js';

// Order by order, an equation for factors of A is linear in their newest coefficients, with a matrix that is the constant terms' own; these are factored
// once (Walter and Lehmann, Algorithmic differentiation of linear algebra functions with application in optimum experimental design, 2012). Sums over
// r·s = t are over monomials whose product is monomial t, inner sums over those of them of which neither is 1.

const isBelow = (i: number, j: number): boolean => i > j;
const isNotBelow = (i: number, j: number): boolean => i <= j;

/** Rooms for single matrices of n rows and columns. */
export interface Scratch {
  readonly s: Place;
  readonly part: Place;
  readonly turned: Place;
  readonly transposed: Place;
}

export function scratch<M extends Memory>(blocks: Blocks<M>, rows: number, columns: number): Scratch {
  return {
    s: blocks.place(rows, columns, 1),
    part: blocks.place(rows, columns, 1),
    turned: blocks.place(columns, rows, 1),
    transposed: blocks.place(columns, columns, 1),
  };
}

/** A·X = B: A_0 X_t = B_t − Σ_{r ≠ 1} A_r X_s, where A holds a factored A_0, and X holds B with its rows exchanged like those of A. */
export function solveInto<M extends Memory>(blocks: Blocks<M>, a: Place, x: Place): void {
  for (let t = 0; t < blocks.size; t++) {
    blocks.convolve(x, t, a, x, t, -1, 1, 0);
    blocks.solveLower(a, x, t, true);
    blocks.solveUpper(a, x, t);
  }
}

/**
 * A = L·U with ones on the diagonal of L, where A holds a factored A_0: with S = L_0⁻¹ (A_t − Σ L_r U_s) U_0⁻¹, the sum an inner one, the part of S below
 * the diagonal is L_0⁻¹ L_t and the rest is U_t U_0⁻¹.
 */
export function luInto<M extends Memory>(blocks: Blocks<M>, a: Place, l: Place, u: Place, work: Scratch): void {
  const { algebra, memory } = blocks;
  const { s, part } = work;
  blocks.part(l, 0, a, 0, isBelow);
  for (let i = 0; i < a.rows; i++) algebra.rational(memory, blocks.at(l, 0, i, i), one);
  blocks.part(u, 0, a, 0, isNotBelow);
  blocks.transpose(work.transposed, 0, u, 0);
  for (let t = 1; t < blocks.size; t++) {
    blocks.copy(s, 0, a, t);
    blocks.convolve(s, 0, l, u, t, -1, 1, 1);
    blocks.solveLower(l, s, 0, true);
    solveRight(blocks, s, work);
    blocks.part(part, 0, s, 0, isBelow);
    blocks.addProduct(l, t, l, 0, part, 0, 1);
    blocks.part(part, 0, s, 0, isNotBelow);
    blocks.addProduct(u, t, part, 0, u, 0, 1);
  }
}

/**
 * A = L·Lᴴ for a Hermitian A, of which the lower triangle is read: with S = L_0⁻¹ (A_t − Σ L_r L_sᴴ) L_0⁻ᴴ, an inner sum, L_t = L_0 times the part of S
 * below the diagonal and half of the diagonal. `lh` takes Lᴴ.
 *
 * @returns the row at which A_0 is not positive definite, −1 where it is
 */
export function choleskyInto<M extends Memory>(blocks: Blocks<M>, a: Place, l: Place, lh: Place, work: Scratch): number {
  const { algebra, memory } = blocks;
  const { s, part } = work;
  const n = a.rows;
  // l_ij = (a_ij − Σ_{k<j} l_ik l̄_jk)/l_jj, the square root on the diagonal
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      algebra.copy(memory, blocks.at(s, 0, i, j), blocks.at(a, 0, i, j));
      for (let k = 0; k < j; k++) blocks.addMultiple(blocks.at(s, 0, i, j), blocks.at(l, 0, i, k), blocks.at(lh, 0, k, j), 1, -1);
      if (i > j) algebra.div(memory, blocks.at(l, 0, i, j), blocks.at(s, 0, i, j), blocks.at(l, 0, j, j));
      else if (!isPositive(algebra.read(memory, blocks.at(s, 0, j, j)))) return j;
      else algebra.heads.sqrt(memory, blocks.at(l, 0, j, j), blocks.at(s, 0, j, j));
      blocks.conjugate(blocks.at(lh, 0, j, i), blocks.at(l, 0, i, j));
    }
  }
  blocks.transpose(work.transposed, 0, lh, 0);
  for (let t = 1; t < blocks.size; t++) {
    blocks.copy(s, 0, a, t);
    blocks.mirror(s, 0);
    blocks.convolve(s, 0, l, lh, t, -1, 1, 1);
    blocks.solveLower(l, s, 0, false);
    solveRight(blocks, s, work);
    blocks.part(part, 0, s, 0, (i, j) => i >= j);
    for (let i = 0; i < n; i++) algebra.divide(memory, blocks.at(part, 0, i, i), blocks.at(part, 0, i, i), 2);
    blocks.addProduct(l, t, l, 0, part, 0, 1);
    blocks.adjoint(lh, t, l, t);
  }
  return -1;
}

/**
 * A = Q·R with orthonormal columns of Q and R upper triangular, positive on its diagonal. Inner sums F = A_t − Σ Q_r R_s and G = −Σ Q_rᴴ Q_s leave
 * Q_t R_0 + Q_0 R_t = F and Ω + Ωᴴ = G for Ω = Q_0ᴴ Q_t; then X = Ω + R_t R_0⁻¹ = Q_0ᴴ F R_0⁻¹ says Ω below the diagonal and the imaginary part on it, G the
 * rest of it, and with Ω all is known. `qh` takes Qᴴ, `f` is room for one matrix like A.
 *
 * @returns whether the columns of A_0 are independent
 */
export function qrInto<M extends Memory>(
  blocks: Blocks<M>,
  a: Place,
  q: Place,
  qh: Place,
  r: Place,
  f: Place,
  work: Scratch,
): boolean {
  const { algebra, memory } = blocks;
  const { s: x, part } = work;
  const n = a.columns;
  if (!orthonormalize(blocks, a, q, qh, r, work)) return false;
  blocks.transpose(work.transposed, 0, r, 0);
  for (let t = 1; t < blocks.size; t++) {
    blocks.copy(f, 0, a, t);
    blocks.convolve(f, 0, q, r, t, -1, 1, 1);
    blocks.clear(x, 0);
    blocks.addProduct(x, 0, qh, 0, f, 0, 1);
    solveRight(blocks, x, work);
    // Ω in `part`: below the diagonal X, on it (G + X − X̄)/2, above it G − Ωᴴ
    blocks.clear(part, 0);
    blocks.convolve(part, 0, qh, q, t, -1, 1, 1);
    for (let i = 0; i < n; i++) {
      const diagonal = blocks.at(part, 0, i, i);
      if (algebra.conjugate !== undefined) {
        algebra.add(memory, diagonal, diagonal, blocks.at(x, 0, i, i));
        algebra.conjugate(memory, 0, blocks.at(x, 0, i, i));
        algebra.sub(memory, diagonal, diagonal, 0);
      }
      algebra.divide(memory, diagonal, diagonal, 2);
      for (let j = i + 1; j < n; j++) {
        const [above, below] = [blocks.at(part, 0, i, j), blocks.at(x, 0, j, i)];
        blocks.conjugate(0, below);
        algebra.sub(memory, above, above, 0);
        algebra.copy(memory, blocks.at(part, 0, j, i), below);
      }
    }
    // U = X − Ω, which is zero below the diagonal, R_t = U R_0 and Q_t = (F − Q_0 R_t) R_0⁻¹
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const at = blocks.at(x, 0, i, j);
        if (j < i) algebra.zero(memory, at);
        else algebra.sub(memory, at, at, blocks.at(part, 0, i, j));
      }
    }
    blocks.addProduct(r, t, x, 0, r, 0, 1);
    blocks.addProduct(f, 0, q, 0, r, t, -1);
    blocks.transpose(qh, t, f, 0);
    blocks.solveLower(work.transposed, qh, t, false);
    blocks.transpose(q, t, qh, t);
    blocks.adjoint(qh, t, q, t);
  }
  return true;
}

/** A_0 = Q_0 R_0 by Gram and Schmidt, with every column made orthogonal twice: once leaves what cancellation makes of it. */
function orthonormalize<M extends Memory>(blocks: Blocks<M>, a: Place, q: Place, qt: Place, r: Place, work: Scratch): boolean {
  const { algebra, memory } = blocks;
  const w = algebra.width;
  const [rows, n] = [a.rows, a.columns];
  blocks.transpose(qt, 0, a, 0);
  const [sum, root] = [blocks.at(work.s, 0, 0, 0), blocks.at(work.part, 0, 0, 0)];
  const row = (j: number): number => blocks.at(qt, 0, j, 0);
  // q_iᴴ·q_j
  const dot = (out: number, i: number, j: number): void => {
    algebra.zero(memory, out);
    for (let k = 0; k < rows; k++) {
      blocks.conjugate(0, row(i) + k * w);
      blocks.addMultiple(out, 0, row(j) + k * w, 1, 1);
    }
  };
  for (let j = 0; j < n; j++) {
    dot(sum, j, j);
    const before = algebra.magnitude(memory, sum);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        dot(sum, i, j);
        algebra.add(memory, blocks.at(r, 0, i, j), blocks.at(r, 0, i, j), sum);
        blocks.addMultiple(row(j), sum, row(i), rows, -1);
      }
    }
    dot(sum, j, j);
    // 2^-92: a column of which rounding has left all there is
    if (!(algebra.magnitude(memory, sum) > before * 2.0194839173657902e-28)) return false;
    algebra.heads.sqrt(memory, root, sum);
    algebra.copy(memory, blocks.at(r, 0, j, j), root);
    blocks.divideRow(row(j), root, rows);
  }
  blocks.transpose(q, 0, qt, 0);
  blocks.adjoint(qt, 0, q, 0);
  return true;
}

/** S ← S·U⁻¹ for the triangular matrix of which work.transposed holds the transpose. */
function solveRight<M extends Memory>(blocks: Blocks<M>, s: Place, { turned, transposed }: Scratch): void {
  blocks.transpose(turned, 0, s, 0);
  blocks.solveLower(transposed, turned, 0, false);
  blocks.transpose(s, 0, turned, 0);
}

const one = { num: 1n, den: 1n };
