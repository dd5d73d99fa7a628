/**
 * The columns of A in decreasing order of ‖column_j‖·weight_j: Lohner's pivoting, with the widths of the box that A
 * carries as weights. Equal columns keep their order.
 */
export function columnOrder(order: Int32Array, a: Float64Array, weights: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    const key = columnNorm(a, j, n) * weights[j]!;
    let k = j;
    while (k > 0 && columnNorm(a, order[k - 1]!, n) * weights[order[k - 1]!]! < key) {
      order[k] = order[k - 1]!;
      k--;
    }
    order[k] = j;
  }
}

function columnNorm(a: Float64Array, j: number, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + j]!));
  if (largest === 0 || largest === Infinity) return largest;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const x = a[i * n + j]! / largest;
    sum += x * x;
  }
  return largest * Math.sqrt(sum);
}

/**
 * An orthonormal basis grown along the columns of A in a given order: the first vector is parallel to column order[0],
 * the first k span the same space as the first k columns in that order.
 *
 * Householder's method, so that Q is orthogonal to a few ulps whatever A is; a singular A gets its basis completed.
 * Vector k stands in column order[k] of Q, and has a positive component along that column of A: Q is near the identity
 * when A is.
 *
 * @param q n×n, may not overlap A
 * @param work at least n·n + n doubles
 * @returns whether Q is finite
 */
export function orthonormalize(q: Float64Array, a: Float64Array, order: Int32Array, work: Float64Array, n: number): boolean {
  const w = work;
  const beta = n * n;
  for (let k = 0; k < n; k++) {
    const from = order[k]!;
    for (let i = 0; i < n; i++) w[i * n + k] = a[i * n + from]!;
  }
  // Column k of W becomes the reflector v_k below and on the diagonal; H_k = I − β_k·v_k·v_kᵀ, and H_{n−1}…H_0·W = R.
  for (let k = 0; k < n; k++) {
    let largest = 0;
    for (let i = k; i < n; i++) largest = Math.max(largest, Math.abs(w[i * n + k]!));
    // A zero column needs no reflection; a NaN passes and is found at the end.
    w[beta + k] = 0;
    if (largest === 0) continue;
    let sum = 0;
    for (let i = k; i < n; i++) {
      const x = w[i * n + k]! / largest;
      w[i * n + k] = x;
      sum += x * x;
    }
    const norm = Math.sqrt(sum);
    const pivot = w[k * n + k]!;
    // r_kk = −sign(pivot)·‖x‖: the subtraction pivot − r_kk does not cancel.
    w[k * n + k] = pivot >= 0 ? pivot + norm : pivot - norm;
    const scale = 1 / (norm * (norm + Math.abs(pivot)));
    w[beta + k] = pivot >= 0 ? scale : -scale;
    for (let j = k + 1; j < n; j++) reflect(w, j, w, k, scale, n);
  }
  // Q = H_0·H_1…H_{n−1}·I, from the last; the sign of β says which columns to turn.
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) q[i * n + order[k]!] = i === k ? 1 : 0;
  }
  for (let k = n - 1; k >= 0; k--) {
    const scale = Math.abs(w[beta + k]!);
    if (scale === 0) continue;
    for (let j = k; j < n; j++) reflect(q, order[j]!, w, k, scale, n);
  }
  let finite = true;
  for (let k = 0; k < n; k++) {
    const turn = w[beta + k]! > 0;
    for (let i = 0; i < n; i++) {
      const o = i * n + order[k]!;
      if (turn) q[o] = 0 - q[o]!;
      finite &&= Math.abs(q[o]!) <= 2;
    }
  }
  return finite;
}

// Column j of X becomes H_k·(column j), rows k and below.
function reflect(x: Float64Array, j: number, w: Float64Array, k: number, scale: number, n: number): void {
  let dot = 0;
  for (let i = k; i < n; i++) dot += w[i * n + k]! * x[i * n + j]!;
  dot *= scale;
  for (let i = k; i < n; i++) x[i * n + j] = x[i * n + j]! - dot * w[i * n + k]!;
}
