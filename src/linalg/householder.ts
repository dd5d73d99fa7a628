/**
 * Reduces A·x ≈ b to R·x ≈ Qᵀb by Householder reflections, in place: R on and above the diagonal of the first n rows of the m×n matrix A, Qᵀb in b.
 * Below the diagonal A holds nothing of use. For m < n the rows that are missing count as zero.
 *
 * @see Golub and Van Loan, Matrix Computations, algorithm 5.3.2
 */
export function reduceQr(a: Float64Array, b: Float64Array, m: number, n: number): void {
  for (let k = 0; k < Math.min(m, n); k++) {
    let scale = 0;
    for (let i = k; i < m; i++) scale = Math.max(scale, Math.abs(a[i * n + k]!));
    if (scale === 0) continue;
    let square = 0;
    for (let i = k; i < m; i++) {
      const x = a[i * n + k]! / scale;
      square += x * x;
    }
    const head = a[k * n + k]!;
    // of the two reflections the one that does not cancel
    const diagonal = (head > 0 ? -1 : 1) * scale * Math.sqrt(square);
    const first = head - diagonal;
    // v = (first, a_{k+1}, …): column j loses v·(vᵀa_j)·2/|v|², and |v|²/2 = −diagonal·first
    const half = -diagonal * first;
    a[k * n + k] = first;
    for (let j = k + 1; j < n; j++) reflect(a, a, k, j, n, m, n, half);
    reflect(a, b, k, 0, 1, m, n, half);
    a[k * n + k] = diagonal;
  }
}

function reflect(
  v: Float64Array,
  x: Float64Array,
  k: number,
  j: number,
  width: number,
  m: number,
  n: number,
  half: number,
): void {
  let dot = 0;
  for (let i = k; i < m; i++) dot += v[i * n + k]! * x[i * width + j]!;
  const factor = dot / half;
  for (let i = k; i < m; i++) x[i * width + j] = x[i * width + j]! - factor * v[i * n + k]!;
}

/** Solves R·x = b for the n×n upper triangle R; where a pivot is zero, that component of x is zero. */
export function solveUpper(x: Float64Array, r: Float64Array, b: Float64Array, n: number): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < n; j++) sum -= r[i * n + j]! * x[j]!;
    const pivot = r[i * n + i]!;
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
}
