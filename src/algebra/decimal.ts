import { angle } from '../decimal/angle.js';
import type { Bounds } from '../decimal/bounds.js';
import { gaussian } from '../decimal/error-function.js';
import { exactOf } from '../decimal/exact.js';
import { type MonotoneName, monotone, periodic, piBounds, powerFunction, valueAt } from '../decimal/functions.js';
import { powerAt } from '../decimal/power.js';
import { cornerOf, isReducible } from '../decimal/range.js';
import { decimalOfDouble } from '../decimal/read.js';
import { type Decimal, type DecimalConstructor, decimals, sizeOf } from '../decimal/rounding.js';
import { settle } from '../decimal/scaled.js';
import { besselRange, gammaRange, lgammaRange, type SpecialName, specialRange, sphericalRange } from '../decimal/special.js';
import type { Algebra, CoreHead, IndexedHead } from './algebra.js';
import { keplerE } from './decimal-kepler.js';
import { indexedFunctions, numberFunctions } from './float64.js';
import { type PiecewiseName, type StepName, selectBySign } from './order.js';

type Memory = Decimal[];

/** Digits beyond those of the result with which the value of a function is bounded before it is rounded. */
const guard = 4;

/** Bounds of a function at a decimal that is a number; undefined outside its domain. */
type ValueAt = (x: Decimal, precision: number) => Bounds | undefined;

const ofMonotone =
  (name: MonotoneName): ValueAt =>
  (x, precision) =>
    valueAt(monotone[name], x, precision);

const ofPeriodic =
  (name: 'sin' | 'cos' | 'tan'): ValueAt =>
  (x, precision) =>
    isReducible(x) ? periodic[name](x, precision) : undefined;

type Range = (x: Bounds, precision: number) => Bounds;

/** A function by its range over [x, x], undefined where that is empty; its limits at infinite x are those of numbers. */
const ofRange =
  (range: Range, atInfinity: (x: number) => number): ValueAt =>
  (x, precision) => {
    if (!x.isFinite()) {
      const limit = new (decimals(precision, 4))(atInfinity(x.toNumber()));
      return limit.isNaN() ? undefined : { lo: limit, hi: limit };
    }
    const bounds = range({ lo: x, hi: x }, precision);
    return bounds.lo.gt(bounds.hi) ? undefined : bounds;
  };

const ofSpecial = (name: SpecialName): ValueAt =>
  ofRange((x, precision) => specialRange(name, x, precision), numberFunctions[name]);

const indexed: Readonly<Record<IndexedHead, (n: number) => Range>> = {
  besselJ: (n) => (x, precision) => besselRange(n, x, precision),
  sphericalJ: (n) => (x, precision) => sphericalRange(n, x, precision),
  lgammaCoefficient: (n) => (x, precision) => lgammaRange(n, x, precision),
  gamma: () => gammaRange,
};

const functions: Readonly<Record<Exclude<CoreHead, 'sqr'> | SpecialName | 'gaussian', ValueAt>> = {
  sqrt: ofMonotone('sqrt'),
  cbrt: ofMonotone('cbrt'),
  exp: ofMonotone('exp'),
  exp2: ofMonotone('exp2'),
  exp10: ofMonotone('exp10'),
  expm1: ofMonotone('expm1'),
  log: ofMonotone('log'),
  log2: ofMonotone('log2'),
  log10: ofMonotone('log10'),
  log1p: ofMonotone('log1p'),
  sin: ofPeriodic('sin'),
  cos: ofPeriodic('cos'),
  tan: ofPeriodic('tan'),
  asin: ofMonotone('asin'),
  acos: ofMonotone('acos'),
  atan: ofMonotone('atan'),
  sinh: ofMonotone('sinh'),
  cosh: (x, precision) => valueAt(monotone.cosh, x.abs(), precision),
  tanh: ofMonotone('tanh'),
  asinh: ofMonotone('asinh'),
  acosh: ofMonotone('acosh'),
  atanh: ofMonotone('atanh'),
  sinpi: ofSpecial('sinpi'),
  cospi: ofSpecial('cospi'),
  tanpi: ofSpecial('tanpi'),
  gaussian: ofRange((x, precision) => settle(precision, (bits) => gaussian(exactOf(x.lo), bits)), numberFunctions.gaussian),
  erf: ofSpecial('erf'),
  erfc: ofSpecial('erfc'),
  lambertW: ofSpecial('lambertW'),
  lambertWm1: ofSpecial('lambertWm1'),
};

