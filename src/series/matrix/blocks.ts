import type { Algebra, Memory } from '../../algebra/algebra.js';
import type { Pairs } from '../../algebra/whole.js';
import type { Rational } from '../../rounding/rational.js';
import { largestOf, pivotOf } from '../pivot.js';
import { type Shape, sizeOf } from '../shape.js';

/** Where a series of matrices Σ A_t x^t lies: the matrix A_t row by row from base + t·stride on, t the number of the monomial. */
export interface Place {
  readonly base: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/**
 * Series whose coefficients are matrices, several of them in one memory, and what is computed with these matrices: rows of them at a time, so that the
 * algebra is called once for a row.
 *
 * Places are taken first, then `allocate` makes the memory.
 */
export class Blocks<M extends Memory> {
  readonly algebra: Algebra<unknown, M>;
  readonly size: number;
  readonly pairs: Pairs;
  memory!: M;
  /** The degree from which on an enclosure that was written is unbounded: products with zeros are not zero there, and nothing is known. */
  lostFrom: number = Infinity;
  readonly #counting: Uint32Array;
  #count = 1;

  /** @param most - the most columns that a place has */
  constructor(algebra: Algebra<unknown, M>, shape: Shape, most: number) {
    this.algebra = algebra;
    this.size = sizeOf(shape);
    this.pairs = typeof shape === 'number' ? pairsOfOne(shape) : shape.pairs;
    this.#counting = Uint32Array.from({ length: most }, (_, j) => j);
  }

  /** Room for a series of matrices, or for `size` = 1 for one matrix. */
  place(rows: number, columns: number, size: number = this.size): Place {
    const { width } = this.algebra;
    const base = this.#count * width;
    this.#count += rows * columns * size;
    return { base, rows, columns, stride: rows * columns * width };
  }

  allocate(): void {
    this.memory = this.algebra.allocate(this.#count);
  }

  /** The position of element i, j of matrix t. */
  at(a: Place, t: number, i: number, j: number): number {
    return a.base + t * a.stride + (i * a.columns + j) * this.algebra.width;
  }

  clear(a: Place, t: number): void {
    for (let i = 0; i < a.rows * a.columns; i++) this.algebra.zero(this.memory, this.#nth(a, t, i));
  }

  /** C_t = A_s */
  copy(c: Place, t: number, a: Place, s: number): void {
    this.algebra.transfer(this.memory, this.at(c, t, 0, 0), this.memory, this.at(a, s, 0, 0), a.rows * a.columns);
  }

  /** C_t = the transpose of A_s */
  transpose(c: Place, t: number, a: Place, s: number): void {
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < a.columns; j++) this.algebra.copy(this.memory, this.at(c, t, j, i), this.at(a, s, i, j));
    }
  }

  /** C_t = the conjugate transpose of A_s */
  adjoint(c: Place, t: number, a: Place, s: number): void {
    this.transpose(c, t, a, s);
    const { conjugate } = this.algebra;
    if (conjugate !== undefined)
      for (let i = 0; i < c.rows * c.columns; i++) conjugate(this.memory, this.#nth(c, t, i), this.#nth(c, t, i));
  }

  /** out = the conjugate of the element at a position */
  conjugate(out: number, a: number): void {
    (this.algebra.conjugate ?? this.algebra.copy)(this.memory, out, a);
  }

  /** A_t ← the Hermitian matrix of its lower triangle */
  mirror(a: Place, t: number): void {
    for (let i = 0; i < a.rows; i++)
      for (let j = i + 1; j < a.columns; j++) this.conjugate(this.at(a, t, i, j), this.at(a, t, j, i));
  }

  /** A_0 = 1 */
  identity(a: Place): void {
    this.clear(a, 0);
    for (let i = 0; i < a.rows; i++) this.algebra.rational(this.memory, this.at(a, 0, i, i), one);
  }

  /** C_t += w·A_r·B_s */
  addProduct(c: Place, t: number, a: Place, r: number, b: Place, s: number, w: number): void {
    for (let i = 0; i < a.rows; i++) {
      for (let k = 0; k < a.columns; k++)
        this.addMultiple(this.at(c, t, i, 0), this.at(a, r, i, k), this.at(b, s, k, 0), b.columns, w);
    }
  }

  /** C_q += w·Σ A_r·B_s over all r·s = t with r ≥ from and s ≥ to: from 1, the constant matrices are left out */
  convolve(c: Place, q: number, a: Place, b: Place, t: number, w: number, from: 0 | 1, to: 0 | 1): void {
    const { numbers, starts } = this.pairs;
    for (let l = starts[t]!; l < starts[t + 1]!; l += 2) {
      const [r, s] = [numbers[l]!, numbers[l + 1]!];
      if (r >= from && s >= to) this.addProduct(c, q, a, r, b, s, w);
    }
  }

  /** C_t = the elements of A_s for which a condition on row and column holds, zeros elsewhere */
  part(c: Place, t: number, a: Place, s: number, keeps: (i: number, j: number) => boolean): void {
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < a.columns; j++) {
        if (keeps(i, j)) this.algebra.copy(this.memory, this.at(c, t, i, j), this.at(a, s, i, j));
        else this.algebra.zero(this.memory, this.at(c, t, i, j));
      }
    }
  }

