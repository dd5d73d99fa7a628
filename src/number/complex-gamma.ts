import { atan2Kernel, withinReach } from '../rounding/elementary/kernel/atan.js';
import { logOfPair } from '../rounding/elementary/kernel/log.js';
import { Complex } from './complex.js';
import { divide } from './complex-arithmetic.js';
import type { ComplexFunction } from './complex-root.js';
import { cospiOf, sinpiOf } from './complex-special.js';
import { addPairs, multiplyPairs, scalePair } from './double-double-arithmetic.js';
import { cotangentCoefficients, gamma, lgammaCoefficient, ONE_LESS_GAMMA, zetaTerms } from './gamma.js';
import { cospi, sinpi } from './halfturn.js';

/** B_2k/(2k(2k − 1)) for k = 1, 2, …, as quotients. */
const stirlingTerms: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
  -174611 / 125400,
  77683 / 5796,
  -236364091 / 1506960,
  657931 / 300,
  -3392780147 / 93960,
  1723168255201 / 2492028,
];

/** From here on in size Stirling's series with these terms is right to 2^−54, in the right half plane. */
const FAR = 8;

/** Within this of 2 the expansion there converges fast. */
const NEAR = 1.35;

/** ln Γ(2 + z) = (1 − γ)z + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^k/k for |z| < 2, as {@link zetaTerms} are (DLMF 5.7.3); or its derivative, term by term. */
function nearTwo(z: Complex, order: 0 | 1): Complex {
  let sum = new Complex(0);
  for (let l = zetaTerms.length - 1; l >= 0; l--) sum = sum.add(zetaTerms[l]! * (order === 1 ? l + 2 : 1)).mul(z);
  sum = sum.add(ONE_LESS_GAMMA);
  return order === 1 ? sum : sum.mul(z);
}

/** How often 1 is to be added to z for {@link FAR}. */
function shiftOf({ re, im }: Complex): number {
  const least = Math.abs(im) >= FAR ? 0.5 : Math.sqrt(FAR * FAR - im * im);
  return Math.max(0, Math.ceil(least - re));
}

/** Σ B_2k/(2k(2k − 1)z^{2k−1}). */
function tail(z: Complex): Complex {
  const inverse = z.recip();
  const square = inverse.sqr();
  let sum = new Complex(0);
  for (let k = stirlingTerms.length - 1; k >= 0; k--) sum = sum.mul(square).add(stirlingTerms[k]!);
  return sum.mul(inverse);
}

/** The same differentiated: −Σ B_2k/(2k z^{2k}). */
function slopeOfTail(z: Complex): Complex {
  const square = z.sqr().recip();
  let sum = new Complex(0);
  for (let k = stirlingTerms.length - 1; k >= 0; k--) sum = sum.add(stirlingTerms[k]! * -(2 * k + 1)).mul(square);
  return sum;
}

const HALF_LOG_TWO_PI = 0.9189385332046728;
const HALF_LOG_TWO_PI_TAIL = -3.878294158067242e-17;

const pair = new Float64Array(2);
const parts = new Float64Array(10);

/**
 * (z − ½) ln z − z + ½ ln 2π to twice the precision of a double, in parts[0…1] and parts[2…3]: of a power of e the errors count as they are, and these terms are
 * hundreds of times as large.
 */
function leading({ re, im }: Complex): void {
  // ln|z| = ½ ln(x² + y²), arg z
  multiplyPairs(re, 0, re, 0, parts, 4);
  multiplyPairs(im, 0, im, 0, parts, 6);
  addPairs(parts[4]!, parts[5]!, parts[6]!, parts[7]!, parts, 4);
  logOfPair(parts[4]!, parts[5]!, pair);
  const [log, logTail] = [pair[0]! / 2, pair[1]! / 2];
  if (withinReach(im, re)) atan2Kernel(im, re, pair);
  else pair.set([Math.atan2(im, re), 0]);
  const [angle, angleTail] = [pair[0]!, pair[1]!];
  addPairs(re, 0, -0.5, 0, parts, 8);
  const [half, halfTail] = [parts[8]!, parts[9]!];
  multiplyPairs(half, halfTail, log, logTail, parts, 0);
  scalePair(angle, angleTail, -im, parts, 4);
  addPairs(parts[0]!, parts[1]!, parts[4]!, parts[5]!, parts, 0);
  addPairs(parts[0]!, parts[1]!, -re, 0, parts, 0);
  addPairs(parts[0]!, parts[1]!, HALF_LOG_TWO_PI, HALF_LOG_TWO_PI_TAIL, parts, 0);
  multiplyPairs(half, halfTail, angle, angleTail, parts, 2);
  scalePair(log, logTail, im, parts, 4);
  addPairs(parts[2]!, parts[3]!, parts[4]!, parts[5]!, parts, 2);
  addPairs(parts[2]!, parts[3]!, -im, 0, parts, 2);
}

