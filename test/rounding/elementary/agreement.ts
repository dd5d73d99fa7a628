/** Each function with a fast phase, its exact path, and arguments where the fast phase has its seams. */

import { acosBounds } from '../../../src/rounding/elementary/acos.js';
import { acoshBounds } from '../../../src/rounding/elementary/acosh.js';
import { acotBounds } from '../../../src/rounding/elementary/acot.js';
import { acothBounds } from '../../../src/rounding/elementary/acoth.js';
import { asinBounds } from '../../../src/rounding/elementary/asin.js';
import { asinhBounds } from '../../../src/rounding/elementary/asinh.js';
import { atanBounds } from '../../../src/rounding/elementary/atan.js';
import { atan2Bounds } from '../../../src/rounding/elementary/atan2.js';
import { atanhBounds } from '../../../src/rounding/elementary/atanh.js';
import { cbrtBounds } from '../../../src/rounding/elementary/cbrt.js';
import { coshBounds } from '../../../src/rounding/elementary/cosh.js';
import { cospiBounds } from '../../../src/rounding/elementary/cospi.js';
import { cothBounds } from '../../../src/rounding/elementary/coth.js';
import { cschBounds } from '../../../src/rounding/elementary/csch.js';
import { expBounds } from '../../../src/rounding/elementary/exp.js';
import { exp2Bounds } from '../../../src/rounding/elementary/exp2.js';
import { exp10Bounds } from '../../../src/rounding/elementary/exp10.js';
import { expm1Bounds } from '../../../src/rounding/elementary/expm1.js';
import { hypotBounds } from '../../../src/rounding/elementary/hypot.js';
import { logBounds } from '../../../src/rounding/elementary/log.js';
import { log1pBounds } from '../../../src/rounding/elementary/log1p.js';
import { log2Bounds } from '../../../src/rounding/elementary/log2.js';
import { log10Bounds } from '../../../src/rounding/elementary/log10.js';
import { powBounds } from '../../../src/rounding/elementary/pow.js';
import { pownBounds } from '../../../src/rounding/elementary/pown.js';
import { rootnBounds } from '../../../src/rounding/elementary/rootn.js';
import { sechBounds } from '../../../src/rounding/elementary/sech.js';
import { sinhBounds } from '../../../src/rounding/elementary/sinh.js';
import { sinpiBounds } from '../../../src/rounding/elementary/sinpi.js';
import { cotBounds, cscBounds, secBounds, tanBounds } from '../../../src/rounding/elementary/tan.js';
import { tanhBounds } from '../../../src/rounding/elementary/tanh.js';
import { tanpiBounds } from '../../../src/rounding/elementary/tanpi.js';
import { cosBounds, sinBounds } from '../../../src/rounding/elementary/trig.js';
import { exactAcos, exactAcot, exactAsin, exactAtan, exactAtan2 } from '../../../src/rounding/exact/arctangent.js';
import { exactAcosh, exactAcoth, exactAsinh, exactAtanh } from '../../../src/rounding/exact/area.js';
import { exactExp, exactExp2, exactExp10, exactExpm1 } from '../../../src/rounding/exact/exponential.js';
import { exactCospi, exactSinpi, exactTanpi } from '../../../src/rounding/exact/halfturn.js';
import { exactCosh, exactCoth, exactCsch, exactSech, exactSinh, exactTanh } from '../../../src/rounding/exact/hyperbolic.js';
import { exactLog, exactLog1p, exactLog2, exactLog10 } from '../../../src/rounding/exact/logarithm.js';
import { exactPow, exactPown } from '../../../src/rounding/exact/power.js';
import { exactCbrt, exactHypot, exactRootn } from '../../../src/rounding/exact/root.js';
import { exactCos, exactCot, exactCsc, exactSec, exactSin, exactTan } from '../../../src/rounding/exact/trigonometric.js';
import { angles, type Draw, draws, exponents, hyperbolics, type Kind, positives, short, sines, slopes, turns } from './draws.js';

type Bounds = (x: number, out: Float64Array) => void;
type BoundsOfTwo = (x: number, y: number, out: Float64Array) => void;
type KindOfTwo = (draw: Draw) => [number, number];

