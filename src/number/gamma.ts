import { sinpi } from './halfturn.js';

/** B_2k/(2k)! for k = 1 … 12. */
const bernoulli: readonly number[] = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
  -174611 / 802857662698291200000,
];

/** From here on Euler and Maclaurin's sum with these terms is right to 2^-56. */
const FAR = 12;

/** Taylor coefficient i ≥ 2 of ln Γ at x, (−1)^i ζ(i, x)/i: Σ_{n≥0} (x + n)^{−i} by Euler and Maclaurin's formula. */
function hurwitz(i: number, x: number): number {
  if (x < -FAR) {
    // The sum over all integers, less that over the negative ones: three sums from positive numbers on.
    const f = x - Math.floor(x);
    const sign = i % 2 === 0 ? 1 : -1;
    return hurwitz(i, f) + sign * (hurwitz(i, 1 - f) - hurwitz(i, 1 - x));
  }
  let sum = 0;
  let y = x;
  for (; y < FAR + i / 2; y++) sum += y ** -i;
  const power = y ** -i;
  let tail = (power * y) / (i - 1) + power / 2;
  // B_2k/(2k)!·i(i+1)…(i+2k−2)·y^{−i−2k+1}
  let factor = (i * power) / y;
  bernoulli.forEach((b, l) => {
    tail += b * factor;
    factor *= ((i + 2 * l + 1) * (i + 2 * l + 2)) / (y * y);
  });
  return ((i % 2 === 0 ? 1 : -1) * (sum + tail)) / i;
}

/** ψ(x), the derivative of ln Γ. */
function digamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Number.NaN;
  // ψ(1 − x) − ψ(x) = π cot πx (Abramowitz and Stegun, 6.3.7)
  if (x < -FAR) return digamma(1 - x) - (Math.PI * sinpi(x + 0.5)) / sinpi(x);
  if (x < FAR) {
    // ψ(y + 1) = ψ(y) + 1/y, up or down to where the expansion at 2 holds
    let sum = 0;
    let y = x;
    for (; y < 1.5; y++) sum -= 1 / y;
    while (y > 2.5) sum += 1 / --y;
    return slopeNearTwo(y - 2) + sum;
  }
  // ψ(x) ~ ln x − 1/2x − Σ B_2k/(2k x^{2k}) (6.3.18)
  let tail = 0;
  let power = 1;
  bernoulli.forEach((b, l) => {
    power /= x * x;
    tail += b * factorials[2 * l + 1]! * power;
  });
  return Math.log(x) - 0.5 / x - tail;
}

/** n! for n < 20. */
const factorials: readonly number[] = Array.from({ length: 20 }, (_, n) =>
  Array.from({ length: n }, (__, k) => k + 1).reduce((product, k) => product * k, 1),
);

/** (−1)^k (ζ(k) − 1)/k for k = 2, 3, …: the expansion of ln Γ at 2. */
const atTwo: readonly number[] = Array.from({ length: 60 }, (_, l) => hurwitz(l + 2, 2));

/** 1 − γ, Euler's constant. */
const ONE_LESS_GAMMA = 0.42278433509846713;

/** ln Γ(2 + z) = (1 − γ)z + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^k/k for small z, right to its own size (Abramowitz and Stegun, 6.1.33). */
function nearTwo(z: number): number {
  let sum = 0;
  for (let l = atTwo.length - 1; l >= 0; l--) sum = (sum + atTwo[l]!) * z;
  return z * (ONE_LESS_GAMMA + sum);
}

/** ψ(2 + z), term by term. */
function slopeNearTwo(z: number): number {
  let sum = 0;
  for (let l = atTwo.length - 1; l >= 0; l--) sum = (sum + (l + 2) * atTwo[l]!) * z;
  return ONE_LESS_GAMMA + sum;
}

/** ln|Γ(x)|. */
function lgamma(x: number): number {
  if (x <= 0) {
    if (Number.isInteger(x)) return Infinity;
    // Γ(x)Γ(1 − x) = π/sin πx (6.1.17)
    return x === -Infinity ? Infinity : Math.log(Math.PI / Math.abs(sinpi(x))) - lgamma(1 - x);
  }
  if (x < 1.5) return nearTwo(x < 0.5 ? x : x - 1) - Math.log1p(x < 0.5 ? x : x - 1) - (x < 0.5 ? Math.log(x) : 0);
  if (x < FAR) {
    // Γ(x) = (x − 1)(x − 2)…y Γ(y) with y near 2
    let product = 1;
    let y = x;
    while (y > 2.5) product *= --y;
    return Math.log(product) + nearTwo(y - 2);
  }
  if (x === Infinity) return x;
  // ln Γ(x) ~ (x − ½) ln x − x + ½ ln 2π + Σ B_2k/(2k(2k−1) x^{2k−1}) (6.1.40)
  let tail = 0;
  let power = 1 / x;
  bernoulli.forEach((b, l) => {
    tail += b * factorials[2 * l]! * power;
    power /= x * x;
  });
  return (x - 0.5) * (Math.log(x) - 1) + (0.9189385332046728 - 0.5) + tail;
}

/** Taylor coefficient i of ln|Γ| at x: the function itself, ψ, ψ′/2, … */
export function lgammaCoefficient(i: number, x: number): number {
  if (i === 0) return lgamma(x);
  if (i === 1) return digamma(x);
  return x <= 0 && Number.isInteger(x) ? Number.NaN : hurwitz(i, x);
}
