const ULP = 2 ** -52;
// Two or three steps per eigenvalue are usual.
const STEPS = 60;

/**
 * Eigenvalues of a real matrix by the shifted QR algorithm: reduction to Hessenberg form by Householder reflections, then
 * Francis double steps with deflation (Golub and Van Loan, Matrix Computations, 4th ed., algorithm 7.5.2).
 *
 * Complex ones come in adjacent conjugate pairs, the one with positive imaginary part first. The order is that of
 * deflation: from the last row up.
 *
 * @param re real parts of the n eigenvalues
 * @param im imaginary parts
 * @param work at least n·n doubles
 * @returns whether all were found; false says that A is not finite or, never observed, that the steps did not converge
 * @guarantee none
 * @example
 * const [re, im] = [new Float64Array(2), new Float64Array(2)];
 * eigenvalues(re, im, Float64Array.of(0, 1, -1, 0), new Float64Array(4), 2); // true
 * [Array.from(re), Array.from(im)]; // [[0, 0], [1, -1]]
 */
export function eigenvalues(re: Float64Array, im: Float64Array, a: Float64Array, work: Float64Array, n: number): boolean {
  const h = work;
  let norm = 0;
  for (let i = 0; i < n * n; i++) {
    h[i] = a[i]!;
    norm += Math.abs(h[i]!);
  }
  if (!Number.isFinite(norm)) return false;
  toHessenberg(h, n);
  let end = n - 1;
  let step = 0;
  while (end >= 0) {
    // The active block is rows start…end, found by the last negligible entry below the diagonal.
    let start = end;
    while (start > 0) {
      const scale = Math.abs(h[start * n + start]!) + Math.abs(h[(start - 1) * n + start - 1]!);
      if (Math.abs(h[start * n + start - 1]!) <= ULP * (scale === 0 ? norm : scale)) {
        h[start * n + start - 1] = 0;
        break;
      }
      start--;
    }
    if (start === end) {
      re[end] = h[end * n + end]!;
      im[end] = 0;
      end--;
      step = 0;
    } else if (start === end - 1) {
      writePair(re, im, h, start, n);
      end -= 2;
      step = 0;
    } else {
      if (step === STEPS) return false;
      step++;
      francisStep(h, start, end, step, n);
    }
  }
  return true;
}

// The two eigenvalues of the block at (p, p): λ = m ± √d with m = (a + d)/2.
function writePair(re: Float64Array, im: Float64Array, h: Float64Array, p: number, n: number): void {
  const a = h[p * n + p]!;
  const b = h[p * n + p + 1]!;
  const c = h[(p + 1) * n + p]!;
  const d = h[(p + 1) * n + p + 1]!;
  const half = 0.5 * (a - d);
  const discriminant = half * half + b * c;
  if (discriminant < 0) {
    re[p] = 0.5 * (a + d);
    re[p + 1] = re[p]!;
    im[p] = Math.sqrt(-discriminant);
    im[p + 1] = -im[p]!;
  } else {
    // The root farther from d without cancellation, the other from the product of the roots of λ − d.
    const far = half + (half >= 0 ? 1 : -1) * Math.sqrt(discriminant);
    re[p] = d + far;
    re[p + 1] = far === 0 ? d : d - (b * c) / far;
    im[p] = 0;
    im[p + 1] = 0;
  }
}

function toHessenberg(h: Float64Array, n: number): void {
  for (let k = 0; k < n - 2; k++) {
    let largest = 0;
    for (let i = k + 1; i < n; i++) largest = Math.max(largest, Math.abs(h[i * n + k]!));
    if (largest === 0) continue;
    const v = new Float64Array(n);
    let sum = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = h[i * n + k]! / largest;
      sum += v[i]! * v[i]!;
    }
    const length = Math.sqrt(sum);
    const head = v[k + 1]!;
    v[k + 1] = head >= 0 ? head + length : head - length;
    const scale = 1 / (length * (length + Math.abs(head)));
    reflect(h, v, scale, k + 1, n - 1, k, 0, n - 1, n);
    for (let i = k + 2; i < n; i++) h[i * n + k] = 0;
  }
}

// H ← P·H·P with P = I − scale·v·vᵀ, v living on rows from…to; columns from `left` on, rows `top`…`bottom` change.
function reflect(
  h: Float64Array,
  v: Float64Array,
  scale: number,
  from: number,
  to: number,
  left: number,
  top: number,
  bottom: number,
  n: number,
): void {
  for (let j = left; j < n; j++) {
    let dot = 0;
    for (let i = from; i <= to; i++) dot += v[i]! * h[i * n + j]!;
    dot *= scale;
    for (let i = from; i <= to; i++) h[i * n + j] = h[i * n + j]! - dot * v[i]!;
  }
  for (let i = top; i <= bottom; i++) {
    let dot = 0;
    for (let j = from; j <= to; j++) dot += v[j]! * h[i * n + j]!;
    dot *= scale;
    for (let j = from; j <= to; j++) h[i * n + j] = h[i * n + j]! - dot * v[j]!;
  }
}

// One implicit step with both eigenvalues of the last 2×2 block (p, ·; ·, q) as shifts: the first column of
// (H − p)(H − q) − w, with w the product off that block's diagonal, starts a bulge, which 3×3 reflections chase down the block.
// It is divided by its factor c, and made of differences: near a multiple of the identity all else would cancel.
function francisStep(h: Float64Array, start: number, end: number, step: number, n: number): void {
  let p = h[(end - 1) * n + end - 1]!;
  let q = h[end * n + end]!;
  let w = h[(end - 1) * n + end]! * h[end * n + end - 1]!;
  if (step % 10 === 0) {
    // Wilkinson's exceptional shift breaks cycles, as for a permutation matrix.
    const size = Math.abs(h[end * n + end - 1]!) + Math.abs(h[(end - 1) * n + end - 2]!);
    p = q + 0.75 * size;
    q = p;
    w = -0.4375 * size * size;
  }
  const a = h[start * n + start]!;
  const b = h[start * n + start + 1]!;
  const c = h[(start + 1) * n + start]!;
  const d = h[(start + 1) * n + start + 1]!;
  let x = ((p - a) * (q - a) - w) / c + b;
  let y = d - a - (p - a) - (q - a);
  let z = h[(start + 2) * n + start + 1]!;
  const v = new Float64Array(n);
  for (let k = start; k < end; k++) {
    const last = Math.min(k + 2, end);
    const largest = Math.max(Math.abs(x), Math.abs(y), last === k + 2 ? Math.abs(z) : 0);
    if (largest > 0) {
      v[k] = x / largest;
      v[k + 1] = y / largest;
      if (last === k + 2) v[k + 2] = z / largest;
      let sum = 0;
      for (let i = k; i <= last; i++) sum += v[i]! * v[i]!;
      const length = Math.sqrt(sum);
      const head = v[k]!;
      v[k] = head >= 0 ? head + length : head - length;
      const scale = 1 / (length * (length + Math.abs(head)));
      reflect(h, v, scale, k, last, Math.max(k - 1, start), 0, Math.min(k + 3, end), n);
    }
    if (k > start) {
      for (let i = k + 1; i <= last; i++) h[i * n + k - 1] = 0;
    }
    x = h[(k + 1) * n + k]!;
    y = k + 2 <= end ? h[(k + 2) * n + k]! : 0;
    z = k + 3 <= end ? h[(k + 3) * n + k]! : 0;
  }
}
