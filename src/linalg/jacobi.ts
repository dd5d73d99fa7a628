// A sweep visits every pair once; convergence is quadratic, and matrices that need more than 10 sweeps are not known.
const SWEEPS = 40;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: A·V = V·diag(λ), λ ascending.
 *
 * Only the upper triangle of A is read. V is orthogonal up to rounding, and small eigenvalues keep an error of some
 * ulps of ‖A‖.
 *
 * @param values n eigenvalues
 * @param vectors n×n, column k belongs to values[k]
 * @param work at least n·n doubles
 * @returns whether the rotations converged; false says that A is not finite
 */
export function jacobiEigen(
  values: Float64Array,
  vectors: Float64Array,
  a: Float64Array,
  work: Float64Array,
  n: number,
): boolean {
  const w = work;
  const v = vectors;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      w[i * n + j] = i <= j ? a[i * n + j]! : a[j * n + i]!;
      v[i * n + j] = i === j ? 1 : 0;
    }
  }
  let rotated = true;
  for (let sweep = 0; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (rotate(w, v, p, q, n)) rotated = true;
      }
    }
  }
  for (let k = 0; k < n; k++) {
    values[k] = w[k * n + k]!;
    if (!Number.isFinite(values[k]!)) return false;
  }
  if (rotated) return false;
  sortPairs(values, v, n);
  return true;
}

// W ← JᵀWJ and V ← VJ with the rotation that makes w_pq zero; false where it is negligible already.
function rotate(w: Float64Array, v: Float64Array, p: number, q: number, n: number): boolean {
  const off = w[p * n + q]!;
  const wp = w[p * n + p]!;
  const wq = w[q * n + q]!;
  // w_pq moves an eigenvalue by at most |w_pq|²/|w_pp − w_qq|, some 2^−128 of the larger one below this.
  if (Math.abs(off) <= 2 ** -64 * Math.max(Math.abs(wp), Math.abs(wq)) || off === 0) {
    w[p * n + q] = 0;
    w[q * n + p] = 0;
    return false;
  }
  // t = tan of the smaller angle: t² + 2θt − 1 = 0 with θ = (w_qq − w_pp)/(2·w_pq).
  const theta = (wq - wp) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const x = w[k * n + p]!;
    const y = w[k * n + q]!;
    w[k * n + p] = c * x - s * y;
    w[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const x = w[p * n + k]!;
    const y = w[q * n + k]!;
    w[p * n + k] = c * x - s * y;
    w[q * n + k] = s * x + c * y;
  }
  w[p * n + p] = wp - t * off;
  w[q * n + q] = wq + t * off;
  w[p * n + q] = 0;
  w[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const x = v[k * n + p]!;
    const y = v[k * n + q]!;
    v[k * n + p] = c * x - s * y;
    v[k * n + q] = s * x + c * y;
  }
  return true;
}

function sortPairs(values: Float64Array, v: Float64Array, n: number): void {
  for (let k = 1; k < n; k++) {
    for (let j = k; j > 0 && values[j]! < values[j - 1]!; j--) {
      const x = values[j]!;
      values[j] = values[j - 1]!;
      values[j - 1] = x;
      for (let i = 0; i < n; i++) {
        const y = v[i * n + j]!;
        v[i * n + j] = v[i * n + j - 1]!;
        v[i * n + j - 1] = y;
      }
    }
  }
}
