import { jacobiEigen } from '../linalg/jacobi.js';
import { besselJ, sphericalJ } from '../number/bessel.js';
import { erf, erfc, gaussian } from '../number/error-function.js';
import { gamma, lgammaCoefficient } from '../number/gamma.js';
import { cospi, sinpi, tanpi } from '../number/halfturn.js';
import { keplerE } from '../number/kepler.js';
import { lambertW, lambertWm1 } from '../number/lambert.js';
import { type Rational, rationalNearest } from '../rounding/rational.js';
import type { Algebra, HeadName, IndexedHead, PairHead } from './algebra.js';
import { jetSum } from './jet-sums.js';
import { machineFloat64 } from './machine.js';
import { jumpsAt, numberSteps, type Order, selectBySign } from './order.js';
import { overOrder } from './over-order.js';
import { wholeFloat64 } from './whole.js';

/** x^n by repeated squaring: at most 2·log2|n| roundings, where `Math.pow` promises nothing. */
function powInteger(x: number, n: number): number {
  let power = 1;
  let square = x;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power *= square;
    square *= square;
  }
  return n < 0 ? 1 / power : power;
}

/** Largest numerator of a half-integer exponent that goes by products: their roundings stay below those of `Math.pow`. */
const MOST_HALVES = 15n;

/**
 * For an exponent ±(2n + 1)/2 with a small n: this n. Such powers are x^n·√x or its reciprocal, three roundings for the x^(−3/2) of mechanics, the same in every
 * engine and several times faster than `Math.pow`, which promises nothing.
 */
export function halves({ num, den }: Rational): number | undefined {
  const size = num < 0n ? -num : num;
  return den === 2n && size <= MOST_HALVES ? Number((size - 1n) / 2n) : undefined;
}

/** x^r for an r that is no integer: nothing for a negative x, among them −∞, of which `Math.pow` makes ∞; and a reciprocal is not negative, −0 or not. */
export function power(x: number, exponent: Rational): number {
  const n = halves(exponent);
  if (n === undefined) return x < 0 ? Number.NaN : Math.pow(x, rationalNearest(exponent));
  const root = n === 0 ? Math.sqrt(x) : powInteger(x, n) * Math.sqrt(x);
  return exponent.num < 0n ? 1 / Math.abs(root) : root;
}

/**
 * a^b for any two numbers: by `Math.pow`, which is right to a unit or so where e^{b log a} loses as many as b log a has, and without a value for a < 0, which has none
 * for most b.
 */
export const raise = (a: number, b: number): number => (a > 0 ? Math.pow(a, b) : Math.exp(Math.log(a) * b));

/** The functions that start a recurrence, at a number. */
export const numberFunctions: Readonly<Record<HeadName, (x: number) => number>> = {
  sqr: (x) => x * x,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  exp2: (x) => Math.pow(2, x),
  exp10: (x) => Math.pow(10, x),
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sinpi,
  cospi,
  tanpi,
  gaussian,
  erf,
  erfc,
  // 1/(1 + e^{−x}), of which e^x/(1 + e^x) is the same without overflow
  sigmoid: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  lambertW,
  lambertWm1,
};

/** The same with a whole number before the argument. */
export const indexedFunctions: Readonly<Record<IndexedHead, (n: number, x: number) => number>> = {
  besselJ,
  sphericalJ,
  lgammaCoefficient,
  gamma: (_, x) => gamma(x),
};

/** The same with two arguments. */
export const pairFunctions: Readonly<Record<PairHead, (x: number, y: number) => number>> = {
  atan2: Math.atan2,
  // of two: Math.hypot takes any number of arguments
  hypot: (x, y) => Math.hypot(x, y),
  keplerE,
};

const lift = (f: (x: number) => number) => (m: Float64Array, out: number, a: number) => {
  m[out] = f(m[a]!);
};

/**
 * Memory for many small series comes from one array: a view costs a fifth of an array of its own in V8, more than which a product of order 20 does
 * not take. A kept view keeps its slab, so that slabs are small too: half as much would cost 10 ns more for a series of order 20, and eight times as much save 8.
 */
const SLAB = 8192;
const LARGEST_VIEW = 64;
let slab = new ArrayBuffer(0);
let taken = 0;

function allocate(count: number): Float64Array {
  if (count > LARGEST_VIEW) return new Float64Array(count);
  const start = taken;
  taken += 8 * count;
  if (taken <= slab.byteLength) return new Float64Array(slab, start, count);
  slab = new ArrayBuffer(SLAB);
  taken = 8 * count;
  return new Float64Array(slab, 0, count);
}
const copy = (m: Float64Array, out: number, a: number): void => {
  m[out] = m[a]!;
};

/** What a sum goes on from: −0 in place of 0, which changes no sum but one of −0 alone, so that code that starts with the first term gives the same. */
const startOf = (before: number): number => (before === 0 ? -0 : before);

const sign = (m: Float64Array, at: number): number => Math.sign(m[at]!);

/** No number stands for the derivatives of two branches. */
const none = (m: Float64Array, out: number): void => {
  m[out] = Number.NaN;
};