/** ln(z(z + 1)…(z + n − 1)), the sum of the principal logarithms. */
function logRising(z: Complex, n: number): Complex {
  let [product, angle] = [new Complex(1), 0];
  for (let k = 0; k < n; k++) {
    const factor = z.add(k);
    product = product.mul(factor);
    angle += factor.arg();
  }
  return new Complex(product.logAbs(), angle);
}

/** ln sin πz, the principal value. */
function logSinPi({ re, im }: Complex): Complex {
  const [s, c] = [sinpi(re), cospi(re)];
  const size = Math.abs(im) > 100 ? Math.PI * Math.abs(im) - Math.LN2 : Math.log(Math.hypot(s, Math.sinh(Math.PI * im)));
  return new Complex(size, Math.atan2(c * Math.tanh(Math.PI * im), s));
}

/**
 * ln Γ(z), continuous but for a cut along the negative real axis, real for z > 0: not the principal logarithm of Γ(z).
 */
function logGamma(z: Complex): Complex {
  const { re, im } = z;
  if (im === 0 && re > 0) return new Complex(lgammaCoefficient(0, re), im);
  if (Math.abs(im) > 2 ** 300 || Math.abs(re) > 2 ** 300)
    return re > 0 ? z.mul(z.log().sub(1)) : new Complex(Number.NaN, Number.NaN);
  if (Math.abs(im) < NEAR && re > -0.5 && re < FAR) {
    const w = z.sub(Math.max(0, Math.round(re)));
    if (re < 0.5) return nearTwo(z, 0).sub(z.log1p()).sub(z.log());
    if (re < 1.5) return nearTwo(w, 0).sub(w.log1p());
    return re < 2.5 ? nearTwo(z.sub(2), 0) : nearTwo(w, 0).add(logRising(w.add(2), Math.round(re) - 2));
  }
  if (re < 0) {
    // Γ(z)Γ(1 − z) = π/sin πz, and the turns that the logarithm of the sine has lost (Hare 1997, proposition 3.1)
    const turns = 2 * Math.PI * Math.floor(re / 2 + 0.25);
    const value = logSinPi(z)
      .neg()
      .add(Math.log(Math.PI))
      .sub(logGamma(new Complex(1 - re, -im)));
    return new Complex(value.re, value.im + (im < 0 || Object.is(im, -0) ? -turns : turns));
  }
  const n = shiftOf(z);
  const far = z.add(n);
  leading(far);
  const value = new Complex(parts[0]!, parts[2]!).add(tail(far)).add(new Complex(parts[1]!, parts[3]!));
  return n === 0 ? value : value.sub(logRising(z, n));
}

/** ψ(z). */
function psi(z: Complex): Complex {
  const { re, im } = z;
  if (im === 0) return new Complex(lgammaCoefficient(1, re), im);
  // ψ(1 − z) − ψ(z) = π cot πz
  if (re < -0.5) return psi(new Complex(1 - re, -im)).sub(cotangent(z).mul(Math.PI));
  if (Math.abs(im) < NEAR && re < FAR) {
    let sum = new Complex(0);
    let y = z;
    for (; y.re < 1.5; y = y.add(1)) sum = sum.sub(y.recip());
    while (y.re > 2.5) {
      y = y.sub(1);
      sum = sum.add(y.recip());
    }
    return sum.add(nearTwo(y.sub(2), 1));
  }
  let sum = new Complex(0);
  const n = shiftOf(z);
  for (let k = 0; k < n; k++) sum = sum.sub(z.add(k).recip());
  const far = z.add(n);
  return far.log().sub(far.recip().div(2)).add(slopeOfTail(far)).add(sum);
}

function cotangent({ re, im }: Complex): Complex {
  if (Math.abs(im) > 100) return new Complex(0, -Math.sign(im));
  const m = new Float64Array(6);
  sinpiOf(re, im, m, 0);
  cospiOf(re, im, m, 2);
  divide(m[2]!, m[3]!, m[0]!, m[1]!, m, 4);
  return new Complex(m[4]!, m[5]!);
}

