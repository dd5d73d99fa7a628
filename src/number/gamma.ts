import { logKernel } from '../rounding/elementary/kernel/log.js';
import { addPairs, multiplyPairs } from './double-double-arithmetic.js';
import { cospi, sinpi } from './halfturn.js';

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
  if (x < 0) {
    const cot = cospi(x) / sinpi(x);
    // The sum over all integers, less that over the negative ones.
    const all = (cotangentCoefficients(i - 1).reduceRight((sum, p) => sum * cot + p, 0) * Math.PI ** i) / i;
    return (i % 2 === 0 ? all : -all) - (i % 2 === 0 ? 1 : -1) * hurwitz(i, 1 - x);
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

/** Coefficients of P_n, (−1)^n cot^(n)/n! = P_n(cot), none of them negative: P_0 = c, (n + 1) P_{n+1} = (1 + c²) P_n′. */
export function cotangentCoefficients(n: number): readonly number[] {
  let p = [0, 1];
  for (let k = 1; k <= n; k++) {
    const next = new Array<number>(p.length + 1).fill(0);
    for (let j = 1; j < p.length; j++) {
      next[j - 1]! += (j * p[j]!) / k;
      next[j + 1]! += (j * p[j]!) / k;
    }
    p = next;
  }
  return p;
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
export const zetaTerms: readonly number[] = Array.from({ length: 100 }, (_, l) => hurwitz(l + 2, 2));

/** So many of them do for |z| ≤ ½. */
const TERMS = 60;

/** 1 − γ, Euler's constant. */
export const ONE_LESS_GAMMA = 0.42278433509846713;

/** ln Γ(2 + z) = (1 − γ)z + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^k/k for small z, right to its own size (Abramowitz and Stegun, 6.1.33). */
function nearTwo(z: number): number {
  let sum = 0;
  for (let l = TERMS - 1; l >= 0; l--) sum = (sum + zetaTerms[l]!) * z;
  return z * (ONE_LESS_GAMMA + sum);
}

/** ψ(2 + z), term by term. */
function slopeNearTwo(z: number): number {
  let sum = 0;
  for (let l = TERMS - 1; l >= 0; l--) sum = (sum + (l + 2) * zetaTerms[l]!) * z;
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

const pair = new Float64Array(4);

/** ½ ln 2π and what the double lacks. */
const HALF_LOG_TWO_PI = 0.9189385332046728;
const HALF_LOG_TWO_PI_TAIL = -3.878294158067242e-17;

/** Γ(x); NaN at its poles 0, −1, −2, …, but at 0 the infinity of its side. */
export function gamma(x: number): number {
  if (x === 0) return 1 / x;
  if (x < 0.5) {
    if (Number.isInteger(x) || x === -Infinity) return Number.NaN;
    if (x > -0.5) return gamma(x + 1) / x;
    // Γ(x)Γ(−x) = −π/(x sin πx) (6.1.17), where −x unlike 1 − x is exact; Γ(−x) may overflow where its root does not
    const root = stirling(-x, 0.5);
    return x <= -FAR ? -Math.PI / root / (x * sinpi(x) * root) : -Math.PI / (x * sinpi(x) * gamma(-x));
  }
  if (x < 1.5) return Math.exp(nearTwo(x - 1)) / x;
  if (x < FAR || (x < 24 && Number.isInteger(x))) {
    let product = 1;
    let y = x;
    while (y > 2.5) product *= --y;
    return product * Math.exp(nearTwo(y - 2));
  }
  if (!(x < 172)) return Number.isNaN(x) ? x : Infinity;
  const root = stirling(x, 0.5);
  return root * root;
}

/** Γ(x)^power for x ≥ FAR, the logarithm to twice the precision of a double. */
function stirling(x: number, power: number): number {
  if (x < FAR) return Number.NaN;
  logKernel(x, pair);
  multiplyPairs(pair[0]!, pair[1]!, x - 0.5, 0, pair, 0);
  addPairs(pair[0]!, pair[1]!, -x, 0, pair, 0);
  addPairs(pair[0]!, pair[1]!, HALF_LOG_TWO_PI, HALF_LOG_TWO_PI_TAIL, pair, 0);
  let tail = 0;
  let inverse = 1 / x;
  bernoulli.forEach((b, l) => {
    tail += b * factorials[2 * l]! * inverse;
    inverse /= x * x;
  });
  return Math.exp(pair[0]! * power) * Math.exp((pair[1]! + tail) * power);
}
