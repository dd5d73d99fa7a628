import { hermitianEigen } from '../linalg/hermitian-jacobi.js';
import { Complex } from '../number/complex.js';
import { divide, multiply, powInteger, powReal, raise } from '../number/complex-arithmetic.js';
import { besselJOf, sphericalJOf } from '../number/complex-bessel.js';
import { coshOf, cosOf, sinhOf, sinOf, tanhOf, tanOf } from '../number/complex-circular.js';
import { erfcOf, erfOf, gaussianOf } from '../number/complex-erf.js';
import { exp2Of, exp10Of, expm1Of, expOf, log1pOf, log2Of, log10Of, logOf } from '../number/complex-exponential.js';
import { gammaOf, lgammaCoefficientOf } from '../number/complex-gamma.js';
import { acoshOf, acosOf, asinhOf, asinOf, atanhOf, atanOf } from '../number/complex-inverse.js';
import { keplerAt } from '../number/complex-kepler.js';
import { lambertWm1Of, lambertWOf } from '../number/complex-lambert.js';
import { angleOf, hypotOf } from '../number/complex-pair.js';
import { type ComplexFunction, cbrtOf, sqrtOf } from '../number/complex-root.js';
import { cospiOf, sigmoidOf, sinpiOf, tanpiOf } from '../number/complex-special.js';
import { rationalNearest } from '../rounding/rational.js';
import { type Algebra, type HeadName, type IndexedHead, LAST_DIVIDED } from './algebra.js';

const functions: Readonly<Record<HeadName, ComplexFunction>> = {
  sqr: (x, y, out, at) => {
    out[at] = (x - y) * (x + y);
    out[at + 1] = 2 * x * y;
  },
  sqrt: sqrtOf,
  cbrt: cbrtOf,
  exp: expOf,
  exp2: exp2Of,
  exp10: exp10Of,
  expm1: expm1Of,
  log: logOf,
  log2: log2Of,
  log10: log10Of,
  log1p: log1pOf,
  sin: sinOf,
  cos: cosOf,
  tan: tanOf,
  asin: asinOf,
  acos: acosOf,
  atan: atanOf,
  sinh: sinhOf,
  cosh: coshOf,
  tanh: tanhOf,
  asinh: asinhOf,
  acosh: acoshOf,
  atanh: atanhOf,
  sinpi: sinpiOf,
  cospi: cospiOf,
  tanpi: tanpiOf,
  gaussian: gaussianOf,
  erf: erfOf,
  erfc: erfcOf,
  sigmoid: sigmoidOf,
  lambertW: lambertWOf,
  lambertWm1: lambertWm1Of,
};

const ladders: Readonly<Record<IndexedHead, (n: number) => ComplexFunction>> = {
  besselJ: besselJOf,
  sphericalJ: sphericalJOf,
  lgammaCoefficient: lgammaCoefficientOf,
  gamma: () => gammaOf,
};

type Kernel = (m: Float64Array, out: number, a: number) => void;

const lift =
  (f: ComplexFunction): Kernel =>
  (m, out, a) =>
    f(m[a]!, m[a + 1]!, m, out);

const times = (m: Float64Array, out: number, a: number, c: number): void => {
  m[out] = m[a]! * c;
  m[out + 1] = m[a + 1]! * c;
};

const divideBy = (m: Float64Array, out: number, a: number, c: number): void => {
  m[out] = m[a]! / c;
  m[out + 1] = m[a + 1]! / c;
};

type Binary = (m: Float64Array, out: number, a: number, b: number) => void;

/** a + c for a real c. */
const addReal: Binary = (m, out, a, c) => {
  m[out] = m[a]! + m[c]!;
  m[out + 1] = m[a + 1]!;
};

const mixed: NonNullable<Algebra<Complex, Float64Array>['mixed']> = {
  left: {
    add: (m, out, c, a) => addReal(m, out, a, c),
    sub: (m, out, c, a) => {
      m[out] = m[c]! - m[a]!;
      m[out + 1] = -m[a + 1]!;
    },
    mul: (m, out, c, a) => times(m, out, a, m[c]!),
    // c/(x ± 0i) is c/x ∓ 0i
    div: (m, out, c, a) => {
      const [real, x, y] = [m[c]!, m[a]!, m[a + 1]!];
      divide(real, 0, x, y, m, out);
      if (y === 0 && x !== 0) m[out + 1] = -y * real;
    },
  },
  right: {
    add: addReal,
    sub: (m, out, a, c) => {
      m[out] = m[a]! - m[c]!;
      m[out + 1] = m[a + 1]!;
    },
    mul: (m, out, a, c) => times(m, out, a, m[c]!),
    div: (m, out, a, c) => divideBy(m, out, a, m[c]!),
  },
};

