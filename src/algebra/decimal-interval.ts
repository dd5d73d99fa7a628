import { angleRange } from '../decimal/angle.js';
import { type Bounds, hullOf, minusOne, one, zero } from '../decimal/bounds.js';
import { DecimalInterval, decimalInterval } from '../decimal/decimal-interval.js';
import { piBounds } from '../decimal/functions.js';
import { keplerE } from '../decimal/kepler.js';
import { ProductSum } from '../decimal/product-sum.js';
import { powerRange } from '../decimal/range.js';
import { boundsOfRational, decimalOfDouble } from '../decimal/read.js';
import { type Decimal, sizeOf } from '../decimal/rounding.js';
import { besselRange, gammaRange, lgammaRange, type SpecialName, specialRange, sphericalRange } from '../decimal/special.js';
import type { Algebra, CoreHead } from './algebra.js';
import { type StepName, selectBySign } from './order.js';

type Memory = DecimalInterval[];

const head =
  (name: CoreHead) =>
  (m: Memory, out: number, a: number): void => {
    m[out] = m[a]![name]();
  };

const special =
  (name: SpecialName) =>
  (m: Memory, out: number, a: number): void => {
    const { precision } = m[a]!;
    const { lo, hi } = specialRange(name, m[a]!, precision);
    m[out] = new DecimalInterval(lo, hi, precision);
  };

const heads: Algebra<DecimalInterval, Memory>['heads'] = {
  sqr: head('sqr'),
  sqrt: head('sqrt'),
  cbrt: head('cbrt'),
  exp: head('exp'),
  exp2: head('exp2'),
  exp10: head('exp10'),
  expm1: head('expm1'),
  log: head('log'),
  log2: head('log2'),
  log10: head('log10'),
  log1p: head('log1p'),
  sin: head('sin'),
  cos: head('cos'),
  tan: head('tan'),
  asin: head('asin'),
  acos: head('acos'),
  atan: head('atan'),
  sinh: head('sinh'),
  cosh: head('cosh'),
  tanh: head('tanh'),
  asinh: head('asinh'),
  acosh: head('acosh'),
  atanh: head('atanh'),
  sinpi: special('sinpi'),
  cospi: special('cospi'),
  tanpi: special('tanpi'),
  erf: special('erf'),
  erfc: special('erfc'),
  lambertW: special('lambertW'),
  lambertWm1: special('lambertWm1'),
  // e^{−x²} and 1/(1 + e^{−x}): x occurs once, so that each is as tight as its parts
  gaussian: (m, out, a) => {
    m[out] = m[a]!.sqr().neg().exp();
  },
  sigmoid: (m, out, a) => {
    m[out] = m[a]!.neg().exp().add(1).recip();
  },
};

/** Step functions at a decimal, none of them decreasing. */
const steps: Readonly<Record<StepName, (x: Decimal) => Decimal>> = {
  sign: (x) => (x.isZero() ? zero : x.gt(zero) ? one : minusOne),
  floor: (x) => x.floor(),
  ceil: (x) => x.ceil(),
  round: (x) => (x.minus(x.floor()).gte(0.5) ? x.ceil() : x.floor()),
  trunc: (x) => x.trunc(),
  step: (x) => (x.gte(zero) ? one : zero),
};

const jumpsAt: Readonly<Record<StepName, (x: Decimal) => boolean>> = {
  sign: (x) => x.isZero(),
  floor: (x) => x.isInteger(),
  ceil: (x) => x.isInteger(),
  round: (x) => x.minus(x.floor()).eq(0.5),
  trunc: (x) => x.isInteger() && !x.isZero(),
  step: (x) => x.isZero(),
};

/** 1 or −1 where an interval lies on one side of 0, 0 for [0, 0], NaN otherwise, also for the empty set. */
function sign(m: Memory, at: number): number {
  const x = m[at]!;
  if (x.isEmpty()) return Number.NaN;
  return x.lo.gt(zero) ? 1 : x.hi.lt(zero) ? -1 : x.lo.isZero() && x.hi.isZero() ? 0 : Number.NaN;
}

const algebras = new Map<number, Algebra<DecimalInterval, Memory>>();

/** Coefficients that are intervals of decimals of `precision` digits: every operation encloses, rounding each bound outward once. */
export function decimalIntervalAlgebra(precision: number): Algebra<DecimalInterval, Memory> {
  let algebra = algebras.get(precision);
  if (algebra === undefined) {
    algebra = algebraAt(precision);
    algebras.set(precision, algebra);
  }
  return algebra;
}

