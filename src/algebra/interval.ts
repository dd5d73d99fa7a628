import { COM, DAC, DEF, type Decoration, TRV } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { atan2Into } from '../interval/kernel/angle.js';
import {
  absInto,
  addInto,
  divInto,
  maxInto,
  minInto,
  mulInto,
  negInto,
  scaleInto,
  sqrInto,
  sqrtInto,
  subInto,
} from '../interval/kernel/arithmetic.js';
import { besselJKernel, sphericalJKernel } from '../interval/kernel/bessel.js';
import type { UnaryKernel } from '../interval/kernel/bounds.js';
import { convolveInto } from '../interval/kernel/convolution.js';
import {
  exp2Into,
  exp10Into,
  expInto,
  expm1Into,
  log1pInto,
  log2Into,
  log10Into,
  logInto,
} from '../interval/kernel/exponential.js';
import { digammaInto, gammaInto, lgammaInto, polygammaKernel } from '../interval/kernel/gamma.js';
import { cospiInto, sinpiInto, tanpiInto } from '../interval/kernel/halfturn.js';
import { acoshInto, asinhInto, atanhInto, coshInto, sinhInto, tanhInto } from '../interval/kernel/hyperbolic.js';
import { keplerEInto } from '../interval/kernel/kepler.js';
import { cbrtInto, hypotInto, powInto, pownInto } from '../interval/kernel/power.js';
import { hullInto } from '../interval/kernel/set.js';
import { erfcInto, erfInto, lambertWInto, lambertWLowerInto } from '../interval/kernel/special.js';
import { ceilInto, floorInto, roundUpInto, signInto, stepInto, truncInto } from '../interval/kernel/stepwise.js';
import { acosInto, asinInto, atanInto, cosInto, sinInto, tanInto } from '../interval/kernel/trigonometric.js';
import { encloseSymmetricEigenpairs } from '../linalg/symmetric-eigen.js';
import { rationalBounds } from '../rounding/rational.js';
import type { Algebra, HeadName, IndexedHead } from './algebra.js';
import { type PiecewiseName, selectBySign } from './order.js';

const kernels: Readonly<Record<HeadName, UnaryKernel>> = {
  sqr: sqrInto,
  sqrt: sqrtInto,
  cbrt: cbrtInto,
  exp: expInto,
  exp2: exp2Into,
  exp10: exp10Into,
  expm1: expm1Into,
  log: logInto,
  log2: log2Into,
  log10: log10Into,
  log1p: log1pInto,
  sin: sinInto,
  cos: cosInto,
  tan: tanInto,
  asin: asinInto,
  acos: acosInto,
  atan: atanInto,
  sinh: sinhInto,
  cosh: coshInto,
  tanh: tanhInto,
  asinh: asinhInto,
  acosh: acoshInto,
  atanh: atanhInto,
  sinpi: sinpiInto,
  cospi: cospiInto,
  tanpi: tanpiInto,
  // e^{−x²} and 1/(1 + e^{−x}): x occurs once, so that each is as tight as its parts
  gaussian: (out, o, a, i) => {
    const decorations = [sqrInto(scratch, 0, a, i), negInto(scratch, 0, scratch, 0), expInto(out, o, scratch, 0)] as const;
    return Math.min(...decorations) as Decoration;
  },
  erf: erfInto,
  erfc: erfcInto,
  sigmoid: (out, o, a, i) => {
    const first = Math.min(negInto(scratch, 0, a, i), expInto(scratch, 2, scratch, 0));
    const second = Math.min(addInto(scratch, 0, scratch, 2, ONE, 0), divInto(out, o, ONE, 0, scratch, 0));
    return Math.min(first, second) as Decoration;
  },
  lambertW: lambertWInto,
  lambertWm1: lambertWLowerInto,
};

const piecewise: Readonly<Record<PiecewiseName, UnaryKernel>> = {
  abs: absInto,
  sign: signInto,
  floor: floorInto,
  ceil: ceilInto,
  round: roundUpInto,
  trunc: truncInto,
  step: stepInto,
};

/** 1 or −1 where an interval lies on one side of 0, 0 for [0, 0], NaN otherwise, also for the empty set. */
function sign(m: Float64Array, at: number): number {
  const lo = m[at]!;
  const hi = m[at + 1]!;
  if (lo > hi) return Number.NaN;
  return lo > 0 ? 1 : hi < 0 ? -1 : lo === 0 && hi === 0 ? 0 : Number.NaN;
}

const scratch = new Float64Array(4);
const ONE = Float64Array.of(1, 1);