/** The functions of one argument. */
const unary: Record<string, { bounds: Bounds; exact: Bounds; kinds: Kind[] }> = {
  exp: { bounds: expBounds, exact: exactExp, kinds: exponents(Math.LN2) },
  exp2: { bounds: exp2Bounds, exact: exactExp2, kinds: exponents(1) },
  exp10: { bounds: exp10Bounds, exact: exactExp10, kinds: exponents(Math.LOG10E * Math.LN2) },
  expm1: { bounds: expm1Bounds, exact: exactExpm1, kinds: [...exponents(Math.LN2), (draw) => draw.uniform(-0.1, 0.1)] },
  log: { bounds: logBounds, exact: exactLog, kinds: positives },
  log2: { bounds: log2Bounds, exact: exactLog2, kinds: positives },
  log10: {
    bounds: log10Bounds,
    exact: exactLog10,
    kinds: [...positives, (draw) => draw.near(Number(`1e${draw.integer(-300, 300)}`))],
  },
  log1p: {
    bounds: log1pBounds,
    exact: exactLog1p,
    kinds: [
      (draw) => draw.uniform(-1, 3),
      (draw) => draw.sized(-60, 0),
      (draw) => Math.abs(draw.sized(-5, 1023)),
      (draw) => draw.integer(-(2 ** 20), 2 ** 20) * 2 ** draw.integer(-70, -20),
      (draw) => draw.near(draw.integer(1, 511) / 512),
      (draw) => draw.near([2 ** -9, -(2 ** -9), -1, 2 ** -54, -(2 ** -53)][draw.integer(0, 4)]!),
    ],
  },
  sinh: { bounds: sinhBounds, exact: exactSinh, kinds: hyperbolics },
  cosh: { bounds: coshBounds, exact: exactCosh, kinds: hyperbolics },
  tanh: { bounds: tanhBounds, exact: exactTanh, kinds: hyperbolics },
  coth: { bounds: cothBounds, exact: exactCoth, kinds: hyperbolics },
  sech: { bounds: sechBounds, exact: exactSech, kinds: hyperbolics },
  csch: { bounds: cschBounds, exact: exactCsch, kinds: hyperbolics },
  asinh: {
    bounds: asinhBounds,
    exact: exactAsinh,
    kinds: [
      (draw) => draw.uniform(-3, 3),
      (draw) => draw.sized(-28, 102),
      (draw) => draw.sized(-12, -8),
      (draw) => Math.sinh(Math.log(1 + draw.integer(1, 511) / 512)), // seams between intervals
      (draw) => Math.sinh(draw.integer(-1000, 1000) / 64),
      (draw) => draw.near([2 ** -10, -(2 ** -10), 1e-8, 2 ** 100][draw.integer(0, 3)]!),
    ],
  },
  acosh: {
    bounds: acoshBounds,
    exact: exactAcosh,
    kinds: [
      (draw) => draw.uniform(1, 4),
      (draw) => 1 + Math.abs(draw.sized(-52, 102)),
      (draw) => 1 + draw.integer(0, 1000) * 2 ** -52,
      (draw) => Math.cosh(Math.log(1 + draw.integer(1, 511) / 512)),
      (draw) => Math.cosh(draw.integer(0, 1000) / 64),
      (draw) => draw.near([1 + 2 ** -20, 1, 2 ** 100][draw.integer(0, 2)]!),
    ],
  },
  atanh: {
    bounds: atanhBounds,
    exact: exactAtanh,
    kinds: [...sines, (draw) => draw.near(2 ** -11), (draw) => Math.tanh(short(draw))],
  },
  acoth: {
    bounds: acothBounds,
    exact: exactAcoth,
    kinds: [
      (draw) => 1 + draw.uniform(0, 10),
      (draw) => draw.sized(0, 60),
      (draw) => -1 - Math.abs(draw.sized(-52, 2)),
      (draw) => draw.near([1, 2048, -2048, 1e15][draw.integer(0, 3)]!),
    ],
  },
  sin: { bounds: sinBounds, exact: exactSin, kinds: angles },
  cos: { bounds: cosBounds, exact: exactCos, kinds: angles },
  tan: { bounds: tanBounds, exact: exactTan, kinds: angles },
  cot: { bounds: cotBounds, exact: exactCot, kinds: angles },
  sec: { bounds: secBounds, exact: exactSec, kinds: angles },
  csc: { bounds: cscBounds, exact: exactCsc, kinds: angles },
  atan: { bounds: atanBounds, exact: exactAtan, kinds: slopes },
  acot: { bounds: acotBounds, exact: exactAcot, kinds: slopes },
  asin: { bounds: asinBounds, exact: exactAsin, kinds: sines },
  acos: { bounds: acosBounds, exact: exactAcos, kinds: sines },
  sinpi: { bounds: sinpiBounds, exact: exactSinpi, kinds: turns },
  cospi: { bounds: cospiBounds, exact: exactCospi, kinds: turns },
  tanpi: { bounds: tanpiBounds, exact: exactTanpi, kinds: turns },
  cbrt: {
    bounds: cbrtBounds,
    exact: exactCbrt,
    kinds: [
      (draw) => draw.uniform(-10, 10),
      (draw) => draw.sized(-1074, 1024),
      (draw) => draw.near(draw.integer(-100_000, 100_000) ** 3),
      (draw) => draw.near(draw.uniform(1, 2) ** 3),
      (draw) => draw.near(2 ** draw.integer(-1074, 1023)),
    ],
  },
};