  /** X_t ← L_0⁻¹·X_t for the lower triangle of a place, with ones on the diagonal or its own */
  solveLower(l: Place, x: Place, t: number, hasOnes: boolean): void {
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < i; j++) this.addMultiple(this.at(x, t, i, 0), this.at(l, 0, i, j), this.at(x, t, j, 0), x.columns, -1);
      if (!hasOnes) this.divideRow(this.at(x, t, i, 0), this.at(l, 0, i, i), x.columns);
    }
  }

  /** X_t ← U_0⁻¹·X_t for the upper triangle of a place */
  solveUpper(u: Place, x: Place, t: number): void {
    for (let i = x.rows - 1; i >= 0; i--) {
      for (let j = i + 1; j < x.rows; j++)
        this.addMultiple(this.at(x, t, i, 0), this.at(u, 0, i, j), this.at(x, t, j, 0), x.columns, -1);
      this.divideRow(this.at(x, t, i, 0), this.at(u, 0, i, i), x.columns);
    }
  }

  /**
   * A_0 ← its triangles L (below the diagonal, with ones on it) and U by elimination with partial pivoting, rows exchanged in every A_t; false where
   * there is no pivot: see {@link pivotOf}. `order[i]` is then the row that came to place i.
   */
  factor(a: Place, order: number[]): boolean {
    const { algebra, memory } = this;
    const n = a.rows;
    const rows = Array.from({ length: n }, (_, i) => i);
    const largest = largestOf(
      algebra,
      memory,
      rows.flatMap((i) => rows.map((j) => this.at(a, 0, i, j))),
    );
    for (let k = 0; k < n; k++) {
      const pivot = pivotOf(
        algebra,
        memory,
        rows.slice(k).map((i) => this.at(a, 0, i, k)),
        largest,
      );
      if (typeof pivot === 'string') return false;
      const best = k + pivot;
      if (best !== k) {
        [order[k], order[best]] = [order[best]!, order[k]!];
        for (let t = 0; t < this.size; t++) for (let j = 0; j < n; j++) this.#swap(this.at(a, t, k, j), this.at(a, t, best, j));
      }
      for (let i = k + 1; i < n; i++) {
        this.divideRow(this.at(a, 0, i, k), this.at(a, 0, k, k), 1);
        this.addMultiple(this.at(a, 0, i, k + 1), this.at(a, 0, i, k), this.at(a, 0, k, k + 1), n - k - 1, -1);
      }
    }
    return true;
  }

  /** y ← y + w·a·x for rows x, y of some elements */
  addMultiple(y: number, a: number, x: number, count: number, w: number): void {
    this.algebra.scatter(this.memory, y, a, x, this.#counting, 0, count - 1, w);
  }

  /** row ← row/divisor */
  divideRow(row: number, divisor: number, count: number): void {
    const { algebra, memory } = this;
    for (let j = 0; j < count; j++) {
      // The first place of the memory is spare: quotients must not be written onto an operand.
      algebra.div(memory, 0, row + j * algebra.width, divisor);
      algebra.copy(memory, row + j * algebra.width, 0);
    }
  }

  /** The position of the i-th element of matrix t, row by row. */
  #nth(a: Place, t: number, i: number): number {
    return a.base + t * a.stride + i * this.algebra.width;
  }

  #swap(a: number, b: number): void {
    const { algebra, memory } = this;
    algebra.copy(memory, 0, a);
    algebra.copy(memory, a, b);
    algebra.copy(memory, b, 0);
  }
}

const one: Rational = { num: 1n, den: 1n };

/** t^r·t^s = t^{r+s} in one variable. */
function pairsOfOne(order: number): Pairs {
  const starts = Uint32Array.from({ length: order + 2 }, (_, k) => k * (k + 1));
  const numbers = new Uint32Array(starts[order + 1]!);
  for (let k = 0; k <= order; k++) {
    for (let j = 0; j <= k; j++) {
      numbers[starts[k]! + 2 * j] = j;
      numbers[starts[k]! + 2 * j + 1] = k - j;
    }
  }
  return { numbers, starts };
}
