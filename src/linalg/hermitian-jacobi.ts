// As for real matrices: convergence is quadratic, and matrices that need more than 10 sweeps are not known.
const SWEEPS = 40;

/**
 * Eigenvalues and eigenvectors of a Hermitian matrix by Jacobi's rotations: A·V = V·diag(λ), λ ascending.
 *
 * Complex numbers lie as pairs re, im. A phase of row and column q makes a_pq real, after which the rotation is that of a real matrix (Goldstine and Horwitz,
 * A procedure for the diagonalization of normal matrices, 1959). V is unitary up to rounding.
 *
 * @param values n eigenvalues
 * @param vectors n×n, column k belongs to values[k]
 * @param a n×n, of which the lower triangle is read
 * @returns whether the rotations converged; false says that A is not finite
 */
export function hermitianEigen(values: Float64Array, vectors: Float64Array, a: Float64Array, n: number): boolean {
  const w = new Float64Array(2 * n * n);
  const v = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [re, im] = [a[2 * (i * n + j)]!, i === j ? 0 : a[2 * (i * n + j) + 1]!];
      w[2 * (i * n + j)] = re;
      w[2 * (i * n + j) + 1] = im;
      w[2 * (j * n + i)] = re;
      w[2 * (j * n + i) + 1] = -im;
    }
    v[2 * (i * n + i)] = 1;
  }
  let rotated = true;
  for (let sweep = 0; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (rotate(w, v, p, q, n)) rotated = true;
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => w[2 * (i * n + i)]! - w[2 * (j * n + j)]!);
  order.forEach((from, k) => {
    values[k] = w[2 * (from * n + from)]!;
    for (let i = 0; i < n; i++) vectors.set(v.subarray(2 * (i * n + from), 2 * (i * n + from) + 2), 2 * (i * n + k));
  });
  return !rotated && values.subarray(0, n).every(Number.isFinite);
}

// W ← UᴴWU and V ← VU with the unitary U in the plane p, q that makes w_pq zero; false where it is negligible already.
function rotate(w: Float64Array, v: Float64Array, p: number, q: number, n: number): boolean {
  const pq = 2 * (p * n + q);
  const qp = 2 * (q * n + p);
  const off = Math.hypot(w[pq]!, w[pq + 1]!);
  const wp = w[2 * (p * n + p)]!;
  const wq = w[2 * (q * n + q)]!;
  if (off <= 2 ** -64 * Math.max(Math.abs(wp), Math.abs(wq)) || off === 0) {
    w.fill(0, pq, pq + 2);
    w.fill(0, qp, qp + 2);
    return false;
  }
  const [re, im] = [w[pq]! / off, w[pq + 1]! / off];
  // t = tan of the smaller angle, as for a real w_pq = off
  const theta = (wq - wp) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    turn(w, 2 * (k * n + p), 2 * (k * n + q), c, s, re, -im);
    turn(v, 2 * (k * n + p), 2 * (k * n + q), c, s, re, -im);
  }
  for (let k = 0; k < n; k++) turn(w, 2 * (p * n + k), 2 * (q * n + k), c, s, re, im);
  w[2 * (p * n + p)] = wp - t * off;
  w[2 * (q * n + q)] = wq + t * off;
  for (const at of [2 * (p * n + p) + 1, 2 * (q * n + q) + 1, pq, pq + 1, qp, qp + 1]) w[at] = 0;
  return true;
}

// x, y ← c x − s u y, s x + c u y for the phase u = re + im·i
function turn(m: Float64Array, x: number, y: number, c: number, s: number, re: number, im: number): void {
  const [a, b] = [m[x]!, m[x + 1]!];
  const d = re * m[y]! - im * m[y + 1]!;
  const e = re * m[y + 1]! + im * m[y]!;
  m[x] = c * a - s * d;
  m[x + 1] = c * b - s * e;
  m[y] = s * a + c * d;
  m[y + 1] = s * b + c * e;
}
