/**
 * Order and step size from the tolerance and the coefficients (Jorba and Zou, A software package for the numerical integration of ODEs by means
 * of high-order Taylor methods, Experimental Mathematics 14, 2005).
 */

/** p = max(2, ⌈1 − ln(tolerance)/2⌉): the order at which a step of radius/e² leaves an error of about the tolerance (section 3.1, eq. 3-1). */
export function orderFor(tolerance: number): number {
  return Math.max(2, Math.ceil(1 - Math.log(tolerance) / 2));
}

/**
 * h = min(ρ_{p−1}, ρ_p)·e^{−2 − 0.7/(p−1)} with ρ_k = (max(1, ‖x_0‖)/‖x_k‖)^{1/k} in the maximum norm: the radius of convergence as the last
 * two coefficients show it, two of them since a solution that is odd or even makes one vanish (section 3.2, eq. 3-3).
 *
 * Only the tolerance's order enters; no step is ever rejected. Infinite when both coefficients vanish.
 *
 * @param x - coefficient k of component i at i·(order + 1) + k
 */
export function stepSize(x: Float64Array, components: number, order: number): number {
  const stride = order + 1;
  let start = 1;
  let last = 0;
  let previous = 0;
  for (let i = 0; i < components; i++) {
    start = Math.max(start, Math.abs(x[i * stride]!));
    last = Math.max(last, Math.abs(x[i * stride + order]!)); // a NaN stays
    previous = Math.max(previous, Math.abs(x[i * stride + order - 1]!));
  }
  const byLast = Math.log(start / last) / order;
  const byPrevious = Math.log(start / previous) / (order - 1);
  return Math.exp(Math.min(byLast, byPrevious) - 2 - 0.7 / (order - 1));
}
