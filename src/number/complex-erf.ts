import { twoProductError, twoSumError } from '../rounding/transform.js';
import type { ComplexFunction } from './complex-root.js';
import { addPairs, dividePairs, multiplyPairs } from './double-double-arithmetic.js';
import { erf, erfc } from './error-function.js';

// Sums in double-double, as four doubles: real part, its tail, imaginary part, its tail.

const TWO_OVER_ROOT_PI = 1.1283791670955126;
const TWO_OVER_ROOT_PI_TAIL = 1.533545961316588e-17;
const ROOT_PI = 1.772453850905516;

/** e^{−z²}, with z² to twice the precision of a double: what it lost in rounding would count |z²| times over. */
export const gaussianOf: ComplexFunction = (x, y, out, at) => {
  const [xx, yy, xy] = [x * x, y * y, x * y];
  const difference = yy - xx;
  const isModerate = xx + yy < 2 ** 60 && Math.abs(xy) > 2 ** -900;
  const error = xx + yy < 2 ** 60 ? twoSumError(yy, -xx, difference) + squareError(y, yy) - squareError(x, xx) : 0;
  const turn = isModerate ? 2 * twoProductError(x, y, xy) : 0;
  const size = Math.exp(difference) * (1 + error);
  const [c, s] = [Math.cos(2 * xy), Math.sin(2 * xy)];
  out[at] = size * (c - turn * s);
  out[at + 1] = y === 0 ? -0 * x * y : -size * (s + turn * c);
};

const squareError = (x: number, square: number): number => (square > 2 ** -900 ? twoProductError(x, x, square) : 0);

/** out += a·b, or out = a·b, of complex double-doubles. */
function times(a: Float64Array, b: Float64Array, out: Float64Array): void {
  multiplyPairs(a[0]!, a[1]!, b[0]!, b[1]!, product, 0);
  multiplyPairs(-a[2]!, -a[3]!, b[2]!, b[3]!, product, 2);
  multiplyPairs(a[0]!, a[1]!, b[2]!, b[3]!, product, 4);
  multiplyPairs(a[2]!, a[3]!, b[0]!, b[1]!, product, 6);
  addPairs(product[0]!, product[1]!, product[2]!, product[3]!, out, 0);
  addPairs(product[4]!, product[5]!, product[6]!, product[7]!, out, 2);
}

const product = new Float64Array(8);
const square = new Float64Array(4);
const term = new Float64Array(4);
const share = new Float64Array(4);
const sum = new Float64Array(4);

/**
 * erf z = 2z/√π·Σ (−z²)^k/(k!(2k + 1)) (DLMF 7.6.1) in double-double, into `sum`. The terms reach e^{|z|²}: of 106 bits as many are left as the size of the
 * result, or of what it is taken from, is above e^{|z|²}·2^−106.
 */
function series(x: number, y: number): void {
  const z = Float64Array.of(x, 0, y, 0);
  times(z, z, square);
  term.set([1, 0, 0, 0]);
  sum.set(term);
  for (let k = 1; ; k++) {
    times(term, square, term);
    for (const i of [0, 2]) {
      dividePairs(term[i]!, term[i + 1]!, -k, 0, term, i);
      dividePairs(term[i]!, term[i + 1]!, 2 * k + 1, 0, share, i);
      addPairs(sum[i]!, sum[i + 1]!, share[i]!, share[i + 1]!, sum, i);
    }
    // beyond the largest term, e^{|z|²}, they fall
    if (Math.abs(term[0]!) + Math.abs(term[2]!) < 2 ** -110 * Math.min(1, Math.abs(sum[0]!) + Math.abs(sum[2]!))) break;
  }
  times(sum, z, sum);
  times(sum, Float64Array.of(TWO_OVER_ROOT_PI, TWO_OVER_ROOT_PI_TAIL, 0, 0), sum);
}

