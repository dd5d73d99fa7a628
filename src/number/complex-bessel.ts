import { besselJ, SMALL, sphericalJ, TERMS } from './bessel.js';
import { Complex } from './complex.js';
import type { ComplexFunction } from './complex-root.js';

/** Beyond this, or n²/2 where that is more, Hankel's expansion has all digits; up to there the recurrence from above. */
const LARGE = 25;
const isFar = (n: number, z: Complex): boolean => z.abs() > Math.max(LARGE, (n * n) / 2);

/** f_n, f_0 and f_1 of a solution of f_{m−1} = r(m)·f_m − f_{m+1} that dies out upward, and Σ of what `weight` says of each f_m. */
function downward(
  n: number,
  size: number,
  ratio: (m: number) => Complex,
  weight: (m: number, f: Complex) => Complex | undefined,
): { readonly wanted: Complex; readonly first: Complex; readonly second: Complex; readonly sum: Complex } {
  const far = Math.max(n, size);
  const top = 2 * Math.ceil((far + 24 + Math.sqrt(50 * far)) / 2);
  let [above, at] = [new Complex(0), new Complex(1e-120)];
  let wanted = new Complex(0);
  let sum = new Complex(0);
  for (let m = top; ; m--) {
    if (m === n) wanted = at;
    const share = weight(m, at);
    if (share !== undefined) sum = sum.add(share);
    if (m === 0) return { wanted, first: at, second: above, sum };
    [above, at] = [at, ratio(m).mul(at).sub(above)];
    if (at.abs() > 1e100)
      [above, at, wanted, sum] = [above, at, wanted, sum].map((f) => f.mul(1e-100)) as [Complex, Complex, Complex, Complex];
  }
}

/** The ascending series, as of real numbers: J_n(z) for i = 0, j_n(z) for i = 1. */
function ascending(n: number, z: Complex, i: 0 | 1): Complex {
  const square = z.sqr();
  let sum = new Complex(1);
  for (let k = TERMS; k > 0; k--) sum = new Complex(1).sub(square.div(2 * k * (2 * (n + k) + i)).mul(sum));
  for (let m = 1; m <= n && sum.abs() !== 0; m++) sum = sum.mul(z).div(2 * m + i);
  return sum;
}

/** J_n(z) for an integer n ≥ 0 by Miller's recurrence downward, scaled by e^{∓iz} = J_0 + 2 Σ (∓i)^k J_k with the sign of which the power grows. */
function besselAt(n: number, z: Complex): Complex {
  const { re, im } = z;
  if (isFar(n, z)) return farAway(n, z);
  if (z.abs() < SMALL) return ascending(n, z, 0);
  const up = im >= 0 ? 1 : -1;
  // (∓i)^k f for k = 0, 1, 2, 3
  const turns: readonly ((f: Complex) => Complex)[] = [
    (f) => f,
    (f) => new Complex(up * f.im, -up * f.re),
    (f) => f.neg(),
    (f) => new Complex(-up * f.im, up * f.re),
  ];
  const { wanted, sum } = downward(
    n,
    z.abs(),
    (m) => new Complex(2 * m).div(z),
    (m, f) => turns[m % 4]!(m === 0 ? f : f.mul(2)),
  );
  // e^{∓iz}, its root twice
  const root = Math.exp((up * im) / 2);
  const power = new Complex(Math.cos(re), -up * Math.sin(re));
  return wanted.div(sum).mul(power).mul(root).mul(root);
}

/** √(2/πz) (P cos χ − Q sin χ), χ = z − nπ/2 − π/4 (DLMF 10.17.3), for Re z ≥ 0; J_n(−z) = (−1)^n J_n(z). */
function farAway(n: number, given: Complex): Complex {
  const isTurned = given.re < 0;
  const z = isTurned ? given.neg() : given;
  const [P, Q] = amplitudes(4 * n * n, z);
  const [c, s] = [z.cos(), z.sin()];
  // cos and sin of z − nπ/2 − π/4, but for a factor √½
  const [u, v] = [c.add(s), s.sub(c)];
  const turned = [u, v, u.neg(), v.neg()];
  const value = P.mul(turned[n % 4]!)
    .sub(Q.mul(turned[(n + 1) % 4]!))
    .div(z.mul(Math.PI).sqrt());
  return isTurned && n % 2 === 1 ? value.neg() : value;
}

/** P and Q of Hankel's expansion for 4ν² (10.17.1), which for half of an odd ν end. */
function amplitudes(square: number, z: Complex): readonly [Complex, Complex] {
  let [P, Q, term] = [new Complex(1), new Complex(0), new Complex(1)];
  for (let k = 1; k < 3 * LARGE && term.abs() > 2 ** -60; k++) {
    term = term.mul((square - (2 * k - 1) * (2 * k - 1)) / (k * 8)).div(z);
    const signed = k % 4 === 1 || k % 4 === 0 ? term : term.neg();
    if (k % 2 === 1) Q = Q.add(signed);
    else P = P.add(signed);
  }
  return [P, Q];
}

/** j_n(z) far from 0 as (P sin θ + Q cos θ)/z, θ = z − nπ/2 (10.49.2); elsewhere downward, scaled by j_0 = sin(z)/z or j_1 = (j_0 − cos z)/z, the larger of the two. */
function sphericalAt(n: number, z: Complex): Complex {
  const first = z.sin().div(z);
  if (n === 0) return first;
  if (z.abs() < SMALL) return ascending(n, z, 1);
  if (isFar(n, z)) {
    const [P, Q] = amplitudes((2 * n + 1) ** 2, z);
    const [s, c] = [z.sin(), z.cos()];
    // sin θ and cos θ
    const turned = [s, c.neg(), s.neg(), c];
    return P.mul(turned[n % 4]!)
      .add(Q.mul(turned[(n + 3) % 4]!))
      .div(z);
  }
  const f = downward(
    n,
    z.abs(),
    (m) => new Complex(2 * m + 1).div(z),
    () => undefined,
  );
  const second = first.sub(z.cos()).div(z);
  return f.first.abs() >= f.second.abs() ? f.wanted.div(f.first).mul(first) : f.wanted.div(f.second).mul(second);
}

const ladder =
  (ofReal: (n: number, x: number) => number, ofComplex: (n: number, z: Complex) => Complex) =>
  (n: number): ComplexFunction =>
  (x, y, out, at) => {
    const { re, im } = y === 0 ? new Complex(ofReal(n, x), y) : ofComplex(n, new Complex(x, y));
    out[at] = re;
    out[at + 1] = im;
  };

/** J_n(z) for an integer n ≥ 0; entire. */
export const besselJOf: (n: number) => ComplexFunction = ladder(besselJ, besselAt);
/** j_n(z), entire; j_0 is sin(z)/z. */
export const sphericalJOf: (n: number) => ComplexFunction = ladder(sphericalJ, sphericalAt);
