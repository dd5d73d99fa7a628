import { showAsText } from '../../text/inspect.js';
import { decodedSeries, type SeriesJson } from '../json.js';
import { Truncated } from '../truncated.js';
import { eigenpairs } from './eigenpairs.js';
import type { Rows } from './elements.js';
import { choleskyOf, luOf, productOf, qrOf, solutionOf } from './factored.js';
import { requireHermitian } from './hermitian.js';

/**
 * A matrix of series in one variable or in many, all of one kind and around one center, known to one order.
 *
 * Immutable. Solutions, inverses and factorizations are found order by order: what they obey is linear in their newest coefficients, with a matrix of
 * constant terms that is factored once. With interval coefficients results enclose.
 *
 * @see {@link seriesMatrix}, which makes one
 * @example
 * const t = variable(0, { order: 3 });
 * const a = seriesMatrix([[1, t], [t, 1]]);
 * a.det().toString(); // '1 − t² + 𝒪(t⁴)'
 * a.inv().at(0, 1).toString(); // '−t − t³ + 𝒪(t⁴)'
 */
export class SeriesMatrix<T, S extends Truncated<T, S>> {
  readonly rows: number;
  readonly columns: number;
  /** The order to which all elements are known. */
  readonly order: number;
  readonly #elements: Rows<S>;

  /** @throws RangeError unless rows are of one length ≥ 1; whatever combining two of the elements throws */
  constructor(elements: Rows<S>) {
    const [first = []] = elements;
    if (first.length === 0 || elements.some((row) => row.length !== first.length)) {
      throw new RangeError(
        `SeriesMatrix: expected rows of one length ≥ 1, got rows of ${elements.map((row) => row.length).join(', ') || 'nothing'}`,
      );
    }
    const like = elements.flat().reduce((a, b) => Truncated.together<T, S>('seriesMatrix', a, b)[0]);
    this.#elements = elements.map((row) => Object.freeze(row.map((s) => Truncated.together<T, S>('seriesMatrix', like, s)[1])));
    this.rows = elements.length;
    this.columns = first.length;
    this.order = like.order;
  }

  /**
   * The element in a row and column, from 0.
   *
   * @throws RangeError where there is none
   */
  at(i: number, j: number): S {
    const element = this.#elements[i]?.[j];
    if (element !== undefined) return element;
    throw new RangeError(
      `at: expected a row from 0 to ${this.rows - 1} and a column from 0 to ${this.columns - 1}, got ${i} and ${j}`,
    );
  }

  /** The elements row by row. */
  toArray(): S[][] {
    return this.#elements.map((row) => [...row]);
  }

