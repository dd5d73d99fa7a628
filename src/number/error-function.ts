import { twoProductError } from '../rounding/transform.js';

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** e^{−x²}: what x² loses in rounding would count x² times over. */
export function gaussian(x: number): number {
  const square = x * x;
  const power = Math.exp(-square);
  return square > 1e-10 && square < 1000 ? power * (1 - twoProductError(x, x, square)) : power;
}

/** erf x. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 2)) return Number.isNaN(x) ? x : Math.sign(x) * (1 - erfc(a));
  return x * TWO_OVER_ROOT_PI * gaussian(x) * kummer(x);
}

/** Σ_n (2x²)^n/(2n+1)!!, all terms positive (Abramowitz and Stegun, 7.1.6). */
function kummer(x: number): number {
  let sum = 0;
  let term = 1;
  for (let n = 1; term > 1e-20 * sum; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 1);
  }
  return sum;
}

/** 1 − erf x. */
export function erfc(x: number): number {
  if (x < 0.75) return 1 - erf(x);
  if (!(x < 28)) return Number.isNaN(x) ? x : 0;
  // √π e^{x²} erfc x = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) (7.1.14), from the end; the number of terms for 2^-56, found by trial
  let f = x;
  for (let k = Math.ceil(20 + 300 / (x * x)); k >= 1; k--) f = x + k / 2 / f;
  return ((TWO_OVER_ROOT_PI / 2) * gaussian(x)) / f;
}