/** Writes an interval. */
function put(m: Float64Array, out: number, value: Interval): void {
  m[out] = value.lo;
  m[out + 1] = value.hi;
}

const indexedKernels = new Map<string, UnaryKernel>();

function indexedKernel(name: IndexedHead, n: number): UnaryKernel {
  const key = `${name} ${n}`;
  const known = indexedKernels.get(key);
  if (known !== undefined) return known;
  const kernel =
    name === 'besselJ'
      ? besselJKernel(n)
      : name === 'sphericalJ'
        ? sphericalJKernel(n)
        : name === 'gamma'
          ? gammaInto
          : n === 0
            ? lgammaInto
            : n === 1
              ? digammaInto
              : overFactorial(n);
  indexedKernels.set(key, kernel);
  return kernel;
}

/** ψ^{(n−1)}/n!, the n-th Taylor coefficient of ln Γ. */
function overFactorial(n: number): UnaryKernel {
  const polygamma = polygammaKernel(n - 1);
  let factorial = 1n;
  for (let k = 2n; k <= BigInt(n); k++) factorial *= k;
  const below = new Float64Array(2);
  rationalBounds({ num: factorial, den: 1n }, below);
  const value = new Float64Array(2);
  return (out, o, a, i) => Math.min(polygamma(value, 0, a, i), divInto(out, o, value, 0, below, 0)) as Decoration;
}

/** Interval coefficients, and the weakest decoration met since it was last set. */
export interface IntervalAlgebra extends Algebra<Interval, Float64Array> {
  /**
   * Minimum over all operations since somebody set it to `COM`: at least `DAC` means that everything was defined and continuous on the whole of
   * its box, which a validated ODE step needs. An unbounded or overflowed coefficient lowers it to `DAC` at most.
   */
  decoration: Decoration;
}

/** Lowers the decoration where one of some bounds is infinite: an unbounded operand or result is not common. */
export function noteUnbounded(algebra: IntervalAlgebra, bounds: ArrayLike<number>): void {
  for (let i = 0; i < bounds.length && algebra.decoration === COM; i++) {
    if (!Number.isFinite(bounds[i]!)) algebra.decoration = DAC;
  }
}

/**
 * Interval coefficients, as pairs lo, hi: every operation encloses, rounding each bound outward once.
 *
 * An instance belongs to one computation, because it keeps that computation's decoration.
 */
