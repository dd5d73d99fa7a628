import { identity } from './matrix.js';

// A sweep visits every pair of columns once; convergence is quadratic.
const SWEEPS = 60;

/**
 * The shortest x that makes ‖A·x − b‖ least, in the directions in which A stretches by more than `tolerance` of its largest: x = Σ v_k (u_k·b)/σ_k.
 *
 * One-sided Jacobi rotations make the columns of A orthogonal, A·V = U·Σ, which also finds small singular values to their own size (Hestenes 1958; Demmel and
 * Veselić 1992).
 *
 * @param x n doubles
 * @param a m×n, row by row; destroyed
 * @returns how many directions count, the rank as far as `tolerance` tells; 0 where A is zero or not finite, and x with it
 */
export function leastNorm(x: Float64Array, a: Float64Array, b: Float64Array, m: number, n: number, tolerance: number): number {
  const v = new Float64Array(n * n);
  const sizes = orthogonalColumns(a, v, m, n);
  const largest = Math.max(...sizes);
  x.fill(0);
  if (!(largest > 0 && largest < Infinity)) return 0;
  let rank = 0;
  for (let k = 0; k < n; k++) {
    const size = sizes[k]!;
    if (size <= tolerance * largest) continue;
    rank++;
    let along = 0;
    for (let i = 0; i < m; i++) along += a[i * n + k]! * b[i]!;
    for (let i = 0; i < n; i++) x[i] = x[i]! + (v[i * n + k]! * along) / (size * size);
  }
  return rank;
}

/**
 * Rotates the columns of A until they are orthogonal: A becomes A·V = U·Σ.
 *
 * @param a m×n, row by row
 * @param v n×n, becomes V
 * @returns the sizes σ_k of the columns, in no order
 */
export function orthogonalColumns(a: Float64Array, v: Float64Array, m: number, n: number): Float64Array {
  identity(v, n);
  let rotated = true;
  for (let sweep = 0; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (rotate(a, v, p, q, m, n)) rotated = true;
  }
  return Float64Array.from({ length: n }, (_, k) => Math.sqrt(dot(a, k, k, m, n)));
}

/** Makes columns p and q orthogonal; false where they are so already. */
function rotate(a: Float64Array, v: Float64Array, p: number, q: number, m: number, n: number): boolean {
  const [pp, qq, pq] = [dot(a, p, p, m, n), dot(a, q, q, m, n), dot(a, p, q, m, n)];
  if (!(Math.abs(pq) > 2 ** -50 * Math.sqrt(pp * qq))) return false;
  const theta = (qq - pp) / (2 * pq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  turn(a, p, q, m, n, c, c * t);
  turn(v, p, q, n, n, c, c * t);
  return true;
}

function turn(a: Float64Array, p: number, q: number, m: number, n: number, c: number, s: number): void {
  for (let i = 0; i < m; i++) {
    const [x, y] = [a[i * n + p]!, a[i * n + q]!];
    a[i * n + p] = c * x - s * y;
    a[i * n + q] = s * x + c * y;
  }
}

function dot(a: Float64Array, p: number, q: number, m: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) sum += a[i * n + p]! * a[i * n + q]!;
  return sum;
}
