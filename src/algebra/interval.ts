import { COM, DEF, type Decoration } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
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
import type { UnaryKernel } from '../interval/kernel/bounds.js';
import { convolveInto } from '../interval/kernel/convolution.js';
import { type ConvolutionMemory, convolutionMemory } from '../interval/kernel/convolution-module.js';
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
import { acoshInto, asinhInto, atanhInto, coshInto, sinhInto, tanhInto } from '../interval/kernel/hyperbolic.js';
import { cbrtInto, powInto, pownInto } from '../interval/kernel/power.js';
import { hullInto } from '../interval/kernel/set.js';
import { ceilInto, floorInto, roundUpInto, signInto, stepInto, truncInto } from '../interval/kernel/stepwise.js';
import { acosInto, asinInto, atanInto, cosInto, sinInto, tanInto } from '../interval/kernel/trigonometric.js';
import { rationalBounds } from '../rounding/rational.js';
import type { Algebra, HeadName } from './algebra.js';
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

/** Interval coefficients, and the weakest decoration met since it was last set. */
export interface IntervalAlgebra extends Algebra<Interval, Float64Array> {
  /**
   * Minimum over all operations since somebody set it to `COM`: at least `DAC` means that everything was defined and continuous on the whole of
   * its box, which a validated ODE step needs. An unbounded or overflowed coefficient lowers it to `DAC` at most.
   */
  decoration: Decoration;
}

/**
 * Interval coefficients, as pairs lo, hi: every operation encloses, rounding each bound outward once.
 *
 * An instance belongs to one computation, because it keeps that computation's decoration.
 *
 * @param options.compiled - whether memories are to be those of WebAssembly where it is allowed, in which convolutions run several times faster and give the same
 *   bits: for long computations, since each memory takes a page of 64 KiB at least
 */
export function intervalAlgebra({ compiled = false }: { readonly compiled?: boolean } = {}): IntervalAlgebra {
  const pair = new Float64Array(2);
  const memories: ConvolutionMemory[] = [];
  let recent: ConvolutionMemory | undefined;
  const allocate = (count: number): Float64Array => {
    const made = compiled ? convolutionMemory(2 * count) : undefined;
    if (made === undefined) return new Float64Array(2 * count);
    memories.push(made);
    return made.memory;
  };
  const convolve = (
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
    self: boolean,
  ): void => {
    if (recent?.memory !== m) recent = memories.find(({ memory }) => memory === m);
    if (recent?.convolve(out, x, y, stride, k, from, last, p, q, self) === true) return;
    convolveInto(m, out, x, y, stride, k, from, last, p, q, self);
  };
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
    allocate,
    read: (m, at) => new Interval(m[at]!, m[at + 1]!),
    write: (m, at, value) => {
      m[at] = value.lo;
      m[at + 1] = value.hi;
    },
    magnitude: (m, at) => Math.max(Math.abs(m[at]!), Math.abs(m[at + 1]!)),
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
      if (m[at]! <= m[at + 1]! || m[head]! > m[head + 1]!) return;
      m[at] = -Infinity;
      m[at + 1] = Infinity;
    },
    convolve: (m, out, x, y, stride, k, from, last, p, q) => convolve(m, out, x, y, stride, k, from, last, p, q, false),
    convolveSelf: (m, out, x, stride, k, from) => convolve(m, out, x, x, stride, k, from, Math.floor(k / 2), 0, 1, true),
    scatter: (m, out, x, y, targets, from, last, w) => {
      for (let l = from; l <= last; l++) convolveInto(m, out + 2 * targets[l]!, x, y + 2 * l, 2, 0, 0, 0, 0, w, false);
    },
    heads: lifted(kernels),
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
      unknown: (m, out) => {
        m[out] = -Infinity;
        m[out + 1] = Infinity;
        note(DEF);
      },
    },
  };
  return algebra;
}
