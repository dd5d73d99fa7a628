import { decimalOfDouble } from '../decimal/read.js';
import { type Decimal, decimals } from '../decimal/rounding.js';
import { DoubleDouble, doubleDoubleOf } from '../number/double-double.js';
import { addPairs, dividePairs, multiplyPairs, normalize, productError, scalePair } from '../number/double-double-arithmetic.js';
import type { Rational } from '../rounding/rational.js';
import type { Algebra, HeadName, IndexedHead, PairHead } from './algebra.js';
import { decimalAlgebra } from './decimal.js';
import { type Order, selectBySign } from './order.js';

type Kernel = (m: Float64Array, out: number, a: number) => void;

/** Functions are computed in decimals of so many digits, some more than 106 bits, and rounded. They start a series and are needed once for each. */
const PRECISION = 40;
const HALF_EVEN = 6;

const Precise = decimals(PRECISION, HALF_EVEN);
const precise = decimalAlgebra(Precise);
const scratch: Decimal[] = precise.allocate(3);

function toDecimal(m: Float64Array, at: number): Decimal {
  const [head, tail] = [m[at]!, m[at + 1]!];
  return Number.isFinite(head) ? Precise.add(decimalOfDouble(head), decimalOfDouble(tail)) : new Precise(head);
}

function fromDecimal(m: Float64Array, out: number, x: Decimal): void {
  const head = x.toNumber();
  m[out] = head;
  m[out + 1] = Number.isFinite(head) ? Precise.sub(x, decimalOfDouble(head)).toNumber() : 0;
}

/** A function of one coefficient by that of decimals. */
const byDecimals =
  (f: (m: Decimal[], out: number, a: number) => void): Kernel =>
  (m, out, a) => {
    scratch[1] = toDecimal(m, a);
    f(scratch, 0, 1);
    fromDecimal(m, out, scratch[0]!);
  };

const divideByDouble = (m: Float64Array, out: number, a: number, c: number): void => dividePairs(m[a]!, m[a + 1]!, c, 0, m, out);

const mul = (m: Float64Array, out: number, a: number, b: number): void =>
  multiplyPairs(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out);

function convolve(
  m: Float64Array,
  out: number,
  x: number,
  y: number,
  stride: number,
  k: number,
  from: number,
  last: number,
  p: number,
  q: number,
): void {
  let sum = m[out]!;
  let rest = m[out + 1]!;
  for (let j = from; j <= last; j++) {
    const w = p * j + q;
    const xj = x + j * stride;
    const yj = y + (k - j) * stride;
    let a = m[xj]!;
    let aTail = m[xj + 1]!;
    const b = m[yj]!;
    if (w !== 1) {
      const scaled = a * w;
      aTail = productError(a, w, scaled) + aTail * w;
      a = scaled;
    }
    const product = a * b;
    const next = sum + product;
    const v = next - sum;
    rest += sum - (next - v) + (product - v) + (productError(a, b, product) + (a * m[yj + 1]! + aTail * b));
    sum = next;
  }
  normalize(sum, rest, m, out);
}

/** Whole powers by repeated squaring lose a bit for each: these do not. */
const LARGEST_SQUARED = 64;

const copy = (m: Float64Array, out: number, a: number): void => {
  m[out] = m[a]!;
  m[out + 1] = m[a + 1]!;
};

// The tail is less than half a unit of the head, so that the head has the sign.
const sign = (m: Float64Array, at: number): number => Math.sign(m[at]!);

/** Whether a number is less than another. */
const isLess = (m: Float64Array, a: number, b: number): boolean => m[a]! < m[b]! || (m[a]! === m[b]! && m[a + 1]! < m[b + 1]!);

const none = (m: Float64Array, out: number): void => {
  m[out] = Number.NaN;
  m[out + 1] = Number.NaN;
};

const order: Order<Float64Array> = {
  sign,
  heads: Object.fromEntries(
    Object.entries(precise.order!.heads).map(([name, f]) => [name, byDecimals(f)]),
  ) as Order<Float64Array>['heads'],
  min: (m, out, a, b) => copy(m, out, isLess(m, a, b) || Number.isNaN(m[a]!) ? a : b),
  max: (m, out, a, b) => copy(m, out, isLess(m, b, a) || Number.isNaN(m[a]!) ? a : b),
  isFlat: (name, m, at) => {
    scratch[0] = toDecimal(m, at);
    return precise.order!.isFlat(name, scratch, 0);
  },
  select: selectBySign({ sign, either: none, copy }),
  either: none,
  unknown: none,
};

/**
 * Coefficients of 106 bits, as pairs of doubles: approximate.
 *
 * Sums of products keep the errors of their terms in one double, as if they were computed with 106 bits and rounded at the end (Ogita, Rump, Oishi 2005).
 */