/**
 * Where {@link series} has digits enough for 1 − erf z, with x ≥ 0: below 4 e^{|z|²} is at most e^{32} times |erfc z|; elsewhere |erfc z| is about e^{y² − x²}, which
 * is e^{−2x²} of e^{|z|²}.
 */
const hasSeries = (x: number, y: number): boolean => {
  const size = Math.hypot(x, y);
  return size < 4 || (x < 2.5 && size < FAR);
};

/** From here on the least term of the asymptotic series, e^{−|z|²}, is below 2^−58. */
const FAR = 6.4;

const rest = new Float64Array(2);

/** z√π e^{z²} erfc z for x ≥ 0 where the series has no digits left. */
function scaled(x: number, y: number): void {
  const size = x * x + y * y;
  let [re, im] = [x, y];
  if (size < FAR * FAR) {
    // 1/(z + (1/2)/(z + 1/(z + (3/2)/(z + …)))) (DLMF 7.9.1), from the end; the number of terms found by trial
    for (let k = 60; k >= 1; k--) {
      const by = k / 2 / (re * re + im * im);
      [re, im] = [x + by * re, y - by * im];
    }
    const below = re * re + im * im;
    rest[0] = (x * re + y * im) / below;
    rest[1] = (y * re - x * im) / below;
    return;
  }
  // Σ (−1)^k (2k − 1)!!/(2z²)^k (7.12.1)
  const [u, v] = size < 2 ** 500 ? [(x / size) * (x / size) - (y / size) * (y / size), (-2 * (x / size) * y) / size] : [0, 0];
  [re, im] = [1, 0];
  let [p, q] = [1, 0];
  for (let k = 1; k < size && Math.abs(p) + Math.abs(q) > 2 ** -60; k++) {
    const factor = 0.5 - k;
    [p, q] = [factor * (p * u - q * v), factor * (p * v + q * u)];
    re += p;
    im += q;
  }
  rest[0] = re;
  rest[1] = im;
}

/** erfc z for x ≥ 0, without `series`. */
function beyond(x: number, y: number, out: Float64Array, at: number): void {
  scaled(x, y);
  gaussianOf(x, y, out, at);
  const [a, b] = [out[at]!, out[at + 1]!];
  // /(z√π)
  const below = Math.max(Math.abs(x), Math.abs(y));
  const [p, q] = [x / below, y / below];
  const size = (p * p + q * q) * below * ROOT_PI;
  const [c, d] = [(rest[0]! * p + rest[1]! * q) / size, (rest[1]! * p - rest[0]! * q) / size];
  out[at] = a * c - b * d;
  out[at + 1] = a * d + b * c;
}

/** erf z = 2/√π·∫ e^{−t²} dt from 0 to z; entire. */
export const erfOf: ComplexFunction = (x, y, out, at) => {
  if (y === 0) {
    out[at] = erf(x);
    out[at + 1] = y;
  } else if (hasSeries(Math.abs(x), y)) {
    series(x, y);
    out[at] = sum[0]!;
    out[at + 1] = sum[2]!;
  } else {
    // erf(−z) = −erf z
    const sign = x < 0 ? -1 : 1;
    beyond(sign * x, sign * y, out, at);
    out[at] = sign * (1 - out[at]!);
    out[at + 1] = -sign * out[at + 1]!;
  }
};

/** 1 − erf z, without cancellation where z is large; entire. */
export const erfcOf: ComplexFunction = (x, y, out, at) => {
  if (y === 0) {
    out[at] = erfc(x);
    out[at + 1] = -y;
  } else if (hasSeries(Math.abs(x), y)) {
    series(x, y);
    addPairs(1, 0, -sum[0]!, -sum[1]!, sum, 0);
    out[at] = sum[0]!;
    out[at + 1] = -sum[2]!;
  } else if (x >= 0) beyond(x, y, out, at);
  else {
    // erfc(−z) = 2 − erfc z
    beyond(-x, -y, out, at);
    out[at] = 2 - out[at]!;
    out[at + 1] = -out[at + 1]!;
  }
};
