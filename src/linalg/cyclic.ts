import { reduceQr } from './householder.js';

/** Right-hand sides as `CyclicSystem` has reduced them. */
export interface ReducedSides {
  /** Of the n equations for x_0 and τ. */
  readonly closing: Float64Array;
  /** Of those that give x_1 … x_{m−1} from them. */
  readonly inner: readonly Float64Array[];
}

/**
 * The equations A_k·x_k + c_k·τ − x_{k+1} = r_k, k = 0 … m − 1, around a cycle: x_m = x_0. Orthogonal transformations take out x_1 … x_{m−1}, and leave n
 * equations E·(x_0, τ) = r, in which neither growth nor decay around the cycle is multiplied up: of a single number, (Πa − 1)·x_0 = r becomes
 * that divided by √(1 + Πa²), about.
 *
 * @see Wright, Stable parallel algorithms for two-point boundary value problems, SIAM J. Sci. Stat. Comput. 13 (1992), section 3
 */
export class CyclicSystem {
  /** E, n×(n + 1). */
  readonly closing: Float64Array;
  readonly #n: number;
  /** For k = 1 … m − 1, rows over x_k, x_0, x_{k+1}, τ and, behind them, the transposed orthogonal matrix; 2n rows, of which n give x_k. */
  readonly #rows: Float64Array[] = [];

  /** @param blocks - the A_k, n×n */
  constructor(blocks: readonly Float64Array[], columns: readonly Float64Array[], n: number) {
    this.#n = n;
    const width = 5 * n + 1;
    // the equation that is left so far: A·x_0 + B·x_k + c·τ = r
    let a = blocks[0]!;
    let b: Float64Array = new Float64Array(n * n);
    for (let i = 0; i < n; i++) b[i * n + i] = -1;
    let c = columns[0]!;
    for (let k = 1; k < blocks.length; k++) {
      const rows = new Float64Array(2 * n * width);
      for (let i = 0; i < n; i++) {
        const [upper, lower] = [i * width, (n + i) * width];
        for (let j = 0; j < n; j++) {
          rows[upper + j] = b[i * n + j]!;
          rows[upper + n + j] = a[i * n + j]!;
          rows[lower + j] = blocks[k]![i * n + j]!;
        }
        rows[lower + 2 * n + i] = -1;
        rows[upper + 3 * n] = c[i]!;
        rows[lower + 3 * n] = columns[k]![i]!;
        rows[upper + 3 * n + 1 + i] = 1;
        rows[lower + 4 * n + 1 + i] = 1;
      }
      reduceQr(rows, new Float64Array(2 * n), 2 * n, width);
      for (let i = 0; i < 2 * n; i++) rows.fill(0, i * width, i * width + i);
      this.#rows.push(rows);
      const part = (from: number, size: number): Float64Array => {
        const out = new Float64Array(n * size);
        for (let i = 0; i < n; i++) for (let j = 0; j < size; j++) out[i * size + j] = rows[(n + i) * width + from + j]!;
        return out;
      };
      [a, b, c] = [part(n, n), part(2 * n, n), part(3 * n, 1)];
    }
    this.closing = new Float64Array(n * (n + 1));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) this.closing[i * (n + 1) + j] = a[i * n + j]! + b[i * n + j]!;
      this.closing[i * (n + 1) + n] = c[i]!;
    }
  }

  /** @param sides - r_0 … r_{m−1} */
  reduce(sides: readonly Float64Array[]): ReducedSides {
    const n = this.#n;
    const width = 5 * n + 1;
    const inner: Float64Array[] = [];
    let closing = sides[0]!;
    this.#rows.forEach((rows, k) => {
      const both = new Float64Array(2 * n);
      for (let i = 0; i < 2 * n; i++) {
        for (let j = 0; j < n; j++) {
          const at = i * width + 3 * n + 1 + j;
          both[i]! += rows[at]! * closing[j]! + rows[at + n]! * sides[k + 1]![j]!;
        }
      }
      inner.push(both.subarray(0, n));
      closing = both.slice(n);
    });
    return { closing, inner };
  }

  /**
   * x_0 … x_{m−1} and τ, one after the other.
   *
   * @param first - x_0 and τ
   * @param inner - what `reduce` gave; without it, zeros
   */
  expand(first: Float64Array, inner?: readonly Float64Array[]): Float64Array {
    const n = this.#n;
    const width = 5 * n + 1;
    const m = this.#rows.length + 1;
    const x = new Float64Array(m * n + 1);
    x.set(first.subarray(0, n));
    const tau = first[n]!;
    x[m * n] = tau;
    for (let k = m - 1; k >= 1; k--) {
      const rows = this.#rows[k - 1]!;
      const side = inner?.[k - 1];
      const next = k === m - 1 ? 0 : (k + 1) * n;
      for (let i = n - 1; i >= 0; i--) {
        const row = i * width;
        let sum = (side?.[i] ?? 0) - rows[row + 3 * n]! * tau;
        for (let j = 0; j < n; j++) sum -= rows[row + n + j]! * x[j]! + rows[row + 2 * n + j]! * x[next + j]!;
        for (let j = i + 1; j < n; j++) sum -= rows[row + j]! * x[k * n + j]!;
        x[k * n + i] = sum / rows[row + i]!;
      }
    }
    return x;
  }
}