/** A tie goes up. */
const roundUp = (x: Decimal): Decimal => {
  const below = x.floor();
  return x.minus(below).gte(0.5) ? below.plus(1) : below;
};

const jumpsAt: Readonly<Record<StepName, (x: Decimal) => boolean>> = {
  sign: (x) => x.isZero(),
  floor: (x) => x.isInteger(),
  ceil: (x) => x.isInteger(),
  round: (x) => !x.isInteger() && x.times(2).isInteger(),
  trunc: (x) => x.isInteger() && !x.isZero(),
  step: (x) => x.isZero(),
};

const algebras = new WeakMap<DecimalConstructor, Map<string, Algebra<Decimal, Memory>>>();

/**
 * Decimal coefficients, with the precision and rounding of their own constructor: approximate. Sums, products and quotients are those of decimal.js;
 * functions come from the bounds of the enclosures and are rounded once.
 *
 * A constructor can be set to another precision, and then has another algebra: an algebra remembers constants as it rounded them.
 */
export function decimalAlgebra(Constructor: DecimalConstructor): Algebra<Decimal, Memory> {
  let known = algebras.get(Constructor);
  if (known === undefined) {
    known = new Map();
    algebras.set(Constructor, known);
  }
  const { precision, rounding } = Constructor;
  const key = `${precision} ${rounding}`;
  let algebra = known.get(key);
  if (algebra === undefined) {
    algebra = algebraOver(Constructor);
    known.set(key, algebra);
  }
  return algebra;
}