const order: Order<Float64Array> = {
  sign,
  heads: {
    abs: lift(Math.abs),
    sign: lift(numberSteps.sign),
    floor: lift(numberSteps.floor),
    ceil: lift(numberSteps.ceil),
    round: lift(numberSteps.round),
    trunc: lift(numberSteps.trunc),
    step: lift(numberSteps.step),
  },
  min: (m, out, a, b) => {
    m[out] = Math.min(m[a]!, m[b]!);
  },
  max: (m, out, a, b) => {
    m[out] = Math.max(m[a]!, m[b]!);
  },
  isFlat: (name, m, at) => Number.isFinite(m[at]!) && !jumpsAt[name](m[at]!),
  select: selectBySign({ sign, either: none, copy }),
  either: none,
  unknown: none,
};

function mapped<N extends string, F, G>(table: Readonly<Record<N, F>>, map: (f: F) => G): Record<N, G> {
  return Object.fromEntries(Object.entries<F>(table).map(([name, f]) => [name, map(f)])) as Record<N, G>;
}

/** Float64 coefficients: approximate, as accurate as the engine's `Math`. */
export const float64: Algebra<number, Float64Array> = {
  name: 'number',
  width: 1,
  allocate,
  whole: wholeFloat64,
  jetSum,
  machine: machineFloat64,
  // A recurrence gives some zeros a sign that means nothing: −0 is read as 0.
  read: (m, at) => m[at]! + 0,
  write: (m, at, value) => {
    m[at] = value;
  },
  magnitude: (m, at) => Math.abs(m[at]!),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, value) => {
    m[out] = rationalNearest(value);
  },
  pi: (m, out) => {
    m[out] = Math.PI;
  },
  zero: (m, out) => {
    m[out] = 0;
  },
  copy,
  neg: (m, out, a) => {
    m[out] = -m[a]!;
  },
  add: (m, out, a, b) => {
    m[out] = m[a]! + m[b]!;
  },
  sub: (m, out, a, b) => {
    m[out] = m[a]! - m[b]!;
  },
  mul: (m, out, a, b) => {
    m[out] = m[a]! * m[b]!;
  },
  div: (m, out, a, b) => {
    m[out] = m[a]! / m[b]!;
  },
  scale: (m, out, a, c) => {
    m[out] = m[a]! * c;
  },
  divide: (m, out, a, c) => {
    m[out] = m[a]! / c;
  },
  overOrder: (m, out, a, k) => {
    m[out] = overOrder(m[a]!, k);
  },
  powInteger: (m, out, a, n) => {
    m[out] = powInteger(m[a]!, n);
  },
  pow: (m, out, a, exponent) => {
    m[out] = power(m[a]!, exponent);
  },
  raise: (m, out, a, b) => {
    m[out] = raise(m[a]!, m[b]!);
  },
  convolve(m, out, x, y, stride, k, from, last, p, q) {
    let sum = startOf(m[out]!);
    if (last < from) {
      m[out] = sum;
      return;
    }
    if (p === 0 && q === 1) {
      for (let j = from + 1; j < last; j++) sum += m[x + j * stride]! * m[y + (k - j) * stride]!;
      sum += m[x + from * stride]! * m[y + (k - from) * stride]!;
      if (last > from) sum += m[x + last * stride]! * m[y + (k - last) * stride]!;
    } else {
      for (let j = from + 1; j < last; j++) sum += (p * j + q) * m[x + j * stride]! * m[y + (k - j) * stride]!;
      sum += (p * from + q) * m[x + from * stride]! * m[y + (k - from) * stride]!;
      if (last > from) sum += (p * last + q) * m[x + last * stride]! * m[y + (k - last) * stride]!;
    }
    m[out] = sum;
  },
  convolveSelf(m, out, x, stride, k, from) {
    // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from < j < k/2} x_j x_{k−j} + [k even] x_{k/2}² + 2 x_from x_{k−from}
    if (k < 2 * from) {
      m[out] = startOf(m[out]!);
      return;
    }
    let half = -0;
    for (let j = from + 1; 2 * j < k; j++) half += m[x + j * stride]! * m[x + (k - j) * stride]!;
    let sum = 2 * half;
    if (k % 2 === 0) {
      const middle = m[x + (k / 2) * stride]!;
      sum += middle * middle;
    }
    if (2 * from < k) sum += 2 * m[x + from * stride]! * m[x + (k - from) * stride]!;
    m[out] = startOf(m[out]!) + sum;
  },
  scatter(m, out, x, y, targets, from, last, w) {
    const a = w * m[x]!;
    for (let l = from; l <= last; l++) {
      const t = out + targets[l]!;
      m[t] = m[t]! + a * m[y + l]!;
    }
  },
  sweep(m, partials, of, into, descending) {
    const step = descending ? -1 : 1;
    for (let e = descending ? of.length - 1 : 0; e >= 0 && e < of.length; e += step) {
      const x = m[of[e]!]!;
      // what nothing flows into stays zero, also through a slope that is not finite
      if (x !== 0) m[into[e]!] = m[into[e]!]! + partials[e]! * x;
    }
  },
  eigenpairs: (m, values, vectors, a, n) =>
    jacobiEigen(m.subarray(values), m.subarray(vectors), m.subarray(a, a + n * n), new Float64Array(n * n), n),
  heads: mapped(numberFunctions, lift),
  indexed: mapped(indexedFunctions, (f) => (m: Float64Array, out: number, a: number, n: number) => {
    m[out] = f(n, m[a]!);
  }),
  pairs: mapped(pairFunctions, (f) => (m: Float64Array, out: number, a: number, b: number) => {
    m[out] = f(m[a]!, m[b]!);
  }),
  order,
};