/** The functions of two arguments. */
const binary: Record<string, { bounds: BoundsOfTwo; exact: BoundsOfTwo; kinds: KindOfTwo[] }> = {
  atan2: {
    bounds: atan2Bounds,
    exact: exactAtan2,
    kinds: [
      (draw) => [draw.uniform(-3, 3), draw.uniform(-3, 3)],
      (draw) => [draw.sized(-20, 20), draw.sized(-20, 20)],
      (draw) => [draw.sized(-150, 150), draw.sized(-150, 150)],
      (draw) => [draw.integer(-100, 100), draw.integer(-100, 100)],
      (draw) => [draw.near((2 * draw.integer(0, 128) + 1) / 256), draw.near(draw.integer(0, 1) ? 1 : -1)],
    ],
  },
  pow: {
    bounds: powBounds,
    exact: exactPow,
    kinds: [
      (draw) => [draw.uniform(0, 10), draw.uniform(-10, 10)],
      (draw) => [Math.abs(draw.sized(-1074, 1024)), draw.sized(-10, 3)],
      (draw) => [1 + draw.sized(-52, -2), draw.sized(0, 55)],
      (draw) => [draw.integer(0, 50), draw.integer(-20, 20) / 4],
      (draw) => [Math.abs(draw.any()), 2],
      (draw) => [draw.near(draw.integer(1, 1000) ** 2), 0.5],
      (draw) => [draw.near(10), draw.integer(-310, 310)],
      (draw) => [draw.uniform(0, 1), draw.sized(5, 12)],
    ],
  },
  pown: {
    bounds: pownBounds,
    exact: exactPown,
    kinds: [
      (draw) => [draw.uniform(-10, 10), draw.integer(2, 30)],
      (draw) => [draw.uniform(-10, 10), draw.integer(-30, 2)],
      (draw) => [draw.integer(-50, 50), draw.integer(-20, 20)],
      (draw) => [draw.near(-1), draw.integer(-1e6, 1e6)],
      (draw) => [draw.sized(-1074, 1024), draw.integer(-9, 9)],
    ],
  },
  rootn: {
    bounds: rootnBounds,
    exact: exactRootn,
    kinds: [
      (draw) => [draw.uniform(0, 100), draw.integer(3, 30)],
      (draw) => [draw.sized(-1074, 1024), draw.integer(-20, 20)],
      (draw) => [draw.integer(-20, 20) ** 5, 5],
      (draw) => [draw.near(draw.integer(2, 9) ** draw.integer(2, 9)), draw.integer(2, 9)],
      (draw) => [1 + draw.sized(-52, -2), draw.integer(-9, 2 ** 31)],
    ],
  },
  hypot: {
    bounds: hypotBounds,
    exact: exactHypot,
    kinds: [
      (draw) => [draw.uniform(-10, 10), draw.uniform(-10, 10)],
      (draw) => [draw.integer(-1000, 1000), draw.integer(-1000, 1000)],
      (draw) => [draw.sized(-20, 20), draw.sized(-20, 20)],
      (draw) => [draw.sized(-1074, 1024), draw.sized(-1074, 1024)],
      (draw) => [3 * draw.integer(1, 2 ** 20), draw.near(4 * draw.integer(1, 2 ** 20))],
    ],
  },
};

/** A function under test: bounds and exact path on a list of operands, which are drawn of a kind, the first an ordinary one. */
export interface Subject {
  readonly bounds: (operands: readonly number[], out: Float64Array) => void;
  readonly exact: (operands: readonly number[], out: Float64Array) => void;
  readonly kinds: readonly ((draw: Draw) => readonly number[])[];
}

/** Every function with a fast phase. */
export const subjects: Record<string, Subject> = {
  ...Object.fromEntries(
    Object.entries(unary).map(([name, { bounds, exact, kinds }]) => [
      name,
      {
        bounds: ([x], out) => bounds(x!, out),
        exact: ([x], out) => exact(x!, out),
        kinds: [...kinds, (draw: Draw) => draw.any()].map((kind) => (draw: Draw) => [kind(draw)]),
      } satisfies Subject,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(binary).map(([name, { bounds, exact, kinds }]) => [
      name,
      {
        bounds: ([x, y], out) => bounds(x!, y!, out),
        exact: ([x, y], out) => exact(x!, y!, out),
        kinds,
      } satisfies Subject,
    ]),
  ),
};

/** Compares bounds and exact path on `count` arguments and throws at the first difference. */
export function compare(name: string, seed: number, count: number): void {
  const { bounds, exact, kinds } = subjects[name]!;
  const draw = draws(seed);
  const fast = new Float64Array(2);
  const tight = new Float64Array(2);
  for (let i = 0; i < count; i++) {
    const operands = kinds[i % kinds.length]!(draw);
    bounds(operands, fast);
    exact(operands, tight);
    if (!Object.is(fast[0], tight[0]) || !Object.is(fast[1], tight[1])) {
      throw new Error(`${name}(${operands.join(', ')}) is [${fast.join(', ')}], exactly [${tight.join(', ')}]; seed ${seed}`);
    }
  }
}