function algebraOver(Constructor: DecimalConstructor): Algebra<Decimal, Memory> {
  const none = new Constructor(0);
  const precise = (): number => Constructor.precision + guard;
  /** A value within bounds that are much narrower than its rounding. */
  const rounded = (bounds: Bounds | undefined): Decimal =>
    bounds === undefined
      ? new Constructor(Number.NaN)
      : new Constructor(bounds.lo).toSignificantDigits(Constructor.precision, Constructor.rounding);
  const head =
    (f: ValueAt) =>
    (m: Memory, out: number, a: number): void => {
      m[out] = rounded(m[a]!.isNaN() ? undefined : f(m[a]!, precise()));
    };
  const exponential = (x: Decimal): Decimal => rounded(x.isNaN() ? undefined : functions.exp(x, precise()));
  /** The angle of the point (x, y), on an axis also where that is infinite or the origin. */
  const atan2 = (y: Decimal, x: Decimal): Decimal => {
    const isPlain = y.isFinite() && x.isFinite() && !y.isZero();
    return isPlain ? rounded(angle(y, x, precise())) : Constructor.atan2(y, x);
  };
  const divide = (m: Memory, out: number, a: number, c: number): void => {
    m[out] = Constructor.div(m[a]!, decimalOfDouble(c));
  };
  const sumOf = (start: Decimal, x: Decimal, y: Decimal, w: number): Decimal => {
    const product = Constructor.mul(x, y);
    return Constructor.add(start, w === 1 ? product : Constructor.mul(product, w));
  };
  const sign = (m: Memory, at: number): number => (m[at]!.isZero() ? 0 : m[at]!.s);
  const copy = (m: Memory, out: number, a: number): void => {
    m[out] = m[a]!;
  };
  const unknown = (m: Memory, out: number): void => {
    m[out] = new Constructor(Number.NaN);
  };
  const integral: Readonly<Record<PiecewiseName, (x: Decimal) => Decimal | number>> = {
    abs: (x) => x.abs(),
    sign: (x) => (x.isZero() ? 0 : x.s),
    floor: (x) => x.floor(),
    ceil: (x) => x.ceil(),
    round: roundUp,
    trunc: (x) => x.trunc(),
    step: (x) => (x.isNaN() ? x : x.gte(0) ? 1 : 0),
  };
  return {
    name: 'Decimal',
    width: 1,
    allocate: (count) => new Array<Decimal>(count).fill(none),
    // A zero with a sign is read as 0.
    read: (m, at) => (m[at]!.isZero() ? none : m[at]!),
    write: (m, at, value) => {
      m[at] = value.constructor === Constructor ? value : new Constructor(value);
    },
    magnitude: (m, at) => sizeOf(m[at]!),
    transfer: (to, out, from, a, count) => {
      for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
    },
    rational: (m, out, { num, den }) => {
      m[out] = Constructor.div(num.toString(), den.toString());
    },
    pi: (m, out) => {
      m[out] = rounded(piBounds(precise()));
    },
    zero: (m, out) => {
      m[out] = none;
    },
    copy,
    neg: (m, out, a) => {
      m[out] = m[a]!.neg();
    },
    add: (m, out, a, b) => {
      m[out] = Constructor.add(m[a]!, m[b]!);
    },
    sub: (m, out, a, b) => {
      m[out] = Constructor.sub(m[a]!, m[b]!);
    },
    mul: (m, out, a, b) => {
      m[out] = Constructor.mul(m[a]!, m[b]!);
    },
    div: (m, out, a, b) => {
      m[out] = Constructor.div(m[a]!, m[b]!);
    },
    scale: (m, out, a, c) => {
      m[out] = Constructor.mul(m[a]!, decimalOfDouble(c));
    },
    divide,
    overOrder: divide,
    powInteger: (m, out, a, n) => {
      m[out] = Constructor.pow(m[a]!, n);
    },
    pow: (m, out, a, { num, den }) => {
      const x = m[a]!;
      const f = powerFunction(powerAt({ num: { digits: num, exponent: 0 }, den }), num > 0n);
      m[out] = rounded(x.isNaN() ? undefined : valueAt(f, x, precise()));
    },
    raise: (m, out, a, b) => {
      const [x, y] = [m[a]!, m[b]!];
      m[out] = rounded(x.gte(0) && !y.isNaN() ? cornerOf(x, y, precise()) : undefined);
    },
    convolve: (m, out, x, y, stride, k, from, last, p, q) => {
      let sum = m[out]!;
      for (let j = from; j <= last; j++) sum = sumOf(sum, m[x + j * stride]!, m[y + (k - j) * stride]!, p * j + q);
      m[out] = sum;
    },
    convolveSelf: (m, out, x, stride, k, from) => {
      // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
      if (k < 2 * from) return;
      let sum = m[out]!;
      for (let j = from; 2 * j < k; j++) sum = sumOf(sum, m[x + j * stride]!, m[x + (k - j) * stride]!, 2);
      const middle = k % 2 === 0 ? m[x + (k / 2) * stride]! : none;
      m[out] = sumOf(sum, middle, middle, 1);
    },
    scatter: (m, out, x, y, targets, from, last, w) => {
      for (let l = from; l <= last; l++) {
        const t = out + targets[l]!;
        m[t] = sumOf(m[t]!, m[x]!, m[y + l]!, w);
      }
    },
    pairs: {
      hypot: (m, out, a, b) => {
        m[out] = Constructor.hypot(m[a]!, m[b]!);
      },
      atan2: (m, out, a, b) => {
        m[out] = atan2(m[a]!, m[b]!);
      },
      keplerE: (m, out, a, b) => {
        m[out] = keplerE(Constructor, m[a]!, m[b]!);
      },
    },
    indexed: Object.fromEntries(
      Object.entries(indexed).map(([name, range]) => [
        name,
        (m: Memory, out: number, a: number, n: number): void => {
          const f = ofRange(range(n), (x) => indexedFunctions[name as IndexedHead](n, x));
          m[out] = rounded(m[a]!.isNaN() ? undefined : f(m[a]!, precise()));
        },
      ]),
    ) as Record<IndexedHead, (m: Memory, out: number, a: number, n: number) => void>,
    heads: {
      ...(Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, head(f)])) as Record<
        keyof typeof functions,
        (m: Memory, out: number, a: number) => void
      >),
      sqr: (m, out, a) => {
        m[out] = Constructor.mul(m[a]!, m[a]!);
      },
      sigmoid: (m, out, a) => {
        m[out] = Constructor.div(1, Constructor.add(1, exponential(m[a]!.neg())));
      },
    },
    order: {
      sign,
      heads: Object.fromEntries(
        Object.entries(integral).map(([name, f]) => [
          name,
          (m: Memory, out: number, a: number): void => {
            m[out] = new Constructor(f(m[a]!));
          },
        ]),
      ) as Record<PiecewiseName, (m: Memory, out: number, a: number) => void>,
      min: (m, out, a, b) => {
        m[out] = Constructor.min(m[a]!, m[b]!);
      },
      max: (m, out, a, b) => {
        m[out] = Constructor.max(m[a]!, m[b]!);
      },
      isFlat: (name, m, at) => m[at]!.isFinite() && !jumpsAt[name](m[at]!),
      select: selectBySign({ sign, either: unknown, copy }),
      either: unknown,
      unknown,
    },
  };
}
