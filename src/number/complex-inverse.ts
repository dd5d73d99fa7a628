import { type ComplexFunction, logAbs, sqrtOf, turned, withSign } from './complex-root.js';

// Kahan 1987: products of square roots whose parts have signs that keep every sum from cancelling.

const roots = new Float64Array(4);

/** Where |z|² is beyond 2^1000, 1 is nothing beside it: √(1 − z²) is ∓iz, and the logarithm in these functions that of 2z. */
const isFar = (x: number, y: number): boolean => Math.max(Math.abs(x), Math.abs(y)) > 2 ** 500;
const logTwice = (x: number, y: number): number => logAbs(x, y) + Math.LN2;

/** arcsin z, cut along the real axis beyond ±1. */
export const asinOf: ComplexFunction = (x, y, out, at) => {
  if (isFar(x, y)) {
    out[at] = Math.atan2(x, Math.abs(y));
    out[at + 1] = withSign(logTwice(x, y), y);
    return;
  }
  sqrtOf(1 - x, -y, roots, 0);
  sqrtOf(1 + x, y, roots, 2);
  const [p, q, r, s] = roots as unknown as [number, number, number, number];
  // Re(√(1−z)·√(1+z)) and Im(conj √(1−z)·√(1+z))
  out[at] = Math.atan2(x, p * r - q * s);
  out[at + 1] = withSign(Math.asinh(p * s - q * r), y);
};

/** arccos z, cut along the real axis beyond ±1. */
export const acosOf: ComplexFunction = (x, y, out, at) => {
  if (isFar(x, y)) {
    out[at] = Math.atan2(Math.abs(y), x);
    out[at + 1] = withSign(logTwice(x, y), -y);
    return;
  }
  sqrtOf(1 - x, -y, roots, 0);
  sqrtOf(1 + x, y, roots, 2);
  const [p, q, r, s] = roots as unknown as [number, number, number, number];
  out[at] = 2 * Math.atan2(p, r);
  out[at + 1] = withSign(Math.asinh(r * q - s * p), -y);
};

/** arcosh z, cut along the real axis below 1; the real part is ≥ 0. */
export const acoshOf: ComplexFunction = (x, y, out, at) => {
  if (isFar(x, y)) {
    out[at] = logTwice(x, y);
    out[at + 1] = Math.atan2(y, x);
    return;
  }
  sqrtOf(x - 1, y, roots, 0);
  sqrtOf(x + 1, y, roots, 2);
  const [p, q, r, s] = roots as unknown as [number, number, number, number];
  out[at] = Math.asinh(p * r + q * s);
  out[at + 1] = 2 * Math.atan2(q, r);
};

/** √MAX/4: beyond it squares overflow, and 1/z is all that is left. */
const THETA = 2 ** 510;
/** Its reciprocal keeps a divisor from zero. */
const RHO = 2 ** -510;

/** artanh z, cut along the real axis beyond ±1 (Kahan's CATANH). */
export const atanhOf: ComplexFunction = (re, im, out, at) => {
  // z = β·(x − iy) with x ≥ 0
  const beta = withSign(1, re);
  const x = Math.abs(re);
  const y = -beta * im;
  const far = Math.abs(y) + RHO;
  let u: number;
  let v: number;
  if (x > THETA || Math.abs(y) > THETA) {
    // Re 1/z
    const [a, b] = [x / 2, Math.abs(y) / 2];
    u = b > a ? a / b / b / (1 + (a / b) * (a / b)) / 2 : 1 / a / (1 + (b / a) * (b / a)) / 2;
    v = withSign(Math.PI / 2, y);
  } else if (x === 1) {
    u = Math.log(Math.sqrt(Math.sqrt(4 + y * y)) / Math.sqrt(far));
    v = withSign(Math.PI / 2 + Math.atan(far / 2), y) / 2;
  } else {
    u = Math.log1p((4 * x) / ((1 - x) * (1 - x) + far * far)) / 4;
    v = Math.atan2(2 * y, (1 - x) * (1 + x) - far * far) / 2;
  }
  out[at] = beta * u;
  out[at + 1] = -beta * v;
};

/** arsinh z, cut along the imaginary axis beyond ±i. */
export const asinhOf: ComplexFunction = turned(asinOf);
/** arctan z, cut along the imaginary axis beyond ±i. */
export const atanOf: ComplexFunction = turned(atanhOf);
