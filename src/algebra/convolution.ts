/*
 * Sums of products of doubles, in the order of additions that every back end keeps, so that bits agree. The terms with j = from and j = last hold the newest
 * coefficients, and enter last: that shortens the chain of dependent operations when a recurrence runs on (1.2–1.6 times faster). Sums start with −0, which changes
 * nothing: code that starts with the first term gives the same.
 */

/** Σ_{j=from..last} (p·j + q)·x_j·y_{k−j}, where x_j lies at x + j·stride. */
export function convolution(
  m: Float64Array,
  x: number,
  y: number,
  stride: number,
  k: number,
  from: number,
  last: number,
  p: number,
  q: number,
): number {
  if (last < from) return -0;
  const first = x + from * stride;
  const end = x + last * stride;
  const partner = y + (k - from) * stride;
  const endPartner = y + (k - last) * stride;
  let sum = -0;
  let b = partner - stride;
  if (p === 0 && q === 1) {
    for (let a = first + stride; a < end; a += stride, b -= stride) sum += m[a]! * m[b]!;
    sum += m[first]! * m[partner]!;
    return last > from ? sum + m[end]! * m[endPartner]! : sum;
  }
  let w = p * (from + 1) + q;
  for (let a = first + stride; a < end; a += stride, b -= stride) {
    sum += w * m[a]! * m[b]!;
    w += p;
  }
  sum += (p * from + q) * m[first]! * m[partner]!;
  return last > from ? sum + (p * last + q) * m[end]! * m[endPartner]! : sum;
}

/** Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from < j < k/2} x_j x_{k−j} + [k even] x_{k/2}² + 2 x_from x_{k−from} */
export function selfConvolution(m: Float64Array, x: number, stride: number, k: number, from: number): number {
  if (k < 2 * from) return -0;
  let half = -0;
  for (let j = from + 1; 2 * j < k; j++) half += m[x + j * stride]! * m[x + (k - j) * stride]!;
  let sum = 2 * half;
  if (k % 2 === 0) {
    const middle = m[x + (k / 2) * stride]!;
    sum += middle * middle;
  }
  return 2 * from < k ? sum + 2 * m[x + from * stride]! * m[x + (k - from) * stride]! : sum;
}