export const doubleDoubleAlgebra: Algebra<DoubleDouble, Float64Array> = {
  name: 'DoubleDouble',
  width: 2,
  allocate: (count) => new Float64Array(2 * count),
  // A recurrence gives some zeros a sign that means nothing: −0 is read as 0.
  read: (m, at) => new DoubleDouble(m[at]! + 0, m[at + 1]! + 0),
  write: (m, at, value) => {
    m[at] = value.head;
    m[at + 1] = value.tail;
  },
  magnitude: (m, at) => Math.abs(m[at]!),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < 2 * count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, value) => {
    const { head, tail } = doubleDoubleOf(value);
    m[out] = head;
    m[out + 1] = tail;
  },
  pi: (m, out) => {
    m[out] = Math.PI;
    m[out + 1] = 1.2246467991473532e-16;
  },
  zero: (m, out) => {
    m[out] = 0;
    m[out + 1] = 0;
  },
  copy,
  neg: (m, out, a) => {
    m[out] = -m[a]!;
    m[out + 1] = -m[a + 1]!;
  },
  add: (m, out, a, b) => addPairs(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
  sub: (m, out, a, b) => addPairs(m[a]!, m[a + 1]!, -m[b]!, -m[b + 1]!, m, out),
  mul,
  div: (m, out, a, b) => dividePairs(m[a]!, m[a + 1]!, m[b]!, m[b + 1]!, m, out),
  scale: (m, out, a, c) => scalePair(m[a]!, m[a + 1]!, c, m, out),
  divide: divideByDouble,
  overOrder: divideByDouble,
  powInteger: (m, out, a, n) => {
    if (Math.abs(n) > LARGEST_SQUARED) {
      byDecimals((d, o, x) => precise.powInteger(d, o, x, n))(m, out, a);
      return;
    }
    const power = Float64Array.of(1, 0, m[a]!, m[a + 1]!);
    for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) mul(power, 0, 0, 2);
      mul(power, 2, 2, 2);
    }
    if (n < 0) dividePairs(1, 0, power[0]!, power[1]!, m, out);
    else normalize(power[0]!, power[1]!, m, out);
  },
  pow: (m, out, a, exponent: Rational) => byDecimals((d, o, x) => precise.pow(d, o, x, exponent))(m, out, a),
  raise: (m, out, a, b) => {
    scratch[1] = toDecimal(m, a);
    scratch[2] = toDecimal(m, b);
    precise.raise(scratch, 0, 1, 2);
    fromDecimal(m, out, scratch[0]!);
  },
  convolve,
  convolveSelf(m, out, x, stride, k, from) {
    // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
    if (k < 2 * from) return;
    const before = m[out]!;
    const beforeTail = m[out + 1]!;
    m[out] = 0;
    m[out + 1] = 0;
    convolve(m, out, x, x, stride, k, from, Math.ceil(k / 2) - 1, 0, 1);
    m[out] = 2 * m[out]!;
    m[out + 1] = 2 * m[out + 1]!;
    if (k % 2 === 0) convolve(m, out, x, x, stride, k, k / 2, k / 2, 0, 1);
    addPairs(m[out]!, m[out + 1]!, before, beforeTail, m, out);
  },
  scatter(m, out, x, y, targets, from, last, w) {
    const factor = new Float64Array(2);
    scalePair(m[x]!, m[x + 1]!, w, factor, 0);
    const [a, aTail] = [factor[0]!, factor[1]!];
    for (let l = from; l <= last; l++) {
      const t = out + 2 * targets[l]!;
      multiplyPairs(a, aTail, m[y + 2 * l]!, m[y + 2 * l + 1]!, factor, 0);
      addPairs(m[t]!, m[t + 1]!, factor[0]!, factor[1]!, m, t);
    }
  },
  heads: {
    ...(Object.fromEntries(Object.entries(precise.heads).map(([name, f]) => [name, byDecimals(f)])) as Record<HeadName, Kernel>),
    sqr: (m, out, a) => mul(m, out, a, a),
  },
  indexed: Object.fromEntries(
    Object.entries(precise.indexed!).map(([name, f]) => [
      name,
      (m: Float64Array, out: number, a: number, n: number): void => byDecimals((d, o, x) => f(d, o, x, n))(m, out, a),
    ]),
  ) as Record<IndexedHead, (m: Float64Array, out: number, a: number, n: number) => void>,
  pairs: Object.fromEntries(
    Object.entries(precise.pairs!).map(([name, f]) => [
      name,
      (m: Float64Array, out: number, a: number, b: number): void => {
        scratch[1] = toDecimal(m, a);
        scratch[2] = toDecimal(m, b);
        f(scratch, 0, 1, 2);
        fromDecimal(m, out, scratch[0]!);
      },
    ]),
  ) as Record<PairHead, (m: Float64Array, out: number, a: number, b: number) => void>,
  order,
};
