import type { Algebra, HeadName } from '../../src/algebra/algebra.js';
import { type PiecewiseName, selectBySign } from '../../src/algebra/order.js';
import {
  exactRoot,
  type Fraction,
  fraction,
  fractionOf,
  minus,
  minusOf,
  nearest,
  over,
  plus,
  times,
  toThe,
  zero,
} from './fraction.js';
import { heads, rung } from './heads.js';
import { PI } from './pi.js';

const sign = (m: Fraction[], at: number): number => (m[at]!.num > 0n ? 1 : m[at]!.num < 0n ? -1 : 0);
const copy = (m: Fraction[], out: number, a: number): void => {
  m[out] = m[a]!;
};
/** The greatest integer below. */
const floor = ({ num, den }: Fraction): bigint => (num - (((num % den) + den) % den)) / den;
const pieces: Readonly<Record<PiecewiseName, (x: Fraction) => Fraction>> = {
  abs: (x) => (x.num < 0n ? minusOf(x) : x),
  sign: ({ num }) => fraction(num > 0n ? 1 : num < 0n ? -1 : 0),
  floor: (x) => fraction(floor(x), 1n),
  ceil: (x) => fraction(-floor(minusOf(x)), 1n),
  round: (x) => fraction(floor(plus(x, fraction(1, 2))), 1n),
  trunc: (x) => fraction(x.num / x.den, 1n),
  step: ({ num }) => fraction(num < 0n ? 0 : 1),
};
/** No fraction stands for two others. */
const none = (): never => {
  throw new RangeError('exact: expected one branch, got an edge');
};

/** Exact rational coefficients, one object each: slow and obviously right. Irrational starts are the stand-ins of `heads`. */
export const exact: Algebra<Fraction, Fraction[]> = {
  name: 'exact',
  width: 1,
  allocate: (count) => new Array<Fraction>(count).fill(zero),
  read: (m, at) => m[at]!,
  write: (m, at, value) => {
    m[at] = value;
  },
  magnitude: (m, at) => Math.abs(nearest(m[at]!)),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, { num, den }) => {
    m[out] = fraction(num, den);
  },
  pi: (m, out) => {
    m[out] = PI;
  },
  zero: (m, out) => {
    m[out] = zero;
  },
  copy,
  neg: (m, out, a) => {
    m[out] = minusOf(m[a]!);
  },
  add: (m, out, a, b) => {
    m[out] = plus(m[a]!, m[b]!);
  },
  sub: (m, out, a, b) => {
    m[out] = minus(m[a]!, m[b]!);
  },
  mul: (m, out, a, b) => {
    m[out] = times(m[a]!, m[b]!);
  },
  div: (m, out, a, b) => {
    m[out] = over(m[a]!, m[b]!);
  },
  scale: (m, out, a, c) => {
    m[out] = times(m[a]!, fractionOf(c));
  },
  divide: (m, out, a, c) => {
    m[out] = over(m[a]!, fractionOf(c));
  },
  overOrder: (m, out, a, k) => {
    m[out] = over(m[a]!, fraction(k));
  },
  powInteger: (m, out, a, n) => {
    m[out] = toThe(m[a]!, n);
  },
  pow: (m, out, a, { num, den }) => {
    m[out] = toThe(exactRoot(m[a]!, Number(den)), Number(num));
  },
  raise: (m, out, a, b) => {
    m[out] = m[a]!.num === 0n ? zero : heads.exp(times(m[b]!, heads.log(m[a]!)));
  },
  convolve: (m, out, x, y, stride, k, from, last, p, q) => {
    for (let j = from; j <= last; j++) {
      m[out] = plus(m[out]!, times(fraction(p * j + q), times(m[x + j * stride]!, m[y + (k - j) * stride]!)));
    }
  },
  convolveSelf: (m, out, x, stride, k, from) => {
    for (let j = from; j <= k - from; j++) m[out] = plus(m[out]!, times(m[x + j * stride]!, m[x + (k - j) * stride]!));
  },
  scatter: (m, out, x, y, targets, from, last, w) => {
    for (let l = from; l <= last; l++) {
      const t = out + targets[l]!;
      m[t] = plus(m[t]!, times(fraction(w), times(m[x]!, m[y + l]!)));
    }
  },
  indexed: {
    besselJ: (m, out, a, n) => {
      m[out] = rung(100n, n, m[a]!);
    },
    sphericalJ: (m, out, a, n) => {
      m[out] = rung(200n, n, m[a]!);
    },
    lgammaCoefficient: (m, out, a, n) => {
      m[out] = rung(300n, n, m[a]!);
    },
    gamma: (m, out, a) => {
      m[out] = rung(400n, 0, m[a]!);
    },
  },
  pairs: {
    // any start will do where only its slope is known
    atan2: (m, out, a) => {
      m[out] = heads.atan(m[a]!);
    },
    hypot: (m, out, a, b) => {
      m[out] = exactRoot(plus(times(m[a]!, m[a]!), times(m[b]!, m[b]!)), 2);
    },
    keplerE: (m, out, _, b) => {
      m[out] = m[b]!;
    },
  },
  heads: Object.fromEntries(
    Object.entries(heads).map(([name, f]) => [
      name,
      (m: Fraction[], out: number, a: number) => {
        m[out] = f(m[a]!);
      },
    ]),
  ) as Record<HeadName, (m: Fraction[], out: number, a: number) => void>,
  order: {
    sign,
    heads: Object.fromEntries(
      Object.entries(pieces).map(([name, f]) => [
        name,
        (m: Fraction[], out: number, a: number) => {
          m[out] = f(m[a]!);
        },
      ]),
    ) as Record<PiecewiseName, (m: Fraction[], out: number, a: number) => void>,
    min: (m, out, a, b) => {
      m[out] = m[minus(m[a]!, m[b]!).num < 0n ? a : b]!;
    },
    max: (m, out, a, b) => {
      m[out] = m[minus(m[a]!, m[b]!).num < 0n ? b : a]!;
    },
    isFlat: (name, m, at) => {
      const nearby = fraction(1n, 1n << 80n);
      return pieces[name](plus(m[at]!, nearby)).num === pieces[name](minus(m[at]!, nearby)).num;
    },
    select: selectBySign({ sign, either: none, copy }),
    either: none,
    unknown: none,
  },
};
