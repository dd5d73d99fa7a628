import { exactBesselJ } from '../rounding/exact/bessel.js';

const bounds = new Float64Array(2);

/** Beyond this the recurrence from above takes too many terms. */
const LARGE = 5000;

/** Up to here {@link TERMS} terms of the ascending series have all digits, and none cancels; the recurrence would overflow or lose the sign of a tiny x. */
export const SMALL = 0.5;
export const TERMS = 8;

/** x^n/Π_{m=1..n} (2m + i)·(1 − x²/(2(2n+2+i))·(1 − x²/(4(2n+4+i))·(…))): J_n(x) for i = 0 (DLMF 10.2.2), j_n(x) for i = 1 (10.53.1). */
function ascending(n: number, x: number, i: 0 | 1): number {
  let sum = 1;
  for (let k = TERMS; k > 0; k--) sum = 1 - ((x * x) / (2 * k * (2 * (n + k) + i))) * sum;
  for (let m = 1; m <= n && sum !== 0; m++) sum = (sum * x) / (2 * m + i);
  return sum;
}

/** J_n(x) for an integer n ≥ 0, by Miller's recurrence downward: right to a few units of the largest of its neighbors. */
export function besselJ(n: number, x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (a === 0) return n === 0 ? 1 : 0;
  if (a > LARGE) {
    if (a === Infinity) return 0;
    if (n > 60) {
      exactBesselJ(n, x, bounds);
      return bounds[0]!;
    }
    return x < 0 && n % 2 === 1 ? -farAway(n, a) : farAway(n, a);
  }
  if (a < SMALL) return ascending(n, x, 0);
  const value = downward(n, a, (m) => (2 * m) / a, 2);
  return x < 0 && n % 2 === 1 ? -value : value;
}

/** √(2/πx) (P cos χ − Q sin χ) with χ = x − nπ/2 − π/4 (Abramowitz and Stegun, 9.2.5, 9.2.9, 9.2.10). */
function farAway(n: number, x: number): number {
  let [P, Q, term] = [1, 0, 1];
  for (let k = 1; k < 20; k++) {
    term *= (4 * n * n - (2 * k - 1) * (2 * k - 1)) / (k * 8 * x);
    const sign = k % 4 === 1 || k % 4 === 0 ? 1 : -1;
    if (k % 2 === 1) Q += sign * term;
    else P += sign * term;
  }
  const [c, s] = [Math.cos(x), Math.sin(x)];
  // cos and sin of x − nπ/2 − π/4, but for a factor √½
  const [u, v] = [c + s, s - c];
  const turned = [u, v, -u, -v];
  const cos = turned[n % 4]!;
  const sin = turned[(n + 1) % 4]!;
  return (P * cos - Q * sin) / Math.sqrt(Math.PI * x);
}

/** j_n(x), the spherical Bessel function; j_0 is sin(x)/x. */
export function sphericalJ(n: number, x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (a === 0) return n === 0 ? 1 : 0;
  const sign = x < 0 && n % 2 === 1 ? -1 : 1;
  const first = Math.sin(a) / a;
  if (n === 0) return first;
  if (a < SMALL) return ascending(n, x, 1);
  if (n < a) {
    // j_{m+1} = (2m+1)/x·j_m − j_{m−1} upward, which is stable here
    let [below, at] = [first, (first - Math.cos(a)) / a];
    for (let m = 1; m < n; m++) [below, at] = [at, ((2 * m + 1) / a) * at - below];
    return sign * at;
  }
  return sign * downward(n, a, (m) => (2 * m + 1) / a, 1);
}

/**
 * f_n of the solution of f_{m−1} = r(m)·f_m − f_{m+1} that dies out upward, from far above. What it must be multiplied by says, for step 2,
 * f_0 + 2 Σ f_2k = 1 (Abramowitz and Stegun, 9.1.46), and for step 1 Σ (2m+1) f_m² = 1 (10.1.50), together with the sign of f_0 or f_1.
 */
function downward(n: number, x: number, ratio: (m: number) => number, step: 1 | 2): number {
  const far = Math.max(n, x);
  const top = 2 * Math.ceil((far + 20 + Math.sqrt(50 * far)) / 2);
  let [above, at] = [0, 1e-120];
  let wanted = 0;
  let sum = 0;
  for (let m = top; m >= 0; m--) {
    if (m === n) wanted = at;
    sum += step === 1 ? (2 * m + 1) * at * at : m % 2 === 1 ? 0 : m === 0 ? at : 2 * at;
    if (m === 0) break;
    [above, at] = [at, ratio(m) * at - above];
    if (Math.abs(at) > 1e100) {
      [above, at, wanted] = [above * 1e-100, at * 1e-100, wanted * 1e-100];
      sum *= step === 1 ? 1e-200 : 1e-100;
    }
  }
  if (step === 2) return wanted / sum;
  const first = Math.sin(x) / x;
  const size = wanted / Math.sqrt(sum);
  // the sign of f_0, or of f_1 where f_0 is too near zero to tell
  return Math.abs(first) > 0.1 / x
    ? size * Math.sign(first) * Math.sign(at)
    : size * Math.sign((first - Math.cos(x)) / x) * Math.sign(above);
}