/** Complex coefficients, as pairs re, im of doubles: approximate. */
export const complexAlgebra: Algebra<Complex, Float64Array> = {
  name: 'Complex',
  width: 2,
  allocate: (count) => new Float64Array(2 * count),
  // A recurrence gives some zeros a sign that means nothing: −0 is read as 0.
  read: (m, at) => new Complex(m[at]! + 0, m[at + 1]! + 0),
  write: (m, at, value) => {
    m[at] = value.re;
    m[at + 1] = value.im;
  },
  magnitude: (m, at) => Math.hypot(m[at]!, m[at + 1]!),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < 2 * count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, value) => {
    m[out] = rationalNearest(value);
    m[out + 1] = 0;
  },
  pi: (m, out) => {
    m[out] = Math.PI;
    m[out + 1] = 0;
  },
  zero: (m, out) => {
    m[out] = 0;
    m[out + 1] = 0;
  },
  copy: (m, out, a) => {
    m[out] = m[a]!;
    m[out + 1] = m[a + 1]!;
  },
  neg: (m, out, a) => {
    m[out] = -m[a]!;
    m[out + 1] = -m[a + 1]!;
  },
  add: (m, out, a, b) => {
    m[out] = m[a]! + m[b]!;
    m[out + 1] = m[a + 1]! + m[b + 1]!;
  },
  sub: (m, out, a, b) => {
    m[out] = m[a]! - m[b]!;
    m[out + 1] = m[a + 1]! - m[b + 1]!;
  },
  mul: (m, out, a, b) => multiply(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
  div: (m, out, a, b) => divide(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
  mixed,
  scale: times,
  divide: divideBy,
  overOrder: (m, out, a, k) => (k <= LAST_DIVIDED ? divideBy(m, out, a, k) : times(m, out, a, 1 / k)),
  powInteger: (m, out, a, n) => powInteger(m[a]!, m[a + 1]!, n, m, out),
  pow: (m, out, a, exponent) => powReal(m[a]!, m[a + 1]!, rationalNearest(exponent), m, out),
  raise: (m, out, a, b) => raise(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
  convolve(m, out, x, y, stride, k, from, last, p, q) {
    let re = m[out]!;
    let im = m[out + 1]!;
    for (let j = from; j <= last; j++) {
      const w = p * j + q;
      const xj = x + j * stride;
      const yj = y + (k - j) * stride;
      const a = w * m[xj]!;
      const b = w * m[xj + 1]!;
      re += a * m[yj]! - b * m[yj + 1]!;
      im += a * m[yj + 1]! + b * m[yj]!;
    }
    m[out] = re;
    m[out + 1] = im;
  },
  convolveSelf(m, out, x, stride, k, from) {
    // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
    if (k < 2 * from) return;
    let re = 0;
    let im = 0;
    for (let j = from; 2 * j < k; j++) {
      const xj = x + j * stride;
      const yj = x + (k - j) * stride;
      re += m[xj]! * m[yj]! - m[xj + 1]! * m[yj + 1]!;
      im += m[xj]! * m[yj + 1]! + m[xj + 1]! * m[yj]!;
    }
    re *= 2;
    im *= 2;
    if (k % 2 === 0) {
      const middle = x + (k / 2) * stride;
      const [a, b] = [m[middle]!, m[middle + 1]!];
      re += (a - b) * (a + b);
      im += 2 * a * b;
    }
    m[out] = m[out]! + re;
    m[out + 1] = m[out + 1]! + im;
  },
  scatter(m, out, x, y, targets, from, last, w) {
    const a = w * m[x]!;
    const b = w * m[x + 1]!;
    for (let l = from; l <= last; l++) {
      const t = out + 2 * targets[l]!;
      const [c, d] = [m[y + 2 * l]!, m[y + 2 * l + 1]!];
      m[t] = m[t]! + (a * c - b * d);
      m[t + 1] = m[t + 1]! + (a * d + b * c);
    }
  },
  conjugate: (m, out, a) => {
    m[out] = m[a]!;
    m[out + 1] = -m[a + 1]!;
  },
  eigenpairs: (m, values, vectors, a, n) => {
    const reals = new Float64Array(n);
    const isFound = hermitianEigen(reals, m.subarray(vectors), m.subarray(a, a + 2 * n * n), n);
    reals.forEach((value, k) => {
      m[values + 2 * k] = value;
      m[values + 2 * k + 1] = 0;
    });
    return isFound;
  },
  heads: Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, lift(f)])) as Record<HeadName, Kernel>,
  indexed: Object.fromEntries(
    Object.entries(ladders).map(([name, f]) => [
      name,
      (m: Float64Array, out: number, a: number, n: number): void => f(n)(m[a]!, m[a + 1]!, m, out),
    ]),
  ) as Record<IndexedHead, (m: Float64Array, out: number, a: number, n: number) => void>,
  pairs: {
    atan2: (m, out, a, b) => angleOf(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
    hypot: (m, out, a, b) => hypotOf(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
    keplerE: (m, out, a, b) => {
      const { re, im } = keplerAt(new Complex(m[a]!, m[a + 1]!), new Complex(m[b]!, m[b + 1]!));
      m[out] = re;
      m[out + 1] = im;
    },
  },
};
