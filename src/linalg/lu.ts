/**
 * Factors P·A = L·U by Gaussian elimination with partial pivoting, in place: L below the diagonal (its ones are not
 * stored), U on and above it. Row i of the factors is row rows[i] of the matrix given.
 * @returns whether every pivot is finite and not zero
 * @guarantee none
 * @example
 * const [lu, rows] = [Float64Array.of(0, 1, 2, 3), new Int32Array(2)];
 * factorLu(lu, rows, 2); // true
 * [Array.from(lu), Array.from(rows)]; // [[2, 3, 0, 1], [1, 0]]
 */
export function factorLu(a: Float64Array, rows: Int32Array, n: number): boolean {
  for (let i = 0; i < n; i++) rows[i] = i;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[best * n + k]!)) best = i;
    if (best !== k) {
      for (let j = 0; j < n; j++) {
        const x = a[k * n + j]!;
        a[k * n + j] = a[best * n + j]!;
        a[best * n + j] = x;
      }
      const row = rows[k]!;
      rows[k] = rows[best]!;
      rows[best] = row;
    }
    const pivot = a[k * n + k]!;
    if (pivot === 0 || !Number.isFinite(pivot)) return false;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / pivot;
      a[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) a[i * n + j] = a[i * n + j]! - factor * a[k * n + j]!;
    }
  }
  return true;
}

/**
 * Solves A·X = B for n×m matrices with the factors of A; `x` may not overlap B.
 *
 * @guarantee none
 * @example
 * const [lu, rows, x] = [Float64Array.of(0, 1, 2, 3), new Int32Array(2), new Float64Array(2)];
 * factorLu(lu, rows, 2);
 * solveLu(x, lu, rows, Float64Array.of(1, 5), 2, 1);
 * Array.from(x); // [1, 1]
 */
export function solveLu(x: Float64Array, lu: Float64Array, rows: Int32Array, b: Float64Array, n: number, m: number): void {
  for (let c = 0; c < m; c++) {
    // L·y = P·b, then U·x = y.
    for (let i = 0; i < n; i++) {
      let y = b[rows[i]! * m + c]!;
      for (let j = 0; j < i; j++) y -= lu[i * n + j]! * x[j * m + c]!;
      x[i * m + c] = y;
    }
    for (let i = n - 1; i >= 0; i--) {
      let y = x[i * m + c]!;
      for (let j = i + 1; j < n; j++) y -= lu[i * n + j]! * x[j * m + c]!;
      x[i * m + c] = y / lu[i * n + i]!;
    }
  }
}

/**
 * The inverse of A up to rounding; `out` may not overlap A.
 * @param work at least n·n doubles
 * @param rows at least n integers
 * @returns whether every pivot was finite and not zero, and the inverse is finite
 * @guarantee none
 * @example
 * const out = new Float64Array(4);
 * invertLu(out, Float64Array.of(2, 0, 0, 4), new Float64Array(4), new Int32Array(2), 2); // true
 * Array.from(out); // [0.5, 0, 0, 0.25]
 */
export function invertLu(out: Float64Array, a: Float64Array, work: Float64Array, rows: Int32Array, n: number): boolean {
  for (let i = 0; i < n * n; i++) work[i] = a[i]!;
  if (!factorLu(work, rows, n)) return false;
  let finite = true;
  // Column c solves A·x = e_c.
  for (let c = 0; c < n; c++) {
    for (let i = 0; i < n; i++) {
      let y = rows[i] === c ? 1 : 0;
      for (let j = 0; j < i; j++) y -= work[i * n + j]! * out[j * n + c]!;
      out[i * n + c] = y;
    }
    for (let i = n - 1; i >= 0; i--) {
      let y = out[i * n + c]!;
      for (let j = i + 1; j < n; j++) y -= work[i * n + j]! * out[j * n + c]!;
      y /= work[i * n + i]!;
      out[i * n + c] = y;
      finite &&= Number.isFinite(y);
    }
  }
  return finite;
}