export function intervalAlgebra(): IntervalAlgebra {
  const pair = new Float64Array(2);
  const note = (decoration: Decoration): void => {
    if (decoration < algebra.decoration) algebra.decoration = decoration;
  };
  const lift =
    (kernel: UnaryKernel) =>
    (m: Float64Array, out: number, a: number): void =>
      note(kernel(m, out, m, a));
  const copy = (m: Float64Array, out: number, a: number): void => {
    m[out] = m[a]!;
    m[out + 1] = m[a + 1]!;
  };
  // Whichever of the two it is, the function need not be continuous.
  const either = (m: Float64Array, out: number, a: number, b: number): void => {
    hullInto(m, out, m, a, m, b);
    note(DEF);
  };
  const unknown = (m: Float64Array, out: number): void => {
    m[out] = -Infinity;
    m[out + 1] = Infinity;
    note(DEF);
  };
  const bySign = selectBySign({ sign, either, copy });
  const lifted = <N extends string>(kernels: Readonly<Record<N, UnaryKernel>>): Readonly<Record<N, ReturnType<typeof lift>>> =>
    Object.fromEntries(Object.entries<UnaryKernel>(kernels).map(([name, kernel]) => [name, lift(kernel)])) as Record<
      N,
      ReturnType<typeof lift>
    >;
  const algebra: IntervalAlgebra = {
    name: 'Interval',
    decoration: COM,
    width: 2,
    allocate: (count) => new Float64Array(2 * count),
    read: (m, at) => new Interval(m[at]!, m[at + 1]!),
    write: (m, at, value) => {
      m[at] = value.lo;
      m[at + 1] = value.hi;
    },
    mignitude: (m, at) => (m[at]! > 0 ? m[at]! : m[at + 1]! < 0 ? -m[at + 1]! : 0),
    magnitude: (m, at) => Math.max(Math.abs(m[at]!), Math.abs(m[at + 1]!)),
    isEmpty: (m, at) => !(m[at]! <= m[at + 1]!),
    transfer: (to, out, from, a, count) => {
      for (let i = 0; i < 2 * count; i++) to[out + i] = from[a + i]!;
    },
    rational: (m, out, value) => {
      rationalBounds(value, pair);
      m[out] = pair[0]!;
      m[out + 1] = pair[1]!;
    },
    pi: (m, out) => {
      m[out] = Interval.pi.lo;
      m[out + 1] = Interval.pi.hi;
    },
    zero: (m, out) => {
      m[out] = 0;
      m[out + 1] = 0;
    },
    copy,
    neg: lift(negInto),
    add: (m, out, a, b) => note(addInto(m, out, m, a, m, b)),
    sub: (m, out, a, b) => note(subInto(m, out, m, a, m, b)),
    mul: (m, out, a, b) => note(mulInto(m, out, m, a, m, b)),
    div: (m, out, a, b) => note(divInto(m, out, m, a, m, b)),
    scale: (m, out, a, c) => note(scaleInto(m, out, m, a, c)),
    divide: (m, out, a, c) => {
      pair[0] = c;
      pair[1] = c;
      note(divInto(m, out, m, a, pair, 0));
    },
    overOrder: (m, out, a, k) => algebra.divide(m, out, a, k),
    powInteger: (m, out, a, n) => note(pownInto(m, out, m, a, n)),
    pow: (m, out, a, exponent) => {
      const r = new Float64Array(2);
      rationalBounds(exponent, r);
      note(powInto(m, out, m, a, r, 0));
    },
    raise: (m, out, a, b) => note(powInto(m, out, m, a, m, b)),
    loosen: (m, at, head) => {
      if (m[at]! <= m[at + 1]! || m[head]! > m[head + 1]!) return false;
      unknown(m, at);
      return true;
    },
    lose: unknown,
    convolve: (m, out, x, y, stride, k, from, last, p, q) => convolveInto(m, out, x, y, stride, k, from, last, p, q, false),
    convolveSelf: (m, out, x, stride, k, from) => convolveInto(m, out, x, x, stride, k, from, Math.floor(k / 2), 0, 1, true),
    scatter: (m, out, x, y, targets, from, last, w) => {
      for (let l = from; l <= last; l++) convolveInto(m, out + 2 * targets[l]!, x, y + 2 * l, 2, 0, 0, 0, 0, w, false);
    },
    eigenpairs: (m, values, vectors, a, n) =>
      encloseSymmetricEigenpairs(m.subarray(values), m.subarray(vectors), m.subarray(a, a + 2 * n * n), n),
    indexed: {
      besselJ: (m, out, a, n) => note(indexedKernel('besselJ', n)(m, out, m, a)),
      lgammaCoefficient: (m, out, a, n) => note(indexedKernel('lgammaCoefficient', n)(m, out, m, a)),
      sphericalJ: (m, out, a, n) => note(indexedKernel('sphericalJ', n)(m, out, m, a)),
      gamma: (m, out, a, n) => note(indexedKernel('gamma', n)(m, out, m, a)),
    },
    pairs: {
      atan2: (m, out, a, b) => note(atan2Into(m, out, m, a, m, b)),
      hypot: (m, out, a, b) => note(hypotInto(m, out, m, a, m, b)),
      // for e = 1 the solution is continuous, but not differentiable at M = 0; the recurrence divides by zero there and says so
      keplerE: (m, out, a, b) => note(keplerEInto(m, out, m, a, m, b)),
    },
    heads: lifted(kernels),
    given: (m, out, f, a, b) => {
      const x = algebra.read(m, a);
      // The values are the caller's word; where the equation may be singular nothing says that they are those of one smooth function.
      note(x.isEmpty() || !(m[b]! > 0 || m[b + 1]! < 0) ? TRV : x.isCommon() ? COM : DAC);
      const { decoration } = algebra;
      put(m, out, x.isEmpty() ? x : (f.valueAt(x) as Interval));
      // whatever the caller's function computes in between, with this algebra as well, is another computation
      algebra.decoration = decoration;
    },
    order: {
      sign,
      heads: lifted(piecewise),
      min: (m, out, a, b) => note(minInto(m, out, m, a, m, b)),
      max: (m, out, a, b) => note(maxInto(m, out, m, a, m, b)),
      // The kernel says COM of a bounded box where the function does not jump, not even at an endpoint.
      isFlat: (name, m, at) => piecewise[name](pair, 0, m, at) === COM,
      select: (m, out, test, a, b) => {
        if (m[test]! > m[test + 1]!) copy(m, out, test);
        else bySign(m, out, test, a, b);
      },
      either,
      unknown,
    },
  };
  return algebra;
}