/** (−1)^i ζ(i, z)/i for i ≥ 2, as for real numbers: from Σ (z + n)^{−i} by Euler and Maclaurin's formula. */
function hurwitz(i: number, z: Complex): Complex {
  const sign = i % 2 === 0 ? 1 : -1;
  if (z.re < 0) {
    // The sum over all integers, less that over the negative ones.
    const all = overAll(i, z).mul(sign / i);
    return all.sub(hurwitz(i, new Complex(1 - z.re, -z.im)).mul(sign));
  }
  let sum = new Complex(0);
  let y = z;
  for (; y.re < 12 + i / 2; y = y.add(1)) sum = sum.add(y.pow(-i));
  const power = y.pow(-i);
  let rest = power
    .mul(y)
    .div(i - 1)
    .add(power.div(2));
  // B_2k/(2k)!·i(i + 1)…(i + 2k − 2)·y^{−i−2k+1}, of which B_2k/(2k(2k − 1)) are known
  let factor = power.div(y).mul(i);
  let below = 1;
  stirlingTerms.slice(0, 12).forEach((b, l) => {
    rest = rest.add(factor.mul(b / below));
    factor = factor.mul((i + 2 * l + 1) * (i + 2 * l + 2)).div(y.sqr());
    below *= (2 * l + 1) * (2 * l + 2);
  });
  return sum.add(rest).mul(sign / i);
}

/** Σ (z + n)^{−i} over all integers n: π^i P_{i−1}(cot πz) near the real axis, and where that cancels Lipschitz's series. */
function overAll(i: number, z: Complex): Complex {
  if (Math.abs(z.im) < 0.5) {
    const cot = cotangent(z);
    const value = cotangentCoefficients(i - 1).reduceRight((sum, p) => sum.mul(cot).add(p), new Complex(0));
    return value.mul(Math.PI ** i);
  }
  // (−2πi)^i/(i − 1)!·Σ_{m≥1} m^{i−1} e^{2πimz} above the axis, the conjugate below
  const turn = new Complex(0, z.im > 0 ? 2 * Math.PI : -2 * Math.PI);
  const q = turn.mul(new Complex(z.re - Math.floor(z.re), z.im)).exp();
  let [sum, power] = [new Complex(0), q];
  for (let m = 1; m < 40 + 4 * i; m++) {
    sum = sum.add(power.mul(m ** (i - 1)));
    power = power.mul(q);
  }
  let value = sum;
  for (let k = 1; k <= i; k++) value = value.mul(turn.neg()).div(Math.max(1, k - 1));
  return value;
}

/** Γ(z). */
function gammaAt(z: Complex): Complex {
  const { re, im } = z;
  if (im === 0) return new Complex(gamma(re), im);
  if (re < -0.5) {
    if (Math.abs(im) > 200) return logGamma(z).exp();
    // Γ(z)Γ(−z) = −π/(z sin πz), where −z unlike 1 − z is exact
    const m = new Float64Array(4);
    sinpiOf(re, im, m, 0);
    const { re: a, im: b } = gammaAt(z.neg()).mul(new Complex(m[0]!, m[1]!)).mul(z);
    divide(-Math.PI, 0, a, b, m, 2);
    return new Complex(m[2]!, m[3]!);
  }
  if (re < 0.5) return gammaAt(z.add(1)).div(z);
  if (!(Math.abs(im) < 2 ** 200)) return new Complex(0);
  if (Math.abs(im) < NEAR && re < FAR) {
    const w = z.sub(Math.round(re));
    const value = nearTwo(w, 0).exp();
    if (re < 1.5) return value.div(w.add(1));
    return product(w.add(2), Math.round(re) - 2, value);
  }
  const n = shiftOf(z);
  const far = z.add(n);
  leading(far);
  const small = tail(far).add(new Complex(parts[1]!, parts[3]!));
  const angle = parts[2]!;
  // the root twice, as the parts may be doubles where it overflows
  const root = Math.exp(parts[0]! / 2);
  const value = small
    .exp()
    .mul(new Complex(Math.cos(angle), Math.sin(angle)))
    .mul(root)
    .mul(root);
  return n === 0 ? value : value.div(product(z, n, new Complex(1)));
}

/** start·z(z + 1)…(z + n − 1). */
function product(z: Complex, n: number, start: Complex): Complex {
  let value = start;
  for (let k = 0; k < n; k++) value = value.mul(z.add(k));
  return value;
}

const written =
  (f: (z: Complex) => Complex): ComplexFunction =>
  (x, y, out, at) => {
    const { re, im } = f(new Complex(x, y));
    out[at] = re;
    out[at + 1] = im;
  };

/** Γ(z). */
export const gammaOf: ComplexFunction = written(gammaAt);

/**
 * Taylor coefficient i of ln Γ at z: ln Γ itself, analytic but for a cut along the negative real axis as in DLMF 5.2 and real for z > 0, ψ, ψ′/2, …
 */
export function lgammaCoefficientOf(i: number): ComplexFunction {
  return written(
    i === 0 ? logGamma : i === 1 ? psi : (z) => (z.im === 0 ? new Complex(lgammaCoefficient(i, z.re), z.im) : hurwitz(i, z)),
  );
}
