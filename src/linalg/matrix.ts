// Matrices of doubles are flat and row-major: entry (i, j) of an n×m matrix stands at i·m + j.
// Nothing here allocates or checks; `out` may not overlap an operand unless a function says so.

/** The n×n identity. */
export function identity(out: Float64Array, n: number): void {
  out.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
}

/** out = A·B for an n×k matrix A and a k×m matrix B; a vector is a matrix with m = 1. */
export function multiply(out: Float64Array, a: Float64Array, b: Float64Array, n: number, k: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      // c_ij = Σ_l a_il·b_lj
      let c = 0;
      for (let l = 0; l < k; l++) c += a[i * k + l]! * b[l * m + j]!;
      out[i * m + j] = c;
    }
  }
}

/** out = Aᵀ (m×n) for an n×m matrix A. */
export function transpose(out: Float64Array, a: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) out[j * n + i] = a[i * m + j]!;
  }
}
