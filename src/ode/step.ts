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
 * @param coefficient - c_k of component i
 */
export function stepSize(components: number, order: number, coefficient: (i: number, k: number) => number): number {
  const norm = (k: number): number => {
    let largest = 0;
    for (let i = 0; i < components; i++) {
      const size = Math.abs(coefficient(i, k));
      if (!(size <= largest)) largest = size; // a NaN stays
    }
    return largest;
  };
  const scale = Math.log(Math.max(1, norm(0)));
  const last = (scale - Math.log(norm(order))) / order;
  const previous = (scale - Math.log(norm(order - 1))) / (order - 1);
  return Math.exp(Math.min(last, previous) - 2 - 0.7 / (order - 1));
}