function algebraAt(precision: number): Algebra<DecimalInterval, Memory> {
  const made = ({ lo, hi }: Bounds): DecimalInterval => new DecimalInterval(lo, hi, precision);
  const none = decimalInterval(0, { precision });
  const entire = decimalInterval('[entire]', { precision });
  const point = (c: number): DecimalInterval => {
    const exact = decimalOfDouble(c);
    return made({ lo: exact, hi: exact });
  };
  const divide = (m: Memory, out: number, a: number, c: number): void => {
    m[out] = m[a]!.div(point(c));
  };
  const copy = (m: Memory, out: number, a: number): void => {
    m[out] = m[a]!;
  };
  const either = (m: Memory, out: number, a: number, b: number): void => {
    m[out] = made(hullOf(m[a]!, m[b]!));
  };
  const unknown = (m: Memory, out: number): void => {
    m[out] = entire;
  };
  const bySign = selectBySign({ sign, either, copy });
  const stepHead =
    (f: (x: Decimal) => Decimal) =>
    (m: Memory, out: number, a: number): void => {
      const x = m[a]!;
      m[out] = x.isEmpty() ? x : made({ lo: f(x.lo), hi: f(x.hi) });
    };
  return {
    name: `DecimalInterval of ${precision} digits`,
    width: 1,
    allocate: (count) => new Array<DecimalInterval>(count).fill(none),
    read: (m, at) => m[at]!,
    write: (m, at, value) => {
      m[at] = value.precision === precision ? value : decimalInterval(value, { precision });
    },
    mignitude: (m, at) => (m[at]!.isEmpty() ? 0 : sizeOf(m[at]!.mig())),
    isEmpty: (m, at) => m[at]!.isEmpty(),
    magnitude: (m, at) => (m[at]!.isEmpty() ? Infinity : sizeOf(m[at]!.mag())),
    transfer: (to, out, from, a, count) => {
      for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
    },
    rational: (m, out, value) => {
      m[out] = made(boundsOfRational(value, precision));
    },
    pi: (m, out) => {
      m[out] = made(piBounds(precision));
    },
    zero: (m, out) => {
      m[out] = none;
    },
    copy,
    neg: (m, out, a) => {
      m[out] = m[a]!.neg();
    },
    add: (m, out, a, b) => {
      m[out] = m[a]!.add(m[b]!);
    },
    sub: (m, out, a, b) => {
      m[out] = m[a]!.sub(m[b]!);
    },
    mul: (m, out, a, b) => {
      m[out] = m[a]!.mul(m[b]!);
    },
    div: (m, out, a, b) => {
      m[out] = m[a]!.div(m[b]!);
    },
    scale: (m, out, a, c) => {
      m[out] = m[a]!.mul(point(c));
    },
    divide,
    overOrder: divide,
    powInteger: (m, out, a, n) => {
      m[out] = m[a]!.pow(n);
    },
    pow: (m, out, a, { num, den }) => {
      m[out] = made(powerRange(m[a]!, { num: { digits: num, exponent: 0 }, den }, precision));
    },
    raise: (m, out, a, b) => {
      m[out] = m[a]!.pow(m[b]!);
    },
    loosen: (m, at, head) => {
      if (!m[at]!.isEmpty() || m[head]!.isEmpty()) return false;
      unknown(m, at);
      return true;
    },
    lose: unknown,
    convolve: (m, out, x, y, stride, k, from, last, p, q) => {
      if (last < from) return;
      const sum = new ProductSum(m[out]!, precision);
      for (let j = from; j <= last; j++) sum.add(m[x + j * stride]!, m[y + (k - j) * stride]!, p * j + q);
      m[out] = sum.value();
    },
    convolveSelf: (m, out, x, stride, k, from) => {
      // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
      if (k < 2 * from) return;
      const sum = new ProductSum(m[out]!, precision);
      for (let j = from; 2 * j < k; j++) sum.add(m[x + j * stride]!, m[x + (k - j) * stride]!, 2);
      if (k % 2 === 0) sum.addSquare(m[x + (k / 2) * stride]!);
      m[out] = sum.value();
    },
    scatter: (m, out, x, y, targets, from, last, w) => {
      for (let l = from; l <= last; l++) {
        const t = out + targets[l]!;
        const sum = new ProductSum(m[t]!, precision);
        sum.add(m[x]!, m[y + l]!, w);
        m[t] = sum.value();
      }
    },
    pairs: {
      hypot: (m, out, a, b) => {
        m[out] = m[a]!.sqr().add(m[b]!.sqr()).sqrt();
      },
      atan2: (m, out, a, b) => {
        m[out] = made(angleRange(m[a]!, m[b]!, precision));
      },
      keplerE: (m, out, a, b) => {
        m[out] = keplerE(m[a]!, m[b]!);
      },
    },
    indexed: {
      besselJ: (m, out, a, n) => {
        m[out] = made(besselRange(n, m[a]!, precision));
      },
      sphericalJ: (m, out, a, n) => {
        m[out] = made(sphericalRange(n, m[a]!, precision));
      },
      lgammaCoefficient: (m, out, a, n) => {
        m[out] = made(lgammaRange(n, m[a]!, precision));
      },
      gamma: (m, out, a) => {
        m[out] = made(gammaRange(m[a]!, precision));
      },
    },
    heads,
    order: {
      sign,
      heads: {
        ...(Object.fromEntries(Object.entries(steps).map(([name, f]) => [name, stepHead(f)])) as Record<
          StepName,
          (m: Memory, out: number, a: number) => void
        >),
        abs: (m, out, a) => {
          m[out] = m[a]!.abs();
        },
      },
      min: (m, out, a, b) => {
        m[out] = m[a]!.min(m[b]!);
      },
      max: (m, out, a, b) => {
        m[out] = m[a]!.max(m[b]!);
      },
      isFlat: (name, m, at) => {
        const { lo, hi } = m[at]!;
        const isPlain = lo.isFinite() && hi.isFinite() && !jumpsAt[name](lo) && !jumpsAt[name](hi);
        return isPlain && steps[name](lo).eq(steps[name](hi));
      },
      select: (m, out, test, a, b) => {
        if (m[test]!.isEmpty()) copy(m, out, test);
        else bySign(m, out, test, a, b);
      },
      either,
      unknown,
    },
  };
}