  /** The matrix with rows for columns. */
  transpose(): SeriesMatrix<T, S> {
    return new SeriesMatrix<T, S>(this.#elements[0]!.map((_, j) => this.#elements.map((row) => row[j]!)));
  }

  /** A + B. */
  add(other: SeriesMatrix<T, S>): SeriesMatrix<T, S> {
    return this.#elementwise('add', other, (a, b) => a.add(b));
  }

  /** A − B. */
  sub(other: SeriesMatrix<T, S>): SeriesMatrix<T, S> {
    return this.#elementwise('sub', other, (a, b) => a.sub(b));
  }

  /** A times a series or a number. */
  scale(factor: S | T | number): SeriesMatrix<T, S> {
    return new SeriesMatrix<T, S>(this.#elements.map((row) => row.map((a) => a.mul(factor))));
  }

  /** A·B, or A·b for a column b of series. */
  mul(other: SeriesMatrix<T, S>): SeriesMatrix<T, S>;
  mul(other: readonly S[]): S[];
  mul(other: SeriesMatrix<T, S> | readonly S[]): SeriesMatrix<T, S> | S[] {
    if (!(other instanceof SeriesMatrix))
      return this.mul(column<T, S>(other))
        .toArray()
        .map(([s]) => s!);
    if (this.columns !== other.rows) {
      throw new RangeError(`mul: expected a matrix with ${this.columns} rows, got ${other.rows}`);
    }
    const [a, b] = this.#alike('mul', other);
    return new SeriesMatrix<T, S>(productOf<T, S>(a.#elements, b.#elements));
  }

  /** The sum of the diagonal. */
  trace(): S {
    this.#requireSquare('trace');
    return this.#elements.map((row, i) => row[i]!).reduce((sum, s) => sum.add(s));
  }

  /**
   * X with A·X = B, or x with A·x = b for a column b of series.
   *
   * @throws RangeError where the matrix of constant terms is singular, so that the solution is no Taylor series in general
   */
  solve(b: SeriesMatrix<T, S>): SeriesMatrix<T, S>;
  solve(b: readonly S[]): S[];
  solve(b: SeriesMatrix<T, S> | readonly S[]): SeriesMatrix<T, S> | S[] {
    if (!(b instanceof SeriesMatrix))
      return this.solve(column<T, S>(b))
        .toArray()
        .map(([s]) => s!);
    this.#requireSquare('solve');
    if (b.rows !== this.rows) throw new RangeError(`solve: expected a right side with ${this.rows} rows, got ${b.rows}`);
    const [a, right] = this.#alike('solve', b);
    const x = solutionOf<T, S>(a.#elements, right.#elements);
    if (x !== undefined) return new SeriesMatrix<T, S>(x);
    throw new RangeError(
      `solve: expected a matrix of regular constant terms, got a singular one; the solution has a pole at the center ${a.#place}, so expand at ` +
        'another point',
    );
  }

  /**
   * A⁻¹.
   *
   * @throws RangeError where the matrix of constant terms is singular
   */
  inv(): SeriesMatrix<T, S> {
    this.#requireSquare('inv');
    return this.solve(this.#identity());
  }

  /** The determinant, also where the matrix of constant terms is singular: then by Faddeev and Leverrier, in n products of matrices. */
  det(): S {
    this.#requireSquare('det');
    const lu = luOf<T, S>(this.#elements);
    if (lu === undefined) return this.#detBySums();
    const product = lu.upper.map((row, i) => row[i]!).reduce((a, b) => a.mul(b));
    return isOdd(lu.order) ? product.neg() : product;
  }

  /**
   * The logarithm of the determinant, from logarithms of pivots, so that nothing overflows.
   *
   * @throws RangeError unless the determinant is positive at the center
   */
  logdet(): S {
    this.#requireSquare('logdet');
    const lu = luOf<T, S>(this.#elements);
    const pivots = lu?.upper.map((row, i) => row[i]!) ?? [];
    const isNegative = pivots.filter((s) => s.sign() < 0).length % 2 === 1;
    if (lu === undefined || isNegative !== isOdd(lu.order)) {
      throw new RangeError(
        `logdet: expected a determinant that is positive at the center ${this.#place}, got one that is ${lu === undefined ? 'zero' : 'negative'} there`,
      );
    }
    return pivots.map((s) => s.abs().log()).reduce((a, b) => a.add(b));
  }

  /**
   * P·A = L·U with ones on the diagonal of L: row i of P·A is row permutation[i] of A, chosen for the largest constant terms of pivots.
   *
   * @throws RangeError where the matrix of constant terms is singular
   */
  lu(): { lower: SeriesMatrix<T, S>; upper: SeriesMatrix<T, S>; permutation: number[] } {
    this.#requireSquare('lu');
    const lu = luOf<T, S>(this.#elements);
    if (lu === undefined) {
      throw new RangeError('lu: expected a matrix of regular constant terms, got a singular one; expand at another point');
    }
    return {
      lower: new SeriesMatrix<T, S>(lu.lower),
      upper: new SeriesMatrix<T, S>(lu.upper),
      permutation: lu.order,
    };
  }

  /**
   * A = Q·R with orthonormal columns of Q, as many as A has, and R upper triangular with a positive diagonal. Of complex series QᴴQ = 1, where Qᴴ has the conjugates of
   * all coefficients.
   *
   * @throws RangeError unless the columns of constant terms are independent
   */
  qr(): { q: SeriesMatrix<T, S>; r: SeriesMatrix<T, S> } {
    const { rows, columns } = this;
    const factors = rows < columns ? undefined : qrOf<T, S>(this.#elements);
    if (factors === undefined) {
      throw new RangeError(
        `qr: expected independent columns of constant terms, got ${rows < columns ? `${columns} columns of ${rows} rows` : 'dependent ones'}`,
      );
    }
    return { q: new SeriesMatrix<T, S>(factors.q), r: new SeriesMatrix<T, S>(factors.r) };
  }

  /**
   * The lower triangular L with A = L·Lᴴ and a positive diagonal, of a symmetric matrix, or a Hermitian one of complex series, of which the lower triangle is read.
   *
   * @throws RangeError unless the matrix of constant terms is positive definite
   */
  cholesky(): SeriesMatrix<T, S> {
    this.#requireSquare('cholesky');
    requireHermitian<T, S>('cholesky', this.#elements);
    const lower = choleskyOf<T, S>(this.#elements);
    if (typeof lower !== 'number') return new SeriesMatrix<T, S>(lower);
    throw new RangeError(
      `cholesky: expected a positive definite matrix of constant terms, got one that is not so in row ${lower}`,
    );
  }

  /**
   * Eigenvalues and orthonormal eigenvectors, the columns of `vectors`, of a symmetric matrix, or a Hermitian one of complex series, of which the lower triangle is
   * read. Coefficients are numbers, complex numbers, decimals, double-doubles or intervals.
   *
   * Eigenvalues stand in the order of `compare`. In one variable those that are one at the center split at the order where they differ first, and the
   * eigenvectors are known to as many orders less; of eigenvalues that never differ, eigenvectors are any basis. Intervals enclose the eigenvalues, and eigenvectors
   * of one choice of signs, of every symmetric matrix in the given one, which must tell its eigenvalues apart: those that are one at the center are told to be so only
   * by a diagonal of points.
   *
   * @guarantee encloses with intervals
   * @param options - `tolerance`: how near to each other eigenvalues are taken as one, 2^-36 of the largest coefficient without it; intervals take none
   * @throws RangeError in many variables where eigenvalues are one at the center alone: they have no Taylor series there in general; where enclosures of
   * eigenvalues overlap; TypeError for coefficients of another kind
   * @example
   * const t = variable(0, { order: 2 });
   * seriesMatrix([[1, t], [t, 1]]).eigh().values.map(String); // ['1 − t + 𝒪(t³)', '1 + t + 𝒪(t³)']
   */
  eigh(options: { readonly tolerance?: number } = {}): { values: S[]; vectors: SeriesMatrix<T, S> } {
    this.#requireSquare('eigh');
    requireHermitian<T, S>('eigh', this.#elements);
    const { values, vectors } = eigenpairs<T, S>(this.#elements, options.tolerance);
    return { values, vectors: new SeriesMatrix<T, S>(vectors) };
  }

  /** Rows of elements, each as its text. */
  toString(): string {
    return this.#elements.map((row) => `[${row.join(', ')}]`).join('\n');
  }

  /** The matrix in LaTeX, for mathematics mode. */
  toLatex(): string {
    const rows = this.#elements.map((row) => row.map((s) => (s as unknown as { toLatex(): string }).toLatex()).join(' & '));
    return `\\begin{pmatrix} ${rows.join(' \\\\ ')} \\end{pmatrix}`;
  }

  /** The elements row by row, exactly; {@link SeriesMatrix.fromJSON} reads them back. */
  toJSON(): unknown[][] {
    return this.#elements.map((row) => row.map((s) => (s as unknown as { toJSON(): unknown }).toJSON()));
  }

  /**
   * The matrix that `toJSON` wrote: rows of series, or JSON text of them.
   *
   * @throws TypeError for what are none
   * @example
   * const t = variable(0, { order: 1 });
   * SeriesMatrix.fromJSON(JSON.stringify(seriesMatrix([[t, 1]]))).toString(); // '[t + 𝒪(t²), 1 + 𝒪(t²)]'
   */
  static fromJSON<T, S extends Truncated<T, S>>(json: readonly (readonly unknown[])[] | string): SeriesMatrix<T, S> {
    const rows: unknown = typeof json === 'string' ? JSON.parse(json) : json;
    if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) {
      throw new TypeError(`fromJSON: expected rows of series, as toJSON writes them, got ${JSON.stringify(rows)?.slice(0, 60)}`);
    }
    return new SeriesMatrix<T, S>((rows as SeriesJson[][]).map((row) => row.map((s) => decodedSeries(s) as S)));
  }

  get #place(): string {
    return String((this.#elements[0]![0] as unknown as { center: unknown }).center);
  }

  /** M_1 = A, c_k = −tr(M_k)/k, M_{k+1} = A (M_k + c_k); det A = (−1)^n c_n. */
  #detBySums(): S {
    const identity = this.#identity();
    let m: SeriesMatrix<T, S> = this;
    let c = m.trace().neg();
    for (let k = 2; k <= this.rows; k++) {
      m = this.mul(m.add(identity.scale(c)));
      c = m.trace().div(-k);
    }
    return this.rows % 2 === 0 ? c : c.neg();
  }

  #identity(): SeriesMatrix<T, S> {
    const like = this.#elements[0]![0]!;
    return new SeriesMatrix<T, S>(this.#elements.map((_, i) => this.#elements.map((__, j) => like.constant(i === j ? 1 : 0))));
  }

  #elementwise(where: string, other: SeriesMatrix<T, S>, combine: (a: S, b: S) => S): SeriesMatrix<T, S> {
    if (this.rows !== other.rows || this.columns !== other.columns) {
      throw new RangeError(
        `${where}: expected a matrix of ${this.rows} × ${this.columns} elements, got ${other.rows} × ${other.columns}`,
      );
    }
    return new SeriesMatrix<T, S>(this.#elements.map((row, i) => row.map((a, j) => combine(a, other.at(i, j)))));
  }

  /** Both known to the order of the one that is known less. */
  #alike(where: string, other: SeriesMatrix<T, S>): readonly [SeriesMatrix<T, S>, SeriesMatrix<T, S>] {
    const [like] = Truncated.together<T, S>(where, this.at(0, 0), other.at(0, 0));
    const cut = (matrix: SeriesMatrix<T, S>): SeriesMatrix<T, S> =>
      new SeriesMatrix<T, S>(matrix.toArray().map((row) => row.map((s) => Truncated.together<T, S>(where, like, s)[1])));
    return [cut(this), cut(other)];
  }

  #requireSquare(where: string): void {
    if (this.rows !== this.columns) {
      throw new RangeError(`${where}: expected a square matrix, got ${this.rows} rows and ${this.columns} columns`);
    }
  }
}

showAsText(SeriesMatrix.prototype);

function column<T, S extends Truncated<T, S>>(elements: readonly S[]): SeriesMatrix<T, S> {
  return new SeriesMatrix<T, S>(elements.map((s) => [s]));
}

/** Whether a permutation is made by an odd number of exchanges. */
function isOdd(permutation: readonly number[]): boolean {
  const inversions = permutation.flatMap((a, i) => permutation.slice(i + 1).filter((b) => a > b));
  return inversions.length % 2 === 1;
}
